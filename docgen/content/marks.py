"""Inline marks beyond CommonMark that a clerk types: line ends and looks as HTML has them, ++underline++, ^raised^.

Each is a rule of markdown-it's inline parser. A mark that is not closed is no mark: whoever reads the result tells it.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<(b|strong|i|em|u|sup)>", re.IGNORECASE)
_TYPES = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "underline", "sup": "raised"}
_RAISED = re.compile(r"\^([^\s^\\]{1,40})\^")
_UNDERLINED = re.compile(r"\+\+(?=[^\s+])((?:[^+\n]|\+(?!\+)){1,2000}?)(?<=[^\s\\])\+\+(?!\+)")
_PICTURE = re.compile(
    r"!\[([^\[\]\n]{0,500})\]\([ ]*([^()<>\"\n]{0,200}(?:\([^()<>\"\n]{0,100}\)[^()<>\"\n]{0,100}){0,3}?)[ ]*"
    r"(?:\"([^\"\n]{0,500})\"[ ]*)?\)"
)


def html_marks(state: StateInline, silent: bool) -> bool:
    """Take `<br>` for a line end, and `<b>`, `<i>`, `<u>`, `<sup>` up to their ends for looks; False for others."""
    if state.src[state.pos] != "<":
        return False
    if found := _BREAK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = found.end()
        # A line end that was typed behind it is the same one.
        while state.pos < state.posMax and state.src[state.pos] in " \n":
            state.pos += 1
        return True
    opened = _TAG.match(state.src, state.pos, state.posMax)
    if opened is None:
        return False
    name = opened[1].lower()
    unclosed = state.env.setdefault("docgen.unclosed", set())
    if (name, state.posMax, state.src) in unclosed:  # so that many of them are not looked for again and again
        return False
    end = re.compile(f"</{name}>", re.IGNORECASE).search(state.src, opened.end(), state.posMax)
    if end is None:
        unclosed.add((name, state.posMax, state.src))
    if end is None or end.start() == opened.end():
        return False
    return _within(state, _TYPES[name], opened.end(), end.start(), end.end(), silent)


def raised(state: StateInline, silent: bool) -> bool:
    """Take `^…^` without blanks for a superscript: ม.^2^."""
    found = _RAISED.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "^" else None
    return found is not None and _within(state, "raised", found.start(1), found.end(1), found.end(), silent)


def underlined(state: StateInline, silent: bool) -> bool:
    """Take `++…++` for underlined words, not behind a Latin letter or a digit: C++ is a name."""
    if state.src[state.pos] != "+":
        return False
    before = state.src[state.pos - 1 : state.pos]
    if before == "+" or (before.isascii() and before.isalnum()):
        return False
    found = _UNDERLINED.match(state.src, state.pos, state.posMax)
    return found is not None and _within(state, "underline", found.start(1), found.end(1), found.end(), silent)


def picture_with_blanks(state: StateInline, silent: bool) -> bool:
    """Take a picture whose file's name has blanks, which CommonMark wants between < and >: ![ภาพ](ภาพ ที่ 1.jpg)."""
    found = _PICTURE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "!" else None
    if found is None or not found[2].strip():
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": found[2].strip(), "alt": ""}
        token.content = found[1]
        token.children = []
        if found[3]:
            token.attrSet("title", found[3])
    state.pos = found.end()
    return True


def _within(state: StateInline, kind: str, first: int, last: int, end: int, silent: bool) -> bool:
    """Put what stands from `first` to `last` between the tokens of a kind, and go on at `end`."""
    if state.level >= state.md.options["maxNesting"]:
        return False
    if not silent:
        most = state.posMax
        state.pos, state.posMax = first, last
        state.push(f"{kind}_open", kind, 1)
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", kind, -1)
        state.posMax = most
    state.pos = end
    return True
