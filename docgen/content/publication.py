"""What a document says of its publication on the agency's website: an English title, and whether it may be public."""

from __future__ import annotations

from docgen.folder.fields import Fields

PUBLICATION_KEYS = ["title_en", "publish", "personal_data"]


def english_title(fields: Fields) -> str:
    """Return the entry `title_en` in one line, "" if there is none."""
    return " ".join(fields.text("title_en").split())


def is_public(fields: Fields) -> bool:
    """Tell whether a document may be published: not if it says `publish: no`, nor if it holds personal data.

    Source: the Personal Data Protection Act B.E. 2562; a clerk marks such a document with `personal_data: yes`.
    """
    published, personal = fields.flag("publish", default=True), fields.flag("personal_data")
    return published and not personal
