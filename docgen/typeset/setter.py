"""Set a document's pages: every section's items on pages, with what stands on them beside the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.errors import Finding, Place, error
from docgen.look.style import PT_PER_CM, Layout, PageSize
from docgen.tree import Document, Section
from docgen.typeset.flow import add_blocks
from docgen.typeset.frame import Frame, LinkTarget, Setup
from docgen.typeset.furniture import beginning, continuation, page_number, secrecy_marks, with_page_numbers
from docgen.typeset.items import Column, moved
from docgen.typeset.lines import Typesetter
from docgen.typeset.notes import placed_notes
from docgen.typeset.paginate import Filled, TooTallError, paginate
from docgen.typeset.placed import Destination, OutlineEntry, Placed, SetPage, SetPages
from docgen.typeset.signatures import is_for_signing
from docgen.typeset.structure import ROOT, consecutive

# Where the words of a section stand that is centred from top to bottom: the eye's middle is above the half.
_CENTRED = 0.38


@dataclass(slots=True)
class _Drawn:
    """A page on the way: its section's number, paper, top of the words (pt), things, the words of its footnotes."""

    section: int
    page: PageSize
    top: float
    things: list[Placed]
    notes: str = ""


def set_pages(document: Document, layout: Layout, typesetter: Typesetter) -> tuple[SetPages, tuple[Finding, ...]]:
    """Return a document's pages, and warnings of lines that could not be set within the limits.

    Raises DocgenError for what can't be set: more lines than may be, a table wider or a row higher than its page.
    Characters that the font lacks are noted in the typesetter's fonts.
    """
    bookmarks = tuple(link_targets(document).items())
    setup = Setup(layout, typesetter, bookmarks, is_for_signing(document))
    pages: list[_Drawn] = []
    found: list[tuple[int, float]] = []
    for number, section in enumerate(document.sections):
        _add_section(number, section, setup, pages, found)
    numbers = _contents_numbers(setup, found)
    foot = _continuation_words(document, pages, setup)
    made = tuple(_page(number, pages, setup, numbers, foot, document) for number in range(len(pages)))
    destinations, outline = _outline(setup, found)
    notes = {number: page.notes for number, page in enumerate(pages) if page.notes}
    set_document = SetPages(made, tuple(setup.structure.elements), destinations, outline, foot, notes)
    return set_document, tuple(dict.fromkeys(setup.findings))


def link_targets(document: Document) -> dict[str, str]:
    """Return the name of each section that the contents lead to, with its words there."""
    return {f"s{index}": section.bookmark for index, section in enumerate(document.sections) if section.bookmark}


def _add_section(
    number: int, section: Section, setup: Setup, pages: list[_Drawn], found: list[tuple[int, float]]
) -> None:
    """Add a section's pages; `found` gets the page (from 0) and height of each target, in the order of the targets."""
    layout = setup.layout
    page, look = layout.page(section.role), layout.sections[section.role]
    element = setup.structure.add("Sect", ROOT)
    first = len(setup.targets)
    setup.targets.append(LinkTarget(f"s{number}", 1 if section.bookmark else 0, section.bookmark, element))
    frame = Frame(page.margin_left_cm * PT_PER_CM, page.measure_cm, element)
    setup.page_left_pt, setup.page_measure_cm = frame.left_pt, frame.measure_cm
    # A page has no space above its first words; only the first page of all has it, which may be a cover.
    column = Column(keeps_first=not pages)
    add_blocks(section.blocks, frame, column, setup)
    room = page.text_height_cm * PT_PER_CM
    tops = [page.margin_top_cm * PT_PER_CM] * 2
    if look.starts_with_emblem:
        tops[0] = layout.emblem.top_cm * PT_PER_CM
    first_room = room + tops[1] - tops[0]
    if look.vertical == "center":
        down = round(_CENTRED * page.text_height_cm, 2) * PT_PER_CM
        tops[0], first_room = tops[0] + down, first_room - down
    try:
        filled = paginate(column.items, first_room, room)
    except TooTallError as problem:
        raise _too_tall(problem, room) from None
    found += [(len(pages), tops[0])] * (len(setup.targets) - first)
    for index, one in enumerate(filled):
        top = tops[0] if not index else tops[1]
        for item, y in one.items:
            for target in item.targets:
                found[target] = len(pages), top + y
        bottom = (page.margin_top_cm + page.text_height_cm) * PT_PER_CM
        notes, words = placed_notes(one.notes, frame.left_pt, bottom)
        pages.append(_Drawn(number, page, top, [*_things(one, top), *notes], words))


def _too_tall(problem: TooTallError, room: float) -> Exception:
    height = problem.item.height / PT_PER_CM
    message = f"สิ่งที่อยู่ตรงนี้สูงเกินหนึ่งหน้า ({height:.1f} ซม. หน้ากระดาษมีที่ {room / PT_PER_CM:.1f} ซม.) และตัดข้ามหน้าไม่ได้"
    hint = "แบ่งเป็นหลายส่วน เช่น ลดข้อความในหัวตาราง"
    return error("taller-than-page", Place.read(problem.item.place), message, hint)


def _things(filled: Filled, top: float) -> list[Placed]:
    made: list[Placed] = []
    if filled.again is not None:
        made += moved(filled.again.things, top)
    for item, y in filled.items:
        made += moved(item.things, top + y)
    return made


def _contents_numbers(setup: Setup, found: Sequence[tuple[int, float]]) -> dict[int, int]:
    """Return the page (from 1) that each link of the contents leads to, by its element."""
    pages = {target.name: page + 1 for target, (page, _) in zip(setup.targets, found, strict=True) if target.name}
    elements = enumerate(setup.structure.elements)
    return {number: pages[one.destination] for number, one in elements if one.destination}


def _continuation_words(document: Document, pages: Sequence[_Drawn], setup: Setup) -> dict[int, str]:
    """Return what stands at the foot of each page that has a continuation word, by page from 0."""
    made: dict[int, str] = {}
    for number in range(1, len(pages)):
        role = document.sections[pages[number].section].role
        is_same = pages[number].section == pages[number - 1].section
        if is_same and setup.layout.sections[role].continuation_word:
            words = beginning(pages[number].things, setup)
            if words:
                made[number - 1] = words
    return made


def _page(
    number: int,
    pages: Sequence[_Drawn],
    setup: Setup,
    numbers: dict[int, int],
    foot: dict[int, str],
    document: Document,
) -> SetPage:
    drawn = pages[number]
    section = document.sections[drawn.section]
    things = drawn.things
    if section.role == "contents":
        things = list(with_page_numbers(things, drawn.page, numbers, setup))
    is_first = not number or pages[number - 1].section != drawn.section
    if not is_first or setup.layout.sections[section.role].first_page_number:
        things.append(page_number(setup, drawn.page, number + 1))
    if document.secrecy:
        things += secrecy_marks(setup, drawn.page, document.secrecy)
    if number in foot:
        things.append(continuation(setup, drawn.page, foot[number]))
    return SetPage(drawn.page.width_cm * PT_PER_CM, drawn.page.height_cm * PT_PER_CM, tuple(things))


def _outline(
    setup: Setup, found: Sequence[tuple[int, float]]
) -> tuple[tuple[Destination, ...], tuple[OutlineEntry, ...]]:
    """Return where links lead, and the outline with levels that skip none."""
    destinations, outline = [], []
    levels: list[int] = []
    for number, (target, (page, y)) in enumerate(zip(setup.targets, found, strict=True)):
        made = Destination(target.name or f"o{number}", page, y, target.element)
        if target.name:
            destinations.append(made)
        if target.level:
            outline.append(OutlineEntry(consecutive(levels, target.level), target.title, made))
    return tuple(destinations), tuple(outline)
