"""Where bags stand, content/archive: one run at a time, each bag put there by one rename, versions without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from docgen.errors import DocgenError, Place, error
from docgen.evidence.bag.write import SEAL
from docgen.folder.files import file_digest
from docgen.folder.locks import locked
from docgen.folder.staging import make_folder, put_in_place, settle, staging
from docgen.folder.there import is_there, listed
from docgen.folder.zips import write_zip
from docgen.registry.journal import record

FOLDER = "content/archive"


@contextmanager
def alone(root: Path) -> Iterator[Path]:
    """Hold the archive for one run; a second one is refused. Raises OSError where nothing can be written."""
    folder = root / FOLDER
    make_folder(folder)
    with ExitStack() as held:
        try:
            held.enter_context(locked(folder / ".lock", wait_seconds=0))
        except DocgenError:
            message = "มีการเก็บหลักฐานอีกรายการกำลังทำงานอยู่"
            raise error("archive-busy", Place(FOLDER), message, "รอให้เสร็จแล้วสั่งใหม่") from None
        yield folder


def versions(folder: Path, group: str) -> list[Path]:
    """Return the bags of a group, oldest first. Raises DocgenError if one between them is gone."""
    pattern = re.compile(re.escape(group) + r"-v([1-9][0-9]*)")
    found = {int(match[1]): path for path in listed(folder) if (match := pattern.fullmatch(path.name))}
    if sorted(found) != list(range(1, len(found) + 1)):
        missing = next(number for number in range(1, max(found) + 1) if number not in found)
        message = f"ไม่พบ {group}-v{missing} ที่เคยเก็บไว้"
        raise error("version-missing", Place(FOLDER), message, "คืนชุดนั้นจากสำเนา")
    return [found[number] for number in sorted(found)]


def finish(root: Path, folder: Path, bags: Sequence[Path]) -> None:
    """Do what a killed process left undone for the newest bag: the zip, the entry in the journal."""
    for bag in bags[-1:]:
        target = folder / f"{bag.name}.zip"
        if not is_there(target):
            with staging(folder) as made:
                write_zip(bag, made / target.name)
                settle(made / target.name)
                put_in_place(made / target.name, target)
        note(root, bag)


def put(folder: Path, bag: Path) -> Path:
    """Pack a staged bag, give bag and zip their places, and return the bag's."""
    packed = bag.with_name(f"{bag.name}.zip")
    write_zip(bag, packed)
    settle(packed)
    put_in_place(bag, folder / bag.name)
    put_in_place(packed, folder / packed.name)
    return folder / bag.name


def note(root: Path, bag: Path) -> None:
    """Write into the journal that a bag was made."""
    record(root, "archived", bag.relative_to(root).as_posix(), file_digest(bag / SEAL))
