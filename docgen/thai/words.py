"""Where a line of Thai may end: words by pythainlp's newmm with the office's own dictionary, less what must hold.

Finds places only; which of them are used is the composer's choice.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from docgen.thai import cuts
from docgen.thai.held import HELD
from docgen.thai.lexicon import Lexicon

# newmm's graph is quadratic in an ambiguous stretch without blanks (pythainlp #893): longer ones are cut up first.
_LONGEST_SEGMENT = 400

_MARKS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_LEADING_VOWELS = frozenset("เแโใไ")
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


class Break(NamedTuple):
    """A place where a line may end: the next line starts at `offset`; blanks before it are not printed."""

    offset: int
    kind: BreakKind


# Asking an enumeration for its member takes longer than all else that is done with it: once for each place of a text.
_BLANK, _WORD, _HELD = BreakKind.BLANK, BreakKind.WORD, BreakKind.HELD


def find_breaks(text: str, lexicon: Lexicon) -> list[Break]:
    """Return where a line of the text may end, in order; the ends of the text are none.

    Breaks of kind HELD and SYLLABLE are for lines too narrow for a whole unit.

    >>> [b.offset for b in find_breaks("ข้อ ๒ กำหนดให้", make_lexicon([])) if b.kind <= BreakKind.WORD]
    [6, 11]
    """
    kinds = _words(text, lexicon)
    offsets = sorted(kinds)
    for first, last in _spans(text, lexicon):
        for offset in offsets[bisect_right(offsets, first) : bisect_left(offsets, last)]:
            if kinds[offset] < _HELD:
                kinds[offset] = _HELD
    return [Break(offset, kinds[offset]) for offset in offsets]


def words_of(text: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Return the words of a text with the offsets where they begin, blanks left out."""
    found: list[tuple[int, str]] = []
    offset = 0
    for word in _segments(text, lexicon):
        if not word.isspace():
            found.append((offset, word))
        offset += len(word)
    return found


def _kind(text: str, offset: int, kind: BreakKind) -> BreakKind | None:
    """Return the kind of a break, a bad one if the line would start or end with what must not stand there.

    One that would part a mark from its letter or a leading vowel from its consonant is none.
    """
    if text[offset] in _MARKS or text[offset - 1] in _LEADING_VOWELS:
        return None
    last = offset - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    if last >= 0 and (text[offset] in _NEVER_FIRST or text[last] in _NEVER_LAST):
        return max(kind, _HELD)
    return kind


def _words(text: str, lexicon: Lexicon) -> dict[int, BreakKind]:
    """Return the breaks of a text by their offsets: before words, and inside long ones."""
    kinds: dict[int, BreakKind] = {}
    offset = 0
    at_blank = lone_prefix = False
    for part in _parts(text):
        if part.isspace():
            at_blank = True
        else:
            starts, first_is_letter, ends_with_prefix = _starts(part, lexicon)
            held = lone_prefix or (first_is_letter and not at_blank)
            kind = _kind(text, offset, _HELD if held else _BLANK if at_blank else _WORD) if offset else None
            if kind is not None:
                kinds[offset] = kind
            for start, inner in starts:
                kinds[offset + start] = inner
            at_blank, lone_prefix = False, ends_with_prefix
        offset += len(part)
    return kinds


@lru_cache(maxsize=10_000)
def _starts(part: str, lexicon: Lexicon) -> tuple[tuple[tuple[int, BreakKind], ...], bool, bool]:
    """Return the breaks in a stretch without blanks, whether its first word is a letter, its last one a prefix."""
    found: dict[int, BreakKind] = {}
    words = _segmented(part, lexicon)
    offset = 0
    lone_prefix = False
    for word in words:
        if offset:
            found[offset] = _HELD if lone_prefix or len(word) == 1 else _WORD
        found.update((offset + inner, kind) for inner, kind in _inside(word, lexicon))
        lone_prefix = word in _PREFIXES
        offset += len(word)
    kept = ((at, _kind(part, at, kind)) for at, kind in sorted(found.items()) if 0 < at < len(part))
    return tuple((at, kind) for at, kind in kept if kind is not None), len(words[0]) == 1, lone_prefix


def _segments(text: str, lexicon: Lexicon) -> Iterator[str]:
    for part in _parts(text):
        yield from [part] if part.isspace() else _segmented(part, lexicon)


def _parts(text: str) -> Iterator[str]:
    """Yield the stretches of blanks and those without, long ones cut up."""
    for chunk in re.findall(r"\s+|\S+", text):
        for start in range(0, len(chunk), _LONGEST_SEGMENT):
            yield chunk[start : start + _LONGEST_SEGMENT]


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
        start = text.find(phrase) if phrase in text else -1
        while start >= 0:
            yield start, start + len(phrase)
            start = text.find(phrase, start + len(phrase))
