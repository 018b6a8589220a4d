"""Compare the words of a report's Word file with the files written from it: what a build will not print is told.

A report is taken apart by its form; whatever somebody typed outside of that form would otherwise be lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docgen.content.records import Agency
from docgen.word_import.inventory import seen
from docgen.word_import.records import WordBlock, WordParagraph, WordTable
from docgen.word_import.told import Ledger

# These docgen writes from the fiscal year, the round and agency.yaml; what can't be read of them is told by itself.
_MADE_HERE = ("cover_round", "cover_period", "cover_agency", "cover_place", "issue_date")
# What the signatories of a report are called under their signatures.
_PARTS = ("ผู้รายงาน", "ผู้รับทราบ")
_RESULT_COLUMNS, _PERIOD_COLUMN = 6, 2


def tell_lost_words(
    blocks: Sequence[WordBlock], written: Iterable[str], template: str, agency: Agency, ledger: Ledger
) -> None:
    """Add to the ledger each paragraph with words that are in none of the files `written`, nor printed by themselves.

    `template` is the text of the report's template, whose heads and labels stand in every report.
    """
    officers = [words for one in agency.officers for words in (one.name, *one.position_lines())]
    known = seen(re.sub(r"[\\\\*]", "", "\n".join([*written, template, agency.name, *officers])))
    for paragraph in _paragraphs(blocks):
        is_part = paragraph.role.startswith("signs_as") and paragraph.text.strip().lstrip("(").rstrip(")") in _PARTS
        if paragraph.role in _MADE_HERE or is_part or _is_known(paragraph.text, known):
            continue
        lost = [word for word in paragraph.text.split() if not _is_known(word, known)]
        ledger.add("not-placed", paragraph.number, " ".join(lost) or paragraph.text)


def _is_known(text: str, known: str) -> bool:
    return seen(re.sub(r"[\\\\*]", "", text)).strip("()") in known


def _paragraphs(blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
    """Yield the paragraphs, also those in tables; not the times of activities, which are told where unreadable."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
            continue
        is_log = isinstance(block, WordTable) and max(map(len, block.rows), default=0) == _RESULT_COLUMNS
        for row in block.rows:
            for column, cell in enumerate(row):
                if not (is_log and column == _PERIOD_COLUMN and len(row) == _RESULT_COLUMNS):
                    yield from cell
