"""Start a new content file that builds as it is. Never touches a file that is there."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from docgen.checks.agency import refuse_wrong_agency
from docgen.content.agency import read_agency
from docgen.desk.begin_year import begin_year
from docgen.desk.done import Done
from docgen.document.template import environment, render
from docgen.errors import Place, error
from docgen.folder.atomic import write_new_file
from docgen.folder.file_names import odd_name, same_to_the_eye
from docgen.folder.files import Files
from docgen.folder.there import files_of, is_there
from docgen.kinds.kind import Kind
from docgen.outside import harmless, quoted
from docgen.thai.dates import write_date
from docgen.thai.numerals import to_arabic_digits


def new(root: Path, kind: Kind, name: str = "") -> Done[str]:
    """Write the content file of a new document of a kind that has a template for one, and return its project path.

    Of a kind with rounds, the name is a fiscal year. Without a name it takes the next free number. It carries today's
    date and the first officer in office today. Raises DocgenError if the file is there already, the
    name is no file name, or the agency can't be read.
    """
    if kind.rounds is not None:
        return begin_year(root, kind, name)
    folder = root / "content" / kind.folder
    stem = name.removesuffix(".md") or _free_name(folder, kind.name)
    refuse_name(folder, stem, kind.folder)
    path = folder / f"{stem}.md"
    agency = read_agency(Files(root))
    refuse_wrong_agency(root, agency)
    today = datetime.date.today()
    serving = [officer for officer in agency.officers if officer.in_office(today)]
    if not serving:
        raise error("nobody-in-office", Place("content/agency.yaml"), "ไม่มีผู้ดำรงตำแหน่งในวันนี้", "เพิ่มชื่อผู้บริหารใน officers")
    template = kind.new_template
    Files(root).read(root / "templates" / template)  # a pipe in its place would be waited for
    text = render(
        environment(root),
        template,
        date=to_arabic_digits(write_date(today, "plain")),
        signatory=serving[0].name,
        year=kind.number_year(today),
    )
    try:
        write_new_file(path, text.encode())
    except FileExistsError:
        shown = path.relative_to(root).as_posix()
        raise error("file-exists", Place(shown), "มีไฟล์ชื่อนี้อยู่แล้ว", "ตั้งชื่ออื่น") from None
    return Done(path.relative_to(root).as_posix())


def refuse_name(folder: Path, stem: str, kind: str) -> None:
    """Raise DocgenError for what is no name of a content file, without its ending, or the same to the eye as one there.

    `kind` is the folder's name below content/.
    """
    why = odd_name(f"{stem}.md") or ("" if "/" not in stem else "ชื่อไฟล์มีเครื่องหมาย / ไม่ได้")
    if why or not re.fullmatch(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ().-]*", stem):
        shown = harmless(stem)
        message = f"ใช้ชื่อไฟล์ {quoted(stem)} ไม่ได้" + (f": {why}" if why else "")
        raise error("wrong-name", Place(f"content/{kind}/{shown}"), message, "ใช้ตัวอักษร ตัวเลข และขีดกลาง")
    name = f"{stem}.md"
    twin = next(
        (one.name for one in files_of(folder, "*.md") if same_to_the_eye(one.name) == same_to_the_eye(name)), ""
    )
    if twin and twin != name:
        place, message = Place(f"content/{kind}/{name}"), f"ชื่อนี้ต่างจาก {quoted(twin)} เพียงตัวพิมพ์หรือรหัสอักขระ"
        raise error("wrong-name", place, message, "ตั้งชื่ออื่น")


def _free_name(folder: Path, kind: str) -> str:
    number = 1
    while is_there(folder / f"{kind}-{number}.md"):
        number += 1
    return f"{kind}-{number}"
