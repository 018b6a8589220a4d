"""By what names the office's machine is asked: those that are given, or what it calls itself, and its addresses."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable, Sequence

from docgen.errors import Place, error
from docgen.outside import quoted

_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_NAME = rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*"
# No packet is sent to these: a socket is only asked from which address it would be.
_FAR = ("192.0.2.1", "10.255.255.254", "172.16.255.254", "192.168.255.254")
_LOOPBACK = ("localhost", "127.0.0.1")


def hosts_of(given: Sequence[str]) -> tuple[str, ...]:
    """Return the names and addresses by which the page may be asked for, the best one first.

    Given ones are taken as they are; else what the machine calls itself, and the addresses that it has now.
    Raises DocgenError for one that is none.
    """
    wanted = [clean_host(one) for one in given] or [*_own_names(), *_own_addresses()]
    return tuple(dict.fromkeys([*wanted, *_LOOPBACK]))


def clean_host(text: str) -> str:
    """Return a host's name as browsers send it (small letters, xn--… for Thai), or an address. Raises DocgenError."""
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        pass
    try:
        made = text.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        made = ""
    if not re.fullmatch(_NAME, made) or made.replace(".", "").isdigit():
        hint = "เขียนชื่อเครื่องหรือเลขที่อยู่ เช่น --host docgen.office.local ไม่มี https:// และไม่มีเลขช่อง"
        raise error("wrong-host", Place("--host"), f"{quoted(text, 80)} ไม่ใช่ชื่อเครื่อง", hint)
    return made


def host_headers(hosts: Iterable[str], port: int) -> frozenset[str]:
    """Return what browsers send as Host for these hosts on a port."""
    named = [f"[{one}]" if ":" in one else one for one in hosts]
    bare = named if port == 443 else []  # left out by browsers where it is the usual one
    return frozenset([*(f"{one}:{port}" for one in named), *bare])


def address_of(host: str, port: int) -> str:
    """Return the address of the page under a host's name."""
    return f"https://{f'[{host}]' if ':' in host else host}:{port}"


def _own_names() -> list[str]:
    own = socket.gethostname().lower()
    return [one for one in (own, f"{own.partition('.')[0]}.local") if re.fullmatch(_NAME, one) and one != "localhost"]


def _own_addresses() -> list[str]:
    found = []
    for far in _FAR:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((far, 9))
            except OSError:  # no way there
                continue
            found.append(asked.getsockname()[0])
    return [one for one in dict.fromkeys(found) if not ipaddress.ip_address(one).is_loopback]
