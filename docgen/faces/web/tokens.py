"""Tokens that are plugged in here: which makers' modules are installed, and which may be run at all."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from docgen.errors import DocgenError
from docgen.faces.web.answers import fault
from docgen.faces.web.house import House
from docgen.folder.there import files_of, is_folder

_FOLDERS = ("/usr/lib/", "/usr/lib64/", "/usr/local/lib/", "/opt/")
# Of OpenSC, SafeNet, Athena, Bit4id, Feitian, WatchData, and the one that is made of software alone.
_MODULES = (
    "opensc-pkcs11.so libeToken.so libeTPkcs11.so libASEP11.so libbit4xpki.so libcastle*.so libwdpkcs*.so"
    " libsofthsm2.so"
).split()
_MOST_DEEP = ("", "*/", "*/*/")


def installed_tokens() -> list[str]:
    """Return the modules of tokens that are installed on this machine, each once."""
    found: dict[Path, str] = {}
    for folder in _FOLDERS:
        if not is_folder(Path(folder)):
            continue
        for name in _MODULES:
            for deep in _MOST_DEEP:
                for path in files_of(Path(folder), deep + name):
                    found.setdefault(path.resolve(), str(path))
    return sorted(found.values())


def refuse_token(path: str, house: House) -> None:
    """Raise DocgenError for a token's module that would be run on the office's machine, or from just anywhere."""
    where = PurePosixPath(path)
    is_known = path.startswith(_FOLDERS) and ".." not in where.parts and where.suffix == ".so"
    if house.is_shared or not is_known:
        message = "ใช้ไฟล์กุญแจหรือโทเค็นนี้ไม่ได้"
        hint = "เลือกไฟล์กุญแจ .p12 หรือ .pfx หรือไฟล์ .so ของโทเค็นที่ติดตั้งในเครื่องนี้"
        raise DocgenError([fault("wrong-key", message, hint)])
