"""The footnotes of a Word file: a part of their own (ECMA-376 part 1, 17.11), which Word numbers in Thai digits."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docgen.writers.docx.xml import NAMESPACES

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_NUMBER = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
SETTINGS = '<w:footnotePr><w:numFmt w:val="thaiNumbers"/><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


@dataclass(slots=True)
class FootnotesPart:
    """The part of a file's footnotes, and the notes so far."""

    part: Part
    made: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, file: DocxDocument) -> FootnotesPart:
        """Return a new part of a file that has none."""
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", file.part.package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return cls(part)

    def add(self, words: str) -> int:
        """Add a note of these runs; return its id."""
        number = len(self.made) + 1
        blank = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        paragraph = f'<w:p><w:pPr><w:pStyle w:val="note"/></w:pPr>{_NUMBER}{blank}{words}</w:p>'
        self.made.append(f'<w:footnote w:id="{number}">{paragraph}</w:footnote>')
        xml = f"<w:footnotes {NAMESPACES}>{_SEPARATORS}{''.join(self.made)}</w:footnotes>"
        self.part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
        return number
