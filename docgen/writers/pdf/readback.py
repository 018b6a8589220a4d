"""Read the finished PDF with a reader that is not ours, and compare it with the tree, letter by letter.

A PDF can show the right page and hold the wrong text; nobody sees that until a search or a screen reader fails.
White space is left out of account: readers make their own. So is which of two cells side by side is read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from docgen.errors import DocgenError, Place, error
from docgen.look.style import Layout
from docgen.thai.numerals import thai_number
from docgen.tree import Document
from docgen.writers.pdf.reading import ReadPage, read_pages
from docgen.writers.pdf.units import Unit, notes_text, squeezed, units_of

_LEADER = re.compile(r"[.…]*[๐-๙]+")
# Equal words in neighbouring cells can be shared out in many ways; one that ends well is found among the first.
_MOST_STATES = 64


@dataclass(frozen=True, slots=True)
class _State:
    """How far the pages have been matched: the next unit, and what is still to come of each of its cells."""

    unit: int
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fault:
    """The furthest point that a page could be followed to: the unit, what it should say there, what was read."""

    position: int
    unit: int
    wanted: str
    read: str


def read_back(
    pdf: bytes, document: Document, layout: Layout, foot: Mapping[int, str], notes: Mapping[int, str] | None = None
) -> None:
    """Compare the text of a PDF, as pdfium reads it, with the document. `foot` has continuation words, by page from 0.

    `notes` has the footnotes, by page as well: each must stand on its page, and all must say what the document's do.

    Raises DocgenError with the place in the content where the first difference stands.
    """
    matcher = _Matcher(units_of(document, layout))
    at_foot = {number: squeezed(words) for number, words in (notes or {}).items()}
    if "".join(at_foot.values()) != notes_text(document):
        raise _notes_differ(document)
    for number, page in enumerate(read_pages(pdf), start=1):
        shown = layout.page_number_form.replace("{}", thai_number(number))
        note = at_foot.get(number - 1, "")
        if note not in page.text:
            raise _notes_differ(document)
        furniture = (foot.get(number - 1, ""), note, shown, document.secrecy, document.secrecy)
        matcher.page(page, [squeezed(words) for words in furniture if words])
    matcher.end()


def _notes_differ(document: Document) -> DocgenError:
    place = Place(document.origin.content if document.origin else "PDF")
    hint = "แจ้งผู้ดูแลโปรแกรม พร้อมไฟล์เนื้อหานี้ (ยังไม่มีไฟล์ใดถูกเขียน)"
    return error("read-back", place, "เชิงอรรถใน PDF อ่านกลับมาไม่ตรงกับเนื้อหา", hint)


class _Matcher:
    """Follows the units from page to page. Several states are kept where a page can be understood in several ways."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.states = [self._start(0)]

    def page(self, page: ReadPage, furniture: Sequence[str]) -> None:
        """Match one page, with or without its furniture at head or foot (page number). Raises DocgenError."""
        shown = [page.text]
        if any(len(unit.cells) > 1 for state in self.states for unit in self._near(state, page)):
            shown = sorted({page.text, page.written})
        for words in (*furniture, *furniture):
            shown += [variant for known in shown for variant in (known.removesuffix(words), known.removeprefix(words))]
            shown = sorted(set(shown), key=len)
        ends: dict[_State, None] = {}
        fault: _Fault | None = None
        for state in self.states:
            for variant in shown:
                for start in self._starts(state, variant):
                    end = self._follow(state, variant, start)
                    if isinstance(end, _Fault):
                        fault = end if fault is None or end.position > fault.position else fault
                    else:
                        ends.update(dict.fromkeys(end))
        if not ends:
            assert fault is not None  # there is a state, and each page has at least one variant
            raise self._error(fault)
        self.states = list(islice(ends, _MOST_STATES))

    def _near(self, state: _State, page: ReadPage) -> Iterator[Unit]:
        """Yield the units that may stand on a page: only with a table among them is another order taken."""
        letters = sum(map(len, state.left))
        for number in range(state.unit, len(self.units)):
            unit = self.units[number]
            yield unit
            letters += sum(map(len, unit.cells)) if number > state.unit else 0
            if letters > len(page.text):
                return

    def end(self) -> None:
        """Raise DocgenError if the pages ended before the document."""
        if not any(state.unit == len(self.units) for state in self.states):
            state = self.states[0]
            raise self._error(_Fault(0, state.unit, "".join(state.left), ""))

    def _start(self, unit: int) -> _State:
        while unit < len(self.units) and not any(self.units[unit].cells):
            unit += 1
        return _State(unit, self.units[unit].cells if unit < len(self.units) else ())

    def _starts(self, state: _State, text: str) -> list[int]:
        """Return where on a page the text may begin: the head of a table stands again on each of its pages.

        Such a page may go on with rows that no word is in, or with the empty rest of the row read last.
        """
        heads = {self.units[state.unit].head} if state.unit < len(self.units) else set()
        for unit in reversed(self.units[: state.unit]):
            heads.add(unit.head)
            if any(unit.cells):
                break
        return [0, *sorted(len(head) for head in heads if head and text.startswith(head))]

    def _follow(self, state: _State, text: str, position: int) -> list[_State] | _Fault:
        """Return the states that the end of this page may be, or the fault if it can't be followed to its end."""
        while position < len(text):
            whole = "".join(state.left)
            if not whole or not text.startswith(whole, position):
                return self._split(state, text, position)
            position += len(whole)
            if state.unit < len(self.units) and self.units[state.unit].has_page_number:
                leader = _LEADER.match(text, position)
                position = leader.end() if leader else position
            state = self._start(state.unit + 1)
        return [state]

    def _split(self, state: _State, text: str, position: int) -> list[_State] | _Fault:
        """Share the rest of a page out over the beginnings of a unit's cells: the unit goes on on the next page."""
        rest = text[position:]
        furthest, wanted = 0, "".join(state.left)
        dead: set[tuple[int, int]] = set()

        def shared(cell: int, at: int) -> Iterator[tuple[int, ...]]:
            nonlocal furthest, wanted
            if cell == len(state.left):
                if at == len(rest):
                    yield ()
                return
            if (cell, at) in dead:
                return
            found = False
            most = _common(state.left[cell], rest, at)
            if at + most > furthest:
                furthest, wanted = at + most, state.left[cell][most:]
            for length in range(most, -1, -1):
                for others in shared(cell + 1, at + length):
                    found = True
                    yield (length, *others)
            if not found:
                dead.add((cell, at))

        ends = [
            _State(state.unit, tuple(words[length:] for words, length in zip(state.left, lengths, strict=True)))
            for lengths in islice(shared(0, 0), _MOST_STATES)
        ]
        if ends:
            return ends
        return _Fault(position + furthest, state.unit, wanted, rest[max(furthest - 15, 0) :])

    def _error(self, fault: _Fault) -> DocgenError:
        place = self.units[fault.unit].place if fault.unit < len(self.units) else ""
        return error(
            "read-back",
            Place.read(place or "PDF"),
            f"ข้อความใน PDF อ่านกลับมาไม่ตรง: ควรต่อด้วย …{fault.wanted[:30]}… แต่อ่านได้ …{fault.read[:45]}…",
            "แจ้งผู้ดูแลโปรแกรม พร้อมไฟล์เนื้อหานี้ (ยังไม่มีไฟล์ใดถูกเขียน)",
        )


def _common(words: str, text: str, at: int) -> int:
    """Return the length of the longest beginning of `words` that stands in `text` at `at`."""
    low, high = 0, min(len(words), len(text) - at)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.startswith(words[:middle], at) else (low, middle - 1)
    return low
