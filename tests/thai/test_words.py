"""Word breaks taken in one pass are those of their definition, word by word; so is what holds together.

Here stand the definitions as they were before they were made quick; both are asked for the same random texts.
"""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.thai import held, words
from docgen.thai.lexicon import Lexicon, make_lexicon
from docgen.thai.words import BreakKind, find_breaks

NAMES = ("นายวันชัย ประชุมชน", "ผู้ใต้บังคับบัญชา", "บึงนคร", "องค์การบริหารส่วนตำบล", "กฎระเบียบ")
# What each unit that holds is, without looking at its first letter before.
PLAIN_HELD = re.compile(
    "|".join(
        [
            rf"(?:ณ\s+)?(?:วันที่\s*)?{held._NUMBER}\s*(?:เดือน\s*)?(?:{held._MONTHS})\s*(?:พ\.ศ\.\s*|ค\.ศ\.\s*)?(?:[๐-๙0-9]{{2,4}})?",
            rf"(?:เดือน\s*)?(?:{held._MONTHS})\s*(?:พ\.ศ\.\s*|ค\.ศ\.\s*)?[๐-๙0-9]{{4}}",
            rf"(?:{held._NUMBERED})\s*{held._NUMBER}(?:\s*(?:{held._COUNTED}))?",
            r"ภาคผนวก\s+[ก-ฮ](?![ก-๙])",
            rf"{held._NUMBER}\s*(?:{held._COUNTED})",
            held._NUMBER,
            r"(?:[ก-ฮ]{1,5}[ะ-ูเ-ไ]?\.)+",
            r"\((?:นาย|นางสาว|นาง|ว่าที่|พล|ร้อย|พัน|สิบ|จ่า|ดร\.)[^()]{3,60}\)",
            r"[!-~]+",
        ]
    )
)
PIECES = (
    *("วันที่", "ณ วันที่", "๑๐", "มีนาคม", "มี.ค.", "พ.ศ.", "๒๕๖๖", "มาตรา", "ข้อ", "๓๐", "วัน", "บาท", "ภาคผนวก", "ก", "ข."),
    *("ป.ป.ช.", "เทคโนฯ", "(นายวันชัย ประชุมชน)", "ผู้", "การ", "ความ", "อำนวยความสะดวก", "ผู้ใต้บังคับบัญชา", "กฎระเบียบ"),
    *(
        " ",
        " ",
        "  ",
        "\u00a0",
        "ๆ",
        "ฯลฯ",
        "(",
        ")",
        "“",
        "”",
        "/",
        "เ",
        "น้ำ",
        "ABC-12",
        "x.y/z",
        "องค์การบริหารส่วนตำบลบึงนคร",
    ),
)


def breaks_by_definition(text: str, lexicon: Lexicon) -> list[tuple[int, BreakKind]]:
    kinds: dict[int, BreakKind] = {}
    offset, lone_prefix = 0, False
    for word in words._segments(text, lexicon):
        if not word.isspace():
            at_blank = offset > 0 and text[offset - 1].isspace()
            kind = BreakKind.BLANK if at_blank else BreakKind.WORD
            kinds[offset] = BreakKind.HELD if lone_prefix or (len(word) == 1 and not at_blank) else kind
            kinds.update((offset + inner, inner_kind) for inner, inner_kind in words._inside(word, lexicon))
            lone_prefix = word in words._PREFIXES
        offset += len(word)
    for first, last in words._spans(text, lexicon):
        for at in range(first + 1, last):
            if kinds.get(at, BreakKind.SYLLABLE) < BreakKind.HELD:
                kinds[at] = BreakKind.HELD
    found = [(at, kind) for at, kind in sorted(kinds.items()) if 0 < at < len(text)]
    return [(at, demoted(text, at, kind)) for at, kind in found if not (text[at] in "ะัาำิีึืฺุูๅ็่้๊๋์ํ๎" or text[at - 1] in "เแโใไ")]


def demoted(text: str, offset: int, kind: BreakKind) -> BreakKind:
    before, after = text[:offset].rstrip(), text[offset:]
    if kind >= BreakKind.HELD or not before:
        return kind
    bad = after[0] in "ๆฯ)]}”’»,.:;!?%/\"'…-–—" or before[-1] in "([{“‘«"
    return BreakKind.HELD if bad else kind


UNITS = st.tuples(
    *(st.sampled_from(words) for words in (("", "ณ "), ("", "วันที่ ", "มาตรา", "ราคา "), ("", "๑๐", "12-15"), ("", " "))),
    *(st.sampled_from(words) for words in (("", "เดือน", "บาท"), ("", "มีนาคม", "มี.ค."), ("", " พ.ศ. "), ("", "๒๕๖๖"))),
).map("".join)
TEXTS = st.lists(
    st.sampled_from(PIECES) | UNITS | st.text("กขนรมาำิ่้เแ.๑2 -", max_size=4),
    max_size=40,
).map("".join)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_breaks_are_those_of_their_definition(text: str) -> None:
    """Breaks are those of their definition."""
    lexicon = make_lexicon(NAMES)
    assert [tuple(place) for place in find_breaks(text, lexicon)] == breaks_by_definition(text, lexicon)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_what_holds_is_found_as_by_the_plain_pattern(text: str) -> None:
    """What holds is found as by the plain pattern."""
    assert [found.span() for found in held.HELD.finditer(text)] == [found.span() for found in PLAIN_HELD.finditer(text)]
