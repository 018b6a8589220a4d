"""What a clerk typed as a label is what is printed, whatever forms stand over which, or a finding says why not."""

from __future__ import annotations

import re

import pytest

from docgen.content.body import NumberingScheme
from docgen.thai.numerals import to_thai_digits
from docgen.tree import Block, BulletList, ClauseList
from tests.content.numbered_papers import PAPERS
from tests.content.test_body import DECIMAL, read

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
