"""The comment by which a clerk silences a finding, with its reason. It is not printed.

`<!-- docgen: ignore CODE reason -->` at the end of a line, or by itself before it; `# docgen: …` in YAML; `ignore-file`
for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# The look-behinds keep it from starting anew at each blank of a run; a reason has its own limit for the same cause.
_COMMENT = re.compile(r"(?<!\s)\s*<!--\s*docgen:.{0,2000}?-->|(?:^|(?<!\s)\s+)#\s*docgen:.*$", re.MULTILINE)
_WORDS = re.compile(r"docgen:\s*(?P<what>ignore-file|ignore)\s+(?P<code>[a-z][a-z-]*)(?P<reason>.*?)(?:-->|$)")


@dataclass(frozen=True, slots=True)
class Silence:
    """A silencing comment: the rule's code, the reason ("" for none), the line it is for (0: the file), where it is."""

    code: str
    reason: str
    line: int
    at_line: int
    at_column: int


def without_silence(text: str) -> str:
    """Return a text without the comments."""
    return _COMMENT.sub("", text) if "docgen:" in text else text


def silences_in(line: str, number: int) -> list[Silence]:
    """Return the comments of a line, whose number counts from 1; one that stands alone is for the next line."""
    if "docgen:" not in line:
        return []
    following = 0 if without_silence(line).strip() else 1
    return [
        Silence(
            words["code"],
            words["reason"].strip(),
            0 if words["what"] == "ignore-file" else number + following,
            number,
            comment.start() + words.start() + 1,
        )
        for comment in _COMMENT.finditer(line)
        for words in _WORDS.finditer(comment[0])
    ]
