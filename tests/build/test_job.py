"""A job holds all that it needs: whoever makes it, wherever and however often, the same bytes come of it."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

import docgen.build.job
from docgen.build.job import Job, make
from docgen.build.plan import make_plan
from docgen.build.run import Silent, build_targets
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.errors import Place
from tests.conftest import GOOD, ROOT, copy_project

write_output = docgen.build.job.write_output
WHERE: list[Callable[[], AbstractContextManager[Executor | None]]] = [
    nullcontext,
    lambda: ThreadPoolExecutor(3),
    lambda: ProcessPoolExecutor(2),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with three announcements."""
    root = copy_project(tmp_path_factory.mktemp("jobs") / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/announcements").mkdir()
    for name in ("one", "two", "bug-three"):
        (root / f"content/announcements/{name}.md").write_text(f"{GOOD}\n{name}\n", encoding="utf-8")
    return root


def jobs(root: Path) -> list[Job]:
    read = read_project(root)
    return [
        Job(output, Place(target.name), tree, read.layout, root)
        for target in find_targets(root)
        for output, tree in make_documents(target, read).documents.items()
    ]


def outputs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "output").rglob("*.*") if path.suffix in (".pdf", ".docx")}


def clear(root: Path) -> None:
    for path in (root / "output").rglob("*"):
        if path.is_file():
            path.unlink()


def test_a_job_travels_and_can_be_made_twice_with_the_same_bytes(project: Path) -> None:
    """A job and what comes of it go through pickle; the second making is the first."""
    for job in jobs(project)[:2]:
        made = make(job)
        again = pickle.loads(pickle.dumps(make(pickle.loads(pickle.dumps(job)))))
        assert made.content
        assert made == again


def test_every_executor_makes_the_same_bytes(project: Path) -> None:
    """Our own processes, threads and a stranger's processes give the same files, which the next build finds fresh."""
    made = []
    for where in WHERE:
        clear(project)
        with where() as executor:
            built = build_targets(project, find_targets(project), Silent(), executor=executor)
        assert (len(built.written), built.findings) == (6, ())
        assert not make_plan(project, find_targets(project)).stale
        made.append(outputs(project))
    assert len(made[0]) == 6
    assert made[0] == made[1] == made[2]


def faulty_write(output: str, *others: Any) -> Any:
    """Write an output, but be killed, or stumble, over those whose names say so."""
    if "two" in output and output.endswith(".pdf"):
        os.kill(os.getpid(), signal.SIGKILL)
    if "bug" in output:
        raise KeyError("เหตุ", output)
    return write_output(output, *others)


def test_a_process_killed_in_a_lent_executor_is_told_of_its_own_target_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The executor is broken by one document; the others are made in processes of ours."""
    clear(project)
    monkeypatch.setattr("docgen.build.job.write_output", faulty_write)
    with ProcessPoolExecutor(2) as executor:
        built = build_targets(project, find_targets(project), Silent(), executor=executor)
    assert sorted(built.written) == ["output/announcements/one.docx", "output/announcements/one.pdf"]
    assert {(Path(one.place.path).stem, one.code) for one in built.findings} == {
        ("two", "process-killed"),
        ("bug-three", "internal-error"),
    }


class Refusing(Executor):
    """One that takes nothing: its machines are gone."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise RuntimeError("cannot schedule new futures after shutdown")


def test_an_executor_that_takes_nothing_only_means_that_the_work_is_done_here(project: Path) -> None:
    """Whoever lends an executor that is shut down still gets the documents."""
    clear(project)
    built = build_targets(project, find_targets(project), Silent(), executor=Refusing())
    assert (len(built.written), built.findings) == (6, ())
