"""Remember what each output was made from, so that a build with nothing changed does nothing.

Kept in one JSON file beside the outputs; a damaged one only means that everything is built again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.atomic import write_files
from docgen.folder.regular import read_regular, regular_digest
from docgen.registry.register import NUMBER_OF, Register, read_register

STATE_FILE = "output/.docgen-state.json"
_MOST_BYTES = 100_000_000


@dataclass
class State:
    """What is known of earlier builds; hashes of files are computed once a run."""

    root: Path
    program: str
    targets: dict[str, dict[str, Any]]
    _hashes: dict[str, str] = field(default_factory=dict)

    def fresh(self, name: str, outputs: Iterable[str]) -> bool:
        """Tell whether a target's inputs and outputs, and what came with them, are what they were when it was built."""
        known = self.targets.get(name)
        if not known or not set(outputs) <= set(known["outputs"]):
            return False
        files = {**known["inputs"], **known["outputs"]}
        return all(self.hash_of(path) == expected for path, expected in files.items())

    def hash_of(self, path: str) -> str:
        """Return the SHA-256 of a project file, "" if it is not there."""
        if path not in self._hashes:
            if path.startswith(NUMBER_OF):
                return self.registered.number_of(path.removeprefix(NUMBER_OF))
            try:
                self._hashes[path] = regular_digest(self.root / path)
            except OSError:
                self._hashes[path] = ""
        return self._hashes[path]

    @cached_property
    def registered(self) -> Register:
        """The register of the project; an empty one where it can't be read, which is told elsewhere."""
        try:
            return read_register(self.root)
        except (DocgenError, OSError):
            return Register()

    def findings(self, name: str) -> list[Finding]:
        """Return the findings that a target's last build gave: a warning holds until its cause is gone."""
        return [
            Finding(code, Place(*place), message, hint, Severity(severity), span=span, repair=repair)
            for code, place, message, hint, severity, span, repair in self.targets[name]["findings"]
        ]

    def record(self, name: str, inputs: dict[str, str], outputs: dict[str, bytes], findings: Iterable[Finding]) -> None:
        """Take down what a target was made from and what was written."""
        made = {path: hashlib.sha256(content).hexdigest() for path, content in outputs.items()}
        self._hashes.update(made)
        self.targets[name] = {
            "inputs": dict(sorted(inputs.items())),
            "outputs": made,
            "findings": [
                [
                    *(f.code, [f.place.path, f.place.line, f.place.column], f.message, f.hint, f.severity.value),
                    *(f.span, f.repair),
                ]
                for f in findings
            ],
        }


def read_state(root: Path, program: str) -> State:
    """Return what earlier builds by this very program left; an empty state if there is none or it is damaged."""
    try:
        known = json.loads(read_regular(root / STATE_FILE, _MOST_BYTES))
        if known["program"] == program and all(map(_is_whole, known["targets"].values())):
            return State(root, program, known["targets"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return State(root, program, {})


def _is_whole(entry: Any) -> bool:
    """Tell whether an entry is what `record` makes. Raises KeyError, TypeError or ValueError for some that are not."""
    hashes = (entry["inputs"], entry["outputs"])
    if not all(isinstance(one, dict) and all(isinstance(value, str) for value in one.values()) for one in hashes):
        return False
    for code, (path, line, column), message, hint, severity, span, repair in entry["findings"]:
        words, numbers = (code, path, message, hint, severity, repair or ""), (line, column, span)
        if not all(isinstance(one, str) for one in words) or not all(isinstance(one, int) for one in numbers):
            return False
        Severity(severity)
    return True


def save_state(state: State) -> None:
    """Write the state file, by a temporary file and a rename. Raises OSError."""
    text = json.dumps(
        {"program": state.program, "targets": state.targets}, ensure_ascii=False, indent=1, sort_keys=True
    )
    write_files({state.root / STATE_FILE: (text + "\n").encode("utf-8", "backslashreplace")})
