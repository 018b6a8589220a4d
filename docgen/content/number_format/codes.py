"""Number formats that a workbook names by number alone, and the one error of what can't be shown for certain."""

from __future__ import annotations

GENERAL = "General"
# What the machine's regional settings decide: the same file shows other words on another machine.
MACHINE_DATE = "[$-F800]"
MACHINE_MONEY = "[$-x-money]"


class NotShownError(Exception):
    """A value whose shown form can't be told for certain.

    `reason` is "unknown" (a format of a kind not known), "machine" (the regional settings decide), "no-date" (not a day
    of the calendar), "long" (General would round it, or show it with an exponent), or "minus-zero" (0 after rounding).
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


# ECMA-376 Part 1, 18.8.30: for all languages, then those of th-TH. 14 and 22 (short dates), 5 to 8, 42 and 44 (the
# currency's sign) are the machine's; 41 and 43 stand in every Excel, though the standard leaves them out.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6, 7, 8, 42, 44), MACHINE_MONEY),
    **dict.fromkeys((14, 22), MACHINE_DATE),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    59: "t0",
    60: "t0.00",
    61: "t#,##0",
    62: "t#,##0.00",
    67: "t0%",
    68: "t0.00%",
    69: "t# ?/?",
    70: "t# ??/??",
    71: "ว/ด/ปปปป",
    72: "ว-ดดด-ปป",
    73: "ว-ดดด",
    74: "ดดด-ปป",
    75: "ช:นน",
    76: "ช:นน:ทท",
    77: "ว/ด/ปปปป ช:นน",
    78: "นน:ทท",
    79: "[ช]:นน:ทท",
    80: "นน:ทท.0",
    81: "d/m/bb",
}
