"""Turn a picture of the content into docgen markup: its file, its words, its caption."""

from __future__ import annotations

from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.inlines import Report
from docgen.content.source import Source
from docgen.errors import Place
from docgen.thai.numerals import thai_digits_in_prose


def picture_markup(node: SyntaxTreeNode, source: Source, line: int, report: Report) -> Markup:
    """Return the markup of a picture on a line of its own. Raises DocgenError as `Files.picture` does."""
    alt = thai_digits_in_prose("".join(child.content for child in node.children) or node.content).strip()
    name = str(node.attrs.get("src", ""))
    caption = str(node.attrs.get("title", "")).strip() or alt
    if not alt:
        report("picture-without-words", f"รูป {name} ไม่มีคำบรรยาย", f"เขียนแบบ ![คำบรรยายภาพ]({name})")
    place = source.place(line)
    path = find_picture(name, source, place)
    return Markup('<img src="{}" alt="{}" at="{}">{}</img>').format(path, alt, place, thai_digits_in_prose(caption))


def find_picture(name: str, source: Source, place: Place) -> str:
    """Return the project path of a picture named in content. Raises DocgenError as `Files.picture` does."""
    # Markdown percent-encodes Thai file names.
    return source.files.picture(unquote(name), source.path.parent, source.files.root / "content", place)
