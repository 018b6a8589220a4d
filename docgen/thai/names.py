"""Names of people: what of a name is a title or a rank."""

from __future__ import annotations

import re

# Text, compiled by `re` (and kept) when first used: an import must stay cheap. Ranks are written out: พลอย is a name.
_TITLE = (
    r"^(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|ว่าที่\s*(?:ร้อย|พัน|เรือ)?(?:เอก|โท|ตรี)?(?:\s*ร\.[ตทอ]\.)?"
    r"|(?:พัน|ร้อย|พล|สิบ|จ่า)(?:ตำรวจ)?(?:สิบ)?(?:เอก|โท|ตรี)(?:หญิง)?)\s*"
)


def without_title(name: str) -> str:
    """Return a name without its title or rank, blanks between the rest kept.

    >>> without_title("นางสาวพลอย ใจดี"), without_title("พลอย ใจดี"), without_title("พันตรี ประเสริฐ ยิ่งยง")
    ('พลอย ใจดี', 'พลอย ใจดี', 'ประเสริฐ ยิ่งยง')
    """
    return re.sub(_TITLE, "", name.strip())
