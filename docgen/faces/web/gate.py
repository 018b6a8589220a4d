"""The one gate before everything: pages, static files, unknown paths, upgrades. Whatever it does not know, it refuses.

Against DNS rebinding (Host), other sites (Origin, Sec-Fetch-Site, a header of ours), forgotten routes (each declares
its role), and libraries that would answer in English.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from docgen.errors import DocgenError, Finding, Place
from docgen.faces.web.answers import (
    MALFORMED,
    NO_SESSION,
    NOT_ALLOWED,
    NOTHING_HERE,
    OTHER_PERSON,
    SIGN_IN,
    STRANGE,
    TOO_LARGE,
    refused,
)
from docgen.faces.web.house import HOUSE, NONCE, PERSON, ROUTES, House
from docgen.faces.web.looks import page_of_fault
from docgen.faces.web.people import Person
from docgen.folder.bugs import told_of

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OWN_HEADER, OWN_VALUE = "X-Docgen", "1"
FOR_HEADER = "X-Docgen-For"
"""For whom a tab was opened (the name, percent-encoded): nothing is done in it in the name of who came in after."""
_READING = ("GET", "HEAD")


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in who may come in, and tell in Thai whatever goes wrong further in."""
    house = request.app[HOUSE]
    if _is_strange(request, house):
        return _told(request, STRANGE)
    route = request.app[ROUTES].get(request.match_info.route)
    person = _person(request, house)
    if route is None or not (route.role == "anyone" or (route.role == "guest" and house.is_shared)):
        if person is None:
            if _wants_login(request, house):
                return _to_login(request)
            return _told(request, SIGN_IN if house.is_shared else NO_SESSION)
        if route is None:  # no such page, or one whose role nobody declared
            return _told(request, NOTHING_HERE)
        if not person.may(route.role):
            return _told(request, NOT_ALLOWED)
        if request.headers.get(FOR_HEADER, "") not in ("", quote(person.name)):
            return _told(request, OTHER_PERSON)
    request[PERSON] = person or Person("", frozenset())
    try:
        return await handler(request)
    except DocgenError as problem:
        return _told(request, *problem.findings)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        known = {404: NOTHING_HERE, 405: NOTHING_HERE, 413: TOO_LARGE}
        return _told(request, known.get(problem.status, MALFORMED))
    except (ConnectionError, TimeoutError):
        raise
    except Exception as problem:
        return _told(request, *told_of(problem, Place(request.path[:200]), house.root))


def own_origin(house: House, host: str) -> str:
    """Return the origin of our own pages under a host's name."""
    return f"{house.scheme}://{host}"


def _is_strange(request: web.Request, house: House) -> bool:
    """Tell whether a request is none that a browser on a page of ours would make."""
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or hosts[0] not in house.hosts:
        return True
    if not _is_safe_line(request, house):
        return True
    if "Upgrade" in request.headers or "upgrade" in request.headers.get("Connection", "").lower():
        return True
    if request.headers.get("Content-Encoding", "identity") != "identity":  # a small body that unpacks to a large one
        return True
    origins = request.headers.getall("Origin", [])
    own = own_origin(house, hosts[0])
    if request.method in _READING:
        return any(one != own for one in origins)
    return not (
        origins == [own]
        and request.headers.getall("Sec-Fetch-Site", []) == ["same-origin"]
        and (request.headers.getall(OWN_HEADER, []) == [OWN_VALUE] or _is_login(request, house))
    )


def _is_safe_line(request: web.Request, house: House) -> bool:
    """Tell whether nobody on the way reads along: TLS, or a connection that does not leave the machine."""
    if house.scheme == "https":
        return request.secure
    peer = request.transport.get_extra_info("peername") if request.transport is not None else None
    try:
        return ipaddress.ip_address(peer[0]).is_loopback if peer else False
    except (ValueError, TypeError, IndexError):
        return False


def _is_login(request: web.Request, house: House) -> bool:
    """Tell whether this is a form by which people come in or leave: it works without scripts, so without our header."""
    return house.is_shared and request.path in ("/login", "/logout")


def _person(request: web.Request, house: House) -> Person | None:
    secret = request.cookies.get(house.sessions.cookie, "")
    return house.sessions.person(secret) if secret else None


def _wants_login(request: web.Request, house: House) -> bool:
    return house.is_shared and request.method in _READING and not request.path.startswith(("/api/", "/static/"))


def _to_login(request: web.Request) -> web.Response:
    to = quote(request.raw_path, safe="/") if request.raw_path not in ("/", "/login", "/logout") else ""
    return web.Response(status=303, headers={"Location": f"/login?to={to}" if to else "/login"})


def _told(request: web.Request, *findings: Finding) -> web.StreamResponse:
    """Return what went wrong: JSON for a script, a page for a person."""
    made = refused(findings)
    is_page = request.method in _READING and not request.path.startswith(("/api/", "/static/", "/files/"))
    return page_of_fault(request, findings, made.status) if is_page else made


async def put_on_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on every answer, whoever made it."""
    nonce = request.get(NONCE, "")
    given = f"'nonce-{nonce}'" if nonce else ""
    policy = [
        "default-src 'none'",
        f"script-src 'self' {given}".rstrip(),
        f"style-src 'self' {given}".rstrip(),
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    response.headers.setdefault("Content-Security-Policy", "; ".join(policy))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), usb=()"
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)
