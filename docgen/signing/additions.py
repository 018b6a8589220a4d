"""What may come into a PDF after a signature: signatures and time stamps in their own place, and what proves them.

pyHanko's comparison lets pass what a clerk would not call signing: another title in the metadata, another version, form
fields that are filled in, an empty signature field with a picture over the page. Here only what signing brings with it
passes (ISO 32000-2, 12.8.2.2.2), by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.outside import harmless, quoted
from docgen.signing.metadata import changed_metadata
from docgen.signing.objects import at, items, pages

_OWN_PLACE = ("/Rect", "/P", "/Parent", "/A", "/AA", "/MK", "/BS", "/Border", "/OC", "/Subtype", "/FT")
# Of the catalog: what signing adds to or, for the version and the metadata, is looked at apart.
_MAY_CHANGE = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"}
_ACTIONS = ("/A", "/AA")
# ISO/TS 32001 (digests) and 32002 (curves), which say that the file is one of PDF 2.0.
_SIGNING_EXTENSIONS = {32001, 32002}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Box:
    """Where a signature that came later shows: its field, the page from 0, edges in pt, whether the field is new."""

    field: str
    page: int
    edges: tuple[float, float, float, float]
    is_new: bool


def strict_policy() -> Any:
    """Return pyHanko's rules for what may follow a signature, less those that let other things than signing pass."""
    from pyhanko.sign import diff_analysis as rules
    from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON

    level = rules.ModificationLevel.LTA_UPDATES
    creation = rules.SigFieldCreationRule()  # type: ignore[no-untyped-call]
    kept = ROOT_EXEMPT_STRICT_COMPARISON - {"/MarkInfo"}
    return rules.StandardDiffPolicy(
        global_rules=[
            rules.CatalogModificationRule(ignored_keys=kept),  # type: ignore[no-untyped-call]
            *(
                rule.as_qualified(level)
                for rule in (
                    rules.DocInfoRule(),
                    rules.XrefStreamRule(),
                    rules.ObjectStreamRule(),
                    rules.DSSCompareRule(),
                    rules.MetadataUpdateRule(),  # type: ignore[no-untyped-call]
                )
            ),
        ],
        form_rule=rules.FormUpdatingRule(field_rules=[creation, rules.SigFieldModificationRule()]),
    )


def strange_additions(then: Any, now: Any) -> list[str]:
    """Return in Thai what came after the first signature (a revision of pyHanko's) that is no part of signing."""
    return list(dict.fromkeys(_strange(then, now)))


def _strange(then: Any, now: Any) -> Iterator[str]:
    for key in ("/Root", "/Encrypt"):
        if _raw(then.trailer_view, key) != _raw(now.trailer_view, key):
            yield "แก้ส่วนหลักของไฟล์ (trailer)"
    if _raw(then.root, "/Version") != _raw(now.root, "/Version") and not _is_for_signing(now):
        yield "แก้รุ่นของไฟล์ (Version)"
    for key in sorted({*then.root, *now.root} - _MAY_CHANGE):
        if _raw(then.root, key) != _raw(now.root, key):
            yield f"แก้ส่วนหลักของไฟล์ ({harmless(key[1:], 40)})"
    yield from changed_metadata(then, now)
    if at(at(now.root, "/AcroForm"), "/NeedAppearances") != at(at(then.root, "/AcroForm"), "/NeedAppearances"):
        yield "สั่งให้โปรแกรมวาดช่องกรอกใหม่ (NeedAppearances)"
    known = _fields(then)
    for name, field in _fields(now).items():
        yield from _strange_field(name, known.get(name), field)


def _is_for_signing(now: Any) -> bool:
    """Tell whether a file became one of PDF 2.0 since it bears a signature on elliptic curves (ISO/TS 32002)."""
    extensions: Any = at(at(now.root, "/Extensions"), "/ISO_") or ()
    told = items(extensions) if isinstance(extensions, list) else [extensions]
    levels = {int(at(one, "/ExtensionLevel") or 0) for one in told}
    return at(now.root, "/Version") == "/2.0" and bool(levels & _SIGNING_EXTENSIONS)


def _strange_field(name: str, before: Any, field: Any) -> Iterator[str]:
    if before is not None:
        if any(
            _raw(one, key) != _raw(other, key)
            for one, other in zip(_widgets(before), _widgets(field), strict=False)
            for key in _OWN_PLACE
        ) or len(_widgets(before)) != len(_widgets(field)):
            yield f"ย้ายหรือแก้ช่องลายมือชื่อ {quoted(name)}"
        return
    if at(field, "/FT") != "/Sig":
        yield f"เพิ่มช่องกรอก {quoted(name)} บนหน้า"
        return
    if any(key in one for one in (field, *_widgets(field)) for key in _ACTIONS):
        yield f"เพิ่มช่องลายมือชื่อที่มีคำสั่งแฝง {quoted(name)}"
    if at(field, "/V") is None and any(_has_room(one) for one in _widgets(field)):
        yield f"เพิ่มช่องลายมือชื่อว่าง {quoted(name)} ทับหน้าเอกสาร"


def later_boxes(then: Any, now: Any) -> list[Box]:
    """Return where signatures show that were not there yet at a revision."""
    known, found = _fields(then), []
    where = {_reference(one): number for number, page in enumerate(pages(now.root["/Pages"])) for one in _listed(page)}
    for name, field in _fields(now).items():
        before = known.get(name)
        if at(field, "/V") is None or (before is not None and at(before, "/V") is not None):
            continue
        for widget in _widgets(field):
            page = where.get(_reference(widget))
            if page is not None and _has_room(widget):
                left, low, right, high = (float(edge) for edge in widget["/Rect"])
                edges = (min(left, right), min(low, high), max(left, right), max(low, high))
                found.append(Box(name, page, edges, before is None))
    return found


def _listed(page: Any) -> Iterator[Any]:
    yield from items(at(page, "/Annots"))


def _reference(node: Any) -> Any:
    held = getattr(node, "container_ref", None)
    return (getattr(held, "idnum", 0), getattr(held, "generation", 0), id(node) if held is None else 0)


def _has_room(widget: Any) -> bool:
    edges = [float(edge) for edge in at(widget, "/Rect") or (0, 0, 0, 0)]
    return edges[0] != edges[2] and edges[1] != edges[3]


def _raw(node: Any, key: str) -> Any:
    """Return an entry as it is written: a reference stays one, by its numbers."""
    if node is None or key not in node:
        return None
    found = node.raw_get(key)
    return (found.idnum, found.generation) if hasattr(found, "idnum") else found


def _fields(revision: Any) -> dict[str, Any]:
    """Return the form fields by their full names. Raises ValueError for a form that has no end."""
    found: dict[str, Any] = {}
    waiting = [("", one, 0) for one in items(at(at(revision.root, "/AcroForm"), "/Fields"))]
    while waiting:
        above, field, depth = waiting.pop()
        if depth > _DEEPEST:
            raise ValueError("form too deep")
        name = ".".join(filter(None, (above, str(at(field, "/T") or ""))))
        kids = [one for one in items(at(field, "/Kids")) if "/T" in one]
        waiting += [(name, one, depth + 1) for one in kids]
        if not kids:
            # Two fields of one name are one to some readers and two to others.
            found[name if name not in found else f"{name}#{len(found)}"] = field
    return found


def _widgets(field: Any) -> list[Any]:
    return list(items(at(field, "/Kids"))) or [field]


def is_idle(before: Any, after: Any) -> bool:
    """Tell whether an update that does not sign adds nothing that proves a signature either (ISO 32000-2, 12.8.4.3)."""
    place = _raw(after.root, "/DSS")
    if place is None:
        return True
    changed = {(one.idnum, one.generation) for one in after.explicit_refs_in_revision()}
    return place == _raw(before.root, "/DSS") and place not in changed
