"""`docgen verify FILE.pdf`: for each signature of a PDF who signed, when, what it covers, and whom one must trust.

The file may come from anyone: it is read in a process with limits of time and memory (opinion.py), and what it says of
itself is shown on one line, in quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.folder.limited import UnfinishedError, limited
from docgen.folder.regular import regular_pieces
from docgen.folder.there import is_file, size_of
from docgen.outside import harmless

MAX_BYTES = 200_000_000
# Of computing for a small file, and for each further byte; a busy machine may take longer to give them.
MAX_SECONDS, _BYTES_PER_SECOND, WAITING = 4, 2_000_000, 5
# What reading takes beside the file itself, and how often the file is held: read, drawn, each of its revisions.
MAX_MEMORY = 300_000_000
_TIMES_HELD = 5


@dataclass(frozen=True, slots=True)
class Verified:
    """What one signature is worth. `time` is ISO 8601 by the signer's clock, `stamped` as a time stamp proves it.

    `level` is that of PAdES, `chain` the certificates from the trusted root to the signer. `covers` is whole (the file
    as it is), revision (the file as it was; what came after are signatures), or less. `changes` is what came after it
    that is no signature, in Thai, `problem` what is wrong, "" if all is well.
    """

    field: str
    signer: str
    issuer: str
    time: str
    stamped: str
    level: str
    intact: bool
    covers: str
    trusted: bool
    chain: tuple[str, ...]
    revocation_known: bool
    changes: tuple[str, ...]
    problem: str

    @property
    def is_good(self) -> bool:
        """Whether the signature says what it seems to say."""
        return not self.problem


def verify(path: Path, trust: Path) -> list[Verified]:
    """Return what the signatures of a PDF are worth, in the order of signing; certificates of `trust` are trusted.

    Nothing is fetched from a network. Raises DocgenError for a file that is no PDF, can't be checked within the limits
    of time and memory, or a broken certificate.
    """
    place = Place(harmless(path.name))
    try:
        size = size_of(path)
        if not is_file(path):
            raise error("file-unreadable", place, "ไม่ใช่ไฟล์ธรรมดา", "ตรวจชื่อไฟล์")
        if size > MAX_BYTES:
            raise error("file-too-large", place, "ไฟล์ใหญ่เกินกำหนด (200 ล้านไบต์)", "ตรวจว่าเลือกไฟล์ถูกหรือไม่")
        next(regular_pieces(path, 1), b"")  # whether it can be opened
    except FileNotFoundError:
        raise error("file-missing", place, "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์") from None
    except (OSError, ValueError):
        raise error("file-unreadable", place, "เปิดไฟล์ไม่ได้", "ตรวจชื่อไฟล์และสิทธิ์ของไฟล์") from None
    try:
        seconds, memory = limits_for(size)
        function = "docgen.signing.opinion:judged"
        waiting = seconds * WAITING
        found = limited(function, str(path), str(trust), seconds=waiting, computing=seconds, memory=memory)
        return [_read(one) for one in found]
    except UnfinishedError as problem:
        raise error("broken-pdf", place, f"ตรวจไม่ได้ เพราะ{problem.why}", "ขอไฟล์ต้นฉบับ") from None


def limits_for(size: int) -> tuple[float, int]:
    """Return the seconds of computing and the bytes of memory that reading a signed PDF of a size may take."""
    return MAX_SECONDS + size / _BYTES_PER_SECOND, MAX_MEMORY + _TIMES_HELD * size


def _read(told: dict[str, Any]) -> Verified:
    """Return a verdict as it came from the other process: lists are tuples here."""
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return Verified(**fields)
