"""The port of a project's page: the same at each start, since a browser keeps what was typed for an address.

A browser gives one port's keeping to no other: with a new port after a crash, what the clerk typed would lie where
nobody looks for it. Whoever is on the port meanwhile gets no session of ours (the start token), and we take another.
"""

from __future__ import annotations

import hashlib
import socket
from contextlib import suppress
from pathlib import Path

from docgen.errors import DocgenError, Place, error
from docgen.reasons import reason

LOOPBACK = "127.0.0.1"
_FIRST, _COUNT = 20_000, 12_000
"""Below the ports that systems lend for a while (from 32768), above those of well-known servers."""
_TRIES = 4


def usual_ports(root: Path) -> tuple[int, ...]:
    """Return the ports of a project, the first to be tried first: the same for the same folder."""
    said = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).digest()
    return tuple(_FIRST + int.from_bytes(said[at : at + 2], "big") * _COUNT // 65_536 for at in range(0, 2 * _TRIES, 2))


def listening_for(root: Path, port: int) -> socket.socket:
    """Return a socket of this machine alone, on a port; for 0 on one of the project's, else on a free one.

    Raises DocgenError if the port that was asked for is taken.
    """
    for usual in () if port else usual_ports(root):
        with suppress(DocgenError):
            return _listening(usual)
    return _listening(port)


def _listening(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((LOOPBACK, port))
        sock.listen(128)  # two that asked for one port would both have it until one of them listens
    except (OSError, OverflowError) as problem:
        sock.close()
        why = reason(problem) if isinstance(problem, OSError) else "เลขไม่อยู่ในช่วง"
        raise port_taken(port, why) from None
    return sock


def port_taken(port: int, why: str) -> DocgenError:
    """Return the error that says that a port can't be used."""
    return error("port-taken", Place("--port"), f"ใช้ช่อง {port} ไม่ได้: {why}", "เลือกเลขอื่น หรือไม่ใส่ --port")
