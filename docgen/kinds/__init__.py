"""What each kind of document has and requires."""
