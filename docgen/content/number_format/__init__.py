"""What a cell of a spreadsheet shows, from its value and its number format (ECMA-376 Part 1, 18.8.30 and 18.8.31)."""
