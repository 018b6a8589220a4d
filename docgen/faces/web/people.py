"""Who asks: the person, what they may do, the session that a browser holds, the token that begins one."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Role = Literal["anyone", "reader", "writer", "checker", "signer", "archivist"]
ROLES: tuple[Role, ...] = ("writer", "checker", "signer", "archivist")
"""What an account may have. Who has any may read; `anyone` is who has no session yet."""
ROLE_NAMES = {"writer": "ผู้เขียน", "checker": "ผู้ตรวจและออกเลข", "signer": "ผู้ลงนาม", "archivist": "ผู้เก็บหลักฐาน"}
_TOKEN_BYTES = 32
_MOST_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `name` is "" for the one person of a machine of their own, who may do all."""

    name: str = ""
    roles: frozenset[str] = frozenset(ROLES)

    def may(self, role: Role) -> bool:
        """Tell whether this person may ask for what is declared with a role."""
        return role in ("anyone", "reader") or role in self.roles


class Accounts(Protocol):
    """The accounts of an office, where several people ask over a network."""

    def people(self) -> list[dict[str, Any]]:
        """Return who has an account: name and roles."""

    def wrote(self, person: str, name: str) -> None:
        """Take down that a person wrote in a content file, by its project path."""

    def has_written(self, person: str, name: str) -> bool:
        """Tell whether a person wrote in a content file."""


@dataclass(slots=True)
class Sessions:
    """The sessions of a running server, in memory alone: they end with it."""

    cookie: str
    _held: dict[str, Person] = field(default_factory=dict)
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
        """Return the secret of a new session of a person; the oldest ends where there are too many."""
        while len(self._held) >= _MOST_SESSIONS:
            del self._held[next(iter(self._held))]
        made = secrets.token_urlsafe(_TOKEN_BYTES)
        self._held[made] = person
        return made

    def person(self, secret: str) -> Person | None:
        """Return whose session a secret is, None if it is nobody's."""
        return self._held.get(secret)

    def end(self, secret: str) -> None:
        """End one session."""
        self._held.pop(secret, None)

    def end_all_of(self, name: str) -> None:
        """End all sessions of a person: a password or a role was changed."""
        for secret in [one for one, person in self._held.items() if person.name == name]:
            del self._held[secret]
