"""A word that no dictionary has, one slip from one that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.pages import Office, Page
from docgen.checks.people import names_a_person
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.lexicon import Lexicon

_LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไ็่้๊๋์"
_COMMON = frozenset(
    (
        "ที่ ให้ ได้ ไม่ มี เป็น ใน ของ และ การ ความ ผู้ โดย ตาม จาก ต่อ เพื่อ หรือ แต่ ก็ จะ ต้อง ควร ทุก "
        "ข้อ ปี วัน นี้ นั้น ซึ่ง ว่า ไป มา ขึ้น ลง ออก เข้า ดี ถูก ชอบ เกิด ใช้ ทำ จัด รับ ส่ง ร่วม ส่วน "
        "ด้าน ภาย นอก งาน หน้า หลัก แห่ง กับ แก่ ด้วย อย่าง ถึง ยัง เมื่อ หาก ตั้ง แจ้ง ขอ นำ คือ ทาง ภาค รอบ "
        "เดือน ดัง ตน เอง คน ใด อื่น แล้ว ทั้ง อยู่ ก่อน หลัง บาท เช่น ราย ผล แผน ระดับ ยึด "
        "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า ศูนย์ เอ็ด ยี่ สิบ ร้อย พัน หมื่น แสน ล้าน ถ้วน สตางค์"  # amounts in words
    ).split()
)
_REACH = 3  # words to either side
_LONGEST = 16
_SHORTEST = 5  # letters of a word that is proposed: shorter ones are a slip from too many


def _look(page: Page, office: Office) -> Iterator[Hit]:
    known = office.lexicon.words
    for passage in page.passages:
        if passage.key in ("telephone", "website", "kind", "date", "numbering"):
            continue
        words = office.words(passage.text)
        touching = _touching(words)
        past = 0
        for index, (offset, word) in enumerate(words):
            is_odd = word not in known or _is_debris(words, touching, index)
            if not _is_thai(word) or not is_odd or offset < past:
                continue
            for first, last in _around(words, touching, index):
                start, stop = words[first][0], words[last][0] + len(words[last][1])
                right = _proposed(passage.text[start:stop], office.lexicon)
                if right and not names_a_person(passage.text, start, stop):
                    yield Hit(passage, start, stop, "ไม่พบคำว่า {found} ในพจนานุกรม", "อาจเป็น {right}", {"right": right})
                    past = stop
                    break


def _is_debris(words: list[tuple[int, str]], touching: list[bool], index: int) -> bool:
    """Tell whether a word stands among others as short and rare: what is left of a long one after a slip."""
    run = words[index : index + 3]
    return (
        len(run) == 3
        and all(touching[index : index + 2])
        and all(len(word) <= 4 and word not in _COMMON for _, word in run)
    )


def _around(words: list[tuple[int, str]], touching: list[bool], index: int) -> list[tuple[int, int]]:
    """Return the stretches of words that an unknown one may be a part of, longer ones first: it is what a slip left."""
    start = stop = index
    while start > max(index - _REACH, 0) and touching[start - 1]:
        start -= 1
    while stop < min(index + _REACH, len(words) - 1) and touching[stop]:
        stop += 1
    stretches = []
    for first in range(start, index + 1):
        for last in range(index, stop + 1):
            length = words[last][0] + len(words[last][1]) - words[first][0]
            if _SHORTEST - 1 <= length <= _LONGEST:
                stretches.append((length, first, last))
    return [(first, last) for _, first, last in sorted(stretches, reverse=True)]


def _is_thai(word: str) -> bool:
    return not re.search("[^\u0e01-\u0e4e]", word)


def _touching(words: list[tuple[int, str]]) -> list[bool]:
    """Tell of each word but the last whether it and the next are Thai, with nothing between them."""
    thai = [_is_thai(word) for _, word in words]
    return [
        thai[index] and thai[index + 1] and offset + len(word) == words[index + 1][0]
        for index, (offset, word) in enumerate(words[:-1])
    ]


@lru_cache(maxsize=5000)
def _proposed(word: str, lexicon: Lexicon) -> str:
    """Return the only word that is one slip away, by the likeliest kind of slip; "" if there is none or several."""
    # ฯ shortens a word that stands before it in full: คณะกรรมการฯ.
    if len(word) < _SHORTEST - 1 or word in lexicon.words or word.rstrip("ฯ") in lexicon.words:
        return ""
    slips = (
        {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)},
        {word[:i] + word[i + 1 :] for i in range(len(word))},
        {word[:i] + letter + word[i:] for i in range(len(word) + 1) for letter in _LETTERS},
        {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in _LETTERS},
    )
    for near in slips:  # likelier ones first
        found = {candidate for candidate in near if len(candidate) >= _SHORTEST and candidate in lexicon.words}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


RULE = Rule(
    code="unknown-word",
    severity=Severity.HINT,
    title="คำที่ไม่มีในพจนานุกรม",
    reason="คำที่ต่างจากคำในพจนานุกรมเพียงตัวเดียวมักเป็นคำพิมพ์ผิด",
    source="พจนานุกรมของ pythainlp และคำใน templates/words.txt",
    wrong="ให้ดำเนินการตรวจสอบข้อเท็นจริง",
    right="ให้ดำเนินการตรวจสอบข้อเท็จจริง",
    look=_look,
)
