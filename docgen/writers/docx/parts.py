"""Pictures and links of a Word file: what stands in parts of its own and is named from the text."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from docgen.folder.files import MAX_PICTURE_BYTES
from docgen.folder.regular import read_regular
from docgen.look.codes import SIDE_CM, code_picture
from docgen.look.pictures import pixel_size, printed_picture
from docgen.look.style import Figures, Layout
from docgen.writers.docx.notes import FootnotesPart
from docgen.writers.docx.xml import attribute, emu

CODE_NAME = "QR"
"""How the name of a code begins in a Word file, by which an import knows it again."""


@dataclass(slots=True)
class Parts:
    """The parts of one Word file as the body asks for them."""

    file: DocxDocument
    layout: Layout
    root: Path
    drawings: int = field(default=0)
    controls: int = field(default=0)
    notes: FootnotesPart | None = None
    in_note: bool = False

    def link(self, address: str) -> str:
        """Return the relationship of a link to the outside, from the text or from a footnote."""
        part = self.notes.part if self.in_note and self.notes else self.file.part
        return part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def note(self, write: Callable[[], str]) -> int:
        """Add a footnote whose runs `write` returns; return its id."""
        if self.notes is None:
            self.notes = FootnotesPart.of(self.file)
        self.in_note = True
        words = write()
        self.in_note = False
        return self.notes.add(words)

    def control(self, name: str, run: str) -> str:
        """Return a plain-text content control around a run: what stands in it is replaced as soon as one types."""
        self.controls += 1
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={attribute(name)}/><w:tag w:val={attribute(name)}/>"
            f'<w:id w:val="{self.controls}"/><w:showingPlcHdr/><w:text/></w:sdtPr>'
            f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
        )

    def emblem(self, path: str, alt: str) -> str:
        """Return a run with the emblem at its exact height; its proportions are kept."""
        source = self.root / path
        content = read_regular(source, MAX_PICTURE_BYTES)
        width, height = pixel_size(content)
        height_cm = self.layout.emblem.height_cm
        relationship, _ = self.file.part.get_or_add_image(io.BytesIO(content))
        return self._drawing(relationship, alt, height_cm * width / height, height_cm)

    def floating_emblem(self, path: str, alt: str, is_small: bool) -> str:
        """Return a run with the emblem at its place on the page, behind no words: what follows stands beside it."""
        content = read_regular(self.root / path, MAX_PICTURE_BYTES)
        width, height = pixel_size(content)
        look, page = self.layout.emblem, self.layout.portrait
        height_cm = look.small_height_cm if is_small else look.height_cm
        width_cm = height_cm * width / height
        relationship, _ = self.file.part.get_or_add_image(io.BytesIO(content))
        left_cm = page.margin_left_cm + (0.0 if is_small else (page.measure_cm - width_cm) / 2)
        inline = self._drawing(relationship, alt, width_cm, height_cm)
        place = (
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1"'
            ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(left_cm)}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(look.top_cm)}</wp:posOffset></wp:positionV>'
        )
        opening = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        anchored = inline.replace(opening, place).replace("</wp:inline>", "</wp:anchor>")
        return anchored.replace("<wp:docPr ", "<wp:wrapNone/><wp:docPr ", 1)

    def code(self, address: str, alt: str) -> str:
        """Return a run with the code (QR) of an address."""
        relationship, _ = self.file.part.get_or_add_image(io.BytesIO(code_picture(address)))
        return self._drawing(relationship, alt, SIDE_CM, SIDE_CM, CODE_NAME)

    def picture(self, path: str, alt: str, measure_cm: float) -> str:
        """Return a run with a picture, reduced to what printing needs, at most as wide as `measure_cm`."""
        look = self.layout.figure
        limits = Figures(min(look.max_width_cm, measure_cm), look.max_height_cm)
        picture = printed_picture(self.root / path, limits)
        relationship, _ = self.file.part.get_or_add_image(io.BytesIO(picture.content))
        return self._drawing(relationship, alt, picture.width_cm, picture.height_cm)

    def _drawing(self, relationship: str, alt: str, width_cm: float, height_cm: float, name: str = "ภาพ") -> str:
        self.drawings += 1
        number, extent = self.drawings, f'cx="{emu(width_cm)}" cy="{emu(height_cm)}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f'<wp:docPr id="{number}" name="{name} {number}" descr={attribute(alt)}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="ภาพ {number}" descr={attribute(alt)}/>'
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
