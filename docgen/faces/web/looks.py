"""Pages: Jinja templates with every value escaped, each answer with a nonce of its own for scripts and styles."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web
from markupsafe import Markup

from docgen.content.agency import AGENCY_FILE, read_agency
from docgen.errors import DocgenError, Finding
from docgen.faces.web.answers import findings_json, plain, text_of
from docgen.faces.web.house import HOUSE, NONCE, PERSON, House
from docgen.faces.web.manual import is_manual_here
from docgen.faces.web.people import ROLE_NAMES, Person
from docgen.folder.files import Files, file_digest
from docgen.folder.program import program_file
from docgen.thai.numerals import thai_number

_FOLDER = "faces/web/templates/"


@cache
def _environment() -> jinja2.Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        try:
            return program_file(_FOLDER + name).decode(), name, None
        except OSError:
            return None

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thai"] = thai_number
    return made


def page(request: web.Request, name: str, data: Mapping[str, Any], *, status: int = 200, **more: Any) -> web.Response:
    """Return a screen by its template; `data` goes to its scripts as it went to the template."""
    house, person = request.app[HOUSE], request.get(PERSON)
    nonce = request[NONCE] = secrets.token_urlsafe(18)
    values = {
        "data": plain(data),
        # Markup: JSON in which nothing ends a script (answers.text_of).
        "json": Markup(text_of(data)),
        "nonce": nonce,
        "keeps": keeper_of(house, person),
        "person": person.name if person else "",
        "roles": sorted(person.roles) if person else [],
        "role_names": ROLE_NAMES,
        "is_shared": house.is_shared,
        "screen": name.partition(".")[0],
        "office": office_name(house.root) if person else "",
        "has_manual": is_manual_here(),
        **more,
    }
    text = _environment().get_template(name).render(values)
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)


def keeper_of(house: House, person: Person | None) -> str:
    """Return whose typing a browser keeps for us: a project's and a person's. Neither stands in it as it is."""
    said = f"{house.root.resolve()}\0{person.name if person else ''}"
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def office_name(root: Path) -> str:
    """Return the full name of the office, for the head of every page; "" where agency.yaml can't be read."""
    try:
        return _name_as_of(root, file_digest(root / AGENCY_FILE))
    except (OSError, DocgenError):
        return ""


@lru_cache(maxsize=8)
def _name_as_of(root: Path, _digest: str) -> str:
    """Return the office's name, remembered for a file's content."""
    return read_agency(Files(root)).name


def page_of_fault(request: web.Request, findings: Iterable[Finding], status: int) -> web.Response:
    """Return a page that tells what went wrong, in the words that a script would get."""
    told = findings_json(findings)
    has_session = request.get(PERSON) is not None
    return page(request, "fault.html.j2", {"findings": told}, status=status, has_session=has_session)
