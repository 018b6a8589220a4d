"""`docgen import FILE.docx`: write the content file of an announcement or order that an office has in Word."""

from __future__ import annotations

from pathlib import Path

from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.errors import Place, error
from docgen.folder.atomic import write_files
from docgen.folder.regular import read_file
from docgen.folder.staging import make_folder
from docgen.folder.there import is_there
from docgen.outside import harmless
from docgen.word_import.convert import convert
from docgen.word_import.opened import MAX_FILE_BYTES


def import_word(root: Path, file: Path, name: str = "") -> Done[str]:
    """Write the content files of a Word file into the folder of its kind, and return the content file's project path.

    A file that is there is never touched. Findings are what a person must look at; the line of their place is the
    paragraph in the Word file. Raises DocgenError for a file that is no safe Word document or none of ours, and for a
    name that is taken.
    """
    project = checked_project(root)
    shown = harmless(file.name)
    files, findings = convert(project, read_file(file, shown, MAX_FILE_BYTES), shown, name)
    taken = next((path for path in files if is_there(root / path)), None)
    if taken is not None:
        hint = f"สั่ง docgen import {shown} ชื่อใหม่"
        raise error("file-exists", Place(taken), "มีไฟล์ชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", hint)
    target = next(iter(files))
    make_folder((root / target).parent)
    write_files({root / path: content for path, content in files.items()})
    return Done(target, findings)
