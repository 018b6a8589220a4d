"""What a kind of document is: where it stands, what it is called, how it is numbered, and what is made of it.

Whoever does something with documents asks their kind; nobody asks for its name. Readers are imported late: the table of
kinds is read at every start of the program, also where there is nothing to do.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docgen.thai.dates import fiscal_year
from docgen.thai.months import BUDDHIST_OFFSET

if TYPE_CHECKING:
    from docgen.content.body import NumberingScheme
    from docgen.content.declared import OwnField
    from docgen.content.designs import DesignList
    from docgen.content.records import Agency, Announcement, Report
    from docgen.content.report import ReportSource
    from docgen.folder.files import Files

    Finisher = Callable[[Announcement, Files], Announcement]
    Reader = Callable[[Path, Agency, Files, Mapping[str, NumberingScheme], str], Announcement]

Year = Literal["calendar", "fiscal"]
ENDINGS = ("pdf", "docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm:
    """How an issued document is known in a Word file: `ending` begins its closing, `marks` of its head must be there.

    The marks are number, subject and dateline: the fewer a kind asks for, the more letters look like one. `dateline` is
    the verb before ณ วันที่ (ประกาศ ณ วันที่). Both are regular expressions. A letter has no title: it is `known_by`
    how lines of its head begin, all of these patterns; `is_meeting`: it is read as minutes are. `about` stands before
    the subject.
    """

    ending: str = ""
    dateline: str = "ประกาศ|สั่ง|ให้ไว้"
    marks: int = 2
    known_by: tuple[str, ...] = ()
    is_meeting: bool = False
    about: str = "เรื่อง"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One of the papers of a round: its file, the template, the endings that it is written in.

    `is_packet`: the template adds contents and a leaf for each annex to the pages of the paper before it; nobody signs
    that, and it answers no item.
    """

    name: str
    thai: str
    template: str
    endings: tuple[str, ...] = ENDINGS
    is_packet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """How a kind is made that is no single file: a folder a year, and papers for each reporting round (months).

    `file` stands in the folder, files that `beside` matches belong to it; `new_beside` is the name of one, and the
    template of what it begins with ("": none). `read` takes the whole year, `cut` a round of
    it with its annexes, which are documents of the kind `annexed`.
    """

    months: tuple[int, ...]
    file: str
    beside: str
    read: Callable[[Path, Agency, Files, Mapping[str, NumberingScheme], str], ReportSource]
    cut: Callable[[ReportSource, int, tuple[Announcement, ...], Files], Report]
    annexed: Kind
    papers: tuple[Paper, ...]
    new_beside: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledDesign:
    """How a kind is made that fills a design: `read` takes a list, `beside` tells which file has its rows ("": none).

    It has no markup and no tree: an office's own HTML and CSS say what stands where.
    """

    read: Callable[[Path, Agency, Files], DesignList]
    beside: Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: all that the rest of the program needs to know of it.

    `name` stands in front matter, in records and in templates, `folder` below content/ and output/, `thai` in the
    register and wherever people read. `scheme` numbers its clauses where layout.yaml does not ("": it must). `closings`
    are the wordings in use, the first is printed where none is typed. `numbered` is the year within which its numbers
    run, None for a kind that is not issued; `is_number_typed`: the content file carries the number.
    `is_number_printed`: the number stands in the document as the register, or the office, gives it, and until then
    number and day are left blank; `counted_with` names the kind that it shares its running numbers with.
    `has_signatory` is false for what nobody signs by name, `has_closing` for what has no closing by its form,
    `has_number_line` is true for what may have a line of its number below the title, and `date_forms` are
    those that its day may have. `fields` are what it alone asks for in front matter,
    `finish` looks at a document as read and completes it, `expected` are patterns of what its text must say, each with
    what it is called. `is_published` must be said. `address_prefix` keeps its
    addresses on the website apart from those of other kinds. `is_cited`: other documents name it by title and date.
    `wanted_key` is the entry without which it is no evidence. `new_template` begins one. `filled` is for a kind without
    markup: it fills a design.
    """

    name: str
    folder: str
    thai: str
    template: str = ""
    scheme: str = "decimal"
    closings: tuple[str, ...] = ()
    numbered: Year | None = "calendar"
    is_number_typed: bool = False
    is_number_printed: bool = False
    counted_with: str = ""
    has_signatory: bool = True
    has_closing: bool = True
    has_number_line: bool = False
    date_forms: tuple[str, ...] = ("era", "month-word", "fill-day")
    fields: tuple[OwnField, ...] = ()
    finish: Finisher | None = None
    expected: tuple[tuple[str, str], ...] = ()
    is_signed: bool = True
    is_published: bool = False
    address_prefix: str = ""
    is_cited: bool = False
    wanted_key: str = ""
    new_template: str = ""
    reader: Reader | None = None
    word: WordForm | None = None
    rounds: Rounds | None = None
    filled: FilledDesign | None = None

    @property
    def is_issued(self) -> bool:
        """Tell whether documents of this kind get a number and are locked."""
        return self.numbered is not None

    @property
    def closing(self) -> str:
        """The closing that is printed where none is typed, "" for none."""
        return self.closings[0] if self.closings else ""

    @property
    def pattern(self) -> str:
        """The pattern of its content files below content/."""
        if self.rounds:
            return f"{self.folder}/*/{self.rounds.file}"
        return f"{self.folder}/*.yaml" if self.filled else f"{self.folder}/*.md"

    @property
    def counter(self) -> str:
        """The name of the kind whose running numbers it has: its own, or one that it shares them with."""
        return self.counted_with or self.name

    def numbering(self, chosen: Mapping[str, str]) -> str:
        """Return the name of its numbering scheme: as the layout has `chosen` for it, else its own."""
        return chosen.get(self.name, self.scheme)

    def number_year(self, day: datetime.date) -> int:
        """Return the Buddhist year within which a document of that day is numbered: calendar or fiscal."""
        return fiscal_year(day) if self.numbered == "fiscal" else day.year + BUDDHIST_OFFSET

    def read(
        self, path: Path, agency: Agency, files: Files, schemes: Mapping[str, NumberingScheme], default: str
    ) -> Announcement:
        """Read one content file. Raises DocgenError that lists all that is wrong in it, in its order.

        `schemes` are the numbering schemes of the layout, `default` the one used where front matter names none.
        """
        if self.reader is not None:
            return self.reader(path, agency, files, schemes, default)
        from docgen.content.issued import Form, read_issued
        from docgen.kinds.table import KINDS

        folders = {kind.name: kind.folder for kind in KINDS.values() if kind.rounds is None and kind.filled is None}
        form = Form(
            self.name,
            self.thai,
            self.closing,
            folders,
            is_numbered=self.is_number_typed,
            may_be_numbered=self.is_number_printed,
            is_signed=self.has_signatory,
            has_closing=self.has_closing,
            date_forms=self.date_forms,
            own=self.fields,
        )
        made = read_issued(path, agency, files, schemes, default, form)
        return self.finish(made, files) if self.finish is not None else made

    def ends(self, words: str) -> bool:
        """Tell whether a paragraph of a Word file begins as the closing of this kind does."""
        return bool(self.word and self.word.ending and re.match(self.word.ending, words))
