"""Write people in columns as a clerk types them: a line each, a tab between name, post and duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.content.own_lines import CELL_END
from docgen.look.people import PERSON
from docgen.thai.duties import is_duty, is_person
from docgen.thai.labels import read_label
from docgen.word_import.clauses import INDENT, Outline
from docgen.word_import.columns import MOST_COLUMNS, Columns
from docgen.word_import.markdown import escaped, written
from docgen.word_import.records import WordBlock, WordParagraph, WordTable, WrittenBlock


def are_people(table: WordTable) -> bool:
    """Tell whether a table is one of those without rules in which docgen puts people."""
    filled = [cell for row in table.rows for cell in row if cell]
    return bool(filled) and all(paragraph.role == PERSON for cell in filled for paragraph in cell)


def plain_rows(table: WordTable) -> list[WrittenBlock]:
    """Return the rows of somebody's table without lines that holds people, nothing for any other table."""
    rows = [[" ".join(one.text.split()) for cell in row for one in cell if one.text.strip()] for row in table.rows]
    rows = [row for row in rows if row]
    firsts = [next(one for cell in row for one in cell if one.text.strip()) for row in table.rows if _has_words(row)]
    labels = [
        row.pop(0) if len(row) > 2 and _is_label(row[0]) else first.item.label if first.item else ""
        for row, first in zip(rows, firsts, strict=True)
    ]
    if table.has_rules or table.is_merged or not rows or not all(2 <= len(row) <= MOST_COLUMNS for row in rows):
        return []
    if not (all(is_person(row[0]) for row in rows) or all(is_duty(row[-1]) for row in rows)):
        return []
    notes = _notes_of(one for row in table.rows for cell in row for one in cell)
    return [
        WrittenBlock(first.number, f"{label} {CELL_END.join(_typed(row, notes))}".strip(), _said(row, notes), label)
        for first, label, row in zip(firsts, labels, rows, strict=True)
    ]


def _has_words(row: tuple[tuple[WordParagraph, ...], ...]) -> bool:
    return any(one.text.strip() for cell in row for one in cell)


def _is_label(text: str) -> bool:
    found = read_label(text)
    return found is not None and found.text == text


def listed_rows(table: WordTable, outline: Outline) -> Iterator[WrittenBlock]:
    """Yield the rows of such a table; their numbers are those of Word's lists."""
    for row in table.rows:
        cells = [cell for cell in row if cell]
        if not cells:
            continue
        first = cells[0][0]
        found = outline.listed(first)
        texts = [" ".join(written(one.spans, keeps_english=True, in_cell=True) for one in cell) for cell in cells]
        spans = [[span for span in one.spans if not span.note] for cell in cells for one in cell]
        words = "\n".join("".join(span.text for span in paragraph) for paragraph in spans)
        line = "\t".join(text.replace("\\|", "|") for text in texts)
        if found is None:
            outline.close()
            yield WrittenBlock(first.number, line, words)
        else:
            label = first.item.label if first.item else ""
            yield WrittenBlock(first.number, f"{INDENT * found.depth}{found.label} {line}", words, label)


def typed_rows(blocks: Sequence[WordBlock], columns: Columns) -> Iterator[WrittenBlock]:
    """Yield the rows that somebody typed with tabs or wide blanks, with the numbers that stand before them."""
    for block, row in zip(blocks, columns.rows, strict=True):
        label, cells = (row[0], row[1:]) if columns.is_numbered else ("", row)
        notes = _notes_of([block] if isinstance(block, WordParagraph) else [])
        line = "\t".join(_typed(cells, notes))
        yield WrittenBlock(block.number, f"{label} {line}".strip(), _said(cells, notes), label)


def _notes_of(paragraphs: Iterable[WordParagraph]) -> frozenset[str]:
    """Return the numbers of footnotes as content has them ([^1])."""
    return frozenset(span.text for paragraph in paragraphs for span in paragraph.spans if span.note)


def _typed(cells: Iterable[str], notes: Iterable[str]) -> Iterator[str]:
    """Yield cells as they are typed: words as they are, the numbers of footnotes as what they are."""
    for cell in cells:
        typed = escaped(cell)
        for note in notes:
            typed = typed.replace(escaped(note), note)
        yield typed


def _said(cells: Iterable[str], notes: Iterable[str]) -> str:
    """Return the words of cells without the numbers of footnotes."""
    words = "".join(cells)
    for note in notes:
        words = words.replace(note, "")
    return words
