"""How people are addressed in letters, as data: who, with which opening and closing (forms: คำขึ้นต้น คำลงท้าย).

Source: the table of openings and closings of the Regulation on Correspondence as published by offices; for monks
หนังสือ นร ๑๓๐๕/ว ๕๒๙๓ of 7 July 2541. What goes to the royal family is never filled in: its words were changed by the
proclamation of May 2562, and belong to the Bureau of the Royal Household.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ORDINARY = ("เรียน", "ขอแสดงความนับถือ")
HIGHEST = ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is addressed in one way: what front matter calls them, how names of them begin, opening and closing."""

    name: str
    begins: str
    opening: str
    closing: str


_HIGH_POSTS = (
    "ประธานองคมนตรี|นายกรัฐมนตรี|ประธานรัฐสภา|ประธานสภาผู้แทนราษฎร|ประธานวุฒิสภา|ประธานศาลฎีกา|รัฐบุรุษ|ประธานศาลรัฐธรรมนูญ"
    "|ประธานศาลปกครองสูงสุด|ประธาน(?:คณะ)?กรรมการการเลือกตั้ง|ประธาน\\s*กกต"
    "|ประธาน(?:คณะ)?กรรมการสิทธิมนุษยชนแห่งชาติ|ประธาน\\s*กสม"
    "|ประธาน(?:คณะ)?กรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ|ประธาน(?:กรรมการ)?\\s*ป\\.ป\\.ช"
    "|ประธาน(?:คณะ)?กรรมการตรวจเงินแผ่นดิน|ประธาน\\s*คตง|(?:ประธาน)?ผู้ตรวจการแผ่นดิน"
)
TABLE = (
    Addressee("ตำแหน่งสูง", rf"(?:{_HIGH_POSTS})(?![ก-ฮะ-์])", *HIGHEST),
    Addressee("สมเด็จพระสังฆราช", r"สมเด็จพระอริยวงศาคตญาณ|สมเด็จพระสังฆราช(?!เจ้า)", "กราบทูล", "ควรมิควรแล้วแต่จะโปรด"),
    Addressee(
        "สมเด็จพระราชาคณะ", r"สมเด็จพระ(?:พุฒาจารย์|พุทธ|วันรัต|มหา|ธีร|ญาณ|ราชาคณะ)", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"
    ),
    Addressee("พระราชาคณะ", r"พระราชาคณะ", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง"),
    Addressee(
        "พระภิกษุ",
        r"พระ(?:ครู|มหา(?!กษัตริย์)|อธิการ|ปลัด|สมุห์|ใบฎีกา|อาจารย์|ภิกษุ)|เจ้าอาวาส|เจ้าคณะ",
        "นมัสการ",
        "ขอนมัสการด้วยความเคารพ",
    ),
    Addressee("บุคคลทั่วไป", r"", *ORDINARY),
)
"""The first that a name begins as is taken, unless front matter says which one it is."""

_ROYAL = re.compile(
    r"พระบาทสมเด็จ|สมเด็จพระ(?:บรม|นาง|เจ้า|เทพ|กนิษฐา|พี่|สังฆราชเจ้า|ราชินี)|พระบรม|พระราชวงศ์|พระเจ้า|พระวรวงศ์|พระองค์เจ้า|หม่อมเจ้า|ราชเลขานุการใน"
    r"|เจ้าฟ้า|ทูลกระหม่อม|สมเด็จเจ้า"
)


def names_of_addressees() -> tuple[str, ...]:
    """Return what front matter may call those who are addressed."""
    return tuple(one.name for one in TABLE)


def is_royal(name: str) -> bool:
    """Tell whether a name is one of the royal family, or may be: nothing is filled in then."""
    known = any(re.match(one.begins, name) for one in TABLE if one.begins)
    return _ROYAL.match(name) is not None or (name.startswith("สมเด็จ") and not known)


def addressee_of(name: str, called: str) -> Addressee:
    """Return how somebody is addressed, by what front matter calls them, or else by the beginning of the name.

    >>> addressee_of("ผู้ว่าราชการจังหวัดร้อยเอ็ด", "").closing
    'ขอแสดงความนับถือ'
    >>> addressee_of("นายกรัฐมนตรี", "").opening
    'กราบเรียน'
    """
    chosen = next((one for one in TABLE if one.name == called), None)
    return chosen or next(one for one in TABLE if re.match(one.begins, name))
