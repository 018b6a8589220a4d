"""What stands within a paragraph: words in one look, and line ends that the author asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `code`: as typed; `lang`: "th" or "en"; `href` makes a link, `fill` names a place to fill.

    `raised` words are a superscript. One with a `note` is the number of a footnote, which says that.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    lang: str = "th"
    href: str = ""
    fill: str = ""
    underline: bool = False
    raised: bool = False
    note: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


Inline = Run | LineBreak


def notes_in(inlines: Iterable[Inline]) -> Iterator[Run]:
    """Yield the numbers of footnotes among inlines, each with its note."""
    return (inline for inline in inlines if isinstance(inline, Run) and inline.note)


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a line break reads as a blank."""
    return "".join(inline.text if isinstance(inline, Run) else " " for inline in inlines)
