"""A real server on a real socket of this machine, and a browser's requests to it, or a stranger's."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import web

from docgen.faces.web.app import make_app
from docgen.faces.web.house import House
from docgen.faces.web.serve import make_house
from tests.conftest import copy_project


@dataclass
class Heard:
    """An answer: status, headers, body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def codes(self) -> list[str]:
        """The codes of its findings."""
        return [one["code"] for one in self.json["findings"]]


@dataclass
class Browser:
    """Asks as a browser on our own page does; any header may be said otherwise, or left out (None)."""

    house: House
    port: int
    secret: str = ""
    usual: dict[str, str] = field(default_factory=dict)

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
        said: dict[str, str | None] = {"Host": host, "Cookie": f"docgen-{self.port}={self.secret}"}
        content = b""
        if method not in ("GET", "HEAD"):
            said |= {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin", "X-Docgen": "1"}
        if files is not None:
            content, kind = form(files)
            said["Content-Type"] = kind
        elif body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            said["Content-Type"] = "application/json"
        said |= {"Content-Length": str(len(content))} if method not in ("GET", "HEAD") else {}
        said |= self.usual | (headers or {})
        connection = self.connect()
        try:
            connection.putrequest(method, quote(path, safe="/?=&%.:"), skip_host=True, skip_accept_encoding=True)
            for name, value in said.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(content or None)
            heard = connection.getresponse()
            return Heard(heard.status, heard.headers, heard.read())
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection to the server."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str, **headers: str | None) -> Heard:
        """Ask for something."""
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str | None) -> Heard:
        """Ask for something to be done."""
        return self.ask("POST", path, {} if body is None else body, headers=headers)

    def put(self, path: str, body: Any, digest: str) -> Heard:
        """Save something over what has a digest."""
        return self.ask("PUT", path, body, headers={"If-Match": f'"{digest}"'})

    def job(self, heard: Heard) -> dict[str, Any]:
        """Wait until a job is over, and return it."""
        assert heard.status == 202, heard.text
        number = heard.json["job"]["id"]
        for _ in range(600):
            found: dict[str, Any] = self.get(f"/api/jobs/{number}").json["job"]
            if found["state"] not in ("waiting", "running"):
                return found
            threading.Event().wait(0.1)
        raise AssertionError("a job that does not end")


def form(files: dict[str, tuple[str, bytes] | str]) -> tuple[bytes, str]:
    """Return the body of a form with files and words, and its content type."""
    made = b""
    for name, value in files.items():
        shown, content = ("", value.encode()) if isinstance(value, str) else value
        named = f'; filename="{shown}"'.encode() if not isinstance(value, str) else b""
        head = b'--edge\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + named
        made += head + b"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + b"\r\n"
    return made + b"--edge--\r\n", "multipart/form-data; boundary=edge"


class Served:
    """A server in a thread of its own, ended by `close`."""

    def __init__(self, root: Path, address: str = "127.0.0.1") -> None:
        self.sock = socket.socket()
        self.sock.bind((address, 0))
        self.port = self.sock.getsockname()[1]
        self.house = make_house(root, self.port)
        self._loop = asyncio.new_event_loop()
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        runner = web.AppRunner(make_app(self.house), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, self.sock).start()
        self._ready.set()
        await self._ended.wait()
        await runner.cleanup()

    def close(self) -> None:
        """End the server and its processes."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def browser(self) -> Browser:
        """Return a browser that came in by a start token."""
        made = Browser(self.house, self.port)
        heard = made.get(f"/start/{self.house.sessions.token()}")
        assert heard.status == 303
        made.secret = heard.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        return made


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the sample, which the tests of reading share."""
    made = Served(copy_project(tmp_path_factory.mktemp("served") / "project"))
    yield made
    made.close()


@pytest.fixture
def page(served: Served) -> Browser:
    """A browser that is in."""
    return served.browser()


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a sample of its own, for tests that change it."""
    made = Served(copy_project(tmp_path_factory.mktemp("working") / "project"))
    yield made
    made.close()


@pytest.fixture
def clerk(working: Served) -> Browser:
    """A browser of a clerk who changes things."""
    return working.browser()
