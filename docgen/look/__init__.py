"""How documents look: the records of the layout and their reader."""
