"""What is told of anything that is raised, also of a fault of docgen's own.

A bug is one Thai line with the file that was worked on; the details go to a log file, for whoever mends the program.
"""

from __future__ import annotations

import os
import stat
import sys
import traceback
from pathlib import Path

import docgen
from docgen.errors import DocgenError, Finding, Place
from docgen.folder.leftovers import lasting_temporary_folder
from docgen.folder.system import flags, user
from docgen.outside import harmless
from docgen.reasons import reason

LOG_FILE = "output/.docgen-log.txt"
# What WeasyPrint needs of the system; requirements/setup.sh names the same packages.
_INSTALL_PANGO = (
    'sudo sh -c "apt-get update && apt-get install -y --no-install-recommends'
    ' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"'
)
_MOST_BYTES = 1_000_000
_MOST_DETAILS = 30_000


def told_of(problem: BaseException, place: Place, root: Path | None = None) -> tuple[Finding, ...]:
    """Return what is told of anything raised while the file at `place` was worked on; never raises itself.

    The details of a bug are kept in the project at `root`, or in the temporary folder.
    """
    if isinstance(problem, DocgenError):
        return problem.findings
    if isinstance(problem, MemoryError):
        hint = "ปิดโปรแกรมอื่น หรือแบ่งเอกสารให้เล็กลง แล้วสั่งอีกครั้ง"
        return (Finding("out-of-memory", place, "หน่วยความจำของเครื่องไม่พอ", hint),)
    if isinstance(problem, RecursionError):
        return (Finding("nested-too-deep", place, "เนื้อหาซ้อนกันลึกเกินไป", "ลดระดับที่ซ้อนกัน"),)
    if (
        isinstance(problem, ImportError)
        and problem.name == "weasyprint"
        and not isinstance(problem, ModuleNotFoundError)
    ):
        message = "แบบใน templates/designs/ และรูปลายมือชื่อ ต้องใช้โปรแกรมของระบบ (Pango) ที่เครื่องนี้ยังไม่มี"
        return (Finding("not-installed", place, message, f"ให้ผู้ดูแลเครื่องใช้คำสั่งนี้: {_INSTALL_PANGO}"),)
    if isinstance(problem, ImportError) and not (problem.name or "").startswith("docgen"):
        message = "ชุดโปรแกรมของ docgen ติดตั้งไม่ครบ ให้สั่ง make ในโฟลเดอร์ของ docgen แล้วสั่งใหม่"
        return (Finding("not-installed", place, message),)
    if isinstance(problem, OSError):
        named = problem.filename if isinstance(problem.filename, str) else ""
        name = f" ({harmless(Path(named).name)})" if named and Path(named).name != Path(place.path).name else ""
        hint = "ตรวจสิทธิ์ของโฟลเดอร์ และที่ว่างในดิสก์ ทั้งของโครงการและโฟลเดอร์ชั่วคราว"
        return (Finding("not-written", place, f"อ่านหรือเขียนไฟล์ไม่ได้: {reason(problem)}{name}", hint),)
    details = "".join(traceback.format_exception(problem))
    return (bug(details, place, root),)


def bug(details: str, place: Place, root: Path | None) -> Finding:
    """Keep the details of a bug and return the one line that tells of it."""
    kept = keep_details(details, place, root)
    rest = f"รายละเอียดอยู่ใน {kept} ส่งไฟล์นั้นให้ผู้ดูแลโปรแกรม" if kept else "จดรายละเอียดลงไฟล์ไม่ได้ แจ้งผู้ดูแลโปรแกรม"
    return Finding("internal-error", place, f"โปรแกรมผิดพลาดเองขณะทำไฟล์นี้ เอกสารเดิมยังอยู่ครบ {rest}")


def keep_details(details: str, place: Place, root: Path | None) -> str:
    """Add details to the project's log, or to one in the temporary folder; return where they are, "" for nowhere.

    No clock stands in it: the time of the file itself says when.
    """
    text = f"== {harmless(str(place))} docgen {docgen.__version__} Python {sys.version.split()[0]}\n"
    text += details[-_MOST_DETAILS:].rstrip() + "\n\n"
    places = [(root / LOG_FILE, LOG_FILE)] if root is not None else []
    try:
        temporary = lasting_temporary_folder() / f"docgen-log-{user()}.txt"
        places.append((temporary, str(temporary)))
    except OSError:
        pass
    for path, shown in places:
        try:
            path.parent.mkdir(exist_ok=True)
            _append(path, text.encode("utf-8", "backslashreplace"))
        except OSError:
            continue
        return shown
    return ""


def _append(path: Path, text: bytes) -> None:
    """Add to a log that is a file of its own: no link is followed, and one that grew too long begins anew."""
    opened = os.open(path, flags("O_WRONLY", "O_CREAT", "O_APPEND", "O_NOFOLLOW", "O_NONBLOCK"), 0o600)
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != user():
            raise OSError("not a log of ours")
        if status.st_size > _MOST_BYTES:
            os.ftruncate(opened, 0)
        os.write(opened, text)
    finally:
        os.close(opened)
