"""Characters of Thai text: sequences that look right but read wrong repaired, and characters that may not stand found.

Knows no words: a lost or swapped letter ("ส านัก") is left for a check to show. Names are compared by `comparable`.
"""

from __future__ import annotations

import re
import unicodedata

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"))
_DROP_AND_SPACE = {**_ZERO_WIDTH, 0x00A0: " "}

# Character classes and patterns are text, compiled by `re` (and kept) when first used: an import must stay cheap.
_VOWELS = "\u0e31\u0e34-\u0e39\u0e47"  # ั ิ ี ึ ื ุ ู ็
_TONES = "\u0e48-\u0e4b"  # ่ ้ ๊ ๋
_TOPS = rf"{_TONES}\u0e4c"  # and ์
_NIKHAHIT = "\u0e4d"  # ํ
_SARA_AA = "\u0e32"
_SARA_AM = "\u0e33"
_DOUBLED_SARA_E = "\u0e40\u0e40"
_DOUBLED_MARK = "([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+"
# The look-behinds keep both from starting anew inside a run of marks, however long.
_MARKS = f"(?<![{_VOWELS}{_TOPS}])[{_VOWELS}{_TOPS}]{{2,}}"
_MARKS_AND_SARA_AM = f"(?<![{_TONES}{_NIKHAHIT}])([{_TONES}{_NIKHAHIT}]+)[{_SARA_AA}{_SARA_AM}]"
_SARA_AM_AND_TONES = f"{_SARA_AM}[{_SARA_AM}{_TONES}]+"

_FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("\x00-\x08\x0b-\x1f\x7f-\x9f", "control character"),
    ("\u202a-\u202e\u2066-\u2069", "bidirectional control"),
    ("\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", "private use character"),
    ("\ud800-\udfff", "unpaired surrogate"),
    ("\ufffd", "replacement character"),
    ("\u2028\u2029", "line or paragraph separator"),
    ("\u200e\u200f\u061c", "direction mark"),
    ("\U000e0001\U000e0020-\U000e007f", "tag character"),
    ("\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef", "variation selector"),
    # The rest of category Cf, and letters that are blank (Unicode 15): nobody sees them, and no font draws them.
    (
        "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u2061-\u2065\u206a-\u206f\ufff9-\ufffb\U000110bd\U000110cd"
        "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0",
        "invisible character",
    ),
    (
        "\ufdd0-\ufdef" + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
        "noncharacter",
    ),
)
_OUT_OF_THE_ORDINARY = "[^\t\n -~\u0e01-\u0e3a\u0e3f-\u0e5b]"  # what few texts hold; only there each is looked at
_ANY_FORBIDDEN = f"[{''.join(characters for characters, _ in _FORBIDDEN)}]"


def normalize(text: str) -> str:
    """Repair what looks the same as right Thai but is read, searched and copied as something else.

    ํ with า becomes ำ, the tone before it (Unicode chapter 16, Thai); two เ become แ; a tone mark or ์ goes behind the
    vowel of its letter; a doubled mark stands once; zero-width spaces and joiners, byte order mark, soft hyphen and
    word joiner go; a no-break space becomes a space. Nothing else changes: no NFKC, which would take ำ apart again.

    >>> normalize("น\u0e4d\u0e49า เเละ ท\u0e48\u0e35") == "น้ำ และ ที่"
    True
    """
    while (repaired := _repair(text)) != text:
        text = repaired
    return text


def _repair(text: str) -> str:
    if text.isascii():
        return text
    text = re.sub(_DOUBLED_SARA_E, "\u0e41", text.translate(_DROP_AND_SPACE))
    text = re.sub(_MARKS_AND_SARA_AM, _joined_sara_am, text)
    text = re.sub(_SARA_AM_AND_TONES, _tones_first, text)
    return re.sub(_DOUBLED_MARK, r"\1", re.sub(_MARKS, _vowels_first, text))


def _joined_sara_am(torn: re.Match[str]) -> str:
    if _NIKHAHIT not in torn[1]:
        return torn[0]
    return torn[1].replace(_NIKHAHIT, "") + _SARA_AM


def _tones_first(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=lambda character: character == _SARA_AM))


def _vowels_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=lambda mark: "\u0e48" <= mark <= "\u0e4c"))


def forbidden_characters(text: str) -> list[tuple[int, str]]:
    r"""Return index and name of each character that may stand in no document, in the order of the text.

    They are controls (C0 but tab and line feed, DEL, C1: so a carriage return counts), bidirectional embeddings,
    overrides, isolates and marks, private use, surrogates, noncharacters, U+FFFD, which marks text lost in decoding,
    separators of lines and paragraphs, tags, variation selectors, and whatever else is never seen. What `normalize`
    drops (zero-width spaces and joiners, soft hyphens) is not among them.

    >>> forbidden_characters("ก\x07ข\u202e")
    [(1, 'U+0007 control character'), (3, 'U+202E bidirectional control')]
    """
    if not re.search(_OUT_OF_THE_ORDINARY, text):
        return []
    return [(found.start(), _name(found[0])) for found in re.finditer(_ANY_FORBIDDEN, text)]


_KINDS_IN_THAI = {
    "control character": "อักขระควบคุม",
    "bidirectional control": "อักขระกลับทิศทางข้อความ",
    "private use character": "อักขระเฉพาะของแบบอักษร",
    "unpaired surrogate": "อักขระครึ่งตัว",
    "replacement character": "เครื่องหมายแทนตัวที่อ่านไม่ได้",
    "line or paragraph separator": "อักขระแบ่งบรรทัด",
    "direction mark": "เครื่องหมายทิศทางที่มองไม่เห็น",
    "tag character": "อักขระกำกับที่มองไม่เห็น",
    "variation selector": "อักขระเลือกรูปที่มองไม่เห็น",
    "invisible character": "อักขระที่มองไม่เห็น",
    "noncharacter": "รหัสที่ไม่ใช่อักขระ",
}


def in_thai(name: str) -> str:
    """Return the name of a forbidden character, as `forbidden_characters` gives it, for a clerk to read.

    >>> in_thai("U+0007 control character")
    'U+0007 อักขระควบคุม'
    """
    number, _, kind = name.partition(" ")
    return f"{number} {_KINDS_IN_THAI[kind]}"


def _name(character: str) -> str:
    kind = next(kind for characters, kind in _FORBIDDEN if re.match(f"[{characters}]", character))
    return f"U+{ord(character):04X} {kind}"


def comparable(text: str) -> str:
    r"""Return a name so that two which look the same to the eye are equal. For comparing alone, never for printing.

    Marks in standard order and what is invisible gone (`normalize`), composed letters (NFC), fullwidth forms as ASCII,
    one kind of hyphen, every run of blanks as one blank, none at the ends. Capitals and digits stay what they are.

    >>> comparable("น\u0e4d\u0e49า\u00a0\u2009ใส\u200b ") == comparable("น้ำ ใส")
    True
    """
    text = unicodedata.normalize("NFC", text).translate(_SAME_TO_THE_EYE)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(normalize(re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f]", "", text)).split())


_SAME_TO_THE_EYE: dict[int, int | str] = {
    **{full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x2010, 0x2011, 0x2212), "-"),
}


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: Thai marks above and below take none."""
    return sum(unicodedata.category(character) != "Mn" for character in text)
