"""How far a document is: draft, built, issued, signed, archived. Asks the build's state and the year's bags."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from docgen.build.state import State
from docgen.evidence.bag.shelf import FOLDER
from docgen.evidence.documents import EvidenceDocument
from docgen.folder.regular import MAX_MANIFEST_BYTES, read_regular
from docgen.folder.there import files_of

Step = Literal[
    "draft", "withdrawn", "outdated", "archived-unsigned", "signed-archived", "archived", "signed", "issued", "final"
]


def step_of(one: EvidenceDocument, state: State, archived: set[str]) -> Step:
    """Return how far a document is; `archived` are the SHA-256 of what the bags of its year hold."""
    if one.is_draft:
        return "draft"
    if one.state == "withdrawn":
        return "withdrawn"
    if not state.fresh(one.target.name, one.target.outputs):
        return "outdated"
    if state.hash_of(one.signed or one.pdf) in archived:
        is_open = one.signatories and one.state != "signed"
        return "archived-unsigned" if is_open else "signed-archived" if one.signatories else "archived"
    return "signed" if one.state == "signed" else "issued" if one.state == "issued" else "final"


def archived_digests(root: Path, fiscal_year: int) -> set[str]:
    """Return the SHA-256 of what the bags of a year hold."""
    found: set[str] = set()
    for manifest in files_of(root / FOLDER, f"{fiscal_year}-*-v*/manifest-sha256.txt"):
        found |= {
            line.partition("  ")[0]
            for line in read_regular(manifest, MAX_MANIFEST_BYTES).decode(errors="replace").splitlines()
        }
    return found
