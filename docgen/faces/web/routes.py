"""What a route declares: method, path, who may ask for it, what answers. One that declares no role is never opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from aiohttp import web

from docgen.faces.web.people import Role

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
DOCUMENT = "{id:[^/]+/[^/]+\\.md}"
"""The id of a document that is a file."""
CONTENT = "{id:[^/].*\\.(?:md|yaml|csv)}"
"""The id of a content file that is text."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way into the server: `role` is who may go it."""

    method: str
    path: str
    role: Role
    handler: Handler


def add_routes(app: web.Application, routes: Iterable[Route]) -> dict[object, Route]:
    """Open the routes, and return what each declared."""
    opened: dict[object, Route] = {}
    for one in routes:
        made = app.router.add_route(one.method, one.path, one.handler)
        opened[made] = one
        if one.method == "GET" and not one.path.startswith(("/start/", "/api/events")):
            opened[app.router.add_route("HEAD", one.path, one.handler)] = one
    return opened
