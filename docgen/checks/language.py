"""What the rules say, in another language than Thai: gettext catalogues (Babel), `docgen/locale/<language>.po`."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

from docgen.folder.program import program_file


@cache
def translator(language: str) -> Callable[[str], str]:
    """Return what gives a Thai template in a language; Thai itself, and what a catalogue lacks, stay as they are."""
    if language == "th":
        return lambda template: template
    from babel.messages.pofile import read_po

    catalogue = io.BytesIO(program_file(f"locale/{language}.po"))
    words = {message.id: message.string for message in read_po(catalogue, locale=language) if message.string}
    return lambda template: str(words.get(template, template))
