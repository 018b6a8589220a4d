"""Coming in over the network: sessions, wrong passwords and what they cost, other sites, and the line itself."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from docgen.accounts.access_log import access_events
from docgen.desk.user import add_user, remove_user, set_password, set_roles
from docgen.faces.web.people import IDLE_SECONDS, LIFETIME_SECONDS
from tests.faces.web.lan.conftest import CHEAP, CHECKER, PASSWORD, SIGNER, WRITER, OfficeServer

OTHER = "หมาแดงนอนใต้โต๊ะ ๙ ตัว"


def added(office: OfficeServer, name: str, *roles: str) -> str:
    """Give somebody an account."""
    add_user(office.root, name, roles or ["writer"], PASSWORD, by="ผู้ดูแล", cost=CHEAP)
    return name


def test_a_cookie_is_secure_and_new_with_every_login(office_server: OfficeServer) -> None:
    """No script reads it, no other site or line without TLS has it; what a browser had before is not taken over."""
    stranger = office_server.stranger()
    stranger.secret = "chosen-by-somebody-else"
    cookie = stranger.log_in(WRITER).headers["Set-Cookie"]
    assert cookie.startswith(f"__Host-docgen-{office_server.port}=")
    assert {"HttpOnly", "Secure", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    assert "Domain" not in cookie
    first = stranger.secret
    assert first != "chosen-by-somebody-else"
    assert stranger.get("/api/documents").status == 200
    stranger.log_in(CHECKER)
    assert stranger.secret != first
    assert not office_server.house.sessions.is_open(first)


@pytest.mark.parametrize("secret", ["", "forged", "A" * 43, "ก", "a=b; c", "x" * 4000])
def test_no_cookie_and_a_forged_one_open_nothing(office_server: OfficeServer, secret: str) -> None:
    """What is no session of ours is nobody's."""
    stranger = office_server.stranger()
    name = office_server.house.sessions.cookie
    said = f"{name}={secret}".encode().decode("latin-1") if secret else None
    assert stranger.get("/api/documents", Cookie=said).status == 401
    assert stranger.get("/", Cookie=said).status == 303
    assert stranger.get("/static/page.js", Cookie=said).status == 401


def test_somebody_comes_in_with_title_or_without_and_goes_where_they_wanted(office_server: OfficeServer) -> None:
    """Names are compared as the office reads them; after the form comes the page that was asked for, if it is ours."""
    stranger = office_server.stranger()
    asked = stranger.get("/d/agency.yaml?x=ก")
    assert asked.status == 303
    assert asked.headers["Location"].startswith("/login?to=/d/agency.yaml%3Fx%3D%25E0")
    page = stranger.get(asked.headers["Location"])
    assert 'name="to" value="/d/agency.yaml?x=%E0%B8%81"' in page.text
    for name in ("วันชัย  ประชุมชน", "นายวันชัย ประชุมชน"):
        assert stranger.log_in(name, to="/d/agency.yaml").headers["Location"] == "/d/agency.yaml"
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a\nb", "", "/logout"):
        assert stranger.log_in(SIGNER, to=to).headers["Location"] == "/"


def test_a_page_of_login_works_without_scripts(office_server: OfficeServer) -> None:
    """It has none; its policy lets a browser say where the form comes from, and the password is never sent back."""
    page = office_server.stranger().get("/login")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "<script" not in page.text
    assert "Strict-Transport-Security" not in page.headers
    wrong = office_server.stranger().log_in(WRITER, OTHER)
    assert wrong.status == 401
    assert OTHER not in wrong.text
    assert WRITER in wrong.text
    assert "ชื่อหรือรหัสผ่านไม่ถูกต้อง" in wrong.text


def test_an_unknown_name_costs_as_much_and_tells_as_little(
    office_server: OfficeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody finds out who has an account: the same words, the same status, one hash of the same cost each."""
    done: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, hashed: str, password: bytes) -> bool:
        done.append(hashed.rsplit("$", 2)[0])
        return verify(self, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)  # which goes on to do the work
    heard = [office_server.stranger().log_in(name, OTHER) for name in (WRITER, "ไม่มี คนนี้")]
    assert [one.status for one in heard] == [401, 401]
    texts = [one.text.replace(WRITER, "").replace("ไม่มี คนนี้", "") for one in heard]
    assert len(set(map(without_nonce, texts))) == 1
    assert done == ["$argon2id$v=19$m=64,t=1,p=1"] * 2


def without_nonce(text: str) -> str:
    """Return a page without what is another one in each answer."""
    return "\n".join(line for line in text.splitlines() if "nonce=" not in line)


def test_wrong_passwords_make_the_next_try_wait_longer(office_server: OfficeServer) -> None:
    """By account, whoever asks; many at once are as many failures; who waits is told how long, and no hash is made."""
    name = "ถูกเดา รหัส"
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda _: office_server.stranger().log_in(name, OTHER), range(12)))
    statuses = sorted(one.status for one in heard)
    assert statuses == [401] * 5 + [429] * 7
    assert "รออีก" in next(one.text for one in heard if one.status == 429)
    assert office_server.stranger().log_in(WRITER).status == 303  # others are not kept out
    delays = office_server.accounts.by_account
    waits = []
    for _ in range(4):
        delays.tried("ถูกเดารหัส")
        waits.append(round(delays.wait("ถูกเดารหัส")))
    assert waits == [2, 4, 8, 16]


def test_nobody_is_kept_out_where_they_usually_come_in(office_server: OfficeServer) -> None:
    """Somebody else's guesses at a colleague's name make others wait, not the colleague's own computer."""
    name = added(office_server, "ถูกแกล้ง บ่อย")
    office_server.browser(name)
    for _ in range(9):
        office_server.accounts.by_account.tried("ถูกแกล้งบ่อย")
    assert office_server.accounts.by_account.wait("ถูกแกล้งบ่อย") > 10
    assert office_server.stranger().log_in(name).status == 303
    statuses = [office_server.stranger().log_in(name, OTHER).status for _ in range(6)]
    assert statuses == [401] * 5 + [429]  # guesses from there are counted as well
    office_server.accounts._usual.clear()
    assert office_server.stranger().log_in(name).status == 429


def test_an_address_that_guesses_many_names_waits_too(office_server: OfficeServer) -> None:
    """Guessing one password for every name is as slow; who comes in does not let the guesses be forgotten."""
    for at in range(20):
        office_server.accounts.by_address.tried("127.0.0.1")
        if at == 10:
            assert office_server.stranger().log_in(WRITER).status == 303
    heard = office_server.stranger().log_in(WRITER)
    assert heard.status == 429


def test_a_session_ends_with_its_account_its_password_and_its_roles(office_server: OfficeServer) -> None:
    """Also when they are changed by the command line while the server runs."""
    one, other, third = (added(office_server, name) for name in ("จะลบ ทิ้ง", "จะเปลี่ยน รหัส", "จะเปลี่ยน งาน"))
    browsers = [office_server.browser(name) for name in (one, other, third)]
    assert [browser.get("/api/documents").status for browser in browsers] == [200, 200, 200]
    remove_user(office_server.root, one)
    set_password(office_server.root, other, OTHER, cost=CHEAP)
    set_roles(office_server.root, third, ["checker"])
    assert [browser.get("/api/documents").status for browser in browsers] == [401, 401, 401]
    strangers = [office_server.stranger() for _ in range(3)]
    assert [strangers[0].log_in(one).status, strangers[1].log_in(other).status] == [401, 401]
    assert strangers[1].log_in(other, OTHER).status == 303
    assert strangers[2].log_in(third).status == 303
    assert strangers[2].put("/api/d/agency.yaml", {"text": ""}, "0" * 64).status == 403


def test_a_stream_of_news_ends_with_its_session(office_server: OfficeServer) -> None:
    """Nothing more is told to somebody whose account was taken away, on a line that was open before."""
    name = added(office_server, "จะลบ ระหว่างฟัง")
    browser = office_server.browser(name)
    line = browser.connect()
    host = f"127.0.0.1:{office_server.port}"
    said = {"Host": host, "Cookie": f"{office_server.house.sessions.cookie}={browser.secret}"}
    line.request("GET", "/api/events", headers=said)
    stream = line.getresponse()
    while b"event: hello" not in stream.readline():
        pass
    remove_user(office_server.root, name)
    office_server.tell("acted", {"id": "ความลับ"})
    assert "ความลับ" not in stream.read().decode()  # it ends
    line.close()


def test_a_person_changes_their_own_password(office_server: OfficeServer) -> None:
    """Who knows the old one; all other sessions of theirs end, and this browser goes on."""
    name = added(office_server, "จะเปลี่ยน เอง")
    here, there = office_server.browser(name), office_server.browser(name)
    assert here.post("/api/password", {"old": OTHER, "new": OTHER}).codes == ["wrong-password"]
    assert here.post("/api/password", {"old": PASSWORD, "new": "สั้น"}).codes == ["weak-password"]
    assert there.get("/api/documents").status == 200
    heard = here.post("/api/password", {"old": PASSWORD, "new": OTHER})
    assert heard.status == 200, heard.text
    here.secret = heard.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    assert [here.get("/api/documents").status, there.get("/api/documents").status] == [200, 401]
    assert office_server.stranger().log_in(name, OTHER).status == 303


def test_who_leaves_is_out(office_server: OfficeServer) -> None:
    """The session is gone on the server, not in the browser alone; the log says so."""
    browser = office_server.browser(CHECKER)
    page = browser.get("/logout")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert CHECKER in page.text
    assert browser.get("/api/documents").status == 200  # to look at the page ends nothing
    assert browser.ask("POST", "/logout", headers={"X-Docgen": None}).status == 303
    assert browser.get("/api/documents").status == 401
    assert [(one.event, one.name) for one in access_events(office_server.root)][-1] == ("out", CHECKER)


def test_a_session_ends_by_itself(office_server: OfficeServer) -> None:
    """After a day's work, and where nobody asked anything for long; a stream of news asks nothing."""
    sessions, now = office_server.house.sessions, time.monotonic()
    before = sessions.clock
    try:
        secret = office_server.browser(WRITER).secret
        sessions.clock = lambda: now + IDLE_SECONDS - 60
        assert sessions.is_open(secret)
        sessions.clock = lambda: now + IDLE_SECONDS + 60
        assert not sessions.is_open(secret)
        secret = office_server.browser(WRITER).secret
        for hours in range(1, 20):
            sessions.clock = lambda hours=hours: now + IDLE_SECONDS + 61 + hours * 3600.0
            if sessions.person(secret) is None:
                break
        assert hours == LIFETIME_SECONDS // 3600
    finally:
        sessions.clock = before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:{port}"},
        {"Origin": "https://127.0.0.1:{port}.evil.example"},
        {"Sec-Fetch-Site": None},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example:{port}"},
        {"Content-Encoding": "gzip"},
        {"Content-Type": "text/plain"},
    ],
)
def test_nobody_is_logged_in_by_another_site(office_server: OfficeServer, headers: dict[str, str | None]) -> None:
    """Login and leaving come from our own page, by scheme, host and port; a rebound name is none of ours."""
    said: dict[str, Any] = {name: value and value.format(port=office_server.port) for name, value in headers.items()}
    stranger = office_server.stranger()
    assert stranger.log_in(WRITER, **said).status in (400, 403)
    assert stranger.secret == ""
    browser = office_server.browser(WRITER)
    if "Content-Type" not in headers:
        assert browser.ask("POST", "/logout", headers=said).status == 403
        assert browser.get("/api/documents").status == 200


@pytest.mark.parametrize("path", ["/", "/login", "/static/page.css", "/no-such", "/api/documents", "/start/x"])
def test_another_host_is_refused_everywhere_before_it_is_asked_who_it_is(
    office_server: OfficeServer, path: str
) -> None:
    """A name that somebody lets lead here is none of ours, whoever has a cookie; so is ours without its port."""
    for browser in (office_server.stranger(), office_server.browser(WRITER)):
        for host in ("evil.example", "127.0.0.1", f"127.0.0.1.evil.example:{browser.port}", f"vm:{browser.port}"):
            assert browser.get(path, Host=host).status == 403


def test_a_line_without_tls_is_no_line(office_server: OfficeServer) -> None:
    """HTTP on the port of TLS gets no answer, and an old TLS none either; nothing is served beside it."""
    plain = http.client.HTTPConnection("127.0.0.1", office_server.port, timeout=10)
    plain.request("GET", "/login", headers={"Host": f"127.0.0.1:{office_server.port}"})
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        plain.getresponse()
    plain.close()
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    raw = socket.create_connection(("127.0.0.1", office_server.port), timeout=10)
    with pytest.raises((ssl.SSLError, ConnectionError)), old.wrap_socket(raw):
        pass
    raw.close()
    assert office_server.stranger().get("/login").status == 200


def test_a_large_body_before_login_is_not_taken(office_server: OfficeServer) -> None:
    """Neither the form's nor another's: who is not in is answered before a body is read."""
    stranger = office_server.stranger()
    assert stranger.log_in("ก" * 5000).status == 413
    body = b"x" * 200_000
    heard = stranger.ask("POST", "/api/import", body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert heard.status == 401
    lying = {"Content-Length": "9000000000", "Content-Type": "application/x-www-form-urlencoded"}
    heard = stranger.ask("POST", "/login", b"", headers={**lying, "X-Docgen": None})
    assert heard.status == 413


def test_a_tab_of_one_person_does_nothing_in_the_name_of_the_next(office_server: OfficeServer) -> None:
    """On a shared computer a tab that is still open would save one's typing as another's."""
    browser = office_server.browser(WRITER)
    assert browser.get("/api/documents").status == 200
    browser.secret = office_server.browser(CHECKER).secret
    assert browser.get("/api/documents").status == 403
    browser.usual = {}
    assert browser.get("/api/documents").status == 200


def test_the_log_tells_comings_and_refusals_and_no_password(office_server: OfficeServer) -> None:
    """With name and address; what was typed as a password is nowhere."""
    office_server.stranger().log_in(WRITER, OTHER)
    office_server.stranger().log_in(WRITER)
    told = access_events(office_server.root)
    assert [(one.event, one.name, one.remark) for one in told[-2:]] == [
        ("refused", WRITER, "จาก 127.0.0.1"),
        ("in", WRITER, "จาก 127.0.0.1"),
    ]
    for path in Path(office_server.root / ".docgen").iterdir():
        content = path.read_bytes()
        assert OTHER.encode() not in content, path
        assert PASSWORD.encode() not in content, path
