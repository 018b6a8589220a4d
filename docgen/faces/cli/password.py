"""Passwords (of a signing key, of an account) from where the clerk keeps them; never from the command line itself."""

from __future__ import annotations

import argparse
import getpass
import os
import warnings

from docgen.errors import Place, error

_LONGEST_PASSWORD = 10_000


def password_for(given: argparse.Namespace, words: str) -> bytes:
    """Return the key's password from where the clerk keeps it; a command line is seen by others and remembered.

    Raises DocgenError where there is nobody to ask.
    """
    place = Place(given.file.name)
    if given.password_env is not None:
        return os.fsencode(os.environ.get(given.password_env, ""))
    if given.password_fd is not None:
        try:
            return _line_of(given.password_fd)
        except (OSError, ValueError, TypeError, OverflowError):
            message = "อ่านรหัสผ่านจาก --password-fd ไม่ได้"
            raise error("no-password", place, message, "ใส่หมายเลขของช่องที่เปิดไว้ให้โปรแกรมอ่าน") from None
    return asked_password(words, place).encode()


def asked_password(words: str, place: Place, hint: str = "สั่งในหน้าต่างคำสั่งที่พิมพ์ได้ หรือใช้ --password-env ชื่อตัวแปร") -> str:
    """Return what is typed on the terminal, which shows none of it. Raises DocgenError where there is none."""
    try:
        with warnings.catch_warnings():
            # Without a terminal the password would show as it is typed.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(words)
    except (EOFError, OSError, ValueError, AttributeError, UnicodeError, getpass.GetPassWarning):
        raise error("no-password", place, "ไม่มีหน้าจอให้พิมพ์รหัสผ่าน", hint) from None


def read_password(file: int, place: Place) -> str:
    """Return the first line that a script writes into an open file. Raises DocgenError where there is none."""
    try:
        return _line_of(file).decode("utf-8")
    except (OSError, ValueError):
        message = "อ่านรหัสผ่านจากช่องเข้าไม่ได้"
        raise error("no-password", place, message, "ส่งรหัสผ่านหนึ่งบรรทัดเป็น UTF-8 เข้าทางช่องเข้า") from None


def _line_of(file: int) -> bytes:
    with os.fdopen(file, "rb") as stream:
        return stream.readline(_LONGEST_PASSWORD).rstrip(b"\r\n")
