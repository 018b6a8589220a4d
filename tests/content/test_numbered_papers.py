"""What a clerk typed as a label is what is printed, whatever forms stand over which, or a finding says why not."""

from __future__ import annotations

import re

import pytest

from docgen.content.body import NumberingScheme
from docgen.errors import Severity
from docgen.thai.numerals import to_thai_digits
from docgen.tree import Block, BulletList, ClauseList
from tests.content.numbered_papers import PAPERS
from tests.content.random_papers import paper
from tests.content.test_body import DECIMAL, outline, read

LETTERS = NumberingScheme("letters", ("{1:ก}.", "{2}.", "{3})"))
_TYPED = re.compile(
    r"\s*(ข้อ *[0-9๐-๙.]+|\((?:[0-9๐-๙.]+|[ก-ฮ])\)|[0-9๐-๙]+(?:\.[0-9๐-๙]+)+\.?|[0-9๐-๙]+[.)]|[ก-ฮ][.)])"
)


def typed_labels(text: str) -> list[str]:
    found = (_TYPED.match(line) for line in text.split("\n"))
    return ["".join(to_thai_digits(one[1]).split()) for one in found if one]


def printed_labels(blocks: tuple[Block, ...]) -> list[str]:
    made: list[str] = []
    for block in blocks:
        if isinstance(block, ClauseList):
            for clause in block.items:
                made += ["".join(clause.label.split()), *printed_labels(clause.blocks)]
        elif isinstance(block, BulletList):
            made += [label for item in block.items for label in printed_labels(item)]
    return made


@pytest.mark.parametrize(
    ("name", "scheme"),
    # A Latin 1. that nothing counts from says only that there is a clause: letters are what the scheme was chosen for.
    [(name, DECIMAL) for name in PAPERS]
    + [(name, LETTERS) for name in PAPERS if "1." not in PAPERS[name] or "1.1 " in PAPERS[name]],
)
def test_what_is_typed_is_printed(name: str, scheme: NumberingScheme) -> None:
    """Each typed label stands in the tree, in order, as it was typed, whatever scheme the document has."""
    files, blocks = read(PAPERS[name], scheme)
    assert printed_labels(blocks) == typed_labels(PAPERS[name])
    assert [one.code for one in files.findings if one.severity.name == "WARNING"] == ["clause-number"] * (
        name == "a gap"
    )


def test_papers_numbered_at_random_are_printed_as_typed_or_told() -> None:
    """Of 300 papers nearly all are printed to the letter; where the numbers are ambiguous, a finding says so."""
    otherwise = 0
    for seed in range(300):
        text, labels = paper(seed)
        files, blocks = read(text)
        if printed_labels(blocks) != labels:
            otherwise += 1
            assert any(one.severity is not Severity.HINT for one in files.findings), text
    assert otherwise <= 3


@pytest.mark.parametrize(
    ("text", "printed", "why"),
    [
        ("๑. ก\n๒. ข\n๔. ค", ["๑.", "๒.", "๔."], "ข้าม"),
        ("ข้อ ๑ ก\nข้อ ๑ ข", ["ข้อ๑", "ข้อ๒"], "ซ้ำ"),
        ("(๑) ก\n(๒) ข\n(๓) ค\n(๒) ง", ["(๑)", "(๒)", "(๓)", "(๔)"], "ย้อน"),
        ("ข้อ ๑ ก\nข้อ ๒ ข\n๑.๑ ค\n๑.๒ ง", ["ข้อ๑", "ข้อ๒", "๒.๑", "๒.๒"], "ไม่ใช่เลขของข้อที่อยู่เหนือ"),
    ],
)
def test_a_finding_says_which_and_why(text: str, printed: list[str], why: str) -> None:
    """A gap is printed as typed; a repeat, a step back, a stale number are counted on: each is told with its reason."""
    files, blocks = read(text)
    assert printed_labels(blocks) == printed
    assert all(one.code == "clause-number" and why in one.message for one in files.findings)
    assert files.findings


def test_words_that_begin_as_a_clause_does_may_stay_words() -> None:
    """A backslash before them makes a paragraph of what would be a clause."""
    for line in (r"\ข้อ ๑ ของระเบียบ", r"\(๑) ก", r"ก\. ข", r"1\. ก", r"\หมวด ๑"):
        _, (block,) = read(line)
        assert outline((block,)) == [line.replace("\\", "").replace("1", "๑")]
