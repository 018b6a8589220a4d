"""A blank after a word that leans on what follows: ด้วยความ โปร่งใส, as text copied from a justified PDF has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_LEANING = frozenset(
    ["ความ", "การ", "ผู้", "นัก", "และ", "หรือ", "ของ", "ใน", "โดย", "ตาม", "ให้", "อย่าง", "บน", "แก่", "กับ"]
)
# Between parts that are long or many these stand with a blank on either side: (ก) หรือ (ข).
_JOINING = frozenset(["และ", "หรือ", "กับ"])
# What a blank sets off: names, abbreviations, the next clause.
_NEW = re.compile(r"นาย|นาง|พล|พัน|ร้อย|สิบ|จ่า|ว่าที่|คุณ|[ก-ฮ]{1,5}(?![ก-๙])|โดย|ถ้า|หาก|เมื่อ|และ|หรือ|ซึ่ง|แล้ว|ทั้งนี้")
# After one of these ความ and การ need a word to follow: ด้วยความ|โปร่งใส, ในการ|ปฏิบัติงาน. All else may end a phrase
# (มากนัก, จัดส่งให้, ช้าเป็นการ) or stand before a name (โดย สมชาย).
_WANTING = frozenset(
    f"{before}{noun}"
    for noun, all_before in (("ความ", "ด้วย และ หรือ ของ มี เพื่อ ต่อ จาก"), ("การ", "ใน และ หรือ ของ มี เพื่อ ต่อ จาก"))
    for before in all_before.split()
)
_GOING_ON = re.compile("ดัง|ตาม|ที่|เพื่อ|จึง|แต่|ก็|ย่อม|เป็น|อัน|ว่า")
_SHORTEST = 4  # letters of the word that follows: ในการ นี้
_NOUN = re.compile("ความ|การ")
_THAI = re.compile("[ก-๙]")
_BLANK = re.compile(r"(?<=[ก-๙]) (?=[ก-ฮเ-ไ])")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        blanks = [found.start() for found in _BLANK.finditer(passage.text)]
        if not blanks:
            continue
        words = office.words(passage.text)
        starts = dict(words)
        ends = {offset + len(word): word for offset, word in words}
        for blank in blanks:
            word = ends.get(blank, "")
            first = blank - len(word)
            if word == "ให้" and not _NOUN.match(passage.text, blank + 1):
                continue  # จัดส่งให้ ends a clause
            stands_apart = word in _JOINING and not _THAI.match(passage.text[max(first - 1, 0) : first])
            if word in _LEANING and not stands_apart and not _NEW.match(passage.text, blank + 1):
                after = passage.text[blank + 1 : blank + 12]
                message, hint = "มีช่องว่างหลังคำว่า {word} ทั้งที่ความยังต่อกัน", "พิมพ์ติดกัน: {word}{after}…"
                following = starts.get(blank + 1, "")
                is_wanted = f"{ends.get(first, '')}{word}" in _WANTING and not _GOING_ON.match(following)
                is_certain = is_wanted and len(following) >= _SHORTEST and following in office.lexicon.words
                values = {"word": word, "after": after}
                yield Hit(passage, first, blank + 1, message, hint, values, word if is_certain else None)


RULE = Rule(
    code="torn-phrase",
    severity=Severity.WARNING,
    title="ช่องว่างกลางวลี",
    reason="ภาษาไทยเว้นวรรคเมื่อจบความ ช่องว่างกลางวลีมักติดมาจากการคัดลอกข้อความที่จัดเต็มบรรทัด",
    source="หลักเกณฑ์การเว้นวรรค สำนักงานราชบัณฑิตยสภา",
    wrong="ปฏิบัติงานด้วยความ โปร่งใส",
    right="ปฏิบัติงานด้วยความโปร่งใส",
    look=_look,
)
