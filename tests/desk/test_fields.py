"""A form over a content file: the bytes of all other lines stay, whatever encoding and line ends the file has."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.desk.fields import change_fields, fields_of, save_fields
from docgen.desk.save import open_text
from docgen.errors import DocgenError
from docgen.folder.yaml_lines.change import Change

NAME = "content/announcements/a.md"
TEXT = """---
# หมายเหตุของสำนักงาน
kind:   announcement
subject: 'เรื่องเดิม'   # อย่าลืมแก้
date: 10 มีนาคม 2566
signatory: ["นายวันชัย ประชุมชน",นายสมชาย ใจดี ]
evidence:
  - {fiscal_year: 2566,  item: O42}

closing: |
  บรรทัดหนึ่ง

  บรรทัดสาม
---

เนื้อความ  มีช่องว่างท้ายบรรทัด  
subject: ไม่ใช่ส่วนหัว
---
"""
CODECS = {"utf-8": "utf-8", "bom": "utf-8-sig", "thai": "cp874"}


def lines_of(content: bytes) -> list[bytes]:
    """Return the lines of a file, each with its end."""
    return content.splitlines(keepends=True)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (Change("set", ("subject",), "เรื่องใหม่"), 3, "subject: 'เรื่องใหม่'   # อย่าลืมแก้"),
        (Change("set", ("date",), "1 มกราคม 2567"), 4, "date: 1 มกราคม 2567"),
        (Change("set", ("signatory", 1), "นางสาวสมหญิง รักงาน"), 5, 'signatory: ["นายวันชัย ประชุมชน",นางสาวสมหญิง รักงาน ]'),
        (Change("set", ("evidence", 0, "item"), "O43"), 7, "  - {fiscal_year: 2566,  item: O43}"),
    ],
)  # fmt: skip
def test_one_line_is_written_and_no_byte_of_another(
    sample: Path, codec: str, end: str, change: Change, line: int, words: str
) -> None:
    """Encoding, its mark, the ends of lines (mixed ones, too) and the body are as they were."""
    ends = ["\n", "\r\n"] if end == "mixed" else [end]
    typed = "".join(one + ends[number % len(ends)] for number, one in enumerate(TEXT.split("\n")[:-1]))
    path = sample / NAME
    path.write_bytes(typed.encode(CODECS[codec]))
    before = lines_of(path.read_bytes())
    save_fields(sample, NAME, [change], open_text(sample, NAME).value.digest)
    after = lines_of(path.read_bytes())
    assert len(after) == len(before)
    differing = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert differing == [line]
    wanted = words.encode("cp874" if codec == "thai" else "utf-8")
    assert after[line].rstrip(b"\r\n") == wanted
    assert after[line][len(wanted) :] == before[line][len(before[line].rstrip(b"\r\n")) :]


def test_what_is_read_are_the_values_with_their_places() -> None:
    """Each value with the way to it and the line that it stands on in the file, the body left alone."""
    read = {one.path: (one.value, one.line, one.shape) for one in fields_of(TEXT, NAME).value}
    assert read["subject",] == ("เรื่องเดิม", 4, "text")
    assert read["signatory", 1] == ("นายสมชาย ใจดี", 6, "text")
    assert read["evidence", 0, "item"] == ("O42", 8, "text")
    assert read["closing",] == ("บรรทัดหนึ่ง\n\nบรรทัดสาม", 10, "block")
    assert read["evidence",][2] == "list"


def test_several_changes_are_made_one_after_the_other_or_none() -> None:
    """A change that can't be made takes back those before it; those that can leave all else."""
    good = [Change("set", ("closing",), "ก\nข"), Change("add", ("evidence",), {"fiscal_year": "2567", "item": "O1"})]
    made = change_fields(TEXT, good, NAME).value
    assert made == TEXT.replace("  บรรทัดหนึ่ง\n\n  บรรทัดสาม\n", "  ก\n  ข\n").replace(
        "item: O42}\n", "item: O42}\n  - fiscal_year: 2567\n    item: O1\n"
    )
    with pytest.raises(DocgenError):
        change_fields(TEXT, [*good, Change("set", ("subject", "x"), "ก")], NAME)


def test_a_file_without_front_matter_is_told(sample: Path) -> None:
    """Nothing is written into a text that has no front matter."""
    for text in ("เนื้อความ\n", "---\nkind: announcement\n", "ก\n---\nkind: announcement\n---\n"):
        with pytest.raises(DocgenError) as caught:
            change_fields(text, [Change("set", ("subject",), "ก")], NAME)
        assert [one.code for one in caught.value.findings] == ["no-front-matter"]
