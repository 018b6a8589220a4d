"""How the items of a list are labelled, as ISO 32000-1 can say it (table 347: ListNumbering)."""

from __future__ import annotations

import re

_SIGNS = {"•": "Disc", "●": "Disc", "○": "Circle", "◦": "Circle", "■": "Square", "▪": "Square"}
_PLAIN_COUNTER = re.compile(r"\{\d\}")
_LETTERED = re.compile(r"\{\d:")


def list_numbering(pattern: str) -> str:
    """Return the ListNumbering of a list whose labels follow a pattern such as {1}.{2} or ({3:ก}), or are a sign.

    Thai digits count in tens as Decimal says, whatever they look like. Thai letters are none of the alphabets that the
    standard knows, and a hyphen is no Disc: None says that labels stand there as they are.

    >>> list_numbering("{1}.{2}"), list_numbering("({2:ก})"), list_numbering("-"), list_numbering("•")
    ('Decimal', 'None', 'None', 'Disc')
    """
    if _LETTERED.search(pattern):
        return "None"
    if _PLAIN_COUNTER.search(pattern):
        return "Decimal"
    return _SIGNS.get(pattern.strip(), "None")
