"""What a person does with a document: begin, bring in, mend, issue, correct, cancel, sign, file a scan."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from aiohttp import web

from docgen.errors import DocgenError
from docgen.faces.web import acts, told
from docgen.faces.web.answers import CONTENT, MALFORMED, NOT_ALLOWED, NOTHING_HERE, answer, fault, findings_json
from docgen.faces.web.api_texts import digest_of, note_writer
from docgen.faces.web.bodies import SentForm, clean_word, form_of, json_of, whole_number, word
from docgen.faces.web.house import house_of, person_of
from docgen.faces.web.names import content_path, id_of
from docgen.faces.web.tokens import refuse_token
from docgen.faces.web.uploads import (
    MAX_KEY_BYTES,
    MAX_SCAN_BYTES,
    MAX_UPLOAD_BYTES,
    PICTURES,
    ending_of,
    own_name,
    picture_anew,
)
from docgen.registry.register import read_register
from docgen.signing.keys import bare_name
from docgen.thai.characters import forbidden_characters

_ROOM = 100_000  # for what stands in a form beside its files


async def _act(
    request: web.Request, name: str, function: Callable[..., Any], *given: Any, status: int = 200
) -> web.Response:
    """Have the desk do something in the name of who asks, and tell every stream that the project changed."""
    house = house_of(request)
    value, findings = await house.workers.act(name, function, house.root, *given, person=person_of(request).name)
    house.jobs.tell("acted", {"id": value.get("id", name.removeprefix(CONTENT))})
    if "id" in value:
        value = {"url": f"/d/{value['id']}", **value}
    return answer(value, findings, status)


async def new(request: web.Request) -> web.Response:
    """Begin a document of a kind, or with the text of an earlier one."""
    given = await json_of(request)
    name = word(given, "name").strip()
    if given.get("like"):
        like = content_path(house_of(request).root, word(given, "like"))
        made = await _act(request, like, acts.again, like, name, status=201)
    else:
        made = await _act(request, "", acts.new, word(given, "kind", None), name, status=201)
    return _noted(request, made)


def _noted(request: web.Request, made: web.Response) -> web.Response:
    """Take down who began a document."""
    note_writer(request, CONTENT + json.loads(made.text or "{}")["id"])
    return made


async def import_word(request: web.Request) -> web.Response:
    """Bring in a Word file."""
    form = await form_of(request, MAX_UPLOAD_BYTES + _ROOM)
    sent = form.file("file", fault("wrong-upload", "ยังไม่ได้เลือกไฟล์", "เลือกไฟล์ .docx"))
    ending_of(sent, (".docx",), "ไฟล์ Word")
    name = form.words.get("name", "").strip()
    made = await _act(request, own_name(sent), acts.import_word, name, own_name(sent), sent.content, status=201)
    return _noted(request, made)


async def fix(request: web.Request) -> web.Response:
    """Write the safe repairs into a file."""
    name = content_path(house_of(request).root, id_of(request))
    note_writer(request, name)
    return await _act(request, name, acts.fix, name, digest_of(request))


async def prospect(request: web.Request) -> web.Response:
    """Say what would stop an issue (?correcting: of a new version), before anybody confirms it; nothing is written."""
    house, person = house_of(request), person_of(request)
    name = content_path(house.root, id_of(request))
    number = request.query.get("number") or "0"
    if not number.isdecimal() or len(number) > 6:
        raise DocgenError([MALFORMED])
    is_correction = "correcting" in request.query
    work = partial(acts.prospect, is_correction=is_correction)
    value, findings = await house.workers.act(name, work, house.root, name, int(number))
    try:
        refuse_own(request, name)
    except DocgenError as problem:
        told = findings_json(problem.findings)
        asked = [*value["asked"], {"question": "ผู้ออกเลขไม่ใช่ผู้เขียน", "answer": False, "findings": told}]
        value = {**value, "asked": asked, "entry": None}
    return answer({**value, "may": person.may("checker")}, findings)


async def issue(request: web.Request) -> web.Response:
    """Give a document its number."""
    name = content_path(house_of(request).root, id_of(request))
    refuse_own(request, name)
    digest, given = digest_of(request), await json_of(request)
    return await _act(request, name, acts.issue, name, digest, "", whole_number(given, "number", 0))


async def correct(request: web.Request) -> web.Response:
    """Issue a document again that was changed, for a reason."""
    name = content_path(house_of(request).root, id_of(request))
    refuse_own(request, name)
    digest, given = digest_of(request), await json_of(request)
    reason = clean_word(given, "reason")
    if not reason.strip():
        raise DocgenError([fault("no-reason", "ต้องบอกเหตุผลที่แก้ไข", "พิมพ์เหตุผล แล้วทำรายการอีกครั้ง", name)])
    return await _act(request, name, acts.issue, name, digest, reason, 0)


async def withdraw(request: web.Request) -> web.Response:
    """Cancel what was issued."""
    name = content_path(house_of(request).root, id_of(request))
    return await _act(request, name, acts.withdraw, name, clean_word(await json_of(request), "because"))


async def move(request: web.Request) -> web.Response:
    """Note that a content file has another name now."""
    root = house_of(request).root
    old = content_path(root, id_of(request))
    target = content_path(root, word(await json_of(request), "to", None))
    made = await _act(request, old, acts.move, old, target)
    _carried_over(request, old, target)
    return made


def _carried_over(request: web.Request, old: str, new_name: str) -> None:
    """Take down that who wrote in a file wrote in it under its new name as well."""
    if (accounts := house_of(request).accounts) is not None:
        accounts.moved(old, new_name)


async def rename(request: web.Request) -> web.Response:
    """Give a content file another name; that of an issued document is the checker's to change."""
    house = house_of(request)
    old = content_path(house.root, id_of(request))
    if read_register(house.root).latest(old) is not None and not person_of(request).may("checker"):
        raise DocgenError([NOT_ALLOWED])
    made = await _act(request, old, acts.rename, old, word(await json_of(request), "name", None))
    _carried_over(request, old, CONTENT + json.loads(made.text or "{}")["id"])
    return _noted(request, made)


async def restore(request: web.Request) -> web.Response:
    """Make register and journal whole."""
    await json_of(request)
    return await _act(request, "content/register.csv", acts.restore)


def is_own_work(request: web.Request, name: str) -> bool:
    """Tell whether who asks wrote a document, where several people work. Raises DocgenError where that is not known."""
    house = house_of(request)
    return house.accounts is not None and house.accounts.has_written(person_of(request).name, name)


def refuse_own(request: web.Request, name: str) -> None:
    """Raise DocgenError where who wrote a document would issue it: on a network the checker is not the writer."""
    if is_own_work(request, name):
        message = "ท่านเป็นผู้เขียนเอกสารนี้ จึงออกเลขเองไม่ได้"
        raise DocgenError([fault("refused", message, "ให้ผู้ตรวจคนอื่นเป็นผู้ออกเลข", name)])


async def sign(request: web.Request) -> web.Response:
    """Sign a document. Key file and PIN are in memory while this is asked, and nowhere afterwards."""
    house, person = house_of(request), person_of(request)
    name = content_path(house.root, id_of(request))
    form = await form_of(request, 2 * MAX_KEY_BYTES + MAX_UPLOAD_BYTES)
    officer = _clean(form, "officer")
    if house.is_shared and bare_name(person.name) != bare_name(officer):
        raise DocgenError([fault("refused", "ลงนามได้เฉพาะในชื่อของท่านเอง", "ให้เจ้าของชื่อเข้าระบบแล้วลงนาม", name)])
    key = None
    if "key" in form.files:
        sent = form.files["key"]
        ending_of(sent, (".p12", ".pfx"), "ไฟล์กุญแจ")
        key = (own_name(sent), sent.content)
    token = form.words.get("token", "")
    if key is None:
        refuse_token(token, house)
    drawn = None
    if "picture" in form.files and form.files["picture"].content:
        sent = form.files["picture"]
        ending = ending_of(sent, PICTURES, "รูปลายมือชื่อ")
        drawn = (f"picture{ending}", picture_anew(sent, ending))
    output = await _output(request, name, form)
    password = form.words.get("password", "").encode()
    asked = (output, officer, password, key, (token, form.words.get("token_label", "")), drawn)
    return await _act(request, name, acts.sign, *asked)


async def scan(request: web.Request) -> web.Response:
    """File the scan of what was signed on paper."""
    name = content_path(house_of(request).root, id_of(request))
    form = await form_of(request, MAX_SCAN_BYTES + _ROOM)
    sent = form.file("file", fault("wrong-upload", "ยังไม่ได้เลือกไฟล์สแกน", "เลือกไฟล์ .pdf หรือ .jpg"))
    ending = ending_of(sent, (".pdf", ".jpg", ".jpeg"), "ไฟล์สแกน")
    output = await _output(request, name, form)
    by = person_of(request).name or _clean(form, "by")
    if not by.strip():
        raise DocgenError([fault("no-name", "ต้องบอกชื่อผู้เก็บ", "พิมพ์ชื่อ แล้วทำรายการอีกครั้ง", name)])
    return await _act(request, name, acts.attach_scan, output, f"scan{ending}", sent.content, by)


async def signatures(request: web.Request) -> web.Response:
    """Return who signs and who has signed."""
    house = house_of(request)
    name = content_path(house.root, id_of(request))
    output = request.query.get("output", "")
    value, findings = await house.workers.act(name, told.signatures, house.root, name.removeprefix(CONTENT), output)
    return answer(value, findings)


async def _output(request: web.Request, name: str, form: SentForm) -> str:
    """Return the project path of the PDF that is meant: the document's, or the one of a report that a form names."""
    house = house_of(request)
    wanted = form.words.get("output", "")
    value, _ = await house.workers.act(name, told.signatures, house.root, name.removeprefix(CONTENT), wanted)
    if not value["output"]:
        raise DocgenError([NOTHING_HERE])
    return f"output/{value['output']}"


def _clean(form: SentForm, name: str) -> str:
    value = form.words.get(name, "")
    if len(value) > 300 or forbidden_characters(value):
        raise DocgenError([MALFORMED])
    return value


async def register(request: web.Request) -> web.Response:
    """Return the register, and whether it agrees with all else."""
    value, findings = await house_of(request).workers.act("", told.register, house_of(request).root)
    return answer(value, findings)


async def journal(request: web.Request) -> web.Response:
    """Return what happened."""
    value, findings = await house_of(request).workers.act("", told.journal, house_of(request).root)
    return answer(value, findings)
