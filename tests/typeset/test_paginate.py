"""Pages are filled as far as they go, and begin only where a page may begin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.markup import read_markup
from docgen.tree import Block, ClauseList, Document, Heading, Paragraph, Run, Signature, SignatureBlock, Table, texts
from docgen.typeset.items import Again, Item
from docgen.typeset.paginate import TooTallError, paginate
from docgen.typeset.placed import PlacedField, PlacedLine, SetPage, SetPages
from tests.typeset.setting import a_document, lines, sample_project, set_up
from tests.typeset.setting import texts as page_texts

ROOM = 100.0
items = st.lists(
    st.builds(
        Item,
        height=st.floats(1, 60),
        before=st.floats(0, 12),
        begins=st.sampled_from([True, True, False]),
        again=st.sampled_from([None, None, Again(15.0)]),
        foot=st.sampled_from([0.0, 0.25]),
    ),
    max_size=40,
)


@given(items, st.floats(60.0, ROOM))
def test_every_item_stands_once_in_order_and_none_runs_over(given_items: list[Item], first_room: float) -> None:
    """Every item stands once in order and none runs over."""
    for item in given_items:
        item.height = min(item.height, 80.0)
    pages = paginate(given_items, first_room, ROOM)
    assert [id(item) for page in pages for item, _ in page.items] == [id(item) for item in given_items]
    for number, page in enumerate(pages):
        end = page.again.height if page.again else 0.0
        for at, (item, y) in enumerate(page.items):
            assert y == pytest.approx(end + (item.before if at or not number else 0.0))
            end = y + item.height
            assert end + item.foot <= (ROOM if number else first_room) + 0.011


@given(items)
def test_a_page_begins_where_one_may_and_only_when_nothing_more_fits(given_items: list[Item]) -> None:
    """A page begins where one may and only when nothing more fits."""
    for before, after in pairwise(paginate(given_items, ROOM, ROOM)):
        first = after.items[0][0]
        if not first.begins:
            # Nothing else was left: the whole page before must stay together.
            assert not any(item.begins for item, _ in before.items[1:])
            continue
        at = next(number for number, item in enumerate(given_items) if item is first)
        together = [first, *takewhile(lambda item: not item.begins, given_items[at + 1 :])]
        last, y = before.items[-1]
        end, fits = y + last.height, True
        for item in together:
            end += item.before + item.height
            fits = fits and end + item.foot <= ROOM
        assert not fits


def test_what_is_taller_than_a_page_is_told() -> None:
    """What is taller than a page is told."""
    with pytest.raises(TooTallError):
        paginate([Item(10.0), Item(ROOM + 1)], ROOM, ROOM)


def test_an_item_too_tall_for_a_low_first_page_stands_on_the_next() -> None:
    """An item too tall for a low first page stands on the next."""
    (first, second) = paginate([Item(90.0)], 60.0, ROOM)
    assert not first.items
    assert len(second.items) == 1


WORDS = "องค์การบริหารส่วนตำบลดำเนินการตามมาตรการที่กำหนดไว้ในปีงบประมาณนี้ "
paragraphs = st.builds(lambda n: Paragraph("body", (Run((WORDS * n).strip()),), "ก:1"), st.integers(1, 12))
headings = st.builds(lambda n: Heading(n, (Run("หัวข้อ"),), "ก:1"), st.integers(1, 3))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of paragraphs, headings and tables, with a closing, a date and a signature."""
    blocks: list[Block] = [draw(paragraphs)]
    for _ in range(draw(st.integers(1, 14))):
        blocks.append(draw(st.one_of(paragraphs, paragraphs, headings, _tables())))
    blocks.append(draw(paragraphs))
    if draw(st.booleans()):
        blocks.append(Paragraph("closing", (Run("จึงประกาศให้ทราบ"),), "ก:1"))
    blocks.append(Paragraph("issue_date", (Run("ประกาศ ณ วันที่"),), "ก:1"))
    blocks.append(SignatureBlock((Signature("(นายหนึ่ง สอง)", ("นายก",)),), "ก:1"))
    return a_document(*blocks)


def _tables() -> st.SearchStrategy[Table]:
    def made(rows: list[list[int]], joined: bool) -> Table:
        head = '<tr><th><p role="cell_head">หัว</p></th><th><p role="cell_head">หัวสอง</p></th></tr>'
        body = ""
        for first, second in rows:
            span = ' rowspan="2"' if joined else ""
            body += f'<tr><td{span}><p role="cell">{WORDS * first}</p></td>'
            body += f'<td><p role="cell">{WORDS * second}</p></td></tr>'
            body += "<tr><td>{}</td></tr>".format('<p role="cell">ต่อ</p>') if joined else ""
        text = f'<document><section role="text"><table role="table">{head}{body}</table></section></document>'
        (table,) = read_markup(text, "t").sections[0].blocks
        assert isinstance(table, Table)
        return table

    rows = st.lists(st.lists(st.integers(0, 14), min_size=2, max_size=2), min_size=1, max_size=5)
    return st.builds(made, rows, st.booleans())


@settings(max_examples=25, deadline=None)
@given(documents())
def test_pages_have_no_widow_no_orphan_no_lone_heading_and_no_signature_alone(document: Document) -> None:
    """Pages have no widow no orphan no lone heading and no signature alone."""
    made = set_up(document)
    page = sample_project().layout.portrait
    bottom = (page.height_cm - page.margin_bottom_cm) / 2.54 * 72
    for each in made.pages:
        for line in lines(each):
            assert line.top_pt + line.height_pt <= bottom + 0.02
    _no_paragraph_leaves_one_line(made)
    for before, _ in pairwise(made.pages):
        assert page_texts(before)[-1] != "หัวข้อ"
    signed = next(each for each in made.pages if any(isinstance(thing, PlacedField) for thing in each.things))
    above = page_texts(signed)[:-3]  # the date, the name, the position
    assert len(above) >= 2


def _no_paragraph_leaves_one_line(made: SetPages) -> None:
    """Where a paragraph goes on on another page, two lines of it stand on each; rows of tables are cut elsewhere."""
    counted: dict[int, list[int]] = {}
    for each in made.pages:
        on_page: dict[int, int] = {}
        for line in lines(each):
            element = line.owners[0]
            if made.elements[made.elements[element].parent].tag == "Sect":
                on_page[element] = on_page.get(element, 0) + 1
        for element, count in on_page.items():
            counted.setdefault(element, []).append(count)
    assert all(min(counts) >= 2 for counts in counted.values() if len(counts) > 1)


@settings(max_examples=25, deadline=None)
@given(documents())
def test_every_word_stands_on_the_pages_once_and_in_order(document: Document) -> None:
    """Every word stands on the pages once and in order."""
    made = set_up(document)
    by_element: dict[int, str] = {}
    for line, element in _pieces(made.pages):
        by_element[element] = by_element.get(element, "") + line
    shown = ["".join(words.split()) for _, words in sorted(by_element.items())]
    wanted = ["".join(words.split()) for section in document.sections for words in texts(section.blocks)]
    assert shown == [words for words in wanted if words]


def _pieces(pages: tuple[SetPage, ...]) -> Iterator[tuple[str, int]]:
    for page in pages:
        for thing in page.things:
            if isinstance(thing, PlacedLine) and thing.owners[:1] != (-1,):
                yield thing.line.text, thing.owners[0]


def test_a_signature_takes_two_lines_of_text_with_it() -> None:
    """A paragraph of one line by itself, however the page before it is filled."""
    signature = SignatureBlock((Signature("(นายหนึ่ง สอง)", ("นายก",)),), "")
    date = Paragraph("issue_date", (Run("ประกาศ ณ วันที่"),), "")
    for count in range(20, 40):
        body = [Paragraph("body", (Run(f"ย่อหน้าที่ {number}"),), "") for number in range(count)]
        *_, last = set_up(a_document(*body, date, signature)).pages
        assert len(page_texts(last)) >= 5, count


def test_no_clause_label_stands_without_words() -> None:
    """No clause label stands without words."""
    blocks = tuple(
        read_markup(
            '<document><section role="text"><ol scheme="decimal" level="1" start="1">'
            + "".join(f'<li label="{n}."><p role="body">{WORDS * 3}</p></li>' for n in range(30))
            + "</ol></section></document>",
            "t",
        )
        .sections[0]
        .blocks
    )
    assert isinstance(blocks[0], ClauseList)
    for page in set_up(a_document(*blocks)).pages:
        assert all(len(line.line.pieces) > 1 for line in lines(page) if line.line.pieces[0].room is not None)
