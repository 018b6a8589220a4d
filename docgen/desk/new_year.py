"""`docgen new year 2570`: begin a fiscal year: its list of items, what changed in it, what is to be made anew, by whom.

The list is that of the nearest year, confirmed by nobody; a list that is there stays as it is. Documents are not
copied: what is to be made anew is told, since each needs its own words, day and signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.checks.project import checked_project
from docgen.content.compared_lists import list_changes, sources
from docgen.content.items import FOLDER, item_list_of, item_lists
from docgen.content.listed import EvidenceList
from docgen.content.records import Agency
from docgen.desk.done import Done
from docgen.desk.new_items import new_items
from docgen.document.project import Project
from docgen.errors import Finding, Place, Severity
from docgen.evidence.documents import EvidenceDocument, readable_documents
from docgen.folder.files import Files
from docgen.outside import harmless
from docgen.thai.dates import reporting_round, write_date

_CHANGES = {
    "new": "ข้อใหม่",
    "moved": "ย้ายเลขข้อ",
    "merged": "รวมข้อ",
    "parted": "แยกข้อ",
    "retitled": "เปลี่ยนชื่อ",
    "gone": "ไม่มีแล้ว",
}


def new_year(root: Path, fiscal_year: int) -> Done[str]:
    """Begin a fiscal year (Buddhist), and return the project path of its list of items.

    Findings tell what moved, merged, is new or gone between the two newest lists known, which documents of the year
    before are to be made anew, and which officers' terms ended. Raises DocgenError for a broken agency or list, and
    where no year has a list; nothing is written then.
    """
    project = checked_project(root)
    files = Files(root)
    listed = item_list_of(root, files, fiscal_year)
    told: tuple[Finding, ...] = ()
    if listed is None:
        begun = new_items(root, fiscal_year)
        told, listed = begun.findings, item_list_of(root, files, fiscal_year)
        before = max((int(path.stem) for path in item_lists(root) if _is_before(path, fiscal_year)), default=0)
    else:
        before = fiscal_year
    assert listed is not None  # it was there, or new_items wrote it
    changes = tuple(_changes(root, before))
    renewals = tuple(_renewals(project, listed))
    terms = tuple(_terms(project.agency, fiscal_year))
    return Done(listed.place.path, (*told, *changes, *renewals, *terms))


def _is_before(path: Path, fiscal_year: int) -> bool:
    return path.stem.isdecimal() and int(path.stem) < fiscal_year


def _changes(root: Path, newest: int) -> Iterator[Finding]:
    """Yield what changed in the list of a year against the newest one before it, a finding for each kind of change."""
    known = sorted(int(path.stem) for path in item_lists(root) if _is_before(path, newest))
    later = item_list_of(root, Files(root), newest) if newest else None
    earlier = item_list_of(root, Files(root), known[-1]) if known else None
    if later is None or earlier is None:
        return
    found = list_changes(earlier, later)
    for kind, words in _CHANGES.items():
        parts = []
        for one in (one for one in found if one.kind == kind):
            way = " → ".join(filter(None, ("+".join(one.before), "+".join(one.after))))
            parts.append(way if kind == "moved" else f"{way if kind != 'retitled' else one.after[0]} {one.title}")
        if parts:
            message = f"จากปี {earlier.fiscal_year} เป็นปี {later.fiscal_year} {words} {len(parts)} ข้อ: {'; '.join(parts)}"
            hint = "เทียบกับแบบของปี แล้วแก้ evidence: ของเอกสารที่ทำใหม่"
            yield Finding(
                "items-changed", Place(f"{FOLDER}/{newest}.yaml"), harmless(message, 4000), hint, Severity.HINT
            )


def _renewals(project: Project, listed: EvidenceList) -> Iterator[Finding]:
    """Yield the documents that answered an item of the year before, and that nothing answers this year."""
    fiscal_year = listed.fiscal_year
    earlier = item_list_of(project.root, Files(project.root), fiscal_year - 1)
    goes_on = sources(earlier, listed) if earlier else {}
    of_year, _ = readable_documents(project, fiscal_year, None)
    answered = {code for one in of_year.documents for code in one.items}
    seen = set()
    for one in readable_documents(project, fiscal_year - 1, None)[0].documents:
        path = one.target.path
        if one.is_draft or one.state == "withdrawn" or not one.items or path in seen:
            continue
        seen.add(path)
        if now := _codes_now(one, goes_on):
            if set(now) <= answered:
                continue
            message = (
                f"เอกสารของปี {fiscal_year - 1} ที่ต้องทำใหม่ ({' '.join(one.items)} ปีนี้คือ {' '.join(now)}): {one.title}"
            )
        else:
            message = (
                f"เอกสารของปี {fiscal_year - 1} ตอบข้อ {' '.join(one.items)} ซึ่งปีนี้ไม่มีแล้ว หรือไม่รู้ว่าเป็นข้อใด: {one.title}"
            )
        hint = "เริ่มฉบับใหม่จากข้อความของฉบับนี้ แก้ปี วันที่ และข้อใน evidence:"
        shown = path.relative_to(project.root).as_posix()
        yield Finding("renew-document", Place(shown, 1), harmless(message, 600), hint, Severity.HINT)


def _codes_now(one: EvidenceDocument, goes_on: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the codes of this year's items that go on with those that a document answered."""
    return tuple(code for code, before in goes_on.items() if set(before) & set(one.items))


def _terms(agency: Agency, fiscal_year: int) -> Iterator[Finding]:
    """Yield the officers whose term ends from the year before on, to the end of the year, and who do not go on."""
    first, last = reporting_round(fiscal_year - 1, 12).first, reporting_round(fiscal_year, 12).last
    for one in agency.officers:
        ends = one.last
        if ends is None or not first <= ends < last:
            continue
        if any(other.name == one.name and (other.last is None or other.last > ends) for other in agency.officers):
            continue
        position = " ".join(one.position_lines())
        message = f"{one.name} {position} พ้นจากตำแหน่งเมื่อ {write_date(ends, 'plain')}"
        hint = "เอกสารหลังจากนั้นลงนามโดยผู้ดำรงตำแหน่งคนปัจจุบัน เพิ่มชื่อใน officers ถ้ายังไม่มี"
        yield Finding("term-ended", one.place, harmless(message, 400), hint, Severity.WARNING)
