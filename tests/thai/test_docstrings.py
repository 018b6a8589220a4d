"""The examples in the docstrings hold."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["numerals", "months", "date_reading", "dates", "numbering", "characters", "money"])
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    """The examples in the docstrings of thai/ are true."""
    results = doctest.testmod(importlib.import_module(f"docgen.thai.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
