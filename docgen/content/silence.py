"""The comment by which a clerk silences a finding: `<!-- docgen: ignore CODE reason -->`. It is not printed."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"\s*<!--\s*docgen:.*?-->")


def without_silence(line: str) -> str:
    """Return a line without the comment."""
    return _COMMENT.sub("", line) if "<!--" in line else line
