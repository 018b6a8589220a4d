"""Whether letters that look like a misspelling may be right words side by side: ระเบียบ|บริหาร holds no ระเบียบบ."""

from __future__ import annotations

import re

from docgen.checks.pages import Office
from docgen.checks.people import mere_names
from docgen.thai.lexicon import Lexicon

_LONGEST_WORD = 30
_NEVER_FIRST = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
# A mark that a blank tears from its letter, as text copied from a PDF has it: the blank is the slip.
_TORN_MARK = re.compile("\\s+[ะัาำิีึืฺุู็่้๊๋์ํ]")
_LEADING = frozenset("เแโใไ")

# Listed by pythainlp although the Royal Society writes them otherwise: they vouch for nothing.
_MISLISTED = frozenset(
    "เว็บไซท์ อินเตอร์เน็ต อีเมล์ ลายเซ็นต์ อานิสงค์ กระทันหัน โดยกระทันหัน คลีนิก คลีนิค โควต้า เอนกประสงค์ ศรีษะ ศรีษะเกษ".split()
)


def _is_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.words and word not in _MISLISTED


def lies_across_words(text: str, first: int, last: int, right: str, office: Office) -> bool:
    """Tell whether a text reads as right words, and the stretch is none of them: only parts, or a part of one.

    Where it would read as well with what is right, a slip is likelier: ปีที่มา|ผ่านพบ, ปี|ที่ผ่านมา|พบ.
    """
    touched = _words_at(text, first, last, office)
    if begins_and_ends_words(text, first, last, office):
        return False
    if not all(_is_word(text[start:stop], office.lexicon) for start, stop in touched):
        return False
    if text[first:last].startswith(right):
        return True
    mended = text[:first] + right + text[last:]
    past = touched[-1][1] - last + len(right)  # the end of the same words, counted from the stretch
    instead = _words_at(mended, touched[0][0], first + past, office)
    return len(instead) > len(touched) or not all(_is_word(mended[a:b], office.lexicon) for a, b in instead)


def begins_and_ends_words(text: str, first: int, last: int, office: Office) -> bool:
    """Tell whether the first word that a stretch reaches into begins with it, and the last ends with it."""
    touched = _words_at(text, first, last, office)
    return not touched or (touched[0][0] == first and touched[-1][1] == last)


def _words_at(text: str, first: int, last: int, office: Office) -> list[tuple[int, int]]:
    """Return where the words begin and end that a stretch reaches into."""
    words = ((start, start + len(word)) for start, word in office.words(text))
    return [(start, stop) for start, stop in words if start < last and first < stop]


def may_be_right_words(text: str, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether words of the dictionary, however they are cut, cover a stretch without a gap.

    The first may begin before the stretch and the last end after it.
    """
    reached = {start for start in range(max(first - _LONGEST_WORD, 0), first + 1) if _may_begin(text, start)}
    for start in range(max(first - _LONGEST_WORD, 0), last):
        if start in reached:
            for word in lexicon.prefixes(text, start):
                end = start + len(word)
                if end > first and word not in _MISLISTED and _may_begin(text, end):
                    if end >= last:
                        return True
                    reached.add(end)
    return False


def _may_begin(text: str, start: int) -> bool:
    """Tell whether a word may begin there: not with a mark that hangs on a letter, nor behind a vowel that leads one."""
    if start >= len(text):
        return True
    return text[start] not in _NEVER_FIRST and (start == 0 or text[start - 1] not in _LEADING)


def stands_among_words(text: str, first: int, last: int, office: Office) -> bool:
    """Tell whether a stretch, and what touches it on either side, are words of the dictionary, and no names beside it."""
    words = [(start, start + len(word), word) for start, word in office.words(text)]
    touched = [i for i, (start, stop, _) in enumerate(words) if start < last and first < stop]
    if not touched:
        return False
    if _TORN_MARK.match(text, last):
        return False
    beside = [i for i in (touched[0] - 1, touched[-1] + 1) if 0 <= i < len(words) and _touch(words, i, touched)]
    if any(words[i][2] in mere_names() for i in beside):
        return False
    return all(_is_known(words[i][2], office.lexicon) for i in (*touched, *beside))


def _touch(words: list[tuple[int, int, str]], beside: int, touched: list[int]) -> bool:
    """Tell whether no blank stands between a word and those that a stretch reaches into."""
    if beside < touched[0]:
        return words[beside][1] == words[touched[0]][0]
    return words[touched[-1]][1] == words[beside][0]


def _is_known(word: str, lexicon: Lexicon) -> bool:
    is_thai = any("ก" <= letter <= "๎" for letter in word)
    return not is_thai or word in "ๆฯ" or _is_word(word, lexicon)
