"""Where things stand on the pages of a PDF, read off its content streams; the samples that are measured by it.

`python -m tests.positions` writes `golden_positions.json` anew from what the writer makes: only where the look of the
pages was changed on purpose.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.tree import Document
from docgen.writers.pdf.codes import opened_face, page_codes
from tests.conftest import ROOT, copy_project

GOLDEN = ROOT / "tests/golden_positions.json"
Point = tuple[float, float]
Found = dict[str, list[Any]]


@cache
def samples() -> dict[str, tuple[Document, Project]]:
    """Return the trees of every PDF of the sample, of the papers as they were published, and of an order."""
    folder = Path(tempfile.mkdtemp())
    try:
        published = copy_project(folder / "published", ROOT / "tests/fixtures/as_published/content")
        office = copy_project(folder / "office", ROOT / "tests/fixtures/office/content")
        (office / "content/orders").mkdir()
        shutil.copy(ROOT / "tests/fixtures/order/ethics-team.md", office / "content/orders")
        return {
            f"{name}/{output}": (tree, read_project(ROOT))
            for name, root in (("sample", ROOT), ("published", published), ("office", office))
            for output, tree in _trees(root)
        }
    finally:
        shutil.rmtree(folder)


def _trees(root: Path) -> Iterator[tuple[str, Document]]:
    project = read_project(root)
    for target in find_targets(root):
        for output, tree in make_documents(target, project).documents.items():
            if output.endswith(".pdf"):
                yield output.removeprefix("output/"), tree


def positions(pdf: bytes) -> list[Found]:
    """Return for each page its size, where each text object starts, on which baseline, and where each picture stands.

    In pt, x from the left edge and y from the upper one.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [_page(page) for page in opened.pages]


def _is_dots(shown: Any) -> bool:
    """Tell whether text is nothing but the dots before a page number of the contents."""
    strings = (
        [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, pikepdf.Array)
        else [bytes(shown)]
    )
    return set(textwrap.wrap(b"".join(strings).hex(), 4)) == {_dot()}


@cache
def _dot() -> str:
    """Return the code of the dot on the pages."""
    path = str(ROOT / "fonts/THSarabun-Regular.ttf")
    return f"{page_codes(path)[opened_face(path).get_nominal_glyph(ord('.'))]:04x}"


def _page(page: pikepdf.Page) -> Found:
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    current, stack = pikepdf.Matrix(), []
    text = pikepdf.Matrix()
    shown = False
    found: Found = {"size": [round(width, 2), round(height, 2)], "text": [], "pictures": []}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(current)
            case "Q":
                current = stack.pop()
            case "cm":
                current = pikepdf.Matrix(*map(float, operands)) @ current
            case "BT":
                text, shown = pikepdf.Matrix(), False
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Td":
                text = pikepdf.Matrix(1, 0, 0, 1, *map(float, operands)) @ text
            case "TJ" | "Tj" if not shown and not _is_dots(operands[0]):
                shown = True
                at = text @ current
                found["text"].append([round(at.e, 2), round(height - at.f, 2)])
            case "Do" if page.resources.XObject[str(operands[0])].Subtype == "/Image":
                (x0, y0), (x1, y1) = (current.transform(corner) for corner in ((0, 0), (1, 1)))
                box = [min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1)]
                found["pictures"].append([round(edge, 2) for edge in box])
            case _:
                pass
    return found


def main() -> None:
    """Measure the samples as the writer sets them now."""
    from docgen.writers.pdf.write import write_pdf

    made = {
        name: positions(write_pdf(tree, project.layout, project.root).content)
        for name, (tree, project) in samples().items()
    }
    GOLDEN.write_text(json.dumps(made, separators=(",", ":")).replace('{"size"', '\n{"size"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
