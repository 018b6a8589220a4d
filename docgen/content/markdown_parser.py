"""The parser of content, with bold and italics as Thai is typed: no blanks between words, also beside quotation marks.

CommonMark (0.31, section 6.2) takes `ก**“ข”**ค` for plain asterisks, since a blank or a sign ought to stand outside;
Thai has none there, nor has `“ข”**2566`. Underscores are blanks to be filled in, and asterisks between numbers are
times: both are printed. Two asterisks that open or close nothing are no words of a document: `stray_asterisks`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from docgen.content.bounds import PARSER_LEVELS
from docgen.content.marks import html_marks, picture_with_blanks, raised, underlined
from docgen.content.notes import NOTES, note_reference
from docgen.content.own_lines import read_own_line

_DIGIT = re.compile("[0-9๐-๙]")
_STRAY = "docgen.stray"


@functools.cache
def markdown_parser() -> MarkdownIt:
    """Return the one parser of content: CommonMark and tables, without what a clerk would set off by chance."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_LEVELS}).enable("table")
    # A clerk indents paragraphs by hand and underlines with dashes: neither may turn into code or a heading.
    parser.disable(["code", "lheading", "entity", "html_block", "html_inline", "reference"])
    parser.block.ruler.before("table", "own_line", read_own_line, {"alt": ["paragraph", "list", "table"]})
    rules = parser.inline.ruler
    rules.at("emphasis", _asterisks)
    rules.before("link", "raised", raised)
    rules.before("link", "underlined", underlined)
    rules.before("autolink", "html_marks", html_marks)
    rules.before("link", "note_reference", note_reference)
    rules.after("image", "picture_with_blanks", picture_with_blanks)
    parser.inline.ruler2.after("balance_pairs", "stray", _note_stray)
    return parser.use(attrs_plugin, spans=True, allowed=["lang", "fill"])


def parsed(text: str, notes: dict[str, tuple[int, str]]) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of a text with its footnotes, and what the parser noted of it, for `stray_asterisks`."""
    noted: dict[str, Any] = {NOTES: notes}
    return markdown_parser().parse(text, noted), noted


def stray_asterisks(token: Token, lines: Sequence[str], noted: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield line and column (both from 0) of each pair of asterisks in an inline token that makes nothing bold."""
    first = token.map[0] if token.map else 0
    for at in noted.get(_STRAY, {}).get(token.content, ()):
        before = token.content[:at]
        line = first + before.count("\n")
        words = token.content.split("\n")[before.count("\n")]
        start = max(lines[line].find(words), 0) if line < len(lines) else 0
        yield line, start + at - (before.rfind("\n") + 1)


def _asterisks(state: StateInline, silent: bool) -> bool:
    """Put each asterisk down as one that may open or close, as markdown-it's own rule does; False for other signs."""
    first = state.pos
    if silent or state.src[first] != "*":
        return False
    count = sum(1 for _ in takewhile("*".__eq__, state.src[first : state.posMax]))
    before = state.src[first - 1 : first] if first else ""
    after = state.src[first + count : min(first + count + 1, state.posMax)]
    scanned = state.scanDelims(first, True)
    # Words stand close to both sides of it: whether they are Thai, Latin, digits or signs, it opens or closes there.
    can_open = scanned.can_open or bool(before.strip() and after.strip())
    can_close = scanned.can_close or bool(before.strip() and after.strip())
    if count == 1 and _DIGIT.match(before):
        # 5*3*2 and กว้าง 4*ยาว 5*หนา: times.
        can_open, can_close = False, can_close and not _DIGIT.match(after)
    for number in range(count):
        token = state.push("text", "", 0)
        token.content = "*"
        token.meta = {"at": first + number}
        made = Delimiter(
            marker=ord("*"), length=count, token=len(state.tokens) - 1, end=-1, open=can_open, close=can_close
        )
        state.delimiters.append(made)
    state.pos += count
    return True


def _note_stray(state: StateInline) -> None:
    """Note where two asterisks or more were left over, which touch a word; those between blanks are a sign."""
    lists = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    for delimiters in lists:
        closers = {one.end for one in delimiters if one.end >= 0}
        for number, one in enumerate(delimiters):
            is_left = one.marker == ord("*") and one.end < 0 and number not in closers
            if is_left and one.length > 1 and (one.open or one.close):
                places = state.env.setdefault(_STRAY, {}).setdefault(state.src, [])
                at = state.tokens[one.token].meta["at"]
                if not places or at > places[-1] + 1:
                    places.append(at)
