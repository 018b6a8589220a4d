"""`docgen withdraw FILE --because "…"`: cancel (ยกเลิก) what was issued; its number stays used, and nothing is deleted.

The document stays what it was issued as: it is built and archived, marked as withdrawn in index, status and register.
It can no more be signed or corrected, and is left out of what is published.
"""

from __future__ import annotations

from pathlib import Path

from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.targets import project_path
from docgen.errors import Place, error
from docgen.registry.because import reason_of
from docgen.registry.entry import Entry
from docgen.registry.journal import record
from docgen.registry.register import locked_register, write_register
from docgen.registry.vouching import refuse_disagreements


def withdraw(root: Path, file: str, because: str) -> Done[Entry]:
    """Mark the newest version of an issued document as withdrawn, and return its entry.

    The file itself need not be there any more. Raises DocgenError for what was never issued, is withdrawn already, or
    without a reason; nothing is written then.
    """
    checked_project(root)
    shown = project_path(root, file)
    reason = reason_of(because, "--because")
    if not reason:
        raise error("no-reason", Place(shown), "ต้องบอกเหตุผลที่ยกเลิก", 'สั่งใหม่พร้อมเหตุผล: --because "…"')
    refuse_disagreements(root)
    record(root)
    with locked_register(root) as register:
        entry = register.latest(shown)
        if entry is None:
            raise error("not-issued", Place(shown), "เอกสารนี้ยังไม่เคยออกเลข จึงไม่มีอะไรให้ยกเลิก", "ตรวจชื่อไฟล์")
        if entry.state == "withdrawn":
            raise error(
                "withdrawn", Place(shown), f"{entry.named} ยกเลิกแล้ว: {entry.withdrawn_because}", "ไม่ต้องทำอะไรอีก"
            )
        made = entry.withdrawn(reason)
        write_register(root, (made if one is entry else one for one in register.entries))
        record(root)
    return Done(made)
