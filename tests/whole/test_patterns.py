"""No pattern takes more than a time that grows with the text: all of them, over texts made to trip them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pytest

import docgen
from docgen.checks.patterns import _date_pattern
from docgen.checks.rules import all_rules
from docgen.checks.tables import FormTable
from docgen.thai.numbering import _shapes

_USES = ("match", "fullmatch", "search", "sub", "subn", "findall", "finditer", "split")
# Patterns that read what docgen or a library of ours wrote, never what somebody typed.
_OURS = ("docgen.evidence.bag.conformance", "docgen.evidence.workbook")
ATOMS = [
    *(
        "1",
        "๑",
        "1.",
        "๑,",
        "1 ",
        " ",
        "\t",
        "\xa0",
        "\n",
        "ก",
        "ก ",
        "่",
        "ก่",
        "ํ",
        "ำ",
        "เ",
        "ๆ",
        "a",
        "a-",
        "a.",
        "_",
        "%",
    ),
    *(
        "(",
        "(ก",
        "()",
        "[",
        "-",
        "--",
        "*",
        ":",
        "…",
        ".",
        "“",
        "|",
        "\\",
        "/",
        "/(",
        "นาย",
        "นาย ",
        "ข้อ ",
        "1) ",
        "ก.",
    ),
    *(
        "พ.ศ.",
        "http://",
        "www.",
        "x@y.",
        "<!--",
        "docgen: ",
        "<!-- docgen: ",
        "# ",
        "ค\u200b",
        "ตำบล",
        "อำเภอ",
        "จังหวัดก ",
    ),
    *("รอบ 6 เดือน", "วันที่ 1 ", "มกราคม", "ทั้ง 2 ", "- ก", ".pdf", "(1).pdf"),
]
_FAILING = "\x00ก!"
_LENGTH = 4_000
# A pattern that is linear takes 0.1 to 1 µs a letter; one that is quadratic 10 ms and more for 4,000 letters.
_ALLOWED_S = 0.008


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(docgen.__path__, "docgen."):
        if not found.name.endswith("__main__") and found.name not in _OURS:
            yield importlib.import_module(found.name)


def _used(pattern: str | re.Pattern[str], how: set[str], where: str) -> tuple[str, re.Pattern[str], set[str]]:
    return where, re.compile(pattern), how


def _of_module(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Yield the patterns of a module that are constants, each with the ways in which it is used."""
    words = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    by_name: dict[str, set[str]] = {}
    for node in ast.walk(words):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.attr in _USES:
            by_name.setdefault(node.func.value.id, set()).add(node.func.attr)
        if ast.unparse(node.func.value) == "re" and node.func.attr in _USES:
            try:
                pattern = eval(ast.unparse(node.args[0]), vars(module))
            except NameError:
                continue  # made of what only a call knows: those are in `_made`
            if isinstance(pattern, str):
                yield _used(pattern, {node.func.attr}, f"{module.__name__}:{node.lineno}")
    for name, value in vars(module).items():
        for pattern in value if isinstance(value, tuple) else (value,):
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                # In a tuple a pattern goes by another name; all of ours are matched at the start.
                how = {"match"} if isinstance(value, tuple) else by_name.get(name, {"finditer"})
                yield _used(pattern, how, f"{module.__name__}.{name}")


def _made() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Yield the patterns that are made when they are first used."""
    yield "dates", _date_pattern(), {"finditer"}
    for shape in _shapes(("ข้อ {1}", "{1}.{2}", "({3:ก})")):
        yield f"shape {shape.name}", shape.regex, {"match"}
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, FormTable):
                yield from ((f"{module.__name__} forms", form.pattern, {"finditer"}) for form in value._forms)


def patterns() -> list[tuple[str, re.Pattern[str], set[str]]]:
    """Return every pattern that runs over text of users, once, with where it is and how it is used."""
    assert all_rules()
    every = [*(one for module in _modules() for one in _of_module(module)), *_made()]
    return list({(pattern, tuple(sorted(how))): (where, pattern, how) for where, pattern, how in every}.values())


def _run(pattern: re.Pattern[str], how: set[str], text: str) -> float:
    start = time.process_time()
    if how <= {"match", "fullmatch"}:
        for way in how:
            getattr(pattern, way)(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - start


def _stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that stops a pattern")
def test_no_pattern_takes_more_than_its_share() -> None:
    """Each pattern is run over texts made to trip it, within its time."""
    known = patterns()
    assert len(known) > 120
    slow: list[str] = []
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        for where, pattern, how in known:
            for atom in ATOMS:
                text = atom * (_LENGTH // len(atom)) + _FAILING
                signal.setitimer(signal.ITIMER_REAL, 2.0)
                try:
                    # Another process may hold this one up: it is slow only if it is so again and again.
                    is_slow = all(_run(pattern, how, text) > _ALLOWED_S for _ in range(4))
                except TimeoutError:
                    is_slow = True
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
                if is_slow:
                    slow.append(f"{where} on {atom!r} * n: {pattern.pattern[:80]}")
                    break
    finally:
        signal.signal(signal.SIGALRM, before)
    assert slow == []


def _endless(parsed: Sequence[Any]) -> Iterator[str]:
    """Yield what is wrong in a parsed pattern: a repeat without end right within another, which can share letters out
    in ever so many ways. What is atomic or possessive never gives back."""
    for kind, value in parsed:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, body = value
            if high is sre.MAXREPEAT and _may_be_one_repeat(body):
                yield f"{{{low},}} around {body}"
            yield from _endless(body)
        elif kind is sre.SUBPATTERN:
            yield from _endless(value[3])
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _endless(branch)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _endless(value[1])


def _may_be_one_repeat(body: Sequence[Any]) -> bool:
    """Tell whether a body may come down to one repeat without end, all else in it being nothing."""
    for index, (kind, value) in enumerate(body):
        if not _all_optional(body, index):
            continue
        if kind is sre.SUBPATTERN and _may_be_one_repeat(value[3]):
            return True
        if kind is sre.BRANCH and any(_may_be_one_repeat(branch) for branch in value[1]):
            return True
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] is sre.MAXREPEAT:
            return True
    return False


def _all_optional(body: Sequence[Any], but: int) -> bool:
    return all(
        kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[0] == 0
        for index, (kind, value) in enumerate(body)
        if index != but
    )


def test_no_pattern_repeats_a_repeat() -> None:
    """No pattern has a repeat within a repeat, which could take for ever."""
    assert list(_endless(_parser.parse(r"(?:[0-9]+[.)](?:[0-9]+\.?)*|-)\s")))
    assert not list(_endless(_parser.parse(r"[0-9]++[.)](?:[0-9]++\.?+)*+\s")))
    found = {
        where: problems
        for where, pattern, _ in patterns()
        if (problems := list(_endless(_parser.parse(pattern.pattern, pattern.flags & re.X))))
    }
    assert found == {}
