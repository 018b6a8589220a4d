"""How docgen's page bears an office that types at once; part of `make bench`, alone by `python -m tests.bench_load`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.typing_office import KEY_SECONDS, work

CLERKS, SECONDS = 20, 60
HEAD = f"""
## {CLERKS} clerks at once

One server on loopback, and beside it on the same cores the clerks: each types into a two-page announcement of her own
for {SECONDS} s, a key each {KEY_SECONDS[0]} to {KEY_SECONDS[1]} s with a rest now and then, and asks for pages,
findings and saving as the page's scripts do. The run fails for a lost key, a page of another text, an older page after
a newer one. ms: median, and what 95 of 100 stay below. MiB (PSS): server with its processes, at the first key and the
last.

| clerks | keys | pages | a page | 95 % | key to page | 95 % | a save | 95 % | MiB, first | last |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def table(clerks: int = CLERKS, seconds: float = SECONDS) -> str:
    """Let one clerk and then all type, and return the table. Raises AssertionError where anything is lost or old."""
    rows = []
    for count, time in ((1, min(seconds, 20)), (clerks, seconds)):
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(f"| {count} | {work(Path(scratch), count, time).row} |\n")
    made = HEAD + "".join(rows)
    print(made, flush=True)
    return made


if __name__ == "__main__":
    table(*(int(one) for one in sys.argv[1:3]))
