"""`docgen serve --lan`: what it does not start without, its certificate, the names by which it may be asked."""

from __future__ import annotations

import datetime
import http.client
import os
import re
import shutil
import signal
import ssl
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.accounts.account import FOLDER
from docgen.desk.user import add_user
from docgen.errors import DocgenError
from docgen.faces.cli.arguments import parser
from docgen.faces.web.lan import certificate as certificates
from docgen.faces.web.lan.certificate import given_certificate, own_certificate
from docgen.faces.web.lan.delays import Delays, origin_of
from docgen.faces.web.lan.hosts import clean_host, host_headers, hosts_of
from docgen.faces.web.lan.serving import LAN_PORT, LanOptions, certificate_for
from tests.conftest import ROOT, Told
from tests.faces.web.conftest import Served
from tests.faces.web.lan.conftest import CHEAP, PASSWORD, WRITER

Run = Callable[..., Told]


def code_of(problem: pytest.ExceptionInfo[DocgenError]) -> str:
    """Return the code of what was refused."""
    return problem.value.findings[0].code


def test_it_does_not_start_without_accounts(docgen: Run, office: Path) -> None:
    """There is no default account: it names the command that makes one, and makes no certificate either."""
    told = docgen(office, "serve", "--lan")
    assert told.code == 1
    assert "docgen user add" in told.err
    assert not (office / ".docgen").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--host", "x"],
        ["--certificate", "x"],
        ["--new-certificate"],
        ["--lan", "--certificate", "x"],
        ["--lan", "--private-key", "x"],
        ["--lan", "--certificate", "x", "--private-key", "y", "--new-certificate"],
    ],
)
def test_options_that_do_not_go_together_are_told(docgen: Run, office: Path, wrong: list[str]) -> None:
    """Nothing of a network is taken in silence by a server of one machine."""
    told = docgen(office, "serve", *wrong)
    assert told.code == 2
    assert "คำสั่งไม่ถูกต้อง" in told.err


def test_it_does_not_start_without_a_certificate_that_is_good(docgen: Run, office: Path, tmp_path: Path) -> None:
    """One that is missing, broken, not of its key, over, locked by a password, or whose key all may read."""
    add_user(office, WRITER, ["writer"], PASSWORD, cost=CHEAP)
    one, other = (own_certificate(tmp_path / name, ["a.example"]) for name in made(tmp_path, "one", "other"))
    broken = tmp_path / "broken.pem"
    broken.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    exposed = tmp_path / "exposed.pem"
    exposed.write_bytes(one.key_path.read_bytes())
    exposed.chmod(0o644)
    locked = tmp_path / "locked.pem"
    asked = ["openssl", "ec", "-in", str(one.key_path), "-aes256", "-passout", "pass:x", "-out", str(locked)]
    subprocess.run(asked, check=True, capture_output=True)
    locked.chmod(0o600)
    pairs = {
        "file-missing": (tmp_path / "none.pem", one.key_path),
        "wrong-certificate": (broken, one.key_path),
        "file-exposed": (one.path, exposed),
    }
    for code, (path, key) in [*pairs.items(), ("wrong-certificate", (one.path, other.key_path))]:
        told = docgen(office, "serve", "--lan", "--certificate", str(path), "--private-key", str(key))
        assert (told.code, f"[{code}]" in told.err) == (1, True), told.err
    told = docgen(office, "serve", "--lan", "--certificate", str(one.path), "--private-key", str(locked))
    assert (told.code, "กุญแจของใบรับรองมีรหัสผ่าน" in told.err) == (1, True), told.err
    assert not (office / "output/.serve.json").exists()


def made(folder: Path, *names: str) -> tuple[str, ...]:
    """Make folders, and return their names."""
    for name in names:
        (folder / name).mkdir()
    return names


def test_our_own_certificate_is_made_once_and_its_key_is_its_owners(office: Path) -> None:
    """For the names of the machine; a later start takes it as it is, until a new one is wanted."""
    first = own_certificate(office, ["docgen.example", "192.0.2.7", "localhost"])
    assert first.names == {"docgen.example", "192.0.2.7", "localhost"}
    assert 790 < first.days_left() <= 800
    assert re.fullmatch("([0-9A-F]{2}:){31}[0-9A-F]{2}", first.fingerprint)
    for path in (first.path, first.key_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    asked = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", str(first.path), str(first.path)]
    subprocess.run(asked, check=True, capture_output=True)
    again = own_certificate(office, ["other.example"])
    assert again.fingerprint == first.fingerprint
    assert any("other.example" in line for line in again.warnings(["other.example"]))
    assert again.warnings(["docgen.example"]) == []
    assert own_certificate(office, ["other.example"], is_new=True).fingerprint != first.fingerprint
    assert first.context().minimum_version is ssl.TLSVersion.TLSv1_2


def test_a_certificate_that_ends_is_told_and_one_that_is_over_is_refused(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month before, with what is to be done; our own and the office's."""
    monkeypatch.setattr(certificates, "OWN_DAYS", 20)
    ending = own_certificate(office, ["a.example"])
    assert "จะหมดอายุใน ๑๙ วัน" in ending.warnings(["a.example"])[0]
    assert "--new-certificate" in ending.warnings(["a.example"])[0]
    assert ending.as_json()["is_ending"]
    monkeypatch.setattr(certificates, "OWN_DAYS", 0)
    with pytest.raises(DocgenError) as problem:
        own_certificate(office, ["a.example"], is_new=True)
    assert code_of(problem) == "wrong-certificate"
    with pytest.raises(DocgenError) as problem:
        given_certificate(ending.path, ending.key_path)
    assert "หมดอายุ" in problem.value.findings[0].message
    assert ending.ends.tzinfo == datetime.UTC


def test_the_offices_certificate_says_by_what_names_it_is_asked(office: Path, tmp_path: Path) -> None:
    """Its own names, beside those that are given; its key may be one that a group reads, as Debian keeps them."""
    given = own_certificate(tmp_path, ["docgen.example.go.th"])
    given.key_path.chmod(0o640)
    options = LanOptions(hosts=("extra.example",), certificate=given.path, private_key=given.key_path)
    certificate, hosts = certificate_for(office, options)
    assert hosts == ("extra.example", "docgen.example.go.th", "localhost", "127.0.0.1")
    assert not certificate.is_own
    assert "ผู้ดูแลเครื่องวางใบรับรองใหม่" in certificate.warnings(hosts)[0]


def test_hosts_are_names_and_addresses_as_browsers_send_them() -> None:
    """Thai names, addresses of both kinds, the usual port left out; what is no name is refused."""
    assert clean_host("Docgen.Example.") == "docgen.example"
    assert clean_host("สำนักงาน.local").startswith("xn--")
    assert clean_host("[FE80::1]") == "fe80::1"
    assert host_headers(["a.example", "fe80::1"], 8443) == {"a.example:8443", "[fe80::1]:8443"}
    assert host_headers(["a.example"], 443) == {"a.example:443", "a.example"}
    for wrong in ("", "https://x", "a b", "x:80", "-x", "1.2.3", "a" * 300, "*", "x/y", "1.2.3.4.5"):
        with pytest.raises(DocgenError) as problem:
            clean_host(wrong)
        assert code_of(problem) == "wrong-host"
    own = hosts_of([])
    assert own[-2:] == ("localhost", "127.0.0.1")
    assert len(own) > 2


def test_delays_grow_are_bounded_and_are_forgotten() -> None:
    """Twice as long each time, a minute at most; of strangers' names no more than so many are kept."""
    now = [0.0]
    delays = Delays(free=2, longest=60.0, clock=lambda: now[0], most=100)
    waits = []
    for _ in range(10):
        delays.tried("ก")
        waits.append(delays.wait("ก"))
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delays.wait("ข") == 0
    now[0] = 59.0
    assert delays.wait("ก") == 1
    now[0] = 4000.0
    delays.tried("ก")
    assert delays.wait("ก") == 0
    for at in range(1000):
        delays.tried(str(at))
    assert len(delays) == 100
    assert origin_of("2001:db8:1:2:3::9") == origin_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert origin_of("::ffff:192.0.2.7") == origin_of("192.0.2.7") == "192.0.2.7"
    assert origin_of("") == "?"


def test_the_program_serves_over_tls_and_tells_its_fingerprint(office: Path) -> None:
    """As the keeper of the machine starts it: what it prints is what a browser sees, and it ends cleanly."""
    add_user(office, WRITER, ["writer"], PASSWORD, cost=CHEAP)
    command = [sys.executable, "-P", "-m", "docgen", "--root", str(office), "serve", "--lan", "--host", "localhost"]
    port = free_port()
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    lines = []
    stop = threading.Timer(60, process.kill)
    stop.start()
    for line in process.stdout:
        lines.append(line.strip())
        if "docs/office-machine.md" in line:
            break
    seen = ssl.get_server_certificate(("localhost", port), ca_certs=str(office / ".docgen/certificate.pem"))
    assert seen == (office / ".docgen/certificate.pem").read_text()
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (second.returncode, f"https://localhost:{port}" in second.stderr) == (1, True), second.stderr
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    stop.cancel()
    process.stdout.close()
    assert f"https://localhost:{port}" in lines[0]
    assert any(line.startswith("ลายนิ้วมือ SHA-256: ") for line in lines)


def test_the_unit_of_systemd_starts_what_the_command_line_knows(tmp_path: Path) -> None:
    """Its words are the program's own, what it may write is what the server writes, and systemd understands it."""
    text = (ROOT / "docs/office-machine/docgen.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=(\S+) -I -X utf8 -m docgen (.*)$", text, re.MULTILINE)
    given = parser().parse_args(command[1].split())
    assert (given.command, given.lan, given.port, str(given.root)) == ("serve", True, LAN_PORT, "/srv/docgen")
    written = re.findall(r"^ReadWritePaths=(.*)$", text, re.MULTILINE)[0].split()
    assert written == [f"/srv/docgen/{name}" for name in ("content", "output", FOLDER)]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "docgen.service"
    unit.write_text(text.replace(command[0], sys.executable), encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60
    )
    assert (told.returncode, told.stderr) == (0, "")
    asked = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]
    rated = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert rated.returncode == 0, rated.stdout[-500:]  # 2.0 of 10 at most


def test_a_line_without_tls_does_not_leave_the_machine(sample: Path) -> None:
    """Keys and PINs: were the page of one's own machine reached from elsewhere, it would answer nothing."""
    outer = next((one for one in hosts_of([]) if re.fullmatch(r"[0-9.]+", one) and one != "127.0.0.1"), None)
    if outer is None:
        pytest.skip("this machine is in no network")
    served = Served(sample, "0.0.0.0")
    try:
        secret = served.browser().secret
        for address, status in (("127.0.0.1", 200), (outer, 403)):
            connection = http.client.HTTPConnection(address, served.port, timeout=60)
            said = {"Host": f"127.0.0.1:{served.port}", "Cookie": f"docgen-{served.port}={secret}"}
            connection.request("GET", "/api/jobs", headers=said)
            assert connection.getresponse().status == status
            connection.close()
    finally:
        served.close()


def free_port() -> int:
    """Return a port that nobody has now."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])
