"""The names of the people that a document lists: whoever breaks lines takes each word of them as one."""

from __future__ import annotations

from docgen.thai.duties import is_person
from docgen.tree import Document, People, every, inline_text

_SHORTEST = 2


def names_of_people(document: Document) -> tuple[str, ...]:
    """Return the words of the names in a document's lists of people, each once: title with name, surname."""
    made: dict[str, None] = {}
    for section in document.sections:
        for block in every(section.blocks):
            for row in block.rows if isinstance(block, People) else ():
                name = inline_text(row.cells[0])
                if is_person(name):
                    made |= dict.fromkeys(word for word in name.split() if len(word) >= _SHORTEST)
    return tuple(made)
