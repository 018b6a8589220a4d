"""Designs as PDF: an office's own HTML and CSS, set by WeasyPrint for each row of a list; nothing but this room needs Pango."""
