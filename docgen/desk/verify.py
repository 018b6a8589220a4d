"""`docgen verify FILE`: what the signatures of a PDF are worth, or whether a bag is what the office archived.

The project is asked for certificates and journal alone; nothing is written, so this runs anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.desk.done import Done
from docgen.folder.there import is_folder

if TYPE_CHECKING:
    from docgen.evidence.bag.report import BagReport
    from docgen.signing.verify import Verified


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of one PDF in the order of signing; `shown` is its file name."""

    shown: str
    signatures: tuple[Verified, ...]

    @property
    def is_good(self) -> bool:
        """Whether there is a signature, and nothing is wrong with any."""
        return bool(self.signatures) and all(one.is_good for one in self.signatures)


def verify(root: Path, file: Path, trust: Path | None = None) -> Done[BagReport | Signatures]:
    """Verify a bag (a folder or a .zip) or the signatures of a PDF, whichever the file is.

    `trust` holds the certificates to trust (the project's own if None). Raises DocgenError for what can't be opened.
    """
    if is_folder(file) or file.suffix.lower() == ".zip":
        return Done(verify_bag(root, file, trust).value)
    return Done(verify_pdf(root, file, trust).value)


def verify_bag(root: Path, bag: Path, trust: Path | None = None) -> Done[BagReport]:
    """Ask every question of a bag. Raises DocgenError for one that can't be opened safely."""
    from docgen.evidence.bag.verify import verify_bag as ask

    return Done(ask(root, bag, trust))


def verify_pdf(root: Path, pdf: Path, trust: Path | None = None) -> Done[Signatures]:
    """Judge the signatures of a PDF. Raises DocgenError for what is none, or can't be checked within the limits."""
    from docgen.signing.trust import TRUST_FOLDER
    from docgen.signing.verify import verify as judge

    return Done(Signatures(pdf.name, tuple(judge(pdf, trust or root / TRUST_FOLDER))))
