"""Who does what in an office: the writer does not issue, the signer signs their own name, the journal says who."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from docgen.accounts.written import writers_of
from docgen.desk.archive import archive
from docgen.desk.build import build
from docgen.desk.issue import issue
from docgen.desk.publish import publish
from docgen.desk.user import add_user
from docgen.registry.acting import acting_as
from docgen.registry.journal import project_journal
from tests.evidence.conftest import announcement
from tests.faces.web.lan.conftest import (
    ARCHIVIST,
    BOTH,
    CHEAP,
    CHECKER,
    PASSWORD,
    SIGNER,
    WRITER,
    LanBrowser,
    OfficeServer,
)
from tests.faces.web.test_acts import REPORT, TEXT, act
from tests.signing import authority


def written(browser: LanBrowser, name: str) -> tuple[str, str]:
    """Write an announcement; return its id and digest."""
    own = f"announcements/{name}.md"
    text = TEXT.format(subject=f"การทดสอบ {name}")
    heard = browser.ask("PUT", f"/api/d/{own}", {"text": text}, {"If-None-Match": "*"})
    assert heard.status == 200, heard.text
    return own, heard.json["digest"]


def test_who_wrote_a_document_does_not_give_it_its_number(working_office: OfficeServer) -> None:
    """Whatever other role they have, and under whatever name the file goes on; another checker issues it."""
    both, checker = working_office.browser(BOTH), working_office.browser(CHECKER)
    own, digest = written(both, "เขียนเอง")
    heard = act(both, own, "issue", {}, digest)
    assert (heard.status, heard.codes) == (403, ["refused"])
    assert "ท่านเป็นผู้เขียนเอกสารนี้" in heard.text
    assert project_journal(working_office.root) == ()
    heard = act(checker, own, "issue", {}, digest)
    assert heard.status == 200, heard.text
    assert act(both, own, "correct", {"reason": "พิมพ์ตก"}, digest).status == 403
    moved = "announcements/ชื่อใหม่-ของเดิม.md"
    (working_office.root / "content" / own).rename(working_office.root / "content" / moved)
    heard = checker.post(f"/api/d/{own}/move", {"to": moved})
    assert heard.status == 200, heard.text
    assert act(both, moved, "correct", {"reason": "พิมพ์ตก"}, digest).status == 403
    assert act(both, moved, "withdraw", {"because": "ผิด"}, digest).status == 200  # cancelling gives no number
    told = [(one.event, one.by) for one in project_journal(working_office.root)]
    assert told == [("issued", CHECKER), ("moved", CHECKER), ("withdrawn", BOTH)]


def test_a_draft_that_a_colleague_renames_keeps_its_writers(working_office: OfficeServer) -> None:
    """Otherwise two who help each other would issue what one of them wrote."""
    both = working_office.browser(BOTH)
    own, digest = written(both, "ชื่อแรก")
    heard = working_office.browser(WRITER).post(f"/api/d/{own}/rename", {"name": "ชื่อที่สอง"})
    assert heard.status == 200, heard.text
    renamed = heard.json["id"]
    assert renamed != own
    assert act(both, renamed, "issue", {}, digest).codes == ["refused"]
    assert writers_of(working_office.root, f"content/{renamed}") == {"สมศรีเขียนดี", "สมใจทำทั้งสอง"}


def test_who_began_copied_mended_or_brought_in_wrote_it(working_office: OfficeServer) -> None:
    """Writing is more than typing: each way into a file is taken down."""
    both = working_office.browser(BOTH)
    made = [both.post("/api/new", {"kind": "announcement", "name": "เริ่มเอง"}).json["id"]]
    made.append(
        both.post("/api/new", {"like": "announcements/integrity-measures-2566.md", "name": "ลอกเอง"}).json["id"]
    )
    own = "announcements/integrity-will-2565.md"
    digest = both.get(f"/api/d/{own}").json["digest"]
    asked = {"set": [{"path": ["closing"], "value": "จึงประกาศมาให้ทราบ"}]}
    assert both.put(f"/api/d/{own}/fields", asked, digest).status == 200
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    sent = {"file": ("ภาพ.png", drawn.getvalue()), "for": REPORT}
    assert both.ask("POST", "/api/upload", files=sent).status == 201
    for name in (*made, own, REPORT):
        assert writers_of(working_office.root, f"content/{name}") == {"สมใจทำทั้งสอง"}, name


def test_a_list_of_writers_that_was_touched_stops_issuing(working_office: OfficeServer) -> None:
    """Who can't tell who wrote gives no number."""
    own, digest = written(working_office.browser(WRITER), "รายการเสีย")
    path = working_office.root / ".docgen/written.json"
    before = path.read_bytes()
    try:
        for content in (b"[", b"[1]", json.dumps({f"content/{own}": [1]}).encode(), b'{"a": 1}'):
            path.write_bytes(content)
            heard = act(working_office.browser(CHECKER), own, "issue", {}, digest)
            assert heard.codes == ["broken-accounts"]
    finally:
        path.write_bytes(before)


def test_a_signer_signs_their_own_name_alone(working_office: OfficeServer, tmp_path: Path) -> None:
    """Another's name is refused though the key is right; the journal has who signed, and who filed a scan."""
    add_user(working_office.root, "นางสาวกมลวรรณ ใจงาม", ["checker", "archivist"], PASSWORD, cost=CHEAP)
    writer, checker = working_office.browser(WRITER), working_office.browser("นางสาวกมลวรรณ ใจงาม")
    own, digest = written(writer, "ลงนามเอง")
    assert act(checker, own, "issue", {}, digest).status == 200
    assert checker.job(checker.post("/api/build", {"ids": [own]}))["state"] == "done"
    key = authority.Authority(tmp_path).officer(SIGNER)[0].read_bytes()
    sent = {"officer": SIGNER, "key": ("k.p12", key), "password": authority.PASSWORD.decode()}
    assert checker.ask("POST", f"/api/d/{own}/sign", files=sent).status == 403  # no signer at all
    signer = working_office.browser(SIGNER)
    heard = signer.ask("POST", f"/api/d/{own}/sign", files={**sent, "officer": "นายคนอื่น ในสำนักงาน"})
    assert (heard.status, heard.codes) == (403, ["refused"])
    token = {"officer": SIGNER, "token": "/usr/lib/softhsm.so", "password": "1"}
    assert signer.ask("POST", f"/api/d/{own}/sign", files=token).codes == ["wrong-key"]  # it would be the server's
    heard = signer.ask("POST", f"/api/d/{own}/sign", files=sent)
    assert heard.status == 200, heard.text
    kept = [path for path in working_office.root.rglob("*") if path.is_file() and key in path.read_bytes()]
    assert kept == []
    made = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(made, "JPEG", dpi=(200, 200))
    scan = {"file": ("s.jpg", made.getvalue()), "by": "คนอื่น"}
    heard = working_office.browser(ARCHIVIST).ask("POST", f"/api/d/{own}/scan", files=scan)
    assert heard.status == 200, heard.text
    told = [(one.event, one.by, one.remark) for one in project_journal(working_office.root)][-2:]
    assert told == [("signed", SIGNER, SIGNER), ("scanned", ARCHIVIST, ARCHIVIST)]
    assert checker.get("/api/journal").json["events"][0]["by"] == ARCHIVIST


def test_two_people_never_write_over_each_other(working_office: OfficeServer) -> None:
    """Who saves second gets what stands there, and nothing is written until they chose; neither is kept out."""
    one, other = working_office.browser(WRITER), working_office.browser(BOTH)
    own, digest = written(one, "สองคน")
    text = one.get(f"/api/d/{own}").json["text"]
    assert one.put(f"/api/d/{own}", {"text": text + "\nของคนแรก\n"}, digest).status == 200
    heard = other.put(f"/api/d/{own}", {"text": text + "\nของคนที่สอง\n"}, digest)
    assert heard.status == 412
    assert heard.json["text"] == text + "\nของคนแรก\n"
    path = working_office.root / "content" / own
    assert path.read_text(encoding="utf-8") == text + "\nของคนแรก\n"
    merged = text + "\nของคนแรก\n\nของคนที่สอง\n"
    heard = other.put(f"/api/d/{own}", {"text": merged}, heard.json["digest"])
    assert heard.status == 200
    asked = {"set": [{"path": ["subject"], "value": "เรื่องของคนแรก"}]}
    assert one.put(f"/api/d/{own}/fields", asked, digest).status == 412
    assert act(one, own, "fix", {}, digest).status == 412
    assert act(working_office.browser(CHECKER), own, "issue", {}, digest).status == 412  # not what they read
    assert path.read_text(encoding="utf-8") == merged
    assert writers_of(working_office.root, f"content/{own}") == {"สมศรีเขียนดี", "สมใจทำทั้งสอง"}


def test_long_work_is_in_the_name_of_who_began_it(working_office: OfficeServer) -> None:
    """The job and the journal say who; another may follow it."""
    archivist = working_office.browser(ARCHIVIST)
    made = archivist.job(archivist.post("/api/build", {"ids": ["announcements/integrity-will-2565.md"]}))
    assert made["by"] == ARCHIVIST
    others = working_office.browser(SIGNER).get("/api/jobs").json["jobs"]
    assert (others[0]["id"], others[0]["by"]) == (made["id"], ARCHIVIST)


def test_what_is_kept_of_accounts_is_never_archived_nor_published(office: Path) -> None:
    """The bag of a year and the website's folder have the documents, and the journal names who archived them."""
    add_user(office, WRITER, ["writer"], PASSWORD, cost=CHEAP)
    (office / "content/announcements/a.md").write_text(announcement(1, date="10 มีนาคม 2567"), encoding="utf-8")
    issue(office, str(office / "content/announcements/a.md"))
    build(office)
    with acting_as(ARCHIVIST):
        bag = office / archive(office, 2567).value.path
    publish(office, 2567)
    assert [(one.event, one.by) for one in project_journal(office)][-1] == ("archived", ARCHIVIST)
    with zipfile.ZipFile(f"{bag}.zip") as packed:
        names = packed.namelist()
    names += [str(path.relative_to(office)) for top in ("output", "content") for path in (office / top).rglob("*")]
    assert names
    assert [one for one in names if ".docgen/" in one or one.endswith("accounts.json")] == []


@pytest.mark.parametrize("name", ["../.docgen/accounts.json", ".docgen/key.pem", "x/../../.docgen/accounts.json"])
def test_what_is_kept_of_accounts_is_never_served(working_office: OfficeServer, name: str) -> None:
    """Neither as a file nor as content, to nobody."""
    browser = working_office.browser(ARCHIVIST)
    for path in (f"/files/{name}", f"/static/{name}", f"/files/{name}?scan", f"/d/{name}", f"/api/d/{name}"):
        heard = browser.get(path)
        assert heard.status in (403, 404, 422), (path, heard.status)
        assert b"argon2id" not in heard.body
