"""What rules look at: the content files line by line as the clerk typed them, and what the office is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from docgen.content.activities import COLUMNS, DATES, LOG_NAMES
from docgen.content.bounds import MAX_CELL_LINES, too_many, too_much
from docgen.content.items import answered_items
from docgen.content.records import Agency, EvidenceList
from docgen.content.silence import Silence, silences_in, without_silence
from docgen.content.table_file import RawRow, raw_rows
from docgen.errors import DocgenError, Place, error
from docgen.folder.encoding import decode_text
from docgen.folder.fields import as_fields
from docgen.folder.folder import Folder, as_folder, name_of
from docgen.folder.located import Mapping, Scalar, read_yaml
from docgen.thai.characters import normalize
from docgen.thai.dates import ThaiDateError, fiscal_year, read_date
from docgen.thai.lexicon import Lexicon
from docgen.thai.words import words_of

_MOST_BYTES = 5_000_000  # more than any content file may have
_KEY = re.compile(r"(?P<key>[ ]*(?:- )?[a-z_]+):(?:[ ]+|$)")
_REMARK = re.compile(r"(?<!\s)\s+#.*$")
# A letter with what may stand over, under and unseen after it: no repair of the order of marks reaches further.
_CLUSTER = re.compile("(?:\u0e40{2}|[\\s\\S])[\u0e31-\u0e3a\u0e47-\u0e4e\u200b-\u200d\u2060\ufeff\u00ad]*")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<text>(?:(?!(?P=mark))[^\\])*)(?P=mark)(?:\s+#.*)?$""")


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a file, or a cell of a table, without what only marks it up: its text and where that begins.

    `key` is the entry of a YAML mapping that it belongs to ("" in a body or a table).
    """

    text: str
    path: str
    line: int
    column: int
    key: str = ""

    def place(self, offset: int) -> Place:
        """Return the place of a character. The column of a table's cell is the number of the cell."""
        in_table = self.path.endswith((".csv", ".xlsx"))
        return Place(self.path, self.line, self.column if in_table else self.column + offset)


@dataclass(frozen=True)
class Page:
    """A content file as rules see it. `kind` is announcement, report, activities, evidence-items or other.

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
        ordered, starts = _in_order(text)
        return [
            (starts[first], text[starts[first] : starts[first + len(word)]])
            for first, word in words_of(ordered, self.lexicon)
        ]


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
    """Yield the content files of documents: the announcement itself, the report with its log of activities.

    A file that can't be read is left out: the build tells.
    """
    folder = as_folder(given)
    for document in dict.fromkeys(documents):
        logs = [document.parent / name for name in LOG_NAMES] if document.suffix == ".yaml" else []
        names = [name_of(path, folder.root) for path in (document, *logs)]
        for name in (names[0], *(log for log in names[1:] if folder.is_file(log))):
            if folder.leads_out(name):
                continue
            try:
                yield read_page(folder, name)
            except (DocgenError, OSError):
                continue


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
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    is_markdown = shown.endswith(".md")
    body_line = fences[1] + 1 if is_markdown and len(fences) == 2 else 0
    passages: list[Passage] = []
    silences: list[Silence] = []
    values: dict[str, str] = {}
    key = ""
    for number, line in enumerate(lines):
        if not line.strip() or (is_markdown and number in fences):
            continue
        silences += silences_in(line, number + 1)
        in_fields = not is_markdown or number < body_line
        if in_fields and line.lstrip().startswith("#"):
            continue
        start = len(line) - len(line.lstrip())
        entry = _KEY.match(line) if in_fields else None
        if entry:
            start, key = entry.end(), entry["key"].strip(" -")
        words = without_silence(line)[start:].rstrip()
        if entry:
            quoted = _QUOTED.match(words)
            words, start = (quoted["text"], start + 1) if quoted else (_REMARK.sub("", words), start)
            values.setdefault(key, words.strip("\"' "))
        if words and words not in ("|", ">", "|-"):
            passages.append(Passage(words, shown, number + 1, start + 1, key if in_fields else ""))
    fields = lines[:body_line] if is_markdown else lines
    _read_whole(values, fields, shown)
    kind = values.get("kind", "other")
    return Page(shown, kind, tuple(passages), values, tuple(silences), _items(fields, shown))


def _read_whole(values: dict[str, str], fields: list[str], shown: str) -> None:
    """Put the texts of front matter, or of a YAML file, as the build reads them: over several lines, in quotes.

    An entry with nothing behind it is as good as none; two quotation marks with nothing between them are not.
    """
    try:
        node = read_yaml("\n".join("" if line.rstrip() == "---" else line for line in fields) + "\n", shown)
    except DocgenError:
        return  # the lines by themselves tell enough; what is wrong the build tells
    for key, value in node.entries.items() if isinstance(node, Mapping) else ():
        if isinstance(value, Scalar) and (value.text or value.quoted):
            values[key] = " ".join(value.text.split())
        elif isinstance(value, Scalar):
            values.pop(key, None)


def _items(fields: list[str], shown: str) -> frozenset[tuple[int, str]]:
    """Return the evidence items that the lines of front matter, or of a YAML file, name; wrong ones the build tells."""
    first = next((number for number, line in enumerate(fields) if line.startswith("evidence:")), None)
    if first is None:
        return frozenset()
    entry = [fields[first], *takewhile(lambda line: line[:1] in (" ", "-", "") and line != "---", fields[first + 1 :])]
    try:
        node = read_yaml("\n".join(entry) + "\n", shown)
    except DocgenError:
        return frozenset()
    return frozenset((item.fiscal_year, item.item) for item in answered_items(as_fields(node, shown, [])))
