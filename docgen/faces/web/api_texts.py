"""Texts and values of content files: asked for, shown before they are saved, saved over what their writer has seen."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import Any

from aiohttp import web

from docgen.desk.fields import change_fields, fields_of, save_fields
from docgen.desk.save import CHANGED, Saved, open_text, save
from docgen.errors import DocgenError
from docgen.faces.web import forms, looked, told
from docgen.faces.web.answers import CONTENT, MALFORMED, answer, plain, refused
from docgen.faces.web.bands import ShownPage
from docgen.faces.web.bodies import json_of, whole_number, word, words
from docgen.faces.web.house import House, house_of, person_of
from docgen.faces.web.names import content_path, id_of
from docgen.faces.web.texts import disk_digest, opened_json
from docgen.folder.yaml_lines.change import Change
from docgen.thai.numerals import thai_number

AGENCY_ID = "agency.yaml"


def digest_of(request: web.Request) -> str:
    """Return the digest of the file that the asker has seen, "" for one that is not there yet. Raises DocgenError."""
    if request.headers.get("If-None-Match") == "*":
        return ""
    given = request.headers.get("If-Match", "").strip('"')
    if len(given) != 64:
        raise DocgenError([MALFORMED])
    return given


async def documents(request: web.Request) -> web.Response:
    """List all documents."""
    value, findings = await house_of(request).workers.act("", told.documents, house_of(request).root)
    return answer(value, findings)


async def get_text(request: web.Request) -> web.Response:
    """Return a content file as text."""
    root = house_of(request).root
    opened = await asyncio.to_thread(open_text, root, content_path(root, id_of(request)))
    return answer(opened_json(opened.value), opened.findings)


async def put_text(request: web.Request) -> web.Response:
    """Save a content file over what the asker has seen; if it changed meanwhile, return what stands there."""
    house, digest = house_of(request), digest_of(request)
    name = content_path(house.root, id_of(request))
    given = await json_of(request)
    text, correcting = word(given, "text", None), given.get("correcting") is True
    return await _saved(request, name, lambda: save(house.root, name, text, digest, correcting=correcting))


async def _saved(request: web.Request, name: str, work: Any) -> web.Response:
    """Do what saves a file, and tell every stream; a conflict is answered with what stands there."""
    house = house_of(request)
    note_writer(request, name)  # before: who saves and issues at once is known as the writer
    try:
        done = await asyncio.to_thread(work)
    except DocgenError as problem:
        if not any(one.code == CHANGED for one in problem.findings):
            raise
        return refused(problem.findings, 412, **await _on_disk(house, name))
    saved: Saved = done.value
    return answer({"digest": saved.digest, "id": name.removeprefix(CONTENT)}, done.findings)


async def _on_disk(house: House, name: str) -> dict[str, Any]:
    try:
        opened = (await asyncio.to_thread(open_text, house.root, name)).value
    except DocgenError:  # gone, or no text any more: what is there has a digest all the same
        found = await asyncio.to_thread(disk_digest, house.root / name)
        return {"digest": found, "text": None}
    return {"digest": opened.digest, "text": opened.text}


def note_writer(request: web.Request, name: str) -> None:
    """Take down who wrote in a file, where several people do: who wrote does not issue it."""
    house, person = house_of(request), person_of(request)
    if house.accounts is not None:
        house.accounts.wrote(person.name, name)


async def get_fields(request: web.Request) -> web.Response:
    """Return the named values of a content file, and what its form asks for."""
    return await _fields(request, id_of(request))


async def get_office(request: web.Request) -> web.Response:
    """Return the values of the agency."""
    return await _fields(request, AGENCY_ID)


async def _fields(request: web.Request, name: str) -> web.Response:
    root = house_of(request).root
    path = content_path(root, name)
    opened = (await asyncio.to_thread(open_text, root, path)).value
    values = fields_of(opened.text, path).value
    asked = await asyncio.to_thread(forms.schema, root, path)
    return answer({"id": name, "digest": opened.digest, "fields": plain(values), "schema": asked})


async def fields_of_text(request: web.Request) -> web.Response:
    """Return the named values of a text that is not saved, and what its form asks for."""
    root = house_of(request).root
    name = id_of(request)
    path = content_path(root, name)
    values = fields_of(word(await json_of(request), "text", None), path).value
    asked = await asyncio.to_thread(forms.schema, root, path)
    return answer({"id": name, "fields": plain(values), "schema": asked})


async def put_fields(request: web.Request) -> web.Response:
    """Change values of a content file, line by line."""
    return await _put_fields(request, id_of(request))


async def put_office(request: web.Request) -> web.Response:
    """Change values of the agency, line by line."""
    return await _put_fields(request, AGENCY_ID)


async def _put_fields(request: web.Request, name: str) -> web.Response:
    root = house_of(request).root
    path = content_path(root, name)
    given = await json_of(request)
    changes = _changes(given)
    if "text" in given:  # what stands in the editor and is not saved: it goes back there, changed
        made = await asyncio.to_thread(change_fields, word(given, "text", None), changes, path)
        return answer({"text": made.value})
    digest, correcting = digest_of(request), given.get("correcting") is True
    answered = await _saved(request, path, lambda: save_fields(root, path, changes, digest, correcting=correcting))
    if answered.status != 200:
        return answered
    opened = (await asyncio.to_thread(open_text, root, path)).value
    return answer({"digest": opened.digest, "text": opened.text})


def _changes(given: dict[str, Any]) -> list[Change]:
    """Return the changes that a form asks for; a value that was left empty changes nothing."""
    made: list[Change] = []
    for kind in ("set", "add", "remove"):
        listed = given.get(kind) or []
        if not isinstance(listed, list) or len(listed) > 500:
            raise DocgenError([MALFORMED])
        for one in listed:
            path = one if kind == "remove" else one.get("path") if isinstance(one, dict) else None
            value = "" if kind == "remove" or not isinstance(one, dict) else one.get("value")
            if not _is_path(path) or not _is_value(value):
                raise DocgenError([MALFORMED])
            is_empty = value in (None, [], {}) or (isinstance(value, str) and not value.strip())
            if kind == "remove" or not is_empty:
                made.append(Change(kind, tuple(path), value))  # type: ignore[arg-type]
    return made


def _is_path(path: Any) -> bool:
    is_list = isinstance(path, list) and 0 < len(path) <= 10
    return is_list and all(isinstance(one, str) or (isinstance(one, int) and not isinstance(one, bool)) for one in path)


def _is_value(value: Any, depth: int = 0) -> bool:
    if isinstance(value, list):
        return depth < 4 and all(_is_value(one, depth + 1) for one in value)
    if isinstance(value, dict):
        return depth < 4 and all(isinstance(key, str) and _is_value(one, depth + 1) for key, one in value.items())
    return isinstance(value, str)


def _texts(house: House, given: dict[str, Any]) -> dict[str, str]:
    texts = given.get("texts") or {}
    if not isinstance(texts, dict) or len(texts) > 20 or not all(isinstance(one, str) for one in texts.values()):
        raise DocgenError([MALFORMED])
    return {content_path(house.root, name): text for name, text in texts.items()}


async def preview(request: web.Request) -> web.Response:
    """Show unsaved text as pages: the newest that a tab sent, of older ones that they are stale."""
    house = house_of(request)
    given = await json_of(request)
    name, texts = content_path(house.root, word(given, "id", None)), _texts(house, given)
    seq, ratio, known = whole_number(given, "seq", 0) or 0, given.get("ratio", 1), frozenset(words(given, "known"))
    if not isinstance(ratio, int | float) or not 0.5 <= ratio <= 4:
        raise DocgenError([MALFORMED])
    tab = (request.cookies.get(house.sessions.cookie, ""), word(given, "tab"))
    try:
        made = await house.previews.look(tab, seq, name, texts, float(ratio), known, word(given, "output"))
    except DocgenError as problem:
        return answer({"seq": seq, "stale": False, "ok": False, "pages": None, "lines": None}, problem.findings)
    if made is None:
        return answer({"seq": seq, "stale": True})
    return answer({"seq": seq, "stale": False, **look_json(made, known)}, made.findings)


def look_json(made: looked.Look, known: frozenset[str]) -> dict[str, Any]:
    """Return what is shown of a text for a page; where it can't be built, no pages: the last good ones stay."""
    if not made.is_whole:
        return {"ok": False, "pages": None, "lines": None}
    lines = [plain(one) | {"id": one.path.removeprefix(CONTENT) or None} for one in made.boxes]
    return {
        "ok": True,
        "output": made.output.removeprefix("output/"),
        "outputs": [one.removeprefix("output/") for one in made.outputs],
        "pages": [_page_json(one, len(made.pages), known) for one in made.pages],
        "lines": lines,
    }


def _page_json(page: ShownPage, count: int, known: frozenset[str]) -> dict[str, Any]:
    """Return a page; of its picture only the bands that the asker lacks, each as PNG in base64."""
    bands = [
        {"height": one.height, "digest": one.digest}
        | ({} if one.picture is None else {"picture": b64encode(one.picture).decode()})
        for one in page.bands
    ]
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "digest": page.digest,
        "changed": page.digest not in known,
        "alt": f"หน้า {thai_number(page.number)} จาก {thai_number(count)}",
        "pixels": list(page.pixels),
        "bands": bands,
    }


async def check(request: web.Request) -> web.Response:
    """Check unsaved text, or the whole project as it is on the disk."""
    house = house_of(request)
    given = await json_of(request)
    if "id" not in given:
        is_fit, findings = await house.workers.act("", told.check_all, house.root)
    else:
        name = content_path(house.root, word(given, "id", None))
        secret = request.cookies.get(house.sessions.cookie, "")
        is_fit, findings = await house.previews.check(secret, name, _texts(house, given))
    return answer({"ok": is_fit}, findings)


async def explain(request: web.Request) -> web.Response:
    """Say what a rule is about."""
    return answer(await asyncio.to_thread(told.explained, request.match_info["code"]))
