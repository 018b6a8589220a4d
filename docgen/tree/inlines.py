"""What stands within a paragraph: words in one look, and line ends that the author asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `code`: as typed; `lang`: "th" or "en"; `href` makes a link, `fill` names a place to fill.

    `raised` words are a superscript.
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


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


Inline = Run | LineBreak


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a line break reads as a blank."""
    return "".join(inline.text if isinstance(inline, Run) else " " for inline in inlines)
