"""Imports run one way, modules stay small, and every kind has its template and sample."""

from __future__ import annotations

import ast
from pathlib import Path

from docgen.targets import find_targets
from docgen.writers import WRITERS
from tests.conftest import ROOT

PACKAGE = ROOT / "docgen"
# What the modules of a room may import of ours, by prefix.
MAY_IMPORT = {
    "docgen.thai": ("docgen.thai",),
    "docgen.tree": (),
    "docgen.errors": (),
    "docgen.style": ("docgen.tree", "docgen.thai"),
    "docgen.markup": ("docgen.tree", "docgen.errors"),
    "docgen.template": ("docgen.thai", "docgen.errors"),
    "docgen.content.records": ("docgen.thai", "docgen.errors"),
    "docgen.reasons": (),
    "docgen.regular": ("docgen.errors", "docgen.reasons"),
    "docgen.file_names": ("docgen.outside", "docgen.thai"),
    "docgen.pictures": ("docgen.style",),
    "docgen.content": (
        "docgen.content",
        "docgen.thai",
        "docgen.errors",
        "docgen.located",
        "docgen.fields",
        "docgen.outside",
        "docgen.regular",
        "docgen.file_names",
        "docgen.pictures",
    ),
    "docgen.kinds": (
        "docgen.content",
        "docgen.thai",
        "docgen.errors",
        "docgen.located",
        "docgen.fields",
        "docgen.outside",
    ),
    "docgen.writers.pdf": (
        "docgen.writers.pdf",
        "docgen.bounded",
        "docgen.tree",
        "docgen.style",
        "docgen.thai",
        "docgen.errors",
        "docgen.outside",
        "docgen.size",
        "docgen.pictures",
        "docgen.regular",
        "docgen.written",
    ),
    "docgen.writers.docx": (
        "docgen.writers.docx",
        "docgen.tree",
        "docgen.style",
        "docgen.thai",
        "docgen.errors",
        "docgen.pictures",
        "docgen.written",
    ),
}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"docgen.{alias.name}" for alias in node.names} if node.module == "docgen" else {node.module}
    names |= {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    return {name for name in names if name.split(".")[0] == "docgen"}


def test_imports_run_one_way() -> None:
    for name, module in modules().items():
        room = max((room for room in MAY_IMPORT if f"{name}.".startswith(f"{room}.")), key=len, default=None)
        if room is not None:
            for imported in imports(module):
                assert imported.startswith(MAY_IMPORT[room]), f"{name} imports {imported}"


def test_modules_and_functions_keep_to_their_budget() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 250, path
        assert path.stem not in ("utils", "helpers", "common")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}: {node.name}"


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    for name, module in modules().items():
        assert ast.get_docstring(module), name
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name}.{node.name}"


def test_every_kind_has_template_and_sample() -> None:
    kinds = {target.kind for target in find_targets(ROOT)}
    assert kinds == {"announcements", "reports"}
    assert (ROOT / "tests/fixtures/order/ethics-team.md").is_file()
    for name in ("announcement", "order", "report", "packet"):
        assert (ROOT / f"templates/{name}.xml.j2").is_file()
    assert set(WRITERS) == {".pdf", ".docx"}
    assert Path(ROOT / "templates/emblem/NOTICE").is_file()
