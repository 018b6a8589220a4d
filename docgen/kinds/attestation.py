"""The letter of certification (หนังสือรับรอง, แบบที่ ๑๐ ท้ายระเบียบงานสารบรรณ): whom the office vouches for."""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="attestation",
    folder="attestations",
    thai="หนังสือรับรอง",
    template="attestation.xml.j2",
    new_template="new-attestation.md.j2",
    address_prefix="attestation-",
    is_number_printed=True,
    expected=(("หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า", "ข้อความขึ้นต้น หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า…"),),
    word=WordForm(known_by=(r"เลขที่", r"หนังสือฉบับนี้ให้ไว้เพื่อรับรอง")),
)
