"""The parser of content, with bold and italics as Thai is typed: no blanks between words, also beside quotation marks.

CommonMark (0.31, section 6.2) takes `ก**“ข”**ค` for plain asterisks, since a blank or a sign ought to stand outside;
Thai has none there. Underscores are blanks to be filled in, and asterisks between numbers are times: both are printed.
"""

from __future__ import annotations

import functools
import re
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.attrs import attrs_plugin

from docgen.content.bounds import PARSER_LEVELS
from docgen.content.own_lines import read_own_line

_DIGIT = re.compile("[0-9๐-๙]")
_THAI = re.compile("[ก-๎]")


@functools.cache
def markdown_parser() -> MarkdownIt:
    """Return the one parser of content: CommonMark and tables, without what a clerk would set off by chance."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": PARSER_LEVELS}).enable("table")
    # A clerk indents paragraphs by hand and underlines with dashes: neither may turn into code or a heading.
    parser.disable(["code", "lheading", "entity", "html_block", "html_inline", "reference"])
    parser.inline.ruler.at("emphasis", _asterisks)
    parser.block.ruler.before("table", "own_line", read_own_line, {"alt": ["paragraph", "list", "table"]})
    return parser.use(attrs_plugin, spans=True, allowed=["lang", "fill"])


def _asterisks(state: StateInline, silent: bool) -> bool:
    """Put each asterisk down as one that may open or close, as markdown-it's own rule does; False for other signs."""
    first = state.pos
    if silent or state.src[first] != "*":
        return False
    count = sum(1 for _ in takewhile("*".__eq__, state.src[first : state.posMax]))
    before = state.src[first - 1 : first]
    after = state.src[first + count : min(first + count + 1, state.posMax)]
    scanned = state.scanDelims(first, True)
    after_number = bool(_DIGIT.match(before))
    can_open = scanned.can_open or bool(_THAI.match(before) and after.strip())
    can_close = scanned.can_close or bool(_THAI.match(after) and before.strip())
    if count == 1 and after_number:
        # 5*3*2 and กว้าง 4*ยาว 5*หนา: times.
        can_open, can_close = False, can_close and not _DIGIT.match(after)
    for _ in range(count):
        token = state.push("text", "", 0)
        token.content = "*"
        made = Delimiter(
            marker=ord("*"), length=count, token=len(state.tokens) - 1, end=-1, open=can_open, close=can_close
        )
        state.delimiters.append(made)
    state.pos += count
    return True
