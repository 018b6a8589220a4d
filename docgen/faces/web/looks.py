"""Pages: Jinja templates with every value escaped, each answer with a nonce of its own for scripts and styles."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import jinja2
from aiohttp import web
from markupsafe import Markup

from docgen.errors import Finding
from docgen.faces.web.answers import findings_json, plain, text_of
from docgen.faces.web.house import HOUSE, NONCE, PERSON, House
from docgen.faces.web.people import ROLE_NAMES, Person
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
        **more,
    }
    text = _environment().get_template(name).render(values)
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)


def keeper_of(house: House, person: Person | None) -> str:
    """Return whose typing a browser keeps for us: a project's and a person's. Neither stands in it as it is."""
    said = f"{house.root.resolve()}\0{person.name if person else ''}"
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def page_of_fault(request: web.Request, findings: Iterable[Finding], status: int) -> web.Response:
    """Return a page that tells what went wrong, in the words that a script would get."""
    told = findings_json(findings)
    has_session = request.get(PERSON) is not None
    return page(request, "fault.html.j2", {"findings": told}, status=status, has_session=has_session)
