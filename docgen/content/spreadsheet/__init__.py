"""The parts of an XLSX workbook (ECMA-376 Part 1, SpreadsheetML), read as streams. Every part is untrusted."""
