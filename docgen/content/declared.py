"""What a kind of document asks for in its front matter beside what all kinds have: data, which loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "lines", "items", "choice", "flag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """An entry of the front matter of some kinds: its key, what people call it, and what may stand there.

    `shape`: text of one line, lines, items (each a text, or a mapping of `columns`, the first of which the text is),
    choice among `choices` (`is_open`: others are taken as well), flag. `words` explains it in a form.
    """

    key: str
    label: str
    shape: Shape = "text"
    is_required: bool = False
    words: str = ""
    choices: tuple[str, ...] = ()
    is_open: bool = False
    columns: tuple[tuple[str, str], ...] = ()
