"""Imports run one way, modules stay small, and every kind has its template and sample."""

from __future__ import annotations

import ast
from pathlib import Path

from docgen.document.targets import find_targets
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
_SIGNING = (*_KINDS, *_WRITERS, "docgen.signing")
_REGISTRY = (*_SIGNING, "docgen.registry")
_DOCUMENT = (*_KINDS, *_LOOK, "docgen.registry", "docgen.document")
_CHECKS = (*_DOCUMENT, "docgen.checks")
_BUILD = (*_CHECKS, *_WRITERS, "docgen.build")
_EVIDENCE = (*_BUILD, "docgen.signing", "docgen.evidence")
_DESK = (*_EVIDENCE, "docgen.word_import", "docgen.desk")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "docgen": (),  # the version, and where the program stands: any room may ask
    "docgen.thai": _THAI,
    "docgen.errors": (),
    "docgen.outside": (),
    "docgen.reasons": (),
    "docgen.tree": (),
    "docgen.folder": _FOLDER,
    "docgen.content": _CONTENT,
    "docgen.kinds": _KINDS,
    "docgen.look": _LOOK,
    "docgen.typeset": _TYPESET,
    "docgen.writers.pdf": (*_TYPESET, "docgen.writers.pdf", "docgen.writers.written"),
    "docgen.writers.docx": (*_LOOK, "docgen.writers.docx", "docgen.writers.written"),
    "docgen.writers": _WRITERS,
    "docgen.document": _DOCUMENT,
    "docgen.signing": _SIGNING,
    "docgen.registry": _REGISTRY,  # what counts as signed is asked of the signatures
    "docgen.word_import": (*_DOCUMENT, *_WRITERS, "docgen.word_import"),
    "docgen.checks": _CHECKS,
    "docgen.build": _BUILD,
    "docgen.evidence": _EVIDENCE,
    "docgen.desk": _DESK,
    "docgen.faces": (*_DESK, "docgen.faces"),
    "docgen.faces.cli": (*_DESK, "docgen.faces.cli", "docgen.faces.web.serve"),
    "docgen.faces.web": (*_DESK, "docgen.faces.web", "docgen.faces.cli"),  # what the command line says of a verb
    "docgen.__main__": ("docgen.faces",),
}


# What still reaches up, each with why.
EXCEPTIONS: dict[tuple[str, str], str] = {}


# Words that a kind also has, and that mean another thing: what the assessment asks for, a word of prose.
_MAY_NAME_KINDS = ("docgen.evidence.answers", "docgen.checks.rules.report_dates")


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
    kinds = {target.kind.folder for target in find_targets(ROOT)}
    assert kinds == {"announcements", "reports"}
    assert (ROOT / "tests/fixtures/order/ethics-team.md").is_file()
    for name in ("announcement", "order", "report", "packet"):
        assert (ROOT / f"templates/{name}.xml.j2").is_file()
    assert set(WRITERS) == {".pdf", ".docx"}
    assert Path(ROOT / "templates/emblem/NOTICE").is_file()


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
