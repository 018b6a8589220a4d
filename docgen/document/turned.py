"""Part a section of the markup where an attachment lies on its long side: paper turns between sections alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.document.elements import MarkupElement
from docgen.tree import SectionRole


def parted(section: MarkupElement) -> Iterator[tuple[SectionRole | None, MarkupElement]]:
    """Yield the stretches of a section with the roles of those that come after its own (None).

    A template asks for a new page before each attachment; where a section begins, the page is new already.
    """
    role: SectionRole | None = None
    stretch: list[MarkupElement | str] = []
    after_landscape = False
    for child in section.children:
        if isinstance(child, MarkupElement) and child.name == "landscape":
            if role is None or _has_words(stretch):
                yield role, replace(section, children=_without_last_break(stretch))
            yield "attached_landscape", child
            role, stretch, after_landscape = "attached", [], True
        elif after_landscape and isinstance(child, MarkupElement) and child.name == "pagebreak":
            after_landscape = False
        else:
            after_landscape = after_landscape and not isinstance(child, MarkupElement)
            stretch.append(child)
    if role is None or _has_words(stretch):
        yield role, replace(section, children=stretch)


def _has_words(stretch: list[MarkupElement | str]) -> bool:
    """Tell whether anything but a new page stands in a stretch."""
    return any(child.name != "pagebreak" if isinstance(child, MarkupElement) else child.strip() for child in stretch)


def _without_last_break(stretch: list[MarkupElement | str]) -> list[MarkupElement | str]:
    last = next((at for at in reversed(range(len(stretch))) if isinstance(stretch[at], MarkupElement)), -1)
    child = stretch[last] if last >= 0 else None
    if isinstance(child, MarkupElement) and child.name == "pagebreak":
        return [*stretch[:last], *stretch[last + 1 :]]
    return stretch
