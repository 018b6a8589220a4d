"""Write the safe repairs into the content files: all files or none, each in its own encoding and line ends."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from docgen.checks.rule import Hit
from docgen.checks.run import REPAIRED_ENDINGS, Found, repaired
from docgen.errors import Place, error
from docgen.folder.atomic import write_files
from docgen.folder.encoding import decode_text
from docgen.folder.files import MAX_TEXT_BYTES
from docgen.folder.regular import read_file
from docgen.reasons import reason


def repair(root: Path, found: Iterable[Found]) -> str:
    """Write the safe repairs into the content files and return what changed as a unified diff.

    Only files that are text are touched, all of them or none. Raises DocgenError if one can't be written.
    """
    by_path: dict[str, list[Hit]] = {}
    for one in found:
        if one.hit.replacement is not None and one.hit.passage.path.endswith(REPAIRED_ENDINGS):
            by_path.setdefault(one.hit.passage.path, []).append(one.hit)
    changed: dict[Path, bytes] = {}
    diffs: list[str] = []
    for path, hits in sorted(by_path.items()):
        content = read_file(root / path, path, MAX_TEXT_BYTES)
        before = decode_text(content, path)
        # Windows-874 stays what it was: the clerk's other programs expect it. Line ends stay too.
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8" if _is_utf8(content) else "cp874"
        ending = "\r\n" if "\r\n" in before else "\n"
        after = ending.join(repaired(before.replace("\r\n", "\n"), hits).split("\n"))
        if after != before:
            changed[root / path] = after.encode(encoding)
            old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
            diffs += difflib.unified_diff(old, new, path, path, n=0)
    try:
        write_files(changed)
    except OSError as problem:
        raise error("not-written", Place(next(iter(by_path))), f"เขียนไฟล์ไม่ได้: {reason(problem)}") from None
    return "".join(line if line.endswith("\n") else line + "\n" for line in diffs)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
