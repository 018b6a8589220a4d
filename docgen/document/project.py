"""What all documents of a project share: agency, layout, templates. Read once for each build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2

    from docgen.content.body import NumberingScheme
    from docgen.content.records import Agency
    from docgen.errors import Finding
    from docgen.folder.files import Files
    from docgen.folder.folder import Folder
    from docgen.look.style import Layout
    from docgen.registry.register import Register

LAYOUT_FILE = "templates/layout.yaml"
WORDS_FILE = "templates/words.txt"


@dataclass(frozen=True, slots=True)
class Project:
    """A project as read: what holds it, agency, layout, templates, hashes of the files behind them, the register."""

    folder: Folder
    agency: Agency
    layout: Layout
    templates: jinja2.Environment
    schemes: dict[str, NumberingScheme]
    names: tuple[str, ...]
    hashes: dict[str, str]
    register: Register

    @property
    def root(self) -> Path:
        """The project's folder on the disk."""
        return self.folder.root


def read_project(given: Path | Folder) -> Project:
    """Read what the documents share. Raises DocgenError that lists all that is wrong in agency and layout."""
    from docgen.content.agency import read_agency
    from docgen.content.body import NumberingScheme
    from docgen.document.template import environment
    from docgen.folder.files import Files
    from docgen.kinds.table import kind_schemes
    from docgen.look.layout import read_layout
    from docgen.registry.vouching import vouched_register

    files = Files(given)
    folder, root = files.folder, files.root
    agency = read_agency(files)
    layout = read_layout(files.text(root / LAYOUT_FILE), LAYOUT_FILE, kind_schemes())
    _read_fonts(root, layout, files)
    schemes = {
        name: NumberingScheme(name, tuple(level.label for level in levels)) for name, levels in layout.numbering.items()
    }
    names = (*_names(agency), *_words(root / WORDS_FILE, files))
    _read_templates(files)
    return Project(folder, agency, layout, environment(folder), schemes, names, files.hashes, vouched_register(root))


def _read_fonts(root: Path, layout: Layout, files: Files) -> None:
    """Take down the hashes of the document font's faces. Raises DocgenError that lists those that can't be used."""
    from docgen.errors import DocgenError, Place, error
    from docgen.look.font_files import font_fault

    problems: list[Finding] = []
    faces = (layout.font.file(bold, italic) for bold in (False, True) for italic in (False, True))
    for face in dict.fromkeys(faces):
        try:
            fault = font_fault(files.read(root / "fonts" / face, limit=30_000_000))
        except DocgenError as problem:
            problems += problem.findings
            continue
        if fault:
            place, hint = Place(f"fonts/{face}"), "คัดลอกไฟล์แบบอักษรเดิมมาวางใหม่ หรือแก้ชื่อไฟล์ใน templates/layout.yaml"
            problems += error("font-broken", place, f"{fault} จึงใช้ไม่ได้", hint).findings
    if problems:
        raise DocgenError(problems)


def _names(agency: Agency) -> Iterator[str]:
    """Yield the names of the office, its places and people, each as a reader takes it: whole."""
    yield from (agency.short_name, agency.subdistrict, agency.district, agency.province, *agency.departments)
    for prefix, place in (("ตำบล", agency.subdistrict), ("อำเภอ", agency.district), ("จังหวัด", agency.province)):
        yield prefix + place
    for officer in agency.officers:
        yield officer.name


def _words(path: Path, files: Files) -> Iterator[str]:
    """Yield the compounds of the office's own list: one a line, # starts a remark."""
    if files.exists(path):
        for line in files.text(path).splitlines():
            yield line.partition("#")[0].strip()


def _read_templates(files: Files) -> None:
    """Take down the hashes of all templates: any of them may be included by another."""
    for name in files.folder.names("templates/*.j2"):
        files.read(files.root / name)
