"""Who may go which way: each route with each role, through the real gate; and what nobody without a session may."""

from __future__ import annotations

import re

import pytest

from docgen.faces.web.app import ALL
from docgen.faces.web.people import ROLES
from docgen.faces.web.routes import Route
from tests.faces.web.lan.conftest import ARCHIVIST, CHECKER, SIGNER, WRITER, LanBrowser, OfficeServer

OF_ROLE = {"writer": WRITER, "checker": CHECKER, "signer": SIGNER, "archivist": ARCHIVIST}
NAMES = {
    "id": "announcements/there-is-none.md",
    "year": "2566",
    "token": "guessed",
    "number": "1",
    "digest": "0" * 32,
    "page": "1",
    "code": "misspelling",
    "name": "announcements/there-is-none.pdf",
}


def asked_for(route: Route) -> str:
    """Return an address of a route that leads to nothing: the gate answers, or the handler finds nothing."""
    made = route.path
    for name, value in NAMES.items():
        made = re.sub(rf"\{{{name}(?::(?:[^{{}}]|\{{[^{{}}]*\}})*)?\}}", value, made)
    assert "{" not in made, made
    return made if "/static/" not in made or route.role != "guest" else "/static/page.css"


ROUTES = [one for one in ALL if one.path not in ("/login", "/logout", "/api/events")]


@pytest.fixture(scope="module")
def browsers(shared_office: OfficeServer) -> dict[str, LanBrowser]:
    """A browser of a person of each role."""
    return {role: shared_office.browser(name) for role, name in OF_ROLE.items()}


@pytest.mark.parametrize("route", ROUTES, ids=lambda one: f"{one.method} {one.path}")
def test_a_route_lets_in_whom_it_declares(
    office_server: OfficeServer, browsers: dict[str, LanBrowser], route: Route
) -> None:
    """Each role is let in or refused as the route says, before its handler runs; a stranger by none but login's."""
    path = asked_for(route)
    for role in ROLES:
        heard = browsers[role].ask(route.method, path, {} if route.method != "GET" else None)
        message = heard.text if heard.status == 403 else ""
        is_refused = "ท่านไม่มีสิทธิ์ทำรายการนี้" in message
        assert is_refused == (route.role in ROLES and route.role != role), (role, heard.status)
    heard = office_server.stranger().ask(route.method, path, {} if route.method != "GET" else None)
    if route.role == "guest":
        assert heard.status == 200
    elif path.startswith("/start/"):
        assert heard.status == 403  # there are no start tokens on a network
    elif route.method == "GET" and not path.startswith(("/api/", "/static/")):
        assert (heard.status, heard.headers["Location"][:6]) == (303, "/login")
    else:
        assert (heard.status, heard.codes) == (401, ["no-session"])


def test_every_route_declares_a_role_and_strangers_have_two() -> None:
    """Without a session there is the page of login, and what it looks like; all else asks who it is."""
    strangers = {(one.method, one.path.partition("{")[0]) for one in ALL if one.role in ("anyone", "guest")}
    assert strangers == {("GET", "/login"), ("POST", "/login"), ("GET", "/static/"), ("GET", "/start/")}
    assert all(one.role in (*ROLES, "reader", "anyone", "guest") for one in ALL)


def test_an_address_that_is_none_tells_a_stranger_nothing(office_server: OfficeServer) -> None:
    """Unknown paths, other methods and upgrades are refused as known ones are."""
    stranger = office_server.stranger()
    assert stranger.get("/api/no-such").status == 401
    assert stranger.get("/no-such").status == 303
    assert stranger.ask("DELETE", "/api/documents").status == 401
    assert stranger.get("/login", Upgrade="websocket", Connection="Upgrade").status == 403
    reader = office_server.browser(SIGNER)
    assert reader.get("/api/no-such").status == 404
    assert reader.ask("DELETE", "/api/documents").status == 404
