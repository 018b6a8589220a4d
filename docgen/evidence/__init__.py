"""The evidence archive: what was issued in a fiscal year, kept so that anyone can check it years later."""
