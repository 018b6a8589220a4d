"""Labels that a clerk typed at the start of a line, in whatever form: ข้อ ๑, ๑. ๑.๑ ๑.๑.๑ ๑) (๑) (ก) ก. and their kin.

Unlike `numbering.read_marker`, which reads the forms of one numbering scheme, this reads what real papers have; whether
a line that begins so is a clause, only the lines around it can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.thai.numbering import LIST_LETTERS
from docgen.thai.numerals import to_arabic_digits

MOST_PARTS = 6
"""How many numbers a dotted label may have: ๑.๑.๑.๑.๑.๑."""
_BLANKS = " \t\u00a0"
_B = rf"[{_BLANKS}]"
_N = "[0-9๐-๙]{1,3}"
_DOTS = rf"{_N}(?:\.{_N}){{0,{MOST_PARTS - 1}}}"
_LABEL = re.compile(
    rf"(?P<word>ข้อ(?:ที่)?){_B}*(?P<worded>{_DOTS})(?P<word_end>\.?\)|\.?)"
    rf"|\({_B}*(?P<inside>{_DOTS}|[{LIST_LETTERS}]){_B}*\)"
    rf"|(?P<plain>{_DOTS})(?P<plain_end>\.?\)|\.?)"
    rf"|(?P<letter>[{LIST_LETTERS}])(?P<letter_end>[.)])"
)
# A blank is easily forgotten after a label; after ก. it would make one of every abbreviation.
_ENDS = re.compile(rf"{_B}+|$|(?=[ก-ฮเ-ไ“\"])")
_BLANK_ENDS = re.compile(rf"{_B}+|$")
_LARGEST_IN_DOTTED = 99
_HOUR = re.compile(rf"{_B}*น(?:\.|{_B}|$)")
_TIME = re.compile(rf"{_B}*(?:นาฬิกา|(?:-|–|ถึง){_B}*[0-9๐-๙]{{1,2}}[.:][0-9๐-๙]{{2}}(?![0-9๐-๙]))")


@dataclass(frozen=True, slots=True)
class TypedLabel:
    """A label as typed. `form` is its shape ("N.", "N.N", "(ก)", "ข้อ N"), `numbers` what it counts (ก is 1).

    `rest_start` is the index in the line where the words begin; `is_arabic` tells that no Thai digit is in it.
    """

    text: str
    form: str
    numbers: tuple[int, ...]
    rest_start: int
    is_arabic: bool

    @property
    def kin(self) -> str:
        """What labels of one list share: their form, a full stop after a dotted number aside."""
        return self.form[:-1] if "N.N" in self.form and self.form.endswith(".") else self.form

    @property
    def number(self) -> int:
        """The last of its numbers, which counts its own level."""
        return self.numbers[-1]

    @property
    def is_dotted(self) -> bool:
        """Tell whether it names its parents: ๑.๑."""
        return len(self.numbers) > 1

    @property
    def is_worded(self) -> bool:
        """Tell whether it begins with ข้อ."""
        return self.form.startswith("ข้อ")


def read_label(line: str) -> TypedLabel | None:
    """Return the label at the start of a line, None if there is none; blanks before it are passed over.

    None as well for what no clause is numbered by: zeros in front, parts of a dotted number over 99, times, a lone
    number without a mark.

    >>> read_label("  ๒.๑ งานประชาสัมพันธ์")
    TypedLabel(text='๒.๑', form='N.N', numbers=(2, 1), rest_start=6, is_arabic=False)
    >>> read_label("๘.๓๐ น. ลงทะเบียน"), read_label("ก.พ. กำหนด")
    (None, None)
    """
    start = len(line) - len(line.lstrip(" \t\u00a0"))
    found = _LABEL.match(line, start)
    if found is None:
        return None
    ends = (_BLANK_ENDS if found["letter"] else _ENDS).match(line, found.end())
    inner = found["worded"] or found["inside"] or found["plain"] or found["letter"]
    numbers = tuple(map(_number, inner.split(".")))
    if ends is None or min(numbers) < 1:
        return None
    if found["plain"] and not _is_plain_label(found, numbers, line):
        return None
    shown = found[0].strip()
    form = f"({shown[1:-1].strip(_BLANKS)})" if shown.startswith("(") else shown
    form = re.sub(rf"^(ข้อ(?:ที่)?){_B}*", r"\1 ", form)
    form = re.sub(_N, "N", form) if inner not in LIST_LETTERS else form.replace(inner, "ก")
    return TypedLabel(shown, form, numbers, ends.end(), not re.search("[๐-๙]", shown))


def _number(part: str) -> int:
    if part in LIST_LETTERS:
        return LIST_LETTERS.index(part) + 1
    digits = to_arabic_digits(part)
    return 0 if digits.startswith("0") else int(digits)


def _is_plain_label(found: re.Match[str], numbers: tuple[int, ...], line: str) -> bool:
    if len(numbers) == 1:
        return bool(found["plain_end"])
    if max(numbers) > _LARGEST_IN_DOTTED:
        return False
    if len(numbers) > 2 or found["plain_end"]:
        return True
    has_minutes = numbers[1] >= 10
    return not (_HOUR.match(line, found.end()) or (has_minutes and _TIME.match(line, found.end())))


def pattern_of(form: str, level: int, parents: tuple[str, ...]) -> str:
    """Return the pattern of labels of a form at a level; `parents` write the numbers before the last one.

    They are counters of other levels ("{1}") or, where no clause above has that number, the number itself.

    >>> pattern_of("N.N", 3, ("{2}",)), pattern_of("(ก)", 2, ()), pattern_of("ข้อ N", 1, ())
    ('{2}.{3}', '({2:ก})', 'ข้อ {1}')
    """
    if "ก" in form and "N" not in form:
        return form.replace("ก", f"{{{level}:ก}}")
    counters = iter((*parents, f"{{{level}}}"))
    return re.sub("N", lambda _: next(counters), form)
