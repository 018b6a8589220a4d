"""The structure tree of a document as it grows: elements in reading order, headings whose levels skip none."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.typeset.placed import Element

ROOT = 0


@dataclass(slots=True)
class Structure:
    """Takes down the elements of one document; the first is the Document."""

    elements: list[Element] = field(default_factory=lambda: [Element("Document", -1)])
    _levels: list[int] = field(default_factory=list)

    def add(
        self,
        tag: str,
        parent: int,
        *attributes: tuple[str, str, str | int],
        lang: str = "",
        alt: str = "",
        href: str = "",
        destination: str = "",
        actual: str = "",
        identity: str = "",
    ) -> int:
        """Add an element below another one and return its number."""
        self.elements.append(Element(tag, parent, lang, alt, actual, attributes, href, destination, identity))
        return len(self.elements) - 1

    def heading(self, wanted: int) -> str:
        """Return the tag of a heading that the content has at a level from 1.

        No level is skipped on the way down (ISO 14289-1, 7.4.2): what stands at level 4 below a level 2 is an H3.
        """
        return f"H{consecutive(self._levels, wanted)}"


def consecutive(levels: list[int], wanted: int) -> int:
    """Return which level, from 1 and none skipped, a wanted one has; `levels` are those above it so far."""
    while levels and levels[-1] >= wanted:
        levels.pop()
    levels.append(wanted)
    return len(levels)
