"""The picture manual (docs/manual), shown in the browser: our own pages, pictures and the PDF, and nothing else."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path, PurePosixPath

from aiohttp import web

from docgen.errors import DocgenError
from docgen.faces.web.answers import NOTHING_HERE
from docgen.folder.files import digest
from docgen.folder.program import files_beside
from docgen.folder.regular import read_file

_TYPES = {".html": "text/html", ".css": "text/css", ".png": "image/png", ".pdf": "application/pdf"}
_MOST_BYTES = 20_000_000


@cache
def _files() -> dict[str, Path]:
    """Return the manual's files by the name that an address has; a program without its documents has none."""
    return {name: path for name, path in files_beside("docs/manual").items() if path.suffix in _TYPES}


@cache
def is_manual_here() -> bool:
    """Tell whether there is a manual to go to."""
    return "index.html" in _files()


async def manual(request: web.Request) -> web.Response:
    """Return a file of the manual; its first page where none is named."""
    name = request.match_info["name"] or "index.html"
    path = _files().get(name)
    if path is None:
        raise DocgenError([NOTHING_HERE])
    content = await asyncio.to_thread(read_file, path, name, _MOST_BYTES)
    tag = f'"{digest(content)[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    kind = _TYPES[PurePosixPath(name).suffix]
    charset = "utf-8" if kind.startswith("text/") else None
    return web.Response(body=content, content_type=kind, charset=charset, headers=headers)
