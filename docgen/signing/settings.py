"""Read `content/signing.yaml`: how strong an office's signatures are, and who tells the time for them.

Levels are those of PAdES baseline signatures (ETSI EN 319 142-1, 6): B-B the signature alone, B-T with a time stamp,
B-LT with what shows that the certificate was not revoked, B-LTA with a time stamp over all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.errors import DocgenError, Finding
from docgen.folder.fields import as_fields
from docgen.folder.located import read_yaml

SETTINGS_FILE = "content/signing.yaml"
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
_KEYS = "kind level timestamp fetch_revocation show_time".split()


@dataclass(frozen=True, slots=True)
class Settings:
    """How an office signs: level, address of its time-stamp service (RFC 3161), whether revocation data are fetched.

    `shows_time` puts the time in Thai below the picture of a signature.
    """

    level: str = "B-B"
    timestamp: str = ""
    fetches: bool = False
    shows_time: bool = False

    @property
    def has_evidence(self) -> bool:
        """Whether revocation data go into the file."""
        return self.level in ("B-LT", "B-LTA")


def read_settings(text: str) -> Settings:
    """Return how an office signs by the text of its settings. Raises DocgenError that lists all that is wrong."""
    problems: list[Finding] = []
    fields = as_fields(read_yaml(text, SETTINGS_FILE), SETTINGS_FILE, problems, has_remarks=True)
    fields.allow(*_KEYS, required=["kind"])
    fields.choice("kind", ["signing"], "signing")
    settings = Settings(
        level=fields.choice("level", LEVELS, "B-B"),
        timestamp=fields.text("timestamp"),
        fetches=fields.flag("fetch_revocation"),
        shows_time=fields.flag("show_time"),
    )
    if settings.timestamp and not re.fullmatch(r"https?://[^\s\"'<>@]+", settings.timestamp):
        fields.report(
            "wrong-link", fields.place("timestamp"), "ที่อยู่บริการประทับเวลาไม่ถูกต้อง", "เขียนแบบ https://… ไม่มีช่องว่าง"
        )
    if settings.level != "B-B" and not settings.timestamp:
        message = f"level: {settings.level} ต้องมีบริการประทับเวลา"
        fields.report("no-timestamp", fields.place("level"), message, "เพิ่ม timestamp: https://… หรือใช้ level: B-B")
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return settings
