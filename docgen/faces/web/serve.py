"""Run the page's server: an address of its own, one server a project, a clean end; says nothing but where it is."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import ssl
import webbrowser
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aiohttp import web

from docgen.errors import DocgenError, Place, error
from docgen.faces.web.app import make_app
from docgen.faces.web.house import House
from docgen.faces.web.jobs import Jobs
from docgen.faces.web.people import Sessions
from docgen.faces.web.ports import LOOPBACK, listening_for
from docgen.faces.web.previews import Previews
from docgen.faces.web.turns import Turns
from docgen.faces.web.workers import Processes
from docgen.folder.atomic import write_files
from docgen.folder.locks import locked
from docgen.folder.regular import read_regular

SERVER_LOCK, SERVER_FILE = "output/.serve.lock", "output/.serve.json"


def serve(root: Path, port: int, *, opens_browser: bool, say: Callable[[str], None]) -> None:
    """Serve a project's page on this machine until the process is told to end; `say` gets the address.

    Raises DocgenError if another server has the project, or the port is taken.
    """
    with only_server(root), listening_for(root, port) as sock:
        address = f"http://{LOOPBACK}:{sock.getsockname()[1]}"
        tell_address(root, address)
        house = make_house(root, sock.getsockname()[1])

        async def started() -> None:
            start = f"{address}/start/{house.sessions.token()}"
            is_open = opens_browser and await asyncio.to_thread(_open, start)
            # Whoever opens it by hand needs the token; the browser that was opened has it already.
            say(address if is_open else start)

        asyncio.run(run_server(house, sock, started))


@contextmanager
def only_server(root: Path) -> Iterator[None]:
    """Be the one server of a project. Raises DocgenError if another has it."""
    # What a library would say goes nowhere: a page is told in Thai, and nothing of an address is ever in a log.
    for name in ("aiohttp", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    try:
        with locked(root / SERVER_LOCK, wait_seconds=0):
            yield
    except DocgenError as problem:
        if any(one.code == "busy" for one in problem.findings):
            raise _runs_already(root) from None
        raise


def tell_address(root: Path, address: str) -> None:
    """Leave word where the server of a project is. Raises OSError."""
    write_files({root / SERVER_FILE: json.dumps({"address": address}).encode()})


def make_house(root: Path, port: int) -> House:
    """Return what a server of one's own machine holds, on a port."""
    jobs = Jobs(root)
    workers = Processes(root, jobs.heard)
    hosts = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
    return House(root, hosts, "http", Sessions(f"docgen-{port}"), workers, jobs, Previews(Turns(workers)))


async def run_server(
    house: House, sock: socket.socket, started: Callable[[], Awaitable[None]], context: ssl.SSLContext | None = None
) -> None:
    """Run a server on a socket, over TLS where there is a context, until the process is told to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends it as an exception
            loop.add_signal_handler(one, ended.set)
    runner = web.AppRunner(make_app(house), access_log=None, handle_signals=False, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.SockSite(runner, sock, ssl_context=context).start()
        await started()
        await ended.wait()
    finally:
        await runner.cleanup()


def _open(address: str) -> bool:
    try:
        return webbrowser.open_new_tab(address)
    except (webbrowser.Error, OSError):
        return False


def _runs_already(root: Path) -> DocgenError:
    """Return what tells where the server of a project is."""
    try:
        address = str(json.loads(read_regular(root / SERVER_FILE, 10_000))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        address = ""
    where = f" ที่ {address}" if address.startswith(("http://", "https://")) else ""
    hint = "ใช้หน้าที่เปิดอยู่ หรือหยุดรายการเดิมด้วย Ctrl+C แล้วสั่งใหม่"
    return error("serving-already", Place("docgen serve"), f"เปิดหน้าของโครงการนี้อยู่แล้ว{where}", hint)
