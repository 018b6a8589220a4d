"""Tests of docgen.thai."""
