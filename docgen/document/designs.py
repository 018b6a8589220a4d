"""From a list to the sheets of its design: its page filled for each row, and every file that the design may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import jinja2
from jinja2 import nodes

from docgen.content.design_rows import cell_name
from docgen.content.designs import DESIGNS, PAGE_FILE, DesignList
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.template import TEMPLATES, render_within
from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.bounded import bounded
from docgen.folder.fields import nearest
from docgen.folder.files import Files
from docgen.kinds.kind import FilledDesign
from docgen.look.sheets import Sheet, Sheets

_SECONDS, _MEMORY = 15, 500_000_000
_MOST_LETTERS = 300_000
"""The most letters of a filled page; the sample's has 3,000."""
_MOST_LETTERS_IN_ALL = 20_000_000
_MOST_FILES, _MOST_BYTES = 200, 40_000_000
_OPTIONAL = ("date", "signatory")
_SHARED = ("fonts/*.ttf", "fonts/*.otf", "templates/emblem/*.png", "templates/emblem/*.svg")


def make_sheets(target: Target, filled: FilledDesign, project: Project, files: Files) -> Sheets:
    """Return the sheets of a list. Raises DocgenError that lists all that is wrong in list, rows and design.

    Also where filling its page takes more time or memory than it may.
    """
    made = filled.read(target.path, project.agency, files)
    folder = f"{DESIGNS}/{made.design}"
    shown = _design_files(folder, files) | _read(_shared_files(files), files)
    page = f"{folder}/{PAGE_FILE}"
    with bounded(Place(page), _SECONDS, _MEMORY):
        named = _Named.of(sorted(name for name in shown if name.endswith(".j2")), shown, project.templates)
        problems = [*_missing(made, named, files.shown(target.path)), *_empty(made, named)]
        if problems:
            raise DocgenError(problems)
        sheets = tuple(_filled(made, target, project))
    pictures = _read((name for row in made.rows for name in row.pictures), files)
    return Sheets(
        output=target.outputs[0],
        title=made.title,
        author=project.agency.name,
        page=page,
        pages=made.pages,
        files=shown | pictures,
        sheets=sheets,
        place=Place(files.shown(target.path)),
    )


def _design_files(folder: str, files: Files) -> dict[str, bytes]:
    names = [name for name in files.folder.names(f"{folder}/**/*") if files.folder.is_file(name)]
    if len(names) > _MOST_FILES:
        message = f"แบบนี้มี {len(names):,} ไฟล์ รับได้ไม่เกิน {_MOST_FILES}"
        raise error("design-too-large", Place(folder), message, "เก็บไว้เฉพาะไฟล์ที่แบบใช้")
    return _read(names, files)


def _shared_files(files: Files) -> Iterator[str]:
    for pattern in _SHARED:
        yield from files.folder.names(pattern)


def _read(names: Iterable[str], files: Files) -> dict[str, bytes]:
    """Return the contents of files by name. Raises DocgenError, also for links that lead out, and for too much."""
    found: dict[str, bytes] = {}
    left = _MOST_BYTES
    for name in dict.fromkeys(names):
        found[name] = files.read(files.root / name, _MOST_BYTES)
        left -= len(found[name])
        if left < 0:
            message = f"ไฟล์ของงานออกแบบใหญ่รวมกันเกิน {_MOST_BYTES // 1_000_000} ล้านไบต์"
            raise error("design-too-large", Place(name), message, "ย่อรูป และเก็บไว้เฉพาะไฟล์ที่แบบใช้")
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    """What a design's pages name of a row and of the list's fields, each with where it does so first."""

    columns: dict[str, Place]
    fields: dict[str, Place]
    entries: dict[str, Place]

    @classmethod
    def of(cls, names: Iterable[str], shown: dict[str, bytes], templates: jinja2.Environment) -> _Named:
        """Return what pages name. What can't be parsed names nothing here: filling it tells the line."""
        found = cls({}, {}, {})
        for name in names:
            try:
                tree = templates.parse(shown[name].decode("utf-8"))
            except (jinja2.TemplateSyntaxError, UnicodeDecodeError, RecursionError):
                continue
            asked = {id(node) for test in tree.find_all(nodes.Test) if test.name == "defined" for node in [test.node]}
            named: list[nodes.Getattr | nodes.Getitem] = [*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)]
            for node in named:
                if id(node) in asked or not isinstance(node.node, nodes.Name):
                    continue
                kept = {"row": found.columns, "fields": found.fields}.get(node.node.name)
                word = node.attr if isinstance(node, nodes.Getattr) else _constant(node.arg)
                if kept is not None and word:
                    kept.setdefault(word, Place(name, node.lineno))
            for one in tree.find_all(nodes.Name):
                if one.name in _OPTIONAL and id(one) not in asked:
                    found.entries.setdefault(one.name, Place(name, one.lineno))
        return found


def _constant(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _missing(made: DesignList, named: _Named, shown: str) -> Iterator[Finding]:
    """Yield the columns and fields that the design names and the list lacks."""
    table = made.rows[0].place.path
    head = min(made.columns.values())
    for name, place in named.columns.items():
        if name not in made.columns:
            near = nearest(name, made.columns)
            hint = f"เพิ่มช่องนี้ในแถวแรก หรือแก้แบบที่ {place}" + (f" (ในตารางมี {near})" if near else "")
            message = f"แบบ {made.design} ใช้ช่อง {name} แต่ตารางไม่มีหัวตารางนี้"
            yield Finding("missing-column", Place(table, head.line), message, hint)
    for name, place in named.fields.items():
        if name not in made.fields:
            near = nearest(name, made.fields)
            hint = f"เพิ่มใต้ fields: บรรทัด {name}: … หรือแก้แบบที่ {place}" + (f" (ในรายการมี {near})" if near else "")
            where = made.fields_place if made.fields_place.path else Place(shown)
            yield Finding("missing-key", where, f"แบบ {made.design} ใช้ fields.{name} แต่รายการไม่มี", hint)

    for name, place in named.entries.items():
        if getattr(made, name) is None:
            hint = f"เพิ่มบรรทัด {name}: … หรือแก้แบบที่ {place}"
            yield Finding("missing-key", Place(shown), f"แบบ {made.design} ใช้ {name} แต่รายการไม่มี", hint)


def _empty(made: DesignList, named: _Named) -> Iterator[Finding]:
    """Yield the cells that the design needs and a row leaves empty."""
    needed = [name for name in named.columns if name in made.columns and name not in made.may_be_empty]
    for row in made.rows:
        for name in needed:
            if not row.values.get(name):
                place = row.places.get(name, row.place)
                message = f"ช่อง {cell_name(place)}: แถวนี้ไม่มี{name}"
                hint = f"กรอกช่องนี้ หรือถ้าว่างได้ เพิ่ม {name} ใน may_be_empty:"
                yield Finding("empty-cell", place, message, hint)


def _filled(made: DesignList, target: Target, project: Project) -> Iterator[Sheet]:
    name = f"{DESIGNS}/{made.design}/{PAGE_FILE}".removeprefix(f"{TEMPLATES}/")
    # As attributes alone: a column called items is no method of a mapping.
    shared = {
        "title": made.title,
        **{name: value for name in _OPTIONAL if (value := getattr(made, name)) is not None},
        "agency": made.agency,
        "fields": SimpleNamespace(**made.fields),
        "count": len(made.rows),
    }
    left = _MOST_LETTERS_IN_ALL
    folder = Path(target.outputs[0]).with_suffix("").as_posix()
    for number, row in enumerate(made.rows, start=1):
        values = {**shared, "row": SimpleNamespace(**row.values), "number": number}
        html = render_within(project.templates, name, min(left, _MOST_LETTERS), values)
        left -= len(html)
        yield Sheet(f"{folder}/{row.file_name}.pdf", html, row.place)
