"""How the rule below a document's head looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadRuleStyle:
    """The rule below the head of a document: width (cm; 0 for none), thickness and the space around it (pt)."""

    width_cm: float = 0.0
    line_pt: float = 0.75
    space_before_pt: float = 6.0
    space_after_pt: float = 0.0
