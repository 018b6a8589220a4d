"""Each act of the page through a real server: begun, brought in, mended, issued, signed, archived."""

from __future__ import annotations

import http.client
import io
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT, copy_project
from tests.faces.web.conftest import Browser, Heard, Served
from tests.signing.authority import PASSWORD, Authority

WHO = "นายวันชัย ประชุมชน"
REPORT = "reports/2566/report.yaml"
TEXT = """---
kind: announcement
subject: {subject}
date: 10 มีนาคม 2566
signatory: นายวันชัย ประชุมชน
---

ข้อความของประกาศ
"""


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a sample of this module's own: its tests change other documents each."""
    made = Served(copy_project(tmp_path_factory.mktemp("acts") / "project"))
    yield made
    made.close()


def announced(clerk: Browser, name: str) -> tuple[str, str]:
    """Write an announcement through the server; return its id and digest."""
    own = f"announcements/{name}.md"
    text = TEXT.format(subject=f"การทดสอบ {name}")
    heard = clerk.ask("PUT", f"/api/d/{own}", {"text": text}, {"If-None-Match": "*"})
    assert heard.status == 200, heard.text
    return own, heard.json["digest"]


def issued(clerk: Browser, name: str) -> tuple[str, str]:
    """Write and issue an announcement; return its id and digest."""
    own, digest = announced(clerk, name)
    heard = act(clerk, own, "issue", {}, digest)
    assert heard.status == 200, heard.text
    return own, digest


def act(clerk: Browser, own: str, name: str, given: dict[str, object], digest: str) -> Heard:
    """Do something with what has a digest."""
    return clerk.ask("POST", f"/api/d/{own}/{name}", given, {"If-Match": digest})


def test_a_document_is_begun_and_begun_again(clerk: Browser) -> None:
    """A new one builds as it is; a copy is a draft; a name that is taken is refused."""
    heard = clerk.post("/api/new", {"kind": "announcement", "name": "เริ่มใหม่"})
    assert (heard.status, heard.json["id"]) == (201, "announcements/เริ่มใหม่.md"), heard.text
    assert heard.json["url"] == "/d/announcements/เริ่มใหม่.md"
    assert clerk.post("/api/new", {"kind": "announcement", "name": "เริ่มใหม่"}).codes == ["file-exists"]
    heard = clerk.post("/api/new", {"like": "announcements/integrity-measures-2566.md", "name": "ปีใหม่"})
    assert heard.status == 201, heard.text
    assert "status: draft" in clerk.get(f"/api/d/{heard.json['id']}").json["text"]


def test_a_word_file_is_brought_in(clerk: Browser) -> None:
    """What Word made becomes a content file."""
    content = (ROOT / "tests/fixtures/word/two_signatories.docx").read_bytes()
    heard = clerk.ask("POST", "/api/import", files={"file": ("ร่าง.docx", content), "name": "จาก-word"})
    assert heard.status == 201, heard.text
    assert "kind:" in clerk.get(f"/api/d/{heard.json['id']}").json["text"]


def test_a_picture_and_a_log_are_uploaded(clerk: Browser) -> None:
    """A picture stands beside its report; a log is written only over the one that was seen."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "PNG")
    heard = clerk.ask("POST", "/api/upload", files={"file": ("ภาพ.png", made.getvalue()), "for": REPORT})
    assert heard.status == 201, heard.text
    assert (clerk.house.root / "content/reports/2566/ภาพ.png").is_file()
    log = clerk.get("/api/report/2566").json
    assert log["log"]["id"] == "reports/2566/activities.csv"
    assert next(one["name"] for one in log["head"]) in log["rows"][0]["cells"]
    table = (clerk.house.root / "content/reports/2566/activities.csv").read_bytes()
    sent = {"file": ("a.csv", table), "for": REPORT}
    assert clerk.ask("POST", "/api/upload", files={**sent, "digest": "0" * 64}).status == 412
    heard = clerk.ask("POST", "/api/upload", files={**sent, "digest": log["log"]["digest"]})
    assert (heard.status, heard.json["digest"]) == (201, log["log"]["digest"])


def test_what_is_safe_is_mended(clerk: Browser) -> None:
    """A repair that needs nobody to decide is written, and told as a difference."""
    own, digest = announced(clerk, "แก้ให้")
    text = (
        clerk.get(f"/api/d/{own}").json["text"].replace("ข้อความของ", "ข้อ ความของ  ").replace("ประกาศ\n", "ประกาศเเละ\n")
    )
    digest = clerk.put(f"/api/d/{own}", {"text": text}, digest).json["digest"]
    assert act(clerk, own, "fix", {}, "0" * 64).status == 412
    heard = act(clerk, own, "fix", {}, digest)
    assert heard.status == 200, heard.text
    assert "และ" in heard.json["text"]
    assert heard.json["diffs"]
    assert clerk.get(f"/api/d/{own}").json["digest"] == heard.json["digest"] != digest


def test_what_was_issued_is_corrected_moved_and_withdrawn(clerk: Browser) -> None:
    """Each is written in register and journal, and said in Thai."""
    own, digest = issued(clerk, "ออกแล้ว")
    text = clerk.get(f"/api/d/{own}").json["text"].replace("ข้อความของ", "ข้อความใหม่ของ")
    digest = clerk.put(f"/api/d/{own}", {"text": text, "correcting": True}, digest).json["digest"]
    assert act(clerk, own, "correct", {"reason": " "}, digest).codes == ["no-reason"]
    heard = act(clerk, own, "correct", {"reason": "พิมพ์ตก"}, digest)
    assert (heard.status, heard.json["entry"]["version"]) == (200, 2), heard.text
    moved = "announcements/ชื่อใหม่.md"
    (clerk.house.root / "content" / own).rename(clerk.house.root / "content" / moved)
    heard = clerk.post(f"/api/d/{own}/move", {"to": moved})
    assert (heard.status, heard.json["entry"]["id"]) == (200, moved), heard.text
    heard = clerk.post(f"/api/d/{moved}/withdraw", {"because": "ออกซ้ำ"})
    assert (heard.status, heard.json["entry"]["state"]) == (200, "withdrawn"), heard.text
    assert clerk.get("/api/register").json["agreed"], clerk.get("/api/register").text
    told = [(one["event"], one["event_name"]) for one in clerk.get("/api/journal").json["events"]]
    assert {"withdrawn"} <= {event for event, _ in told}
    assert all(words for _, words in told)
    assert clerk.post("/api/register/rebuild").status == 200


def test_an_officer_signs_with_a_key_that_nobody_keeps(clerk: Browser, tmp_path: Path) -> None:
    """A key file signs the current build; a wrong password is told in Thai; no byte of the key stays."""
    own, _ = issued(clerk, "ลงนาม")
    assert clerk.job(clerk.post("/api/build", {"ids": [own]}))["state"] == "done"
    key = Authority(tmp_path).officer(WHO)[0].read_bytes()
    sent = {"officer": WHO, "key": ("กุญแจ.p12", key)}
    refused = clerk.ask("POST", f"/api/d/{own}/sign", files={**sent, "password": "ผิด-ลับ"})
    assert refused.status == 422
    heard = clerk.ask("POST", f"/api/d/{own}/sign", files={**sent, "password": PASSWORD.decode()})
    assert heard.status == 200, heard.text
    told = clerk.get(f"/api/d/{own}/signatures").json
    assert [(one["name"], one["signed"]) for one in told["signers"]] == [(WHO, True)]
    assert clerk.get("/files/announcements/ลงนาม.pdf?signed").body.startswith(b"%PDF-")
    # Nor of the password, wrong or right: in no file, job, journal or answer.
    password = PASSWORD.decode()
    said = heard.text + clerk.get("/api/jobs").text + clerk.get("/api/journal").text + clerk.get("/api/register").text
    assert password not in said
    assert "ผิด-ลับ" not in said + refused.text
    files = [path.read_bytes() for path in clerk.house.root.rglob("*") if path.is_file()]
    for secret in (key, key[:200], PASSWORD, "ผิด-ลับ".encode()):
        assert not [one for one in files if secret in one]
    unknown = clerk.ask("POST", f"/api/d/{own}/sign", files={"officer": WHO, "token": "/tmp/evil.so", "password": "1"})
    assert unknown.codes == ["wrong-key"]


def test_a_scan_is_filed(clerk: Browser) -> None:
    """The scan of what was signed on paper is kept with who compared it."""
    own, _ = issued(clerk, "สแกน")
    assert clerk.job(clerk.post("/api/build", {"ids": [own]}))["state"] == "done"
    made = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(made, "JPEG", dpi=(200, 200))
    sent = {"file": ("s.jpg", made.getvalue())}
    assert clerk.ask("POST", f"/api/d/{own}/scan", files={**sent, "by": " "}).codes == ["no-name"]
    heard = clerk.ask("POST", f"/api/d/{own}/scan", files={**sent, "by": "นางสาวสมหญิง รักงาน"})
    assert heard.status == 200, heard.text
    kept = clerk.get(f"/api/d/{own}/signatures").json["scan"]
    assert clerk.get(f"/files/{kept.removeprefix('content/scans/')}?scan").body.startswith(b"\xff\xd8")


def test_a_year_is_built_archived_verified_and_published(clerk: Browser) -> None:
    """Long work is told as it goes; a bag answers each question; a PDF that nobody signed is told so."""
    made = clerk.job(clerk.post("/api/build", {"year": 2566, "round": 6}))
    assert (made["state"], made["value"]["has_errors"]) == ("done", False), made
    assert clerk.job(clerk.post("/api/build", {}))["state"] == "done"
    kept = clerk.job(clerk.post("/api/archive", {"year": 2566}))
    assert kept["state"] == "done", kept
    bag = clerk.get("/api/evidence/2566").json["bags"][0]
    judged = clerk.job(clerk.post("/api/verify", {"bag": bag}))
    assert judged["value"]["checks"], judged
    assert all(one["question"] for one in judged["value"]["checks"])
    pdf = clerk.get("/files/announcements/integrity-measures-2566.pdf").body
    sent = clerk.job(clerk.ask("POST", "/api/verify", files={"file": ("x.pdf", pdf)}))
    assert (sent["state"], sent["value"]["good"]) == ("done", False)
    shown = clerk.job(clerk.post("/api/publish", {"year": 2566}))
    assert shown["state"] == "done", shown
    assert (clerk.house.root / "output/publish/2566").is_dir()
    assert next(one["verb"] for one in clerk.get("/api/jobs").json["jobs"]) == "publish"
    assert clerk.post("/api/archive", {"year": 12}).codes == ["wrong-year"]


def test_who_follows_hears_what_changes(clerk: Browser) -> None:
    """The stream greets with the version, and tells of a file that another program wrote."""
    connection = http.client.HTTPConnection("127.0.0.1", clerk.port, timeout=20)
    host = f"127.0.0.1:{clerk.port}"
    connection.request("GET", "/api/events", headers={"Host": host, "Cookie": f"docgen-{clerk.port}={clerk.secret}"})
    stream = connection.getresponse()
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    heard = ""
    while "event: hello" not in heard:
        heard += stream.readline().decode()
    own, _ = announced(clerk, "ได้ยิน")
    while "event: changed" not in heard or own not in heard:
        heard += stream.readline().decode()
    connection.close()


def test_what_is_not_saved_is_shown_checked_and_read_as_a_form(clerk: Browser) -> None:
    """Pages, findings and values of a text that stands in the editor alone; the newest of a tab wins."""
    own, digest = announced(clerk, "ยังไม่บันทึก")
    text = clerk.get(f"/api/d/{own}").json["text"] + "\nอีกย่อหน้าที่ยังไม่บันทึก\n"
    asked = {"id": own, "texts": {own: text}, "seq": 2, "tab": "t", "ratio": 1}
    shown = clerk.post("/api/preview", asked).json
    assert shown["ok"]
    page, line = shown["pages"][0], next(one for one in shown["lines"] if "อีกย่อหน้า" in one["text"])
    assert (line["id"], line["line"], line["column"]) == (own, text.split("\n").index("อีกย่อหน้าที่ยังไม่บันทึก") + 1, 1)
    assert 0 < line["x"] < line["x"] + line["width"] < page["width"]
    picture = Image.new("L", page["pixels"])
    top = 0
    for band in page["bands"]:
        picture.paste(Image.open(io.BytesIO(b64decode(band["picture"]))), (0, top))
        top += band["height"]
    assert (picture.size, top) == ((794, 1123), 1123)
    box = [
        round(one * 96 / 72) for one in (line["x"], line["y"], line["x"] + line["width"], line["y"] + line["height"])
    ]
    assert picture.crop((box[0], box[1], box[2], box[3])).getextrema()[0] < 128, "ink stands where the line is told"
    assert clerk.post("/api/preview", {**asked, "seq": 1}).json == {"seq": 1, "stale": True, "findings": []}
    again = clerk.post("/api/preview", {**asked, "seq": 3, "known": [page["digest"]]}).json
    assert not again["pages"][0]["changed"]
    assert not any("picture" in band for band in again["pages"][0]["bands"])
    assert clerk.post("/api/check", {"id": own, "texts": {own: text}}).json["ok"]
    fields = clerk.post(f"/api/d/{own}/fields", {"text": text.replace("การทดสอบ", "เรื่องใหม่")}).json
    assert {"subject": "เรื่องใหม่ ยังไม่บันทึก"}.items() <= {one["path"][0]: one["value"] for one in fields["fields"]}.items()
    assert [one["key"] for one in fields["schema"]][:2] == ["subject", "date"]
    assert clerk.ask("POST", f"/api/d/{own}/fields", {"text": text}, {"X-Docgen": None}).status == 403
    made = clerk.ask("PUT", f"/api/d/{own}/fields", {"text": text, "set": [{"path": ["subject"], "value": "ก"}]}).json
    assert "subject: ก\n" in made["text"]
    assert clerk.get(f"/api/d/{own}").json["digest"] == digest
    assert clerk.get("/api/explain/unknown-word").json["reason"]


def test_the_office_type_is_sent(clerk: Browser) -> None:
    """The page is written in the face that the documents are set in."""
    for name, file in (("regular", "THSarabun-Regular.ttf"), ("bold", "THSarabun-Bold.ttf")):
        assert clerk.get(f"/static/office-{name}.ttf").body == (ROOT / "fonts" / file).read_bytes()


def test_an_empty_field_erases_nothing(clerk: Browser) -> None:
    """Blanks, nothing, an empty list: what stands there stays; only what is asked to be removed goes."""
    own, digest = announced(clerk, "ช่องว่าง")
    before = clerk.get(f"/api/d/{own}").json["text"]
    for empty in ("", "   ", "\n", [], {}):
        asked = {"set": [{"path": ["subject"], "value": empty}], "add": [{"path": ["signatory"], "value": empty}]}
        heard = clerk.ask("PUT", f"/api/d/{own}/fields", {"text": before, **asked})
        assert heard.json["text"] == before
        assert clerk.put(f"/api/d/{own}/fields", asked, digest).json["digest"] == digest
    removed = clerk.ask("PUT", f"/api/d/{own}/fields", {"text": before, "remove": [["signatory"]]}).json["text"]
    assert removed == before.replace(f"signatory: {WHO}\n", "")


def test_a_server_that_ends_lets_its_listeners_go(tmp_path: Path) -> None:
    """Whoever listens is told that it is over: nobody who ends the program waits for a browser that is open."""
    served = Served(copy_project(tmp_path / "project"))
    listener = served.browser()
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    cookie = f"docgen-{served.port}={listener.secret}"
    connection.request("GET", "/api/events", headers={"Host": f"127.0.0.1:{served.port}", "Cookie": cookie})
    stream = connection.getresponse()
    while "event: hello" not in stream.readline().decode():
        pass
    served.close()
    assert stream.read().endswith(b"\n\n")  # to its end, not cut off: a cut raises IncompleteRead
    connection.close()
