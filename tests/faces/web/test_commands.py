"""Every command of the command line has its place on the page, or a reason why not; no prompt is named there."""

from __future__ import annotations

import argparse
import ast
import re

import pytest

from docgen.faces.cli.arguments import parser
from docgen.faces.web.app import ALL
from docgen.faces.web.said_here import said_here
from tests.conftest import ROOT

GUIDE = ROOT / "docs/serve.md"
# Each command, and each option of it, with the ways into the server that do the same; or why it has none, in Thai words
# that stand in the guide too.
PLACES: dict[str, str] = {
    "new": "POST /api/new",
    "new --year": "POST /api/new",
    "build": "POST /api/build",
    "build --only": "POST /api/build",
    "report": "POST /api/build",
    "report --year": "POST /api/build",
    "report --round": "POST /api/build",
    "check": "POST /api/check",
    "check --fix": "POST /api/d/ID/fix",
    "check --explain": "GET /api/explain/CODE",
    "check --lang": "หน้าของเสมียนพูดภาษาไทย",
    "check --format": "สำหรับโปรแกรมอื่น",
    "import": "POST /api/import",
    "issue": "POST /api/d/ID/issue",
    "issue --correct": "POST /api/d/ID/correct",
    "issue --moved": "POST /api/d/ID/move",
    "issue --number": "POST /api/d/ID/issue",
    "withdraw": "POST /api/d/ID/withdraw",
    "withdraw --because": "POST /api/d/ID/withdraw",
    "copy": "สำเนาถูกต้องทำด้วยคำสั่งที่เครื่องของสำนักงาน",
    "copy --certified-by": "สำเนาถูกต้องทำด้วยคำสั่งที่เครื่องของสำนักงาน",
    "copy --date": "สำเนาถูกต้องทำด้วยคำสั่งที่เครื่องของสำนักงาน",
    "register": "GET /api/register",
    "register --rebuild": "POST /api/register/rebuild",
    "sign": "POST /api/d/ID/sign",
    "sign --as": "POST /api/d/ID/sign",
    "sign --key": "POST /api/d/ID/sign",
    "sign --token": "POST /api/d/ID/sign",
    "sign --token-label": "POST /api/d/ID/sign",
    "sign --picture": "POST /api/d/ID/sign",
    "sign --password-env": "หน้าลงนามถามรหัสผ่านเอง",
    "sign --password-fd": "หน้าลงนามถามรหัสผ่านเอง",
    "attach-scan": "POST /api/d/ID/scan",
    "attach-scan --by": "POST /api/d/ID/scan",
    "verify": "POST /api/verify",
    "verify --trust": "หน้าใช้รายการที่เชื่อถือของสำนักงาน (content/trust)",
    "verify --format": "สำหรับโปรแกรมอื่น",
    "archive": "POST /api/archive",
    "archive --year": "POST /api/archive",
    "archive --round": "POST /api/archive",
    "archive --reason": "POST /api/archive",
    "publish": "POST /api/publish",
    "publish --year": "POST /api/publish",
    "status": "GET /api/evidence/YEAR",
    "status --year": "GET /api/evidence/YEAR",
    "confirm-item": "POST /api/evidence/YEAR/confirm",
    "confirm-item --by": "POST /api/evidence/YEAR/confirm",
    "serve": "คำสั่งที่เปิดหน้านี้",
    "user": "ผู้ดูแลเครื่องสั่งที่เครื่องของสำนักงาน",
}
# What runs the page, and who may use it, with its options: for whoever looks after the machine.
OF_THE_MACHINE = ("serve", "user")
_NAMED = {"id": "ID", "code": "CODE", "year": "YEAR"}
_COMMAND = re.compile(r"docgen [a-z-]+|(?<!-)--[a-z]|\bmake\b")


def commands() -> set[str]:
    """Return the commands of the command line, and those with each of their options."""
    (choices,) = (one.choices for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    found = set()
    for name, command in choices.items():
        if name in OF_THE_MACHINE:
            found.add(name)
            continue
        found.add(name)
        options = [option for one in command._actions for option in one.option_strings if option.startswith("--")]
        found |= {f"{name} {option}" for option in options if option != "--help"}
    return found


def routes() -> set[str]:
    """Return the ways into the server, with words for what varies in them."""
    return {
        f"{one.method} {re.sub(r'{([a-z]+)(?::(?:[^{}]|{[^{}]*})*)?}', lambda m: _NAMED.get(m[1], m[1]), one.path)}"
        for one in ALL
    }


def test_every_command_has_its_place_or_a_reason() -> None:
    """A command that is new to the command line fails here until the page has it, and the guide says where."""
    assert commands() == set(PLACES)
    known = routes()
    guide = GUIDE.read_text(encoding="utf-8")
    for command, place in PLACES.items():
        if place.startswith(("GET ", "POST ")):
            assert place in known, command
        else:
            assert place in guide, command
    rows = re.findall(r"^\| `docgen ([a-z-]+)", guide, re.MULTILINE)
    assert set(rows) >= {command.partition(" ")[0] for command in PLACES}
    told = "\n".join(line for line in guide.split("\n") if line.startswith("| `docgen"))
    for command in PLACES:
        name, _, option = command.partition(" ")
        assert not option or re.search(rf"^\| `docgen {name}[^|]*{option}\b", told, re.MULTILINE), command


def said() -> list[str]:
    """Return the words of the desk and what is below it, which may reach a clerk and speak of a command."""
    found = set()
    for path in sorted((ROOT / "docgen").rglob("*.py")):
        if "faces" in path.parts or path.name == "bugs.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "คำ" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | documented:
                text = node.value
            else:
                continue
            if _COMMAND.search(text) and re.search("[ก-๙]", text) and "\n" not in text and "(?" not in text:
                found.add(text)
    return sorted(found)


# What is for whoever installs programs on the machine is said as it is.
_INSTALLING = ("apt-get", "brew ", "dnf ", "winget ", "sudo ", "ในโฟลเดอร์ของ docgen")


@pytest.mark.parametrize("words", [one for one in said() if not any(part in one for part in _INSTALLING)])
def test_what_is_said_on_the_page_names_no_command(words: str) -> None:
    """A clerk there has buttons: the remedy names what to press or which screen, never what to type after a prompt."""
    assert not _COMMAND.search(said_here(words)), said_here(words)
