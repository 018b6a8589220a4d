"""The closing typed into the body, where the form prints it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS

_CLOSING = re.compile(r"จึงประกาศ(?:ให้ทราบ|มาเพื่อ|มาให้ทราบ|เพื่อทราบ)[ก-๙ ]*$|ประกาศ\s*ณ\s*วันที่.*$")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    if kind is None or not kind.closings:
        return  # nothing is printed that could be there twice
    has_own = page.values.get("closing") == ""  # the form prints none: the body's is the only one
    for passage in [passage for passage in page.passages if not passage.key][-3:]:
        found = _CLOSING.match(passage.text)
        if found and not (has_own and found[0].startswith("จึง")):
            message = "พิมพ์คำลงท้ายไว้ในเนื้อความ โปรแกรมพิมพ์ให้อยู่แล้ว เอกสารจะมีสองครั้ง"
            yield Hit(passage, *found.span(), message, "ลบบรรทัดนี้ คำลงท้ายอยู่ที่ closing: และวันที่อยู่ที่ date:")


RULE = Rule(
    code="closing-twice",
    severity=Severity.WARNING,
    title="คำลงท้ายซ้ำ",
    reason="คำลงท้ายและวันที่มาจากส่วนหัวของไฟล์",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ (แบบประกาศ)",
    wrong="---\nkind: announcement\n---\nขอประกาศดังนี้\n\nจึงประกาศให้ทราบโดยทั่วกัน",
    right="---\nkind: announcement\n---\nขอประกาศดังนี้",
    look=_look,
)
