"""What WeasyPrint logs while it sets a design, as findings in Thai with the design's line: never its own words."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from docgen.errors import Finding, Place, Severity
from docgen.outside import harmless
from docgen.writers.designs.engine import project_path

MOST_FINDINGS = 30
"""What is told of one design: a style sheet of another program may have hundreds of unknown properties."""

# By how WeasyPrint's message begins (version 70): code, what it means, what to do; the first that fits.
_MEANINGS = (
    ("Ignored `", "design-property", "โปรแกรมไม่รู้จักคุณสมบัติหรือค่า {found} จึงไม่มีผล", "ลบออก หรือใช้คุณสมบัติอื่น"),
    (".notdef", "design-glyph", "แบบอักษรของงานออกแบบไม่มีอักขระ {found}", "เพิ่มแบบอักษรที่มีอักขระนี้ หรือพิมพ์อักขระอื่น"),
    ("Font-face", "design-font", "เปิดแบบอักษร {found} ไม่ได้", "ตรวจชื่อไฟล์หลัง src: url(…) ใน @font-face"),
    ("Failed to load image", "design-picture", "เปิดรูป {found} ไม่ได้", "ใช้ไฟล์ .png .jpg หรือ .svg ที่เปิดดูได้"),
    ("Failed to render SVG", "design-picture", "วาดรูป {found} ไม่ได้", "ใช้ไฟล์ .png แทน"),
    ("Failed to load stylesheet", "design-file", "เปิดไฟล์ {found} ไม่ได้", "ตรวจชื่อไฟล์"),
    ("Content discarded", "design-anchor", "อ้างถึงที่ที่ไม่มี: {found}", "แก้ชื่อที่อ้างให้ตรงกับ id"),
    ("Anchor defined twice", "design-anchor", "id {found} ซ้ำกัน", "ใช้ id ละแห่งเดียว"),
    ("", "design-rule", "โปรแกรมไม่รู้จักคำสั่งในแบบ {found} จึงไม่มีผล", "ตรวจวงเล็บ เครื่องหมายอัฒภาค (;) และตัวสะกด"),
)
_ERRORS = {"design-glyph", "design-font", "design-picture", "design-file"}


@dataclass(slots=True)
class Heard:
    """What was heard of a design's files: the `names` of all, the `texts` of those that are text, by project path.

    `where` is the one that is read at the moment.
    """

    names: Collection[str]
    texts: Mapping[str, str]
    where: str
    findings: dict[Finding, None] = field(default_factory=dict)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take down what WeasyPrint logs in the meantime."""
        logger, listener = logging.getLogger("weasyprint"), _Listener(self)
        before = logger.level
        logger.addHandler(listener)
        logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            logger.removeHandler(listener)
            logger.setLevel(before)

    def take(self, record: logging.LogRecord) -> None:
        """Take down one message; what was refused is told by who refused it."""
        form, words = str(record.msg), record.getMessage()
        start, code, message, hint = next(one for one in _MEANINGS if form.startswith(one[0]))
        if start.startswith("Failed") and record.args:
            first = record.args[0] if isinstance(record.args, tuple) else ""
            address = str(first)
            path = project_path(address) or ""
            if path not in self.names and not address.startswith("data:"):
                return
            found = path.rpartition("/")[2] or address
            place = self.asked_at(path.rpartition("/")[2])
        else:
            found, place = _quoted(form, record), self._place(words)
        severity = Severity.ERROR if code in _ERRORS else Severity.WARNING
        self.tell(Finding(code, place, " ".join(message.format(found=harmless(found, 60)).split()), hint, severity))

    def tell(self, finding: Finding) -> None:
        """Add a finding, once, up to what may be told of a design."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.setdefault(finding)

    def asked_at(self, name: str) -> Place:
        """Return where a design names a file, by the last part of its address."""
        for path, text in self.texts.items():
            for number, line in enumerate(text.splitlines(), start=1):
                if name and name in line:
                    return Place(path, number, line.index(name) + 1)
        return Place(self.where)

    def _place(self, words: str) -> Place:
        """Return the place that a message names by line and column, in the file that is read at the moment."""
        found = re.search(r"at (\d+):(\d+)", words)
        if found is None or self.where.endswith(".j2"):  # lines are those of the filled page, not of the design's
            return Place(self.where)
        return Place(self.where, int(found[1]), int(found[2]))


class _Listener(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__(level=logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.take(record)


def _quoted(form: str, record: logging.LogRecord) -> str:
    """Return what a message is about, as it stands in the design."""
    given = record.args if isinstance(record.args, tuple) else ()
    if form.startswith("Ignored `"):
        return f"{given[0]}: {given[1]}"
    if form.startswith(".notdef"):
        return f"{given[0]} (U+{given[1]:04X})"
    return next((one for one in given if isinstance(one, str)), "") if form[:1] != "P" else ""
