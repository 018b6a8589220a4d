"""What `docgen new` begins can be built at once, and never takes the place of another file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.desk.new import new
from docgen.kinds.table import KINDS
from tests.conftest import GOOD, Ask, Told
from tests.reading import poppler_text

Run = Callable[..., Told]


def test_a_new_announcement_builds_at_once(sample: Path, desk: Ask, docgen: Run) -> None:
    """A new announcement has signatory and date of the office; a name that is taken or leads elsewhere is refused."""
    told = docgen(sample, "new", "announcement", "สวัสดี-1")
    assert told.code == 0
    assert desk(sample, "build").code == 0
    text = poppler_text(sample / "output/announcements/สวัสดี-1.pdf")
    assert "(นายวันชัย ประชุมชน)" in text
    assert docgen(sample, "new", "announcement", "สวัสดี-1").code == 1
    assert docgen(sample, "new", "announcement", "../x").code == 1
    assert docgen(sample, "new", "announcement").code == 0
    assert (sample / "content/announcements/announcement-1.md").exists()


def test_a_new_order_builds_at_once(sample: Path, desk: Ask, docgen: Run) -> None:
    """A new order needs no edit to be built."""
    assert docgen(sample, "new", "order").code == 0
    assert (sample / "content/orders/order-1.md").is_file()
    assert desk(sample, "build", only="orders").code == 0


def test_a_new_one_of_every_kind_builds_at_once(sample: Path, desk: Ask) -> None:
    """Each kind that is a document a file can be begun, and what is begun is built and read without errors."""
    begun = [kind for kind in KINDS.values() if kind.new_template and kind.rounds is None]
    assert len(begun) == 12
    for kind in begun:
        done = new(sample, kind, "begun")
        assert done.value == f"content/{kind.folder}/begun.md"
    told = desk(sample, "check", [str(sample / f"content/{kind.folder}/begun.md") for kind in begun])
    assert told.code == 0, told.err
    assert {one.place.path for one in told.findings if one.code == "placeholder-text"} == {
        f"content/{kind.folder}/begun.md" for kind in begun
    }
    for kind in begun:
        assert desk(sample, "build", (str(sample / f"content/{kind.folder}/begun.md"),)).code == 0, kind.name


def test_a_report_of_a_new_year_has_the_measures_of_the_last_one(sample: Path, desk: Ask, docgen: Run) -> None:
    """Texts and measures come along, dates, annexes and the log do not; years left in the texts are told."""
    told = docgen(sample, "new", "report", "--year", "2567")
    assert (told.code, "content/reports/2567/report.yaml" in told.out) == (0, True), told.err
    assert "[copied-year]" in told.err
    text = (sample / "content/reports/2567/report.yaml").read_text(encoding="utf-8")
    old = (sample / "content/reports/2566/report.yaml").read_text(encoding="utf-8")
    assert "fiscal_year: 2567\n" in text
    assert text.count("  - name: ") == old.count("  - name: ")
    assert "annexes:" not in text
    assert "{fiscal_year: 2567, item: O43}" in text
    log = (sample / "content/reports/2567/activities.csv").read_text(encoding="utf-8-sig")
    head, row = log.splitlines()
    assert head.startswith("มาตรการ,รายละเอียดการดำเนินงาน,เดือน,")
    assert "พิมพ์" in row  # one row, to be written over
    assert desk(sample, "build", only="reports").code == 0
    assert (sample / "output/reports/2567/12-months/report.pdf").is_file()
    assert docgen(sample, "new", "report", "--year", "2567").code == 1  # it is there


def test_the_first_report_of_an_office_is_an_empty_form(office: Path, docgen: Run) -> None:
    """Without an earlier year there is a form; its words are placeholders, which no check passes over."""
    told = docgen(office, "new", "report", "--year", "2567")
    assert told.code == 0, told.err
    assert "[placeholder-text]" in docgen(office, "check").err + docgen(office, "check").out
    assert docgen(office, "new", "report", "สองห้า").code == 1


@pytest.mark.parametrize("name", ["con", "a:b", "x.", "COM1.x", "a\u200bb", "..", "ก/ข", "ก" * 90, "ก\nข", "GOOD"])
def test_a_document_is_not_begun_under_a_name_that_some_system_cannot_hold(
    name: str, office: Path, docgen: Run
) -> None:
    """A name that Windows, a terminal or a shell could not hold is refused before the file is there."""
    (office / "content/announcements/good.md").write_text(GOOD, encoding="utf-8")
    told = docgen(office, "new", "announcement", name)
    assert (told.code, "[wrong-name]" in told.err) == (1, True), told.err
    assert [path.name for path in (office / "content/announcements").iterdir()] == ["good.md"]
