"""Qualified names of a Word file's elements, looked up once: a file has a few names and many elements."""

from __future__ import annotations

import functools

from docx.oxml.ns import qn as _qn


@functools.cache
def qn(name: str) -> str:
    """Return the qualified name of a prefixed one, such as "w:p"."""
    return str(_qn(name))
