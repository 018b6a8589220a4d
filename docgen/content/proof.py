"""The pictures and papers that show an activity was done: named in the report or in the activity log."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docgen.content.records import Activity, Picture, ProofPaper
from docgen.errors import DocgenError
from docgen.folder.fields import Fields
from docgen.folder.files import Files
from docgen.thai.numerals import thai_digits_in_prose


def read_pictures(fields: Fields, folder: Path, files: Files) -> Iterable[Picture]:
    """Yield the pictures that the report names; what is wrong with one is reported."""
    for entry in fields.mappings("pictures"):
        entry.allow("file", "alt", "caption", required=["file", "caption"])
        caption = thai_digits_in_prose(entry.text("caption"))
        alt = thai_digits_in_prose(entry.text("alt")) or caption
        place = entry.place("file")
        try:
            content = files.root / "content"
            path = files.picture(entry.text("file"), folder, content, place)
        except DocgenError as problem:
            fields.problems.extend(problem.findings)
        else:
            yield Picture(path, alt, caption, place)


def activity_pictures(activities: Iterable[Activity], files: Files) -> Iterable[Picture]:
    """Yield the pictures among the evidence of activities. Raises DocgenError for one that can\'t be used."""
    for activity in activities:
        folder = (files.root / activity.place.path).parent
        for item in activity.evidence:
            if is_picture(item):
                path = files.picture(item, folder, files.root / "content", activity.evidence_place)
                yield Picture(path, activity.measure, activity.measure, activity.place)


def activity_papers(activities: Iterable[Activity]) -> Iterable[ProofPaper]:
    """Yield the papers among the evidence of activities, each once, with the first cell that names it."""
    named: set[str] = set()
    for activity in activities:
        for item in activity.evidence:
            if not is_picture(item) and item not in named:
                named.add(item)
                yield ProofPaper(item, activity.evidence_place)


def is_picture(item: str) -> bool:
    """Tell whether an item of evidence is the name of a picture file."""
    return "://" not in item and item.lower().endswith(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp")
    )
