"""What a writer gives back."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import Finding


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: its bytes, and what the writer noticed on the way (warnings alone; an error is raised)."""

    content: bytes
    findings: tuple[Finding, ...] = ()
