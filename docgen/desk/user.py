"""`docgen user`: accounts of those who work over the office's network. There is none by default."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docgen.accounts.access_log import note_access
from docgen.accounts.account import (
    ROLE_NAMES,
    Account,
    AccountBook,
    change_book,
    no_account,
    read_book,
    refuse_odd_name,
    same_person,
)
from docgen.accounts.passwords import HashCost, Passwords, refuse_weak
from docgen.content.agency import AGENCY_FILE, read_agency
from docgen.desk.done import Done
from docgen.errors import Place, error
from docgen.folder.files import Files

_PLACE = Place("docgen user")


def list_users(root: Path) -> Done[tuple[Account, ...]]:
    """Return all accounts, sorted by name. Raises DocgenError where their file can't be read."""
    return Done(read_book(root).accounts)


def add_user(
    root: Path, name: str, roles: Sequence[str], password: str, *, by: str = "", cost: HashCost | None = None
) -> Done[Account]:
    """Add an account, and return it. `by` is who does it; `cost` is what a guess of the password costs.

    Raises DocgenError for a name that has one or can't have one, no role, a signer whom the agency does not know, and
    a weak password; nothing is written then.
    """
    kept = _known_name(root, refuse_odd_name(name), roles)
    refuse_weak(password, kept)
    made = Account(kept, _sorted(roles), Passwords(cost).hash(password))

    def change(book: AccountBook) -> AccountBook:
        if (there := book.find(kept)) is not None:
            hint = "เปลี่ยนด้วย docgen user roles หรือ docgen user password"
            raise error("account-exists", _PLACE, f"มีบัญชีชื่อ {there.name} อยู่แล้ว", hint)
        return book.having(made)

    change_book(root, change)
    note_access(root, "added", kept, by, _names(made.roles))
    return Done(made)


def set_roles(root: Path, name: str, roles: Sequence[str], *, by: str = "") -> Done[Account]:
    """Give an account other roles; whoever is in with it has to come in anew. Raises DocgenError as `add_user`."""
    account = _account(root, name)
    kept = _known_name(root, account.name, roles)

    def change(book: AccountBook) -> AccountBook:
        there = _still(book, name).find(name) or account
        return book.having(replace(there, name=kept, roles=_sorted(roles), stamp=secrets.token_hex(8)))

    change_book(root, change)
    note_access(root, "roles", kept, by, _names(_sorted(roles)))
    return Done(_account(root, kept))


def set_password(root: Path, name: str, password: str, *, by: str = "", cost: HashCost | None = None) -> Done[Account]:
    """Give an account another password; whoever is in with it has to come in anew. Raises DocgenError."""
    account = _account(root, name)
    refuse_weak(password, account.name)
    hashed = Passwords(cost).hash(password)

    def change(book: AccountBook) -> AccountBook:
        there = _still(book, name).find(name) or account
        return book.having(replace(there, password=hashed, stamp=secrets.token_hex(8)))

    change_book(root, change)
    note_access(root, "password", account.name, by)
    return Done(_account(root, name))


def remove_user(root: Path, name: str, *, by: str = "") -> Done[Account]:
    """Take an account away, and return what it was. What its person did stays in the journal. Raises DocgenError."""
    account = _account(root, name)
    change_book(root, lambda book: _still(book, name).lacking(name))
    note_access(root, "removed", account.name, by)
    return Done(account)


def _account(root: Path, name: str) -> Account:
    found = read_book(root).find(name)
    if found is None:
        raise no_account(name)
    return found


def _still(book: AccountBook, name: str) -> AccountBook:
    """Return the book. Raises DocgenError where the account was taken away meanwhile."""
    if book.find(name) is None:
        raise no_account(name)
    return book


def _sorted(roles: Sequence[str]) -> tuple[str, ...]:
    return tuple(role for role in ROLE_NAMES if role in roles)


def _names(roles: Sequence[str]) -> str:
    return " ".join(ROLE_NAMES[role] for role in roles)


def _known_name(root: Path, name: str, roles: Sequence[str]) -> str:
    """Return the name under which an account is kept: a signer's is the one in the office's list of officers."""
    if not _sorted(roles):
        hint = "เลือกอย่างน้อยหนึ่ง: " + " ".join(f"--role {role} ({thai})" for role, thai in ROLE_NAMES.items())
        raise error("no-role", _PLACE, "ยังไม่ได้บอกหน้าที่ของบัญชี", hint)
    if "signer" not in roles:
        return name
    officers = list(dict.fromkeys(one.name for one in read_agency(Files(root)).officers))
    found = next((one for one in officers if same_person(one) == same_person(name)), None)
    if found is None:
        message = f"{name} ไม่อยู่ในรายชื่อผู้ลงนาม จึงเป็นผู้ลงนามไม่ได้"
        hint = f"เพิ่มชื่อใน officers ของ {AGENCY_FILE} ก่อน ชื่อที่มี: " + ", ".join(officers)
        raise error("no-officer", _PLACE, message, hint)
    return found
