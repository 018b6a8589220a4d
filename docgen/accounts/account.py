"""An account: a person's name and roles, and what proves them. The book of all accounts, kept in a private file.

The file stands in `.docgen/` of the project, mode 0600 in a folder of mode 0700 that git leaves out. It is no content:
nothing there is archived, published or served.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Place, error
from docgen.folder.locks import locked
from docgen.folder.private import private_folder, read_private, write_private
from docgen.folder.there import is_there
from docgen.outside import quoted
from docgen.thai.characters import comparable, forbidden_characters
from docgen.thai.names import without_title

FOLDER = ".docgen"
BOOK_FILE = ".docgen/accounts.json"
BOOK_LOCK = ".docgen/.accounts.lock"
ROLE_NAMES = {"writer": "ผู้เขียน", "checker": "ผู้ตรวจและออกเลข", "signer": "ผู้ลงนาม", "archivist": "ผู้เก็บหลักฐาน"}
"""What an account may do, with the Thai names of it; who has any may read."""
MAX_NAME = 100
_MAX_BYTES = 5_000_000
_MOST_ACCOUNTS = 2000


@dataclass(frozen=True, slots=True)
class Account:
    """An account. `password` is an argon2id hash; `stamp` is another one whenever password or roles are changed."""

    name: str
    roles: tuple[str, ...]
    password: str = field(repr=False)
    stamp: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class AccountBook:
    """All accounts of a project, sorted by name."""

    accounts: tuple[Account, ...] = ()

    def find(self, name: str) -> Account | None:
        """Return the account of a name, with its title or without, None if there is none."""
        wanted = same_person(name)
        return next((one for one in self.accounts if same_person(one.name) == wanted), None)

    def having(self, account: Account) -> AccountBook:
        """Return the book with an account in place of the one of that name, or beside the others."""
        others = self.lacking(account.name).accounts
        return AccountBook(tuple(sorted((*others, account), key=lambda one: one.name)))

    def lacking(self, name: str) -> AccountBook:
        """Return the book without the account of a name."""
        return AccountBook(tuple(one for one in self.accounts if same_person(one.name) != same_person(name)))


def same_person(name: str) -> str:
    """Return of a name what tells people apart: no title, no blanks, capitals as small letters."""
    return comparable(without_title(comparable(name))).replace(" ", "").casefold()


def refuse_odd_name(name: str) -> str:
    """Return a name as it is kept. Raises DocgenError for one that is empty, long, or holds what no name holds."""
    made = " ".join(name.split())
    if not same_person(made) or len(made) > MAX_NAME or forbidden_characters(made) or not made.isprintable():
        hint = "ใช้ชื่อและนามสกุลของคนเดียว ไม่มีอักขระพิเศษ"
        raise error("wrong-account-name", Place("docgen user"), f"ใช้ชื่อ {quoted(name, 80)} ไม่ได้", hint)
    return made


def read_book(root: Path) -> AccountBook:
    """Return the accounts of a project, none where there is no file. Raises DocgenError for one that is not whole."""
    path = root / BOOK_FILE
    if not is_there(path):
        return AccountBook()
    content = read_private(path, BOOK_FILE, _MAX_BYTES)
    try:
        accounts = tuple(_account(one) for one in json.loads(content)["accounts"])
        names = {same_person(one.name) for one in accounts}
        if len(names) != len(accounts):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "คืนไฟล์จากสำเนา หรือลบไฟล์แล้วเพิ่มบัญชีใหม่ด้วย docgen user add"
        raise error("broken-accounts", Place(BOOK_FILE), "ไฟล์บัญชีผู้ใช้ถูกแก้ หรือไม่ครบ", hint) from None
    return AccountBook(accounts)


def _account(told: dict[str, Any]) -> Account:
    name, password, stamp, roles = told["name"], told["password"], told["stamp"], told["roles"]
    if not all(isinstance(one, str) and one for one in (name, password, stamp, *roles)) or not isinstance(roles, list):
        raise ValueError
    if not roles or not set(roles) <= set(ROLE_NAMES) or not password.startswith("$argon2id$"):
        raise ValueError
    return Account(name, tuple(roles), password, stamp)


def change_book(root: Path, change: Callable[[AccountBook], AccountBook]) -> None:
    """Write the accounts anew, one change after the other. Raises DocgenError, OSError; the file is then as it was."""
    private_folder(root / FOLDER)
    with locked(root / BOOK_LOCK, wait_seconds=10):
        before = read_book(root)
        after = change(before)
        if len(after.accounts) > max(_MOST_ACCOUNTS, len(before.accounts)):
            raise error("too-many-accounts", Place(BOOK_FILE), f"มีบัญชีเกิน {_MOST_ACCOUNTS} บัญชี", "ลบบัญชีที่ไม่ใช้ก่อน")
        if after != before:
            told = [
                {"name": one.name, "roles": list(one.roles), "password": one.password, "stamp": one.stamp}
                for one in after.accounts
            ]
            made = json.dumps({"format": 1, "accounts": told}, ensure_ascii=False, indent=1)
            write_private(root / BOOK_FILE, made.encode() + b"\n")


def no_account(name: str) -> DocgenError:
    """Return the error that says that nobody of a name has an account."""
    place = Place("docgen user")
    return error("no-account", place, f"ไม่มีบัญชีชื่อ {quoted(name, 80)}", "ดูรายชื่อด้วย docgen user list")
