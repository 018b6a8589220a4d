"""Every line of every sample stands where it stood before docgen set its own pages, within 0.05 mm."""

from __future__ import annotations

import json

import pytest

from tests.positions import GOLDEN, samples
from tests.typeset.setting import pictures, set_up, text_starts

_WITHIN_PT = 0.05 / 25.4 * 72
_KNOWN = json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(_KNOWN))
def test_lines_and_pictures_stand_where_they_stood(name: str) -> None:
    """Lines and pictures stand where they stood."""
    document, project = samples()[name]
    made = set_up(document, project)
    assert len(made.pages) == len(_KNOWN[name])
    for number, (page, known) in enumerate(zip(made.pages, _KNOWN[name], strict=True), start=1):
        assert (page.width_pt, page.height_pt) == pytest.approx(known["size"], abs=0.01)
        for kind, found in (("text", text_starts(page)), ("pictures", pictures(page))):
            wanted = sorted(known[kind], key=_reading_order)
            assert len(found) == len(wanted), (number, kind)
            for place, before in zip(sorted(found, key=_reading_order), wanted, strict=True):
                assert place == pytest.approx(before, abs=_WITHIN_PT), number


def test_the_samples_are_all_measured() -> None:
    """The samples are all measured."""
    assert set(_KNOWN) == set(samples())


def _reading_order(place: tuple[float, ...]) -> tuple[float, float]:
    return round(place[1]), place[0]
