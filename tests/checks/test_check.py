"""`docgen check` over projects: the published mistakes are found, the corrected sample is clean, repairs are safe."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from docgen.checks.language import translator
from docgen.checks.repair import repair
from docgen.desk.check import check
from docgen.errors import Severity
from tests.conftest import ROOT, Ask, Told, copy_project

Run = Callable[..., Told]
# The mistakes that went out under a signature: file, words, rule.
PUBLISHED = [
    ("integrity-measures-2566.md", "Integrity Transparency Assessment", "english-name"),
    ("integrity-measures-2566.md", "๒๕๖๓", "fiscal-year"),
    ("integrity-measures-2566.md", "ความ โปร่งใส", "torn-phrase"),
    ("integrity-measures-2566.md", "หรือ แนวปฏิบัติ", "torn-phrase"),
    ("integrity-measures-2566.md", "ของ หน่วยงาน", "torn-phrase"),
    ("integrity-measures-2566.md", "และ ประมวลผล", "torn-phrase"),
    ("integrity-measures-2566.md", "การ ปฏิบัติงาน", "torn-phrase"),
    ("integrity-will-2565.md", "กล่าวหาญ", "misspelling"),
    ("integrity-will-2565.md", "ปลุกฝัง", "misspelling"),
    ("integrity-will-2565.md", "อย่าง จริงจัง", "torn-phrase"),
    ("integrity-will-2565.md", "ให้ ความสำคัญ", "torn-phrase"),
    ("integrity-will-2565.md", "๑) การเปิดโอกาส", "clause-number"),
    ("integrity-will-2565.md", "ทั้ง ๕ ด้าน", "counted-items"),
    ("report.yaml", "อำเภอราชบุรี", "place-mismatch"),
    ("report.yaml", "ภาครัฐ(Integrity", "missing-blank"),
    ("report.yaml", "Integrity and transparency", "english-name"),
    ("report.yaml", "ที่มาผ่าน", "misspelling"),
    ("report.yaml", "ผู้ได้บังคับบัญชา", "misspelling"),
    ("report.yaml", "สำนักงานป.ป.ช.", "missing-blank"),
    ("activities.csv", "ผู้ได้บังคับบัญชา", "misspelling"),
    ("activities.csv", "๑๗ มีนาคม ๒๕๖๖", "report-dates"),
    ("activities.csv", "๑๖ มีนาคม ๒๕๖๖", "report-dates"),
    ("activities.csv", "ทุกรายไตรมาส", "clashing-words"),
]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    root = copy_project(tmp_path / "project")
    shutil.rmtree(root / "content")
    shutil.copytree(ROOT / "tests/fixtures/as_published/content", root / "content")
    return root


@pytest.mark.parametrize(("file", "words", "code"), PUBLISHED, ids=[f"{code} {words}" for _, words, code in PUBLISHED])
def test_the_published_mistakes_are_found_on_their_lines(file: str, words: str, code: str, published: Path) -> None:
    """The mistakes that stand in the documents as they were published are told, each on its line."""
    lines = {finding.place for finding in check(published).findings if finding.code == code}
    path = next((published / "content").rglob(file))
    wanted = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line]
    assert wanted
    if path.suffix == ".csv":  # a row may begin on an earlier line
        assert any(place.path.endswith(file) and place.line <= max(wanted) for place in lines)
    else:
        assert {(place.path.rsplit("/", 1)[-1], place.line) for place in lines} & {(file, line) for line in wanted}


def test_the_corrected_sample_is_clean_but_for_hints(sample: Path) -> None:
    """Content that is right is not nagged about: no error, no warning."""
    assert [finding for finding in check(sample).findings if finding.severity is not Severity.HINT] == []


def test_repairing_twice_is_repairing_once_and_touches_nothing_else(published: Path, docgen: Run) -> None:
    """A second repair finds nothing to do, and no other byte of the files differs."""
    before = {path: path.read_text(encoding="utf-8") for path in (published / "content").rglob("*.*")}
    told = docgen(published, "check", "--fix")
    assert told.code == 1  # the wrong district is for a person to mend
    assert "ผู้ใต้บังคับบัญชา" in told.out
    after = {path: path.read_text(encoding="utf-8") for path in before}
    assert docgen(published, "check", "--fix").out == ""
    assert {path: path.read_text(encoding="utf-8") for path in before} == after
    for path, text in after.items():
        assert len(text.split("\n")) == len(before[path].split("\n"))
        assert path.suffix in (".md", ".yaml") or text == before[path]
    left = [one for one in check(published).value.found if not one.place.path.endswith(".csv")]
    assert {one.rule.code for one in left} & {"missing-blank", "english-name", "mark-order"} == set()
    # What may be meant otherwise is left to a person: ที่มา|ผ่าน are words, a blank before หน่วยงาน may be meant.
    assert {one.hit.found for one in left if one.rule.code == "misspelling"} == {"ที่มาผ่าน"}
    assert {one.hit.found.strip() for one in left if one.rule.code == "torn-phrase"} & {"ความ"} == set()
    assert all(one.hit.replacement is None for one in left)


def test_a_repair_changes_nothing_that_no_finding_named(published: Path) -> None:
    """Only the letters that a finding named are written anew."""
    before = {path: path.read_text(encoding="utf-8").split("\n") for path in (published / "content").rglob("*.*")}
    found = check(published).value.found
    assert repair(published, found)
    for path, lines in before.items():
        shown = path.relative_to(published).as_posix()
        after = path.read_text(encoding="utf-8").split("\n")
        for number, (old, new) in enumerate(zip(lines, after, strict=True), start=1):
            named = [one for one in found if (one.place.path, one.place.line) == (shown, number)]
            spans = [(one.place.column - 1, one.place.column - 1 + one.hit.last - one.hit.first) for one in named]
            for tag, first, last, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if tag != "equal":
                    assert any(start <= first and last <= stop for start, stop in spans), (
                        shown,
                        number,
                        old[first:last],
                    )


def test_two_spellings_of_a_name_and_a_missing_annex_are_found(sample: Path) -> None:
    """One name spelt in two ways, and a cited annex that nobody added, are told across documents."""
    page = sample / "content/announcements/integrity-will-2565.md"
    names = "นายสมศักดิ์ แก้วมณี นายสมศักดิ์ แก้วมณี และ นายสมศักดิ แก้วมณี"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\n{names}\n", encoding="utf-8")
    report = sample / "content/reports/2566/report.yaml"
    words = report.read_text(encoding="utf-8")
    report.write_text(words.replace("องค์การบริหารส่วนตำบล", "ตามภาคผนวก ก และภาคผนวก จ องค์การบริหารส่วนตำบล", 1), "utf-8")
    found = {(one.rule.code, one.hit.found) for one in check(sample).value.found}
    assert ("misspelt-name", "นายสมศักดิ แก้วมณี") in found
    assert ("cross-reference", "ภาคผนวก จ") in found
    assert ("cross-reference", "ภาคผนวก ก") not in found


def test_a_comment_with_a_reason_silences_a_line_or_a_file_and_is_not_printed(office: Path, desk: Ask) -> None:
    """A comment with a reason takes a finding away, for a line or a file, and is never printed."""
    page = office / "content/announcements/a.md"
    head = "---\nkind: announcement\nsubject: ก\ndate: 10 มีนาคม 2566\nsignatory: นายสมชาย ใจดี\n---\n\n"
    words = "ตามกฏหมาย"
    for comment, is_silent in (
        ("", False),
        (" <!-- docgen: ignore misspelling ยกมาตามต้นฉบับ -->", True),
        (" <!-- docgen: ignore misspelling -->", False),
        (" <!-- docgen: ignore torn-phrase ยกมา -->", False),
    ):
        page.write_text(f"{head}{words}{comment}\n", encoding="utf-8")
        codes = {finding.code for finding in check(office).findings}
        assert ("misspelling" in codes) is not is_silent
        assert ("silence-without-reason" in codes) is (comment.endswith("misspelling -->"))
    page.write_text(f"{head}<!-- docgen: ignore misspelling ยกมา -->\n{words}\n\n{words}\n", encoding="utf-8")
    assert [finding.place.line for finding in check(office).findings if finding.code == "misspelling"] == [11]
    page.write_text(f"{head}<!-- docgen: ignore-file misspelling ยกมา -->\n{words}\n\n{words}\n", encoding="utf-8")
    assert "misspelling" not in {finding.code for finding in check(office).findings}
    assert desk(office, "build").code == 0
    from tests.reading import poppler_text

    assert "docgen" not in poppler_text(office / "output/announcements/a.pdf")


def test_an_error_stops_the_build_and_a_warning_is_shown(office: Path, desk: Ask) -> None:
    """An error of a rule keeps the document from being written; a warning only shows."""
    page = office / "content/announcements/a.md"
    head = "---\nkind: announcement\nsubject: ก\ndate: 10 มีนาคม 2566\nsignatory: นายสมชาย ใจดี\n---\n\n"
    page.write_text(f"{head}ตามกฏหมาย\n", encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 0
    assert "misspelling" in told.err
    before = (office / "output/announcements/a.pdf").read_bytes()
    page.write_text(f"{head}ณ อำเภอราชบุรี จังหวัดร้อยเอ็ด\n", encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 1
    assert "place-mismatch" in told.err
    assert (office / "output/announcements/a.pdf").read_bytes() == before


def test_other_programs_get_json_and_sarif(published: Path, docgen: Run) -> None:
    """Editors and services read the same findings as JSON and as SARIF."""
    listed = json.loads(docgen(published, "check", "--format", "json").out)
    assert {"code", "severity", "path", "line", "column", "span", "message", "hint", "repair"} == set(listed[0])
    sarif = json.loads(docgen(published, "check", "--format", "sarif").out)
    (run,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert len(run["results"]) == len(listed)
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert all(region["startLine"] >= 1 and region["startColumn"] >= 1 for region in regions)


def test_a_rule_is_explained_and_an_unknown_one_is_told(office: Path, docgen: Run) -> None:
    """`--explain` says what a rule is about; a code that is none's is told with those that there are."""
    told = docgen(office, "check", "--explain", "torn-phrase")
    assert told.code == 0
    assert "สำนักงานราชบัณฑิตยสภา" in told.out
    told = docgen(office, "check", "--explain", "nothing")
    assert told.code == 1
    assert "misspelling" in told.err


def test_what_a_build_finds_has_an_english_meaning() -> None:
    """Every code that a build can tell has its meaning in English."""
    said = translator("en")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docgen").rglob("*.py"))
    codes = set(re.findall(r'(?:\berror|Finding|report|_finding)\(\s*"([a-z]+(?:-[a-z]+)+)"', sources))
    assert len(codes) > 50
    assert [code for code in sorted(codes) if said(code) == code] == []
    assert [code for code in sorted(codes) if said(f"{code}: remedy") == f"{code}: remedy"] == []


def test_a_document_is_checked_in_english(office: Path, docgen: Run) -> None:
    """With `--lang en` the findings of a document are English."""
    (office / "content/announcements/a.md").write_text("---\nkind: announcement\n---\n\nก\n", encoding="utf-8")
    told = docgen(office, "check", "--lang", "en")
    assert told.code == 1
    assert "error: a required entry is missing" in told.err
    assert "remedy: add the line (" in told.err
