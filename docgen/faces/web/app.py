"""The server's routes and how it begins and ends. Each route declares who may go it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from aiohttp import web

from docgen.faces.web import api_acts, api_jobs, api_texts, files, screens, uploaded
from docgen.faces.web.gate import gate, put_on_headers
from docgen.faces.web.house import HOUSE, ROUTES, House
from docgen.faces.web.login import ROUTES as LOGIN_ROUTES
from docgen.faces.web.manual import manual
from docgen.faces.web.routes import Route, add_routes
from docgen.faces.web.texts import watch

_ID = "{id:.+\\.(?:md|yaml|csv)}"
_MD = "{id:.+\\.md}"
_SIGNED = "{id:.+\\.(?:md|yaml)}"
_YEAR = "{year:2[4-7][0-9]{2}}"

SCREENS = (
    Route("GET", "/", "reader", screens.office),
    Route("GET", "/new", "reader", screens.new),
    Route("GET", f"/d/{_MD}/issue", "reader", screens.issue),
    Route("GET", f"/d/{_SIGNED}/sign", "reader", screens.sign),
    Route("GET", f"/d/{_ID}", "reader", screens.write),
    Route("GET", f"/report/{_YEAR}", "reader", screens.report),
    Route("GET", f"/evidence/{_YEAR}", "reader", screens.evidence),
    Route("GET", "/see/{name:.+\\.(?:pdf|jpg)}", "reader", screens.see),
    Route("GET", "/register", "reader", screens.register),
    Route("GET", "/office", "reader", screens.settings),
    Route("GET", "/start/{token}", "anyone", screens.start),
)
TEXTS = (
    Route("GET", "/api/documents", "reader", api_texts.documents),
    Route("GET", f"/api/d/{_ID}/fields", "reader", api_texts.get_fields),
    Route("POST", f"/api/d/{_ID}/fields", "reader", api_texts.fields_of_text),
    Route("PUT", f"/api/d/{_ID}/fields", "writer", api_texts.put_fields),
    Route("GET", f"/api/d/{_SIGNED}/signatures", "reader", api_acts.signatures),
    Route("GET", f"/api/d/{_ID}", "reader", api_texts.get_text),
    Route("PUT", f"/api/d/{_ID}", "writer", api_texts.put_text),
    Route("GET", "/api/office", "reader", api_texts.get_office),
    Route("PUT", "/api/office", "writer", api_texts.put_office),
    Route("POST", "/api/preview", "reader", api_texts.preview),
    Route("POST", "/api/check", "reader", api_texts.check),
    Route("GET", "/api/explain/{code:[a-z0-9-]{1,60}}", "reader", api_texts.explain),
)
ACTS = (
    Route("POST", "/api/new", "writer", api_acts.new),
    Route("POST", "/api/import", "writer", api_acts.import_word),
    Route("POST", "/api/upload", "writer", uploaded.upload),
    Route("POST", f"/api/d/{_ID}/fix", "writer", api_acts.fix),
    Route("GET", f"/api/d/{_MD}/prospect", "reader", api_acts.prospect),
    Route("POST", f"/api/d/{_MD}/issue", "checker", api_acts.issue),
    Route("POST", f"/api/d/{_MD}/correct", "checker", api_acts.correct),
    Route("POST", f"/api/d/{_MD}/withdraw", "checker", api_acts.withdraw),
    Route("POST", f"/api/d/{_MD}/rename", "writer", api_acts.rename),
    Route("POST", f"/api/d/{_MD}/move", "checker", api_acts.move),
    Route("POST", f"/api/d/{_SIGNED}/sign", "signer", api_acts.sign),
    Route("POST", f"/api/d/{_SIGNED}/scan", "archivist", api_acts.scan),
    Route("GET", "/api/register", "reader", api_acts.register),
    Route("POST", "/api/register/rebuild", "archivist", api_acts.restore),
    Route("GET", "/api/journal", "reader", api_acts.journal),
)
JOBS = (
    Route("POST", "/api/build", "reader", api_jobs.build),
    Route("POST", "/api/archive", "archivist", api_jobs.archive),
    Route("POST", "/api/publish", "archivist", api_jobs.publish),
    Route("POST", "/api/verify", "reader", api_jobs.verify),
    Route("GET", "/api/jobs", "reader", api_jobs.jobs),
    Route("GET", "/api/jobs/{number:[0-9]{1,9}}", "reader", api_jobs.job),
    Route("GET", f"/api/evidence/{_YEAR}", "reader", api_jobs.evidence),
    Route("POST", f"/api/evidence/{_YEAR}/items", "archivist", api_jobs.new_items),
    Route("POST", f"/api/evidence/{_YEAR}/confirm", "archivist", api_jobs.confirm_item),
    Route("GET", f"/api/report/{_YEAR}", "reader", api_jobs.report),
    Route("GET", "/api/events", "reader", api_jobs.events),
)
FILES = (
    Route("GET", "/files/{name:.+}", "reader", files.built),
    Route("GET", "/api/see/{name:.+\\.pdf}", "reader", files.seen),
    Route("GET", "/static/{name:.+}", "reader", files.static),
    Route("GET", "/manual/{name:.*}", "reader", manual),
)
ALL = (*LOGIN_ROUTES, *SCREENS, *TEXTS, *ACTS, *JOBS, *FILES)
"""Every way into the server."""


def make_app(house: House) -> web.Application:
    """Return the server of a house, ready to be run; it starts its processes when it begins, and ends them."""
    app = web.Application(middlewares=[gate])
    app[HOUSE] = house
    app[ROUTES] = add_routes(app, ALL)
    app.on_response_prepare.append(put_on_headers)
    app.cleanup_ctx.append(_living)
    app.on_shutdown.append(_end_streams)
    return app


async def _end_streams(app: web.Application) -> None:
    app[HOUSE].jobs.end_streams()


async def _living(app: web.Application) -> AsyncIterator[None]:
    house = app[HOUSE]
    house.workers.start()
    watching = asyncio.create_task(watch(house.root, house.jobs))
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError, OSError):
        await watching
    await house.jobs.close()
    await house.previews.turns.close()
    house.workers.close()
