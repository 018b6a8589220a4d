"""The dictionary that lines are broken by: pythainlp's words, the office's own, and phrases that must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, slots=True, eq=False)
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
    return words, lengths_by_start(words)


def lengths_by_start(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by the first two characters the lengths of the words that begin so, short ones first."""
    lengths: dict[str, list[int]] = {}
    # Few of so many are different: 62,000 words have 7,000 pairs of a start and a length.
    for length, start in sorted({(len(word), word[:2]) for word in words}):
        lengths.setdefault(start, []).append(length)
    return {start: tuple(found) for start, found in lengths.items()}
