"""No line of the sample ends inside what must hold, at any measure that holds it, and justified lines are even."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.look.style import PT_PER_CM
from docgen.thai.lexicon import make_lexicon
from docgen.thai.words import BreakKind, find_breaks
from docgen.tree import Block, BulletList, ClauseList, Paragraph, Run, Table
from docgen.typeset.compose import Line, Room, compose
from docgen.typeset.lines import SetLine
from docgen.typeset.placed import PlacedLine
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.write import compose_pdf, draw_pages
from tests.breaks import bad_breaks, held_units
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, ClauseList):
            found += [inner for clause in block.items for inner in paragraphs(clause.blocks)]
        elif isinstance(block, BulletList):
            found += [inner for item in block.items for inner in paragraphs(item)]
        elif isinstance(block, Table):
            found += [inner for row in block.rows for cell in row.cells for inner in paragraphs(cell.blocks)]
    return found


@pytest.fixture(scope="module")
def texts(project: Project) -> list[str]:
    made = [
        document
        for target in find_targets(ROOT)
        for output, document in make_documents(target, project).documents.items()
        if output.endswith(".docx")
    ]
    runs = [
        "".join(inline.text for inline in paragraph.inlines if isinstance(inline, Run))
        for document in made
        for section in document.sections
        for paragraph in paragraphs(section.blocks)
    ]
    return list(dict.fromkeys(text for text in runs if text))


def set_lines(text: str, measure_cm: float, size_pt: float, mode, project: Project) -> tuple[list[Line], list[str]]:  # type: ignore[no-untyped-def]
    fonts = Fonts(Path(ROOT / "fonts"), project.layout.font)
    advances = fonts.shape([Run(text)], size_pt, False, "").advances
    limits = project.layout.composition
    scale = size_pt / limits.at_size_pt
    width = measure_cm * PT_PER_CM
    letters = (limits.letter_stretch_pt * scale, limits.letter_shrink_pt * scale)
    room = Room(width, width, *letters, limits.blank_stretch_pt * scale, limits.blank_shrink_pt * scale, 0.02)
    lines = compose(advances, find_breaks(text, make_lexicon(project.names)), room, mode)
    return lines, [text[line.first : line.last] for line in lines]


def test_the_list_holds_at_least_three_hundred_units() -> None:
    """The list that lines are held against is long enough to mean something."""
    assert len(set(held_units())) >= 300


@pytest.mark.parametrize("measure_cm", [16.0, 9.0])
def test_no_line_of_the_sample_ends_inside_a_unit(measure_cm: float, texts: list[str], project: Project) -> None:
    """No composed line of the sample parts what belongs together."""
    for text in texts:
        lines, printed = set_lines(text, measure_cm, 16, "justify", project)
        assert bad_breaks(printed, text) == [], printed
        assert all(line.end_kind <= BreakKind.WORD for line in lines)


def test_no_line_end_of_the_finished_sample_splits_a_unit(project: Project) -> None:
    """Nor does any line of the finished PDF, read by poppler."""
    for target in find_targets(ROOT, "announcements"):
        document = make_documents(target, project).documents[target.outputs[0]]
        paragraphs: dict[int, list[str]] = {}
        for page in compose_pdf(document, project.layout, ROOT).pages.pages:
            for thing in page.things:
                if isinstance(thing, PlacedLine) and thing.owners[-1] >= 0:
                    paragraphs.setdefault(thing.owners[-1], []).append(thing.line.text)
        assert len(paragraphs) > 10
        for lines in paragraphs.values():
            assert bad_breaks(lines, " ".join(lines)) == []
            assert bad_breaks(lines, "".join(lines)) == []


def test_in_a_cell_of_3_cm_only_what_is_wider_than_the_cell_is_split(texts: list[str], project: Project) -> None:
    """Even a narrow cell parts only what cannot fit."""
    fonts = Fonts(Path(ROOT / "fonts"), project.layout.font)

    def is_wide(words: str) -> bool:
        return fonts.shape([Run(words)], 14, False, "").advances.widths[-1] > 3 * PT_PER_CM

    for text in texts:
        _, printed = set_lines(text, 3.0, 14, "ragged", project)
        # What holds together at any measure: the stretches between the breaks that a wide line may use.
        offsets = [
            place.offset for place in find_breaks(text, make_lexicon(project.names)) if place.kind <= BreakKind.WORD
        ]
        stretches = [text[first:last].strip() for first, last in pairwise([0, *offsets, len(text)])]
        for split in bad_breaks(printed, text):
            unit = split.replace("|", "")
            assert any(unit in stretch and is_wide(stretch) for stretch in stretches), (split, printed)


def test_justified_lines_keep_to_the_limits(project: Project) -> None:
    """Gaps stay within the limits of the layout."""
    limits = project.layout.composition
    count = 0
    for target in find_targets(ROOT):
        for output, document in make_documents(target, project).documents.items():
            if output.endswith(".docx"):
                composed = compose_pdf(document, project.layout, ROOT)
                assert composed.findings == ()
                for line in composed.lines:
                    letters, blanks = (space * line.size_pt / 1000 for space in (line.spacing, line.word_spacing))
                    letters, blanks = letters * line.scale, blanks * line.scale
                    assert -limits.letter_shrink_pt - 1e-6 <= letters <= limits.letter_stretch_pt + 1e-6
                    assert -limits.blank_shrink_pt - 1e-6 <= blanks <= limits.blank_stretch_pt + 1e-6
                    assert abs(100 * line.scale - 100) <= limits.glyph_scale_percent + 1e-6
                    count += letters != 0
    assert count > 80


def test_justified_lines_end_at_the_margin_and_have_no_wide_gaps(project: Project, tmp_path: Path) -> None:
    """Measured on the page: the right margin within 0.3 mm, white between letters below 0.45 em."""
    measured = count = 0
    for target in (one for one in find_targets(ROOT) if one.kind.filled is None):
        document = make_documents(target, project).documents[next(o for o in target.outputs if o.endswith(".pdf"))]
        composed = compose_pdf(document, project.layout, ROOT)
        justified = {_words(line): line for line in composed.lines if line.spacing or line.scale != 1}
        count += len(justified)
        for page in pypdfium2.PdfDocument(draw_pages(composed, document, project.layout, ROOT).content):
            margin = page.get_width() - 2.0 * PT_PER_CM
            for words, boxes in _lines(page):
                if line := justified.get(words):
                    assert max(box[2] for box in boxes) == pytest.approx(margin, abs=0.3 / 10 * PT_PER_CM), words
                    if line.pieces[0].room is not None:  # the blank after a clause's label is no gap between words
                        boxes = boxes[len(line.pieces[0].clusters) :]
                    gaps = (after[0] - before[2] for before, after in pairwise(boxes) if after[0] > before[0])
                    assert max(gaps) < 0.45 * line.size_pt, words
                    measured += 1
    assert measured == count > 100


def _words(line: SetLine) -> str:
    glyphs = (glyph for piece in line.pieces for cluster in piece.clusters for glyph in cluster.glyphs)
    return "".join(glyph.text for glyph in glyphs).replace(" ", "")


def _lines(page: pypdfium2.PdfPage) -> Iterator[tuple[str, list[tuple[float, float, float, float]]]]:
    """Yield each line of a page: its letters as the reader finds them, and their boxes in order."""
    text = page.get_textpage()
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(text.count_chars() + 1):
        character = text.get_text_range(index, 1) if index < text.count_chars() else "\n"
        if character in "\r\n":
            if letters:
                yield "".join(letters), boxes
            letters, boxes = [], []
        elif not character.isspace():
            letters.append(character)
            box = text.get_charbox(index, loose=True)
            if box[2] > box[0]:
                boxes.append(box)
