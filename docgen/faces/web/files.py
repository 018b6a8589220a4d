"""Files that are sent as they are: our own scripts and styles, and what was built, signed or scanned."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from aiohttp import web

from docgen.document.project import read_project
from docgen.errors import DocgenError
from docgen.faces.web.answers import NOTHING_HERE
from docgen.faces.web.house import house_of
from docgen.folder.file_names import odd_name
from docgen.folder.files import digest
from docgen.folder.program import program_file, program_files
from docgen.folder.regular import MAX_PDF_BYTES, leads_out, read_file

_STATIC = "faces/web/static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
_TYPES |= {".woff2": "font/woff2", ".txt": "text/plain", ".ttf": "font/ttf"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SENT = {".pdf": "application/pdf", ".docx": _DOCX, ".jpg": "image/jpeg"}
_FONTS = {"office-regular.ttf": False, "office-bold.ttf": True}
_MOST_FONT_BYTES = 20_000_000
_SHELVES = {"output": "output", "signed": "content/signed", "scan": "content/scans"}


@cache
def _static() -> dict[str, str]:
    """Return our own files by the name that an address has, with their path in the program: nothing else is sent."""
    marked = f"/{_STATIC}/"
    paths = (path.as_posix().rpartition(marked) for path in program_files() if marked in path.as_posix())
    found = {name: f"{_STATIC}/{name}" for _, _, name in paths}
    return {name: path for name, path in found.items() if PurePosixPath(name).suffix in _TYPES}


def _font(root: Path, *, is_bold: bool) -> bytes:
    """Return the face that the office's documents are set in. Raises DocgenError where layout or font can't be read."""
    font = read_project(root).layout.font
    return read_file(root / "fonts" / font.file(is_bold, False), "fonts", _MOST_FONT_BYTES)


async def static(request: web.Request) -> web.Response:
    """Return one of our own files; the browser asks each time whether it has changed."""
    name = request.match_info["name"]
    path = _static().get(name)
    if name in _FONTS:
        content = await asyncio.to_thread(_font, house_of(request).root, is_bold=_FONTS[name])
    elif path is None:
        raise DocgenError([NOTHING_HERE])
    else:
        content = program_file(path)
    tag = f'"{digest(content)[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, content_type=_TYPES[PurePosixPath(name).suffix], charset=None, headers=headers)


async def built(request: web.Request) -> web.Response:
    """Return what was built: a PDF to be looked at (or kept, ?download=1), a Word file to be kept."""
    shelf = next((one for one in _SHELVES if one in request.query), "output")
    return await _sent(request, _SHELVES[shelf], request.match_info["name"])


async def _sent(request: web.Request, folder: str, name: str) -> web.Response:
    root = house_of(request).root
    path = root / folder / name
    parts = name.split("/")
    ending = PurePosixPath(name).suffix
    if ending not in _SENT or any(odd_name(part) for part in parts) or leads_out(path, root):
        raise DocgenError([NOTHING_HERE])
    content = await asyncio.to_thread(read_file, path, f"{folder}/{name}", MAX_PDF_BYTES)
    is_kept = ending == ".docx" or "download" in request.query
    response = web.Response(body=content, content_type=_SENT[ending])
    shown = parts[-1] if len(parts) == 2 else "-".join(parts[-3:])
    response.headers["Content-Disposition"] = _disposition("attachment" if is_kept else "inline", shown)
    # Whatever stands in the file runs nothing and asks nothing of us. A PDF is shown in a frame of our own pages.
    policy = "sandbox; default-src 'none'; frame-ancestors 'self'; style-src 'unsafe-inline'"
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["ETag"] = f'"{digest(content)[:32]}"'
    return response


def _disposition(kind: str, name: str) -> str:
    """Return the header that names a file, with a Thai name as RFC 6266 has it."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "_" for one in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
