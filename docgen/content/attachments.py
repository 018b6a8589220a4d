"""Part a text where its author says that what follows is attached: it stands behind the signature, on its own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from docgen.content.body import NumberingScheme, read_body
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding

MARK = "[เอกสารแนบท้าย]"
LANDSCAPE_MARK = "[เอกสารแนบท้าย แนวนอน]"
_MARK = re.compile(
    r"\[\s*(?:(?:เอกสาร)?\s*แนบท้าย|ภาคผนวก)\s*(?:(?P<is_landscape>\(?\s*แนวนอน\s*\)?)|\(?\s*แนวตั้ง\s*\)?)?\s*\]"
)

_TITLE = re.compile(
    r"(?:เอกสาร|บัญชี|รายละเอียด|รายชื่อ|ตาราง|แบบ|ภาคผนวก|สิ่งที่ส่งมาด้วย|ผนวก).{0,60}?(?:แนบ|ท้าย)|ภาคผนวก|สิ่งที่ส่งมาด้วย"
)
_LONGEST_TITLE = 100


def is_title(words: str) -> bool:
    """Tell whether words are the title of what is attached to a document.

    >>> is_title("บัญชีรายชื่อแนบท้ายประกาศ"), is_title("ภาคผนวก ก"), is_title("รายชื่อผู้เข้าร่วม")
    (True, True, False)
    """
    return _TITLE.match(words) is not None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text: the line that it begins on (from 0), its words, whether its pages lie on their long side."""

    first_line: int
    text: str
    is_landscape: bool = False


def parts_of(text: str) -> Iterator[TextPart]:
    """Yield the text before the first mark, and each attachment.

    >>> [(part.text, part.is_landscape) for part in parts_of("ก\\n[เอกสารแนบท้าย แนวนอน]\\nข\\n[แนบท้าย]\\nค")]
    [('ก', False), ('ข', True), ('ค', False)]
    """
    lines = text.split("\n")
    marks = {index: found for index, line in enumerate(lines) if (found := _MARK.fullmatch(line.strip()))}
    yield TextPart(0, "\n".join(lines[: min(marks, default=len(lines))]))
    for mark, end in zip(marks, [*marks, len(lines)][1:], strict=True):
        yield TextPart(mark + 1, "\n".join(lines[mark + 1 : end]), bool(marks[mark]["is_landscape"]))


def read_parts(text: str, source: Source, numbering: NumberingScheme) -> tuple[Markup, ...]:
    """Return the markup of a body and of what is attached to it; each counts its clauses anew.

    A heading that begins an attachment stands in the middle; an attachment in landscape is marked as such. Raises
    DocgenError that lists what is wrong in all.
    """
    problems: list[Finding] = []
    made: list[Markup] = []
    for one in parts_of(text):
        first, part = one.first_line, one.text
        at = Source(source.files, source.path, source.first_line + first, source.role)
        if first and not part.strip():
            message, hint = "ไม่มีข้อความใต้บรรทัดเอกสารแนบท้าย", f"พิมพ์เนื้อหาของเอกสารแนบท้าย หรือลบบรรทัด {MARK}"
            problems.append(Finding("empty-body", at.place(-1), message, hint))
            continue
        try:
            markup = read_body(_with_heading(part) if first else part, at, numbering)
        except DocgenError as problem:
            problems += problem.findings
            continue
        if first and markup.startswith('<h level="1" at='):
            markup = Markup('<h level="1" align="center" at=') + markup[len('<h level="1" at=') :]
        made.append(Markup("<landscape>{}</landscape>").format(markup) if one.is_landscape else markup)
    if problems:
        raise DocgenError(problems)
    return tuple(made)


def _with_heading(text: str) -> str:
    """Return an attachment's text with a title that was typed as a line of its own as a heading."""
    lines = text.split("\n")
    at = next(index for index, line in enumerate(lines) if line.strip())
    is_alone = at + 1 == len(lines) or not lines[at + 1].strip()
    if is_alone and is_title(lines[at].strip()) and len(lines[at].strip()) <= _LONGEST_TITLE:
        lines[at] = "# " + lines[at].strip()
    return "\n".join(lines)
