"""Files of a project damaged at random, with a fixed seed: each run ends in words, and other documents are built."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, ROOT, Told

Run = Callable[..., Told]
_VALUES = (
    *("[]", "{}", "~", '""', "-1", "1e400", ".nan", "9" * 5_000, "2001-01-01", "&a [*a]", "*a", "<<: *x", "|", "? a"),
    *('"\\ud800"', '"\\e"', "[[[[[[", "!!binary zz", "๑๒๓", "{{ x }}", "{% x %}", "<b>", "'", '"', "- - - -", "0x1F"),
)
_LETTERS = ("\u202e", "\u200b", "\x00", "\x1b[2J", "\ufeff", "\u2028", "\x85", "ํา", "\U000e0041", "\uf700", "&#0;", "%")
_REPEATED = ("[", "{", "- ", "> ", "*", "<!--", "1. ", "| ", "\u200b", "ก", "9", "1" * 28 + ". ", "\\", "`", "พ.ศ. ")
_ENGLISH = re.compile(r"(?<![\w./<-])[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file's bytes with something wrong in them."""
    changed = bytearray(content)
    kind = chance.choice(("bytes", "cut", "line", "letter", "value", "value", "repeated", "encoding"))
    if kind == "bytes":
        for _ in range(4):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if kind == "cut":
        return content[: chance.randrange(len(content))]
    lines = content.decode("utf-8", "replace").split("\n")
    at = chance.randrange(len(lines))
    if kind == "line":
        lines[at : at + 1] = [lines[at]] * chance.choice((0, 2, 3_000))
    elif kind == "letter":
        lines[at] += chance.choice(_LETTERS)
    elif kind == "value":
        value = chance.choice(_VALUES)
        lines[at] = re.sub(r"(: |- |,).*", lambda found: found[1] + value, lines[at], count=1)
    elif kind == "repeated":
        lines[at] += chance.choice(_REPEATED) * chance.choice((50, 3_000))
    else:
        return "\n".join(lines).encode("utf-16")
    return "\n".join(lines).encode("utf-8", "replace")


def instead(path: Path, chance: random.Random) -> None:
    """Put something that is no file in a file's place."""
    path.unlink()
    match chance.randrange(5):
        case 0:
            path.mkdir()
        case 1:
            os.mkfifo(path)
        case 2:
            path.symlink_to(path.name)
        case 3:
            path.symlink_to("/dev/zero")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_wrong_with_a_file_it_is_told_in_words(seed: int, office: Path, docgen: Run) -> None:
    """Damage anywhere in a project ends in Thai words, within its time."""
    chance = random.Random(seed)
    for name in ("a", "b"):
        text = GOOD.replace("subject: ", f"subject: {name} ")
        (office / f"content/announcements/{name}.md").write_text(text, encoding="utf-8")
    for folder in ("ita", "reports"):
        shutil.copytree(ROOT / "content" / folder, office / "content" / folder)
    (office / "content/signing.yaml").write_text("level: b\n", encoding="utf-8")
    assert docgen(office, "issue", str(office / "content/announcements/b.md"), "--number", "1").code == 0
    files = [path for path in sorted(office.rglob("*")) if path.suffix in (".md", ".yaml", ".csv", ".jsonl", ".j2")]
    kept = {path: path.read_bytes() for path in files}
    for number in range(6):
        path = chance.choice(files)
        if number == 5:
            instead(path, chance)
        else:
            path.write_bytes(damaged(kept[path], chance))
        for arguments in (["check"], chance.choice((["status", "--year", "2566"], ["register"]))):
            told = docgen(office, *arguments)
            said = f"{path.relative_to(office)} {arguments}: {told.out + told.err}"
            assert told.code in (0, 1), said
            assert not re.search(r"Traceback|internal-error|over-limit", said), said
            messages = [line for line in told.err.splitlines() if re.search(r"\[[a-z-]+\]$", line)]
            assert told.code == 0 or messages, said
            assert not any(_ENGLISH.search(line) for line in messages), said
        assert not list(office.rglob("*.tmp")), path
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_bytes(kept[path])


@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_document_leaves_the_other_built(seed: int, office: Path, docgen: Run) -> None:
    """A damaged document's neighbour is built all the same."""
    chance = random.Random(seed)
    folder = office / "content/announcements"
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    for number in range(6):
        (folder / f"bad-{number}.md").write_bytes(damaged(GOOD.encode(), chance))
    told = docgen(office, "build")
    assert told.code in (0, 1)
    assert not re.search(r"Traceback|internal-error|over-limit", told.err), told.err
    assert (office / "output/announcements/good.pdf").is_file()
    assert not any(line.startswith("content/announcements/good.md") for line in told.err.splitlines())
    for path in (office / "output").rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
        assert path.with_suffix(".docx").is_file()
