"""Arabic and Thai digits, one for one. Never changes anything but digits, nor the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ARABIC_DIGITS = "0123456789"
_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC_DIGITS, _THAI_DIGITS)
_TO_ARABIC = str.maketrans(_THAI_DIGITS, _ARABIC_DIGITS)

# The patterns are text, compiled by `re` (and kept) when first used: an import must stay cheap.
# A label of a host is all ASCII or begins with a Thai letter, so that prose stuck to a host is not swallowed.
_LABEL = r"(?:[A-Za-z0-9_-]+|[\u0e01-\u0e4e][\u0e01-\u0e4eA-Za-z0-9-]*)"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_PORT = r"(?::[0-9]+)?"
# Brackets belong to a path only in pairs: "(https://x.go.th/a)".
_PATH_CHARACTER = r"[^\s\"<>“”‘’«»()\[\]]"
_PATH = rf"[/?#](?:{_PATH_CHARACTER}|\({_PATH_CHARACTER}*\)|\[{_PATH_CHARACTER}*\])*"
_ADDRESS = (
    rf"(?i:https?|ftp|file)://(?:[A-Za-z0-9._%+:-]{{1,64}}@)?(?:{_HOST})?{_PORT}(?:{_PATH})?"
    rf"|(?i:www)\.{_HOST}{_PORT}(?:{_PATH})?"
    rf"|(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}{_PORT}{_PATH}"
)
_FILE_EXTENSION = (
    r"\.(?i:pdf|docx?|dotx?|xlsx?|xlsm|pptx?|od[tsp]|rtf|txt|csv|tsv|md|ya?ml|json|xml|html?|jpe?g|png|gif|webp|svg"
    r"|bmp|tiff?|heic|mp[34]|m4a|mov|avi|zip|rar|7z)(?![A-Za-z0-9])"
)
_NO_FILE_NAME_CHARACTER = frozenset("\"'`“”‘’«»<>()[]{},;:|")
_PAIRS = {")": "(", "]": "["}

# A word: ASCII without blanks, brackets, quotes, commas, semicolons and bars; Latin letters with marks, and the
# hyphens and the en dash outside ASCII ("O42–O43"), are taken with it. A comma between two digits groups thousands.
_WORD = (
    r"(?:[!#$%&*+\-./0-9:=?@A-Z\\^_a-z~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u2010-\u2013]"
    r"|(?<=[0-9]),(?=[0-9]))+"
)
_LATIN_LETTER = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"


def to_thai_digits(text: str) -> str:
    """Put a Thai digit for every Arabic one, without exception.

    >>> to_thai_digits("O42 ปี 2566")
    'O๔๒ ปี ๒๕๖๖'
    """
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Put an Arabic digit for every Thai one.

    >>> to_arabic_digits("ปี ๒๕๖๖")
    'ปี 2566'
    """
    return text.translate(_TO_ARABIC)


def thai_number(value: int) -> str:
    """Write a whole number in Thai digits, without thousands marks, as years and page numbers are written.

    >>> thai_number(2566)
    '๒๕๖๖'
    """
    return to_thai_digits(str(value))


def thai_digits_in_prose(text: str) -> str:
    """Put Thai digits for the Arabic ones in prose; addresses, file names and words with Latin letters stay.

    A word ends at a blank, bracket, quote, comma, semicolon or Thai letter; a slash, colon or full stop never ends
    it, for "ITA/2566" may be a code or a path. "ปี2566ITA" holds the word "2566ITA" and keeps its digits, so does
    "3x4". A word without Latin letters changes even beside one: "ISO 9001" becomes "ISO ๙๐๐๑"; set it as code.
    A file name reaches back over Thai letters to the last blank, quote, comma, colon or open bracket.
    Source: the resolution of the Cabinet of 2 May 2543 asks for Thai digits but leaves web links and foreign text.

    >>> thai_digits_in_prose("ข้อ 2 ตาม O42-O43 (ITA) 2566 ดู รายงาน2566.pdf ที่ www.x.go.th/ข่าว/7")
    'ข้อ ๒ ตาม O42-O43 (ITA) ๒๕๖๖ ดู รายงาน2566.pdf ที่ www.x.go.th/ข่าว/7'
    """
    if not re.search("[0-9]", text):
        return text
    pieces: list[str] = []
    done = 0
    for start, end in sorted(_kept_spans(text)):
        # A file name may stand inside an address, or the other way round.
        if end > done:
            pieces += [
                re.sub(_WORD, _convert_word, text[done:start]) if start > done else "",
                text[max(start, done) : end],
            ]
            done = end
    return "".join([*pieces, re.sub(_WORD, _convert_word, text[done:])])


def _convert_word(word: re.Match[str]) -> str:
    return word[0] if re.search(_LATIN_LETTER, word[0]) else to_thai_digits(word[0])


def _kept_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses and file names stand: what the rule on Latin words would cut at a Thai letter."""
    for address in re.finditer(_ADDRESS, text):
        yield address.span()
    last_end = 0
    for extension in re.finditer(_FILE_EXTENSION, text):
        yield _file_name_start(text, last_end, extension.start()), extension.end()
        last_end = extension.end()


def _file_name_start(text: str, lowest: int, end: int) -> int:
    """Return where the file name that ends at `end` begins; brackets belong to it only in pairs: "รูป(1).jpg"."""
    start = end
    while start > lowest:
        character = text[start - 1]
        if opening := _PAIRS.get(character):
            opened_at = text.rfind(opening, lowest, start - 1)
            inside = text[opened_at + 1 : start - 1] if opened_at >= 0 else " "
            if any(c in _NO_FILE_NAME_CHARACTER or c.isspace() for c in inside):
                break
            start = opened_at
        elif character in _NO_FILE_NAME_CHARACTER or character.isspace():
            break
        else:
            start -= 1
    return start
