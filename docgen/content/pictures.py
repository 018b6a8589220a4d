"""Pictures of a text: one in a line of its own, two or more side by side, and codes (QR) of an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Place
from docgen.outside import quoted
from docgen.thai.numerals import thai_digits_in_prose

_QR = "qr:"
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,}")
_LONGEST_ADDRESS = 300  # more makes modules of less than 0.5 mm, which a phone does not read from paper
_MOST_BESIDE = 3


def pictures_in(nodes: Sequence[SyntaxTreeNode]) -> list[SyntaxTreeNode]:
    """Return the pictures of a paragraph that has nothing else, [] for one that has words."""
    words = [node for node in nodes if node.type not in ("image", "softbreak", "hardbreak")]
    if any(node.type != "text" or node.content.strip() for node in words):
        return []
    return [node for node in nodes if node.type == "image"]


def pictures_markup(
    pictures: Sequence[SyntaxTreeNode], source: Source, line: int, report: Callable[[Finding], None]
) -> Markup:
    """Return the markup of pictures that stand in one paragraph: two or four in rows of two, three in one row."""
    made = [picture_markup(node, source, line, report) for node in pictures]
    if len(made) == 1:
        return made[0]
    beside = len(made) if len(made) <= _MOST_BESIDE else 2
    rows = (made[first : first + beside] for first in range(0, len(made), beside))
    whole = Markup('<figures at="{}">{}</figures>')
    return Markup("\n").join(whole.format(str(source.place(line)), Markup().join(row)) for row in rows)


def picture_markup(node: SyntaxTreeNode, source: Source, line: int, report: Callable[[Finding], None]) -> Markup:
    """Return the markup of a picture, or of the code of an address; what is wrong with it is reported."""
    alt = thai_digits_in_prose("".join(child.content for child in node.children) or node.content).strip()
    name = str(node.attrs.get("src", ""))
    caption = str(node.attrs.get("title", "")).strip() or alt
    if name.lower().startswith(_QR):
        return _code(name[len(_QR) :].strip(), caption, source, line, report)
    if not alt:
        message = f"รูป {name} ไม่มีคำบรรยาย"
        report(Finding("picture-without-words", source.place(line), message, f"เขียนแบบ ![คำบรรยายภาพ]({name})"))
    try:
        path = find_picture(name, source, source.place(line))
    except DocgenError as problem:
        for found in problem.findings:
            report(found)
        return Markup()
    return Markup('<img src="{}" alt="{}" at="{}">{}</img>').format(
        path, alt, source.place(line), thai_digits_in_prose(caption)
    )


def _code(address: str, caption: str, source: Source, line: int, report: Callable[[Finding], None]) -> Markup:
    """Return the markup of the code (QR) of an address, whose alternative text is the address."""
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
        message = f"ทำ QR ของ {quoted(unquote(address), 60)} ไม่ได้"
        hint = f"เขียน ![คำบรรยาย](qr:https://…) ที่อยู่ต้องขึ้นต้นด้วย https:// และยาวไม่เกิน {_LONGEST_ADDRESS} ตัวอักษร"
        report(Finding("wrong-qr", source.place(line), message, hint))
        return Markup()
    return Markup('<img address="{}" alt="{}" at="{}">{}</img>').format(
        address, unquote(address), source.place(line), thai_digits_in_prose(caption)
    )


def find_picture(name: str, source: Source, place: Place) -> str:
    """Return the project path of a picture named in content. Raises DocgenError as `Files.picture` does."""
    # Markdown percent-encodes Thai file names.
    return source.files.picture(unquote(name), source.path.parent, source.files.root / "content", place)
