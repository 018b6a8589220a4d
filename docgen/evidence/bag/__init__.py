"""A year's evidence as a bag (RFC 8493): written, kept in versions, opened, verified."""
