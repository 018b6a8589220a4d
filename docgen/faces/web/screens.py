"""The eight screens: each is rendered with the project's own content, so that it can be read before scripts run."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from docgen.desk.fields import fields_of
from docgen.desk.save import OpenedText, open_text
from docgen.errors import DocgenError, Finding
from docgen.faces.web import acts, forms, told
from docgen.faces.web.answers import CONTENT, NO_SESSION, NOTHING_HERE, findings_json, plain
from docgen.faces.web.api_acts import is_own_work
from docgen.faces.web.api_jobs import report_of
from docgen.faces.web.files import shelved
from docgen.faces.web.house import HOUSE, house_of, person_of
from docgen.faces.web.login import put_cookie
from docgen.faces.web.looks import page, page_of_fault
from docgen.faces.web.names import content_path, id_of, is_content
from docgen.faces.web.texts import opened_json
from docgen.faces.web.tokens import installed_tokens
from docgen.folder.there import is_file
from docgen.kinds.table import KINDS

_BEGUN_AGENCY = "emblem: templates/emblem/garuda-3cm-600dpi.png\n"
"""What agency.yaml begins with: the emblem that comes with docgen; all else is filled in by form."""


async def start(request: web.Request) -> web.StreamResponse:
    """Take a start token, once, for the cookie of a session."""
    house = request.app[HOUSE]
    secret = house.sessions.redeem(request.match_info["token"]) if not house.is_shared else None
    if secret is None:
        return page_of_fault(request, [NO_SESSION], 403)
    response = web.Response(status=303, headers={"Location": "/"})
    put_cookie(response, house, secret)
    return response


async def office(request: web.Request) -> web.Response:
    """งานของสำนักงาน: every document by how far it is."""
    house = house_of(request)
    value, findings = await house.workers.act("", told.documents, house.root)
    return page(request, "office.html.j2", {**value, "findings": findings_json(findings)})


async def new(request: web.Request) -> web.Response:
    """เริ่มเอกสาร: a kind, an earlier document, or a Word file."""
    house = house_of(request)
    value, findings = await house.workers.act("", told.documents, house.root)
    return page(request, "new.html.j2", {**value, "findings": findings_json(findings)})


async def _document(request: web.Request) -> dict[str, Any]:
    """Return what every screen of one document shows: its text, its values, its form, what is found in it."""
    house = house_of(request)
    name = content_path(house.root, id_of(request))
    opened = (await asyncio.to_thread(open_text, house.root, name)).value
    try:
        values = plain(fields_of(opened.text, name).value)
    except DocgenError:
        values = []  # what is wrong in it is among the findings
    try:
        is_fit, found = await house.workers.act(name, acts.check_one, house.root, name)
    except DocgenError as problem:
        is_fit, found = False, problem.findings
    asked = await asyncio.to_thread(forms.schema, house.root, name)
    told_of_it = {"fields": values, "schema": asked, "findings": findings_json(found), "ok": is_fit}
    return {**opened_json(opened), **told_of_it, "title": _title(values)}


def _title(values: list[dict[str, Any]]) -> str:
    """Return what a document is about, "" where it does not tell."""
    return next((str(one["value"]) for one in values if one["path"] in (["subject"], ["title"])), "")


async def write(request: web.Request) -> web.Response:
    """เขียน: form, editor, page, findings."""
    data, person = await _document(request), person_of(request)
    is_read_only = data["read_only"] or not person.may("writer")
    return page(request, "write.html.j2", {**data, "read_only": is_read_only})


async def issue(request: web.Request) -> web.Response:
    """ออกเลข: the whole document, its number, what is to be looked at before."""
    from docgen.registry.register import read_register

    house, data = house_of(request), await _document(request)
    kind = KINDS.of_path(data["path"])
    if kind is None or not kind.is_issued:
        raise DocgenError([NOTHING_HERE])
    shown, _ = await house.workers.act(data["path"], told.signatures, house.root, data["id"], "")
    entries = (await asyncio.to_thread(read_register, house.root)).entries
    last = [one.shown_number for one in entries if KINDS[one.kind].counter == kind.counter][-3:]
    more = {"last_numbers": last, "is_own_work": await asyncio.to_thread(is_own_work, request, data["path"])}
    return page(request, "issue.html.j2", {**data, **_without_findings(shown), **more})


async def sign(request: web.Request) -> web.Response:
    """ลงนามและสแกน: who signs, who has signed, what it is worth."""
    house = house_of(request)
    name = content_path(house.root, id_of(request))
    output = request.query.get("output", "")
    shown, findings = await house.workers.act(name, told.signatures, house.root, name.removeprefix(CONTENT), output)
    opened = (await asyncio.to_thread(open_text, house.root, name)).value
    data = {**opened_json(opened), **shown, "findings": findings_json(findings)}
    kind = KINDS.of_path(name)
    if kind is not None and kind.rounds is not None:
        data["home"] = f"/report/{name.split('/')[2]}"
    if not house.is_shared:
        data["tokens"] = await asyncio.to_thread(installed_tokens)
    return page(request, "sign.html.j2", data)


def _without_findings(value: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key not in ("findings", "output")}


async def see(request: web.Request) -> web.Response:
    """ดูไฟล์: what was built, signed or scanned, as pages."""
    house, (shelf, path) = house_of(request), shelved(request)
    name = request.match_info["name"]
    own = f"{name.rpartition('.')[0]}.md"
    is_own = is_content(own) and await asyncio.to_thread(is_file, house.root / CONTENT / own)
    told_of_it = {"name": name, "shelf": shelf, "path": path, "document": own if is_own else ""}
    if not await asyncio.to_thread(is_file, house.root / path):
        raise DocgenError([NOTHING_HERE])
    return page(request, "see.html.j2", told_of_it)


async def register(request: web.Request) -> web.Response:
    """ทะเบียน: every number that was given, whether register, journal and files agree, what happened."""
    house = house_of(request)
    value, findings = await house.workers.act("", told.register, house.root)
    return page(request, "register.html.j2", {**value, "findings": findings_json(findings)})


async def report(request: web.Request) -> web.Response:
    """รายงานและภาพ: the log's rows with what is found in them, the pictures."""
    house = house_of(request)
    value, findings = await report_of(request)
    opened = (await asyncio.to_thread(open_text, house.root, f"{CONTENT}{value['id']}")).value
    try:
        values = plain(fields_of(opened.text, opened.name).value)
    except DocgenError:
        values = []
    asked = await asyncio.to_thread(forms.schema, house.root, opened.name)
    data = {**opened_json(opened), **value, "fields": values, "schema": asked, "findings": findings_json(findings)}
    return page(request, "report.html.j2", data)


async def evidence(request: web.Request) -> web.Response:
    """หลักฐานปี: items, what lacks, archive, publish, verify."""
    house, fiscal_year = house_of(request), int(request.match_info["year"])
    value, findings = await house.workers.act("", told.evidence, house.root, fiscal_year)
    jobs = [one.as_json() for one in house.jobs.all()]
    return page(request, "evidence.html.j2", {**value, "findings": findings_json(findings), "jobs": jobs})


async def settings(request: web.Request) -> web.Response:
    """สำนักงาน: agency.yaml as a form, and on a network the accounts and the journal."""
    house = house_of(request)
    name = "content/agency.yaml"
    if await asyncio.to_thread(is_file, house.root / name):
        opened = (await asyncio.to_thread(open_text, house.root, name)).value
    else:  # an office that begins: the form writes the file
        opened = OpenedText(name, _BEGUN_AGENCY, "", "utf-8", is_read_only=False, entry=None, is_locked=False)
    findings: tuple[Finding, ...] = ()
    try:
        values = plain(fields_of(opened.text, name).value)
    except DocgenError as problem:
        values, findings = [], problem.findings
    asked = await asyncio.to_thread(forms.schema, house.root, name)
    seen = await asyncio.to_thread(house.accounts.seen, person_of(request)) if house.accounts is not None else {}
    data = {**opened_json(opened), "fields": values, "schema": asked, "accounts": [], **seen}
    return page(request, "settings.html.j2", {**data, "findings": findings_json(findings)})
