"""agency.yaml itself is checked against the data of places: the error stands there, not at right documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from geothai import districts, provinces, subdistricts

from docgen.checks.agency import agency_findings
from docgen.content.agency import AGENCY_FILE
from docgen.content.records import Agency
from docgen.errors import Finding, Severity
from tests.conftest import Told

Run = Callable[..., Told]
NOBODY = Agency("", "", "", "", "", "", "", "", "", "", (), ())


def told(root: Path, text: str) -> list[Finding]:
    (root / "content").mkdir(exist_ok=True)
    (root / AGENCY_FILE).write_text(text, encoding="utf-8")
    return agency_findings(root, NOBODY)


def place(subdistrict: str, district: str, province: str) -> str:
    return f"name: องค์การบริหารส่วนตำบล\nsubdistrict: {subdistrict}\ndistrict: {district}\nprovince: {province}\n"


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        (("กระโสม", "อำเภอตะกั่วทุ่ง", "พังงา"), 3, "เขียน district: ตะกั่วทุ่ง"),
        (("กระโสม", "อ.ตะกั่วทุ่ง", "พังงา"), 3, "เขียน district: ตะกั่วทุ่ง"),
        (("ตำบลกระโสม", "ตะกั่วทุ่ง", "พังงา"), 2, "เขียน subdistrict: กระโสม"),
        (("กระโสม", "ตะกั่วทุ่ง", "จังหวัดพังงา"), 4, "เขียน province: พังงา"),
        (("กระโสม", "ตะกั่วทุ่ง", "พังงาา"), 4, "เขียน province: พังงา"),
        (("กระโสม", "ตะกัวทุ่ง", "พังงา"), 3, "เขียน district: ตะกั่วทุ่ง"),
        (("กะโสม", "ตะกั่วทุ่ง", "พังงา"), 2, "เขียน subdistrict: กระโสม"),
        (("กระโสม", "ธวัชบุรี", "พังงา"), 3, "จังหวัดร้อยเอ็ด"),
        (("กระโสม", "ตะกั่วทุ่ง", "ภูเก็ต"), 3, "จังหวัดพังงา"),
        (("บึงนคร", "เสลภูมิ", "ร้อยเอ็ด"), 2, "อำเภอธวัชบุรี"),
        (("ปากช่อง", "ปากช่อง", "โคราช"), 4, "เขียน province: นครราชสีมา"),
    ],
)
def test_a_wrong_place_is_told_at_its_line_with_the_right_name(
    typed: tuple[str, str, str], line: int, words: str, tmp_path: Path
) -> None:
    """A district of another province is told at its own line, with the name that goes with the subdistrict."""
    found = [one for one in told(tmp_path, place(*typed)) if one.severity is Severity.ERROR]
    assert (found[0].place.path, found[0].place.line, found[0].code) == (AGENCY_FILE, line, "agency-place")
    assert words in found[0].hint
    assert len(found) == 1


def test_a_name_or_position_a_letter_off_the_subdistrict_is_told(tmp_path: Path) -> None:
    """The office's own name, misspelt by a letter in a name or a position, is told where it is written."""
    text = place("กระโสม", "ตะกั่วทุ่ง", "พังงา").replace("ส่วนตำบล\n", "ส่วนตำบลกะโสม   # ชื่อเต็ม\n")
    text += "short_name: อบต.กระโสม\naddress: หมู่ที่ 3 ตำบลกระโสม อำเภอตะกั่วทุง\nofficers:\n  - name: นายก ข\n"
    text += "    position: นายกองค์การบริหารส่วนตำบลกระโสน\n"
    found = told(tmp_path, text)
    assert [(one.place.line, one.message.split()[0]) for one in found] == [(1, "กะโสม"), (6, "ตะกั่วทุง"), (9, "กระโสน")]


def test_every_place_of_the_country_is_right_as_it_is(tmp_path: Path) -> None:
    """No place of the country's list is called wrong: the rule knows them all."""
    wrong = []
    for province in provinces()[::6]:
        for district in districts(province.code)[::4]:
            for subdistrict in subdistricts(district.code)[:2]:
                names = (subdistrict.name_th, district.name_th.removeprefix("เขต"), province.name_th)
                wrong += [names for _ in told(tmp_path, place(*names))]
    assert wrong == []
    assert told(tmp_path, place("ทะเลชุบศร", "เมือง", "ลพบุรี")) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (("ตะกั่วทุ่ง", "กระโสม", "พังงา"), {2: "เขียน subdistrict: กระโสม", 3: "เขียน district: ตะกั่วทุ่ง"}),
        (("กระโสม", "พังงา", "ตะกั่วทุ่ง"), {3: "เขียน district: ตะกั่วทุ่ง", 4: "เขียน province: พังงา"}),
    ],
)
def test_names_on_each_others_line_are_told(typed: tuple[str, str, str], right: dict[int, str], tmp_path: Path) -> None:
    """Subdistrict and district that changed lines are told as that."""
    found = [one for one in told(tmp_path, place(*typed)) if one.severity is Severity.ERROR]
    assert {one.place.line: one.hint for one in found} == right


def test_a_place_is_read_as_the_eye_does(tmp_path: Path) -> None:
    """Marks in another order and a torn ำ make no other place."""
    assert told(tmp_path, place("กระ\u200bโสม", "ตะกั่วทุ่ง\u00a0", '"พังงา "')) == []


def test_a_place_that_nobody_knows_is_no_error(tmp_path: Path) -> None:
    """A place that the list lacks may be new: it is a hint, not an error."""
    found = told(tmp_path, place("ตัวอย่าง", "เมืองลพบุรี", "ลพบุรี"))
    assert [(one.code, one.severity, one.place.line) for one in found] == [("agency-place-unknown", Severity.HINT, 2)]


def test_a_new_subdistrict_is_silenced_with_its_reason(tmp_path: Path) -> None:
    """Whoever has a subdistrict that is new says so once with a reason, and is left in peace."""
    text = place("กระโสน", "ตะกั่วทุ่ง", "พังงา").replace("กระโสน", "กระโสน   # docgen: ignore agency-place ตั้งใหม่ปีนี้")
    assert told(tmp_path, text) == []
    assert told(tmp_path, place("กระโสน", "ตะกั่วทุ่ง", "พังงา") + "# docgen: ignore-file agency-place ตั้งใหม่\n") == []
    assert {one.code for one in told(tmp_path, text.replace(" ตั้งใหม่ปีนี้", ""))} == {
        "agency-place",
        "silence-without-reason",
    }


@pytest.mark.parametrize("command", [["build"], ["check"], ["new", "announcement", "ใหม่"]])
def test_the_error_is_told_of_agency_yaml_and_of_no_document(command: list[str], sample: Path, docgen: Run) -> None:
    """What is wrong in agency.yaml is told there once, and not again at each document."""
    path = sample / AGENCY_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("district: ธวัชบุรี", "district: เสลภูมิ"), encoding="utf-8")
    heard = docgen(sample, *command)
    assert heard.code == 1
    places = [line.split(" ")[0] for line in heard.err.splitlines() if line.startswith("content/")]
    assert places == ["content/agency.yaml:4:14:"]
    assert "อำเภอธวัชบุรี จังหวัดร้อยเอ็ด" in heard.err
    assert not (sample / "output/announcements").exists()
    assert not (sample / "content/announcements/ใหม่.md").exists()
