"""Long work: one after the other, told as it goes; a fault has its place, a killed server is told of afterwards."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from docgen.errors import DocgenError
from docgen.faces.web.jobs import JOBS_FILE, Jobs, LongWork
from docgen.folder.files import Files
from tests.conftest import copy_project
from tests.faces.web.clerk import Program, barriers, opened
from tests.faces.web.conftest import Browser, Served

BROKEN = "announcements/เสีย.md"


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a sample in which one file is broken."""
    root = copy_project(tmp_path_factory.mktemp("jobs") / "project")
    (root / "content" / BROKEN).write_text("---\nkind: announcement\nsubject: [\n---\n", encoding="utf-8")
    made = Served(root)
    yield made
    made.close()


def test_work_waits_for_its_turn_and_the_same_is_not_begun_twice(tmp_path: Path) -> None:
    """What writes runs alone and the next is told to wait; the same once more is busy; verifying needs no turn."""

    async def scene() -> None:
        jobs, ran = Jobs(tmp_path), []
        gates = {name: asyncio.Event() for name in "abv"}

        def work(name: str) -> Any:
            async def run(job: LongWork) -> Any:
                ran.append(name)
                await gates[name].wait()
                return None, "เสร็จ", ()

            return run

        first = jobs.begin("build", "สร้างเอกสารทั้งหมด", "สมหญิง", work("a"))
        second = jobs.begin("archive", "เก็บหลักฐานปี ๒๕๖๖", "", work("b"))
        third = jobs.begin("verify", "ตรวจ x.pdf", "", work("v"))
        assert (second.state, second.said) == ("waiting", "รอ สร้างเอกสารทั้งหมด ให้เสร็จก่อน")
        with pytest.raises(DocgenError) as refused:
            jobs.begin("build", "สร้างเอกสารทั้งหมด", "", work("a"))
        assert refused.value.findings[0].code == "busy"
        assert "สมหญิง" in refused.value.findings[0].message
        await asyncio.sleep(0.01)
        assert sorted(ran) == ["a", "v"]
        assert [one["title"] for one in json.loads((tmp_path / JOBS_FILE).read_bytes())] == [
            one.title for one in (first, second, third)
        ]
        for gate in gates.values():
            gate.set()
        await asyncio.gather(*jobs._tasks)
        assert [one.state for one in (first, second, third)] == ["done"] * 3
        assert ran[-1] == "b"
        assert json.loads((tmp_path / JOBS_FILE).read_bytes()) == []

    (tmp_path / "output").mkdir()
    asyncio.run(scene())


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[{"verb": 1}]', b'{"a": 1}', b"\xff\xfe", b"[" * 5000])
def test_a_note_of_jobs_that_can_not_be_read_stops_nothing(tmp_path: Path, content: bytes) -> None:
    """A server begins whatever stands where the one before took down its work."""
    (tmp_path / "output").mkdir()
    (tmp_path / JOBS_FILE).write_bytes(content)
    assert Jobs(tmp_path).all() == []


def test_items_are_confirmed_in_a_name(clerk: Browser) -> None:
    """The page tells what nobody confirmed; who is named confirms it, and without a name nothing is written."""
    told = {one["code"]: one for one in clerk.get("/api/evidence/2564").json["items"]}
    assert (told["O1"]["confirmed"], told["O1"]["doubts"]) == (False, ["สิ่งที่ต้องแสดง"])
    assert clerk.post("/api/evidence/2564/confirm", {"items": ["O1"], "by": ""}).status == 422
    heard = clerk.post("/api/evidence/2564/confirm", {"items": ["O1"], "by": "นายสมชาย ใจดี"})
    assert (heard.status, heard.json["items"]) == (200, ["O1"])
    told = {one["code"]: one for one in clerk.get("/api/evidence/2564").json["items"]}
    assert told["O1"]["confirmed_by"].startswith("นายสมชาย ใจดี ")
    assert (told["O1"]["doubts"], told["O2"]["confirmed"]) == ([], False)


def test_a_fault_is_told_with_its_place_and_the_rest_is_made(clerk: Browser) -> None:
    """A build ends with what it made and the broken file's line; an archive, which needs all, fails with that line."""
    made = clerk.job(clerk.post("/api/build", {"only": "announcements"}))
    assert made["value"]["has_errors"]
    assert len(made["outputs"]) == 4
    assert [(one["id"], one["line"]) for one in made["findings"] if one["severity"] == "error"] == [(BROKEN, 3)]
    kept = clerk.job(clerk.post("/api/archive", {"year": 2566}))
    assert (kept["state"], {one["id"] for one in kept["findings"]}) == ("failed", {BROKEN})
    assert clerk.get("/evidence/2566").status == 200
    told = clerk.get("/api/evidence/2566").json
    assert [one["id"] for one in told["broken"]] == [BROKEN]
    listed = {one["id"] for one in clerk.get("/api/documents").json["documents"]}
    assert {one["id"] for one in told["documents"]} == listed - {BROKEN}
    assert clerk.get("/").status == 200


@pytest.mark.parametrize(
    ("broken", "content", "opens"),
    [
        ("content/agency.yaml", "name: [\n", ["/d/agency.yaml", "/office", "/api/journal"]),
        (
            "content/register.csv",
            "ประกาศ,1\n",
            ["/register", "/api/register", "/d/announcements/integrity-will-2565.md"],
        ),
    ],
)
def test_what_stops_every_screen_has_a_screen_to_mend_it(
    clerk: Browser, broken: str, content: str, opens: list[str]
) -> None:
    """A broken agency or register is told in Thai with a way to where it is mended, and that way is open."""
    path = clerk.house.root / broken
    before = path.read_bytes() if path.exists() else None
    path.write_text(content, encoding="utf-8")
    try:
        for screen in ("/", "/evidence/2566", "/new"):
            heard = clerk.get(screen)
            assert heard.status == 422, screen
            assert "Traceback" not in heard.text
            assert f'href="{opens[0]}"' in heard.text
        for address in opens:
            assert clerk.get(address).status == 200, address
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    assert clerk.get("/").status == 200


def test_a_server_that_was_killed_says_what_it_did_not_end(tmp_path: Path) -> None:
    """The next one lists the work as cut off; each output is whole, or is not there."""
    root = copy_project(tmp_path / "project")
    program = Program(root)
    try:
        browser = _came_in(program)
        number = browser.post("/api/build", {}).json["job"]["id"]
        while not (root / "output/announcements").exists():
            time.sleep(0.005)
    finally:
        program.kill()
    again = Program(root, program.port)
    try:
        browser = _came_in(again)
        (job,) = browser.get("/api/jobs").json["jobs"]
        assert (job["state"], job["title"]) == ("failed", "สร้างเอกสารทั้งหมด")
        assert [one["code"] for one in job["findings"]] == ["cut-off"]
        assert browser.get(f"/api/jobs/{number}").status in (200, 404), "another job is never told under its number"
        for path in root.glob("output/**/*.pdf"):
            assert Files(root).read(path).rstrip().endswith(b"%%EOF"), path
        assert browser.job(browser.post("/api/build", {}))["state"] == "done"
    finally:
        again.close()


class _Known:
    """As much of a house as a browser asks for."""


def _came_in(program: Program) -> Browser:
    """Return a browser that took the start token of a program."""
    made = Browser(_Known(), program.port)  # type: ignore[arg-type]
    heard = made.get(program.start.partition(str(program.port))[2])
    assert heard.status == 303, heard.text
    made.secret = heard.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    return made


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_clerk_is_told_of_work_that_was_cut_off_until_it_is_put_away(tmp_path: Path) -> None:
    """On each screen that shows such work, in words, with a way to be rid of it; then no more."""
    root = copy_project(tmp_path / "project")
    (root / "output").mkdir(exist_ok=True)
    told = [{"verb": "build", "title": "สร้างเอกสารทั้งหมด", "by": ""}]
    (root / JOBS_FILE).write_text(json.dumps(told), encoding="utf-8")
    program = Program(root)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.goto(program.start)
        words = page.get_by_text("โปรแกรมถูกปิดระหว่างที่ทำงานนี้")
        for address in ("/", "/evidence/2566"):
            page.goto(program.address + address)
            words.wait_for(timeout=60_000)
            assert barriers(page) == []
        page.get_by_role("button", name="ปิดผลของ สร้างเอกสารทั้งหมด").click()
        opened(page, f"{program.address}/evidence/2566")
        page.wait_for_load_state("networkidle")
        assert words.count() == 0
        browser.close()
    program.close()
