"""The rules of written Thai, as pure functions: digits, dates, numbering, characters, money. Nothing else of docgen."""
