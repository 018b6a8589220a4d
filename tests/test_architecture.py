"""Imports run one way, modules stay small, and every kind has its template and sample."""

from __future__ import annotations

import argparse
import ast
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from docgen.document.targets import find_targets
from docgen.faces.cli.arguments import parser
from docgen.faces.cli.commands import COMMANDS
from docgen.kinds.kind import ENDINGS
from docgen.kinds.table import KINDS
from docgen.writers import WRITERS
from tests.conftest import ROOT

PACKAGE = ROOT / "docgen"
# The house, from the ground up: each room with those that its modules may import. Imports run down only.
_THAI = ("docgen.thai",)
_GROUND = (*_THAI, "docgen.errors", "docgen.outside", "docgen.reasons", "docgen.tree")
_FOLDER = (*_GROUND, "docgen.folder")
_CONTENT = (*_FOLDER, "docgen.content")
_KINDS = (*_CONTENT, "docgen.kinds")
_LOOK = (*_FOLDER, "docgen.look")
_TYPESET = (*_LOOK, "docgen.typeset")
_WRITERS = (*_TYPESET, "docgen.writers")
_SIGNING = (*_CONTENT, *_WRITERS, "docgen.signing")
_REGISTRY = (*_KINDS, *_SIGNING, "docgen.registry")
_DOCUMENT = (*_KINDS, *_LOOK, "docgen.registry", "docgen.document")
_CHECKS = (*_DOCUMENT, "docgen.checks")
_BUILD = (*_CHECKS, *_WRITERS, "docgen.build")
_EVIDENCE = (*_BUILD, "docgen.signing", "docgen.evidence")
_ACCOUNTS = (*_FOLDER, "docgen.accounts")
_DESK = (*_EVIDENCE, "docgen.word_import", "docgen.accounts", "docgen.desk")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "docgen": (),  # the version, and where the program stands: any room may ask
    "docgen.thai": _THAI,
    "docgen.errors": (),
    "docgen.outside": (),
    "docgen.reasons": (),
    "docgen.tree": ("docgen.tree",),
    "docgen.folder": _FOLDER,
    "docgen.content": _CONTENT,
    "docgen.kinds": _KINDS,
    "docgen.look": _LOOK,
    "docgen.typeset": _TYPESET,
    "docgen.writers.pdf": (*_TYPESET, "docgen.writers.pdf", "docgen.writers.written"),
    "docgen.writers.docx": (*_LOOK, "docgen.writers.docx", "docgen.writers.written"),
    # On its own feet: it takes nothing of the notices' writer.
    "docgen.writers.designs": (*_LOOK, "docgen.writers.designs", "docgen.writers.written"),
    "docgen.writers": _WRITERS,
    "docgen.document": _DOCUMENT,
    "docgen.signing": _SIGNING,
    "docgen.registry": _REGISTRY,  # what counts as signed is asked of the signatures
    "docgen.word_import": (*_KINDS, *_WRITERS, "docgen.word_import"),  # neither it nor signing reads a project
    "docgen.checks": _CHECKS,
    "docgen.build": _BUILD,
    "docgen.evidence": _EVIDENCE,
    "docgen.accounts": _ACCOUNTS,  # of people, not of documents: it reads no content
    "docgen.desk": _DESK,
    "docgen.faces": (*_DESK, "docgen.faces"),
    "docgen.faces.cli": (*_DESK, "docgen.faces.cli", "docgen.faces.web.serve", "docgen.faces.web.lan.serving"),
    "docgen.faces.web": (*_DESK, "docgen.faces.web", "docgen.faces.cli"),  # what the command line says of a verb
    "docgen.__main__": ("docgen.faces",),
}


# What still reaches up, each with why.
EXCEPTIONS: dict[tuple[str, str], str] = {}


# Words that a kind also has, and that mean another thing: what the assessment asks for, a word of prose.
_MAY_NAME_KINDS = ("docgen.evidence.answers", "docgen.checks.rules.report_dates")


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or place.is_dir()


def imports(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if _is_module(name) else node.module for name in inner}
    names |= {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    return {name for name in names if name.split(".")[0] == "docgen"}


def room_of(name: str) -> str | None:
    """Return the room that a module stands in, None if it stands in none."""
    rooms = (room for room in MAY_IMPORT if f"{name}.".startswith(f"{room}.") and (room != "docgen" or name == room))
    return max(rooms, key=len, default=None)


def test_imports_run_down_only() -> None:
    """Late imports count: what a function imports is a neighbour like any other."""
    for name, module in modules().items():
        room = room_of(name)
        assert room is not None, f"{name} stands in no room"
        for imported in imports(module):
            allowed = any(f"{imported}.".startswith(f"{other}.") for other in MAY_IMPORT[room])
            assert allowed or imported == "docgen" or (name, imported) in EXCEPTIONS, f"{name} imports {imported}"


def test_modules_and_functions_keep_to_their_budget() -> None:
    """A module is read in one go, a function on one screen; none is named after nothing."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 250, path
        assert path.stem not in ("utils", "helpers", "common")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}: {node.name}"


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    """Whoever opens a module is told first what it is for."""
    for name, module in modules().items():
        assert ast.get_docstring(module), name
        for node in module.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name}.{node.name}"


def test_every_kind_has_template_and_sample() -> None:
    """A sample of a kind is content of this project, or stands in a folder of its name below tests/fixtures/."""
    sampled = {target.kind.name for target in find_targets(ROOT)}
    assert sampled >= {"announcement", "report", "design"}
    for kind in KINDS.values():
        assert kind.name in sampled or list((ROOT / "tests/fixtures" / kind.name).glob("*.md")), kind.name
        if kind.filled is not None:
            continue  # its designs stand in templates/designs/
        papers = [paper.template for paper in kind.rounds.papers] if kind.rounds else [kind.template]
        for template in (*papers, *filter(None, [kind.new_template])):
            assert (ROOT / "templates" / template).is_file(), template
    assert Path(ROOT / "templates/emblem/NOTICE").is_file()


def test_every_ending_has_its_writer() -> None:
    """What the kinds say is written, and what there are writers for, are the same."""
    assert {f".{ending}" for ending in ENDINGS} == set(WRITERS)


def test_every_command_has_its_function_and_its_line_of_usage() -> None:
    """A verb that can be typed is told by --help, and is no KeyError when it is run."""
    (choices,) = (one.choices for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    assert set(choices) == set(COMMANDS)
    usage = parser().format_help()
    assert [name for name in COMMANDS if f"\n  docgen {name} " not in usage] == []


# Modules outside folder/ that open something by themselves, each with why.
STILL_OPEN: dict[str, str] = {
    "docgen.__main__": "gives closed streams to nowhere, before anything of ours may be imported",
    "docgen.faces.cli.main": "gives standard output to nowhere when its reader is gone",
}
_OF_OS = (
    "open listdir scandir walk replace rename remove unlink makedirs mkdir rmdir stat lstat link symlink chmod chown"
    " truncate access utime mkfifo"
).split()
_OF_OS_PATH = "exists lexists isfile isdir islink getsize getmtime".split()
_OF_PATH = (
    "read_text read_bytes write_text write_bytes unlink mkdir rmdir glob rglob iterdir lstat chmod symlink_to"
    " hardlink_to readlink"
).split()
_ASKED_OF_PATH = "stat exists is_file is_dir is_symlink touch".split()
_LIBRARIES = "ZipFile TTFont PdfReader PdfFileReader load_workbook".split()


def _opens(call: ast.Call, in_memory: set[str]) -> bool:
    """Tell whether a call opens, reads, lists or writes a file, as far as its text shows."""
    given = call.args[0] if call.args else None
    is_bytes = (isinstance(given, ast.Name) and given.id in in_memory) or (
        isinstance(given, ast.Call) and ast.unparse(given.func) in ("io.BytesIO", "font_stream")
    )
    if isinstance(call.func, ast.Name):
        return call.func.id == "open" or (call.func.id in ("TTFont", "ZipFile") and not is_bytes)
    if not isinstance(call.func, ast.Attribute):
        return False
    name, of = call.func.attr, ast.unparse(call.func.value)
    if of == "os":
        return name in _OF_OS
    if of == "os.path":
        return name in _OF_OS_PATH
    if of in ("shutil", "tempfile"):
        return name != "which"
    if name == "open":  # of an archive in memory, of a token, of bytes
        is_token = [one.arg for one in call.keywords] == ["user_pin"]
        return not (is_bytes or is_token or of in ("archive", "where.numbering"))
    if name in _LIBRARIES and of.islower():
        return bool(call.args) and not is_bytes
    asks = name in _ASKED_OF_PATH and not call.args  # `Folder.exists` is asked by name
    renames = name in ("replace", "rename") and len(call.args) == 1 and not call.keywords
    return name in _OF_PATH or asks or renames


def test_no_module_outside_folder_opens_reads_lists_or_writes_a_file() -> None:
    """Unsaved text can be looked at, and a link or a pipe is met in one place, only if one room opens files."""
    found: dict[str, list[str]] = {}
    for name, module in modules().items():
        if room_of(name) == "docgen.folder":
            continue
        in_memory = {
            target.id
            for node in ast.walk(module)
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("io.BytesIO(")
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        calls = [node for node in ast.walk(module) if isinstance(node, ast.Call) and _opens(node, in_memory)]
        if calls:
            found[name] = [f"{call.lineno}: {ast.unparse(call)}" for call in calls]
    assert {name: calls for name, calls in found.items() if name not in STILL_OPEN} == {}
    assert set(STILL_OPEN) <= set(found), "no longer an exception"


def test_nobody_asks_for_the_name_of_a_kind() -> None:
    """A branch on a kind's name is one that a new kind would silently miss: its properties are what is asked for."""
    names = {word for kind in KINDS.values() for word in (kind.name, kind.folder, kind.thai)}
    for name, module in modules().items():
        if room_of(name) == "docgen.kinds":
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Compare):
                compared = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                assert not compared & names or name in _MAY_NAME_KINDS, f"{name}:{node.lineno}"


# Processes begin in these; all else is told by the faces.
ENTRY_POINTS = {"docgen.__main__", "docgen.folder.limited", "docgen.checks.describe"}
# What other desk modules, or tests, need of a verb's module beside the verb.
NO_VERBS = {
    ("docgen.desk.sign", "current_build"),
    ("docgen.desk.publish", "is_citizen_number"),
    ("docgen.desk.import_word", "surroundings_of"),
    ("docgen.desk.new", "refuse_name"),
}


def spoken(module: ast.Module) -> set[str]:
    """Return what of a module speaks to a person, or listens to one."""
    found = {name for name in imported_names(module) if name.split(".")[0] in ("argparse", "getpass", "tqdm")}
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and node.id in ("print", "input"):
            found.add(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            found |= {f"sys.{node.attr}"} & {"sys.stdout", "sys.stderr", "sys.stdin", "sys.argv"}
        if isinstance(node, ast.ImportFrom) and node.module == "sys":
            found |= {alias.name for alias in node.names} & {"stdout", "stderr", "stdin", "argv"}
    return found


def imported_names(module: ast.Module) -> set[str]:
    """Return the names of all modules that a module imports, ours or not."""
    nodes = list(ast.walk(module))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_only_faces_print_and_read_the_command_line() -> None:
    """A verb answers whoever asked: a terminal, a page, a batch. What it printed would reach the first alone."""
    all_modules = modules()
    speaking = {name: words for name, module in all_modules.items() if (words := spoken(module))}
    assert {name for name in speaking if name.startswith("docgen.faces.")}, "the faces speak, or this test looks amiss"
    others = {name: words for name, words in speaking.items() if not name.startswith("docgen.faces.")}
    assert {name: words for name, words in others.items() if name not in ENTRY_POINTS} == {}


def test_every_verb_returns_done() -> None:
    """A file of the desk holds a verb, and whatever is public in it returns `Done`: each face reads one shape."""
    for name, module in modules().items():
        if not name.startswith("docgen.desk.") or name == "docgen.desk.done":
            continue
        public = [one for one in module.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
        verbs = [one for one in public if (name, one.name) not in NO_VERBS]
        assert verbs, f"{name} holds no verb"
        for verb in verbs:
            assert ast.unparse(verb.returns or ast.Constant(None)).startswith("Done["), f"{name}.{verb.name}"


# Of these names architecture asks for one module only: two of them were mixed up before.
_ONE_MODULE_EACH = ("documents", "evidence", "page", "pages")


def test_a_public_class_has_a_name_of_its_own() -> None:
    """`Page` or `Source` means one thing, in whatever room one stands."""
    places: dict[str, list[str]] = {}
    for name, module in modules().items():
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(name)
    assert {name: at for name, at in places.items() if len(at) > 1} == {}
    stems = [path.stem for path in PACKAGE.rglob("*.py")]
    assert {name: stems.count(name) for name in _ONE_MODULE_EACH if stems.count(name) > 1} == {}


def test_every_year_says_of_which_era_or_calendar_it_is() -> None:
    """`year` alone is no parameter, field, or variable: a Buddhist one taken for a Christian one is 543 years off."""
    for name, module in modules().items():
        for node in ast.walk(module):
            set_here = isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store)
            named = node.arg if isinstance(node, ast.arg) else ast.unparse(node) if set_here else ""
            assert named.rpartition(".")[2] != "year", f"{name}: {named}, line {getattr(node, 'lineno', 0)}"


# Who reads a document without asking whether it is fit, each with why.
_READ_ALONE = {"docgen.evidence.bag.rebuild": "makes anew what was fit when it was archived"}


def test_whether_a_document_is_fit_is_asked_in_one_place() -> None:
    """Check, preview, build and issue read a document through `examine`: they can't tell different things of it."""
    for name, module in modules().items():
        imported = {alias.name for node in ast.walk(module) if isinstance(node, ast.ImportFrom) for alias in node.names}
        if "make_documents" in imported and name not in _READ_ALONE:
            assert name == "docgen.checks.examine"


_FILLING = "append extend add update insert setdefault pop popitem remove discard clear sort reverse".split()
# Functions that change what they are given, each with why.
_FILL = {
    ("docgen.content.design_rows", "read_list"): "what is wrong is collected as `Fields.problems` is",
    ("docgen.content.design_rows", "_row"): "what is wrong is collected as `Fields.problems` is",
    ("docgen.content.design_rows", "_date"): "what is wrong is collected as `Fields.problems` is",
    ("docgen.typeset.setter", "_add_section"): "sections follow one another on one list of pages",
    ("docgen.typeset.shape", "_add_clusters"): "a hundred thousand letters: one list for all stretches",
    ("docgen.typeset.structure", "consecutive"): "the levels above are of the whole document",
    ("docgen.writers.designs.conform", "_mark_furniture"): "WeasyPrint's own page is mended where it stands",
    ("docgen.writers.pdf.glyphs", "_show"): "operators of one text object, a list for all its stretches",
    (
        "docgen.content.table_file",
        "_read_workbook",
    ): "rows come one by one: nothing else tells beside them",
    ("docgen.word_import.parts", "_parts"): "a walk over a graph: what was seen is of the whole walk",
    ("docgen.writers.docx.table", "_row"): "cells merged downwards are handed from row to row",
}


def _changed(function: ast.FunctionDef) -> set[str]:
    """Return the parameters of a function, lists, dicts and sets, that its body changes."""
    given = {
        one.arg
        for one in (*function.args.args, *function.args.kwonlyargs)
        if one.annotation and ast.unparse(one.annotation).startswith(("list", "dict", "set", "Mutable", "Counter"))
    }
    changed: set[str] = set()
    for node in ast.walk(function):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FILLING:
            targets = [node.func.value]
        elif isinstance(node, ast.Assign | ast.Delete):
            targets = [one.value for one in node.targets if isinstance(one, ast.Subscript)]
        elif isinstance(node, ast.AugAssign):
            targets = [node.target.value if isinstance(node.target, ast.Subscript) else node.target]
        changed |= {one.id for one in targets if isinstance(one, ast.Name)} & given
    return changed


def test_functions_return_values_and_fill_no_list_of_their_caller() -> None:
    """What a function found stands where it is called; a list that fills behind one's back is read too early."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and (changed := _changed(node)):
                found[name, node.name] = changed
    assert {where: names for where, names in found.items() if where not in _FILL} == {}
    assert set(_FILL) <= set(found), "no longer an exception"


TESTS = ROOT / "tests"
# No rooms: modules that every room may import, tests of the product as a whole, and what tests read.
_BESIDE_ROOMS = ("ground", "whole", "fixtures", "thai/cases")


def test_tests_stand_in_the_rooms_of_what_they_test() -> None:
    """Who changes a room finds its tests in the folder of the same name; two stand above all rooms."""
    files = sorted(path.relative_to(TESTS) for path in TESTS.rglob("test_*.py"))
    assert {path.name for path in files if path.parent == Path()} == {"test_architecture.py", "test_sample.py"}
    for path in TESTS.rglob("*"):
        name = path.relative_to(TESTS).as_posix()
        if path.is_dir() and path.name != "__pycache__" and not name.startswith(_BESIDE_ROOMS):
            assert (PACKAGE / name / "__init__.py").is_file(), f"tests/{name} is no room"


def test_every_test_is_run_and_says_what_holds(request: pytest.FixtureRequest) -> None:
    """A test's docstring says the behaviour; and no folder is left out by a habit of pytest's, as `build` would be."""
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path}: {node.name}"
    left_out = request.config.getini("norecursedirs")
    for folder in {path.parent for path in TESTS.rglob("test_*.py")}:
        assert not [one for one in left_out if fnmatch(folder.name, one)], folder
