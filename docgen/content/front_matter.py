"""Split a content file into its front matter (YAML between two lines of ---) and its body. Build and rules ask here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.errors import Finding, Place, error
from docgen.folder.fields import Fields, as_fields
from docgen.folder.located import Node, read_yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The lines of front matter, as indices of a file's lines: from `first` to before `end`."""

    first: int
    end: int

    @property
    def body_line(self) -> int:
        """The number of the line that the body begins on: behind the second ---."""
        return self.end + 2

    def node(self, lines: Sequence[str], shown_path: str) -> Node | None:
        """Return what the lines say as YAML, None if that is nothing. Raises DocgenError."""
        return read_yaml("\n".join(lines[self.first : self.end]) + "\n", shown_path, self.first + 1)


@dataclass(frozen=True, slots=True)
class ContentText:
    """A content file in two: its fields, and the body text with the line that it starts on."""

    fields: Fields
    body: str
    body_line: int


def front_matter_of(lines: Sequence[str]) -> FrontMatter | None:
    """Return where front matter stands: nothing but blanks before it, --- before and behind; None if there is none."""
    ends = [index for index, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or any(line.strip() for line in lines[: ends[0]]):
        return None
    return FrontMatter(ends[0] + 1, ends[1])


def split_front_matter(text: str, shown_path: str, problems: list[Finding]) -> ContentText:
    """Return the fields and the body of a content file. Raises DocgenError if there is no front matter.

    Whatever is found wrong with the fields as they are asked for comes to stand in `problems`: see `Fields`.
    """
    lines = text.split("\n")
    where = front_matter_of(lines)
    if where is None:
        raise error(
            "no-front-matter",
            Place(shown_path, 1),
            "ไม่พบส่วนหัวของไฟล์",
            "ขึ้นต้นไฟล์ด้วยบรรทัด --- แล้วเขียน kind, subject, date, signatory และปิดด้วยบรรทัด ---",
        )
    fields = as_fields(where.node(lines, shown_path), shown_path, problems)
    return ContentText(fields, "\n".join(lines[where.end + 1 :]), where.body_line)
