"""Build the content of a bag again, in a process of its own, and compare: bytes with bytes, text with content.

A bag may come from anyone. Its program is never run, this one is; its templates run in Jinja's sandbox; the process has
a limit of time and memory, and works on a copy.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.content.files import file_digest
from docgen.errors import DocgenError
from docgen.evidence.payload import SOURCE

MAX_SECONDS = 900
MAX_MEMORY = 8_000_000_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What building again found: documents that came out with other bytes, and whose text is not their content.

    `problem` says why nothing could be built, "" if it could.
    """

    other_bytes: tuple[str, ...]
    other_text: tuple[str, ...]
    problem: str = ""


def rebuild(payload: Path, documents: list[Mapping[str, Any]]) -> Rebuilt:
    """Build the source in a bag's payload and compare it with the bag's documents (as the index names them)."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(payload / SOURCE, project)
        wanted = Path(folder) / "wanted.json"
        paths = [one["files"] for one in documents]
        wanted.write_text(json.dumps({"payload": str(payload), "files": paths}), encoding="utf-8")
        command = [sys.executable, "-m", "docgen.evidence.rebuild", str(project), str(wanted)]
        try:
            told = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, preexec_fn=_limit, check=False)
            found = json.loads(told.stdout)
            return Rebuilt(tuple(found["bytes"]), tuple(found["text"]), found["problem"])
        except subprocess.TimeoutExpired:
            return Rebuilt((), (), "ใช้เวลานานเกินกำหนด")
        except (ValueError, KeyError, TypeError):
            return Rebuilt((), (), "สร้างเนื้อหาในชุดนี้ซ้ำไม่สำเร็จ")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(project: Path, wanted: Path) -> dict[str, Any]:
    """Do the work in the process of its own."""
    from docgen.documents import make_documents
    from docgen.outputs import build_targets
    from docgen.project import read_project
    from docgen.shown import progress_for
    from docgen.targets import find_targets

    given = json.loads(wanted.read_text(encoding="utf-8"))
    payload = Path(given["payload"])
    kept = {
        _output(files[kind]["path"]): payload / files[kind]["path"]
        for files in given["files"]
        for kind in ("pdf", "docx")
        if kind in files
    }
    try:
        record = read_project(project)
        targets = [one for one in find_targets(project) if set(one.outputs) & set(kept)]
        built = build_targets(project, targets, progress_for(sys.stderr))
        trees = {output: tree for one in targets for output, tree in make_documents(one, record).documents.items()}
    except DocgenError as problem:
        return {"bytes": [], "text": [], "problem": problem.findings[0].message}
    missing = [output for output in kept if not (project / output).is_file()]
    if missing:
        reason = next((finding.message for finding in built.findings), "")
        return {"bytes": [], "text": [], "problem": f"สร้าง {missing[0]} ซ้ำไม่ได้ {reason}".strip()}
    others = [output for output, path in kept.items() if file_digest(project / output) != file_digest(path)]
    pdfs = [(output, path) for output, path in kept.items() if output.endswith(".pdf")]
    texts = [
        output
        for output, path in pdfs
        if not _reads_as(path.read_bytes(), (project / output).read_bytes(), trees[output], record)
    ]
    return {"bytes": others, "text": texts, "problem": ""}


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


def _output(path: str) -> str:
    return path.replace("documents/", "output/", 1)


if __name__ == "__main__":
    # What a library prints must not come between.
    out, sys.stdout = sys.stdout, sys.stderr
    out.write(json.dumps(_main(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))
