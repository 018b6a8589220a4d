"""Values of a YAML text are changed line by line: whatever a clerk typed around them stays, letter by letter."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.folder.located import read_yaml
from docgen.folder.yaml_lines.change import Change, changed, plain
from docgen.thai.characters import forbidden_characters, normalize

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
Way = tuple[str | int, ...]
WORDS = ("ประกาศ", "10 มีนาคม 2566", "นายวันชัย ประชุมชน", "0-4303-0304-5", "2566", "a/b", "คำ, คำ", "ข้อ ๑.", "it's", "x")
NASTY = (
    "ก", "ก: ข", "ก # ข", "#ก", "- ก", "-", "? ก", "[ก", "{ก}", "ก, ข", "]", "}", "'ก'", '"ก"', "it's", 'ก"ข', "~",
    "null", "yes", "1:30", "---", "...", "%ก", "@ก", "`ก", "&ก", "*ก", "!ก", "|", ">", "| ก", " ก", "ก ", "\tก", "ก\\",
    "ก\u00a0ข", "ก:", ":ก", "<<", "=", "0o7", "2566-01-01", "ก" * 300, "คำ " * 60 + "ท้าย", "ก\nข", "ก\n\nข",
    "  ก\nข", "ก\n  ข",
    "ก \nข", "- ก\n- ข", "# ก\nข", "ก: ข\nค: ง", "---\nก", "น้ำ", "😀", "ก\u200bข", "a\\nb", "\\", "\\x41",
)  # fmt: skip
values = st.one_of(st.sampled_from(NASTY), st.text("กขคงa1 :#-'\"[]{},\\\n|>&*!%@`~?", min_size=1, max_size=12)).filter(
    lambda one: bool(one.strip()) and not forbidden_characters(one)
)


@dataclass(frozen=True)
class Typed:
    """A value as somebody typed it: what follows the key or the dash, on its line and the next ones."""

    lines: tuple[str, ...]


def comments(draw: Any) -> str:
    """Return what may follow a value on its line."""
    return str(draw(st.sampled_from(["", "", "  # หมายเหตุ", " # a: b", "   "])))


def scalar(draw: Any, indent: int) -> Typed:
    """Return a text in one of the ways that YAML has for it."""
    word = draw(st.sampled_from(WORDS))
    end = comments(draw)
    way = draw(st.integers(0, 7))
    blank = " " * (indent + draw(st.integers(1, 4)))
    if way == 0:
        return Typed((f"'{word.replace(chr(39), chr(39) * 2)}'{end}",))
    if way == 1:
        return Typed((f'"{word}"{end}',))
    if way == 2:
        return Typed((word, f"{blank}ต่อ{word}{end}"))
    if way == 3:
        return Typed((f'"{word}', f'{blank}ต่อ "{end}'))
    if way == 4:
        head = draw(
            st.sampled_from(
                ["|", ">", "|-", ">-", "|+", "| # หัว", f"|{len(blank) - indent}", f">{len(blank) - indent}-"]
            )
        )
        between = [""] if draw(st.booleans()) else []
        return Typed((head, f"{blank}{word}", *between, f"{blank}ต่อ{word}", f"{blank}  เยื้อง", f"{blank}ท้าย"))
    if way == 5 and draw(st.booleans()):
        return Typed((end,) if end.strip() else ("",))
    return Typed((f"{word}{end}",))


def flow(draw: Any) -> str:
    """Return a list or named values in brackets, with the blanks that people leave."""
    blank = st.sampled_from(["", " ", "  "])
    parts = draw(st.lists(st.sampled_from(["ก", "'ข ค'", '"ง: จ"', "2566", "O42"]), min_size=1, max_size=3))
    if draw(st.booleans()):
        return "[" + draw(blank) + ("," + draw(blank)).join(parts) + draw(blank) + "]"
    named = [f"k{number}: {part}" for number, part in enumerate(parts)]
    return "{" + draw(blank) + (", " + draw(blank)).join(named) + draw(blank) + "}"


def between(draw: Any, indent: int) -> list[str]:
    """Return the lines that may stand between two entries: remarks, however they are indented, and empty ones."""
    return list(draw(st.sampled_from([[], [], [], [""], ["# หมายเหตุ"], [" " * indent + "# a: b", ""], ["      # ลึก"]])))


def block(draw: Any, indent: int, depth: int) -> list[str]:
    """Return the lines of named values."""
    made: list[str] = []
    for key in draw(
        st.lists(st.sampled_from("subject date signatory website kind x".split()), min_size=1, max_size=4, unique=True)
    ):
        made += between(draw, indent)
        colon = draw(st.sampled_from([":", ":", ":", " :"])) + " " * draw(st.integers(1, 3))
        head = " " * indent + key + colon
        way = draw(st.integers(0, 5)) if depth else 0
        if way == 5:
            made += [head.rstrip() + comments(draw), *block(draw, indent + draw(st.integers(1, 4)), depth - 1)]
        elif way == 4:
            made += [
                head.rstrip() + comments(draw),
                *listed(draw, indent + draw(st.sampled_from([0, 2, 4])), depth - 1),
            ]
        elif way == 3:
            made += [head + flow(draw) + comments(draw)]
        else:
            first, *more = scalar(draw, indent).lines
            made += [(head + first) if first else head.rstrip(), *more]
    return made


def listed(draw: Any, indent: int, depth: int) -> list[str]:
    """Return the lines of a list."""
    made: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        made += between(draw, indent)
        dash = " " * indent + "-" + " " * draw(st.integers(1, 3))
        if depth and draw(st.booleans()):
            first, *more = block(draw, len(dash), 0)
            while not first.strip() or first.strip().startswith("#"):
                first, *more = more
            made += [dash + first.lstrip(), *more]
        elif draw(st.booleans()):
            made += [dash + flow(draw)]
        else:
            first, *more = scalar(draw, indent).lines
            made += [(dash + first) if first.strip() else f"{dash}ก", *more]
    return made


@st.composite
def texts(draw: Any) -> str:
    """Draw a YAML file as people type it."""
    lines = [*between(draw, 0), *block(draw, 0, 2), *between(draw, 0)]
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "\n", "", "\n\n# ท้าย\n"]))
    try:
        read = read_yaml(text, "a.yaml")
    except DocgenError:
        read = None
    assume(read is not None)
    return text


def nodes(text: str) -> dict[Way, tuple[yaml.Node, bool]]:
    """Return all values of a text by the way to them, and whether each stands in brackets."""
    found: dict[Way, tuple[yaml.Node, bool]] = {}

    def walk(node: yaml.Node, way: Way, is_in_flow: bool) -> None:
        found[way] = (node, is_in_flow)
        inside = is_in_flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, (*way, key.value), inside)
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                walk(value, (*way, number), inside)

    walk(yaml.compose(text, Loader=yaml.SafeLoader), (), False)
    return found


def end_of(node: yaml.Node, lines: list[str]) -> int:
    """Return the last line (from 0) that is a value's own."""
    last = int(node.end_mark.line) - (
        1 if node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line else 0
    )
    inside = 1000
    if node.style in ("|", ">"):
        inside = min(
            len(line) - len(line.lstrip()) for line in lines[node.start_mark.line + 1 : last + 1] if line[:1] == " "
        )
    while last > node.start_mark.line:
        line = lines[last]
        if line.strip() and not (line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < inside):
            break
        last -= 1
    return last


def with_value(value: Any, way: Way, new: str) -> Any:
    """Return what is read where one value is another."""
    if not way:
        return new
    made = list(value) if isinstance(value, list) else dict(value)
    made[way[0]] = with_value(value[way[0]], way[1:], new)
    return made


@SETTINGS
@given(texts(), values, st.data())
def test_a_value_is_set_and_nothing_else_changes(text: str, value: str, data: st.DataObject) -> None:
    """In any style, at any depth: what is read is what was wanted; all other lines are the same, remarks with them."""
    every = {way: found for way, found in nodes(text).items() if isinstance(found[0], yaml.ScalarNode)}
    way = data.draw(st.sampled_from(sorted(every, key=str)))
    node, _ = every[way]
    wanted = normalize(value.rstrip("\n"))
    made = changed(text, [Change("set", way, value)], "a.yaml")
    before = plain(read_yaml(text, "a.yaml"))
    assert plain(read_yaml(made, "a.yaml")) == with_value(before, way, wanted)
    lines, now = text.split("\n"), made.split("\n")
    first, last = int(node.start_mark.line), end_of(node, lines)
    assert now[:first] == lines[:first]
    below = lines[last + 1 :]
    assert now[len(now) - len(below) :] == below
    assert now[first].startswith(lines[first][: node.start_mark.column].rstrip())
    marked = lines[first] if node.style in ("|", ">") else lines[int(node.end_mark.line)][node.end_mark.column :]
    remark = marked[marked.index("#") :].strip() if "#" in marked else ""
    if remark:
        assert any(remark in line for line in now[first : len(now) - len(below)])


@SETTINGS
@given(texts(), st.data())
def test_the_same_value_changes_no_letter(text: str, data: st.DataObject) -> None:
    """Saving a form in which nobody changed anything writes the file as it was."""
    every = [way for way, (node, _) in nodes(text).items() if isinstance(node, yaml.ScalarNode)]
    read = plain(read_yaml(text, "a.yaml"))
    way = data.draw(st.sampled_from(sorted(every, key=str)))
    value = read
    for step in way:
        value = value[step]
    assert changed(text, [Change("set", way, value)], "a.yaml") == text


@SETTINGS
@given(texts(), values)
def test_a_new_value_is_added_and_nothing_else_changes(text: str, value: str) -> None:
    """A key that was not there: every line that was there is there still, in its order."""
    made = changed(text, [Change("set", ("telephone",), value)], "a.yaml")
    before = plain(read_yaml(text, "a.yaml"))
    assert plain(read_yaml(made, "a.yaml")) == before | {"telephone": normalize(value.rstrip("\n"))}
    left = iter(made.split("\n"))
    assert all(line in left for line in text.rstrip("\n").split("\n"))


@SETTINGS
@given(texts(), values, st.data())
def test_what_is_added_to_a_list_stands_behind_it(text: str, value: str, data: st.DataObject) -> None:
    """A list in lines or in brackets gets one more; the others and all around them stay."""
    every = [way for way, (node, _) in nodes(text).items() if isinstance(node, yaml.SequenceNode)]
    assume(every)
    way = data.draw(st.sampled_from(sorted(every, key=str)))
    made = changed(text, [Change("add", way, value)], "a.yaml")
    before = plain(read_yaml(text, "a.yaml"))
    there: Any = before
    for step in way:
        there = there[step]
    wanted: Any = [*there, normalize(value.rstrip("\n"))]
    assert plain(read_yaml(made, "a.yaml")) == with_value(before, way, wanted)
    lines, now = text.split("\n"), made.split("\n")
    assert len(now) >= len(lines)
    differing = [line for line in lines if line not in now]
    assert len(differing) <= 1


@SETTINGS
@given(texts(), st.data())
def test_what_is_taken_away_takes_nothing_with_it(text: str, data: st.DataObject) -> None:
    """Its own lines go; every other value stays, and no line is written anew but that of a bracket or a dash."""
    every = [way for way in nodes(text) if len(way) == 1]
    way = data.draw(st.sampled_from(sorted(every, key=str)))
    before = plain(read_yaml(text, "a.yaml"))
    made = ""
    with contextlib.suppress(DocgenError):
        made = changed(text, [Change("remove", way)], "a.yaml")
    if not made and "      # ลึก" in text:
        return  # a remark as deep as the text above it would be read as its next line: it is not moved, nor any other
    assert plain(read_yaml(made, "a.yaml")) == {key: one for key, one in before.items() if key != way[0]}
    left = iter(text.split("\n"))
    assert all(line in left for line in made.split("\n") if line)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("ก: *ข\n", Change("set", ("ก",), "ค")),
        ("ก: &x ข\n", Change("set", ("ก",), "ค")),
        ("ก: [ข\n", Change("set", ("ก",), "ค")),
        ("ก: ข\nก: ค\n", Change("set", ("ก",), "ง")),
        ("ก: ข\n", Change("set", ("ก", "ข"), "ค")),
        ("ก: ข\n", Change("set", ("ก", 0), "ค")),
        ("ก:\n  - ข\n", Change("set", ("ก", 5), "ค")),
        ("ก: ข\n", Change("remove", ("ค",))),
        ("- ก\n", Change("set", ("ข",), "ค")),
        ("ก: ข\n", Change("set", (), "ค")),
    ],
)
def test_what_cannot_be_written_by_lines_is_refused_in_words(text: str, change: Change) -> None:
    """Anchors, broken files, double keys, ways that lead nowhere: told in Thai, and nothing is made."""
    with pytest.raises(DocgenError) as caught:
        changed(text, [change], "a.yaml")
    assert all(one.message for one in caught.value.findings)
