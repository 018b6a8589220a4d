"""Set pages for tests: a document of blocks, the places of all that stands on its pages."""

from __future__ import annotations

from functools import cache

from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Block, Document, Section, SectionRole
from docgen.typeset.lines import Typesetter
from docgen.typeset.placed import PlacedLine, PlacedPicture, SetPage, SetPages
from docgen.typeset.setter import set_pages
from docgen.typeset.shape import Fonts
from tests.conftest import ROOT


@cache
def sample_project() -> Project:
    """Return the sample project, read once."""
    return read_project(ROOT)


def a_document(*blocks: Block, role: SectionRole = "text") -> Document:
    """Return a document of one section."""
    return Document("เรื่อง", "เรื่อง", "ผู้เขียน", (), (Section(role, blocks),))


def from_markup(body: str, role: str = "text") -> Document:
    """Return the document of one section that a template's output would make."""
    return read_markup(
        f'<document title="ก" subject="ก" author="ก"><section role="{role}">{body}</section></document>', "t"
    )


def set_up(document: Document, project: Project | None = None) -> SetPages:
    """Set a document's pages with the layout of a project, the sample's if none is given."""
    project = project or sample_project()
    fonts = Fonts(ROOT / "fonts", project.layout.font)
    typesetter = Typesetter(fonts, make_lexicon(document.names), project.layout.composition)
    return set_pages(document, project.layout, typesetter)[0]


def lines(page: SetPage) -> list[PlacedLine]:
    """Return the lines that are the document's own words, in order."""
    return [thing for thing in page.things if isinstance(thing, PlacedLine) and any(one >= 0 for one in thing.owners)]


def texts(page: SetPage) -> list[str]:
    """Return the words of each of them."""
    return [line.line.text for line in lines(page)]


def text_starts(page: SetPage) -> list[tuple[float, float]]:
    """Return where each piece of a line starts and its baseline: blanks alone, and dots before a number, left out."""
    found = []
    for thing in page.things:
        if not isinstance(thing, PlacedLine):
            continue
        x = thing.x_pt
        for piece in thing.line.pieces:
            words = {glyph.text for cluster in piece.clusters for glyph in cluster.glyphs}
            if words != {"."} and not all(cluster.is_blank for cluster in piece.clusters):
                found.append((x, thing.baseline_pt))
            x += width_pt(thing, piece)
    return found


def width_pt(thing: PlacedLine, piece: object) -> float:
    """Return how much of its line a piece takes."""
    from docgen.writers.pdf.glyphs import width_of

    return thing.line.size_pt / 1000 * width_of(piece, thing.line)  # type: ignore[arg-type]


def pictures(page: SetPage) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the pictures."""
    return [
        (thing.x_pt, thing.y_pt, thing.x_pt + thing.width_pt, thing.y_pt + thing.height_pt)
        for thing in page.things
        if isinstance(thing, PlacedPicture)
    ]
