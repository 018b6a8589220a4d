"""What is out of date: the targets whose files, outputs or program are no longer those of their last build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.build.program import program_fingerprint
from docgen.build.state import State, read_state
from docgen.document.targets import Target
from docgen.errors import Finding


@dataclass(frozen=True, slots=True)
class Plan:
    """Targets that need nothing and those that must be made, with what is known of earlier builds."""

    fresh: tuple[Target, ...]
    stale: tuple[Target, ...]
    state: State

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last builds of the fresh targets told: a warning holds until its cause is gone."""
        return tuple(finding for target in self.fresh for finding in self.state.findings(target.name))


def make_plan(root: Path, targets: Sequence[Target]) -> Plan:
    """Return which of the targets are out of date; reads the files behind them, writes nothing."""
    state = read_state(root, program_fingerprint())
    fresh = tuple(target for target in targets if state.fresh(target.name, target.outputs))
    return Plan(fresh, tuple(target for target in targets if target not in fresh), state)
