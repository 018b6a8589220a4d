"""Work without end stops at its limit and says so with its place; what comes after it is as it was before."""

from __future__ import annotations

import gc
import re
import resource
import signal
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from docgen.errors import DocgenError, Place
from docgen.folder.bounded import bounded, resting_collector

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
    with ProcessPoolExecutor(1) as pool:
        jobs = [pool.submit(_in_a_worker, name) for name in ("bad", "good", "bad", "good")]
        told = [job.exception() or job.result() for job in jobs]
    assert [one if isinstance(one, str) else one.findings[0].place.path for one in told] == ["bad", "good"] * 2  # type: ignore[attr-defined]


def test_errors_and_results_of_the_work_pass_through() -> None:
    with pytest.raises(KeyError), bounded(PLACE):
        raise KeyError("x")
    assert gc.isenabled()
    with bounded(PLACE), resting_collector():
        assert not gc.isenabled()
    assert gc.isenabled()
