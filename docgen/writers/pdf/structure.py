"""The structure tree of a PDF: what each marked content belongs to (ISO 32000-1, 14.7 and 14.8).

An element whose things stand on several pages is one element with several marked contents.
"""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

from docgen.typeset.placed import Element
from docgen.writers.pdf.objects import Raw, box, string


class TagTree:
    """Takes down what is drawn of each element, page by page, and writes the tree at the end."""

    def __init__(self, pdf: pydyf.PDF, elements: Sequence[Element], page_count: int) -> None:
        self.elements = elements
        self._pdf = pdf
        self._root = Raw()
        pdf.add_object(self._root)
        self._objects = [Raw() for _ in elements]
        for made in self._objects:
            pdf.add_object(made)
        self._references: list[bytes] = [made.reference for made in self._objects]
        self._kids: list[list[bytes]] = [[] for _ in elements]
        self._top: list[bytes] = []
        self._pages: list[bytes] = [b""] * len(elements)
        self._boxes: dict[int, str] = {}
        self._marked: list[list[bytes]] = [[] for _ in range(page_count)]
        self._referred: list[bytes] = []
        self._hung = 0
        self._links = _ancestors(elements, "Link")
        self._figures = _ancestors(elements, "Figure")

    def link(self, owner: int) -> int:
        """Return the Link that an element is or stands in, -1 for none."""
        return self._links[owner] if owner >= 0 else -1

    def mark(self, owner: int, page: int, page_reference: bytes) -> int:
        """Return the id of a new marked content of an element on a page (from 0)."""
        marked = self._marked[page]
        self._hang(owner)
        if self._pages[owner] in (b"", page_reference):
            self._pages[owner] = page_reference
            kid = b"%d" % len(marked)
        else:
            kid = b"<</Type /MCR /Pg %s /MCID %d>>" % (page_reference, len(marked))
        self._kids[owner].append(kid)
        marked.append(self._references[owner])
        return len(marked) - 1

    def refer(self, owner: int, page_reference: bytes, annotation: bytes) -> int:
        """Take an annotation into an element; return its StructParent (14.7.4.4)."""
        self._hang(owner)
        made = Raw(b"<</Type /OBJR /Pg %s /Obj %s>>" % (page_reference, annotation))
        self._pdf.add_object(made)
        self._pages[owner] = self._pages[owner] or page_reference
        self._kids[owner].append(made.reference)
        self._referred.append(self._references[owner])
        return len(self._marked) + len(self._referred) - 1

    def cover(self, owner: int, left: float, bottom: float, right: float, top: float) -> None:
        """Say which part of its page the figure of an element fills (14.8.5.4.3), in pt from the page's foot."""
        if owner >= 0 and self._figures[owner] >= 0:
            self._boxes.setdefault(self._figures[owner], box(left, bottom, right, top))

    def _hang(self, owner: int) -> None:
        """Hang all elements up to this one on their parents: so kids and marks stand in reading order."""
        for index in range(self._hung, owner + 1):
            parent = self.elements[index].parent
            (self._kids[parent] if parent >= 0 else self._top).append(self._references[index])
        self._hung = max(self._hung, owner + 1)

    def write(self) -> None:
        """Write the tree into the file and name it in the catalog."""
        self._hang(len(self.elements) - 1)
        for index in range(len(self.elements)):
            self._objects[index].content = self._element(index)
        numbers = [b"%d [%s]" % (page, b" ".join(marked)) for page, marked in enumerate(self._marked)]
        numbers += [b"%d %s" % pair for pair in enumerate(self._referred, start=len(self._marked))]
        parents = Raw(b"<</Nums [%s]>>" % b" ".join(numbers))
        self._pdf.add_object(parents)
        next_key = len(self._marked) + len(self._referred)
        self._root.content = b"<</Type /StructTreeRoot /K [%s] /ParentTree %s /ParentTreeNextKey %d%s>>" % (
            b" ".join(self._top),
            parents.reference,
            next_key,
            self._identities(),
        )
        self._pdf.catalog["StructTreeRoot"] = self._root.reference

    def _identities(self) -> bytes:
        """Return the tree of elements that have an identity (14.7.2), b"" if none has."""
        named = sorted((one.identity, number) for number, one in enumerate(self.elements) if one.identity)
        if not named:
            return b""
        names = b" ".join(string(identity) + b" " + self._references[number] for identity, number in named)
        limits = string(named[0][0]) + b" " + string(named[-1][0])
        return b" /IDTree <</Kids [<</Limits [%s] /Names [%s]>>]>>" % (limits, names)

    def _element(self, index: int) -> bytes:
        element = self.elements[index]
        parent = self._references[element.parent] if element.parent >= 0 else self._root.reference
        made = [b"<</Type /StructElem /S /%s /P %s" % (element.tag.encode(), parent)]
        if self._pages[index]:
            made.append(b"/Pg " + self._pages[index])
        kids = self._kids[index]
        if element.tag == "Form" and len(kids) == 1:
            # The reference by itself, not in an array: there validators look for a field that signing will change.
            made.append(b"/K " + kids[0])
        elif kids:
            made.append(b"/K [%s]" % b" ".join(kids))
        texts = (("Lang", element.lang), ("Alt", element.alt), ("ActualText", element.actual), ("ID", element.identity))
        made += [b"/%s %s" % (key.encode(), string(words)) for key, words in texts if words]
        attributes = self._attributes(index)
        if attributes:
            made.append(f"/A {attributes}".encode())
        return b" ".join(made) + b">>"

    def _attributes(self, index: int) -> str:
        owners: dict[str, list[str]] = {}
        for owner, key, value in self.elements[index].attributes:
            owners.setdefault(owner, []).append(f"/{key} {value}" if isinstance(value, int) else f"/{key} /{value}")
        if index in self._boxes:
            owners.setdefault("Layout", []).append(f"/BBox {self._boxes[index]}")
        made = [f"<</O /{owner} {' '.join(entries)}>>" for owner, entries in owners.items()]
        return made[0] if len(made) == 1 else f"[{' '.join(made)}]" if made else ""


def _ancestors(elements: Sequence[Element], tag: str) -> list[int]:
    """Return for each element the nearest one of a tag that it is or stands in, -1 for none."""
    found: list[int] = []
    for index, element in enumerate(elements):
        above = found[element.parent] if element.parent >= 0 else -1
        found.append(index if element.tag == tag else above)
    return found
