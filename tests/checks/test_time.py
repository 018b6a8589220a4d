"""What rules take grows as the text does, whatever the text is."""

from __future__ import annotations

import random
import time

import pytest

from docgen.checks.pages import Office, page_of_text
from docgen.checks.rules import MAX_HITS, all_rules
from docgen.checks.rules.mark_order import RULE as MARK_ORDER
from docgen.checks.run import run_rules
from docgen.document.project import read_project
from docgen.thai.characters import normalize
from docgen.thai.lexicon import make_lexicon
from tests.conftest import ROOT

_MOST_S = 1.5  # for 20,000 letters: what is quadratic takes ten times that, what doubles by the letter never ends

HOSTILE = {
    "digits": "1." + "0" * 20_000 + " ก",
    "dotted digits": "1." * 10_000 + " ก",
    "no-break spaces": "\u00a0".join(["คำ"] * 7_000),
    "zero-width spaces": "\u200b".join(["คำ"] * 7_000),
    "letters": "ก" * 20_000,
    "brackets": "ก(" * 7_000 + ")" * 6_000,
    "comments": "<!-- docgen: ignore " * 1_000,
    "names": "นายกก ขข " * 2_000,
    "lines of names": "\n".join(f"นายกก{letter}{other} ขข" for letter in "กขคงจฉชซญดตถทธน" * 6 for other in "กขคงจฉชซ"),
    "lines": "1. ด้านที่ 1\n" * 2_000,
    "counts": "ทั้ง 2 ด้าน ดังนี้\n1. ด้าน\n" * 1_000,
    "dates": "วันที่ 31 กุมภาพันธ์ 2566 " * 800,
    "unknown words": "กขคงจ" * 4_000,
    "slips": "ข้อเท็นจริง " * 1_500,
}


@pytest.fixture(scope="module")
def office() -> Office:
    project = read_project(ROOT)
    return Office(project.agency, (), make_lexicon(project.names))


@pytest.mark.parametrize("name", HOSTILE)
def test_all_rules_together_look_through_a_hostile_text_in_a_moment(name: str, office: Office) -> None:
    """Texts made to be slow are looked through at once by every rule."""
    page = page_of_text(HOSTILE[name], "content/announcements/a.md")
    start = time.process_time()
    for rule in all_rules():
        list(rule.look(page, office))
    assert time.process_time() - start < _MOST_S


def test_a_rule_tells_of_a_file_so_many_times_and_then_that_there_is_more(office: Office) -> None:
    """After some hundred findings of one kind a single line says that there are more."""
    for count, told in ((MAX_HITS, MAX_HITS), (MAX_HITS + 1, MAX_HITS + 1), (20 * MAX_HITS, MAX_HITS + 1)):
        page = page_of_text("(ก " * count, "content/announcements/a.md")
        rule = next(rule for rule in all_rules() if rule.code == "unbalanced-brackets")
        found, _ = run_rules([page], office)
        mine = [one.finding() for one in found if one.rule.code == rule.code]
        assert len(mine) == told
        assert ("บอกไว้ ๕๐๐ แห่งแรก" in mine[-1].message) == (count > MAX_HITS)


def test_what_a_repair_of_marks_changes_is_found_letter_by_letter(office: Office) -> None:
    """A repair of the order of marks names the letters that it changes and no others."""
    letters, chance = "กขคาเแำํ่้ิุ์\u200b\u00a0 a", random.Random(2566)
    for _ in range(500):
        text = "ก" + "".join(chance.choices(letters, k=chance.randint(1, 14)))
        made = text
        hits = MARK_ORDER.look(page_of_text(text, "content/announcements/a.md"), office)
        for hit in sorted(hits, key=lambda one: one.first, reverse=True):
            made = made[: hit.first] + hit.values["right"] + made[hit.last :]
        assert normalize(made) == normalize(text)
    page = page_of_text("ประกาศนํ้าประปา ของตําบล", "content/announcements/a.md")
    assert [hit.replacement for hit in MARK_ORDER.look(page, office)] == ["น้ำ", "ตำ"]
