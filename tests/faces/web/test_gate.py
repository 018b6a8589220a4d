"""Hostile requests to a real server: hosts, sites, headers, upgrades, names, bombs; and saving over others."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.faces.web.app import ALL
from docgen.faces.web.people import ROLES
from tests.faces.web.conftest import Browser, Served

WILL = "announcements/integrity-will-2565.md"
PATHS = ("/", "/static/page.css", "/no-such-page", f"/api/d/{WILL}")


def test_every_route_declares_who_may_go_it() -> None:
    """Every route declares who may go it."""
    for one in ALL:
        assert one.role in (*ROLES, "reader", "guest", "anyone"), one.path
        assert one.role != "anyone" or one.path == "/start/{token}"
        assert one.method == "GET" or one.role != "anyone"


@pytest.mark.parametrize("path", PATHS)
def test_another_host_is_refused_everywhere(page: Browser, path: str) -> None:
    """Another host is refused everywhere."""
    for host in ("evil.example", f"evil.example:{page.port}", f"127.0.0.1.evil.example:{page.port}", "127.0.0.1"):
        assert page.get(path, Host=host).status == 403
    assert page.get(path, Host=f"localhost:{page.port}").status in (200, 404)


@pytest.mark.parametrize("path", PATHS)
def test_an_upgrade_and_a_stranger_are_refused_everywhere(page: Browser, path: str) -> None:
    """An upgrade and a stranger are refused everywhere."""
    assert page.get(path, Upgrade="websocket", Connection="Upgrade").status == 403
    assert page.get(path, Cookie=None).status == 401
    assert page.get(path, Origin="http://evil.example").status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": None},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"X-Docgen": None},
        {"Content-Encoding": "gzip"},
    ],
)
def test_what_writes_comes_from_our_own_page(page: Browser, headers: dict[str, str | None]) -> None:
    """What writes comes from our own page."""
    assert page.ask("POST", "/api/new", {"kind": "announcement", "name": "x"}, headers).status == 403
    prefix = f"http://127.0.0.1:{page.port}.evil.example"
    assert page.ask("POST", "/api/new", {"kind": "announcement"}, {"Origin": prefix}).status == 403


def test_a_start_token_opens_once(served: Served) -> None:
    """A start token opens once."""
    token = served.house.sessions.token()
    stranger = Browser(served.house, served.port)
    heard = stranger.get(f"/start/{token}")
    cookie = heard.headers["Set-Cookie"]
    assert heard.status == 303
    assert cookie.startswith(f"docgen-{served.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age=" in cookie  # a browser that crashed comes back in; the session itself ends with the server
    assert stranger.get(f"/start/{token}").status == 403
    assert stranger.get("/start/guessed").status == 403


def test_headers_stand_on_every_answer(page: Browser) -> None:
    """Headers stand on every answer."""
    for path in (*PATHS, "/api/preview/00/1.png"):
        headers = page.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "name",
    [
        "announcements/../agency.md",
        "announcements/con.md",
        "announcements/a:b.md",
        "../secret.md",
        "announcements/.a.md",
        "register.csv",
        "announcements/a\\b.md",
        "/etc/passwd.md",
        "C:/x.md",
        "signed/announcements/x.md",
    ],
)
def test_names_that_lead_elsewhere_are_refused(page: Browser, name: str) -> None:
    """Names that lead elsewhere are refused."""
    heard = page.post("/api/check", {"id": name, "texts": {}})
    assert heard.status in (403, 404, 422)
    assert heard.codes[0] in ("wrong-name", "no-page")


def test_a_link_is_not_followed(clerk: Browser) -> None:
    """A link is not followed."""
    folder = clerk.house.root / "content/announcements"
    (folder / "link.md").symlink_to(folder / "integrity-will-2565.md")
    try:
        assert clerk.get("/api/d/announcements/link.md").codes == ["link-outside"]
    finally:
        (folder / "link.md").unlink()


def test_a_bomb_and_a_false_kind_are_refused(clerk: Browser) -> None:
    """A bomb and a false kind are refused."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    for name, content in (("a.docx", made.getvalue()), ("a.docx", b"%PDF-1.7"), ("a.exe", b"MZ"), ("con.docx", b"PK")):
        heard = clerk.ask("POST", "/api/import", files={"file": (name, content), "name": "bomb"})
        assert heard.status in (415, 422)
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name in ("a.svg", "a.png"):
        sent = {"file": (name, drawn), "for": "reports/2566/report.yaml"}
        assert clerk.ask("POST", "/api/upload", files=sent).status == 415


def test_saving_over_what_another_wrote_is_refused_and_tells_it(clerk: Browser) -> None:
    """Saving over what another wrote is refused and tells it."""
    path = clerk.house.root / "content" / WILL
    opened = clerk.get(f"/api/d/{WILL}").json
    other = path.read_bytes() + "\nอีกคนหนึ่ง\n".encode()
    path.write_bytes(other)
    heard = clerk.put(f"/api/d/{WILL}", {"text": opened["text"] + "ของฉัน\n"}, opened["digest"])
    assert heard.status == 412
    assert heard.json["text"] == other.decode()
    assert path.read_bytes() == other
    saved = clerk.put(f"/api/d/{WILL}", {"text": opened["text"]}, heard.json["digest"])
    assert saved.status == 200
    assert path.read_text(encoding="utf-8") == opened["text"]


def test_a_form_writes_only_the_lines_that_changed(clerk: Browser) -> None:
    """A form writes only the lines that changed."""
    path = clerk.house.root / "content/agency.yaml"
    before = path.read_text(encoding="utf-8").split("\n")
    digest = clerk.get("/api/office").json["digest"]
    asked = {"set": [{"path": ["telephone"], "value": "0-4300-0000"}, {"path": ["website"], "value": ""}]}
    assert clerk.put("/api/office", asked, digest).status == 200
    after = path.read_text(encoding="utf-8").split("\n")
    assert [(one, other) for one, other in zip(before, after, strict=True) if one != other] == [
        ("telephone: 0-4303-0304-5", "telephone: 0-4300-0000")
    ]


def test_a_document_is_built_issued_and_then_locked(clerk: Browser) -> None:
    """A document is built issued and then locked."""
    made = clerk.job(clerk.post("/api/build", {"ids": [WILL]}))
    assert made["state"] == "done"
    assert clerk.get("/files/announcements/integrity-will-2565.pdf").body.startswith(b"%PDF-")
    opened = clerk.get(f"/api/d/{WILL}").json
    heard = clerk.ask("POST", f"/api/d/{WILL}/issue", {}, {"If-Match": opened["digest"]})
    assert heard.status == 200
    assert heard.json["entry"]["version"] == 1
    refused = clerk.put(f"/api/d/{WILL}", {"text": opened["text"] + "\nก\n"}, opened["digest"])
    assert (refused.status, refused.codes) == (409, ["issued-locked"])
