"""What `docgen check --fix` writes is right on text that nobody wrote for it; what is uncertain is shown."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.checks.misspellings import MISSPELLINGS, SHOWN, SURE
from docgen.checks.pages import page_of_text
from docgen.checks.people import names_of_people
from docgen.checks.repair import repair
from docgen.checks.rules import all_rules
from docgen.checks.run import run_rules
from docgen.desk.check import check
from tests import repairs
from tests.conftest import Told

Run = Callable[..., Told]
HEAD = "---\nkind: announcement\nsubject: ก\ndate: 10 มีนาคม 2566\nsignatory: นายสมชาย ใจดี\n---\n\n"


def changed(texts: list[str], codes: frozenset[str] = repairs.CODES) -> list[str]:
    """Return the texts that a repair changes."""
    return [before for before, after in zip(texts, repairs.mended(texts, codes), strict=True) if before != after]


def test_the_rules_that_are_measured_are_those_that_offer_repairs() -> None:
    """What is measured is what is offered: no rule writes without being in the measurement."""
    slips = [wrong for wrong, _ in repairs.planted()]
    every = frozenset(rule.code for rule in all_rules())
    offering = {
        rule.code
        for rule in all_rules()
        for hit in rule.look(page_of_text("\n".join([*slips, "๑๒,5๐๐ บาท"]), "a.md"), repairs.office())
        if hit.replacement is not None
    }
    assert offering == repairs.CODES <= every


def test_right_words_and_names_stay_letter_by_letter(office: Path, docgen: Run) -> None:
    """Right words and names of people and places stay as they are, to the letter."""
    page = office / "content/announcements/a.md"
    words = (
        "อาศัยอำนาจตามกฎหมายว่าด้วยระเบียบบริหารราชการแผ่นดิน ให้แจ้งภายในเดือนกันยายนนี้ หรือพฤศจิกายนนี้ และตุลาคมมีวันหยุด "
        "ในเทศกาลลอยกระทง เทศกาลลำไย ที่ซูเปอร์เซ็นเตอร์ ผู้รับผิดชอบบ้านพัก คำตอบสาธารณะชนะเสมอ กล่าวหาญาติของตน มีคุณธรรมมาก "
        "ทำเพื่อเพื่อน เป็นของของทางราชการ เมื่อ 10 เม.ย. 2566 ไม่มากนัก เนื่องจากฝนตก\n\n"
        "1. นายดำรงค์ สุขใจ เป็นประธาน\n2. นางสมใจ ผาสุข เป็นกรรมการ\n3. นายสมาน ลิมปิจำนงค์ เป็นกรรมการ\n"
        "4. พ.ต.อ.องกรณ์ ปรากฎหาญ เป็นกรรมการ\n5. ดร.สังเกตุ เจตจำนงค์ เป็นกรรมการ\n"
    )
    page.write_text(HEAD + words, encoding="utf-8")
    page.chmod(0o600)
    assert docgen(office, "check", "--fix").code == 0
    assert page.read_text(encoding="utf-8") == HEAD + words
    page.write_text(HEAD + words + "\nตามกฏหมาย\n", encoding="utf-8")
    assert "+ตามกฎหมาย" in docgen(office, "check", "--fix").out
    assert page.read_text(encoding="utf-8") == HEAD + words + "\nตามกฎหมาย\n"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_nothing_is_written_across_the_border_of_two_words() -> None:
    """Where two right words meet, their border makes no misspelling."""
    assert changed(repairs.pairs(20_000), repairs.QUICK) == []
    assert changed(repairs.pairs(1_000)) == []
    seams = [one + other for one, other in repairs.seams()]
    forms = {wrong for wrong, _ in repairs.wrong_words()}
    assert changed([seam for seam in seams if seam not in forms]) == []
    # Two words that make up a misspelling and nothing else are one only where that is said.
    sure = {wrong for pattern, (wrong, _) in zip(MISSPELLINGS, repairs.wrong_words(), strict=True) if pattern in SURE}
    assert set(changed([seam for seam in seams if seam in forms])) <= sure


def test_nothing_is_written_in_the_name_of_a_person_or_a_place() -> None:
    """Names of people and places are nobody's to correct."""
    assert changed(repairs.people(20_000), repairs.QUICK) == []
    assert changed(repairs.people(500)) == []
    assert changed(repairs.places(), repairs.QUICK) == []


def test_no_form_that_is_written_is_part_of_a_name() -> None:
    """No form that is written for another is part of a real name."""
    names = sorted(names_of_people())
    assert [form for form in MISSPELLINGS if form not in SHOWN and re.search(form, "\n".join(names))] == []
    assert changed([f"ให้{name}ดำเนินการ" for name in names], frozenset({"misspelling"})) == []


@pytest.mark.parametrize(
    "text",
    [
        "นายดำรงค์ ปรากฎชัย เป็นกรรมการ",
        "ศักดิธัช ปรากฎหาญ",
        "(ปรากฎ ใจดี)",
        "ลงชื่อ ปรากฎ",
        "ตำบลปรากฎธรรม อำเภอเมือง",
        "โรงเรียนปฎิบัติธรรม",
        "บริษัท อินเตอร์เน็ตไทย จำกัด",
        "ตามที่กล่าวว่า “ให้ปฎิบัติตามกฏหมาย” นั้น",
        'ป้ายเขียนว่า "ไม่อนุญาติ"',
        "“วรรคที่ยกมาทั้งวรรค ซึ่งปฎิบัติ",
        "> ข้อความที่ยกมา ซึ่งปฎิบัติ",
        "ตามระเบียบว่าด้วยการปฎิบัติงาน พ.ศ. ๒๕๔๖ ข้อ ๓",
        "ตามประกาศ เรื่อง การปฎิบัติตามกฏหมาย ลงวันที่ ๑ มกราคม ๒๕๖๖",
        "ดูที่ www.example.go.th/ปฎิบัติ",
        "![ภาพ](ภาพปฎิบัติ.jpg)",
        "สัปดาห ์ละครั้ง ดังนี ้",
        "ด้วยความ และ ตามการ นี้",
        "เลขบัตร ปปช ๑๓ หลัก",
        "ห้อง 12 น ชั้นสอง",
        "ถ้าด่วน โทร 1669 ทันที",
        "หลวงบำเน็จวรญาณ เป็นอาจารย์ใหญ่",
        "จับใจในความ จับความในใจ",
        "หนังสือมีความ ดังต่อไปนี้",
        "อัตราร้อยละ(รวมภาษี)*100",
        "ผู้(ร่วมเสนอ)โครงการ",
        "ชื\u0e48ีอ และ ตำแหน่งเเภสัชกร",
        "งบประมาณ ๑๒,5๐๐ บาท",
        "as integrity and transparency assessments do",
    ],
)
def test_what_may_be_meant_otherwise_is_not_written(text: str) -> None:
    """Where a second meaning is possible, nothing is written: the clerk is shown what is probably meant."""
    assert repairs.mended([text]) == [text]


@pytest.mark.parametrize("key", ["signatory", "name", "file"])
def test_entries_that_hold_names_are_not_mended(key: str) -> None:
    """Entries of front matter that hold names are left alone."""
    words = "ให้เจ้าหน้าที่ทุกคนปฎิบัติตามกฏหมายโดยเคร่งครัด"
    page = page_of_text(f"{key}: {words}\nsummary: {words}\n", "content/reports/2566/report.yaml")
    found, _ = run_rules([page], repairs.office())
    written = {one.place.line for one in found if one.hit.replacement is not None}
    assert written == {2}


def test_what_is_written_is_right_and_every_planted_slip_is_told() -> None:
    """Each planted slip is told, and what was written instead is the right word."""
    slips = repairs.planted()
    wrong = [wrong for wrong, _ in slips]
    after = repairs.mended(wrong)
    written = [(now, right) for before, now, (_, right) in zip(wrong, after, slips, strict=True) if now != before]
    assert [now for now, right in written if now != right] == []
    assert len(written) >= 0.65 * len(slips)
    told = {hit.passage.line for hit in repairs.hits_in(wrong)}
    untold = {text for line, text in enumerate(wrong, start=1) if line not in told}
    # These patterns ask for what stands around them.
    assert all(re.search("ที่มาผ่าน|กฏ|จึงประกาศมาเพื่อทราบ|มีส่วนรวม|ไห้", text) for text in untold)
    assert len(untold) < 0.03 * len(slips)


def test_what_is_shown_only_says_what_is_probably_meant() -> None:
    """A finding without a safe repair says what is probably meant, and changes nothing."""
    page = page_of_text("ข้าพเจ้าสังเกตุ และ “ปฎิบัติ” ๑๒,5๐๐ บาท", "content/announcements/a.md")
    found, _ = run_rules([page], repairs.office())
    hints = {one.hit.found: one.finding().hint for one in found if one.rule.code in ("misspelling", "mixed-digits")}
    assert {word: hint[: hint.index(" ตรวจ")] for word, hint in hints.items()} == {
        "สังเกตุ": "อาจหมายถึง สังเกต",
        "ปฎิบัติ": "อาจหมายถึง ปฏิบัติ",
        "๑๒,5๐๐": "อาจหมายถึง ๑๒,๕๐๐",
    }


def test_an_issued_document_is_not_mended(office: Path, docgen: Run) -> None:
    """A mend would break the lock of an issued document: it is told only."""
    page = office / "content/announcements/a.md"
    page.write_text(f"{HEAD}ให้ปฏิบัติตามกฏหมาย\n", encoding="utf-8")
    assert docgen(office, "issue", str(page), "--number", "1").code == 0
    before = page.read_bytes()
    found = check(office).value.found
    assert repair(office, found) == ""
    assert page.read_bytes() == before
    (told,) = [one for one in found if one.rule.code == "misspelling"]
    assert "ออกเลขแล้ว" in told.finding().hint
    # A correction that is being written is a text of its own.
    page.write_text(f"{HEAD}ให้ปฏิบัติตามกฏหมายโดยเคร่งครัด\n", encoding="utf-8")
    assert "+ให้ปฏิบัติตามกฎหมายโดยเคร่งครัด" in repair(office, check(office).value.found)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_mend_leaves_line_ends_and_encoding_as_they_are(ends: str, encoding: str, office: Path) -> None:
    """Line ends of Windows and the file's encoding stay."""
    page = office / "content/announcements/a.md"
    text = f"{HEAD}ให้ปฏิบัติตามกฏหมาย\n\nต่อไป\n"
    text = text.replace("\n", "\r\n", 3) if ends == "mixed" else text.replace("\n", ends)
    page.write_bytes(text.encode(encoding))
    assert repair(office, check(office).value.found).count("\n+") == 2
    assert page.read_bytes() == text.replace("กฏหมาย", "กฎหมาย").encode(encoding)


def test_a_link_stays_one_and_a_read_only_file_as_it_is(office: Path) -> None:
    """A link is not replaced by a file, and a file that somebody made read-only is left alone."""
    page, kept = office / "content/announcements/a.md", office / "content/kept.txt"
    kept.write_text(f"{HEAD}ให้ปฏิบัติตามกฏหมาย\n", encoding="utf-8")
    kept.chmod(0o400)
    page.symlink_to("../kept.txt")
    found = check(office).value.found
    assert repair(office, found) == ""
    assert "อ่านอย่างเดียว" in next(one for one in found if one.rule.code == "misspelling").finding().hint
    kept.chmod(0o600)
    assert "+ให้ปฏิบัติตามกฎหมาย" in repair(office, check(office).value.found)
    assert page.is_symlink()
    assert "กฎหมาย" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["ปรากฎว่าตามกฏหมาย" * 1500, "ระเบียบบริหาร" * 2000, "ก\u200b" * 12000, "ต่างๆของ" * 3000, "นายดำรงค์ " * 3000]
)
def test_the_time_of_a_rule_grows_with_the_length_of_a_line(text: str) -> None:
    """A line twice as long takes about twice the time, not four times."""
    assert len(repairs.mended([text])) == 1
