"""Write set pages as a PDF that conforms to PDF/A-3a and PDF/UA-1: same input, same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import pydyf

from docgen.tree import Document
from docgen.typeset.placed import PlacedField, PlacedPicture, SetPage, SetPages
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.drawing import LinkArea, PageDrawing
from docgen.writers.pdf.fields import add_form, close_field, signature_field
from docgen.writers.pdf.font_programs import FontPrograms
from docgen.writers.pdf.metadata import describe
from docgen.writers.pdf.navigation import add_outline, link, name_destinations
from docgen.writers.pdf.objects import PackedPDF, Raw, box, packed
from docgen.writers.pdf.pictures import picture_object
from docgen.writers.pdf.structure import TagTree


def write_file(pages: SetPages, document: Document, fonts: Fonts, root: Path) -> bytes:
    """Return the PDF of a document's set pages; its lines were shaped with `fonts`, pictures are read below `root`.

    Raises ValueError for a picture outside the project, OSError for one that can't be read: both were found before.
    """
    file = _File(pages, document, fonts, root)
    return file.write()


@dataclass(slots=True)
class _File:
    """A PDF in the making."""

    pages: SetPages
    document: Document
    fonts: Fonts
    root: Path
    pdf: pydyf.PDF = field(default_factory=PackedPDF)
    _pictures: dict[tuple[str, tuple[float, float]], bytes] = field(default_factory=dict)
    _fields: list[bytes] = field(default_factory=list)
    _titles: dict[str, str] = field(default_factory=dict)

    def write(self) -> bytes:
        """Put the parts together. Each refers to those before it by number, so that their order is fixed."""
        pdf = self.pdf
        self._titles.update((entry.destination.name, entry.title) for entry in self.pages.outline)
        made = [pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}) for _ in self.pages.pages]
        for page in made:
            pdf.add_page(page)
        references = [bytes(page.reference) for page in made]
        structure = TagTree(pdf, self.pages.elements, len(made))
        faces = FontPrograms(self.fonts)
        resources = Raw()
        pdf.add_object(resources)
        for index, (page, look) in enumerate(zip(made, self.pages.pages, strict=True)):
            drawing = PageDrawing(look, index, references[index], structure, faces, self._picture)
            self._fill(page, look, index, drawing, resources)
        fonts = faces.embed(pdf)
        pictures = "".join(
            f"/I{number} {kept.decode()} " for number, kept in enumerate(self._pictures.values(), start=1)
        )
        resources.content = f"<</Font <<{fonts}>> /XObject <<{pictures}>>>>".encode()
        structure.write()
        name_destinations(pdf, self.pages, references)
        add_outline(pdf, self.pages, references)
        add_form(pdf, self._fields)
        describe(pdf, self.document)
        written = io.BytesIO()
        pdf.write(written, version=b"1.7", identifier=True, compress=True)
        return written.getvalue()

    def _fill(self, page: pydyf.Dictionary, look: SetPage, index: int, drawing: PageDrawing, resources: Raw) -> None:
        content = drawing.draw()
        if self.document.draft:
            from docgen.writers.pdf.watermark import draft_mark  # fontTools takes 15 ms to load

            path = self.fonts.folder / self.fonts.font.file(bold=True, italic=False)
            content = draft_mark(path, look.width_pt, look.height_pt).encode() + b"\n" + content
        stream = packed(content)
        self.pdf.add_object(stream)
        edges = box(0, 0, look.width_pt, look.height_pt)
        # The order of the structure is that in which a keyboard goes from link to link (ISO 14289-1, 7.18.3).
        page.update({"MediaBox": edges, "TrimBox": edges, "BleedBox": edges, "Tabs": "/S", "StructParents": index})
        page.update({"Contents": stream.reference, "Resources": resources.reference})
        if drawing.overlays:
            page["Annots"] = pydyf.Array([self._annotation(over, drawing) for over in drawing.overlays])

    def _annotation(self, over: LinkArea | PlacedField, drawing: PageDrawing) -> bytes:
        structure = drawing.structure
        if isinstance(over, PlacedField):
            made = signature_field(self.pdf, over, drawing.page.height_pt, len(self._fields) + 1)
            close_field(made, structure.refer(over.owner, drawing.reference, made.reference))
            self._fields.append(made.reference)
            return bytes(made.reference)
        made = Raw()
        self.pdf.add_object(made)
        key = structure.refer(over.owner, drawing.reference, made.reference)
        element = structure.elements[over.owner]
        words = self._titles.get(element.destination, over.words)
        made.content = link(element, (over.left, over.bottom, over.right, over.top), words, key)
        return bytes(made.reference)

    def _picture(self, placed: PlacedPicture) -> str:
        """Return the name of a picture in the resources; one that stands on several pages is in the file once."""
        key = (placed.path, placed.within_cm)
        if key not in self._pictures:
            made = picture_object(placed.path, placed.within_cm, self.root)
            self.pdf.add_object(made)
            self._pictures[key] = bytes(made.reference)
        return f"I{list(self._pictures).index(key) + 1}"
