"""Split a content file into its front matter (YAML between two lines of ---) and its body."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import Finding, Place, error
from docgen.folder.fields import Fields, as_fields
from docgen.folder.located import read_yaml


@dataclass(frozen=True, slots=True)
class ContentText:
    """A content file in two: its fields, and the body text with the line that it starts on."""

    fields: Fields
    body: str
    body_line: int


def split_front_matter(text: str, shown_path: str, problems: list[Finding]) -> ContentText:
    """Return the fields and the body of a content file. Raises DocgenError if there is no front matter."""
    lines = text.split("\n")
    ends = [index for index, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or any(line.strip() for line in lines[: ends[0]]):
        raise error(
            "no-front-matter",
            Place(shown_path, 1),
            "ไม่พบส่วนหัวของไฟล์",
            "ขึ้นต้นไฟล์ด้วยบรรทัด --- แล้วเขียน kind, subject, date, signatory และปิดด้วยบรรทัด ---",
        )
    first, last = ends[0], ends[1]
    node = read_yaml("\n".join(lines[first + 1 : last]) + "\n", shown_path, first + 2)
    return ContentText(as_fields(node, shown_path, problems), "\n".join(lines[last + 1 :]), last + 2)
