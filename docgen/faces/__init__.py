"""Those who talk with people and other programs: the only printers."""
