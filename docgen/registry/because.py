"""Why something was done, as a clerk typed it on the command line: it is kept for ever, so it must be readable."""

from __future__ import annotations

from docgen.errors import Place, error
from docgen.outside import harmless

MOST_LETTERS = 1_000


def reason_of(text: str, option: str) -> str:
    """Return a reason on one line, "" if none was given.

    Raises DocgenError if it is longer than `MOST_LETTERS` or has characters that no register or journal can keep.
    """
    words = " ".join(text.split())
    if len(words) > MOST_LETTERS:
        message = f"เหตุผลยาว {len(words):,} อักขระ รับได้ไม่เกิน {MOST_LETTERS:,}"
        raise error("wrong-reason", Place(option), message, "เขียนให้สั้นลง")
    if harmless(words, MOST_LETTERS) != words:
        message = f"เหตุผลมีอักขระที่อ่านไม่ได้: {harmless(words, 60)}"
        raise error("wrong-reason", Place(option), message, "พิมพ์เหตุผลใหม่เป็นข้อความธรรมดา")
    return words
