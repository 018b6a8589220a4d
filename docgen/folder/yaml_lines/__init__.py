"""YAML changed line by line: what nobody changed stays as it was, byte for byte."""
