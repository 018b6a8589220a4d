"""Whether a file in content/signed counts as signed: asked before status, journal, archive or publication say so."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from docgen.content.agency import read_agency
from docgen.content.records import Agency, Signatory
from docgen.errors import DocgenError
from docgen.folder.files import Files, file_digest
from docgen.folder.limited import UnfinishedError, limited
from docgen.folder.there import files_of, is_file, is_own_file, size_of
from docgen.signing.keys import bare_name
from docgen.signing.trust import TRUST_FOLDER
from docgen.signing.verify import WAITING, limits_for


def why_not_signed(root: Path, signed: Path, built: Path, signatories: Iterable[Signatory], agency: Agency) -> str:
    """Return in Thai why a file is no signed copy of a built PDF, "" if it is (bearing.py says what that takes).

    Each file is read once in a run, however often it is asked about. Raises OSError.
    """
    names = tuple(sorted({one.name for one in signatories}))
    known = set(map(bare_name, names))
    certificates = {
        one for officer in agency.officers if bare_name(officer.name) in known for one in officer.certificates
    }
    trust = root / TRUST_FOLDER
    whom = tuple(file_digest(path) for path in files_of(trust, "*"))
    state = (file_digest(signed), file_digest(built), whom)
    return _why_not(state, signed, built, names, tuple(sorted(certificates)), trust)


@functools.lru_cache(maxsize=10_000)
def _why_not(
    _state: tuple[str, str, tuple[str, ...]],
    signed: Path,
    built: Path,
    names: tuple[str, ...],
    certificates: tuple[str, ...],
    trust: Path,
) -> str:
    given = str(signed), str(built), list(names), list(certificates), str(trust)
    seconds, memory = limits_for(size_of(signed))
    try:
        told = limited(
            "docgen.signing.bearing:why_not_borne", *given, seconds=seconds * WAITING, computing=seconds, memory=memory
        )
        return str(told)
    except UnfinishedError as problem:
        return f"ตรวจไม่ได้ เพราะ{problem.why}"
    except DocgenError as problem:
        return problem.findings[0].message


def newly_signed(root: Path, folder: Path, known: Container[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield path and SHA-256 of the signed files of a folder that are not known yet and count as signed by an officer.

    `known` holds such pairs. What does not count is passed over: status and archive tell of it.
    """
    found = ((path, (path.relative_to(root).as_posix(), file_digest(path))) for path in _regular(folder))
    fresh = [(path, told) for path, told in found if told not in known]
    if not fresh:
        return
    try:
        agency = read_agency(Files(root))
    except DocgenError:
        return  # whose signature would count can't be told; the next run takes it down
    officers = [Signatory(one.name, one.position, one.place) for one in agency.officers]
    for path, told in fresh:
        built = root / "output" / path.relative_to(folder)
        if is_file(built) and not why_not_signed(root, path, built, officers, agency):
            yield told


def _regular(folder: Path) -> list[Path]:
    return [
        path
        for path in files_of(folder, "**/*.pdf")
        if "earlier" not in path.parts and not path.name.startswith(".") and is_own_file(path)
    ]
