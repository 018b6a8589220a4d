"""The title of an announcement, quoted otherwise than it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS

_ALIKE = 0.88
_END = 20  # letters by which a quotation is recognized
_MOST_COMPARED = 3  # titles that end as a quotation does: those that share most of it
_LONGEST = 400  # letters of a title; comparing takes time that grows with the square
_MOST_QUOTED = 40  # a page's quotations that are looked at closely


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.kind == "evidence-items":
        return  # an item is named as the assessment names it
    titles: dict[str, set[str]] = {}
    for other in office.pages:
        title = other.values.get("subject", "")
        kind = KINDS.get(other.kind)
        if kind is not None and kind.is_cited and 2 * _END <= len(title) <= _LONGEST:
            titles.setdefault(title[-_END:], set()).add(title)
    yield from _compared(page, titles)


def _compared(page: Page, titles: dict[str, set[str]]) -> Iterator[Hit]:
    own = page.values.get("subject", "")
    left = _MOST_QUOTED
    for passage in page.passages if titles else ():
        text, last = passage.text, _END
        while last <= len(text) and left:
            alike = titles.get(text[last - _END : last])
            if alike is None:
                last += 1
                continue
            # What is one of the titles is right, though the next year's announcement has nearly the same.
            if not any(text.endswith(title, 0, last) for title in alike):
                left -= 1
                yield from _hits(passage, last, alike - {own})
            last += _END


def _hits(passage: Passage, last: int, titles: set[str]) -> Iterator[Hit]:
    """Yield what is told of a stretch that ends as these titles do: one hit at most."""
    found = []
    for title in nlargest(_MOST_COMPARED, sorted(titles), key=lambda one: _shared_end(passage.text[:last], one)):
        # The quotation may be longer or shorter than the title by a word.
        first = max(passage.text.find(title[:6], max(last - len(title) - 8, 0), last), 0)
        alike = SequenceMatcher(None, passage.text[first:last], title, autojunk=False)
        if alike.real_quick_ratio() > _ALIKE and alike.ratio() > _ALIKE:
            found.append((alike.ratio(), title, first))
    if found:
        _, title, first = max(found)
        message = "ชื่อเรื่องของประกาศเขียนไม่ตรง: {found}"
        yield Hit(passage, first, last, message, "ในประกาศคือ {title}", {"title": title})


def _shared_end(one: str, other: str) -> int:
    count = 0
    for own, its in zip(reversed(one), reversed(other), strict=False):
        if own != its:
            break
        count += 1
    return count


RULE = Rule(
    code="quoted-title",
    severity=Severity.HINT,
    title="อ้างชื่อเรื่องไม่ตรง",
    reason="ผู้ประเมินหาเอกสารจากชื่อเรื่อง ชื่อที่ไม่ตรงเหมือนเป็นคนละฉบับ",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช.",
    wrong="",
    right="",
    look=_look,
)
