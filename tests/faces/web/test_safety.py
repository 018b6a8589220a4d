"""The safety rules of the clerk's page against hostile requests, as bytes on a socket where a browser would send none.

docs/inside.md says which test shows which rule. Those of accounts and TLS on a network have modules of their own.
"""

from __future__ import annotations

import io
import json
import re
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from docgen.desk.save import open_text, save
from docgen.errors import DocgenError
from docgen.faces.web.app import ALL, make_app
from docgen.faces.web.house import ROUTES
from docgen.faces.web.ports import LOOPBACK, listening_for
from docgen.faces.web.routes import Route
from docgen.faces.web.uploads import MAX_UPLOAD_BYTES
from docgen.folder.file_names import odd_name
from tests.conftest import ROOT
from tests.desk.test_preview import state
from tests.faces.web.conftest import Browser, Served
from tests.killed import each_step

WILL = "announcements/integrity-will-2565.md"
REPORT = "reports/2566/report.yaml"
SCRIPT = b"<script>document.title='caught'</script>"


def asked(port: int, request: str | bytes) -> tuple[int, str]:
    """Send bytes as they are; return the status (0: hung up without a word) and the answer."""
    with closing(socket.create_connection((LOOPBACK, port), 30)) as sock:
        sock.sendall(request.encode() if isinstance(request, str) else request)
        heard = b""
        with suppress(OSError):
            while not _is_whole(heard) and (piece := sock.recv(1 << 16)):
                heard += piece
    status = heard.split(b" ", 2)[1:2]
    return (int(status[0]) if status else 0), heard.decode(errors="replace")


def _is_whole(heard: bytes) -> bool:
    """Tell whether an answer is there with all its body: a connection may stay open."""
    head, blank, body = heard.partition(b"\r\n\r\n")
    size = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
    if not blank or b"chunked" in head.lower():
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(size[1]) if size else head.split(b" ", 2)[1] in (b"303", b"304")


def lines(page: Browser, first: str, **headers: str | None) -> str:
    """Return a request of a browser that is in, with headers said otherwise; two of a kind with a line end between."""
    own = f"127.0.0.1:{page.port}"
    said: dict[str, str | None] = {"Host": own, "Cookie": f"docgen-{page.port}={page.secret}", "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(
        [f"{first}\r\n", *(f"{name}: {value}\r\n" for name, value in said.items() if value is not None), "\r\n"]
    )


def filled(route: Route) -> str:
    """Return an address that leads to a route."""
    path = route.path
    for name, value in {
        "id": WILL,
        "year": "2566",
        "token": "x",
        "code": "wrong-era",
        "number": "1",
        "name": "page.css",
    }.items():
        start = path.find("{" + name)
        if start >= 0:
            depth, end = 0, start
            while end < len(path):
                depth += {"{": 1, "}": -1}.get(path[end], 0)
                end += 1
                if depth == 0:
                    break
            path = path[:start] + value + path[end:]
    return path


def test_it_listens_to_this_machine_alone_on_a_free_port(tmp_path: Path) -> None:
    """No other address of the machine answers, and a port that is asked for and taken is told in Thai."""
    with closing(listening_for(tmp_path, 0)) as first, closing(listening_for(tmp_path, 0)) as second:
        assert first.getsockname()[0] == second.getsockname()[0] == LOOPBACK
        port = first.getsockname()[1]
        assert 0 < port != second.getsockname()[1] > 0
        with pytest.raises(ConnectionRefusedError), closing(socket.create_connection(("127.0.0.2", port), 5)):
            pass
        with pytest.raises(DocgenError) as caught:
            listening_for(tmp_path, port)
        assert [one.code for one in caught.value.findings] == ["port-taken"]


@pytest.mark.parametrize("path", ["/", "/static/page.css", "/no-such-page", f"/api/d/{WILL}", "/api/events"])
def test_only_our_own_host_is_answered(page: Browser, path: str) -> None:
    """DNS rebinding: a Host that is missing, doubled, dressed up or in the first line is refused on every path."""
    own = f"127.0.0.1:{page.port}"
    dressed = (f"{own}.", f"{own}@evil.example", f"evil.example@{own}", f"LOCALHOST:{page.port}", f"[::1]:{page.port}")
    for host in ("", "evil.example", "127.1", f"0.0.0.0:{page.port}", f"{own}:80", f"{own} ", *dressed):
        if host.strip() == own:  # a blank at the end is none
            continue
        status, _ = asked(page.port, lines(page, f"GET {path} HTTP/1.1", Host=host))
        assert status in (400, 403), host
    for request in (
        lines(page, f"GET {path} HTTP/1.1", Host=None),
        lines(page, f"GET {path} HTTP/1.0", Host=None),
        lines(page, f"GET {path} HTTP/1.1", Host=f"{own}\r\nHost: evil.example"),
        lines(page, f"GET {path} HTTP/1.1", Upgrade="h2c", Connection="Upgrade, HTTP2-Settings"),
        lines(page, f"GET {path} HTTP/1.1", Upgrade="websocket", Connection="keep-alive, upgrade"),
    ):
        assert asked(page.port, request)[0] in (400, 403), request


def test_unknown_methods_reach_nothing(page: Browser) -> None:
    """No method but those of the routes does or shows anything, with our own headers or without."""
    for method in ("OPTIONS", "TRACE", "CONNECT", "DELETE", "PATCH", "PROPFIND", "get"):
        for headers in (
            {},
            {"Origin": f"http://127.0.0.1:{page.port}", "Sec_Fetch_Site": "same-origin", "X_Docgen": "1"},
        ):
            status, text = asked(page.port, lines(page, f"{method} /api/d/{WILL} HTTP/1.1", **headers))
            assert status in (400, 403, 404, 405), (method, status)
            assert "เจตจำนง" not in text


def test_a_start_token_is_no_guess_and_is_spent_once(served: Served) -> None:
    """128 bits at the least; of twenty that ask at once one comes in; a look at its head spends nothing."""
    token = served.house.sessions.token()
    assert len(token) * 6 >= 128
    assert len({served.house.sessions.token() for _ in range(50)}) == 50
    stranger = Browser(served.house, served.port)
    assert stranger.ask("HEAD", f"/start/{token}").status in (401, 403, 404, 405)
    for close in (token[:-1], token + "A", token.swapcase(), token[::-1], "", "%00", quote("ก")):
        assert stranger.get(f"/start/{close}").status in (401, 403, 404)
    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(pool.map(lambda _: stranger.get(f"/start/{token}").status, range(20)))
    assert statuses == [303] + [403] * 19


def test_the_token_is_said_once_and_written_nowhere(sample: Path) -> None:
    """Neither the token nor the session that it opens stands in a file, an address or on the terminal again."""
    command = [sys.executable, "-P", "-m", "docgen", "--root", str(sample), "serve", "--no-browser"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        said = running.stdout.readline().strip()
        address, _, token = said.partition("/start/")
        port = int(address.rpartition(":")[2])
        host = f"127.0.0.1:{port}"
        status, heard = asked(port, f"GET /start/{token} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        secret = heard.partition(f"docgen-{port}=")[2].partition(";")[0]
        assert (status, bool(secret)) == (303, True)
        assert "\r\nLocation: /\r\n" in heard
        assert "no-store" in heard
        cookie = f"Cookie: docgen-{port}={secret}\r\n"
        for path in ("/", f"/api/d/{WILL}", "/no-such-page", f"/start/{token}"):
            asked(port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{cookie}Connection: close\r\n\r\n")
        kept = b"".join(path.read_bytes() for path in sample.rglob("*") if path.is_file())
    finally:
        running.terminate()
        more, complaints = running.communicate(timeout=60)
    for one in (token, secret):
        assert one.encode() not in kept
        assert one not in more + complaints


@pytest.mark.parametrize(
    "origin",
    [
        "http://127.0.0.1", "http://127.0.0.1:{port}0", "http://127.0.0.1:{port}.evil.example", "http://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}@evil.example", "https://127.0.0.1:{port}", "HTTP://127.0.0.1:{port}", "null", "",
        "http://localhost:{port}", "http://evil.example/http://127.0.0.1:{port}", "http://127.0.0.1:{port} http://evil.example",
        "http://127.0.0.1:{port}\r\nOrigin: http://evil.example", "file://", "127.0.0.1:{port}",
    ],
)  # fmt: skip
def test_an_origin_is_ours_letter_by_letter(page: Browser, origin: str) -> None:
    """Prefix, suffix, other port, scheme or name, two at once: whatever is not the very origin writes nothing."""
    body = json.dumps({"kind": "announcement", "name": "จากที่อื่น"}).encode()
    more = {"Sec_Fetch_Site": "same-origin", "X_Docgen": "1", "Content_Type": "application/json"}
    head = lines(
        page, "POST /api/new HTTP/1.1", Origin=origin.format(port=page.port), Content_Length=str(len(body)), **more
    )
    assert asked(page.port, head.encode() + body)[0] in (400, 403)
    assert not (page.house.root / "content/announcements/จากที่อื่น.md").exists()


def test_a_form_of_another_site_does_nothing(page: Browser) -> None:
    """What a form can send without scripts (its types, no header of ours, the cookie at best) is refused."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        body = b'{"kind": "announcement", "name": "x"}'
        evil = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site", "X-Docgen": None}
        assert page.ask("POST", "/api/new", body, {"Content-Type": kind, **evil}).status == 403
        # And of our own origin, none that is not JSON.
        assert page.ask("POST", "/api/new", body, {"Content-Type": kind}).status == 400


ODD = (
    "?fix=1&write=1",
    "?correcting=true",
    "?digest=x&text=x",
    "?download=1",
    "?output=../x",
    "?year=9&signed&scan",
)


def test_asking_writes_nothing(clerk: Browser) -> None:
    """Every route of GET, and its head, with odd queries and a body: no file of the project comes, goes or changes."""
    root = clerk.house.root
    quiet = {one.path for one in ALL if "/api/events" in one.path or "/start/" in one.path}
    before = state(root)
    heard = set()
    asked_for = [one for one in ALL if one.method == "GET" and one.path not in quiet]
    for number, one in enumerate(asked_for):
        heard.add(clerk.get(filled(one) + ODD[number % len(ODD)]).status)
        heard.add(clerk.ask("HEAD", filled(one)).status)
    body = b'{"text": "x", "set": []}'
    for path in (f"/api/d/{WILL}", f"/api/d/{WILL}/fields", "/api/office", "/api/new", "/api/build"):
        head = lines(clerk, f"GET {path} HTTP/1.1", Content_Length=str(len(body)), Content_Type="application/json")
        asked(clerk.port, head.encode() + body)
    assert 200 in heard
    assert 500 not in heard
    assert state(root) == before


def test_no_route_answers_a_stranger(served: Served) -> None:
    """Each route, whatever it does: without a session, and with one that is made up, nobody is told anything."""
    for secret in ("", "x" * 43):
        stranger = Browser(served.house, served.port, secret)
        for one in ALL:
            heard = stranger.ask(one.method, filled(one), None if one.method == "GET" else {})
            assert heard.status in (401, 403), one.path
            assert "เจตจำนง" not in heard.text


def test_a_route_that_somebody_forgot_to_declare_is_found(served: Served) -> None:
    """All that the server would answer is in the list whose roles are looked at, and nothing is in it twice."""
    app = make_app(served.house)
    assert set(app.router.routes()) == set(app[ROUTES])
    assert len({(one.method, one.path) for one in ALL}) == len(ALL)


HOSTILE = (
    "announcements/../../../etc/passwd.md", "announcements/%2e%2e/%2e%2e/x.md", "announcements/..%2f..%2fx.md",
    "announcements/..%5c..%5cx.md", "announcements%2f..%2fagency.yaml", "%2fetc/passwd.md", "/etc/passwd.md",
    "announcements/x%00.md", "announcements/x.md%00.png", "announcements/" + "ก" * 300 + ".md",
    "announcements/CON.md", "announcements/com1.md", "announcements/LPT%C2%B9.md", "announcements/nul.x.md",
    "announcements/a.md::$DATA.md", "announcements/a:b.md", "announcements/ .md", "announcements/a .md",
    "announcements/a..md/x.md",   
    "C:/Windows/x.md", "C:x.md", "//server/share/x.md", "announcements/a%0d%0ab.md", "announcements/a%e2%80%aeb.md",
    "announcements/.git.md", "register.csv", "journal.jsonl", "signing.yaml", "../templates/layout.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leads_out_of_the_content(page: Browser, name: str) -> None:
    """Up, absolute, drives, streams, devices, signs that can't be seen, as they are and as escapes: never opened."""
    for path in (f"/d/{name}", f"/api/d/{name}", f"/api/d/{name}/fields", f"/files/{name}", f"/static/{name}"):
        status, text = asked(page.port, lines(page, f"GET {quote(path, safe='/%:$?')} HTTP/1.1"))
        assert status in (303, 400, 403, 404, 422), (path, status)
        assert "root:" not in text
        assert "Traceback" not in text
    given = page.post("/api/preview", {"id": name, "texts": {name: "x"}, "seq": 1})
    assert given.status in (200, 403, 404, 422)
    assert not given.json.get("ok")


@pytest.mark.parametrize("name", ["../x", "..", "a/b", "C:x", "con", "x\x00", "x" * 300, "x.", ".x", "a:b", "a\u202eb"])
def test_no_document_begins_under_a_hostile_name(clerk: Browser, name: str) -> None:
    """What is begun, copied or brought in has a name that every system holds, in its own folder."""
    before = state(clerk.house.root.parent)
    word = (ROOT / "tests/fixtures/word/two_signatories.docx").read_bytes()
    for asked_for in ({"kind": "announcement", "name": name}, {"like": WILL, "name": name}):
        assert clerk.post("/api/new", asked_for).status == 422
    assert state(clerk.house.root.parent) == before
    heard = clerk.ask("POST", "/api/import", files={"file": ("x.docx", word), "name": name})
    assert heard.status in (201, 422), heard.text  # importing leaves out of a name what can't stand in it
    made = set(state(clerk.house.root.parent)) - set(before)
    assert all(one.startswith("project/content/announcements/") and not odd_name(Path(one).name) for one in made), made
    for one in made:
        (clerk.house.root.parent / one).unlink()


def test_folders_that_are_links_lead_nowhere(clerk: Browser, tmp_path: Path) -> None:
    """A linked folder within the content, or a linked picture, takes no file from elsewhere and puts none there."""
    (tmp_path / "x.md").write_text("ความลับ", encoding="utf-8")
    link = clerk.house.root / "content/reports/2567"
    link.symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "report.yaml").write_text("ความลับ", encoding="utf-8")
    try:
        for path in ("/api/d/reports/2567/report.yaml", "/d/reports/2567/report.yaml", "/report/2567"):
            heard = clerk.get(path)
            assert heard.status in (403, 404, 422)
            assert "ความลับ" not in heard.text
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        sent = {"file": ("a.png", picture.getvalue()), "for": "reports/2567/report.yaml"}
        assert clerk.ask("POST", "/api/upload", files=sent).status in (403, 404, 422)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["report.yaml", "x.md"]
    finally:
        link.unlink()


def zipped(**parts: bytes) -> bytes:
    """Return a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def huge_picture() -> bytes:
    """Return a PNG of some bytes that says to be 60,000 dots wide and high."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.xlsx", lambda: zipped(xl__workbook=b"0" * 90_000_000)),
        ("log.xlsx", lambda: zipped(**{f"xl__p{number}": b"" for number in range(6000)})),
        ("log.xlsx", lambda: zipped(word__document=b"<x/>")),
        ("log.xlsx", lambda: b"PK\x03\x04" + b"\0" * 200),
        ("log.csv", lambda: b"\0\x01\x02MZ" * 50),
        ("photo.png", huge_picture),
        ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + SCRIPT),
        ("photo.jpg", lambda: b"\xff\xd8\xff" + SCRIPT),
        ("photo.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"),
        ("photo.png", lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        ("photo.gif", lambda: b"GIF89a/*" + SCRIPT),
        ("page.html", lambda: SCRIPT),
        ("photo.png.html", lambda: b"\x89PNG\r\n\x1a\n" + SCRIPT),
    ],
)  # fmt: skip
def test_an_upload_is_what_it_says_and_no_bomb(clerk: Browser, name: str, content: Callable[[], bytes]) -> None:
    """By its first bytes and its insides, not by its name: nothing of it comes into the project."""
    before = state(clerk.house.root)
    heard = clerk.ask("POST", "/api/upload", files={"file": (name, content()), "for": REPORT})
    assert heard.status in (413, 415, 422), heard.text
    assert state(clerk.house.root) == before


def test_an_upload_too_large_is_refused_while_it_comes(clerk: Browser) -> None:
    """Bytes are counted, whatever the header says of them; none of them is kept."""
    before = state(clerk.house.root)
    heard = clerk.ask("POST", "/api/upload", files={"file": ("a.csv", b"a" * (MAX_UPLOAD_BYTES + 1)), "for": REPORT})
    assert heard.status == 413
    assert clerk.ask("POST", "/api/new", b'{"name": "' + b"x" * 12_000_001 + b'"}').status == 413
    assert state(clerk.house.root) == before


def test_a_picture_is_written_anew(clerk: Browser) -> None:
    """What hid beside the picture, a script behind its end, the place where it was taken, is gone; the dots stay."""
    taken = Image.Exif()
    taken[0x010E] = SCRIPT.decode()
    taken[0x8825] = {1: "N", 2: (16.0, 3.0, 1.0)}
    for ending, form in ((".png", "PNG"), (".jpg", "JPEG")):
        made = io.BytesIO()
        Image.new("RGB", (40, 30), (10, 200, 10)).save(made, form, exif=taken, comment=SCRIPT)
        sent = {"file": (f"polyglot{ending}", made.getvalue() + SCRIPT), "for": REPORT}
        heard = clerk.ask("POST", "/api/upload", files=sent)
        assert heard.status == 201, heard.text
        kept = clerk.house.root / heard.json["path"]
        assert b"script" not in kept.read_bytes()
        with Image.open(kept) as picture:
            assert picture.size == (40, 30)
            assert not picture.getexif()
        kept.unlink()


def test_what_is_served_runs_nothing(clerk: Browser) -> None:
    """A PDF that is a page of HTML as well is a PDF to every browser: by type, without guessing, in a sandbox."""
    folder = clerk.house.root / "output/announcements"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "both.pdf").write_bytes(b"%PDF-1.7\n" + SCRIPT)
    (folder / "both.html").write_bytes(SCRIPT)
    (folder / "both.svg").write_bytes(SCRIPT)
    try:
        heard = clerk.get("/files/announcements/both.pdf")
        assert heard.headers["Content-Type"] == "application/pdf"
        assert heard.headers["X-Content-Type-Options"] == "nosniff"
        policy = heard.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox;")
        assert "default-src 'none'" in policy
        assert "script" not in policy
        for name in ("both.html", "both.svg"):
            assert clerk.get(f"/files/announcements/{name}").status == 404
    finally:
        for path in folder.glob("both.*"):
            path.unlink()


def test_a_save_that_is_killed_leaves_the_old_text_or_the_new(sample: Path) -> None:
    """At every step at which the disk changes: the file is whole, and the next save goes on from what is there."""
    path, name = sample / "content" / WILL, f"content/{WILL}"
    old = path.read_text(encoding="utf-8")
    new = old + "\nบรรทัดที่พิมพ์เพิ่ม\n"

    def run() -> None:
        save(sample, name, new, open_text(sample, name).value.digest)

    steps = 0
    for _ in each_step(run, lambda: path.write_text(old, encoding="utf-8")):
        steps += 1
        assert path.read_text(encoding="utf-8") in (old, new)
        run()
        assert path.read_text(encoding="utf-8") == new
    assert steps
