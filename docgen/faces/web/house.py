"""What a running server holds: the project, who is in, the workers, the jobs, the pages that were shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from docgen.faces.web.jobs import Jobs
    from docgen.faces.web.people import Accounts, Person, Sessions
    from docgen.faces.web.previews import Previews
    from docgen.faces.web.routes import Route
    from docgen.faces.web.workers import Processes


@dataclass(slots=True)
class House:
    """A running server. `hosts` are the names by which it may be asked, `scheme` is http, or https on a network.

    `accounts` are those of the office, None on a machine of one's own.
    """

    root: Path
    hosts: frozenset[str]
    scheme: str
    sessions: Sessions
    workers: Processes
    jobs: Jobs
    previews: Previews
    accounts: Accounts | None = None

    @property
    def is_shared(self) -> bool:
        """Tell whether several people ask over a network."""
        return self.accounts is not None


HOUSE: web.AppKey[House] = web.AppKey("house")
ROUTES: web.AppKey[dict[object, Route]] = web.AppKey("routes")
PERSON: web.RequestKey[Person] = web.RequestKey("person")
NONCE: web.RequestKey[str] = web.RequestKey("nonce")


def house_of(request: web.Request) -> House:
    """Return the server that was asked."""
    return request.app[HOUSE]


def person_of(request: web.Request) -> Person:
    """Return who asks; the gate let them in."""
    return request[PERSON]
