"""The register as the journal tells it: issued, corrected, moved, withdrawn, signed, one event after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from docgen.kinds.table import KINDS
from docgen.registry.entry import Entry, split_number
from docgen.registry.journal import Event
from docgen.thai.numerals import to_arabic_digits

_NUMBER = "[1-9][0-9]{0,5}"
Known = Callable[[str, str], Entry | None]


def replayed(events: Iterable[Event], rows: Iterable[Entry], other: Known = lambda path, sha256: None) -> list[Entry]:
    """Return the entries that a journal tells, in its order.

    `rows` are those of the register that is there, which are taken as they stand where the journal knows the version.
    `other` may know by path and SHA-256 what an event is about that an earlier program wrote, with the number alone.
    """
    replay = _Replay(rows, other)
    for event in events:
        replay.take(event)
    return replay.made


class _Replay:
    """The entries so far, where the newest of each file stands among them, and who signed it."""

    def __init__(self, rows: Iterable[Entry], other: Known) -> None:
        self.known = {(row.path, row.version, row.sha256): row for row in rows}
        self.versions: dict[tuple[str, str], list[int]] = {}
        for path, version, sha256 in self.known:
            self.versions.setdefault((path, sha256), []).append(version)
        self.other = other
        self.made: list[Entry] = []
        self.newest: dict[str, int] = {}
        self.signers: dict[str, set[str]] = {}

    def take(self, event: Event) -> None:
        """Do to the entries what an event tells."""
        if event.event in ("issued", "corrected"):
            self._issue(event)
        elif event.event == "moved":
            self._move(event.remark, event.path)
        elif event.event == "withdrawn" and (latest := self._latest(event.path)) and latest.state != "withdrawn":
            self._put(latest.withdrawn(event.remark))
        elif event.event in ("signed", "scanned"):
            self._sign(event)

    def _latest(self, path: str) -> Entry | None:
        return self.made[self.newest[path]] if path in self.newest else None

    def _put(self, entry: Entry) -> None:
        self.made[self.newest[entry.path]] = entry

    def _as_registered(self, entry: Entry) -> Entry:
        return self.known.get((entry.path, entry.version, entry.sha256), entry)

    def _issue(self, event: Event) -> None:
        entry = self._told(event) if event.entry else self._guessed(event)
        if entry is not None:
            self.newest[event.path] = len(self.made)
            self.made.append(self._as_registered(entry))
            self.signers.pop(event.path, None)

    def _told(self, event: Event) -> Entry | None:
        kind, number, buddhist_year, version, date, subject, signatory = event.entry
        is_whole = all(re.fullmatch(_NUMBER, one) for one in (buddhist_year, version))
        if kind not in {one.name for one in KINDS.issued()} or not is_whole:
            return None
        try:
            series, running = split_number(number)
        except ValueError:
            return None
        numbers = (running, int(buddhist_year), int(version))
        remark = event.remark if numbers[2] > 1 else ""
        return Entry(kind, *numbers, date, subject, signatory, event.path, event.sha256, event.event, remark, series)

    def _guessed(self, event: Event) -> Entry | None:
        """Return what an event of an earlier program tells: the number of a first version, why there is a later one."""
        before = self._latest(event.path)
        about = self.other(event.path, event.sha256) or before
        words = (about.date, about.subject, about.signatory) if about else ("", "", "")
        if event.event == "corrected":
            if before is None:
                return None
            # An earlier program wrote a version with the words of one before it down once.
            later = (one for one in self.versions.get((event.path, event.sha256), ()) if one > before.version)
            numbers = (before.number, before.buddhist_year, min(later, default=before.version + 1))
            return Entry(before.kind, *numbers, *words, event.path, event.sha256, "corrected", event.remark)
        found = re.fullmatch(f"({_NUMBER})/([1-9][0-9]{{3}})", to_arabic_digits(event.remark))
        kind = KINDS.of_path(event.path)
        if not found or kind is None or not kind.is_issued:
            return None
        return Entry(kind.name, int(found[1]), int(found[2]), 1, *words, event.path, event.sha256, "issued")

    def _move(self, old: str, new: str) -> None:
        moved = (replace(one, path=new) if one.path == old else one for one in self.made)
        self.made = [self._as_registered(one) for one in moved]
        if old in self.newest:
            self.newest[new] = self.newest.pop(old)

    def _sign(self, event: Event) -> None:
        """Mark the newest version of a file as signed where it was scanned, or signed by all whom it names."""
        name = re.sub(r"^content/(signed|scans)/", "", event.path).rpartition(".")[0]
        is_scan = event.event == "scanned"
        path = f"content/{re.sub('-[0-9a-f]{8}$', '', name) if is_scan else name}.md"
        latest = self._latest(path)
        if latest is None or latest.state not in ("issued", "corrected"):
            return
        names = self.signers.setdefault(path, set())
        names.add(event.remark)
        wanted = set(filter(None, latest.signatory.split(", ")))
        if is_scan or (wanted and wanted <= names):
            self._put(replace(latest, state="signed"))
