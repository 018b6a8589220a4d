"""Designs as PDF: an office's own HTML and CSS, set for each row of a list. Only this room needs Pango."""
