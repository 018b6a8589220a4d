"""Who asks: the person, what they may do, the session that a browser holds, the token that begins one."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from docgen.accounts.account import ROLE_NAMES as ROLE_NAMES

Role = Literal["anyone", "guest", "reader", "writer", "checker", "signer", "archivist"]
ROLES: tuple[Role, ...] = ("writer", "checker", "signer", "archivist")
"""What an account may have. Who has any may read; `anyone` is who has no session yet, `guest` one on a network."""
_TOKEN_BYTES = 32
_MOST_SESSIONS = 200
_MOST_OF_ONE = 10
LIFETIME_SECONDS, IDLE_SECONDS = 12 * 3600.0, 2 * 3600.0
"""Of a session over a network: a day's work, and how long it waits for the next question."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `name` is "" for the one person of a machine of their own, who may do all.

    `stamp` is the state of the account that they came in with: another one ends the session.
    """

    name: str = ""
    roles: frozenset[str] = frozenset(ROLES)
    stamp: str = field(default="", repr=False)

    def may(self, role: Role) -> bool:
        """Tell whether this person may ask for what is declared with a role."""
        return role in ("anyone", "guest", "reader") or role in self.roles


class Accounts(Protocol):
    """The accounts of an office, where several people ask over a network."""

    def people(self) -> list[dict[str, Any]]:
        """Return who has an account: name and roles."""

    def stands(self, person: Person) -> bool:
        """Tell whether a person's account is what it was when they came in."""

    async def come_in(self, name: str, password: str, address: str) -> Person:
        """Return whose name and password these are. Raises DocgenError; each failure makes the next try wait longer."""

    def left(self, person: Person) -> None:
        """Take down that a person left."""

    async def change_password(self, person: Person, old: str, new: str, address: str) -> None:
        """Give a person another password, who knows the old one. Raises DocgenError."""

    def seen(self, person: Person) -> dict[str, Any]:
        """Return what the office's screen shows of accounts: those who have one, what was changed, the certificate."""

    def wrote(self, person: str, name: str) -> None:
        """Take down that a person wrote in a content file, by its project path."""

    def has_written(self, person: str, name: str) -> bool:
        """Tell whether a person wrote in a content file."""

    def moved(self, old: str, new: str) -> None:
        """Take down that a content file has another name: who wrote in it wrote in it still."""


@dataclass(slots=True)
class _Session:
    person: Person
    began: float
    used: float


@dataclass(slots=True)
class Sessions:
    """The sessions of a running server, in memory alone: they end with it.

    Over a network they end by themselves as well (`lifetime` and `idle`, seconds), and once `stands` says no.
    """

    cookie: str
    lifetime: float = float("inf")
    idle: float = float("inf")
    stands: Callable[[Person], bool] = lambda _: True
    clock: Callable[[], float] = time.monotonic
    _held: dict[str, _Session] = field(default_factory=dict)
    _tokens: set[str] = field(default_factory=set)

    def token(self) -> str:
        """Return a new start token of 256 bits, which opens one session once."""
        made = secrets.token_urlsafe(_TOKEN_BYTES)
        self._tokens.add(made)
        return made

    def redeem(self, token: str) -> str | None:
        """Return the secret of a new session for a start token, None for one that was used or never given."""
        known = next((one for one in self._tokens if hmac.compare_digest(one.encode(), token.encode())), None)
        if known is None:
            return None
        self._tokens.discard(known)
        return self.begin(Person())

    def begin(self, person: Person) -> str:
        """Return the secret of a new session of a person; their oldest ends where they have too many, or there are."""
        own = [secret for secret, one in self._held.items() if person.name and one.person.name == person.name]
        for secret in own[: max(0, len(own) - _MOST_OF_ONE + 1)]:
            self.end(secret)
        while len(self._held) >= _MOST_SESSIONS:
            del self._held[next(iter(self._held))]
        made, now = secrets.token_urlsafe(_TOKEN_BYTES), self.clock()
        self._held[made] = _Session(person, now, now)
        return made

    def person(self, secret: str) -> Person | None:
        """Return whose session a secret is, None if it is nobody's (any more); it waits anew for the next question."""
        if not self.is_open(secret):
            return None
        held = self._held[secret]
        held.used = self.clock()
        return held.person

    def is_open(self, secret: str) -> bool:
        """Tell whether a session goes on; who only waits for news has asked nothing."""
        held, now = self._held.get(secret), self.clock()
        if held is None:
            return False
        if now - held.began > self.lifetime or now - held.used > self.idle or not self.stands(held.person):
            self.end(secret)
            return False
        return True

    def end(self, secret: str) -> None:
        """End one session."""
        self._held.pop(secret, None)

    def end_all_of(self, name: str) -> None:
        """End all sessions of a person: a password or a role was changed."""
        for secret in [one for one, held in self._held.items() if held.person.name == name]:
            del self._held[secret]
