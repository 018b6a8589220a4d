"""The password of a signing key, from where the clerk keeps it."""

from __future__ import annotations

import argparse
import os

from docgen.errors import Place, error

_LONGEST_PASSWORD = 10_000


def password_for(given: argparse.Namespace, words: str) -> bytes:
    """Return the key's password from where the clerk keeps it; a command line is seen by others and remembered.

    Raises DocgenError where there is nobody to ask.
    """
    if given.password_env is not None:
        return os.fsencode(os.environ.get(given.password_env, ""))
    if given.password_fd is not None:
        try:
            with os.fdopen(given.password_fd, "rb") as stream:
                return stream.readline(_LONGEST_PASSWORD).rstrip(b"\r\n")
        except (OSError, ValueError, TypeError, OverflowError):
            message = "อ่านรหัสผ่านจาก --password-fd ไม่ได้"
            raise error("no-password", Place(given.file.name), message, "ใส่หมายเลขของช่องที่เปิดไว้ให้โปรแกรมอ่าน") from None
    import getpass
    import warnings

    try:
        with warnings.catch_warnings():
            # Without a terminal the password would show as it is typed.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(words).encode()
    except (EOFError, OSError, ValueError, AttributeError, UnicodeError, getpass.GetPassWarning):
        message = "ไม่มีหน้าจอให้พิมพ์รหัสผ่าน"
        hint = "สั่งในหน้าต่างคำสั่งที่พิมพ์ได้ หรือใช้ --password-env ชื่อตัวแปร"
        raise error("no-password", Place(given.file.name), message, hint) from None
