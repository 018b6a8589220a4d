"""What a page's operators show stands where the composed line has it, whatever parts or closes up its letters."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.look.style import Font
from docgen.tree import Run
from docgen.typeset.lines import Piece, SetLine
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.codes import ids_by_code, opened_face, page_codes
from docgen.writers.pdf.font_programs import FontPrograms, UsedFace
from docgen.writers.pdf.glyphs import shown, width_of
from tests.conftest import ROOT

_WORDS = ["เพื่อ", "ใหญ่", "น้ำ", "ที่ปรึกษา", "กตัญญู", "ปีที่", "AV To", "(๒๕๖๖)", " ", "  ", "ป้ำฟื้น", "ก็"]
_FILES = {
    "TH SarabunPSK": (ROOT / "fonts", "THSarabun-Regular.ttf"),
    "Sarabun": (ROOT / "tests/fixtures/fonts", "Sarabun-Regular.ttf"),  # it moves its marks
}


@cache
def _set(name: str, text: str) -> tuple[Piece, UsedFace]:
    folder, file = _FILES[name]
    fonts = Fonts(folder, Font(name, file, file, file, file))
    shaped = fonts.shape([Run(text)], 16.0, False, "")
    return Piece(tuple(shaped.clusters), file), FontPrograms(fonts).face(file)


def _places(operators: list[str], spacing: float, face: UsedFace, size_pt: float) -> list[tuple[int, float, float]]:
    """Return each glyph by its code, with where it stands: right of the piece's start and above the baseline, in pt."""
    widths = {face.written.codes.get(code, code): code for code in (*face.written.codes, *face.extras)}
    found, pen, height = [], 0.0, 0.0
    for operator in "\n".join(operators).split("\n"):
        if operator.endswith(" Ts"):
            height = float(operator.removesuffix(" Ts"))
            continue
        assert operator.startswith("[")
        assert operator.endswith("] TJ")
        for codes, gap in re.findall(r"<([0-9a-f]+)>|(-?[0-9.]+)", operator[1:-4]):
            if gap:
                pen -= float(gap) * size_pt / 1000
            for at in range(0, len(codes), 4):
                code = int(codes[at : at + 4], 16)
                found.append((widths[code], pen, height))
                pen += (face.written.widths[widths[code]] + spacing) * size_pt / 1000
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(_FILES)),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map("".join).filter(str.strip),
    st.floats(-12.0, 30.0) | st.just(0.0),
    st.floats(-60.0, 300.0) | st.just(0.0),
)
def test_each_glyph_stands_where_the_line_has_it(name: str, text: str, spacing: float, word_spacing: float) -> None:
    """Each glyph stands within 0.001 pt of its place; letters never close up onto a mark before them."""
    piece, face = _set(name, text)
    line = SetLine((piece,), 16.0, spacing, word_spacing)
    made = shown(piece, line, face.written, 16.0)
    places = iter(_places(made.operators, made.spacing, face, 16.0))
    start = owed = 0.0
    closes_up = spacing < 0 or spacing + word_spacing < 0
    for cluster in piece.clusters:
        for glyph in cluster.glyphs:
            code, x, y = next(places)
            assert code == glyph.code
            assert (x, y) == pytest.approx(((start + glyph.x) * 0.016, glyph.y * 0.016), abs=0.001)
        wanted = owed + spacing + (word_spacing if cluster.is_blank else 0.0)
        space = 0.0 if closes_up and wanted < 0 and len(cluster.glyphs) > 1 else wanted
        owed, start = wanted - space, start + cluster.advance + space
    assert next(places, None) is None
    assert width_of(piece, line) == pytest.approx(start)


@pytest.mark.parametrize("name", sorted(_FILES))
def test_the_codes_of_thai_are_below_256_and_lead_back_to_each_glyph(name: str) -> None:
    """The codes of Thai letters are below 256; every glyph has one of its own, which the table leads back from."""
    folder, file = _FILES[name]
    path = str(Path(folder) / file)
    codes, font = page_codes(path), opened_face(path)
    assert codes[0] == 0
    assert sorted(codes.values()) == list(range(len(codes)))
    assert all(codes[font.get_nominal_glyph(ord(letter))] < 256 for letter in "กฮะำเไๆ็์๐๙ 0zA~")
    table = ids_by_code(path, len(codes))
    ids = [int.from_bytes(table[at : at + 2], "big") for at in range(0, len(table), 2)]
    assert all(ids[code] == glyph for glyph, code in codes.items())
    assert all(after != before for before, after in pairwise(sorted(ids)))
