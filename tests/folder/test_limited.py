"""Work on a stranger's file ends in time, within memory, with a reason in Thai, and leaves no process behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import DocgenError, Place, error
from docgen.folder.limited import UnfinishedError, _started, limited

HERE = "tests.folder.test_limited"
MEMORY = 200_000_000


def doubled(value: Any) -> Any:
    print("what a library prints does not come between")
    return [value, value]


def refusing(path: str) -> None:
    raise DocgenError([replace(one, span=2, repair="") for one in refused(path).findings])


def refused(path: str) -> DocgenError:
    return error("broken-pdf", Place(path, 3, 4), "เสีย", "ขอใหม่")


def looping(marker: str) -> None:
    # A grandchild as well: it ends with the one that started it.
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(2); open({marker!r}, 'w')"])
    while True:
        pass


def eating() -> int:
    return len(bytearray(2_000_000_000))


def deep(depth: int = 0) -> int:
    return deep(depth + 1) + 1


def crashing() -> None:
    os.kill(os.getpid(), 9)


def failing(name: str) -> None:
    class UnsupportedAlgorithmError(Exception):
        pass

    raise {
        "zlib": zlib.error,
        "overflow": OverflowError,
        "assert": AssertionError,
        "algorithm": UnsupportedAlgorithmError,
    }[name]("an English sentence")


def test_what_is_found_comes_back_and_a_finding_is_raised() -> None:
    """Values come back, and a finding keeps place, span and repair on its way."""
    assert limited(f"{HERE}:doubled", "ก" * 200_000, seconds=20, memory=MEMORY) == ["ก" * 200_000] * 2
    with pytest.raises(DocgenError) as told:
        limited(f"{HERE}:refusing", "x.pdf", seconds=20, memory=MEMORY)
    assert told.value.findings == (replace(refused("x.pdf").findings[0], span=2, repair=""),)


@pytest.mark.parametrize(
    ("function", "given", "kind"),
    [
        ("eating", (), "memory"),
        ("deep", (), "broken"),
        ("crashing", (), "broken"),
        ("failing", ("zlib",), "broken"),
        ("failing", ("overflow",), "broken"),
        ("failing", ("assert",), "broken"),
        ("failing", ("algorithm",), "unsupported"),
    ],
)
def test_whatever_goes_wrong_there_is_told_in_thai(function: str, given: tuple[str, ...], kind: str) -> None:
    """Endless, greedy, deep, crashing or failing work is told in Thai, each by its kind."""
    with pytest.raises(UnfinishedError) as told:
        limited(f"{HERE}:{function}", *given, seconds=20, memory=MEMORY)
    assert told.value.kind == kind
    assert not any("a" <= letter.lower() <= "z" for letter in told.value.why)


def test_work_without_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """What the work started ends with it."""
    begun, marker = time.monotonic(), tmp_path / "alive"
    with pytest.raises(UnfinishedError, match="เกิน 1 วินาที"):
        limited(f"{HERE}:looping", str(marker), seconds=1, memory=MEMORY)
    assert time.monotonic() - begun < 1.9
    time.sleep(1.5)
    assert not marker.exists()


def test_where_processes_cannot_be_forked_another_interpreter_does_the_same() -> None:
    """Without fork, a new interpreter does the same work with the same result."""
    assert _started("docgen.outside:quoted", ["ก\n"], 20) == {"value": "“ก·”"}
    assert _started("docgen.outside:nothing", [], 20) == {"fault": "broken"}
