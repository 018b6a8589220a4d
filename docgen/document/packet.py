"""Put a round's packet together: cover, contents, report, then the announcements as annexes, as one document."""

from __future__ import annotations

from dataclasses import replace

from docgen.tree import Document


def pack(report: Document, additions: Document, annexes: tuple[Document, ...]) -> Document:
    """Return the packet's tree.

    `additions` is what the packet template adds: the contents, then a leaf for each annex in order.
    """
    cover, *rest = report.sections
    contents, *leaves = additions.sections
    sections = [cover, contents, *rest]
    for leaf, annex in zip(leaves, annexes, strict=True):
        sections += [leaf, *annex.sections]
    # One draft among its parts makes a packet that can't be handed in.
    is_draft = report.draft or any(annex.draft for annex in annexes)
    return replace(additions, sections=tuple(sections), draft=is_draft)
