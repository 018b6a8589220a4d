"""What the clerk edits, read into typed, frozen records that know their place."""
