"""Where each document of a year stands on the agency's website: names that are safe in an address and stay the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from docgen.evidence.documents import EvidenceDocument

_SAFE = re.compile(r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*")


def published_paths(documents: Iterable[EvidenceDocument]) -> dict[str, str]:
    """Return the path of each document's PDF below the folder of its year, by the document's name.

    It depends on the item and on the name of the content file alone: a corrected version keeps its address.
    """
    return {document.name: f"{_folder(document)}/{_file(document)}.pdf" for document in documents}


def _folder(document: EvidenceDocument) -> str:
    return document.items[0].lower() if document.items else "documents"


def _file(document: EvidenceDocument) -> str:
    if document.target.kind.rounds is not None:
        return f"{document.kind}-{document.target.months}-months"
    stem = unicodedata.normalize("NFC", document.target.path.stem)
    name = stem.lower()
    # An announcement and an order may share a name: the kind keeps them apart.
    prefix = document.target.kind.address_prefix
    if _SAFE.fullmatch(name):
        return prefix + name
    return f"{document.kind}-{hashlib.sha256(stem.encode()).hexdigest()[:10]}"
