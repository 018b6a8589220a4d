"""`docgen serve --lan`: the page over the office's network. Without accounts and TLS it does not start."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.accounts.account import read_book
from docgen.accounts.passwords import HashCost
from docgen.errors import Place, error
from docgen.faces.web.house import House
from docgen.faces.web.jobs import Jobs
from docgen.faces.web.lan.certificate import Certificate, given_certificate, own_certificate
from docgen.faces.web.lan.hosts import address_of, host_headers, hosts_of
from docgen.faces.web.lan.office import OfficeAccounts
from docgen.faces.web.people import IDLE_SECONDS, LIFETIME_SECONDS, Sessions
from docgen.faces.web.ports import port_taken
from docgen.faces.web.previews import Previews
from docgen.faces.web.serve import only_server, run_server, tell_address
from docgen.faces.web.turns import Turns
from docgen.faces.web.workers import Processes
from docgen.reasons import reason

LAN_PORT = 8443
"""Where none is given: an address that stays the same can be kept as a bookmark."""


@dataclass(frozen=True, slots=True)
class LanOptions:
    """What may be said of a server on a network; without `certificate` it has one of its own."""

    port: int = 0
    hosts: tuple[str, ...] = ()
    certificate: Path | None = None
    private_key: Path | None = None
    is_new_certificate: bool = False


def serve_lan(root: Path, options: LanOptions, say: Callable[[str], None]) -> None:
    """Serve a project's page over the network until the process is told to end; `say` gets what its keeper reads.

    Raises DocgenError where there is no account, the certificate can't be used, the port is taken, or another server
    has the project.
    """
    refuse_without_accounts(root)
    with only_server(root):
        certificate, hosts = certificate_for(root, options)
        context = certificate.context()
        with _listening(options.port or LAN_PORT) as sock:
            port = sock.getsockname()[1]
            tell_address(root, address_of(hosts[0], port))
            house = make_lan_house(root, port, hosts, certificate)

            async def started() -> None:
                for line in _said(certificate, hosts, port, asked=options.hosts):
                    say(line)

            asyncio.run(run_server(house, sock, started, context))


def refuse_without_accounts(root: Path) -> None:
    """Raise DocgenError where nobody has an account: there is none by default."""
    if not read_book(root).accounts:
        message = "ยังไม่มีบัญชีผู้ใช้ จึงไม่เปิดให้เครื่องอื่นใช้"
        hint = "เพิ่มบัญชีก่อน เช่น docgen user add ชื่อ --role writer (docgen user --help ดูหน้าที่ทั้งหมด)"
        raise error("no-accounts", Place("docgen serve --lan"), message, hint)


def certificate_for(root: Path, options: LanOptions) -> tuple[Certificate, tuple[str, ...]]:
    """Return the certificate, and the hosts by which the page may be asked for. Raises DocgenError, OSError."""
    if options.certificate is None or options.private_key is None:
        hosts = hosts_of(options.hosts)
        return own_certificate(root, hosts, is_new=options.is_new_certificate), hosts
    certificate = given_certificate(options.certificate, options.private_key)
    named = sorted(one for one in certificate.names if "*" not in one)
    return certificate, hosts_of((*options.hosts, *named))


def make_lan_house(
    root: Path, port: int, hosts: Sequence[str], certificate: Certificate, cost: HashCost | None = None
) -> House:
    """Return what a server on a network holds. `cost` is what a guess of a password costs."""
    jobs, office = Jobs(root), OfficeAccounts(root, certificate, cost)
    workers = Processes(root, jobs.heard)
    # The prefix is kept by browsers: no other host, path or connection without TLS can set such a cookie.
    cookie = f"__Host-docgen-{port}"
    sessions = Sessions(cookie, LIFETIME_SECONDS, IDLE_SECONDS, office.stands)
    return House(root, host_headers(hosts, port), "https", sessions, workers, jobs, Previews(Turns(workers)), office)


def _listening(port: int) -> socket.socket:
    """Return a socket of all networks that this machine is in. Raises DocgenError if the port is taken."""
    try:
        if socket.has_dualstack_ipv6():
            return socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
        return socket.create_server(("", port))
    except (OSError, OverflowError) as problem:
        raise port_taken(port, reason(problem) if isinstance(problem, OSError) else "เลขไม่อยู่ในช่วง") from None


def _said(certificate: Certificate, hosts: Sequence[str], port: int, asked: Sequence[str]) -> list[str]:
    others = " ".join(address_of(one, port) for one in hosts[1:])
    said = [f"เปิดหน้าของสำนักงานแล้วที่ {address_of(hosts[0], port)}", f"เปิดได้ด้วย: {others}"]
    if certificate.is_own:
        said.append(f"ใบรับรองของเครื่องนี้: {certificate.path}")
        said.append(f"ลายนิ้วมือ SHA-256: {certificate.fingerprint}")
        said.append("ติดตั้งใบรับรองนี้ในเครื่องอื่น หรือเทียบลายนิ้วมือก่อนกดยอมรับ (docs/office-machine.md)")
    return said + certificate.warnings(asked or [one for one in hosts if one not in ("localhost", "127.0.0.1")])
