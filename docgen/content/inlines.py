"""Turn what Markdown found inside a paragraph into docgen markup: text with Thai digits, bold, code, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from docgen.thai.numerals import thai_digits_in_prose

Report = Callable[[str, str, str], None]
"""Takes code, message and remedy of what is wrong."""


def inlines(nodes: Iterable[SyntaxTreeNode], report: Report) -> Markup:
    """Return the markup of a paragraph's words; what can't be printed is reported, never dropped in silence.

    A superscript behind a Latin letter keeps its digits, as the letters do: km².
    """
    made = Markup()
    before = ""
    for node in nodes:
        if node.type == "raised" and before[-1:].isascii() and before[-1:].isalpha():
            made += Markup("<sup>{}</sup>").format("".join(one.content for one in node.walk() if one.type == "text"))
        else:
            made += _inline(node, report)
        before = node.content
    return made


def _inline(node: SyntaxTreeNode, report: Report) -> Markup:
    match node.type:
        case "text":
            return escape(thai_digits_in_prose(re.sub(r"\s+", " ", node.content)))
        case "softbreak":
            return Markup(" ")
        case "hardbreak":
            return Markup("<br/>")
        case "code_inline":
            return Markup("<code>{}</code>").format(node.content)
        case "strong":
            return Markup("<b>{}</b>").format(inlines(node.children, report))
        case "em":
            return Markup("<i>{}</i>").format(inlines(node.children, report))
        case "underline":
            return Markup("<u>{}</u>").format(inlines(node.children, report))
        case "raised":
            return Markup("<sup>{}</sup>").format(inlines(node.children, report))
        case "note":
            return Markup("<note>{}</note>").format(inlines(node.children, report))
        case "span":
            return _span(node, report)
        case "link":
            return _link(node, report)
    report("unsupported-markdown", "รูปต้องอยู่ในบรรทัดของตัวเอง", "เว้นบรรทัดก่อนและหลังรูป")
    return Markup()


def _span(node: SyntaxTreeNode, report: Report) -> Markup:
    if "fill" in node.attrs:
        name = str(node.attrs["fill"]).strip() or "ช่องกรอก"
        return Markup('<fill name="{}">{}</fill>').format(name, inlines(node.children, report))
    if not node.attrs:
        hint = 'ที่ใช้ได้คือ {lang=en} และ {fill="ชื่อช่อง"} ถ้าเป็นข้อความ ให้พิมพ์ \\ หน้า ['
        report("unknown-mark", "ไม่รู้จักสิ่งที่อยู่ในปีกกาหลัง […]", hint)
    if node.attrs.get("lang") != "en":
        return inlines(node.children, report)
    words = "".join(child.content for child in node.walk() if child.type in ("text", "code_inline"))
    return Markup('<span lang="en">{}</span>').format(words)


def _link(node: SyntaxTreeNode, report: Report) -> Markup:
    address = str(node.attrs.get("href", ""))
    if not re.match(r"(https?://|mailto:|tel:)", address):
        report("wrong-link", f"ลิงก์ {address} ใช้ไม่ได้", "ลิงก์ต้องขึ้นต้นด้วย https:// หรือ mailto:")
    return Markup('<a href="{}">{}</a>').format(address, inlines(node.children, report))
