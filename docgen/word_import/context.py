"""What the modules that read one Word file share: the file, its styles and lists, how far it is read, the ledger."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from docx.document import Document as DocxDocument

from docgen.word_import.characters import Tell
from docgen.word_import.fields import OpenFields, choices_not_taken
from docgen.word_import.inventory import everything_in
from docgen.word_import.lists import Lists
from docgen.word_import.names import qn
from docgen.word_import.styles import Styles
from docgen.word_import.told import Ledger


@dataclass(slots=True)
class Context:
    """One file while it is read. `number` counts its paragraphs from 1 and is the place of what is told.

    `taken` is what went into paragraphs, `numbers` the paragraph elements with their numbers, both for the comparison
    with the inventory; `passed` are the numbers of those that were told as a whole. `noted` are the ids of the foot-
    and endnotes and comments that were met, `notes` all of them by part and id. `secrecy` is the class that stands at
    the head or foot of its pages.
    """

    document: DocxDocument
    styles: Styles
    lists: Lists
    printable: frozenset[int]
    ledger: Ledger
    fields: OpenFields
    number: int = 0
    taken: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[Any, int] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)
    noted: set[tuple[str, str]] = field(default_factory=set)
    plain_looks: dict[str, tuple[str, str]] = field(default_factory=dict)
    cells: int = 0
    secrecy: str = ""
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    note_count: int = 0
    links: Any = None

    def plain_look(self, style: str, find: Callable[[Styles, Any, str], tuple[str, str]]) -> tuple[str, str]:
        """Return what `find` says of a run without properties in a paragraph of a style, looked up once."""
        if style not in self.plain_looks:
            self.plain_looks[style] = find(self.styles, None, style)
        return self.plain_looks[style]

    def tell(self, kind: str, text: str = "") -> None:
        """Take down what is not content, at the paragraph that is read."""
        self.ledger.add(kind, self.number, text)

    def tell_choices(self, control: Any) -> None:
        """Take down what a content control with a list offers beside what it shows."""
        if choices := choices_not_taken(control):
            self.tell("drop-down", choices)

    def tell_words(self, kind: str, element: Any) -> None:
        """Take down all text within an element, if there is any."""
        if words := everything_in(element):
            self.tell(kind, words)

    @property
    def teller(self) -> Tell:
        """Return `tell` for the paragraph that is read now."""
        return partial(_tell_at, self.ledger, self.number)

    def related(self, identifier: str) -> Any:
        """Return the part of a relationship of the document, None for one outside the file or that is not there."""
        relation = self.document.part.rels.get(identifier)
        return relation.target_part if relation is not None and not relation.is_external else None

    def address(self, element: Any) -> str:
        """Return the web address of a link; one that a document can't hold is told, one within the file is none."""
        relations = self.document.part.rels if self.links is None else self.links
        relation = relations.get(element.get(qn("r:id")) or "")
        address = str(relation.target_ref) if relation is not None and relation.is_external else ""
        if address and not re.fullmatch(r"(https?://|mailto:|tel:)[^\s<>]+", address):
            self.tell("link", address)
            return ""
        return address


def _tell_at(ledger: Ledger, number: int, kind: str, text: str) -> None:
    ledger.add(kind, number, text)
