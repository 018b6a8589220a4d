"""`docgen import FILE.docx`: write the content file of an announcement or order that an office has in Word."""

from __future__ import annotations

from pathlib import Path

from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.project import Project
from docgen.errors import Place, error
from docgen.folder.atomic import write_files
from docgen.folder.files import MAX_TEXT_BYTES, Files
from docgen.folder.font_stream import MAX_FONT_BYTES
from docgen.folder.regular import read_file
from docgen.folder.staging import make_folder
from docgen.folder.there import is_own_file, is_there
from docgen.outside import harmless
from docgen.word_import.characters import printable
from docgen.word_import.convert import convert
from docgen.word_import.opened import MAX_FILE_BYTES
from docgen.word_import.surroundings import Surroundings


def import_word(root: Path, file: Path, name: str = "") -> Done[str]:
    """Write the content files of a Word file into the folder of its kind, and return the content file's project path.

    A file that is there is never touched. Findings are what a person must look at; the line of their place is the
    paragraph in the Word file. Raises DocgenError for a file that is no safe Word document or none of ours, and for a
    name that is taken.
    """
    into = surroundings_of(checked_project(root))
    shown = harmless(file.name)
    files, findings = convert(into, read_file(file, shown, MAX_FILE_BYTES), shown, name)
    taken = next((path for path in files if is_there(root / path)), None)
    if taken is not None:
        hint = f"สั่ง docgen import {shown} ชื่อใหม่"
        raise error("file-exists", Place(taken), "มีไฟล์ชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", hint)
    target = next(iter(files))
    make_folder((root / target).parent)
    write_files({root / path: content for path, content in files.items()})
    return Done(target, findings)


def surroundings_of(project: Project) -> Surroundings:
    """Return what importing has to know of a project. Raises OSError if its font can't be read."""
    layout, folder = project.layout, project.folder
    faces = dict.fromkeys(layout.font.file(bold, italic) for bold in (False, True) for italic in (False, True))

    def earlier(name: str) -> str:
        if not is_own_file(project.root / name):
            raise FileNotFoundError(name)
        return folder.read(name, MAX_TEXT_BYTES).decode("utf-8-sig")

    return Surroundings(
        agency=project.agency,
        layout=layout,
        schemes=project.schemes,
        printable=printable(folder.read(f"fonts/{face}", MAX_FONT_BYTES) for face in faces),
        report_template=lambda: Files(folder).text(project.root / "templates/report.xml.j2"),
        earlier=earlier,
    )
