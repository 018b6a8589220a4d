"""Years (Buddhist) that an office's own documents can bear, and what a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

# Subdistrict offices came with the act of B.E. 2537; plans and terms of office reach some decades ahead. A fixed span
# and no clock: the same content is judged alike on any day.
OWN_YEARS = range(2500, 2621)
# Beyond this even a long plan, such as one for the climate until C.E. 2100 (B.E. 2643), speaks of no year.
LAST_SPOKEN_OF = 2643


def probable_year(mistyped: int, others: Iterable[int] = ()) -> int:
    """Return the year that a mistyped one of four digits was meant for, 0 if none is likely.

    Two digits swapped come first, then one wrong digit, then a Christian year; among several the nearest to `others`.

    >>> probable_year(2657), probable_year(2666, [2567]), probable_year(2023)
    (2567, 2566, 2566)
    """
    digits = str(mistyped)
    if len(digits) != 4:
        return 0
    swapped = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(3)]
    replaced = [digits[:at] + digit + digits[at + 1 :] for at in range(4) for digit in "0123456789"]
    near = [other for other in others if other in OWN_YEARS] or [2567]
    for typed in ([str(mistyped + 543)] if mistyped in range(1957, 2078) else []), swapped, replaced:
        likely = {int(one) for one in typed} & set(OWN_YEARS)
        if likely:
            return min(likely, key=lambda one: (min(abs(one - other) for other in near), one))
    return 0
