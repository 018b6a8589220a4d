"""Words from outside (names in certificates, bags, archives, file names) as a message may show them.

Whatever a stranger wrote must not pose as what docgen says: it stays on one line, is cut, has no character that steers
a terminal or turns the direction of a line, and stands in quotation marks.
"""

from __future__ import annotations

import json
import unicodedata

MOST_SHOWN = 120
# Separators of lines and paragraphs break a line as "\n" does; the rest of category C is never seen or steers.
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def harmless(text: str, most: int = MOST_SHOWN) -> str:
    r"""Return text as one line of at most `most` characters; what can't be seen or would steer a terminal is a dot.

    >>> harmless("ก\n\x1b[2Jผล: ถูกต้อง\u202e")
    'ก··[2Jผล: ถูกต้อง·'
    """
    cut = text[: most + 1]
    shown = "".join(" " if one == "\t" or unicodedata.category(one) == "Zs" else _shown(one) for one in cut)
    return shown if len(cut) <= most else shown[: most - 1] + "…"


def harmless_lines(text: str) -> str:
    r"""Return text of several lines, such as a comparison, with nothing in it that would steer a terminal.

    >>> harmless_lines("+ก\x1b[2J\n-ข\n")
    '+ก·[2J\n-ข\n'
    """
    return "".join(one if one in "\n\t" else _shown(one) for one in text)


def escaped(made: str) -> str:
    r"""Return JSON that says the same, with what can't be seen or would steer a terminal written as escapes.

    >>> escaped('{"ก": "\u202eข"}')
    '{"ก": "\\u202eข"}'
    """
    # By the characters that stand in it, not by all their places: what is told of pages is long.
    odd = {
        ord(one): json.dumps(one)[1:-1]
        for one in set(made)
        if one != "\n" and unicodedata.category(one) in _NEVER_SHOWN
    }
    return made.translate(odd | {0x7F: "\\u007f"})


def _shown(character: str) -> str:
    return "·" if unicodedata.category(character) in _NEVER_SHOWN else character


def quoted(text: str, most: int = MOST_SHOWN) -> str:
    """Return text from outside in quotation marks, so that the reader sees where it begins and ends.

    >>> quoted('นาย "ก" ข')
    '“นาย "ก" ข”'
    """
    # A closing mark within would end the quotation early.
    return f"“{harmless(text, most).replace('“', chr(34)).replace('”', chr(34))}”"
