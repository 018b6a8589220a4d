"""A finding reaches every face with its place, letters and safe repair: terminal, JSON, SARIF, and a later build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.build.state import STATE_FILE, read_state
from docgen.desk.build import build
from docgen.desk.check import check
from docgen.desk.fix import fix
from docgen.errors import Finding, Place
from docgen.faces.cli.rendered import as_json, as_sarif
from docgen.faces.cli.shown import shown_finding

WORDS = "ให้ปฏิบัติตามกฏหมายโดยเคร่งครัด"
WRONG, RIGHT = "กฏ", "กฎ"
HEAD = "---\nkind: announcement\nsubject: ก\ndate: 10 มีนาคม 2567\nsignatory: นายสมชาย ใจดี\n---\n\n"


@pytest.fixture
def misspelt(office: Path) -> Path:
    """A project with one document that has one misspelt word, which can be mended safely."""
    (office / "content/announcements/a.md").write_text(f"{HEAD}{WORDS}\n", encoding="utf-8")
    return office


def the_finding(root: Path) -> Finding:
    (found,) = (one for one in check(root).findings if one.code == "misspelling")
    return found


def test_a_check_tells_letters_and_repair(misspelt: Path) -> None:
    """The span counts the letters that the finding is about, the repair is what stands there afterwards."""
    found = the_finding(misspelt)
    start = found.place.column - 1
    assert WORDS[start : start + found.span] == WRONG
    assert WORDS[:start] + (found.repair or "") + WORDS[start + found.span :] == WORDS.replace(WRONG, RIGHT)


def test_the_terminal_underlines_the_letters(misspelt: Path) -> None:
    """The underline is as wide as the word on the terminal, where vowels above and tone marks take no column."""
    _, line, under, *_ = shown_finding(the_finding(misspelt), misspelt).splitlines()
    assert line == f"    {WORDS}"
    assert under == "    " + " " * len("ใหปฏบตตาม") + "^~"


@pytest.mark.parametrize(("span", "under"), [(0, "^"), (1, "^"), (3, "^~~"), (99, "^~~~")])
def test_the_underline_ends_with_the_line(span: int, under: str) -> None:
    """Without a span there is a caret alone; nothing is underlined beyond the last letter."""
    finding = Finding("c", Place("a.md", 1, 3), "m", excerpt="กขคงจฉ", span=span)
    assert shown_finding(finding).splitlines()[2] == f"      {under}"


def test_json_carries_letters_and_repair(misspelt: Path) -> None:
    """What a person must decide has null for a repair."""
    found = the_finding(misspelt)
    told = json.loads(as_json([found, Finding("c", Place("a.md"), "m")]))
    assert [(one["span"], one["repair"]) for one in told] == [(len(WRONG), RIGHT), (0, None)]


def test_sarif_has_a_region_that_ends_and_a_fix(misspelt: Path) -> None:
    """An editor that applies the fix to the file gets what `docgen check --fix` writes."""
    found = the_finding(misspelt)
    fixed, open_one = json.loads(as_sarif([found, Finding("c", Place("a.md", 2, 1), "m")], "1"))["runs"][0]["results"]
    (change,) = fixed["fixes"][0]["artifactChanges"]
    (written,) = change["replacements"]
    region = fixed["locations"][0]["physicalLocation"]["region"]
    assert written["deletedRegion"] == region
    path = misspelt / change["artifactLocation"]["uri"]
    lines = path.read_text(encoding="utf-8").split("\n")
    line = lines[region["startLine"] - 1]
    inserted = written["insertedContent"]["text"]
    lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + inserted + line[region["endColumn"] - 1 :]
    fix(misspelt)
    assert path.read_text(encoding="utf-8") == "\n".join(lines)
    assert "fixes" not in open_one
    assert "endColumn" not in open_one["locations"][0]["physicalLocation"]["region"]


def test_a_build_with_nothing_to_do_tells_the_same_again(misspelt: Path) -> None:
    """A warning that holds since the last build comes with its letters and repair, from the state file."""
    first, second = build(misspelt), build(misspelt)
    assert second.value.fresh == 1
    assert first.findings == second.findings
    assert [(one.span, one.repair) for one in second.findings if one.code == "misspelling"] == [(len(WRONG), RIGHT)]


def test_a_state_without_letters_only_means_a_new_build(misspelt: Path) -> None:
    """As an earlier docgen wrote it: five fields a finding."""
    build(misspelt)
    path = misspelt / STATE_FILE
    kept = json.loads(path.read_text(encoding="utf-8"))
    for entry in kept["targets"].values():
        entry["findings"] = [finding[:5] for finding in entry["findings"]]
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert read_state(misspelt, kept["program"]).targets == {}


def test_fixing_tells_each_change_and_prints_nothing(misspelt: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The desk returns what it changed, and whoever listens hears it at once; no stream is written."""
    heard: list[str] = []
    done = fix(misspelt, told=heard.append)
    assert heard == list(done.value.diffs)
    assert f"+{WORDS.replace(WRONG, RIGHT)}" in "".join(heard)
    assert not [one for one in done.findings if one.code == "misspelling"]
    assert fix(misspelt).value.diffs == ()
    assert capfd.readouterr() == ("", "")


def test_a_table_has_no_letters_to_count() -> None:
    """In a log the column is the number of a cell: neither letters nor a repair can be told from there."""
    from docgen.checks.passages import Passage
    from docgen.checks.rule import Hit
    from docgen.checks.rules import all_rules
    from docgen.checks.run import Found

    rule = next(one for one in all_rules() if one.code == "misspelling")
    for path, span, repair in (("a.csv", 0, None), ("a.xlsx", 0, None), ("a.md", 2, RIGHT)):
        hit = Hit(Passage(WORDS, path, 1, 4), 14, 16, "m", replacement=RIGHT)
        told = Found(rule, hit).finding()
        assert (told.span, told.repair) == (span, repair)
