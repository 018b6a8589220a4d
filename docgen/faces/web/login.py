"""How people come in over the office's network, leave, and change their password. Works without scripts."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, quote

from aiohttp import web

from docgen.errors import DocgenError
from docgen.faces.web import files
from docgen.faces.web.answers import MALFORMED, NOTHING_HERE, TOO_LARGE, answer, fault, findings_json
from docgen.faces.web.bodies import body_of, json_of, word
from docgen.faces.web.house import House, house_of, person_of
from docgen.faces.web.looks import page
from docgen.faces.web.people import Accounts
from docgen.faces.web.routes import Route

_MOST_BYTES = 8_000
_SECONDS = 10.0
"""Of waiting for a form of some hundred bytes from somebody who is not in yet."""
_LONGEST_ADDRESS = 500
_OWN_SECONDS = 30 * 86_400
"""A browser of one's own machine keeps its session's secret so long: a server seldom runs longer."""


def put_cookie(response: web.StreamResponse, house: House, secret: str) -> None:
    """Give a browser the secret of its session: no script reads it, no other site has it sent.

    On a machine of one's own it outlives a crash of the browser (the session ends with the server in any case), so that
    what was typed comes back without the program being started anew. On a network it ends with the browser.
    """
    response.set_cookie(
        house.sessions.cookie,
        secret,
        max_age=None if house.is_shared else _OWN_SECONDS,
        httponly=True,
        samesite="Strict",
        path="/",
        secure=house.scheme == "https",
    )


def _accounts(request: web.Request) -> Accounts:
    accounts = house_of(request).accounts
    if accounts is None:  # on a machine of one's own nobody logs in
        raise DocgenError([NOTHING_HERE])
    return accounts


def _form_page(request: web.Request, screen: str, status: int = 200, **told: object) -> web.Response:
    made = page(request, f"{screen}.html.j2", {}, status=status, **told)
    # With the policy of the other pages a browser says Origin: null of a form that is sent without scripts.
    made.headers["Referrer-Policy"] = "same-origin"
    return made


async def login_page(request: web.Request) -> web.Response:
    """Ask for name and password."""
    _accounts(request)
    return _form_page(request, "login", findings=[], who="", to=_own_address(request.query.get("to", "")))


async def login(request: web.Request) -> web.Response:
    """Begin a session for who knows a name's password; the one that the browser had ends."""
    house, accounts = house_of(request), _accounts(request)
    given = await _form(request)
    name, to = given.get("name", ""), _own_address(given.get("to", ""))
    try:
        person = await accounts.come_in(name, given.get("password", ""), request.remote or "")
    except DocgenError as problem:
        status = 429 if any(one.code == "too-many-tries" for one in problem.findings) else 401
        return _form_page(request, "login", status, findings=findings_json(problem.findings), who=name[:200], to=to)
    house.sessions.end(request.cookies.get(house.sessions.cookie, ""))
    response = web.Response(status=303, headers={"Location": to})
    put_cookie(response, house, house.sessions.begin(person))
    return response


async def logout_page(request: web.Request) -> web.Response:
    """Ask whether somebody wants to leave: going here saves what they wrote."""
    _accounts(request)
    return _form_page(request, "logout")


async def logout(request: web.Request) -> web.Response:
    """End the session of who asks."""
    house, accounts = house_of(request), _accounts(request)
    house.sessions.end(request.cookies.get(house.sessions.cookie, ""))
    await asyncio.to_thread(accounts.left, person_of(request))
    response = web.Response(status=303, headers={"Location": "/login"})
    response.del_cookie(house.sessions.cookie, path="/", secure=house.scheme == "https", httponly=True)
    return response


async def password(request: web.Request) -> web.Response:
    """Change the password of who asks: all their sessions end, and this browser gets a new one."""
    house, accounts, person = house_of(request), _accounts(request), person_of(request)
    given = await json_of(request)
    old, new = word(given, "old", None), word(given, "new", None)
    address = request.remote or ""
    await accounts.change_password(person, old, new, address)
    house.sessions.end_all_of(person.name)
    response = answer({"said": "เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าระบบไว้ต้องเข้าใหม่"})
    put_cookie(response, house, house.sessions.begin(await accounts.come_in(person.name, new, address)))
    return response


async def people(request: web.Request) -> web.Response:
    """Return who has an account, what was changed of them, and how long the certificate is good for."""
    return answer(await asyncio.to_thread(_accounts(request).seen, person_of(request)))


async def _form(request: web.Request) -> dict[str, str]:
    """Return the words of a form that was sent without scripts. Raises DocgenError."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise DocgenError([MALFORMED])
    if (request.content_length or 0) > _MOST_BYTES:
        raise DocgenError([TOO_LARGE])
    try:
        async with asyncio.timeout(_SECONDS):
            body = await body_of(request, _MOST_BYTES)
        found = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except (TimeoutError, ValueError):
        raise DocgenError([fault(MALFORMED.code, MALFORMED.message, MALFORMED.hint)]) from None
    return {name: values[0] for name, values in found.items()}


def _own_address(given: str) -> str:
    """Return where somebody goes once they are in: a page of ours, whatever an address says."""
    is_own = given.startswith("/") and not given.startswith(("//", "/\\", "/login", "/logout", "/api/"))
    if not is_own or len(given) > _LONGEST_ADDRESS or not given.isprintable() or "\\" in given:
        return "/"
    return quote(given, safe="/?=&%.:-_~")


ROUTES: tuple[Route, ...] = (
    Route("GET", "/login", "guest", login_page),
    Route("POST", "/login", "guest", login),
    Route("GET", "/logout", "reader", logout_page),
    Route("POST", "/logout", "reader", logout),
    Route("GET", "/api/people", "reader", people),
    Route("POST", "/api/password", "reader", password),
    # What the page of login looks like; the rest of what is ours is for who is in.
    Route("GET", "/static/{name:page\\.css|icon\\.svg|office-regular\\.ttf|office-bold\\.ttf}", "guest", files.static),
)
