"""From an office's Word file to a content file: what it says, in docgen's own form, and what could not be placed."""
