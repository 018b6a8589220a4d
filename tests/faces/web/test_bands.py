"""Pictures of pages in bands: what is drawn of a change alone is, dot for dot, what is drawn of the whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from docgen.desk.preview import set_text
from docgen.faces.web.bands import Pictures, ShownPage
from docgen.folder.folder import Disk, Overlay
from tests.conftest import copy_project

MEASURES = "content/announcements/integrity-measures-2566.md"
WILL = "content/announcements/integrity-will-2565.md"
NOBODY: frozenset[str] = frozenset()
EDITS = ("", "ก", "คำ ", "ปี่ฟี้ป๊ ", "\n\nย่อหน้าใหม่\n\n", "**หนา**", "ยาวมาก" * 60)


def text_of(root: Path, name: str) -> str:
    """Return a content file as it is saved."""
    return (root / name).read_text(encoding="utf-8")


def drawn(
    pictures: Pictures, root: Path, text: str, known: frozenset[str] = NOBODY, name: str = MEASURES
) -> tuple[ShownPage, ...]:
    """Show a text that is not saved."""
    made = set_text(Overlay(Disk(root), {name: text}), name).value
    assert made is not None
    return pictures.shown(made, root, 1.0, known)


def edited(text: str, body: int, share: float, words: str) -> str:
    """Put words in at a blank of a body, so far into it."""
    places = [at for at in range(body, len(text)) if text[at] == " "]
    at = places[int(share * (len(places) - 1))]
    return text[:at] + words + text[at:]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(EDITS)), min_size=1, max_size=4))
def test_a_change_drawn_alone_looks_as_the_whole_drawn_anew(sample: Path, edits: list[tuple[float, str]]) -> None:
    """Whatever is typed where, one change after the other: bands that were kept are those of a fresh picture."""
    pictures, text = Pictures(), text_of(sample, WILL)
    body = text.index("---", 3) + 4
    drawn(pictures, sample, text, name=WILL)
    for share, words in edits:
        text = edited(text, body, share, words)
        made = set_text(Overlay(Disk(sample), {WILL: text}), WILL).value
        if made is None:
            return
        assert pictures.shown(made, sample, 1.0, NOBODY) == Pictures().shown(made, sample, 1.0, NOBODY)


def test_a_letter_that_a_band_cuts_through_has_the_dots_of_the_whole(sample: Path) -> None:
    """Found at random: along the edge of what is drawn anew, dots of a letter differed."""
    pictures, text = Pictures(), text_of(sample, WILL)
    body = text.index("---", 3) + 4
    drawn(pictures, sample, text, name=WILL)
    edits = ((0.6132152331867212, "คำ "), (0.13853941251445523, "ยาวมาก" * 60), (0.6766435653450736, "คำ "))
    for share, words in (*edits, (0.5027820800522084, "\n\nย่อหน้าใหม่\n\n")):
        text = edited(text, body, share, words)
        made = set_text(Overlay(Disk(sample), {WILL: text}), WILL).value
        assert made is not None
        assert pictures.shown(made, sample, 1.0, NOBODY) == Pictures().shown(made, sample, 1.0, NOBODY)


def test_only_what_changed_is_sent(sample: Path) -> None:
    """A word in one paragraph changes some bands of one page; the asker has the others, and only those it told of."""
    pictures, text = Pictures(), text_of(sample, MEASURES)
    at = max(text[text.index("---", 3) :].split("\n"), key=len)
    changed = text.replace(at, f"ก{at}")
    before = drawn(pictures, sample, text)
    assert all(band.picture for page in before for band in page.bands)
    after = drawn(pictures, sample, changed, frozenset(page.digest for page in before))
    sent = [band for page in after for band in page.bands if band.picture]
    assert 0 < len(sent) < 8
    stranger = drawn(pictures, sample, text, frozenset({"0" * 32}))
    assert all(band.picture for page in stranger for band in page.bands)


def test_bands_make_a_whole_page(sample: Path) -> None:
    """Put one below the other they have the page's size in pixels, at any ratio of the screen."""
    made = set_text(Disk(sample), MEASURES).value
    assert made is not None
    for ratio, pixels in ((1.0, (794, 1123)), (1.25, (993, 1404)), (2.0, (1588, 2246))):
        (first, _) = Pictures().shown(made, sample, ratio, NOBODY)
        sizes = [Image.open(io.BytesIO(band.picture or b"")).size for band in first.bands]
        assert first.pixels == pixels
        assert {width for width, _ in sizes} == {pixels[0]}
        assert sum(height for _, height in sizes) == pixels[1]
        assert [height for _, height in sizes] == [band.height for band in first.bands]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A sample whose pictures may be changed."""
    return copy_project(tmp_path / "project")


def test_another_emblem_is_drawn_though_no_word_changed(own: Path) -> None:
    """A picture file that was written anew is shown anew, in its colours."""
    pictures, text = Pictures(), text_of(own, MEASURES)
    before = drawn(pictures, own, text)
    made = set_text(Disk(own), MEASURES).value
    assert made is not None
    emblem = next(own / thing.path for thing in made.pages.pages[0].things if hasattr(thing, "path"))
    with Image.open(emblem) as old:
        Image.new("RGB", old.size, "red").save(emblem)
    after = drawn(pictures, own, text)
    assert before[0].digest != after[0].digest
    assert before[1].digest == after[1].digest
    top = Image.open(io.BytesIO(after[0].bands[0].picture or b"")).convert("RGB")
    assert any(red > 200 and green < 60 for _, (red, green, _) in top.getcolors(1_000_000) or [])


@pytest.mark.parametrize("words", ["speed: ด่วนมาก", "secrecy: ลับ"])
def test_a_red_class_is_red_on_the_screen(sample: Path, words: str) -> None:
    """A page with a class of speed or secrecy is drawn in colours; without one, letters are black and grey."""
    name = "content/letters/training-2566.md"
    plain = text_of(sample, name).replace("speed: ด่วนที่สุด\n", "")

    def reds(text: str) -> int:
        bands = drawn(Pictures(), sample, text, name=name)[0].bands
        images = [Image.open(io.BytesIO(band.picture)).convert("RGB") for band in bands if band.picture]
        dots = [image.tobytes() for image in images]
        each = [one[at : at + 3] for one in dots for at in range(0, len(one), 3)]
        return sum(r > 200 and g < 80 and b < 80 for r, g, b in each)

    assert reds(plain) == 0
    assert reds(plain.replace("kind: letter\n", f"kind: letter\n{words}\n")) > 50
