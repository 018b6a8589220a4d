"""What `docgen new` begins can be built at once, and never takes the place of another file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", ["con", "a:b", "x.", "COM1.x", "a\u200bb", "..", "ก/ข", "ก" * 90, "ก\nข", "GOOD"])
def test_a_document_is_not_begun_under_a_name_that_some_system_cannot_hold(
    name: str, office: Path, docgen: Run
) -> None:
    """A name that Windows, a terminal or a shell could not hold is refused before the file is there."""
    (office / "content/announcements/good.md").write_text(GOOD, encoding="utf-8")
    told = docgen(office, "new", "announcement", name)
    assert (told.code, "[wrong-name]" in told.err) == (1, True), told.err
    assert [path.name for path in (office / "content/announcements").iterdir()] == ["good.md"]
