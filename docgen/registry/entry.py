"""An entry of the register: a version of an issued document, with its number and the series that this runs in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docgen.kinds.table import KINDS
from docgen.thai.numerals import thai_number

_WITHDRAWN = "ยกเลิก: "
_IN_SERIES = re.compile(r"(?:(ว) )?([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of an issued document: kind, running number in its year, version from 1, what it is.

    The year is the calendar year or the fiscal year, as the kind says. `date` is ISO (Christian year), `path` the
    content file in the project, `remark` why it was corrected; `series` is ว for circulars.
    """

    kind: str
    number: int
    buddhist_year: int
    version: int
    date: str
    subject: str
    signatory: str
    path: str
    sha256: str
    state: str
    remark: str = ""
    series: str = ""

    @property
    def counted_in(self) -> tuple[str, int, str]:
        """What its number is running in: kind, year, series."""
        return KINDS[self.kind].counter, self.buddhist_year, self.series

    @property
    def number_cell(self) -> str:
        """The number with its series, as register and journal have it: 12, or ว 12 for a circular."""
        return f"{self.series} {self.number}".strip()

    @property
    def shown_number(self) -> str:
        """The number as people write it: ๑๒/๒๕๖๖."""
        return f"{self.series} {thai_number(self.number)}/{thai_number(self.buddhist_year)}".strip()

    @property
    def named(self) -> str:
        """Kind and number as people name the document: ประกาศที่ ๑๒/๒๕๖๖."""
        return f"{KINDS[self.kind].thai}ที่ {self.shown_number}"

    @property
    def correction(self) -> str:
        """Why this version was issued, "" for a first one."""
        return self.remark.partition(_WITHDRAWN)[0].removesuffix("; ")

    @property
    def withdrawn_because(self) -> str:
        """Why the document was withdrawn, "" if it was not."""
        return self.remark.partition(_WITHDRAWN)[2]

    def withdrawn(self, reason: str) -> Entry:
        """Return the entry as it is once the document was withdrawn (ยกเลิก): its number stays used."""
        words = "; ".join(part for part in (self.correction, _WITHDRAWN + reason) if part)
        return replace(self, state="withdrawn", remark=words)


def split_number(cell: str) -> tuple[str, int]:
    """Return the series and the running number of a cell. Raises ValueError for what is none."""
    found = _IN_SERIES.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    return found[1] or "", int(found[2])


def is_number_cell(cell: str) -> bool:
    """Tell whether a cell of the register is a number, with the series of circulars or without."""
    return _IN_SERIES.fullmatch(cell) is not None
