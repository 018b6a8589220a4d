"""Long work (build, archive, publish, verify): begun, followed, come back to; and the stream of what happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

import docgen
from docgen.errors import DocgenError
from docgen.faces.web import acts, long_acts, told
from docgen.faces.web.answers import CONTENT, MALFORMED, NOTHING_HERE, answer, fault, text_of
from docgen.faces.web.bodies import clean_word, form_of, json_of, whole_number, word, words
from docgen.faces.web.house import house_of, person_of
from docgen.faces.web.jobs import END, LongWork
from docgen.faces.web.names import content_path, report_id
from docgen.faces.web.uploads import MAX_BAG_BYTES, ending_of, own_name
from docgen.folder.file_names import odd_name
from docgen.kinds.table import KINDS
from docgen.thai.numerals import thai_number

_KEEP_ALIVE = 15.0


def _begin(request: web.Request, verb: str, title: str, function: Callable[..., Any], *given: Any) -> web.Response:
    house, person = house_of(request), person_of(request)

    async def work(job: LongWork) -> Any:
        asked = given if function in (long_acts.verify_bag, long_acts.verify_sent) else (job.id, *given)
        return await house.workers.long(title, function, house.root, *asked, person=person.name)

    return answer({"job": house.jobs.begin(verb, title, person.name, work).as_json()}, status=202)


def _year(given: dict[str, Any], *, is_needed: bool = False) -> int | None:
    fiscal_year = whole_number(given, "year")
    if (fiscal_year is None and is_needed) or (fiscal_year is not None and not 2400 <= fiscal_year <= 2742):
        raise DocgenError([fault("wrong-year", "ปีงบประมาณต้องเป็น พ.ศ. สี่หลัก", "เลือกปีใหม่")])
    return fiscal_year


def _round(given: dict[str, Any]) -> int | None:
    months = whole_number(given, "round")
    known = {one for kind in KINDS.values() if kind.rounds for one in kind.rounds.months}
    if months is not None and months not in known:
        raise DocgenError([MALFORMED])
    return months


async def build(request: web.Request) -> web.Response:
    """Bring outputs up to date: all, some files, those of a folder, or the reports of a year."""
    house, given = house_of(request), await json_of(request)
    if given.get("year") is not None:
        fiscal_year = _year(given, is_needed=True)
        return _begin(
            request,
            "build",
            f"สร้างรายงานปี {thai_number(fiscal_year or 0)}",
            long_acts.report,
            fiscal_year,
            _round(given),
        )
    only = word(given, "only")
    if only and KINDS.in_folder(only) is None:
        raise DocgenError([MALFORMED])
    names = [content_path(house.root, one) for one in words(given, "ids")]
    kind = KINDS.in_folder(only)
    whole = f"สร้าง{kind.thai}ทั้งหมด" if kind else "สร้างเอกสารทั้งหมด"
    title = whole if not names else f"สร้าง {names[0].removeprefix(CONTENT)}"
    return _begin(request, "build", title, long_acts.build, names, only)


async def archive(request: web.Request) -> web.Response:
    """Keep the evidence of a year."""
    given = await json_of(request)
    fiscal_year, months, reason = _year(given), _round(given), clean_word(given, "reason")
    title = f"เก็บหลักฐานปี {thai_number(fiscal_year)}" if fiscal_year else "เก็บหลักฐาน"
    return _begin(request, "archive", title, long_acts.archive, fiscal_year, months, reason)


async def publish(request: web.Request) -> web.Response:
    """Make the folder for the office's website."""
    fiscal_year = _year(await json_of(request))
    title = f"ทำชุดเผยแพร่ปี {thai_number(fiscal_year)}" if fiscal_year else "ทำชุดเผยแพร่"
    return _begin(request, "publish", title, long_acts.publish, fiscal_year)


async def verify(request: web.Request) -> web.Response:
    """Verify a bag of this project, or a PDF or a bag that is sent."""
    if request.content_type == "multipart/form-data":
        form = await form_of(request, MAX_BAG_BYTES)
        sent = form.file("file", fault("wrong-upload", "ยังไม่ได้เลือกไฟล์", "เลือกไฟล์ .pdf หรือ .zip"))
        ending_of(sent, (".pdf", ".zip"), "ไฟล์ PDF หรือชุดหลักฐาน")
        name = own_name(sent)
        return _begin(request, "verify", f"ตรวจ {name}", long_acts.verify_sent, name, sent.content)
    bag = word(await json_of(request), "bag", None)
    if odd_name(bag) or "/" in bag:
        raise DocgenError([NOTHING_HERE])
    return _begin(request, "verify", f"ตรวจ {bag}", long_acts.verify_bag, bag)


async def jobs(request: web.Request) -> web.Response:
    """List the jobs, the newest first."""
    return answer({"jobs": [one.as_json() for one in house_of(request).jobs.all()]})


async def job(request: web.Request) -> web.Response:
    """Return one job."""
    found = house_of(request).jobs.get(int(request.match_info["number"]))
    if found is None:
        raise DocgenError([NOTHING_HERE])
    return answer({"job": found.as_json()})


async def evidence(request: web.Request) -> web.Response:
    """Return how a year stands."""
    house, fiscal_year = house_of(request), int(request.match_info["year"])
    value, findings = await house.workers.act("", told.evidence, house.root, fiscal_year)
    return answer(value, findings)


async def new_items(request: web.Request) -> web.Response:
    """Begin a year, with the list of items of another year; what is told of a year that has its own is told again."""
    house, fiscal_year = house_of(request), int(request.match_info["year"])
    await json_of(request)
    given = (house.root, fiscal_year)
    value, findings = await house.workers.act("", acts.new_items, *given, person=person_of(request).name)
    house.jobs.tell("acted", {"id": value["id"]})
    return answer(value, findings, status=201)


async def confirm_item(request: web.Request) -> web.Response:
    """Say that items of a year's list were compared with its form: by who came in, or by whom is named."""
    house, person, fiscal_year = house_of(request), person_of(request), int(request.match_info["year"])
    asked = await json_of(request)
    given = (house.root, fiscal_year, words(asked, "items"), person.name or clean_word(asked, "by"))
    value, findings = await house.workers.act("", acts.confirm_item, *given, person=person.name)
    house.jobs.tell("acted", {"id": f"ita/{fiscal_year}.yaml"})
    return answer(value, findings)


async def report(request: web.Request) -> web.Response:
    """Return a year's report: its id, its log with rows and findings, its pictures."""
    value, findings = await report_of(request)
    return answer(value, findings)


async def report_of(request: web.Request) -> tuple[dict[str, Any], Any]:
    """Return what is told of a year's report. Raises DocgenError where there is none."""
    house, fiscal_year = house_of(request), request.match_info["year"]
    name = content_path(house.root, report_id(fiscal_year))
    folder = name.rpartition("/")[0]
    value, findings = await house.workers.act(name, acts.report_rows, house.root, folder)
    is_fit, found = await house.workers.act(name, acts.check_one, house.root, name)
    kind = KINDS.of_path(name)
    told_of_it = {"year": int(fiscal_year), "id": name.removeprefix(CONTENT), "ok": is_fit}
    told_of_it["rounds"] = kind.rounds.months if kind and kind.rounds else ()
    return {**value, **told_of_it}, tuple(dict.fromkeys((*findings, *found)))


async def events(request: web.Request) -> web.StreamResponse:
    """Send what happens, as it happens, until the browser leaves or its session ends."""
    house = house_of(request)
    secret = request.cookies.get(house.sessions.cookie, "")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    stream = house.jobs.follow()
    try:
        hello = {"version": docgen.__version__, "jobs": [one.as_json() for one in house.jobs.all()[:10]]}
        await response.write(f"retry: 2000\nevent: hello\ndata: {text_of(hello)}\n\n".encode())
        while house.sessions.is_open(secret):
            try:
                line = await asyncio.wait_for(stream.get(), _KEEP_ALIVE)
            except TimeoutError:
                line = ": still here\n\n"
            if line == END:
                break
            if house.sessions.is_open(secret):
                await response.write(line.encode())
    except (ConnectionError, asyncio.CancelledError):
        pass  # the browser left, or the server ends
    finally:
        house.jobs.leave(stream)
    return response
