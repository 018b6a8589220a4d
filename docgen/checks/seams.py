"""Whether letters that look like a misspelling may be right words side by side: ระเบียบ|บริหาร holds no ระเบียบบ.

All of it looks at the letters around a stretch only, so that its time does not grow with the length of the text.
"""

from __future__ import annotations

import re

from docgen.checks.pages import Office
from docgen.checks.people import mere_names
from docgen.thai.lexicon import Lexicon

_LONGEST_WORD = 30
_REACH = 80  # letters to either side of a stretch that are cut into words with it, if no blank ends them before
_NEVER_FIRST = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
# A mark that a blank tears from its letter, as text copied from a PDF has it: the blank is the slip.
_TORN_MARK = re.compile(r"\s{1,4}[ะัาำิีึืฺุู็่้๊๋์ํ]")
_LEADING = frozenset("เแโใไ")

# Listed by pythainlp although the Royal Society writes them otherwise: they vouch for nothing.
_MISLISTED = frozenset(
    "เว็บไซท์ อินเตอร์เน็ต อีเมล์ ลายเซ็นต์ อานิสงค์ กระทันหัน โดยกระทันหัน คลีนิก คลีนิค โควต้า เอนกประสงค์ ศรีษะ ศรีษะเกษ".split()
)

_Words = list[tuple[int, int, str]]


def lies_across_words(text: str, first: int, last: int, right: str, office: Office) -> bool:
    """Tell whether a text reads as right words, and the stretch is none of them: only parts, or a part of one.

    Where it would read as well with what is right, a slip is likelier: ปีที่มา|ผ่านพบ, ปี|ที่ผ่านมา|พบ.
    """
    touched = _touched(_words_near(text, first, last, office), first, last)
    if _begin_and_end(touched, first, last) or not _are_words(touched, office.lexicon):
        return False
    if text[first:last].startswith(right):
        return True
    mended = text[:first] + right + text[last:]
    end = first + len(right)
    past = touched[-1][1] - last + end  # where the same words end once the stretch is mended
    instead = _touched(_words_near(mended, first, end, office), touched[0][0], past)
    return len(instead) > len(touched) or not _are_words(instead, office.lexicon)


def is_read_alone(text: str, first: int, last: int, office: Office) -> bool:
    """Tell whether a text reads as words of which one begins with the stretch and one ends with it.

    A misspelling that the dictionary lists hides how else the text may be read (ละลาย|เซ็นต์): that is looked at, too.
    """
    touched = _touched(_words_near(text, first, last, office), first, last)
    is_listed = text[first:last] in _MISLISTED
    return _begin_and_end(touched, first, last) and not (
        is_listed and may_be_right_words(text, first, last, office.lexicon, leading_out=True)
    )


def may_be_right_words(text: str, first: int, last: int, lexicon: Lexicon, *, leading_out: bool = False) -> bool:
    """Tell whether words of the dictionary, however they are cut, cover a stretch without a gap.

    The first may begin before the stretch and the last end after it; with `leading_out` one of the two must, and all
    that touches the stretch on its left is words as well.
    """
    left = re.split(r"\s", text[max(first - _REACH, 0) : first])[-1]
    is_whole = leading_out and len(left) < _REACH
    starts = range(first - len(left) if is_whole else max(first - _LONGEST_WORD, 0), last)
    begins = starts[:1] if is_whole else starts[: first - starts[0] + 1]
    reached = {start: False for start in begins if _may_begin(text, start)}
    for start in starts:
        if start not in reached:
            continue
        for word in lexicon.prefixes(text, start):
            end = start + len(word)
            if word in _MISLISTED or not _may_begin(text, end):
                continue
            # Whether a word of this chain begins before the stretch and ends in it.
            leads_out = start < first < end or (start >= first and reached[start])
            if end >= last and (leads_out or end > last or not leading_out):
                return True
            reached[end] = leads_out or reached.get(end, False)
    return False


def stands_among_words(text: str, first: int, last: int, office: Office) -> bool:
    """Tell whether a stretch, and what touches it on either side, are words of the dictionary, and none is a name."""
    words = _words_near(text, first, last, office)
    touched = _touched(words, first, last)
    if not touched or _TORN_MARK.match(text, last):
        return False
    if any(start < first < stop < last or first < start < last < stop for start, stop, _ in touched):
        return False  # a word that is half in the stretch: ประกาศศ reads ประ|กา|ศศ
    beside = [word for word in words if word[1] == touched[0][0] or word[0] == touched[-1][1]]
    if any(word in mere_names() for _, _, word in beside):
        return False
    return all(_is_known(word, office.lexicon) for _, _, word in (*touched, *beside))


def _words_near(text: str, first: int, last: int, office: Office) -> _Words:
    """Return begin, end and letters of the words around a stretch, up to a blank or as far as is looked at."""
    left, right = text[max(first - _REACH, 0) : first], text[last : last + _REACH]
    kept = re.split(r"\s", left)[-1]
    while kept and len(kept) == _REACH and not _may_begin(text, first - len(kept)):
        kept = kept[1:]
    start = first - len(kept)
    near = kept + text[first:last] + re.split(r"\s", right)[0]
    return [(start + at, start + at + len(word), word) for at, word in office.words(near)]


def _touched(words: _Words, first: int, last: int) -> _Words:
    return [word for word in words if word[0] < last and first < word[1]]


def _begin_and_end(touched: _Words, first: int, last: int) -> bool:
    return not touched or (touched[0][0] == first and touched[-1][1] == last)


def _are_words(words: _Words, lexicon: Lexicon) -> bool:
    return all(_is_word(word, lexicon) for _, _, word in words)


def _is_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.words and word not in _MISLISTED


def _is_known(word: str, lexicon: Lexicon) -> bool:
    is_thai = any("ก" <= letter <= "๎" for letter in word)
    return not is_thai or word in "ๆฯ" or _is_word(word, lexicon)


def _may_begin(text: str, start: int) -> bool:
    """Tell whether a word may begin there: not with a mark on a letter, nor behind a vowel that leads one."""
    if start >= len(text):
        return True
    return text[start] not in _NEVER_FIRST and (start == 0 or text[start - 1] not in _LEADING)
