"""Compare a finished PDF, as pdfium reads it, with the words of the HTML that it was set from, row by row.

White space is left out of account, and whether letters are large: `text-transform` may change that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.thai.characters import normalize

_UNSEEN = {"script", "style", "template", "title", "head"}


def words_of(root: Any) -> tuple[str, ...]:
    """Return the texts of a parsed page (the root of its tree), in order, each that stands by itself."""
    return tuple(words for text in _texts(root) if (words := squeezed(text)))


def lost_words(wanted: tuple[str, ...], pdf: bytes) -> tuple[str, ...]:
    """Return those of the texts that a PDF does not say as they are."""
    said = squeezed("".join(pages_of(pdf)))
    return tuple(words for words in wanted if words not in said)


def pages_of(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF, as pdfium reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        # pdfium gives U+FFFE or U+0002 for a hyphen at the end of a line, which it takes for one that splits a word.
        return tuple(
            page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-") for page in document
        )
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return text in standard order without white space, soft hyphens and other unseen letters, in small letters.

    >>> squeezed("A \\u200bก\\u0e4dา")
    'aกำ'
    """
    return normalize(
        "".join(letter for letter in text if letter not in "\u00ad\u200b\u2060" and not letter.isspace())
    ).casefold()


def _texts(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _UNSEEN:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail
