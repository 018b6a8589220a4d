"""What rules look at: the content files as the clerk typed them, and what the office is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from docgen.checks.passages import Passage, count, of_broken, of_fields, of_lines
from docgen.content.activities import COLUMNS, DATES, LOG_NAMES
from docgen.content.bounds import MAX_CELL_LINES, too_many, too_much
from docgen.content.front_matter import FrontMatter, front_matter_of
from docgen.content.items import answered_items
from docgen.content.listed import EvidenceList
from docgen.content.records import Agency
from docgen.content.silence import Silence, silences_in, without_silence
from docgen.content.table_file import RawRow, raw_rows
from docgen.errors import DocgenError, Place, error
from docgen.folder.encoding import decode_text
from docgen.folder.fields import as_fields
from docgen.folder.folder import Folder, as_folder, name_of
from docgen.folder.located import Mapping, Node, Scalar
from docgen.kinds.table import KINDS
from docgen.thai.characters import normalize
from docgen.thai.dates import ThaiDateError, fiscal_year, read_date
from docgen.thai.lexicon import Lexicon
from docgen.thai.words import words_of

_MOST_BYTES = 5_000_000  # more than any content file may have
# A letter with what may stand over, under and unseen after it: no repair of the order of marks reaches further.
_CLUSTER = re.compile("(?:\u0e40{2}|[\\s\\S])[\u0e31-\u0e3a\u0e47-\u0e4e\u200b-\u200d\u2060\ufeff\u00ad]*")


@dataclass(frozen=True)
class Page:
    """A content file as rules see it. `kind` is announcement, report, activities, rows, evidence-items or other.

    `values` are its simple fields ("" for quotation marks with nothing between), `items` the evidence items that it
    answers (fiscal year, code), `silences` the comments that silence findings; they are not part of the passages.
    """

    path: str
    kind: str
    passages: tuple[Passage, ...]
    values: dict[str, str] = field(default_factory=dict)
    silences: tuple[Silence, ...] = ()
    items: frozenset[tuple[int, str]] = frozenset()

    @cached_property
    def date(self) -> datetime.date | None:
        """The dateline, if it can be read."""
        try:
            return read_date(self.values.get("date", ""))
        except ThaiDateError:
            return None

    @cached_property
    def fiscal_year(self) -> int:
        """The fiscal year (Buddhist) that the document belongs to, 0 if nothing tells."""
        named = self.values.get("fiscal_year", "")
        if named.isdecimal() and len(named) == 4:
            return int(named)
        return fiscal_year(self.date) if self.date else 0


@dataclass(frozen=True)
class Office:
    """The office and all its content: what a document is compared with."""

    agency: Agency
    pages: tuple[Page, ...]
    lexicon: Lexicon
    lists: tuple[EvidenceList, ...] = ()

    def words(self, text: str) -> list[tuple[int, str]]:
        """Return the words of a text as typed, with the offsets where they begin, blanks left out.

        They are found in standard order: ดํา with its ำ in two characters is no other word than ดำ.
        """
        return list(_words(text, self.lexicon))


@lru_cache(maxsize=1000)  # several rules ask for the same text
def _words(text: str, lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    ordered, starts = _in_order(text)
    return tuple(
        (starts[first], text[starts[first] : starts[first + len(word)]]) for first, word in words_of(ordered, lexicon)
    )


def _in_order(text: str) -> tuple[str, Sequence[int]]:
    """Return a text in standard order, and for each place in it the place in the text as typed; the end counts too."""
    ordered = normalize(text)
    if ordered == text:
        return text, range(len(text) + 1)
    starts: list[int] = []
    pieces = [(found.start(), normalize(found[0])) for found in _CLUSTER.finditer(text)]
    if "".join(piece for _, piece in pieces) != ordered:
        return text, range(len(text) + 1)  # what a repair across letters would need; looked at as typed
    for start, piece in pieces:
        starts += [start] * len(piece)
    return ordered, [*starts, len(text)]


def read_pages(given: Path | Folder, documents: Iterable[Path]) -> Iterator[Page]:
    """Yield the content files of documents: the announcement itself, the report with its log of activities, a
    design's list with its rows.

    A file that can't be read is left out: the build tells.
    """
    folder = as_folder(given)
    for document in dict.fromkeys(documents):
        logs = [document.parent / name for name in LOG_NAMES] if document.suffix == ".yaml" else []
        names = [name_of(path, folder.root) for path in (document, *logs)]
        rows = _rows_beside(folder, names[0])
        for name in (names[0], *(log for log in (*names[1:], *rows) if folder.is_file(log))):
            if folder.leads_out(name):
                continue
            try:
                page = read_page(folder, name)
            except (DocgenError, OSError):
                continue
            yield replace(page, kind="rows") if name in rows else page


def _rows_beside(folder: Folder, name: str) -> tuple[str, ...]:
    """Return the file with the rows of a list that fills a design, none for other content."""
    kind = KINDS.of_path(name)
    if kind is None or kind.filled is None:
        return ()
    try:
        rows = kind.filled.beside(decode_text(folder.read(name, _MOST_BYTES), name), name)
    except (DocgenError, OSError):
        return ()
    return (f"{name.rpartition('/')[0]}/{rows}",) if rows else ()


def read_page(given: Path | Folder, shown: str) -> Page:
    """Read one content file by its name in the project.

    Raises DocgenError for a file that is no text or no table, or holds more text than a file may, OSError.
    """
    content = as_folder(given).read(shown, _MOST_BYTES)
    path = Path(shown)
    if path.suffix in (".csv", ".xlsx"):
        cells: list[Passage] = []
        silences: list[Silence] = []
        rows = raw_rows(content, path, shown)
        for index, message, hint in too_much(("\n".join(row.texts) for row in rows), MAX_CELL_LINES * len(COLUMNS)):
            raise error("too-much-text", Place(shown, rows[index].line), message, hint)
        for row in rows:
            for column, text in enumerate(row.texts, start=1):
                words = without_silence(text)
                if words.strip() and not _is_day(row, column, rows[0]):
                    cells.append(Passage(words, shown, row.line, column))
                # A row is one thing: a comment in any of its cells is for the whole row.
                silences += (
                    replace(silence, line=min(silence.line, row.line), at_column=column)
                    for silence in silences_in(text, row.line)
                )
        return Page(shown, "activities", tuple(cells), silences=tuple(silences))
    text = decode_text(content, shown)
    for first_beyond, message, hint in too_much(text.splitlines()):
        raise error("too-much-text", Place(shown, first_beyond + 1), message, hint)
    return page_of_text(text, shown)


def _is_day(row: RawRow, column: int, head: RawRow) -> bool:
    """Tell whether a cell is a day of Excel's in a column of days: it counts as that day, however it is shown."""
    is_date = column <= len(row.cells) and row.cells[column - 1].date is not None
    words = head.texts[column - 1].strip() if column <= len(head.texts) else ""
    return is_date and any(words in COLUMNS[name] for name in DATES)


def page_of_text(text: str, shown: str) -> Page:
    """Return the page of a Markdown or YAML text. Raises DocgenError for one of more lines than a file may have."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for first_beyond, message, hint in too_many(len(lines)):
        raise error("too-many-lines", Place(shown, first_beyond + 1), message, hint)
    where = front_matter_of(lines) if shown.endswith(".md") else FrontMatter(0, len(lines))
    silences = tuple(silence for number, line in enumerate(lines, start=1) for silence in silences_in(line, number))
    if where is None:
        return Page(shown, "other", tuple(of_lines(lines, 0, shown)), silences=silences)
    body = tuple(of_lines(lines[where.end + 1 :], where.end + 1, shown))
    try:
        node = where.node(lines, shown)
    except DocgenError:
        node = None
    if node is None or any(too_many(count(node))):
        passages = tuple(of_broken(lines[where.first : where.end], where.first, shown))
        values = {one.key: one.text.strip("\"' ") for one in reversed(passages)}
    else:
        passages = tuple(of_fields(node, lines, shown))
        values = _values(node)
    kind = values.get("kind", "other")
    return Page(shown, kind, (*passages, *body), values, silences, _items(node, shown))


def _values(node: Node) -> dict[str, str]:
    """Return the entries as a build reads them: texts on one line, "" for those that hold others.

    An entry with nothing behind it is as good as none; two quotation marks with nothing between them are not.
    """
    entries = node.entries if isinstance(node, Mapping) else {}
    return {
        key: " ".join(value.text.split()) if isinstance(value, Scalar) else ""
        for key, value in entries.items()
        if not isinstance(value, Scalar) or value.text or value.quoted
    }


def _items(node: Node | None, shown: str) -> frozenset[tuple[int, str]]:
    """Return the evidence items that front matter, or a YAML file, names; wrong ones the build tells."""
    if not isinstance(node, Mapping):
        return frozenset()
    return frozenset((item.fiscal_year, item.item) for item in answered_items(as_fields(node, shown, [])))
