"""What happened to documents: register, journal, scans, signed files."""
