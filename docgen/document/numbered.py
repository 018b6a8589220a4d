"""Put the number that the register gave into a document that prints it: it is built anew once it is issued."""

from __future__ import annotations

from dataclasses import replace

from docgen.content.records import Announcement
from docgen.folder.files import Files
from docgen.registry.register import NUMBER_OF, Register


def with_register_number(document: Announcement, shown: str, register: Register, files: Files) -> Announcement:
    """Return a document with its number, and note that it was made with that; `shown` is its file."""
    entry = register.latest(shown)
    files.hashes[f"{NUMBER_OF}{shown}"] = register.number_of(shown)
    return replace(document, issued_number=entry.number) if entry is not None else document
