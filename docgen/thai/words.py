"""Where a line of Thai may end: words by pythainlp's newmm with the office's own dictionary, less what must hold.

Finds places only; which of them are used is the composer's choice.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from docgen.thai import cuts
from docgen.thai.held import HELD
from docgen.thai.lexicon import Lexicon

# newmm's graph is quadratic in an ambiguous stretch without blanks (pythainlp #893): longer ones are cut up first.
_LONGEST_SEGMENT = 400

_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.:;!?%/\"'…-–—")
_NEVER_LAST = frozenset("([{“‘«")
# Words that lean on what follows: alone at the end of a line they mislead the reader.
_PREFIXES = frozenset(
    ["ผู้", "การ", "ความ", "ข้อ", "นัก", "ที่", "ณ", "ชาว", "ช่าง", "น่า", "ฝ่าย", "กอง", "ภาค", "แห่ง", "เชิง", "พระ"]
)


class BreakKind(enum.IntEnum):
    """How good a place is for a line to end: at a blank, between words, inside what should hold, inside a word."""

    BLANK = 0
    WORD = 1
    HELD = 2
    SYLLABLE = 3


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end: the next line starts at `offset`; blanks before it are not printed."""

    offset: int
    kind: BreakKind


def find_breaks(text: str, lexicon: Lexicon) -> list[Break]:
    """Return where a line of the text may end, in order; the ends of the text are none.

    Breaks of kind HELD and SYLLABLE are for lines too narrow for a whole unit.

    >>> [b.offset for b in find_breaks("ข้อ ๒ กำหนดให้", make_lexicon([])) if b.kind <= BreakKind.WORD]
    [6, 11]
    """
    kinds = dict(_words(text, lexicon))
    for first, last in _spans(text, lexicon):
        for offset in range(first + 1, last):
            if kinds.get(offset, BreakKind.SYLLABLE) < BreakKind.HELD:
                kinds[offset] = BreakKind.HELD
    found = [Break(offset, kind) for offset, kind in sorted(kinds.items()) if 0 < offset < len(text)]
    return [_demoted(text, place) for place in found if not _unprintable(text, place.offset)]


def words_of(text: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Return the words of a text with the offsets where they begin, blanks left out."""
    found: list[tuple[int, str]] = []
    offset = 0
    for word in _segments(text, lexicon):
        if not word.isspace():
            found.append((offset, word))
        offset += len(word)
    return found


def _demoted(text: str, place: Break) -> Break:
    """Return the break as a bad one if the line would start or end with what must not stand there."""
    before, after = text[: place.offset].rstrip(), text[place.offset :]
    if place.kind >= BreakKind.HELD or not before:
        return place
    bad = after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST
    return Break(place.offset, BreakKind.HELD) if bad else place


def _unprintable(text: str, offset: int) -> bool:
    """Tell whether a break would part a mark from its letter or a leading vowel from its consonant."""
    return text[offset] in "ะัาำิีึืฺุูๅ็่้๊๋์ํ๎" or text[offset - 1] in "เแโใไ"


def _words(text: str, lexicon: Lexicon) -> Iterator[tuple[int, BreakKind]]:
    """Yield the starts of words with the kind of break before each, and the syllables inside long words."""
    offset = 0
    lone_prefix = False
    for word in _segments(text, lexicon):
        if word.isspace():
            offset += len(word)
            continue
        at_blank = offset > 0 and text[offset - 1].isspace()
        kind = BreakKind.BLANK if at_blank else BreakKind.WORD
        if lone_prefix or (len(word) == 1 and not at_blank):
            kind = BreakKind.HELD
        yield offset, kind
        for inner, inner_kind in _inside(word, lexicon):
            yield offset + inner, inner_kind
        lone_prefix = word in _PREFIXES
        offset += len(word)


def _segments(text: str, lexicon: Lexicon) -> Iterator[str]:
    for chunk in re.findall(r"\s+|\S+", text):
        for start in range(0, len(chunk), _LONGEST_SEGMENT):
            part = chunk[start : start + _LONGEST_SEGMENT]
            yield from [part] if part.isspace() else _segmented(part, lexicon)


@lru_cache(maxsize=10_000)
def _segmented(part: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a stretch without blanks; official prose says the same things again and again."""
    from pythainlp.tokenize.newmm import segment

    return tuple(_rejoined(segment(part, custom_dict=cast(Any, lexicon)), lexicon))


def _rejoined(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the words with การ given back to what it belongs to: ดำเนิน|การนำ counts as many words as ดำเนินการ|นำ."""
    held = ""
    for word in words:
        rest = word.removeprefix("การ")
        whole = held + "การ"
        if word != rest and rest in lexicon.words and whole in lexicon.words and whole != "ทางการ":
            held, word = whole, rest
        if held:
            yield held
        held = word
    if held:
        yield held


def _inside(word: str, lexicon: Lexicon) -> Iterator[tuple[int, BreakKind]]:
    """Yield where a word may be cut if its line can't hold it, worst kinds first: a later one stands for both."""
    if word.isascii():
        yield from ((offset, BreakKind.SYLLABLE) for offset in cuts.latin_cuts(word))
    elif len(word) > cuts.SHORTEST_CUT:
        yield from ((offset, BreakKind.SYLLABLE) for offset in cuts.syllable_cuts(word))
        if word in lexicon.own:
            yield from ((offset, BreakKind.HELD) for offset in cuts.part_cuts(word))
        else:
            yield from ((offset, BreakKind.WORD) for offset in cuts.phrase_breaks(word))


def _spans(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for found in HELD.finditer(text):
        yield found.span()
    for phrase in lexicon.held:
        start = text.find(phrase)
        while start >= 0:
            yield start, start + len(phrase)
            start = text.find(phrase, start + len(phrase))
