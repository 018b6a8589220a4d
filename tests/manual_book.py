"""The manual as a book: its Markdown becomes a tree, set as PDF by docgen's own writer, and a page of HTML."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from docgen import __version__
from docgen.document.project import read_project
from docgen.look.style import Layout
from docgen.thai.numerals import thai_number
from docgen.tree import (
    Block,
    BulletList,
    Cell,
    Clause,
    ClauseList,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Origin,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT

MANUAL = ROOT / "docs/manual"
TITLE, SUBTITLE = "คู่มือภาพของหน้าเสมียน", "เขียน ออกเลข ลงนาม และเก็บเอกสารของสำนักงานในเบราว์เซอร์"
_FIGURE_CM = (15.0, 9.4)


def sources() -> list[Path]:
    """Return the chapters' files in the order of the book."""
    return sorted((MANUAL / "source").glob("*.md"))


def parsed() -> list[SyntaxTreeNode]:
    """Return the blocks of the whole manual."""
    parser = MarkdownIt("commonmark").enable("table")
    return list(
        SyntaxTreeNode(parser.parse("\n\n".join(one.read_text(encoding="utf-8") for one in sources()))).children
    )


def pictures(blocks: Iterable[SyntaxTreeNode]) -> list[SyntaxTreeNode]:
    """Return the pictures that the manual shows."""
    return [one for block in blocks for one in block.walk() if one.type == "image"]


def manual_pdf() -> bytes:
    """Return the manual as PDF: cover, contents, a chapter a section; tagged, PDF/A, as docgen writes everything."""
    blocks = parsed()
    cover = Section(
        "cover", (_said("cover_title", TITLE), _said("cover_round", SUBTITLE), _said("cover_agency", "docgen"))
    )
    contents = Section("contents", (_said("contents_title", "สารบัญ"), Contents("")))
    source = b"".join(one.read_bytes() for one in sources())
    origin = Origin("docs/manual/source", hashlib.sha256(source).hexdigest(), "manual", __version__)
    chapters = tuple(Section("text", tuple(_blocks(one)), _words(one[0])) for one in _chapters(blocks))
    made = Document(TITLE, SUBTITLE, "docgen", ("คู่มือ",), (cover, contents, *chapters), origin=origin)
    return write_pdf(made, _layout(), ROOT).content


def _layout() -> Layout:
    """Return the layout of the project with pictures as wide as the text, and paragraphs that begin at the margin."""
    found = read_project(ROOT).layout
    width, height = _FIGURE_CM
    styles = dict(found.styles)
    for name in ("body", "clause1", "bullet"):
        styles[name] = replace(styles[name], first_line_cm=0, align="left", space_before_pt=4)
    level = replace(found.numbering["decimal"][0], label_cm=0.0, text_cm=0.8, left_cm=0.8)
    bullet = replace(found.bullet, label_cm=0.0, text_cm=0.8, left_cm=0.8)
    numbering = {**found.numbering, "manual": (level, *found.numbering["decimal"][1:])}
    figure = replace(found.figure, max_width_cm=width, max_height_cm=height)
    return replace(found, styles=styles, numbering=numbering, bullet=bullet, figure=figure)


def _chapters(blocks: Iterable[SyntaxTreeNode]) -> list[list[SyntaxTreeNode]]:
    chapters: list[list[SyntaxTreeNode]] = []
    for one in blocks:
        if one.type == "heading" and one.tag == "h1":
            chapters.append([])
        chapters[-1].append(one)
    return chapters


def _said(role: str, words: str) -> Paragraph:
    return Paragraph(role, (Run(words),), "")  # type: ignore[arg-type]  # the roles of a cover


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    """Yield the tree's blocks of the Markdown's."""
    for node in nodes:
        match node.type:
            case "heading":
                words = tuple(_inlines(node.children[0]))
                # A chapter's title is its section's entry in the outline already.
                is_chapter = node.tag == "h1"
                yield Paragraph("contents_title", words, "") if is_chapter else Heading(int(node.tag[1]) - 1, words, "")
            case "paragraph":
                shown = pictures([node])
                if shown:
                    yield _figure(shown[0])
                else:
                    yield Paragraph("body", tuple(_inlines(node.children[0])), "")
            case "ordered_list":
                start = int(node.attrs.get("start", 1))
                items = tuple(
                    Clause(f"{thai_number(number)}.", tuple(_blocks(item.children)), "")
                    for number, item in enumerate(node.children, start)
                )
                yield ClauseList("manual", 1, start, items, "")
            case "bullet_list":
                yield BulletList(tuple(tuple(_blocks(item.children)) for item in node.children), "")
            case "table":
                head, *rows = (row for part in node.children for row in part.children)
                yield Table("table", (_row(head, is_head=True),), tuple(_row(row) for row in rows), "")
            case kind:
                raise AssertionError(f"the manual has no {kind}")


def _row(node: SyntaxTreeNode, *, is_head: bool = False) -> Row:
    role = "cell_head" if is_head else "cell"
    return Row(
        tuple(Cell((Paragraph(role, tuple(_inlines(one.children[0])), ""),), head=is_head) for one in node.children)
    )


def _figure(node: SyntaxTreeNode) -> Figure:
    caption = str(node.attrs.get("title", ""))
    return Figure(f"docs/manual/{node.attrs['src']}", _words(node), (Run(caption),) if caption else (), "")


def _inlines(node: SyntaxTreeNode) -> Iterator[Inline]:
    for one in node.children:
        match one.type:
            case "strong":
                yield Run(_words(one), bold=True)
            case "code_inline":
                yield Run(one.content, code=True)
            case "text":
                yield Run(one.content)
            case "softbreak":
                yield Run(" ")
            case kind:
                raise AssertionError(f"the manual has no {kind}")


def _words(node: SyntaxTreeNode) -> str:
    return "".join(one.content for one in node.walk() if one.type in ("text", "code_inline"))


def manual_html() -> str:
    """Return the manual as one page of HTML, with pictures beside it: opened as a file, or served by the page."""
    parser = MarkdownIt("commonmark").enable("table")
    parts, names = [], []
    for number, chapter in enumerate(_chapters(parsed()), 1):
        names.append(f'<li><a href="#c{number}">{html.escape(_words(chapter[0]))}</a></li>')
        tokens = [token for node in chapter for token in node.to_tokens()]
        body = parser.renderer.render(tokens, parser.options, {})
        parts.append(f'<section id="c{number}">\n{_figures(body)}</section>\n')
    contents = "\n".join(names)
    return _PAGE.format(title=TITLE, subtitle=SUBTITLE, contents=contents, body="".join(parts))


def _figures(body: str) -> str:
    """Return HTML in which a picture's title is its caption, and tables have heads of columns."""
    lines = []
    for line in body.splitlines(keepends=True):
        if line.startswith("<p><img "):
            before, _, caption = line.strip().removesuffix('" /></p>').partition('" title="')
            made = f'{before.removeprefix("<p>")}" loading="lazy">'
            line = f"<figure>{made}<figcaption>{caption}</figcaption></figure>\n"
        lines.append(line.replace("<th>", '<th scope="col">'))
    return "".join(lines)


_PAGE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="manual.css">
</head>
<body>
<header>
<h1>{title}</h1>
<p>{subtitle}</p>
<p><a href="manual.pdf">ฉบับพิมพ์ (PDF)</a></p>
</header>
<nav aria-label="สารบัญ">
<h2>สารบัญ</h2>
<ol>
{contents}
</ol>
</nav>
<main>
{body}</main>
</body>
</html>
"""
