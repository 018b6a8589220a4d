"""Words from outside are shown as what they are: one line, cut, without steering, in quotation marks."""

from __future__ import annotations

import doctest
import json
import pickle
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

import docgen.outside
from docgen.errors import DocgenError, Finding, Place, error
from docgen.faces.cli.shown import shown_finding
from docgen.outside import escaped, harmless, quoted


def test_the_examples_hold() -> None:
    """The examples in the docstrings are true."""
    assert doctest.testmod(docgen.outside).failed == 0


@given(st.text(alphabet=st.characters(), max_size=300))
def test_shown_text_is_one_line_that_steers_nothing(text: str) -> None:
    """Whatever text comes in, one line comes out, cut, without control or direction characters."""
    shown = harmless(text)
    assert len(shown) <= 120
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.lists(st.text(alphabet=st.characters(), max_size=60), min_size=4, max_size=4))
def test_no_part_of_a_finding_poses_as_another(parts: list[str]) -> None:
    """No text from outside looks like a finding's place, remedy or code."""
    path, message, hint, excerpt = parts
    shown = shown_finding(Finding("code", Place(path, 3, 2), message, hint, excerpt=excerpt))
    assert len(shown.split("\n")) <= 4
    assert not {unicodedata.category(one) for one in shown.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(alphabet=st.characters(), max_size=100))
def test_json_says_the_same_and_steers_nothing(text: str) -> None:
    """JSON keeps every letter and escapes what would steer a terminal."""
    made = escaped(json.dumps([text], ensure_ascii=False, indent=2))
    assert json.loads(made) == [text]
    assert not {unicodedata.category(one) for one in made.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_name_cannot_end_its_own_quotation() -> None:
    """A quotation mark within quoted words is written otherwise."""
    assert quoted("ก” ผล: ถูกต้อง “") == '“ก" ผล: ถูกต้อง "”'


def test_an_error_travels_between_processes() -> None:
    """An error with its findings survives pickling."""
    sent = error("code", Place("a.md", 3, 1), "ข้อความ", "แก้")
    received = pickle.loads(pickle.dumps(sent))
    assert isinstance(received, DocgenError)
    assert received.findings == sent.findings
