"""Load WeasyPrint for designs, and answer what it asks for from the files that came with the design alone."""

from __future__ import annotations

import mimetypes
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from docgen.errors import DocgenError, Place, error

# Where a design's page stands as WeasyPrint sees it. Nobody is asked for it: no such host ever exists (RFC 2606).
_BASE = "http://project.invalid/"
_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def load_weasyprint(place: Place) -> Any:
    """Import WeasyPrint and return it.

    With nothing on PATH: it asks for its libraries under names that Linux does not have, and for each of them
    ctypes would start gcc and ld before WeasyPrint tries the right name (WeasyPrint 70).
    Raises DocgenError with the one command to install what is missing.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = ""
    try:
        import weasyprint
    except (ImportError, OSError):
        raise _missing(place, path) from None
    finally:
        if path is None:
            os.environ.pop("PATH", None)
        else:
            os.environ["PATH"] = path
    return weasyprint


def _missing(place: Place, path: str | None) -> DocgenError:
    message = "เครื่องนี้ยังไม่มี Pango ซึ่งใช้จัดหน้างานออกแบบและรูป SVG (เอกสารอื่นสร้างได้ตามปกติ)"
    if sys.platform == "darwin":
        hint = "สั่ง brew install pango แล้วสร้างใหม่"
    elif sys.platform.startswith("linux") and (
        shutil.which("apt-get", path=path) or not shutil.which("dnf", path=path)
    ):
        hint = f'ให้ผู้ดูแลเครื่องสั่ง sudo sh -c "apt-get update && apt-get install -y {_PACKAGES}" แล้วสร้างใหม่'
    elif sys.platform.startswith("linux"):
        hint = "ให้ผู้ดูแลเครื่องสั่ง sudo dnf install -y pango แล้วสร้างใหม่"
    else:
        hint = "สั่ง winget install MSYS2.MSYS2 แล้วสั่ง pacman -S mingw-w64-ucrt-x86_64-pango ใน MSYS2 แล้วสร้างใหม่"
    return error("no-pango", place, message, hint)


@dataclass(slots=True)
class Shelf:
    """The files that a design may show, by project path, and the addresses that were asked for beyond them.

    `refused` tells of each address whether it names a place of the project (a file that is not there) or one outside.
    """

    files: Mapping[str, bytes]
    refused: dict[str, bool] = field(default_factory=dict)

    def content(self, address: str) -> bytes | None:
        """Return what stands at an address, None (and note it) where nothing of the project's does."""
        path = project_path(address)
        found = self.files.get(path) if path is not None else None
        if found is None:
            self.refused[address] = path is not None
        return found

    def fetcher(self) -> Any:
        """Return what WeasyPrint asks for files."""
        return _fetcher_class()(self)


@cache
def _fetcher_class() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ShelfFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self, shelf: Shelf) -> None:
            super().__init__(allowed_protocols=("data",))
            self.shelf = shelf

        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url)  # what stands in the design itself
            content = self.shelf.content(url)
            if content is None:
                raise ValueError("not of the design")
            kind = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return ShelfFetcher


def address_of(path: str) -> str:
    """Return the address under which WeasyPrint sees a file of the project."""
    return _BASE + path


def project_path(address: str) -> str | None:
    """Return the project path that an address names, None for one outside the project.

    >>> project_path("http://project.invalid/templates/designs/a/%E0%B8%81.png")
    'templates/designs/a/ก.png'
    """
    if not address.startswith(_BASE):
        return None
    return unquote(urlsplit(address).path).lstrip("/")
