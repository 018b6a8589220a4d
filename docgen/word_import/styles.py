"""Styles of a Word file: what a paragraph or run inherits from its style and from those that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.word_import.lists import value_of
from docgen.word_import.names import qn

_DEEPEST = 20  # styles that are based on one another in a ring must not hang the reader


@dataclass(slots=True)
class Styles:
    """The styles of one file by their ids, and the roles that docgen's own style names stand for."""

    by_id: dict[str, Any]
    roles: dict[str, str]
    _chains: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def chain(self, identifier: str) -> tuple[Any, ...]:
        """Return a style and those that it is based on, nearest first; nothing for an unknown id."""
        if identifier not in self._chains:
            self._chains[identifier] = tuple(self._follow(identifier))
        return self._chains[identifier]

    def _follow(self, identifier: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self.by_id.get(identifier)
            if style is None:
                return
            yield style
            identifier = value_of(style, "w:basedOn")

    def name(self, identifier: str) -> str:
        """Return the name of a style, which stays the same when a program gives it another id."""
        return value_of(self.by_id.get(identifier), "w:name")

    def inherited(self, identifier: str, group: str, name: str) -> Any:
        """Return the nearest element `name` (w:jc, w:strike) of `group` (w:pPr, w:rPr) in the chain, or None."""
        for style in self.chain(identifier):
            properties = style.find(qn(group))
            found = properties.find(qn(name)) if properties is not None else None
            if found is not None:
                return found
        return None

    def is_on(self, properties: Any, name: str, *inherited_from: str) -> bool:
        """Tell whether a property such as w:strike holds for a run: its own value, else that of the first style."""
        found = properties.find(qn(name)) if properties is not None else None
        for identifier in inherited_from:
            if found is not None:
                break
            found = self.inherited(identifier, "w:rPr", name)
        return is_on(found)

    def value(self, properties: Any, name: str, *inherited_from: str) -> str:
        """Return the w:val of a run property as `is_on` finds it, "" if there is none."""
        found = properties.find(qn(name)) if properties is not None else None
        for identifier in inherited_from:
            if found is not None:
                break
            found = self.inherited(identifier, "w:rPr", name)
        return str(found.get(qn("w:val")) or "") if found is not None else ""


def is_on(found: Any) -> bool:
    """Tell whether a property element switches something on: it is there, and its value is not an off."""
    return found is not None and (found.get(qn("w:val")) or "true") not in ("false", "0", "off", "none")
