"""Where a word that is wider than its line may be cut: between the words of a compound, then between syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, cast

from docgen.thai.lexicon import Lexicon, lengths_by_start, load_dictionary

# Shorter words are never cut: any line holds them.
SHORTEST_CUT = 5
# Longer entries of the dictionary may be phrases, which a line end may part.
SHORTEST_PHRASE = 10


@cache
def latin_cuts(word: str) -> tuple[int, ...]:
    """Return where a Latin word or address may be cut: after - . / _ and the like."""
    return tuple(found.end() for found in re.finditer(r"(?<![-./_@?&=:,])[-./_@?&=:,]++(?=.)", word))


@cache
def syllable_cuts(word: str) -> tuple[int, ...]:
    """Return the syllable boundaries of a Thai word, as far as pythainlp's list of syllables knows them."""
    return tuple(_ends(_segment(word, _syllables())))


@cache
def part_cuts(word: str) -> tuple[int, ...]:
    """Return where a compound may be cut: between the other words of the dictionary that it is made of."""
    return tuple(_ends(_without(word)))


@cache
def phrase_breaks(word: str) -> tuple[int, ...]:
    """Return where an entry of the dictionary that is a phrase may end any line: before ความ, as in อำนวย|ความสะดวก.

    Before การ it would part โครง|การพัฒนา and นัก|การตลาด as well.
    """
    parts = _without(word) if len(word) >= SHORTEST_PHRASE else []
    offsets, offset = [], 0
    for part, following in pairwise(parts):
        offset += len(part)
        if len(part) > 2 and following.startswith("ความ") and len(following) > len("ความ"):
            offsets.append(offset)
    return tuple(offsets)


def _segment(word: str, lexicon: Lexicon) -> list[str]:
    from pythainlp.tokenize.newmm import segment

    return list(segment(word, custom_dict=cast(Any, lexicon)))


def _ends(parts: list[str]) -> Iterator[int]:
    """Yield the offsets between parts; a lone letter stays with the part before it."""
    offset = 0
    for part, following in pairwise(parts):
        offset += len(part)
        if len(part) > 1 and len(following) > 1:
            yield offset


def _without(word: str) -> list[str]:
    """Return the parts of a word by the other words of the dictionary in it."""
    words, _ = load_dictionary()
    parts = (word[i:j] for i in range(len(word)) for j in range(i + 2, len(word) + 1))
    inner = frozenset(part for part in parts if part in words and part != word)
    return _segment(word, Lexicon(inner, lengths_by_start(inner), (), frozenset()))


@cache
def _syllables() -> Lexicon:
    from pythainlp.corpus import thai_syllables

    syllables = frozenset(syllable for syllable in thai_syllables() if len(syllable) > 1)
    return Lexicon(syllables, lengths_by_start(syllables), (), frozenset())
