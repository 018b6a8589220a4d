"""The one table of kinds: a new kind is a line here. Whoever asks reads it through `KINDS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.kinds import (
    announcement,
    attestation,
    bylaw,
    design,
    letter,
    memorandum,
    minutes,
    news,
    order,
    ordinance,
    regulation,
    report,
    stamped,
    statement,
)
from docgen.kinds.kind import Kind

TABLE: tuple[Kind, ...] = (
    announcement.KIND,
    order.KIND,
    memorandum.KIND,
    letter.KIND,
    stamped.KIND,
    attestation.KIND,
    minutes.KIND,
    regulation.KIND,
    bylaw.KIND,
    ordinance.KIND,
    statement.KIND,
    news.KIND,
    report.KIND,
    design.KIND,
)


class Kinds(Mapping[str, Kind]):
    """The kinds by name, in the order of the table. An unknown name or folder is nobody's: it is never guessed."""

    def __getitem__(self, name: str) -> Kind:
        for kind in TABLE:
            if kind.name == name:
                return kind
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (kind.name for kind in TABLE)

    def __len__(self) -> int:
        return len(TABLE)

    def in_folder(self, folder: str) -> Kind | None:
        """Return the kind whose content stands in a folder below content/, None if none does."""
        return next((kind for kind in TABLE if kind.folder == folder), None)

    def of_path(self, path: str) -> Kind | None:
        """Return the kind of a project path such as content/orders/x.md, None if it is none's."""
        top, _, rest = path.partition("/")
        folder, _, name = rest.partition("/")
        return self.in_folder(folder) if top == "content" and name else None

    def called(self, thai: str) -> Kind | None:
        """Return the kind that people call so, None if none is."""
        return next((kind for kind in TABLE if kind.thai == thai), None)

    def issued(self) -> tuple[Kind, ...]:
        """Return the kinds that are numbered and locked."""
        return tuple(kind for kind in TABLE if kind.is_issued)


KINDS = Kinds()


def kind_schemes() -> dict[str, str]:
    """Return the numbering scheme of each kind with clauses by its name, "" where the layout must name one."""
    return {kind.name: kind.scheme for kind in TABLE if kind.filled is None}


def paper_names() -> dict[str, str]:
    """Return what people call each kind, and each paper of a round, by its name."""
    papers = {paper.name: paper.thai for kind in TABLE if kind.rounds for paper in kind.rounds.papers}
    return papers | {kind.name: kind.thai for kind in TABLE}
