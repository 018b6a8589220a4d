"""`docgen copy FILE --certified-by NAME --date DAY`: a copy (สำเนา) with room for the officer who certifies it.

The words are those of the document that was issued; (ลงชื่อ) with the name stands for each signature. Below stands
สำเนาถูกต้อง with the officer's name, post and day, as ข้อ ๓๑ of the Regulation on Correspondence asks. It is a file
of its own below `output/copies/`: the original never has any of it, and nothing of it is signed, filed or archived.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.checks.examine import examine, refuse_unfit
from docgen.checks.project import checked_project
from docgen.content.agency import find_signatory
from docgen.desk.done import Done
from docgen.document.targets import chosen_targets, find_targets
from docgen.errors import Place, error
from docgen.folder.atomic import write_files
from docgen.folder.located import Scalar
from docgen.thai.dates import ThaiDateError, read_date, write_date
from docgen.tree import Block, Document, Signature, SignatureBlock

CERTIFIED = "สำเนาถูกต้อง"
_SIGNED = "(ลงชื่อ)"
_MOST_LETTERS = 200


def certified_copy(root: Path, file: str, officer: str, day: str) -> Done[str]:
    """Write the copy of an issued document for an officer, named by name or post, and a day; return its project path.

    Raises DocgenError for what is not issued, is withdrawn or was changed, and an officer who holds no post that day;
    nothing is written then.
    """
    project = checked_project(root)
    target = chosen_targets(root, [file], find_targets(root))[0]
    shown = target.path.relative_to(root).as_posix()
    entry = project.register.latest(shown)
    if entry is None:
        raise error(
            "not-issued",
            Place(shown),
            "เอกสารนี้ยังไม่ได้ออกเลข จึงยังไม่มีต้นฉบับให้รับรองสำเนา",
            "ออกเลขก่อน แล้วสั่งใหม่",
        )
    if entry.state == "withdrawn":
        raise error("withdrawn", Place(shown), f"{entry.named} ยกเลิกแล้ว จึงรับรองสำเนาไม่ได้", "ตรวจชื่อไฟล์")
    try:
        date = read_date(day[:_MOST_LETTERS])
    except ThaiDateError as problem:
        raise error("wrong-date", Place("--date"), problem.message_th, problem.hint_th) from None
    who = find_signatory(project.agency, Scalar(officer[:_MOST_LETTERS], Place("--certified-by")), date)
    stamp = Signature(f"({who.name})", (*who.position, f"วันที่ {write_date(date, 'plain')}"), CERTIFIED, who.rank)
    output = f"output/copies/{target.name}.pdf"
    examined = examine(target, project)
    trees = examined.trees()
    refuse_unfit(examined.findings, "sign")
    document = _certified(trees.documents[target.outputs[0]], stamp, shown)

    from docgen.writers.pdf.write import write_pdf  # HarfBuzz and pdfium take 0.1 s to load

    written = write_pdf(document, project.layout, root)
    write_files({root / output: written.content})
    return Done(output, written.findings)


def _certified(document: Document, stamp: Signature, shown: str) -> Document:
    """Return a document as its copy: signatures in words, the certification behind the last of them."""
    sections = [replace(section, blocks=tuple(map(_in_words, section.blocks))) for section in document.sections]
    last = sections[-1]
    sections[-1] = replace(last, blocks=(*last.blocks, SignatureBlock((stamp,), shown, apart=True)))
    return replace(document, title=f"{document.title} ({CERTIFIED})", sections=tuple(sections), is_copy=True)


def _in_words(block: Block) -> Block:
    if not isinstance(block, SignatureBlock):
        return block
    return replace(block, signatures=tuple(map(_signed, block.signatures)))


def _signed(signature: Signature) -> Signature:
    """Return a signature in words, its rank among them: ลงชื่อ stands before both."""
    words = (_SIGNED, signature.rank, signature.name.strip("()"))
    return replace(signature, rank="", in_words=" ".join(filter(None, words)))
