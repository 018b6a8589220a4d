"""`docgen user`: accounts of those who work over the office's network, from the terminal of the office's machine."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path

from docgen.accounts.account import ROLE_NAMES, Account
from docgen.errors import Place, error
from docgen.faces.cli.password import asked_password, read_password

_PLACE = Place("docgen user")


def user(given: argparse.Namespace, root: Path) -> int:
    """Add, change, remove or list accounts."""
    from docgen.desk.user import add_user, list_users, remove_user, set_password, set_roles

    by = _who()
    if given.act == "list":
        accounts = list_users(root).value
        print("\n".join(map(_line, accounts)) if accounts else "ยังไม่มีบัญชีผู้ใช้ เพิ่มด้วย docgen user add ชื่อ --role writer")
    elif given.act == "add":
        made = add_user(root, given.name, given.role, _new_password(given), by=by).value
        print(f"เพิ่มบัญชีแล้ว {_line(made)}")
    elif given.act == "password":
        made = set_password(root, given.name, _new_password(given), by=by).value
        print(f"เปลี่ยนรหัสผ่านแล้ว {made.name} เครื่องที่เข้าระบบไว้ต้องเข้าใหม่")
    elif given.act == "roles":
        made = set_roles(root, given.name, given.role, by=by).value
        print(f"เปลี่ยนหน้าที่แล้ว {_line(made)} เครื่องที่เข้าระบบไว้ต้องเข้าใหม่")
    else:
        print(f"ลบบัญชีแล้ว {remove_user(root, given.name, by=by).value.name}")
    return 0


def _line(account: Account) -> str:
    return f"{account.name}: {', '.join(ROLE_NAMES[role] for role in account.roles)}"


def _new_password(given: argparse.Namespace) -> str:
    """Return a new password, typed twice, or read from standard input for scripts. Raises DocgenError."""
    if given.password_stdin:
        return read_password(0, _PLACE)
    password = asked_password("รหัสผ่านใหม่: ", _PLACE, "สั่งในหน้าต่างคำสั่งที่พิมพ์ได้ หรือใช้ --password-stdin")
    if asked_password("พิมพ์รหัสผ่านเดิมอีกครั้ง: ", _PLACE) != password:
        raise error("wrong-password", _PLACE, "รหัสผ่านที่พิมพ์สองครั้งไม่เหมือนกัน", "สั่งใหม่ แล้วพิมพ์ให้เหมือนกัน")
    return password


def _who() -> str:
    """Return who of the machine's users asks, also behind sudo, "" where that can't be known."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
