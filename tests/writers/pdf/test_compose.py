"""Lines joined are the text, none is wider than the measure, units hold, and nothing takes quadratic time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.look.style import Font
from docgen.thai.lexicon import make_lexicon
from docgen.thai.words import BreakKind, find_breaks
from docgen.tree import Run
from docgen.typeset.compose import Advances, Line, Mode, Room, compose
from docgen.typeset.shape import Fonts
from tests.conftest import ROOT

NAMES = ("นายวันชัย ประชุมชน", "ผู้ใต้บังคับบัญชา", "บึงนคร", "องค์การบริหารส่วนตำบล", "กฎระเบียบ", "ข้อบังคับ")
FONTS = Fonts(
    ROOT / "fonts",
    Font("TH SarabunPSK", *(f"THSarabun-{face}.ttf" for face in ("Regular", "Bold", "Italic", "Bold-Italic"))),
)
CM = 72 / 2.54
THAI = "".join(chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))


def advances(text: str) -> Advances:
    return FONTS.shape([Run(text)], 16, False, "").advances


def set_lines(text: str, measure_cm: float, mode: Mode = "justify") -> tuple[Advances, list[Line]]:
    measured = advances(text)
    room = Room(measure_cm * CM, measure_cm * CM, 0.47, 0.15, 3.2, 1.2)
    return measured, compose(measured, find_breaks(text, make_lexicon(NAMES)), room, mode)


def printed(text: str, lines: list[Line]) -> list[str]:
    return [text[line.first : line.last] for line in lines]


def printed_width(measured: Advances, line: Line) -> tuple[float, int]:
    """Return the width of a line's ink in pt, and its clusters; the space after the last one is not ink."""
    count = measured.clusters[line.last] - measured.clusters[line.first]
    width = measured.widths[line.last] - measured.widths[line.first] + max(count - 1, 0) * line.spacing_pt
    return width + measured.text.count(" ", line.first, line.last) * line.word_spacing_pt, count


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.sampled_from(THAI + " abc.(/)๑๒12"), max_size=300),
    st.sampled_from([1.2, 3.0, 9.0, 16.0]),
    st.sampled_from(["justify", "ragged", "balanced"]),
)
def test_lines_joined_are_the_text_and_none_is_wider_than_the_measure(text: str, measure: float, mode: Mode) -> None:
    """Composing loses nothing and overflows nowhere."""
    # No paragraph starts with a mark: that is an error of its own.
    text = "ก" + " ".join(text.split())
    measured, lines = set_lines(text, measure, mode)
    assert lines[0].first == 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        stop = following.first if following else len(text)
        assert text[line.last : stop].strip(" ") == ""
        width, count = printed_width(measured, line)
        # A single cluster may be wider than the narrowest measure: it can't be cut.
        assert width <= measure * CM or count == 1


def test_a_name_a_date_and_a_citation_stay_on_one_line_at_every_measure_that_holds_them() -> None:
    """Names, dates and citations are parted only where they cannot fit."""
    text = (
        "ตามที่นายวันชัย ประชุมชน ได้ลงนามเมื่อวันที่ ๑๐ มีนาคม พ.ศ. ๒๕๖๖ ตามมาตรา ๙ แห่งพระราชบัญญัติ และข้อ ๑๒ ของระเบียบ "
        "สำนักงาน ป.ป.ช. กำหนดให้ผู้ใต้บังคับบัญชาปฏิบัติตามกฎระเบียบ ภายใน ๓๐ วัน เด็ก ๆ ในตำบลบึงนคร ฯลฯ (ร้อยละ ๘๕.๑๕) ต่อไป"
    )
    held = ["นายวันชัย ประชุมชน", "๑๐ มีนาคม พ.ศ. ๒๕๖๖", "มาตรา ๙", "ข้อ ๑๒", "ป.ป.ช.", "ผู้ใต้บังคับบัญชา", "๓๐ วัน", "เด็ก ๆ"]
    for tenths in range(60, 170, 3):
        lines = printed(text, set_lines(text, tenths / 10)[1])
        for unit in held:
            assert any(unit in line for line in lines), (tenths, unit, lines)


def test_no_line_starts_or_ends_with_what_must_not_stand_there() -> None:
    """ๆ, closing brackets and the like begin no line."""
    text = (
        "ข้อมูลต่าง ๆ (ตามแบบ) “ที่กำหนด” เช่น เว็บไซต์ ฯลฯ และมาตรการ/แนวทาง : วิธีการ; ขั้นตอน, ผลผลิต. จบ ความ โปร่งใส ผู้ บริหาร "
        * 3
    )
    for tenths in range(40, 165, 3):
        for line in printed(text, set_lines(text, tenths / 10)[1]):
            assert line[0] not in "ๆฯ)]”,.:;/"
            assert line[-1] not in "([“"


def test_a_justified_line_ends_at_the_measure() -> None:
    """Every justified line ends at the margin to a hundredth."""
    text = (
        "องค์การบริหารส่วนตำบลบึงนคร ขอประกาศเจตจำนงสุจริตด้านคุณธรรมและความโปร่งใสในการบริหารงาน เพื่อเป็นมาตรฐานและแนวทางปฏิบัติ "
        "และค่านิยมสำหรับข้าราชการและบุคลากรของหน่วยงานให้ยึดถือ และปฏิบัติควบคู่กับกฎ ระเบียบ และข้อบังคับอื่นๆ โดยมุ่งเน้นที่จะนำหน่วยงาน"
        "ให้ดำเนินงานตามภารกิจด้วยความโปร่งใส บริหารงานด้วยความซื่อสัตย์สุจริต มีคุณธรรมปราศจากการทุจริต เพื่อให้บรรลุเจตนารมณ์ดังกล่าว"
    )
    measured, lines = set_lines(text, 16)
    for line in lines[:-1]:
        width, _ = printed_width(measured, line)
        assert width == pytest.approx(16 * CM, abs=0.05)
        assert -0.15 <= line.spacing_pt <= 0.47
        assert -1.2 <= line.word_spacing_pt <= 3.2
        assert line.within_limits


def test_a_balanced_title_has_lines_of_about_equal_length() -> None:
    """A title's lines are about equally long."""
    text = "เรื่อง การแสดงเจตจำนงสุจริตด้านคุณธรรมและความโปร่งใสในการบริหารงานขององค์การบริหารส่วนตำบลบึงนคร พ.ศ. ๒๕๖๖"
    measured, lines = set_lines(text, 16, "balanced")
    widths = [measured.widths[line.last] - measured.widths[line.first] for line in lines]
    assert len(widths) == 2
    assert min(widths) > 0.75 * max(widths)


def test_a_web_address_wider_than_the_line_breaks_after_a_separator() -> None:
    """A long address breaks after / or . and nowhere else."""
    text = "ดู https://www.buengnakorn.go.th/index.php/announcements/integrity/2566/measures.pdf ได้"
    lines = printed(text, set_lines(text, 6)[1])
    assert len(lines) > 2
    assert all(line[-1] in "/.-_" or line.endswith(("ดู", "pdf", "ได้")) for line in lines), lines


def test_a_word_that_fits_is_not_split_when_another_is_too_wide() -> None:
    """The unfitting word alone is cut."""
    lines = set_lines("คุณธรรม " + "ฬ" * 200 + " โปร่งใส", 4)[1]
    assert printed("คุณธรรม " + "ฬ" * 200 + " โปร่งใส", lines)[0].startswith("คุณธรรม")
    assert {line.end_kind for line in lines} >= {BreakKind.SYLLABLE}


def test_a_hundred_thousand_characters_are_set_in_linear_work() -> None:
    """Twice the text takes about twice the work."""
    text = "กำหนดบทบาทหน้าที่ของผู้บริหารทุกระดับให้ครอบคลุมถึงการตรวจสอบ " * 1700
    measured, lines = set_lines(text, 16)
    assert len(text) > 100_000
    assert 0.95 * measured.widths[-1] / (16 * CM) < len(lines) < 1.1 * measured.widths[-1] / (16 * CM) + 1
