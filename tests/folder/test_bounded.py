"""Work without end stops at its limit and says so with its place; what comes after it is as it was before."""

from __future__ import annotations

import gc
import re
import resource
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.checks.pages import Office, page_of_text
from docgen.checks.rules import all_rules
from docgen.checks.run import run_rules
from docgen.document import trees as documents
from docgen.document.project import read_project
from docgen.errors import DocgenError, Place
from docgen.folder.bounded import bounded, resting_collector
from docgen.folder.memory import within_memory
from docgen.thai.lexicon import make_lexicon
from docgen.writers import WRITERS
from tests.conftest import GOOD, Told

PLACE = Place("content/announcements/a.md")


def _endless() -> None:
    while True:
        try:
            re.search(r"(?:1+)+$", "1" * 30 + "x")
        except Exception:
            continue


def _greedy() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


@pytest.mark.parametrize("work", [_endless, _greedy])
def test_work_beyond_its_limit_is_an_error_with_its_place(work: object) -> None:
    """Work beyond its time or memory ends in an error that has the document's place."""
    limits, handler = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    start = time.process_time()
    with pytest.raises(DocgenError) as raised, bounded(PLACE, seconds=0.3, memory=300_000_000):
        work()  # type: ignore[operator]
    assert [(one.code, one.place) for one in raised.value.findings] == [("over-limit", PLACE)]
    assert "0.3 วินาที หรือ 300 ล้านไบต์" in raised.value.findings[0].message
    assert time.process_time() - start < 2
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == (limits, handler)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def _in_a_worker(name: str) -> str:
    with bounded(Place(name), seconds=0.3, memory=300_000_000):
        if name == "bad":
            _endless()
    return name


def test_a_worker_that_was_stopped_takes_the_next_work() -> None:
    """The limit of one job is lifted for the next in the same worker."""
    with ProcessPoolExecutor(1) as pool:
        jobs = [pool.submit(_in_a_worker, name) for name in ("bad", "good", "bad", "good")]
        told = [job.exception() or job.result() for job in jobs]
    assert [one if isinstance(one, str) else one.findings[0].place.path for one in told] == ["bad", "good"] * 2  # type: ignore[attr-defined]


def test_errors_and_results_of_the_work_pass_through() -> None:
    """What the work returns or raises comes out as it is."""
    with pytest.raises(KeyError), bounded(PLACE):
        raise KeyError("x")
    assert gc.isenabled()
    with bounded(PLACE), resting_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def _slowly(done: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that comes to no end over what is named bad."""

    def do(*given: Any) -> Any:
        if "bad.md" in str(given[0]):
            _endless()
        return done(*given)

    return do


def test_reading_checking_and_word_are_bounded_too(
    office: Path, docgen: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes too long in one document is told of it; the others are checked and built."""
    folder = office / "content/announcements"
    for name in ("bad", "good"):
        (folder / f"{name}.md").write_text(GOOD, encoding="utf-8")
    # Of a page's CPU time, in which the endless one is stopped; the PDF of these takes some tenths.
    monkeypatch.setattr(bounded.__wrapped__, "__defaults__", (0.8, 1_000_000_000))  # type: ignore[attr-defined]

    def told(*arguments: str) -> list[str]:
        heard = docgen(office, *arguments)
        assert heard.code == 1
        return [line.partition(": ")[0] for line in heard.err.splitlines() if "[over-limit]" in line]

    bad = "content/announcements/bad.md"
    with monkeypatch.context() as here:
        here.setattr("docgen.document.trees._made", _slowly(documents._made))
        assert told("check") == [bad]
    with monkeypatch.context() as here:
        here.setitem(WRITERS, ".docx", _slowly(WRITERS[".docx"]))
        assert told("build") == [bad]
    assert {path.name for path in (office / "output/announcements").iterdir()} == {"good.pdf", "good.docx"}
    rule = replace(all_rules()[0], look=_slowly(lambda *_: iter(())))
    project = read_project(office)
    pages = tuple(page_of_text("ก", name) for name in (bad, "good.md"))
    found, problems = run_rules(pages, Office(project.agency, pages, make_lexicon(())), [rule])
    assert (found, [(one.code, one.place.path) for one in problems]) == ([], [("over-limit", bad)])


def test_threads_give_back_the_limit_that_the_process_had() -> None:
    """Two threads whose bounds overlap leave no limit behind, whichever ends first."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    first, second = threading.Event(), threading.Event()

    def work(mine: threading.Event, other: threading.Event) -> None:
        with within_memory(2_000_000_000):
            mine.set()
            assert other.wait(10)
            assert resource.getrlimit(resource.RLIMIT_AS) != before

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(work, first, second), pool.submit(work, second, first)]
    for one in done:
        one.result()
    assert resource.getrlimit(resource.RLIMIT_AS) == before
