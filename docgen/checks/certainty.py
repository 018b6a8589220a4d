"""Which repairs may be written: one door that every rule's replacement passes.

`docgen check --fix` writes only what is right on text that nobody wrote for it; the rest is shown with what is meant.
"""

from __future__ import annotations

from dataclasses import replace

from docgen.checks.pages import Office
from docgen.checks.rule import Hit
from docgen.checks.untouched import is_untouchable
from docgen.thai.characters import normalize

PROBABLY = "อาจหมายถึง {right} ตรวจดูแล้วแก้เอง"


def settled(hit: Hit, office: Office) -> Hit:
    """Return a hit with its repair if that may be written, else with the same finding and none.

    A repair that changes nothing to the eye (an invisible character, marks in another order) may be written anywhere:
    it is what is printed already.
    """
    if hit.replacement is None or normalize(hit.found) == normalize(hit.replacement):
        return hit
    if not is_untouchable(hit.passage, hit.first, hit.last, office):
        return hit
    return replace(hit, replacement=None, hint=PROBABLY if "right" in hit.values else hit.hint)
