"""Set the sheets of a list by WeasyPrint: a PDF for each row and one with all of them, each read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.bounded import bounded, resting_collector
from docgen.look.sheets import Sheet, Sheets
from docgen.outside import harmless, quoted
from docgen.writers.designs.conform import conform, foreign_fonts
from docgen.writers.designs.engine import Shelf, address_of, load_weasyprint, project_path
from docgen.writers.designs.fit import misfits
from docgen.writers.designs.heard import Heard
from docgen.writers.designs.reading import lost_words, words_of

_SECONDS, _SECONDS_A_SHEET = 15.0, 0.5
_MEMORY, _MEMORY_A_SHEET = 700_000_000, 2_000_000
_MOST_MISFITS = 3  # that are told of a row
_TEXTS = (".css", ".j2", ".svg")


@dataclass(frozen=True, slots=True)
class WrittenSheets:
    """The finished files by output, the one with all rows among them, and what is to be looked at (warnings)."""

    contents: dict[str, bytes]
    findings: tuple[Finding, ...] = ()


def write_sheets(sheets: Sheets) -> WrittenSheets:
    """Return the PDFs of a list's sheets.

    Raises DocgenError where Pango is missing, for pictures, fonts and addresses that the design can't show, for a row
    whose text does not fit its box or fills more pages than the design has, for more time or memory than may be, and
    where a finished file does not read as its row does.
    """
    load_weasyprint(sheets.place)
    count = len(sheets.sheets)
    try:
        with (
            bounded(Place(sheets.page), _SECONDS + count * _SECONDS_A_SHEET, _MEMORY + count * _MEMORY_A_SHEET),
            resting_collector(),
        ):
            return _Setter(sheets).written()
    except DocgenError as problem:
        raise DocgenError(_too_much(one) if one.code == "over-limit" else one for one in problem.findings) from None


def _too_much(found: Finding) -> Finding:
    hint = "ทำแบบให้เรียบง่ายขึ้น ย่อรูปที่ใช้ในแบบ หรือแบ่งรายชื่อเป็นหลายไฟล์"
    return replace(found, message=f"จัดหน้างานออกแบบไม่เสร็จ: {found.message}", hint=hint)


@dataclass(slots=True)
class _Set:
    """A row's pages as set, with the texts that they must say."""

    sheet: Sheet
    document: Any
    words: tuple[str, ...]


@dataclass(slots=True)
class _Setter:
    sheets: Sheets
    shelf: Shelf = field(init=False)
    heard: Heard = field(init=False)
    fonts: Any = None
    styles: dict[str, Any] = field(default_factory=dict)
    pictures: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = {
            path: content.decode("utf-8", "replace")
            for path, content in self.sheets.files.items()
            if path.endswith(_TEXTS)
        }
        self.shelf, self.heard = Shelf(self.sheets.files), Heard(self.sheets.files, texts, self.sheets.page)

    def written(self) -> WrittenSheets:
        """Set all rows, tell what is wrong with them together, then write the files and read them back."""
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        with self.heard.listening():
            made: list[_Set] = []
            for sheet in self.sheets.sheets:
                made.append(self._set(sheet))
                self._stop_if_broken()  # a design's own fault is the same for each row
            self._refuse(finding for one in made for finding in _fit_findings(one, self.sheets.pages))
            contents = {self.sheets.output: self._pdf(made, self.sheets.title)}
            for one in made:
                name = PurePosixPath(one.sheet.output).stem
                contents[one.sheet.output] = self._pdf([one], f"{self.sheets.title} {name}")
        self._refuse(self._read_back(made, contents))
        return WrittenSheets(contents, tuple(self.heard.findings))

    def _set(self, sheet: Sheet) -> _Set:
        """Lay out a row's pages."""
        import weasyprint

        html = weasyprint.HTML(
            string=sheet.html, base_url=address_of(self.sheets.page), url_fetcher=self.shelf.fetcher()
        )
        root = html.etree_element
        if not root.get("lang"):
            root.set("lang", "th")
        styles = [style for path in _linked_styles(root, html.base_url) if (style := self._style(path)) is not None]
        document = html.render(font_config=self.fonts, stylesheets=styles, cache=self.pictures, pdf_tags=True)
        return _Set(sheet, document, words_of(root))

    def _style(self, address: str) -> Any:
        """Return a style sheet that a page links to, read once; None (and noted) where there is none."""
        import weasyprint

        if address not in self.styles:
            content = self.shelf.content(address)
            before, self.heard.where = self.heard.where, project_path(address) or ""
            self.styles[address] = (
                weasyprint.CSS(
                    string=content.decode("utf-8", "replace"),
                    base_url=address,
                    url_fetcher=self.shelf.fetcher(),
                    font_config=self.fonts,
                )
                if content is not None
                else None
            )
            self.heard.where = before
        return self.styles[address]

    def _pdf(self, made: list[_Set], title: str) -> bytes:
        """Return rows as one PDF. The title is the list's, whatever the page says: it is what a reader's list shows."""
        document = made[0].document.copy([page for one in made for page in one.document.pages])
        document.metadata = _metadata(made[0].document.metadata, title, self.sheets.author)
        pdf = document.write_pdf(finisher=lambda _, made_pdf: conform(made_pdf), pdf_variant="pdf/a-3a", pdf_tags=True)
        for family in foreign_fonts(document.fonts, self.sheets.files):
            message = f"ข้อความบางส่วนใช้แบบอักษรของเครื่อง ({harmless(family, 60)}) ที่ไม่มีในงานออกแบบ เครื่องอื่นจะได้หน้าที่ไม่เหมือนกัน"
            hint = "ประกาศแบบอักษรด้วย @font-face จากไฟล์ใน fonts/ หรือในโฟลเดอร์ของแบบ แล้วใช้ชื่อนั้นใน font-family"
            self.heard.tell(Finding("design-font", self._font_place(), message, hint))
        self._stop_if_broken()
        return bytes(pdf)

    def _font_place(self) -> Place:
        return self.heard.asked_at("font-family")

    def _stop_if_broken(self) -> None:
        """Raise DocgenError if the design itself has an error, with all that was heard of it."""
        for address, is_within in self.shelf.refused.items():
            self.heard.tell(self._refused(address, is_within))
        self._refuse(self.heard.findings)

    def _refused(self, address: str, is_within: bool) -> Finding:
        name = project_path(address) if is_within else address
        place = self.heard.asked_at(str(name).rpartition("/")[2])
        if is_within:
            hint = "วางไฟล์ไว้ในโฟลเดอร์ของแบบ หรือแก้ชื่อให้ตรง (อ้างได้เฉพาะไฟล์ของแบบ fonts/ และ templates/emblem/)"
            return Finding("design-file", place, f"ไม่พบไฟล์ {harmless(str(name), 80)}", hint)
        hint = "คัดลอกไฟล์มาไว้ในโฟลเดอร์ของแบบ แล้วอ้างด้วยชื่อไฟล์"
        message = f"แบบอ้างถึง {harmless(address, 80)} ซึ่งอยู่นอกโครงการ จึงไม่เปิด"
        return Finding("design-outside", place, message, hint)

    def _read_back(self, made: list[_Set], contents: dict[str, bytes]) -> Iterator[Finding]:
        hint = "ข้อความที่แบบซ่อนไว้ให้ตัดออกด้วย {% if %} ถ้าไม่ได้ซ่อน ให้เปลี่ยนแบบอักษร หรือแจ้งผู้ดูแลโปรแกรม"
        wanted = tuple(words for one in made for words in one.words)
        files = [(one.sheet.place, one.words, contents[one.sheet.output]) for one in made]
        for place, words, pdf in (*files, (self.sheets.place, wanted, contents[self.sheets.output])):
            for lost in lost_words(words, pdf)[:_MOST_MISFITS]:
                yield Finding("read-back", place, f"อ่านข้อความกลับจาก PDF ไม่พบ {quoted(lost, 60)}", hint)

    def _refuse(self, found: Iterator[Finding] | dict[Finding, None] | Any) -> None:
        """Raise DocgenError if an error is among the findings, with all of them."""
        told = tuple(dict.fromkeys(found))
        if any(one.severity is Severity.ERROR for one in told):
            raise DocgenError(told)


def _fit_findings(made: _Set, pages: int) -> Iterator[Finding]:
    """Yield what does not fit of a row."""
    place, got = made.sheet.place, len(made.document.pages)
    if got != pages:
        message = f"แถวนี้ได้ {got} หน้า แต่แบบกำหนดไว้ {pages} หน้า"
        hint = "ย่อข้อความของแถวนี้ ลดขนาดตัวอักษรในแบบ หรือแก้ pages: ให้ตรงกับแบบ"
        yield Finding("design-pages", place, message, hint)
    beyond = dict.fromkeys(words for page in made.document.pages for words in misfits(page))
    for words in [*beyond][:_MOST_MISFITS]:
        hint = "ย่อข้อความ ลดขนาดตัวอักษรในแบบ หรือขยายกรอบ"
        yield Finding("design-overflow", place, f"ข้อความยาวเกินกรอบหรือเลยขอบหน้า: {quoted(words, 60)}", hint)


def _linked_styles(root: Any, base: str) -> list[str]:
    """Return the addresses of the style sheets that a page links to, and take the links out: they are read once."""
    from urllib.parse import urljoin

    found = []
    for parent in root.iter():
        for link in [child for child in parent if child.tag == "link"]:
            if "stylesheet" in (link.get("rel") or "").lower().split() and link.get("href"):
                found.append(urljoin(base, link.get("href").strip()))
                parent.remove(link)
    return found


def _metadata(known: Any, title: str, author: str) -> Any:
    known.title, known.authors, known.generator = title, [author], None
    known.created = known.modified = None
    return known
