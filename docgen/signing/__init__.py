"""Electronic signatures (PAdES): sign a finished PDF, and say in plain Thai what the signatures of one are worth."""
