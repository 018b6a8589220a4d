"""Page furniture that clerks type as text: page numbers (- ๒ -) and catchwords (/๓. เงื่อนไข...) at a page's end.

docgen numbers pages itself, so they are left out and told. Source: ระเบียบงานสารบรรณ, คำอธิบาย ๑ (page number above,
the first words of the next page below the last line on the right).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.records import WordBlock, WordParagraph
from docgen.word_import.told import Ledger

_PAGE_MARK = re.compile(
    r"[-–—]\s*(?P<dashed>[0-9๐-๙]{1,3})\s*[-–—]|(?:หน้า(?:ที่)?\s*)(?P<named>[0-9๐-๙]{1,3})(?:\s*(?:/|จาก|ของ)\s*[0-9๐-๙]{1,3})?"
)
_BARE = re.compile(r"[0-9๐-๙]{1,3}")
_CATCHWORD = re.compile(r"/\s*(?P<words>\S.{0,100}?)\s*(?:\.{2,}|…+|ฯลฯ)\.*", re.DOTALL)
_LOOK_AHEAD = 4  # a page mark and an empty paragraph or two stand between a catchword and what it announces


def without_furniture(blocks: Sequence[WordBlock], ledger: Ledger) -> list[WordBlock]:
    """Return the blocks without page marks and catchwords, which are told."""
    made: list[WordBlock] = []
    last_page = 1
    for number, block in enumerate(blocks):
        words = " ".join(block.text.split()) if isinstance(block, WordParagraph) and not block.item else ""
        page = _page(block, words, last_page)
        if page or (words.startswith("/") and _is_catchword(block, words, blocks[number + 1 :])):
            last_page = page or last_page
            ledger.add("page-mark", block.number, words)
            continue
        made.append(block)
    return made


def _page(block: WordBlock, words: str, last_page: int) -> int:
    """Return the number of the page that a paragraph is the mark of, 0 if it is none."""
    if not words or not isinstance(block, WordParagraph) or any(span.picture for span in block.spans):
        return 0
    if found := _PAGE_MARK.fullmatch(words):
        return int(to_arabic_digits(found["dashed"] or found["named"]))
    if block.align == "center" and _BARE.fullmatch(words):
        # A number alone is a page's only where it is the next one.
        number = int(to_arabic_digits(words))
        return number if number == last_page + 1 else 0
    return 0


def _is_catchword(block: WordBlock, words: str, following: Sequence[WordBlock]) -> bool:
    """Tell whether a paragraph announces the next page: what it says begins a paragraph that follows."""
    found = _CATCHWORD.fullmatch(words)
    if found is None or not isinstance(block, WordParagraph):
        return False
    begin = _squeezed(found["words"])
    for other in following[:_LOOK_AHEAD]:
        text = _squeezed(other.text) if isinstance(other, WordParagraph) else ""
        label = _squeezed(other.item.label) if isinstance(other, WordParagraph) and other.item else ""
        if begin and (text.startswith(begin) or (label + text).startswith(begin)):
            return True
        if isinstance(other, WordParagraph) and _PAGE_MARK.fullmatch(" ".join(other.text.split())):
            return True
    return block.align == "right"


def _squeezed(text: str) -> str:
    return to_arabic_digits("".join(text.split()))
