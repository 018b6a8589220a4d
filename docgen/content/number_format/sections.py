"""Take a number format apart: sections between semicolons, tokens within, conditions, languages. Shows nothing."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from docgen.content.number_format.codes import NotShownError

# No program writes a longer one: ECMA-376 leaves the length open, Excel takes 255 characters.
_LONGEST = 400
_TOKEN = (
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\[\]]*+)\]|(?P<end>;)'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|b+|e+|ป+|ด+|ว+|ช+|น+|ท+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<slash>/)|(?P<other>.)"
)
_COLOUR = r"(?i)black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2}"
_CONDITION = r"(<=|>=|<>|<|>|=) ?(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)"
_LANGUAGE = r"(?P<number>[0-9A-Fa-f]{1,8})|(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z]+)*)(?:,(?P<look>[0-9A-Fa-f]{1,6}))?"
_CURRENCY = rf"\$(?P<sign>.*?)(?:-(?:{_LANGUAGE}))?"
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
# What Thai Excel calls the parts of a date (built-in formats 71 to 80).
_THAI_PARTS = {"ป": "b", "ด": "m", "ว": "d", "ช": "h", "น": "n", "ท": "s"}


@dataclass(frozen=True, slots=True)
class FormatToken:
    """A piece of a format: literal, digit, point, comma, percent, exponent, slash, general, text, date, elapsed, half.

    A date's text is its letter as often as it stands there: b is a Buddhist year, n a minute wherever it stands.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One section of a format: its tokens, its condition, and the look of its digits and dates.

    `language` is "th", "en", "" (the machine's) or "other"; `buddhist` says that years are of the Buddhist era.
    """

    tokens: tuple[FormatToken, ...]
    condition: tuple[str, Decimal] | None
    language: str
    thai_digits: bool
    buddhist: bool

    def has(self, *kinds: str) -> bool:
        """Tell whether a token of one of the kinds is there."""
        return any(token.kind in kinds for token in self.tokens)

    def holds(self, value: Decimal) -> bool:
        """Tell whether the value meets the section's condition; without one it does."""
        return self.condition is None or _COMPARE[self.condition[0]](value, self.condition[1])


@lru_cache(maxsize=512)
def read_sections(code: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format code, one to four. Raises NotShownError (unknown, machine)."""
    if len(code) > _LONGEST:
        raise NotShownError("unknown")
    parts: list[list[re.Match[str]]] = [[]]
    for found in re.finditer(_TOKEN, code, re.IGNORECASE | re.DOTALL):
        if found["end"]:
            parts.append([])
        else:
            parts[-1].append(found)
    if len(parts) > 4:
        raise NotShownError("unknown")
    return tuple(_section(part) for part in parts)


def _section(found: list[re.Match[str]]) -> FormatSection:
    tokens: list[FormatToken] = []
    condition: tuple[str, Decimal] | None = None
    language, thai_digits, buddhist = "", False, False
    for piece in found:
        kind = piece.lastgroup or ""
        text = piece[kind]
        if kind == "bracket" and (limit := re.fullmatch(_CONDITION, text)):
            condition = (limit[1], Decimal(limit[2]))
        elif kind == "bracket" and text.lower().startswith("$-x-"):
            raise NotShownError("machine")
        elif kind == "bracket" and (money := re.fullmatch(_CURRENCY, text)):
            if money["sign"].startswith("-"):
                raise NotShownError("unknown")
            tokens.append(FormatToken("literal", money["sign"]))
            if money["number"] or money["tag"]:
                language, thai_digits, buddhist = _look(money)
        elif kind == "bracket" and re.fullmatch(r"(?i)h+|m+|s+|ช+|น+|ท+", text):
            tokens.append(
                FormatToken("elapsed", _THAI_PARTS.get(text[0], text[0].lower()).replace("n", "m") * len(text))
            )
        elif kind == "bracket":
            if not re.fullmatch(_COLOUR, text):
                raise NotShownError("unknown")
        elif kind == "other" and text in "tT" and not tokens:
            thai_digits = True
        elif kind == "date" and text[0] in _THAI_PARTS:
            language = "th"
            tokens.append(FormatToken("date", _THAI_PARTS[text[0]] * len(text)))
        else:
            tokens.append(_token(kind, text))
    return FormatSection(tuple(tokens), condition, language, thai_digits, buddhist)


def _token(kind: str, text: str) -> FormatToken:
    if kind in ("quoted", "escaped"):
        return FormatToken("literal", text)
    if kind == "space":
        return FormatToken("literal", " ")
    if kind == "fill":
        # Repeated over the width of the column, which isn't ours: blanks matter to nobody, dots or dashes would.
        if text.strip():
            raise NotShownError("unknown")
        return FormatToken("literal", "")
    if kind == "other":
        if text.isascii() and (text.isalpha() or text in '"[]\\_*'):
            raise NotShownError("unknown")
        return FormatToken("literal", text)
    return FormatToken(kind, text.lower() if kind == "date" else text)


def _look(money: re.Match[str]) -> tuple[str, bool, bool]:
    """Return language, Thai digits and Buddhist years of `[$sign-NNCCLLLL]`: numerals, calendar, language (Excel)."""
    if money["tag"]:
        tag = money["tag"].lower().split("-")[0]
        look = int(money["look"] or "0", 16)
        numerals, calendar = look >> 8, look & 0xFF
        language = tag if tag in ("th", "en") else "other"
    else:
        number = int(money["number"], 16)
        if number & 0xFFFF in (0xF800, 0xF400):
            raise NotShownError("machine")
        numerals, calendar = number >> 24, number >> 16 & 0xFF
        language = {0: "", 0x041E: "th"}.get(number & 0xFFFF, "en" if number & 0xFF == 0x09 else "other")
    if numerals not in (0, 1, 0x0D) or calendar not in (0, 1, 2, 7):
        raise NotShownError("unknown")
    return language, numerals == 0x0D, calendar == 7
