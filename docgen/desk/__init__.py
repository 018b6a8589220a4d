"""What a person asks of docgen, a verb a file: each returns what was done and prints nothing."""
