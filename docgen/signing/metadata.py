"""What a PDF says of itself, as information dictionary and XMP: signing changes when it was written, nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docgen.signing.objects import at

_INFO_MAY_CHANGE = ("/ModDate", "/Producer")
# XMP (ISO 16684-1) that says when and by what the file was written last.
_XMP_MAY_CHANGE = ("ModifyDate", "MetadataDate", "Producer", "InstanceID", "History")


def changed_metadata(then: Any, now: Any) -> Iterator[str]:
    """Yield in Thai which of the metadata of two revisions (pyHanko's) say something else."""
    if _information(then) != _information(now):
        yield "แก้ข้อมูลกำกับของไฟล์ (Info) เช่น ชื่อเรื่อง ผู้จัดทำ"
    before, after = _said(then), _said(now)
    # A writer that finds a thing said twice says it once.
    if not after <= before or {name for name, _ in after} != {name for name, _ in before}:
        yield "แก้ข้อมูลกำกับของไฟล์ (XMP) เช่น ชื่อเรื่อง ผู้จัดทำ"


def _information(revision: Any) -> dict[str, Any]:
    told: Any = at(revision.trailer_view, "/Info") or {}
    return {key: told[key] for key in told if key not in _INFO_MAY_CHANGE}


def _said(revision: Any) -> set[tuple[str, str]]:
    """Return what the metadata say by name, but for when and by what the file was written last."""
    from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp

    if "/Metadata" not in revision.root:
        return set()
    # Asked for by its key it comes as a stream of another class, which a revision of the past can't give.
    stream = revision.root.get_value_as_reference("/Metadata").get_object()
    return {
        (str(name), repr(_plain(value)))
        for part in parse_xmp(io.BytesIO(stream.data))
        for name, value in part
        if name.local_name not in _XMP_MAY_CHANGE
    }


def _plain(told: Any) -> Any:
    """Return a value without the ways of writing it: an address may be text or a resource, a structure in any order."""
    from pyhanko.pdf_utils.metadata.model import XmpArray, XmpStructure, XmpUri

    value = told.value
    if isinstance(value, XmpStructure):
        return sorted((str(name), repr(_plain(one))) for name, one in value)
    if isinstance(value, XmpArray):
        return [str(value.array_type), *(_plain(one) for one in value.entries)]
    return str(value.value if isinstance(value, XmpUri) else value), repr(told.qualifiers)
