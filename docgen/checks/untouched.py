"""Stretches of a text that no repair may touch: names of people, places and firms, quoted titles, laws, addresses.

They are right as they were given, even where a dictionary would have them otherwise. Too much is kept rather than too
little: what is not written is still shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.pages import Office
from docgen.checks.passages import Passage
from docgen.checks.people import is_like_a_name, people_in
from docgen.checks.stretches import Stretches

# Entries of a content file that hold a name or an address.
_KEYS = frozenset(
    "signatory name names officer person contact telephone website email author by path file picture".split()
)

_PLACE = re.compile(
    "(?:ตำบล|อำเภอ|จังหวัด|แขวง|เขต|เทศบาล(?:ตำบล|เมือง|นคร)|หมู่บ้าน|บ้าน|ชุมชน|วัด|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|โรงพยาบาล|สถานี|"
    "ถนน|ซอย|ตรอก|แม่น้ำ|คลอง|ห้วย|หนอง|บึง|อ่างเก็บน้ำ|เขื่อน|อุทยาน|ตลาด|อาคาร|ศาล|สะพาน|บริษัท|ห้างหุ้นส่วน(?:จำกัด)?|ร้าน|"
    r"มูลนิธิ|สมาคม|สหกรณ์|ธนาคาร|กลุ่ม|(?<![ก-๎.])[ตอจถซ]\.)\s?[ก-๎]+"
)
_PLACE_REACH = 24  # letters after the word that says what it is: running prose may go on without a blank

_QUOTED = re.compile('“[^”]*(?:”|$)|‘[^’]*(?:’|$)|«[^»]*(?:»|$)|"[^"]*(?:"|$)|^[^“”]*”')
_LAW = re.compile(
    r"(?:รัฐธรรมนูญ|พระราชบัญญัติ|พ\.\s?ร\.\s?บ\.|พระราชกำหนด|พระราชกฤษฎีกา|ประมวล(?:กฎหมาย|กฏหมาย|จริยธรรม)|กฎกระทรวง|กฏกระทรวง|"
    r"ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ|ระเบียบ|ข้อกำหนด|ประกาศ|คำสั่ง|หนังสือ)(?=(?P<name>.{2,200}?)(?:พ\.\s?ศ\.|ลงวันที่|\sที่\s[ก-ฮ]{2}\s))"
)
# What a title is announced by, up to where the sentence goes on.
_TITLE = re.compile(
    r"(?:(?:^|\s)(?:เรื่อง|ชื่อ|หัวข้อ)\s|(?:ประกาศ|คำสั่ง|หนังสือ)\S{0,60}เรื่อง|ว่าด้วย)(?:(?!ลงวันที่|พ\.\s?ศ\.|\sนั้น).)*"
)
_ADDRESS = re.compile(
    r"(?<!\S)\S*(?:://|www\.|@|\.(?:go|or|co|ac)\.th|\.(?:pdf|docx?|xlsx?|png|jpe?g|md|csv)\b)\S*|`[^`]*`|#\S+|\]\([^)\s]*\)"
    r"|^.*\.(?:pdf|docx?|xlsx?|png|jpe?g|csv)[\"']?$"
)
_QUOTING = re.compile(r"\s*>")


def is_untouchable(passage: Passage, first: int, last: int, office: Office) -> bool:
    """Tell whether a stretch of a passage lies in, or reaches into, what must stay as it was given."""
    if passage.key in _KEYS or (not passage.key and _QUOTING.match(passage.text)):
        return True
    if _kept(passage, office.lexicon.held).touch(first, last):
        return True
    return is_like_a_name(passage.text, first, last, office)


@lru_cache(maxsize=100)
def _kept(passage: Passage, held: tuple[str, ...]) -> Stretches:
    return Stretches(_found(passage, held))


def _found(passage: Passage, held: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    text = passage.text
    yield from people_in(text)
    for found in _PLACE.finditer(text):
        yield found.start(), min(found.end(), found.start() + _PLACE_REACH)
    yield from _quoted(passage)
    for found in _LAW.finditer(text):
        yield found.start(), found.end("name")
    for pattern in (_TITLE, _ADDRESS):
        for found in pattern.finditer(text):
            yield found.span()
    for name in held:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name))


def _quoted(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield what stands in quotation marks; those around a whole YAML value are YAML's own."""
    text = passage.text
    start, stop = 0, len(text)
    if passage.key and len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        start, stop = 1, len(text) - 1
    for found in _QUOTED.finditer(text[start:stop]):
        yield found.start() + start, found.end() + start
