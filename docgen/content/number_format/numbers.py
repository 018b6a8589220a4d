"""Show a number by one section of a format: digits and what stands among them, scaling, per cent, powers, fractions."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from docgen.content.number_format.codes import NotShownError
from docgen.content.number_format.sections import FormatSection, FormatToken
from docgen.thai.numerals import to_thai_digits

# Excel shows 11 characters of a number in General, the point among them.
_GENERAL_PLACES = 9
_GENERAL_LIMITS = (Decimal("1E-4"), Decimal("1E+11"))


def show_general(value: Decimal) -> str:
    """Return a number as General shows it in a column wide enough.

    Raises NotShownError (long) where General shows an exponent, or would by the width of the column.

    >>> show_general(Decimal("0.333333333333333")), show_general(Decimal(-1250))
    ('0.333333333', '-1250')
    """
    size = abs(value)
    if not size:
        return "0"
    shown = _rounded(size, max(_GENERAL_PLACES - max(size.adjusted(), 0), 0))
    if not _GENERAL_LIMITS[0] <= size or shown >= _GENERAL_LIMITS[1]:
        raise NotShownError("long")
    text = f"{shown:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"-{text}" if value < 0 else text


def show_number(value: Decimal, section: FormatSection) -> str:
    """Return a number that is not negative as a section shows it. Raises NotShownError."""
    tokens = list(section.tokens)
    with decimal.localcontext(prec=700):  # the largest number has 309 digits before the point
        if section.has("general"):
            texts = [show_general(value) if token.kind == "general" else token.text for token in tokens]
            if section.has("digit", "percent", "exponent"):
                raise NotShownError("unknown")
        elif section.has("exponent"):
            texts = _power(value, tokens)
        elif (slash := _fraction_slash(tokens)) is not None:
            texts = _fraction(value, tokens, slash)
        else:
            texts = _plain(value, tokens)
    if section.thai_digits:
        texts = [
            text if index < len(tokens) and tokens[index].kind == "literal" else to_thai_digits(text)
            for index, text in enumerate(texts)
        ]
    return "".join(texts)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal, tokens: list[FormatToken]) -> list[str]:
    """Return the text of each token."""
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    if not digits:
        return [token.text for token in tokens]
    value *= Decimal(100) ** sum(token.kind == "percent" for token in tokens)
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [index for index in digits if index < point]
    parts = [index for index in digits if index > point]
    commas = [index for index, token in enumerate(tokens) if token.kind == "comma"]
    ends = {whole[-1] if whole else -1, digits[-1]}
    scaling = [index for index in commas if _follows(index, ends, tokens)]
    grouped = any(whole[0] < index < whole[-1] for index in commas) if whole else False
    shown = f"{_rounded(value / Decimal(1000) ** len(scaling), len(parts)):f}"
    before, _, after = shown.partition(".")
    texts = ["" if token.kind == "comma" else token.text for token in tokens]
    texts = _put(texts, _whole(tokens, whole, before.lstrip("0"), grouped))
    if not whole and point < len(tokens):
        texts[point] = before.lstrip("0") + texts[point]
    return _put(texts, _parts(tokens, parts, after))


def _follows(comma: int, ends: set[int], tokens: list[FormatToken]) -> bool:
    """Tell whether a comma stands right after the last digit, or after another comma there: it divides by 1,000."""
    while comma >= 0 and tokens[comma].kind == "comma":
        comma -= 1
    return comma in ends


def _put(texts: Iterable[str], placed: Iterable[tuple[int, str]]) -> list[str]:
    """Return texts of which some are replaced, each at its place."""
    at = dict(placed)
    return [at.get(place, text) for place, text in enumerate(texts)]


def _whole(tokens: list[FormatToken], places: list[int], digits: str, grouped: bool) -> Iterator[tuple[int, str]]:
    """Yield the places before the point with their digits, from the right; the first place takes all that are left."""
    count = 0
    for place in reversed(places):
        first = place == places[0]
        taken = digits if first else digits[-1:]
        digits = "" if first else digits[:-1]
        taken = taken or {"0": "0", "?": " "}.get(tokens[place].text, "")
        text = ""
        for digit in reversed(taken):
            text = digit + ("," if grouped and count and count % 3 == 0 and digit != " " else "") + text
            count += 1
        yield place, text


def _parts(tokens: list[FormatToken], places: list[int], digits: str) -> Iterator[tuple[int, str]]:
    """Yield the places after the point with their digits; zeros at the end only where the format holds them."""
    wanted = len(digits.rstrip("0"))
    for number, place in enumerate(places):
        held = any(tokens[later].text == "0" for later in places[number:])
        yield place, digits[number] if number < wanted or held else {"?": " "}.get(tokens[place].text, "")


def _power(value: Decimal, tokens: list[FormatToken]) -> list[str]:
    """Return the text of each token of a number in powers of ten."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "exponent")
    head, tail = tokens[:at], tokens[at + 1 :]
    step = sum(token.kind == "digit" for token in _before_point(head))
    width = sum(token.kind == "digit" for token in tail)
    if (
        not step
        or not width
        or any(token.kind in ("comma", "percent", "exponent", "slash") for token in (*head, *tail))
    ):
        raise NotShownError("unknown")
    places = sum(token.kind == "digit" for token in head) - step
    power = value.adjusted() if value else 0
    power -= power % step
    mantissa = _rounded(value.scaleb(-power), places)
    if mantissa >= Decimal(10) ** step:
        power += step
        mantissa = _rounded(value.scaleb(-power), places)
    sign = "-" if power < 0 else "+" if tokens[at].text[1] == "+" else ""
    written = iter([f"{abs(power):0{width}d}", *[""] * width])
    texts = [next(written) if token.kind == "digit" else token.text for token in tail]
    return [*_plain(mantissa, head), f"{tokens[at].text[0].upper()}{sign}", *texts]


def _before_point(tokens: list[FormatToken]) -> list[FormatToken]:
    return tokens[: next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))]


def _is_part(token: FormatToken) -> bool:
    return token.kind == "digit" or (token.kind == "literal" and token.text in "123456789" and token.text != "")


def _fraction_slash(tokens: list[FormatToken]) -> int | None:
    """Return where the slash of a fraction stands, between digits; any other slash is a literal."""
    for index, token in enumerate(tokens[1:-1], start=1):
        if token.kind == "slash" and tokens[index - 1].kind == "digit" and _is_part(tokens[index + 1]):
            return index
    return None


def _fraction(value: Decimal, tokens: list[FormatToken], slash: int) -> list[str]:
    """Return the texts of a number with a fraction, its denominator fixed or of so many digits."""
    first, last = slash - 1, slash + 1
    while first and tokens[first - 1].kind == "digit":
        first -= 1
    while last + 1 < len(tokens) and _is_part(tokens[last + 1]):
        last += 1
    if any(token.kind in ("point", "comma", "percent") for token in tokens):
        raise NotShownError("unknown")
    has_whole = any(token.kind == "digit" for token in tokens[:first])
    if any(token.kind == "digit" for token in tokens[last + 1 :]):
        raise NotShownError("unknown")
    below = tokens[slash + 1 : last + 1]
    whole = int(value) if has_whole else 0
    over, under = _ratio(Fraction(value) - whole, below)
    if has_whole and over == under:
        whole, over = whole + 1, 0
    texts = [token.text for token in tokens]
    if has_whole:
        places = [index for index in range(first) if tokens[index].kind == "digit"]
        texts = _put(texts, _whole(tokens, places, str(whole) if whole or not over else "", grouped=False))
    if has_whole and not over:
        texts[first : last + 1] = [" "] * (last + 1 - first)
        return texts
    texts = _put(texts, _whole(tokens, list(range(first, slash)), str(over) if over else "0", grouped=False))
    texts[slash + 1 : last + 1] = [str(under), *[""] * (last - slash - 1)]
    return texts


def _ratio(value: Fraction, below: list[FormatToken]) -> tuple[int, int]:
    """Return numerator and denominator nearest to a value."""
    if any(token.kind == "literal" for token in below):
        under = int("".join(token.text.replace("#", "0").replace("?", "0") for token in below))
        return int(value * under + Fraction(1, 2)), under
    if len(below) > 4:
        raise NotShownError("unknown")
    near = value.limit_denominator(10 ** len(below) - 1)
    return near.numerator, near.denominator
