"""Who signs a document, and the room where they do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """A signatory (ผู้ลงนาม): name as printed, in parentheses; position in lines; what they sign as ("" or ผู้รายงาน).

    `rank` stands where one signs, before the signature (ร้อยตรี), and not in the name below it. In a copy the signature
    stands `in_words`, and nobody signs there.
    """

    name: str
    position: tuple[str, ...]
    signs_as: str = ""
    rank: str = ""
    in_words: str = ""


_SIDE_BY_SIDE = 3


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Room to sign: up to three signatories side by side, more of them in rows of two.

    A certification stands `apart` from the rest.
    """

    signatures: tuple[Signature, ...]
    place: str
    apart: bool = False

    @property
    def rows(self) -> tuple[tuple[Signature, ...], ...]:
        """Those who sign side by side, row by row."""
        if len(self.signatures) <= _SIDE_BY_SIDE:
            return (self.signatures,)
        return tuple(self.signatures[at : at + 2] for at in range(0, len(self.signatures), 2))
