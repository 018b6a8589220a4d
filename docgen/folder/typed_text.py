"""A text as its file holds it: the encoding and the ends of lines that are there stay, whoever types in it."""

from __future__ import annotations

import re
from collections import Counter

from docgen.folder.encoding import decode_text

_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_joined(text: str) -> str:
    """Return text with every line ended by "\\n"."""
    return _LINE_END.sub("\n", text)


def encoding_of(content: bytes) -> str:
    """Return how a text is encoded: utf-8, utf-8-sig (with its mark) or cp874."""
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp874"
    return "utf-8"


def bytes_of(text: str, before: bytes, shown: str) -> tuple[bytes, str]:
    """Return the bytes of a text that takes the place of another, and their encoding.

    Lines that are as they were keep their ends, others get the end that most have. What Windows-874 can't hold is
    written as UTF-8. Raises DocgenError if what was there is no text, UnicodeEncodeError for half a character.
    """
    old = decode_text(before, shown) if before else ""
    ends = _LINE_END.findall(old)
    encoding = encoding_of(before)
    usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
    lines = lines_joined(text).split("\n")
    made = usual.join(lines) if len(set(ends)) <= 1 else _with_ends(lines, _LINE_END.split(old), ends, usual)
    try:
        return made.encode(encoding), encoding
    except UnicodeEncodeError:
        return made.encode("utf-8"), "utf-8"


def _with_ends(lines: list[str], old: list[str], ends: list[str], usual: str) -> str:
    """Join lines where ends are mixed: those above and below what changed keep theirs, and so do lines typed over."""
    most = min(len(lines), len(old))
    above = next((number for number in range(most) if lines[number] != old[number]), most)
    below = next((number for number in range(most - above) if lines[-1 - number] != old[-1 - number]), most - above)
    kept_below = max(below - 1, 0)  # between the lines below, and after none of them
    between = max(len(lines) - 1 - above - kept_below, 0)
    typed_over = ends[above : len(ends) - kept_below][:between]
    made = [
        *ends[:above],
        *typed_over,
        *[usual] * (between - len(typed_over)),
        *(ends[len(ends) - kept_below :] if kept_below else []),
    ]
    return "".join(line + end for line, end in zip(lines, [*made[: len(lines) - 1], ""], strict=True))
