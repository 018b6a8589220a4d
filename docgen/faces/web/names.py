"""Ids of content files as an address has them, and what they may lead to: content of the project, and nothing else."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path

from aiohttp import web

from docgen.errors import DocgenError
from docgen.faces.web.answers import NOTHING_HERE, fault
from docgen.folder.file_names import odd_name
from docgen.kinds.table import KINDS
from docgen.outside import quoted

_OTHERS = ("agency.yaml", "ita/*.yaml")
"""What has no kind, and clerks edit: below content/."""


def id_of(request: web.Request) -> str:
    """Return the id in the address of a request."""
    return request.match_info["id"]


def content_path(root: Path, name: str) -> str:
    """Return the project path of a content file by its id.

    Raises DocgenError for a name with .. or a drive, one that some system takes for a device or a stream, one that is
    no content that a clerk edits, and a link.
    """
    parts = name.split("/")
    for part in parts:
        why = odd_name(part)
        if why:
            hint = "ใช้ชื่อที่มีตัวอักษร ตัวเลข และขีดกลาง"
            raise DocgenError([fault("wrong-name", f"ใช้ชื่อ {quoted(name, 80)} ไม่ได้: {why}", hint)])
    if not is_content(name):
        raise DocgenError([NOTHING_HERE])
    path = root / "content" / name
    if os.path.realpath(path) != os.path.join(os.path.realpath(root / "content"), *parts):
        raise DocgenError([fault("link-outside", f"{quoted(name, 80)} เป็นลิงก์ จึงไม่เปิด", "คัดลอกไฟล์จริงมาวางไว้แทนลิงก์")])
    return f"content/{name}"


def is_content(name: str) -> bool:
    """Tell whether an id is that of a file that clerks edit: a document, a report with its log, the agency."""
    if any(_fits(name, pattern) for pattern in _OTHERS):
        return True
    for kind in KINDS.values():
        patterns = [kind.pattern]
        if kind.rounds is not None:
            patterns.append(f"{kind.folder}/*/{kind.rounds.beside}")
        if any(_fits(name, pattern) for pattern in patterns):
            return True
    return False


def report_id(fiscal_year: str) -> str:
    """Return the id of the report of a fiscal year. Raises DocgenError where no kind has rounds."""
    for kind in KINDS.values():
        if kind.rounds is not None:
            return f"{kind.folder}/{fiscal_year}/{kind.rounds.file}"
    raise DocgenError([NOTHING_HERE])


def _fits(name: str, pattern: str) -> bool:
    parts, patterns = name.split("/"), pattern.split("/")
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))
