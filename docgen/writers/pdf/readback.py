"""Read the finished PDF with a reader that is not ours, and compare it with the tree, letter by letter.

A PDF can show the right page and hold the wrong text; nobody sees that until a search or a screen reader fails.
White space is left out of account: readers make their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.errors import Place, error
from docgen.style import Layout
from docgen.thai.numerals import thai_number
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Document,
    Figure,
    Heading,
    Paragraph,
    SignatureBlock,
    Table,
    inline_text,
    texts,
)

Piece = tuple[str, str]
"""A text without white space, and the place that it comes from."""
_LEADER = re.compile(r"\.{2,}[๐-๙]+")


def read_back(pdf: bytes, document: Document, layout: Layout) -> None:
    """Compare the text of a PDF, as pdfium reads it, with the document.

    Raises DocgenError with the place in the content where the first difference stands.
    """
    pieces = [piece for piece in _pieces(document, layout) if piece[0]]
    expected = _LEADER.sub("", "".join(text for text, _ in pieces))
    heads = sorted({_head(table) for table in _tables(document)} - {""}, key=len, reverse=True)
    position = 0
    for number, page in enumerate(_pages(pdf), start=1):
        text = _LEADER.sub("", _without_number(_squeezed(page), number, layout))
        # The head of a table stands again on each of its pages, and only once in the tree.
        repeated = next((h for h in heads if text.startswith(h) and expected.startswith(text[len(h) :], position)), "")
        if not expected.startswith(text, position):
            text = text.removeprefix(repeated)
        if not expected.startswith(text, position):
            _fail(pieces, expected, position, text)
        position += len(text)
    if position < len(expected):
        _fail(pieces, expected, position, "")


def _pages(pdf: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            # pdfium gives U+FFFE for a hyphen at the end of a line, which it takes for one that splits a word.
            yield page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-")
    finally:
        document.close()


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without_number(text: str, number: int, layout: Layout) -> str:
    shown = _squeezed(layout.page_number_form.replace("{}", thai_number(number)))
    return text.removesuffix(shown) if text.endswith(shown) else text.removeprefix(shown)


def _tables(document: Document) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, ClauseList):
                yield from (found for item in block.items for found in item.blocks if isinstance(found, Table))


def _head(table: Table) -> str:
    return _squeezed("".join(text for row in table.head for cell in row.cells for text in texts(cell.blocks)))


def _pieces(document: Document, layout: Layout) -> Iterator[Piece]:
    """Yield what the pages show, in order: the words of the tree, bullets, and the entries of the contents."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Contents):
                yield from ((_squeezed(entry.bookmark), "") for entry in document.sections if entry.bookmark)
            else:
                yield from _block(block, layout.bullet.label)


def _block(block: Block, bullet: str) -> Iterator[Piece]:
    match block:
        case Heading() | Paragraph():
            yield _squeezed(inline_text(block.inlines)), block.place
        case ClauseList():
            for clause in block.items:
                yield _squeezed(clause.label), clause.place
                yield from _blocks(clause.blocks, bullet)
        case BulletList():
            for item in block.items:
                yield bullet, block.place
                yield from _blocks(item, bullet)
        case Table():
            for row in block.head + block.rows:
                for cell in row.cells:
                    yield from _blocks(cell.blocks, bullet)
        case Figure() | SignatureBlock() | Contents():
            yield from ((_squeezed(text), block.place) for text in texts([block]))


def _blocks(blocks: Iterable[Block], bullet: str) -> Iterator[Piece]:
    for block in blocks:
        yield from _block(block, bullet)


def _fail(pieces: list[Piece], expected: str, position: int, text: str) -> None:
    """Raise the error for the first letter that differs, with the words around it as they should be and as read."""
    same = 0
    while same < len(text) and expected[position + same : position + same + 1] == text[same]:
        same += 1
    at = position + same
    passed, place = 0, ""
    for piece, where in pieces:
        passed += len(piece)
        place = where or place
        if passed > at:
            break
    path, _, line = place.partition(":")
    number = line.partition(":")[0]
    wanted, read = expected[max(at - 15, 0) : at + 15], text[max(same - 15, 0) : same + 15]
    raise error(
        "read-back",
        Place(path or "PDF", int(number) if number.isdigit() else 0),
        f"ข้อความใน PDF อ่านกลับมาไม่ตรง: ควรเป็น …{wanted}… แต่อ่านได้ …{read}…",
        "แจ้งผู้ดูแลโปรแกรม พร้อมไฟล์เนื้อหานี้ (ยังไม่มีไฟล์ใดถูกเขียน)",
    )
