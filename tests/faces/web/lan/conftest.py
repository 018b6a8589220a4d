"""A real server of an office over TLS, with accounts, and browsers of its people."""

from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiohttp import web

from docgen.accounts.passwords import HashCost
from docgen.desk.user import add_user
from docgen.faces.web.app import make_app
from docgen.faces.web.lan.certificate import own_certificate
from docgen.faces.web.lan.hosts import hosts_of
from docgen.faces.web.lan.serving import make_lan_house
from tests.conftest import copy_project
from tests.faces.web.conftest import Browser, Heard

CHEAP = HashCost(rounds=1, memory_kib=64, lanes=1)
"""argon2id all the same: what a guess costs is a setting, and `test_passwords` holds the office's own."""
PASSWORD = "ม้าเขียวปีนต้นไม้ ๗ ต้น"
WRITER, CHECKER, BOTH = "สมศรี เขียนดี", "สมปอง ตรวจดี", "สมใจ ทำทั้งสอง"
SIGNER, ARCHIVIST = "นายวันชัย ประชุมชน", "สมหมาย เก็บดี"
PEOPLE = {WRITER: ["writer"], CHECKER: ["checker"], BOTH: ["writer", "checker"], SIGNER: ["signer"]}
PEOPLE |= {ARCHIVIST: ["archivist"]}


@dataclass
class LanBrowser(Browser):
    """Asks over TLS, as a browser on our own page does."""

    trusted: Path = field(default=Path())

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str | None] | None = None,
        files: dict[str, tuple[str, bytes] | str] | None = None,
    ) -> Heard:
        """Ask, and return what is answered."""
        host = f"127.0.0.1:{self.port}"
        said: dict[str, str | None] = {"Cookie": f"{self.house.sessions.cookie}={self.secret}"}
        said |= {} if method in ("GET", "HEAD") else {"Origin": f"https://{host}"}
        return super().ask(method, path, body, {**said, **(headers or {})}, files)

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection that trusts the office's certificate and no other."""
        context = ssl.create_default_context(cafile=str(self.trusted))
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)

    def log_in(self, name: str, password: str = PASSWORD, to: str = "", **headers: str | None) -> Heard:
        """Send the form of the page of login, as a browser does without scripts; keep the cookie."""
        body = urlencode({"name": name, "password": password, "to": to}).encode()
        said = {"Content-Type": "application/x-www-form-urlencoded", "X-Docgen": None, **headers}
        heard = self.ask("POST", "/login", body, headers=said)
        if heard.status == 303:
            self.secret = heard.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        return heard


class OfficeServer:
    """A server of an office in a thread of its own, ended by `close`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        hosts = hosts_of(["127.0.0.1"])
        self.certificate = own_certificate(root, hosts)
        self.sock = socket.socket()
        self.sock.bind(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        self.house = make_lan_house(root, self.port, hosts, self.certificate, CHEAP)
        self._loop = asyncio.new_event_loop()
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    @property
    def accounts(self) -> Any:
        """The accounts of the running server."""
        return self.house.accounts

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        runner = web.AppRunner(make_app(self.house), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, self.sock, ssl_context=self.certificate.context()).start()
        self._ready.set()
        await self._ended.wait()
        await asyncio.sleep(0.2)  # lines that browsers left are let go: TLS takes leave in several steps
        await runner.cleanup()
        await asyncio.sleep(0.1)

    def close(self) -> None:
        """End the server and its processes."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def tell(self, event: str, value: Any) -> None:
        """Tell every stream of news something, from the server's own thread."""
        self._loop.call_soon_threadsafe(self.house.jobs.tell, event, value)

    def stranger(self) -> LanBrowser:
        """Return a browser of somebody who is not in."""
        return LanBrowser(self.house, self.port, trusted=self.certificate.path)

    def browser(self, name: str, password: str = PASSWORD) -> LanBrowser:
        """Return a browser in which a person came in."""
        made = self.stranger()
        heard = made.log_in(name, password)
        assert heard.status == 303, heard.text
        made.usual = {"X-Docgen-For": quote(name)}
        return made

    def forget_failures(self) -> None:
        """Let nobody wait for what another test typed wrong."""
        for delays in (self.accounts.by_account, self.accounts.by_address):
            for key in list(delays._tries):
                delays.forget(key)


def office_project(target: Path) -> Path:
    """Copy the sample and give its people accounts."""
    root = copy_project(target)
    for name, roles in PEOPLE.items():
        add_user(root, name, roles, PASSWORD, by="ผู้ดูแล", cost=CHEAP)
    return root


@pytest.fixture(scope="session")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeServer]:
    """A server of an office, which the tests of reading share."""
    made = OfficeServer(office_project(tmp_path_factory.mktemp("office") / "project"))
    yield made
    made.close()


@pytest.fixture
def office_server(shared_office: OfficeServer) -> OfficeServer:
    """The shared server, with nobody waiting."""
    shared_office.forget_failures()
    return shared_office


@pytest.fixture(scope="module")
def working_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeServer]:
    """A server of an office of a module's own, for tests that change its project."""
    made = OfficeServer(office_project(tmp_path_factory.mktemp("working") / "project"))
    yield made
    made.close()
