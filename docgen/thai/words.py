"""Where a line of Thai may end: words by pythainlp's newmm with the office's own dictionary, less what must hold.

Finds places only; which of them are used is the composer's choice.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, cast

from docgen.thai.held import HELD

# newmm's graph is quadratic in an ambiguous stretch without blanks (pythainlp #893): longer ones are cut up first.
_LONGEST_SEGMENT = 400

# Shorter words are never cut: any line holds them.
_SHORTEST_CUT = 5

_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.:;!?%/\"'…-–—")
_NEVER_LAST = frozenset("([{“‘«")
# Words that lean on what follows: alone at the end of a line they mislead the reader.
_PREFIXES = frozenset(
    ["ผู้", "การ", "ความ", "ข้อ", "นัก", "ที่", "ณ", "ชาว", "ช่าง", "น่า", "ฝ่าย", "กอง", "ภาค", "แห่ง", "เชิง", "พระ"]
)


_FUNCTION_WORDS = frozenset(
    [
        "ใน",
        "ให้",
        "เป็น",
        "โดย",
        "จาก",
        "ต่อ",
        "ด้วย",
        "ตาม",
        "และ",
        "หรือ",
        "ของ",
        "มี",
        "เพื่อ",
        "กับ",
        "แก่",
        "ว่า",
        "ถึง",
        "ได้",
        "งาน",
    ]
)

# Entries of pythainlp's dictionary that are a prefix and a function word. With them newmm finds ราย|งานการ and
# ราช|การตาม, which count as fewer words than รายงาน|การ and ราชการ|ตาม.
_MISLEADING = frozenset(
    entry
    for function in _FUNCTION_WORDS
    for prefix in ("การ", "ความ", "ผู้")
    for entry in (prefix + function, function + prefix)
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words to segment by, found by their first two characters; those that pythainlp lacks; phrases that must hold.

    Stands in for pythainlp's Trie, which takes 0.7 s to fill; newmm asks it for nothing but `prefixes`.
    """

    words: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    held: tuple[str, ...]
    own: frozenset[str]

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Return the words that begin at `start` of the text, short ones first."""
        known = self.lengths.get(text[start : start + 2], ())
        left = len(text) - start
        words = (text[start : start + length] for length in known if length <= left)
        return [word for word in words if word in self.words]


def make_lexicon(held: Iterable[str]) -> Lexicon:
    """Return pythainlp's dictionary with the office's words; `held` are words and phrases that must not be split."""
    phrases = tuple(dict.fromkeys(phrase.strip() for phrase in held if len(phrase.strip()) > 1))
    return _lexicon(phrases)


@cache
def _lexicon(phrases: tuple[str, ...]) -> Lexicon:
    known, lengths = load_dictionary()
    own = {part for phrase in phrases for part in phrase.split() if len(part) > 1} - known
    by_start = dict(lengths)
    for word in own:
        by_start[word[:2]] = tuple(sorted({*by_start.get(word[:2], ()), len(word)}))
    return Lexicon(known | own, by_start, tuple(sorted(phrases, key=len, reverse=True)), frozenset(own))


@cache
def load_dictionary() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """Return pythainlp's words, and by the first two characters the lengths of the words that begin so."""
    from pythainlp.corpus import thai_words  # 60 ms, and not every run sets a page

    words = frozenset(word for word in thai_words() if len(word) > 1) - _MISLEADING
    return words, _lengths(words)


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(found)) for start, found in lengths.items()}


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
    from pythainlp.tokenize.newmm import segment

    for chunk in re.findall(r"\s+|\S+", text):
        for start in range(0, len(chunk), _LONGEST_SEGMENT):
            part = chunk[start : start + _LONGEST_SEGMENT]
            yield from [part] if part.isspace() else segment(part, custom_dict=cast(Any, lexicon))


def _inside(word: str, lexicon: Lexicon) -> Iterator[tuple[int, BreakKind]]:
    """Yield where a word may be cut when it is wider than the line: between the words of a compound, then syllables."""
    if word.isascii():
        for found in re.finditer(r"[-./_@?&=:,]+(?=[^-./_@?&=:,])", word):
            yield found.end(), BreakKind.SYLLABLE
    elif len(word) > _SHORTEST_CUT:
        yield from _inside_thai(word, word in lexicon.own)


@cache
def _inside_thai(word: str, is_own: bool) -> tuple[tuple[int, BreakKind], ...]:
    from pythainlp.tokenize.newmm import segment

    cuts = dict.fromkeys(_ends(segment(word, custom_dict=cast(Any, _syllables()))), BreakKind.SYLLABLE)
    if is_own:
        words, lengths = load_dictionary()
        plain = Lexicon(words - {word}, lengths, (), frozenset())
        cuts |= dict.fromkeys(_ends(segment(word, custom_dict=cast(Any, plain))), BreakKind.HELD)
    return tuple(sorted(cuts.items()))


def _ends(parts: list[str]) -> Iterator[int]:
    """Yield the offsets between parts; a lone letter stays with the part before it."""
    offset = 0
    for part, following in pairwise(parts):
        offset += len(part)
        if len(part) > 1 and len(following) > 1:
            yield offset


@cache
def _syllables() -> Lexicon:
    from pythainlp.corpus import thai_syllables

    syllables = frozenset(syllable for syllable in thai_syllables() if len(syllable) > 1)
    return Lexicon(syllables, _lengths(syllables), (), frozenset())


def _spans(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for found in HELD.finditer(text):
        yield found.span()
    for phrase in lexicon.held:
        start = text.find(phrase)
        while start >= 0:
            yield start, start + len(phrase)
            start = text.find(phrase, start + len(phrase))
