"""The only room that opens, lists and writes files: names, digests, locks, YAML with lines."""
