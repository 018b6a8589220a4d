"""The accounts of a running server: who comes in, how long a wrong password makes them wait, who wrote what."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.accounts.access_log import ACCESS_EVENTS, account_changes, note_access
from docgen.accounts.account import BOOK_FILE, Account, AccountBook, change_book, read_book, same_person
from docgen.accounts.passwords import HashCost, Passwords
from docgen.accounts.written import note_other_name, note_written, writers_of
from docgen.desk.user import set_password
from docgen.errors import DocgenError
from docgen.faces.web.answers import fault
from docgen.faces.web.lan.certificate import Certificate
from docgen.faces.web.lan.delays import Delays, origin_of
from docgen.faces.web.people import Person
from docgen.folder.private import state_of
from docgen.thai.numerals import thai_number

WRONG = fault("wrong-password", "ชื่อหรือรหัสผ่านไม่ถูกต้อง", "พิมพ์ใหม่ ดูว่าแป้นเป็นไทยหรืออังกฤษ ลืมรหัสผ่านให้บอกผู้ดูแลเครื่อง")
UNREADABLE = fault("not-written", "อ่านไฟล์บัญชีผู้ใช้ไม่ได้ จึงยังไม่มีใครเข้าระบบได้", "บอกผู้ดูแลเครื่องให้ตรวจไฟล์บัญชี")
CROWDED = fault("too-many-tries", "มีผู้เข้าระบบพร้อมกันมากเกินไป", "รอสักครู่ แล้วลองใหม่")
_AT_ONCE, _MOST_WAITING, _MOST_USUAL = 2, 20, 2000


class OfficeAccounts:
    """The accounts of a project, as their file has them at each moment."""

    def __init__(
        self,
        root: Path,
        certificate: Certificate | None = None,
        cost: HashCost | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.root, self.certificate = root, certificate
        self.by_account = Delays(free=5, longest=60.0, clock=clock)
        self.by_address = Delays(free=20, longest=300.0, clock=clock)
        self._passwords = Passwords(cost)
        self._passwords.decoy()
        self._known: tuple[object, AccountBook | None] | None = None
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self._usual: dict[tuple[str, str], None] = {}  # who came in from where, the last ones

    def book(self) -> AccountBook:
        """Return the accounts as they are now; nobody has one where their file can't be read."""
        state = state_of(self.root / BOOK_FILE)
        if self._known is None or self._known[0] != state:
            try:
                self._known = (state, read_book(self.root))
            except DocgenError:
                self._known = (state, None)
        return self._known[1] or AccountBook()

    def people(self) -> list[dict[str, Any]]:
        """Return who has an account: name and roles."""
        return [{"name": one.name, "roles": list(one.roles)} for one in self.book().accounts]

    def stands(self, person: Person) -> bool:
        """Tell whether a person's account is what it was when they came in."""
        account = self.book().find(person.name)
        return account is not None and _person(account) == person

    async def come_in(self, name: str, password: str, address: str) -> Person:
        """Return whose name and password these are. Raises DocgenError; each failure makes the next try wait longer."""
        person = await self._proved(name, password, address)
        if person is None:
            await self._note("refused", name[:100], f"จาก {origin_of(address)}")
            raise DocgenError([WRONG])
        await self._note("in", person.name, f"จาก {origin_of(address)}")
        return person

    async def _proved(self, name: str, password: str, address: str) -> Person | None:
        who, origin = same_person(name[:200]), origin_of(address)
        # Where somebody came in before, others' guesses elsewhere do not keep them out; their own are counted there.
        account_key = f"{who} {origin}" if (who, origin) in self._usual else who
        keys = ((self.by_account, account_key), (self.by_address, origin))
        wait = max(delays.wait(key) for delays, key in keys)
        if wait > 0:
            raise DocgenError([_told_to_wait(wait)])
        if self._waiting >= _MOST_WAITING:
            raise DocgenError([CROWDED])
        for delays, key in keys:
            delays.tried(key)
        account = self.book().find(name)
        if self._known is not None and self._known[1] is None:
            raise DocgenError([UNREADABLE])
        self._waiting += 1
        try:
            async with self._turns:  # each takes 64 MiB and a processor
                hashed = account.password if account else None
                is_right = await asyncio.to_thread(self._passwords.agrees, hashed, password)
                if account is None or not is_right:
                    return None
                account = await asyncio.to_thread(self._dearer, account, password)
        finally:
            self._waiting -= 1
        self.by_account.forget(account_key)
        self.by_address.forgive(origin)
        self._usual.pop((who, origin), None)
        self._usual[who, origin] = None
        if len(self._usual) > _MOST_USUAL:
            del self._usual[next(iter(self._usual))]
        return _person(account)

    def _dearer(self, account: Account, password: str) -> Account:
        """Hash a password that is right anew, where hashes cost more by now; the account stays what it is."""
        if not self._passwords.is_cheap(account.password):
            return account
        made = replace(account, password=self._passwords.hash(password))
        with suppress(DocgenError, OSError):
            change_book(self.root, lambda book: book.having(made) if book.find(account.name) == account else book)
        return account

    async def change_password(self, person: Person, old: str, new: str, address: str) -> None:
        """Give a person another password, who knows the old one. Raises DocgenError."""
        if await self._proved(person.name, old, address) is None:
            raise DocgenError([fault("wrong-password", "รหัสผ่านเดิมไม่ถูกต้อง", "พิมพ์รหัสผ่านที่ใช้เข้าระบบอยู่")])
        await asyncio.to_thread(set_password, self.root, person.name, new, by=person.name, cost=self._passwords.cost)

    def left(self, person: Person) -> None:
        """Take down that a person left."""
        with suppress(DocgenError, OSError):
            note_access(self.root, "out", person.name)

    async def _note(self, event: str, name: str, remark: str) -> None:
        """Take down a coming; where that can't be written (a full disk), people come in all the same."""
        with suppress(DocgenError, OSError):
            await asyncio.to_thread(note_access, self.root, event, name, "", remark)

    def seen(self, person: Person) -> dict[str, Any]:
        """Return what the office's screen shows of accounts: those who have one, what was changed, the certificate."""
        changes = [
            {"at": one.at, "event_name": ACCESS_EVENTS[one.event], "name": one.name, "by": one.by}
            | {"remark": one.remark}
            for one in account_changes(self.root)
        ]
        told = self.certificate.as_json() if self.certificate else None
        return {"accounts": self.people(), "changes": changes, "certificate": told, "own": person.name}

    def wrote(self, person: str, name: str) -> None:
        """Take down that a person wrote in a content file, by its project path."""
        note_written(self.root, person, name)

    def has_written(self, person: str, name: str) -> bool:
        """Tell whether a person wrote in a content file."""
        return same_person(person) in writers_of(self.root, name)

    def moved(self, old: str, new: str) -> None:
        """Take down that a content file has another name: who wrote in it wrote in it still."""
        note_other_name(self.root, old, new)


def _person(account: Account) -> Person:
    return Person(account.name, frozenset(account.roles), account.stamp)


def _told_to_wait(seconds: float) -> Any:
    whole = thai_number(math.ceil(seconds))
    return fault("too-many-tries", f"ใส่ชื่อหรือรหัสผ่านผิดหลายครั้ง รออีก {whole} วินาที", "รอให้ครบ แล้วพิมพ์ใหม่ช้า ๆ")
