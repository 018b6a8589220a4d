"""What the pages say of themselves: one element for what goes on over pages, true levels, numbering, links."""

from __future__ import annotations

import dataclasses

import pytest

from docgen.tree import Document, Heading, LineBreak, Paragraph, Run, Section
from docgen.typeset import known
from docgen.typeset.lists import list_numbering
from docgen.typeset.placed import PlacedLine, SetPages
from docgen.typeset.structure import Structure
from tests.typeset.setting import a_document, from_markup, lines, sample_project, set_up, texts

WORDS = "ดำเนินการตามมาตรการที่กำหนดไว้ในปีงบประมาณนี้ "


def tags(made: SetPages) -> list[str]:
    return [element.tag for element in made.elements]


def test_what_goes_on_over_pages_is_one_element() -> None:
    """What goes on over pages is one element."""
    items = "".join(f'<li label="{n}."><p role="body">{WORDS * 20}</p></li>' for n in range(12))
    made = set_up(from_markup(f'<p role="body">{WORDS * 200}</p><ol scheme="decimal" level="1" start="1">{items}</ol>'))
    assert len(made.pages) > 3
    assert [tag for tag in tags(made) if tag in ("L", "LI", "Lbl", "LBody")] == ["L", *["LI", "Lbl", "LBody"] * 12]
    assert tags(made).count("P") == 13
    paragraph = tags(made).index("P")
    assert [any(paragraph in line.owners for line in lines(page)) for page in made.pages[:2]] == [True, True]


@pytest.mark.parametrize(
    ("wanted", "made"),
    [([1, 2, 4, 3, 4], [1, 2, 3, 3, 4]), ([1, 4, 2], [1, 2, 2]), ([3, 4, 3], [1, 2, 1]), ([1, 1, 2], [1, 1, 2])],
)
def test_levels_of_headings_skip_none(wanted: list[int], made: list[int]) -> None:
    """Levels of headings skip none."""
    structure = Structure()
    assert [structure.heading(level) for level in wanted] == [f"H{level}" for level in made]


def test_a_document_of_skipping_headings_has_consecutive_tags_and_outline() -> None:
    """A document of skipping headings has consecutive tags and outline."""
    heads = [Heading(level, (Run(f"หัว {level}"),), "") for level in (1, 3, 2)]
    made = set_up(a_document(Paragraph("title", (Run("ชื่อ"),), ""), *heads))
    assert [tag for tag in tags(made) if tag.startswith("H")] == ["H1", "H2", "H3", "H3"]
    assert [(entry.level, entry.title) for entry in made.outline] == [(1, "หัว 1"), (2, "หัว 3"), (2, "หัว 2")]
    places = [entry.destination.y_pt for entry in made.outline]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("pattern", "numbering"),
    [
        ("{1}.", "Decimal"),
        ("ข้อ {1}", "Decimal"),
        ("{1}.{2}", "Decimal"),
        ("({2:ก})", "None"),
        ("-", "None"),
        ("•", "Disc"),
    ],
)
def test_lists_say_how_they_are_numbered(pattern: str, numbering: str) -> None:
    """Lists say how they are numbered."""
    assert list_numbering(pattern) == numbering


def test_a_link_over_two_lines_is_one_link_and_foreign_words_one_span() -> None:
    """A link over two lines is one link and foreign words one span."""
    link = f'<a href="https://x.go.th">{WORDS * 3}</a>'
    foreign = (
        '<span lang="en">Integrity and Transparency Assessment of Local Government Organisations in Thailand</span>'
    )
    made = set_up(from_markup(f'<p role="body">{WORDS}{link}{WORDS}{foreign}{WORDS}</p>'))
    (number,) = [n for n, element in enumerate(made.elements) if element.tag == "Link"]
    assert made.elements[number].href == "https://x.go.th"
    assert sum(number in line.owners for line in lines(made.pages[0])) >= 2
    (span,) = [n for n, element in enumerate(made.elements) if element.tag == "Span"]
    assert made.elements[span].lang == "en"
    assert sum(span in line.owners for line in lines(made.pages[0])) >= 2


def test_bold_words_in_a_link_are_no_link_of_their_own_and_two_links_are_two() -> None:
    """Bold words in a link are no link of their own and two links are two."""
    made = set_up(
        from_markup('<p role="body"><a href="https://x.th">ก <b>ข</b> ค</a> <a href="https://x.th">ง</a></p>')
    )
    assert tags(made).count("Link") == 2


def test_the_contents_lead_to_the_pages_where_sections_begin() -> None:
    """The contents lead to the pages where sections begin."""
    long = Paragraph("body", (Run(WORDS * 200),), "")
    sections = (
        Section("contents", from_markup("<contents/>", "contents").sections[0].blocks),
        Section("text", (long,), "บทหนึ่ง"),
        Section("text", (long,), "บทสองที่มีชื่อยาวมากจนต้องตัดเป็นสองบรรทัดในสารบัญของรายงานฉบับนี้ " * 2),
    )
    made = set_up(Document("ก", "ก", "ก", (), sections))
    numbers = [words for words in texts(made.pages[0]) if words in "๑๒๓๔๕๖๗๘๙"]
    assert numbers == ["๒", "๕"]
    assert [(one.name, one.page) for one in made.destinations][1:] == [("s1", 1), ("s2", 4)]
    right = max(line.x_pt + line.line.natural_pt for line in lines(made.pages[0]))
    assert right == pytest.approx((21 - 2) / 2.54 * 72, abs=0.01)
    assert tags(made).count("TOCI") == 2
    assert [element.destination for element in made.elements if element.tag == "Link"] == ["s1", "s2"]


def test_the_foot_says_how_the_next_page_begins_where_the_layout_asks_for_it() -> None:
    """The foot says how the next page begins where the layout asks for it."""
    project = sample_project()
    sections = dict(project.layout.sections)
    sections["text"] = dataclasses.replace(sections["text"], continuation_word=True)
    asked = dataclasses.replace(project, layout=dataclasses.replace(project.layout, sections=sections))
    document = a_document(Paragraph("body", (Run(WORDS * 120),), ""))
    assert set_up(document).foot == {}
    made = set_up(document, asked)
    assert sorted(made.foot) == list(range(len(made.pages) - 1))
    for number, words in made.foot.items():
        begins = texts(made.pages[number + 1])[0]
        assert begins.startswith(words.strip("/…").strip())
        last = made.pages[number].things[-1]
        assert isinstance(last, PlacedLine)
        assert last.line.text == words


def test_lines_left_empty_keep_their_height_and_one_at_the_end_makes_none() -> None:
    """Lines left empty keep their height and one at the end makes none."""
    text = (Run("ก"), LineBreak(), LineBreak(), Run("ข"), LineBreak())
    made = set_up(a_document(Paragraph("note", text, ""), Paragraph("note", (Run("ค"),), "")))
    one, two, three = (line.baseline_pt for line in lines(made.pages[0]))
    assert two - one == pytest.approx(2 * 18.2)
    assert three - two == pytest.approx(18.2 + 6)


def test_an_empty_section_has_a_page_of_its_own() -> None:
    """An empty section has a page of its own."""
    made = set_up(Document("ก", "ก", "ก", (), (Section("text", ()), Section("text", ()))))
    assert len(made.pages) == 2


def test_a_paragraph_is_set_once_and_known_wherever_it_was_written() -> None:
    """A paragraph is set once and known wherever it was written."""
    words = "ข้อความที่ตั้งไว้เพื่อจำ " * 9
    first = set_up(a_document(Paragraph("body", (Run(words),), "ก.md:1")))
    count = len(known._KNOWN.made)
    second = set_up(a_document(Paragraph("body", (Run(words),), "ก.md:9")))
    assert len(known._KNOWN.made) == count
    assert texts(first.pages[0]) == texts(second.pages[0])
    assert {line.line.place for line in lines(second.pages[0])} == {"ก.md:9"}


def test_what_is_known_stays_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known stays within its bound."""
    monkeypatch.setattr(known, "_MOST_LINES", 100)
    for number in range(40):
        set_up(a_document(Paragraph("body", (Run(f"{number} {WORDS * 12}"),), "")))
    assert known._KNOWN.lines <= known._MOST_LINES
    assert sum(len(made.lines) + 1 for made in known._KNOWN.made.values()) == known._KNOWN.lines
