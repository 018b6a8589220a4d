"""What goes into an evidence bag: documents, what they were made from, who may be trusted, and the program itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from docgen import PACKAGE
from docgen.build.state import State
from docgen.content.items import FOLDER as ITEMS_FOLDER
from docgen.evidence.bag.copying import ChangedError, Payload
from docgen.evidence.bag.keys import refuse_keys
from docgen.evidence.documents import EvidenceDocument
from docgen.evidence.index import bag_paths, sources_of
from docgen.folder.program import program_files
from docgen.folder.regular import read_regular
from docgen.folder.there import files_of, is_file
from docgen.registry.journal import SCANS_RECORD, Event
from docgen.registry.register import NUMBER_OF, REGISTER_FILE
from docgen.signing.trust import TRUST_FOLDER

JOURNAL = "journal.jsonl"
SOURCE = "source"
PROGRAM = "program"
_MOST_BYTES = 1_000_000


def payload(root: Path, state: State, documents: Iterable[EvidenceDocument], events: Iterable[Event]) -> Payload:
    """Return the files of a bag by their path below data/: where each is read from, or its bytes.

    `state` tells what each document was made from; the journal goes up to the last event that is no archiving, so that
    archiving again with nothing new gives the same bytes. Raises ChangedError where `state` knows a document no more.
    """
    files: Payload = {}
    sources: dict[str, Path] = {}
    for document in documents:
        kinds = sources_of(document)
        files |= {path: root / kinds[kind] for kind, path in bag_paths(document).items()}
        built = state.targets.get(document.target.name)
        if built is None:  # another run, of another program, wrote what is known of the outputs meanwhile
            raise ChangedError(document.target.path)
        sources |= _inputs(root, built["inputs"])
    more = (*files_of(root / ITEMS_FOLDER, "*.yaml"), *files_of(root / "fonts", "LICENSE*"))
    for path in (root / REGISTER_FILE, root / SCANS_RECORD, *more):
        if is_file(path):
            sources[path.relative_to(root).as_posix()] = path
    files |= {f"{SOURCE}/{name}": path for name, path in sources.items()}
    for path in files_of(root / TRUST_FOLDER, "*"):
        # `keyless` refuses a key that stands among them.
        if path.suffix.lower() in (".crt", ".cer", ".pem", ".der", ".crl"):
            files[f"trust/{path.name}"] = path
    files |= _program()
    told = b"".join(event.line for event in settled(events))
    if told:
        files[JOURNAL] = told
    return files


def settled(events: Iterable[Event]) -> list[Event]:
    """Return the events up to the last one that is no archiving."""
    kept = list(events)
    while kept and kept[-1].event == "archived":
        kept.pop()
    return kept


def _inputs(root: Path, inputs: Mapping[str, str]) -> dict[str, Path]:
    return {name: root / name for name, digest in inputs.items() if digest and not name.startswith(NUMBER_OF)}


def _program() -> Payload:
    """Return the program that made the documents, with the exact versions of what it needs."""
    files: Payload = {f"{PROGRAM}/docgen/{path.relative_to(PACKAGE).as_posix()}": path for path in program_files()}
    for name in ("pyproject.toml", "requirements/run.txt"):
        path = PACKAGE.parent / name
        if is_file(path) and _is_ours(PACKAGE.parent):
            files[f"{PROGRAM}/{name}"] = path
    return files


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is that of docgen, and no folder of packages that it was installed into."""
    try:
        told = tomllib.loads(read_regular(folder / "pyproject.toml", _MOST_BYTES).decode())
        return bool(told["project"]["name"] == "docgen")
    except (OSError, ValueError, KeyError):
        return False


def keyless(root: Path, files: Payload) -> None:
    """Raise DocgenError if a file that others will get, or any in the folder of whom the office trusts, is a key."""
    ours = PACKAGE
    given = (source for source in files.values() if isinstance(source, Path) and not source.is_relative_to(ours))
    refuse_keys(root, given, root / TRUST_FOLDER)
