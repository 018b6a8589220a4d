"""Files that are sent as they are: our own scripts and styles, and what was built, signed or scanned."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from aiohttp import web

from docgen.document.project import read_project
from docgen.errors import DocgenError
from docgen.faces.web import seen as seen_pages
from docgen.faces.web.answers import MALFORMED, NOTHING_HERE, answer
from docgen.faces.web.house import house_of
from docgen.folder.file_names import odd_name
from docgen.folder.files import digest
from docgen.folder.program import program_file, program_files
from docgen.folder.regular import MAX_PDF_BYTES, leads_out, read_file
from docgen.folder.there import is_own_file

_STATIC = "faces/web/static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
_TYPES |= {".woff2": "font/woff2", ".txt": "text/plain", ".ttf": "font/ttf"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SENT = {".pdf": "application/pdf", ".docx": _DOCX, ".jpg": "image/jpeg"}
_FONTS = {"office-regular.ttf": False, "office-bold.ttf": True}
_MOST_FONT_BYTES = 20_000_000
_BAGS = {".zip": "application/zip"}
_SHELVES = {"output": "output", "signed": "content/signed", "scan": "content/scans", "bag": "content/archive"}
_RATIOS = {"1", "1.5", "2", "3"}


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


def shelved(request: web.Request) -> tuple[str, str]:
    """Return the shelf that an address means, and the project path of the file on it. Raises DocgenError.

    A file is what was built, signed or scanned, or a bag of evidence: nothing else of a project is ever sent.
    """
    root, name = house_of(request).root, request.match_info["name"]
    shelf = next((one for one in _SHELVES if one in request.query), "output")
    folder, parts = _SHELVES[shelf], name.split("/")
    is_known = PurePosixPath(name).suffix in (_BAGS if shelf == "bag" else _SENT)
    if not is_known or any(odd_name(part) for part in parts) or leads_out(root / folder / name, root):
        raise DocgenError([NOTHING_HERE])
    return shelf, f"{folder}/{name}"


async def seen(request: web.Request) -> web.Response:
    """Return the pages of a PDF with their words, or (?page=) one as a picture: what stands in it is never run."""
    house, (_, name) = house_of(request), shelved(request)
    if not name.endswith(".pdf"):
        raise DocgenError([NOTHING_HERE])
    if "page" not in request.query:
        pages = await house.workers.act(name, seen_pages.pages_of, house.root, name)
        return answer({"pages": pages, "path": name})
    number, ratio = request.query["page"], request.query.get("ratio", "1")
    if not number.isdecimal() or len(number) > 4 or ratio not in _RATIOS:
        raise DocgenError([MALFORMED])
    picture = await house.workers.act(name, seen_pages.picture_of, house.root, name, int(number), float(ratio))
    return web.Response(body=picture, content_type="image/png")


async def built(request: web.Request) -> web.StreamResponse:
    """Return what was built, signed, scanned or kept as evidence, as a file; pages are looked at by `seen`."""
    _, shown = shelved(request)
    name = request.match_info["name"]
    parts, ending = name.split("/"), PurePosixPath(name).suffix
    path = house_of(request).root / shown
    if ending in _BAGS:
        return _bag(path, parts[-1])
    content = await asyncio.to_thread(read_file, path, shown, MAX_PDF_BYTES)
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


def _bag(path: Path, name: str) -> web.StreamResponse:
    """Return a bag of evidence as a file to be kept; it is sent piece by piece. Raises DocgenError."""
    if not is_own_file(path):
        raise DocgenError([NOTHING_HERE])
    headers = {"Content-Type": _BAGS[".zip"], "Content-Disposition": _disposition("attachment", name)}
    return web.FileResponse(path, headers={**headers, "Content-Security-Policy": "sandbox; default-src 'none'"})


def _disposition(kind: str, name: str) -> str:
    """Return the header that names a file, with a Thai name as RFC 6266 has it."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-_.") else "_" for one in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
