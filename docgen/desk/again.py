"""Begin a document with the text of an earlier one: last year's announcement, as a draft under another name."""

from __future__ import annotations

from pathlib import Path

from docgen.desk.begin_year import begin_year
from docgen.desk.done import Done
from docgen.desk.fields import change_fields
from docgen.desk.new import refuse_name
from docgen.desk.save import open_text, save
from docgen.errors import Place, error
from docgen.folder.yaml_lines.change import Change
from docgen.kinds.table import KINDS


def again(root: Path, like: str, name: str) -> Done[str]:
    """Write the text of a document under another name, as a draft; return its project path.

    The name of a report is the fiscal year of the new one (`begin_year`). Raises DocgenError for a name that is
    taken or no file name, and for what is no document that is a file.
    """
    kind = KINDS.of_path(like)
    if kind is not None and kind.rounds is not None:
        return begin_year(root, kind, name, like)
    if kind is None or kind.filled is not None:
        raise error("not-content", Place(like), "ใช้ไฟล์นี้เป็นต้นแบบไม่ได้", "เลือกประกาศหรือคำสั่งฉบับเดิม")
    stem = name.strip().removesuffix(".md")
    refuse_name(root / "content" / kind.folder, stem, kind.folder)
    text = open_text(root, like).value.text
    changes = [Change("set", ("status",), "draft")]
    made = f"content/{kind.folder}/{stem}.md"
    save(root, made, change_fields(text, changes, like).value, "")
    return Done(made)
