"""What a request brings: JSON of the shape that is wanted, or a form with files; counted while it is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from docgen.errors import DocgenError, Finding
from docgen.faces.web.answers import MALFORMED, TOO_LARGE, fault
from docgen.thai.characters import forbidden_characters, in_thai

MAX_JSON_BYTES = 12_000_000
"""Of a text of 1.5 million bytes, each letter of which may be written as an escape; and some others beside it."""
_MOST_PARTS = 20
_MOST_WORDS = 20_000


async def body_of(request: web.Request, most: int = MAX_JSON_BYTES) -> bytes:
    """Return the body of a request. Raises DocgenError for one of more than `most` bytes."""
    made = bytearray()
    async for piece in request.content.iter_chunked(1 << 16):
        made += piece
        if len(made) > most:
            raise DocgenError([TOO_LARGE])
    return bytes(made)


async def json_of(request: web.Request) -> dict[str, Any]:
    """Return the JSON object that a request brings. Raises DocgenError for anything else."""
    if request.content_type != "application/json":
        raise DocgenError([MALFORMED])
    try:
        made = json.loads(await body_of(request) or b"{}")
    except (ValueError, RecursionError):
        raise DocgenError([MALFORMED]) from None
    if not isinstance(made, dict):
        raise DocgenError([MALFORMED])
    return made


def word(given: dict[str, Any], name: str, default: str | None = "") -> str:
    """Return a text of an object. Raises DocgenError for what is none, or missing where there is no default."""
    value = given.get(name, default)
    if not isinstance(value, str):
        raise DocgenError([MALFORMED])
    return value


def clean_word(given: dict[str, Any], name: str) -> str:
    """Return a text that is kept for ever (a reason, a name): nothing in it that no document may hold."""
    value = word(given, name)
    for _, found in forbidden_characters(value)[:1]:
        message = f"มีอักขระที่ใช้ในเอกสารไม่ได้ ({in_thai(found)})"
        raise DocgenError([fault("forbidden-character", message, "พิมพ์ข้อความนี้ใหม่", name)])
    return value


def whole_number(given: dict[str, Any], name: str, default: int | None = None) -> int | None:
    """Return a whole number of an object, the default where it is missing or null. Raises DocgenError."""
    value = given.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**9:
        raise DocgenError([MALFORMED])
    return value


def words(given: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts of an object, empty where it is missing. Raises DocgenError."""
    value = given.get(name) or []
    if not isinstance(value, list) or len(value) > 1000 or not all(isinstance(one, str) for one in value):
        raise DocgenError([MALFORMED])
    return value


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent, by the name that it had: nobody believes that name, nor what type it says it is."""

    name: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class SentForm:
    """What a form brings: words and files by the names of their fields."""

    words: dict[str, str] = field(default_factory=dict, repr=False)
    files: dict[str, Sent] = field(default_factory=dict)

    def file(self, name: str, missing: Finding) -> Sent:
        """Return a file. Raises DocgenError with what is said where none was chosen."""
        found = self.files.get(name)
        if found is None or not found.content:
            raise DocgenError([missing])
        return found


async def form_of(request: web.Request, most: int) -> SentForm:
    """Return the form that a request brings, of at most `most` bytes together. Raises DocgenError."""
    if request.content_type != "multipart/form-data":
        raise DocgenError([MALFORMED])
    made, left = SentForm(), most
    try:
        reader = await request.multipart()
        for _ in range(_MOST_PARTS):
            part = await reader.next()
            if part is None:
                return made
            left -= await _take(part, made, left)
    except (ValueError, AssertionError, RuntimeError, LookupError):
        raise DocgenError([MALFORMED]) from None
    raise DocgenError([MALFORMED])


async def _take(part: BodyPartReader | MultipartReader, made: SentForm, most: int) -> int:
    if not isinstance(part, BodyPartReader) or part.name is None:
        raise DocgenError([MALFORMED])
    if part.headers.get("Content-Transfer-Encoding", "binary") not in ("binary", "8bit", "7bit"):
        raise DocgenError([MALFORMED])
    content = bytearray()
    limit = most if part.filename is not None else min(most, _MOST_WORDS)
    while piece := await part.read_chunk(1 << 16):
        content += piece
        if len(content) > limit:
            raise DocgenError([TOO_LARGE])
    if part.filename is None:
        made.words[part.name] = content.decode("utf-8")
    else:
        made.files[part.name] = Sent(part.filename, bytes(content))
    return len(content) + 1
