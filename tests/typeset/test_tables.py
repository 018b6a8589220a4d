"""Tables: heads that stand again, rows that stay whole, cells over page ends, columns that break nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.thai.lexicon import make_lexicon
from docgen.thai.words import BreakKind, find_breaks
from docgen.tree import Document
from docgen.typeset.columns import shared_out
from docgen.typeset.placed import PlacedLine, PlacedRule, SetPage, SetPages
from tests.typeset.setting import from_markup, lines, sample_project, set_up, texts

HEAD = '<tr><th align="center"><p role="cell_head">ลำดับ</p></th><th><p role="cell_head">รายการ</p></th></tr>'
WORDS = "ดำเนินการตามมาตรการที่กำหนดไว้ในปีงบประมาณนี้ "


def cell(words: str, more: str = "") -> str:
    return f'<td{more}><p role="cell">{words.strip()}</p></td>'


def row(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def a_table(*rows: str, head: str = HEAD, role: str = "text", before: str = "") -> Document:
    return from_markup(f'{before}<table role="table" at="ก.md:7">{head}{"".join(rows)}</table>', role)


def rules(page: SetPage) -> list[PlacedRule]:
    return [thing for thing in page.things if isinstance(thing, PlacedRule)]


def artifacts(page: SetPage) -> list[str]:
    """Return the words on a page that belong to no element, its number left out."""
    found = [thing for thing in page.things if isinstance(thing, PlacedLine) and set(thing.owners) == {-1}]
    return [thing.line.text for thing in found if not thing.line.text.startswith("-")]


def tags(made: SetPages, tag: str) -> list[int]:
    return [number for number, element in enumerate(made.elements) if element.tag == tag]


def test_the_head_stands_again_on_each_page_and_is_read_once() -> None:
    """The head stands again on each page and is read once."""
    made = set_up(a_table(*(row(cell(f"{n}"), cell(WORDS * 6)) for n in range(30))))
    assert len(made.pages) > 2
    assert texts(made.pages[0])[:2] == ["ลำดับ", "รายการ"]
    for page in made.pages[1:]:
        assert artifacts(page) == ["ลำดับ", "รายการ"]
        assert "ลำดับ" not in texts(page)
    assert len(tags(made, "Table")) == len(tags(made, "THead")) == 1
    assert len(tags(made, "TR")) == 31


def test_a_row_that_fits_on_a_page_is_never_cut() -> None:
    """A row that fits on a page is never cut."""
    made = set_up(a_table(*(row(cell(f"{n}"), cell(WORDS * 40)) for n in range(9))))
    assert len(made.pages) > 1
    rows = {
        number: {p for p, page in enumerate(made.pages) if number in _rows_on(made, page)}
        for number in tags(made, "TR")
    }
    assert all(len(pages) == 1 for pages in rows.values())


def _rows_on(made: SetPages, page: SetPage) -> set[int]:
    cells = {made.elements[made.elements[owner].parent].parent for line in lines(page) for owner in line.owners}
    return cells


def test_a_row_taller_than_a_page_is_cut_and_stays_one_row() -> None:
    """A row taller than a page is cut and stays one row."""
    made = set_up(
        a_table(row(cell("๑"), cell(WORDS * 10)), row(cell("๒"), cell(WORDS * 200)), row(cell("๓"), cell("ท้าย")))
    )
    first = made.pages[0]
    assert max(line.top_pt + line.height_pt for line in lines(first)) > 700  # it begins where there is room
    assert "".join("".join(texts(page)) for page in made.pages).replace(" ", "").count("ปีงบประมาณนี้") == 210
    assert len(tags(made, "TR")) == 4
    assert len(tags(made, "TD")) == 6


@pytest.mark.parametrize("count", [*range(34, 39), *range(70, 75)])
@pytest.mark.parametrize("below", [0, 1])
def test_no_page_has_the_head_of_a_table_above_nothing(count: int, below: int) -> None:
    """Where only white is left of a row that is cut, no page has the head of its table above nothing."""
    inner = '<table role="table"><tr><td><p role="cell">ใน</p></td></tr></table>'
    tall = f'<td rowspan="{1 + below}">' + '<p role="cell">ก</p>' * count + inner + "</td>"
    made = set_up(a_table(row(tall, cell("ข")), *([row(cell("ค"))] * below)))
    assert all(texts(page) for page in made.pages)
    words = [line for page in made.pages for line in texts(page)]
    assert sorted(words) == sorted(["ลำดับ", "รายการ", "ใน", "ข", *(["ค"] * below), *(["ก"] * count)])
    # The cell is closed on each page: a rule stands below all its words, within the margin.
    for page in made.pages:
        last = max(line.top_pt + line.height_pt for line in lines(page))
        assert (
            last <= max(rule.y1_pt for rule in rules(page) if rule.y0_pt == rule.y1_pt) <= 841.89 - 2 / 2.54 * 72 + 0.26
        )


def test_rows_that_a_cell_joins_stay_on_one_page_where_they_fit() -> None:
    """Rows that a cell joins stay on one page where they fit."""
    joined = [row(cell(f"กลุ่ม {n}", ' rowspan="3"'), cell(WORDS * 8)) + row(cell(WORDS * 8)) * 2 for n in range(9)]
    made = set_up(a_table(*joined))
    assert len(made.pages) > 1
    for page in made.pages:
        # Each group has its cell and three others, all on one page.
        groups = sum(words.startswith("กลุ่ม") for words in texts(page))
        assert len(_rows_on(made, page) - _rows_on_head(made)) == 3 * groups


def _rows_on_head(made: SetPages) -> set[int]:
    (head,) = tags(made, "THead")
    return {number for number in tags(made, "TR") if made.elements[number].parent == head}


def test_joined_rows_taller_than_a_page_part_between_rows_and_the_joint_cell_goes_on() -> None:
    """Joined rows taller than a page part between rows and the joint cell goes on."""
    long = WORDS * 80
    made = set_up(a_table(row(cell(long, ' rowspan="12"'), cell(WORDS * 8)) + row(cell(WORDS * 8)) * 11))
    assert len(made.pages) > 1
    bottom = 841.89 - 2 / 2.54 * 72
    for page in made.pages:
        assert max(line.top_pt + line.height_pt for line in lines(page)) <= bottom
        assert max(rule.y1_pt for rule in rules(page)) <= bottom + 0.26
    # The joint cell is one element with words on both pages.
    (joint,) = [n for n in tags(made, "TD") if ("Table", "RowSpan", 12) in made.elements[n].attributes]
    on = [p for p, page in enumerate(made.pages) if any(_cell_of(made, line) == joint for line in lines(page))]
    assert on[:2] == [0, 1]
    assert sum(words.count("มาตรการ") for page in made.pages for words in texts(page)) == (80 + 12 * 8)


def _cell_of(made: SetPages, line: PlacedLine) -> int:
    return made.elements[line.owners[0]].parent


def test_blank_rows_keep_the_height_of_a_line() -> None:
    """Blank rows keep the height of a line."""
    made = set_up(a_table(row(cell("๑"), cell("มี")), *([row("<td></td>", cell(""))] * 3)))
    across = sorted({round(rule.y0_pt, 2) for rule in rules(made.pages[0]) if rule.y0_pt == rule.y1_pt})
    heights = [after - before for before, after in pairwise(across[1:])]
    assert len(heights) == 4
    assert all(height == pytest.approx(heights[0], abs=0.02) for height in heights)
    assert heights[0] > 18.2


def test_lists_stand_in_cells_and_hang_from_their_labels() -> None:
    """Lists stand in cells and hang from their labels."""
    items = "".join(
        f'<li label="{n})"><p role="cell">{WORDS * 3}</p><ul><li><p role="cell">ย่อย</p></li></ul></li>' for n in "๑๒"
    )
    inside = f'<td align="center"><ol scheme="decimal" level="1" start="1">{items}</ol></td>'
    made = set_up(a_table(row(cell("๑"), inside), row(cell("๒"), inside)))
    assert len(tags(made, "L")) == 2 + 4
    starts = {round(line.x_pt, 1) for line in lines(made.pages[0]) if line.line.pieces[0].room is not None}
    assert len(starts) == 2  # labels of both levels, never centred


AMOUNT = "๑,๔๙๘,๕๐๐.๐๐"


def test_a_number_a_date_and_a_name_are_never_broken_by_a_narrow_column() -> None:
    """A number a date and a name are never broken by a narrow column."""
    long = "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านในหยง หมู่ที่ ๕ ตำบลกระโสม กว้าง ๔ เมตร ยาว ๕๐๐ เมตร"
    made = set_up(a_table(row(cell("๑"), cell(long), cell(AMOUNT), cell("หจก.พังงาการโยธา"), cell(AMOUNT)), head=""))
    assert texts(made.pages[0]).count(AMOUNT) == 2
    assert "หจก.พังงาการโยธา" in texts(made.pages[0])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from([AMOUNT, "๑๒ ม.ค. ๒๕๖๗", "ซื้อวัสดุสำนักงาน", "ราคาต่ำสุด", WORDS * 3, ""]), min_size=4, max_size=4
        ),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_no_cell_breaks_what_holds(contents: list[list[str]], joined: bool) -> None:
    """No cell breaks what holds."""
    body = [row(*(cell(words) for words in one)) for one in contents]
    if joined:
        body.append(row(cell(AMOUNT * 2, ' colspan="3"'), cell("")))
    made = set_up(a_table(*body, head=""))
    shown = [line.line.text for page in made.pages for line in lines(page)]
    for words in (one.strip() for cells in contents for one in cells if one.strip()):
        ends = [b.offset for b in find_breaks(words, make_lexicon(())) if b.kind <= BreakKind.WORD]
        for first, last in pairwise((0, *ends, len(words))):
            assert any(words[first:last].strip() in line for line in shown)


def test_a_table_that_fits_no_page_says_what_would() -> None:
    """A table that fits no page says what would."""
    with pytest.raises(DocgenError) as told:
        set_up(a_table(row(*[cell(AMOUNT)] * 8), head=""))
    (finding,) = told.value.findings
    assert (finding.code, str(finding.place)) == ("table-too-wide", "ก.md:7")
    assert "แนวนอน" in finding.hint
    assert AMOUNT in finding.message
    with pytest.raises(DocgenError) as told:
        set_up(a_table(row(*[cell(AMOUNT)] * 13), head="", role="plan"))
    assert "แนวนอน" not in told.value.findings[0].hint
    assert len(set_up(a_table(row(*[cell(AMOUNT)] * 8), head="", role="plan")).pages) == 1


def test_a_head_taller_than_a_page_is_told_with_its_place() -> None:
    """A head taller than a page is told with its place."""
    head = f'<tr><th><p role="cell_head">{WORDS * 400}</p></th><th><p role="cell_head">ก</p></th></tr>'
    with pytest.raises(DocgenError) as told:
        set_up(a_table(row(cell("๑"), cell("๒")), head=head))
    assert [(one.code, str(one.place)) for one in told.value.findings] == [("taller-than-page", "ก.md:7")]


@given(st.lists(st.tuples(st.floats(1, 10), st.floats(0.5, 6)), min_size=1, max_size=8))
def test_columns_that_give_keep_their_least_width_and_the_sum(columns: list[tuple[float, float]]) -> None:
    """Columns that give keep their least width and the sum."""
    widths, least = [one for one, _ in columns], [two for _, two in columns]
    if sum(least) > sum(widths):
        return
    made = shared_out(widths, least)
    assert sum(made) == pytest.approx(sum(widths))
    assert all(width >= low - 1e-6 for width, low in zip(made, least, strict=True))
    if all(width >= low for width, low in columns):
        assert made == pytest.approx(tuple(widths))


def test_cells_of_a_head_say_what_they_head() -> None:
    """Cells of a head say what they head."""
    made = set_up(a_table(row('<th><p role="cell">แถว</p></th>', cell("๑")), row(cell("ก", ' colspan="2"'))))
    attributes = [made.elements[number].attributes for number in tags(made, "TH")]
    assert attributes == [
        (("Table", "Scope", "Column"),),
        (("Table", "Scope", "Column"),),
        (("Table", "Scope", "Row"),),
    ]
    assert (("Table", "ColSpan", 2),) in [made.elements[number].attributes for number in tags(made, "TD")]


def test_rules_stand_between_cells_and_not_inside_joined_ones() -> None:
    """Rules stand between cells and not inside joined ones."""
    made = set_up(a_table(row(cell("ก", ' colspan="2"')), row(cell("ข"), cell("ค")), head=""))
    upright = [rule for rule in rules(made.pages[0]) if rule.x0_pt == rule.x1_pt]
    project = sample_project()
    left = project.layout.portrait.margin_left_cm / 2.54 * 72 + 0.25
    inner = [rule for rule in upright if left + 1 < rule.x0_pt < max(one.x0_pt for one in upright) - 1]
    assert len(inner) == 1  # beside ข alone
