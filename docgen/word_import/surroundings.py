"""What a Word file is imported into: all that importing has to know of an office, read by whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docgen.content.body import NumberingScheme
from docgen.content.records import Agency
from docgen.kinds.kind import Kind
from docgen.look.style import Layout


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The office, its layout and numbering schemes, and what stands beside them.

    `printable` holds the code points that all faces of the documents' font have. `report_template` returns the text of
    the report's template (or raises DocgenError), `earlier` that of a document's content file, by the path that a Word
    file names; it raises OSError where there is none, and UnicodeDecodeError.
    """

    agency: Agency
    layout: Layout
    schemes: Mapping[str, NumberingScheme]
    printable: frozenset[int]
    report_template: Callable[[], str]
    earlier: Callable[[str], str]

    def scheme_of(self, kind: Kind) -> str:
        """Return the name of the numbering scheme that a kind has where its document names none."""
        return kind.numbering(self.layout.kind_numbering)
