"""Each entry of the layout has its range: a page that cannot be set is refused with the line where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from docgen.errors import DocgenError
from docgen.kinds.table import kind_schemes
from docgen.look.layout import read_layout
from tests.conftest import ROOT

TEXT = (ROOT / "templates/layout.yaml").read_text(encoding="utf-8")
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LAYOUT = yaml.safe_load(TEXT)


def refused(text: str) -> list[str]:
    try:
        read_layout(text, "templates/layout.yaml", kind_schemes())
    except DocgenError as problem:
        return [finding.code if finding.place.line and finding.hint else "" for finding in problem.findings]
    return []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("width_cm: 21.0", "width_cm: 0", "out-of-range"),
        ("width_cm: 21.0", "width_cm: 1e5", "out-of-range"),
        ("height_cm: 29.7", "height_cm: .nan", "wrong-value"),
        ("margin_left_cm: 3.0", "margin_left_cm: 19", "does-not-fit"),
        ("margin_bottom_cm: 2.0 ", "margin_bottom_cm: 20 ", "does-not-fit"),
        ("size_pt: 16", "size_pt: 0", "out-of-range"),
        ("line_pt: 20.8", "line_pt: 8", "does-not-fit"),
        ("first_line_cm: 0", "first_line_cm: -3", "does-not-fit"),
        ("block_left_cm: 8.0", "block_left_cm: 12", "does-not-fit"),
        ("label_cm: 2.5, text_cm: 3.25", "label_cm: 2.5, text_cm: 15", "does-not-fit"),
        ("max_width_cm: 14.0", "max_width_cm: 30", "does-not-fit"),
        ("letter_stretch_pt: 0.46", "letter_stretch_pt: 0.6", "out-of-range"),
        ("at_size_pt: 16", "at_size_pt: 0", "out-of-range"),
        ("plan: [3.9, ", "plan: [0, ", "out-of-range"),
        ("plan: [3.9, ", "plan: [.inf, ", "wrong-value"),
        ('page_number_form: "- {} -"', 'page_number_form: "{:>2000000000}"', "wrong-value"),
        ('page_number_form: "- {} -"', 'page_number_form: "{0.__class__}"', "wrong-value"),
        ('page_number_form: "- {} -"', 'page_number_form: "หน้า"', "wrong-value"),
        ('continuation_form: "/{}…"', 'continuation_form: "{}{}"', "wrong-value"),
        ("family: TH SarabunPSK", "family: 'x\"} body {color: red'", "wrong-value"),
        ("regular: THSarabun-Regular.ttf", "regular: ../../etc/passwd", "wrong-value"),
        ("  announcement: {numbering: decimal}\n", "", "missing-key"),
    ],
)
def test_a_value_out_of_its_range_is_refused_with_its_line(old: str, new: str, code: str) -> None:
    """A length that no page can have is refused at its line, as is one that does not fit the others."""
    assert old in TEXT
    assert refused(TEXT.replace(old, new, 1))[:1] == ([code] if code else [])


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _leaves(value, (*path, key))


@pytest.mark.parametrize("value", [0, -1, 1e5, "", "{0.__class__}", [], {}])
def test_no_entry_whatever_stands_in_it_ends_in_a_bug(value: Any) -> None:
    """Any value in any entry is read or told with a finding of ours."""
    # Of the styles two stand for all: the others have the same entries.
    paths = [path for path in _leaves(LAYOUT) if path[0] != "styles" or path[1:2] in ((), ("base",), ("clause1",))]
    assert len(paths) > 100
    for path in paths[::3]:
        refused(yaml.dump(_with(LAYOUT, path, value), Dumper=DUMPER, allow_unicode=True, sort_keys=False))


def _with(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    if isinstance(node, dict):
        return {key: _with(child, path[1:], value) if key == path[0] else child for key, child in node.items()}
    return [_with(child, path[1:], value) if index == path[0] else child for index, child in enumerate(node)]
