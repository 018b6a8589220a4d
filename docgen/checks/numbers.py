"""Numbers that two files bear, looked for at every build: what the state remembers of one file can't know the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from pathlib import Path

from docgen.document.targets import Target
from docgen.errors import Finding
from docgen.folder.regular import regular_pieces
from docgen.thai.numerals import to_arabic_digits

_HEAD_BYTES = 20_000
_NUMBER = re.compile(r"^number:[ \t]*[\"']?(?P<number>[^\"'#\n]+)", re.MULTILINE)


def repeated_numbers(root: Path, targets: Sequence[Target], every: Sequence[Target]) -> list[Finding]:
    """Return a warning for each of the targets whose number another final document of its kind bears.

    Only the heads of the files are read, but for those that seem to bear one number.
    """
    bearers: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for target in every:
        if target.kind.is_issued and (number := _number(target.path)):
            bearers[target.kind.name, number].append(target.path)
    twins = [path for paths in bearers.values() if len(paths) > 1 for path in paths]
    chosen = {target.path.relative_to(root).as_posix() for target in targets}
    return _told(root, twins, chosen) if twins else []


def _told(root: Path, twins: Sequence[Path], chosen: Set[str]) -> list[Finding]:
    # Imported late: a build with nothing to do asks no rule.
    from docgen.checks.pages import Office, read_pages
    from docgen.checks.rules.repeated_number import RULE
    from docgen.checks.run import run_rules
    from docgen.content.records import Agency
    from docgen.thai.lexicon import Lexicon

    nobody = Agency("", "", "", "", "", "", "", "", "", "", (), ())
    pages = tuple(read_pages(root, twins))
    office = Office(nobody, pages, Lexicon(frozenset(), {}, (), frozenset()))
    found, _ = run_rules([page for page in pages if page.path in chosen], office, [RULE])
    return [one.finding() for one in found]


def _number(path: Path) -> str:
    try:
        head = next(regular_pieces(path, _HEAD_BYTES), b"").decode("utf-8", "replace")
    except OSError:
        return ""
    found = _NUMBER.search(head)
    return "".join(to_arabic_digits(found["number"]).split()) if found else ""
