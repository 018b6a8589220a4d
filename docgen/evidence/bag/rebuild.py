"""Build the content of a bag again, in a process of its own, and compare: bytes with bytes, text with content.

A bag may come from anyone. Its program is never run, this one is; its templates run in Jinja's sandbox; the process has
a limit of time and memory, and works on a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError
from docgen.evidence.bag.likeness import same_pages, same_structure
from docgen.evidence.bag.payload import SOURCE
from docgen.folder.files import file_digest
from docgen.folder.limited import UnfinishedError, limited
from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.folder.staging import copy_file, copy_folder, temporary_folder
from docgen.folder.there import is_file, is_folder
from docgen.kinds.kind import ENDINGS
from docgen.outside import harmless, quoted
from docgen.registry.journal import SIGNED_FOLDER, scan_rows

# Of waiting, for a bag as an office has it, and for each document of one that is larger; of memory, for each process.
MAX_SECONDS, _SECONDS_EACH = 60, 3
MAX_MEMORY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What building again found: documents that came out with other bytes, and whose text is not their content.

    `other_index` names the forms of the index that say something else than documents and content. `problem` says why
    nothing could be built, "" if it could. `other_pages` are the PDFs with other letters on a page, `other_structure`
    those with other headings, labels, figures or fields.
    """

    other_bytes: tuple[str, ...]
    other_text: tuple[str, ...]
    other_index: tuple[str, ...]
    problem: str = ""
    other_pages: tuple[str, ...] = ()
    other_structure: tuple[str, ...] = ()


def rebuild(payload: Path, index: Mapping[str, Any]) -> Rebuilt:
    """Build the source in a bag's payload and compare it with the bag's documents and index."""
    with temporary_folder() as folder:
        project = folder / "project"
        seconds = max(MAX_SECONDS, _SECONDS_EACH * len(index["documents"]))
        try:
            copy_folder(payload / SOURCE, project)
            function = "docgen.evidence.bag.rebuild:built_again"
            found = limited(function, str(project), str(payload), dict(index), seconds=seconds, memory=MAX_MEMORY)
            keys = ("bytes", "text", "index", "pages", "structure")
            others, text, forms, pages, structure = (tuple(found.get(key, ())) for key in keys)
            return Rebuilt(others, text, forms, found["problem"], pages, structure)
        except DocgenError as fault:
            # An index from which no page can be made, content that changed its kind: told as one answer among others.
            told = harmless(fault.findings[0].message, 300)
            return Rebuilt((), (), (), f"สร้างเนื้อหาในชุดนี้ซ้ำไม่สำเร็จ: {told}")
        except UnfinishedError as problem:
            return Rebuilt((), (), (), f"สร้างเนื้อหาในชุดนี้ซ้ำไม่สำเร็จ เพราะ{problem.why}")
        except (OSError, ValueError, KeyError, TypeError):
            return Rebuilt((), (), (), "สร้างเนื้อหาในชุดนี้ซ้ำไม่สำเร็จ")


def built_again(copied: str, kept_in: str, index: dict[str, Any]) -> dict[str, Any]:
    """Build a copied source, compare it with a payload and its index; in the process of its own, JSON in and out."""
    from docgen.build.run import Silent, build_targets
    from docgen.document.project import read_project
    from docgen.document.targets import find_targets
    from docgen.document.trees import make_documents

    project, payload = Path(copied), Path(kept_in)
    kept = {
        _output(files[kind]["path"]): payload / files[kind]["path"]
        for files in (one["files"] for one in index["documents"])
        for kind in ENDINGS
        if kind in files
    }
    try:
        record = read_project(project)
        targets = [one for one in find_targets(project) if set(one.outputs) & set(kept)]
        built = build_targets(project, targets, Silent(), is_judged=False)
        trees = {output: tree for one in targets for output, tree in make_documents(one, record).documents.items()}
    except DocgenError as fault:
        return {"bytes": [], "text": [], "index": [], "problem": harmless(fault.findings[0].message, 300)}
    missing = [output for output in kept if not is_file(project / output)]
    if missing:
        reason = next((finding.message for finding in built.findings), "")
        return {
            "bytes": [],
            "text": [],
            "index": [],
            "problem": f"สร้าง {quoted(missing[0])} ซ้ำไม่ได้ {harmless(reason, 300)}".strip(),
        }
    others = [output for output, path in kept.items() if file_digest(project / output) != file_digest(path)]
    pdfs = [(output, path) for output, path in kept.items() if output.endswith(".pdf")]
    texts = [
        output for output, path in pdfs if not _reads_as(_read(path), _read(project / output), trees[output], record)
    ]
    made = {"bytes": others, "text": texts, "index": _other_index(payload, index, project), "problem": ""}
    return made | _likeness({output: path for output, path in pdfs if output in others}, project)


def _likeness(kept: Mapping[str, Path], project: Path) -> dict[str, list[str]]:
    """Return which PDFs differ from those just built in the letters of a page, and in structure; by output."""
    found: dict[str, list[str]] = {"pages": [], "structure": []}
    for output, path in kept.items():
        for key, same in (("pages", same_pages), ("structure", same_structure)):
            try:
                is_same = same(_read(path), _read(project / output))
            except (ValueError, RuntimeError):
                is_same = False
            if not is_same:
                found[key].append(output)
    return found


def _other_index(payload: Path, index: dict[str, Any], project: Path) -> list[str]:
    """Return the forms of the index that differ from what the documents and the content give."""
    from docgen.document.project import read_project
    from docgen.evidence.documents import documents_of
    from docgen.evidence.index import as_page, index_record
    from docgen.evidence.workbook import as_workbook

    if is_folder(payload / "signed"):
        copy_folder(payload / "signed", project / SIGNED_FOLDER)
    for row in scan_rows(project):
        kept = payload / "scans" / Path(row[2]).name
        if is_file(kept):
            copy_file(kept, project / row[2])
    record = read_project(project)
    months = index["round"] or None
    made = index_record(
        record, index["fiscal_year"], months, documents_of(record, index["fiscal_year"], months).documents, ()
    )
    # Of items those that only drafts answer would differ: drafts are not in the bag.
    same = all(made[key] == index[key] for key in ("documents", "agency", "round", "fiscal_year"))
    pages = {"index.html": as_page(index, record), "index.xlsx": as_workbook(index)}
    others = [name for name, content in pages.items() if _read(payload / name) != content]
    return [*([] if same else ["index.json"]), *others]


def _reads_as(kept: bytes, made: bytes, tree: Any, project: Any) -> bool:
    """Tell whether a PDF reads as its content: as the one just built, which was read back, or as the tree itself."""
    from docgen.writers.pdf.readback import read_back

    if kept == made:
        return True
    try:
        if _text(kept) == _text(made):
            return True
        read_back(kept, tree, project.layout, {})
    except (DocgenError, ValueError, RuntimeError):
        return False
    return True


def _text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def _read(path: Path) -> bytes:
    return read_regular(path, MAX_PDF_BYTES)


def _output(path: str) -> str:
    return path.replace("documents/", "output/", 1)
