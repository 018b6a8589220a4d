"""The other setters that `make bench` measures beside docgen: the same tree as their own markup, and how each is run.

All get the same words in the same order, the same font files and pictures, page, size, justified lines and tables.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from docgen.document.project import Project
from docgen.tree import (
    Block,
    BulletList,
    Cell,
    ClauseList,
    Contents,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    inline_text,
)
from tests.conftest import ROOT

Engine = Callable[[Sequence[Document], Project, Path], None]
"""Sets documents; the PDF are `0.pdf`, `1.pdf` … in the folder."""
_CENTRED = ("title", "subject", "cover_title", "cover_round", "cover_period", "cover_agency", "cover_place", "caption")


def html_of(document: Document, project: Project) -> str:
    """Return a document as HTML whose lines the engine breaks itself."""
    fonts = ROOT / "fonts"
    faces = "".join(
        f'@font-face {{ font-family: "S"; src: url("file://{fonts}/THSarabun-{face}.ttf"); font-weight: {weight} }}'
        for face, weight in (("Regular", "normal"), ("Bold", "bold"))
    )
    style = (
        f"{faces} @page {{ size: A4; margin: 2.5cm 2cm 2cm 3cm }} @page wide {{ size: A4 landscape }}"
        " body { font: 16pt/20.8pt S; margin: 0 } .wide { page: wide } section + section { break-before: page }"
        " p { margin: 6pt 0 0; text-indent: 2.5cm; text-align: justify } h1, h2, h3 { font-size: 16pt; margin: 0 }"
        " .centred, td p, th p { text-indent: 0; text-align: center } .centred { font-weight: bold }"
        " table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid; font-size: 14pt }"
        " td p { text-align: left; margin: 0 } img { max-width: 100%; max-height: 20cm }"
    )
    sections = "".join(
        f'<section class="{"wide" if _is_wide(section.role, project) else ""}">{_html(section.blocks)}</section>'
        for section in document.sections
    )
    return f'<!DOCTYPE html><html lang="th"><meta charset="utf-8"><style>{style}</style>{sections}'


def _is_wide(role: Any, project: Project) -> bool:
    page = project.layout.page(role)
    return page.width_cm > page.height_cm


def _html(blocks: Iterable[Block], label: str = "") -> str:
    made = []
    for block in blocks:
        match block:
            case Heading():
                made.append(f"<h{block.level}>{escape(inline_text(block.inlines))}</h{block.level}>")
            case Paragraph():
                look = ' class="centred"' if block.role in _CENTRED else ""
                made.append(f"<p{look}>{escape(label + inline_text(block.inlines))}</p>")
                label = ""
            case ClauseList():
                made += (_html(clause.blocks, f"{clause.label} ") for clause in block.items)
            case BulletList():
                made.append(f"<ul>{''.join(f'<li>{_html(item)}</li>' for item in block.items)}</ul>")
            case Table():
                head, rows = ("".join(map(_html_row, part)) for part in (block.head, block.rows))
                made.append(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")
            case Figure():
                size = ' style="height: 3cm"' if block.emblem else ""
                made.append(
                    f'<div class="centred"><img src="file://{ROOT / block.path}"{size} alt="{escape(block.alt)}">'
                )
                made.append(f"</div><p class=centred>{escape(inline_text(block.caption))}</p>")
            case SignatureBlock():
                made += (f'<p class="centred">{escape(words)}</p>' for words in _signed(block))
            case Contents():
                pass
    return "".join(made)


def _html_row(row: Row) -> str:
    def cell(cell: Cell) -> str:
        name = "th" if cell.head else "td"
        return f'<{name} colspan="{cell.colspan}" rowspan="{cell.rowspan}">{_html(cell.blocks)}</{name}>'

    return f"<tr>{''.join(map(cell, row.cells))}</tr>"


def _signed(block: SignatureBlock) -> list[str]:
    return [words for one in block.signatures for words in (one.signs_as, one.name, *one.position) if words]


def typst_of(document: Document, project: Project) -> str:
    """Return a document as Typst markup."""
    made = [
        f"#set document(title: {_words(document.title)})",
        '#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2.5cm, bottom: 2cm))',
        '#set text(font: "TH SarabunPSK", size: 16pt, lang: "th")',
        "#set par(justify: true, first-line-indent: (amount: 2.5cm, all: true), leading: 9.6pt, spacing: 15.6pt)",
        "#show heading: set text(size: 16pt)",
    ]
    for is_wide, sections in groupby(document.sections, key=lambda section: _is_wide(section.role, project)):
        parts = [_typst(section.blocks) for section in sections]
        made.append(f"#page(flipped: {'true' if is_wide else 'false'})[{'#pagebreak()'.join(parts)}]")
    return "\n".join(made)


def _typst(blocks: Iterable[Block], label: str = "") -> str:
    made = []
    for block in blocks:
        match block:
            case Heading():
                made.append(f"#heading(level: {block.level}, {_words(inline_text(block.inlines))})")
            case Paragraph():
                words = _words(label + inline_text(block.inlines))
                is_centred = block.role in _CENTRED
                made.append(f"#align(center, strong({words}))" if is_centred else f"#par({words})")
                label = ""
            case ClauseList():
                made += (_typst(clause.blocks, f"{clause.label} ") for clause in block.items)
            case BulletList():
                made.append(f"#list({', '.join(f'[{_typst(item)}]' for item in block.items)})")
            case Table():
                head, rows = (", ".join(map(_typst_cell, cells_of(part))) for part in (block.head, block.rows))
                header = f"table.header({head}), " if head else ""
                made.append(f"#text(size: 14pt, table(columns: {block.column_count}, {header}{rows}))")
            case Figure():
                size = "height: 3cm" if block.emblem else 'width: 100%, height: 18cm, fit: "contain"'
                picture = f"image({_words(str(ROOT / block.path))}, alt: {_words(block.alt)}, {size})"
                made.append(f"#align(center, {picture})#align(center, {_words(inline_text(block.caption))})")
            case SignatureBlock():
                made += (f"#align(center, {_words(words)})" for words in _signed(block))
            case Contents():
                pass
    return "\n".join(made)


def cells_of(rows: Iterable[Row]) -> list[Cell]:
    """Return the cells of rows in their order."""
    return [cell for row in rows for cell in row.cells]


def _typst_cell(cell: Cell) -> str:
    body = f"[#set par(justify: false, first-line-indent: 0pt, spacing: 9.6pt);{_typst(cell.blocks)}]"
    return f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan}){body}"


def _words(text: str) -> str:
    """Return words as a string of Typst's, in which nothing is markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def by_weasyprint(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """WeasyPrint with its own line breaking, PDF/A-3a as docgen writes."""
    import weasyprint

    for number, document in enumerate(documents):
        html = weasyprint.HTML(string=html_of(document, project))
        html.write_pdf(folder / f"{number}.pdf", pdf_variant="pdf/a-3a", pdf_tags=True)


def by_libreoffice(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """LibreOffice from the Word files, all of them in one run, which starts within the time."""
    from docgen.writers.docx.write import write_docx

    files = [folder / f"{number}.docx" for number in range(len(documents))]
    for path, document in zip(files, documents, strict=True):
        path.write_bytes(write_docx(document, project.layout, project.root))
    fonts = folder / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{ROOT / 'fonts'}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    command = ["soffice", f"-env:UserInstallation=file://{folder.parent}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"FONTCONFIG_FILE": str(fonts), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    run = [*command, "--outdir", str(folder), *map(str, files)]
    subprocess.run(run, check=True, capture_output=True, timeout=900, env=environment)


def by_typst(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """Typst (the Python package), its fonts read once, PDF/A-3a as docgen writes."""
    for number, document in enumerate(documents):
        path = folder / f"{number}.typ"
        path.write_text(typst_of(document, project), encoding="utf-8")
        _typst_compiler().compile(input=str(path), output=str(folder / f"{number}.pdf"), pdf_standards=["a-3a"])


@cache
def _typst_compiler() -> Any:
    import typst

    return typst.Compiler(root="/", font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True)


def by_chromium(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """Chromium without a window, one browser for all documents."""
    page = _browser().new_page()
    for number, document in enumerate(documents):
        path = folder / f"{number}.html"
        path.write_text(html_of(document, project), encoding="utf-8")
        page.goto(path.as_uri())
        page.pdf(path=folder / f"{number}.pdf", prefer_css_page_size=True, tagged=True)
    page.close()


@cache
def _browser() -> Any:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return sync_playwright().start().chromium.launch(executable_path=shutil.which("chromium"), args=flags)


def is_there(engine: str) -> bool:
    """Tell whether an engine is installed."""
    program = {"LibreOffice": "soffice", "Chromium": "chromium"}.get(engine)
    package = {"Typst": "typst", "WeasyPrint alone": "weasyprint", "Chromium": "playwright"}.get(engine)
    return (program is None or shutil.which(program) is not None) and (
        package is None or find_spec(package) is not None
    )
