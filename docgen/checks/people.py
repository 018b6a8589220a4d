"""Where a text names a person: after a title or rank, in a signature, or as two chunks that look like a full name.

Names are spelt as their bearers spell them, so no repair may touch one. What may be one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from docgen.checks.pages import Office
from docgen.checks.stretches import Stretches

# What stands before a name, with what only begins like it (นายก, นางาน) left out.
_TITLES = "|".join(
    (
        "นาย(?!ก|จ้าง|ทะเบียน|อำเภอ|หน้า|ช่าง|ตรวจ|ทุน|ประกัน|ด่าน|สถานี|เรือ)(?:แพทย์)?",
        "นางสาว|นาง|เด็กชาย|เด็กหญิง|แพทย์หญิง|ทันตแพทย์(?:หญิง)?|สัตวแพทย์(?:หญิง)?|เภสัชกร(?:หญิง)?|ศาสตราจารย์",
        "(?:ว่าที่)?(?:พันจ่า|จ่าสิบ|พัน|ร้อย|สิบ|จ่า|พล|นาวา|เรือ|นาวาอากาศ|เรืออากาศ|พลอากาศ|พลเรือ|พลตำรวจ|พันตำรวจ|ร้อยตำรวจ)"
        "(?:เอก|โท|ตรี)(?:หญิง)?|ดาบตำรวจ|พลตำรวจ|พลทหาร|นายดาบตำรวจ|นายกองเอก|นายกองโท|นายหมวด(?:เอก|โท|ตรี)",
        # พ.ต.อ., ร.ต., จ.ส.อ., พล.ต.ท., น.ส., ด.ช., ม.ร.ว.
        r"(?<![ก-๙.])(?:พล|พ\.จ|จ\.ส|พ|ร|จ|ส|ด|น|ม)\.\s?(?:[ตทอชญลจ]|ร\.\s?ว)\.\s?(?:[ตทอ]\.)?(?:\s?หญิง)?(?:\s?ดร\.)?|น\.\s?ส\.",
        r"(?<![ก-๙.])(?:ดร|ศ|รศ|ผศ|นพ|พญ|ทพ|ทพญ|ภก|ภญ|สพ|พล|ดต)\.(?:\s?ดร\.)?",
        "หม่อม(?:หลวง|ราชวงศ์|เจ้า)?|คุณหญิง|ท่านผู้หญิง|พระ(?:ครู|มหา|อธิการ|ปลัด|สมุห์|ใบฎีกา)|สามเณร|แม่ชี|เจ้าอาวาส",
        "คุณ(?!ธรรม|ภาพ|สมบัติ|ลักษณะ|วุฒิ|ค่า|ประโยชน์|ูปการ)",
    )
)
_NAME = r"[ก-๎]+"
_TITLED = re.compile(rf"(?:{_TITLES})\s*{_NAME}(?:\s+\(?{_NAME}\)?)?(?:\s+ณ\s+{_NAME})?")
# A bracket that holds two or three chunks and nothing else is how a signature spells out a name.
_SIGNED = re.compile(
    r"\(\s*[ก-๎]{2,20}(?:\s+[ก-๎]{2,20}){1,2}\s*\)|ลงชื่อ.*|ลงนาม\s*[.…_].*|ผู้(?:รับรอง|ตรวจ|จัดทำ|รายงาน|เสนอ)\s*[:.…_].*"
)
_LONGEST_CHUNK = 20  # letters of a first or family name
_NEAR = 50  # letters to either side in which the other half of a name is looked for
_CHUNK = re.compile(_NAME)
_BORDER = re.compile(r"[^ก-๎\s]")


def people_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that name a person."""
    for found in _TITLED.finditer(text):
        yield found.span()
    for found in _SIGNED.finditer(text):
        yield found.span()


def names_a_person(text: str, first: int, last: int) -> bool:
    """Tell whether a stretch of a text reaches into what names a person."""
    return _people(text).touch(first, last)


@lru_cache(maxsize=100)
def _people(text: str) -> Stretches:
    return Stretches(people_in(text))


def is_like_a_name(text: str, first: int, last: int, office: Office) -> bool:
    """Tell whether a stretch lies in one of two short chunks side by side, alone or of which the other may be a name.

    A chunk may be one if it is a first or family name that pythainlp lists, or if no words make it up.
    """
    start = max(first - _NEAR, 0)
    chunks = [(start + found.start(), start + found.end()) for found in _CHUNK.finditer(text[start : last + _NEAR])]
    at = next((i for i, chunk in enumerate(chunks) if chunk[0] <= first and last <= chunk[1]), None)
    if at is None or chunks[at][1] - chunks[at][0] > _LONGEST_CHUNK:
        return False
    if _stands_alone(text, first, last):
        return True
    return any(
        not text[left[1] : right[0]].strip() and _may_be_a_name(text[other[0] : other[1]], office)
        for left, right, other in (
            *((chunk, chunks[at], chunk) for chunk in chunks[max(at - 1, 0) : at]),
            *((chunks[at], chunk, chunk) for chunk in chunks[at + 1 : at + 2]),
        )
    )


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Tell whether a cell, a bracket or a line holds two short chunks and nothing else, as it holds a full name."""
    left = _BORDER.split(text[max(first - _NEAR, 0) : first])[-1]
    right = _BORDER.split(text[last : last + _NEAR])[0]
    chunks = f"{left}{text[first:last]}{right}".split()
    return len(chunks) == 2 and all(len(chunk) <= _LONGEST_CHUNK for chunk in chunks)


def _may_be_a_name(chunk: str, office: Office) -> bool:
    if len(chunk) > _LONGEST_CHUNK:
        return False
    return _is_a_name(chunk) or any(word not in office.lexicon.words for _, word in office.words(chunk))


def _is_a_name(chunk: str) -> bool:
    from pythainlp.corpus import thai_stopwords

    return len(chunk) > 2 and chunk in names_of_people() and chunk not in thai_stopwords()


@cache
def names_of_people() -> frozenset[str]:
    """Return the first and family names that pythainlp lists; many of them are words as well."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return frozenset(thai_family_names() | thai_female_names() | thai_male_names())


@cache
def mere_names() -> frozenset[str]:
    """Return those of the names that are no words of school books: what touches one of them is a name too."""
    from pythainlp.corpus.ttc import word_freqs

    return names_of_people() - {word for word, _ in word_freqs()}
