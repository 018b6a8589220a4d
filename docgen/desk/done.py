"""What every verb returns: what was done, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from docgen.errors import Finding, Severity

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """A verb's answer (ผล): a record of what was done or found, and findings of every severity."""

    value: Value
    findings: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something was found that is wrong, not only worth a look."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
