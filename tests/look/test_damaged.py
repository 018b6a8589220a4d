"""Damaged pictures, fonts and templates are told in words, each in its place; no engine's English is shown."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from docgen.document.project import read_project
from docgen.errors import DocgenError, Place
from docgen.folder.files import Files
from docgen.look.font_files import font_fault
from docgen.look.pictures import printed_picture
from docgen.look.style import Figures
from tests.conftest import GOOD, ROOT, Ask, Told

Run = Callable[..., Told]
FONT = (ROOT / "fonts/THSarabun-Regular.ttf").read_bytes()


def picture(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **({"exif": Image.Exif()} if kind != "BMP" else {}))
    return made.getvalue()


def png_with(tag: bytes, data: bytes) -> bytes:
    """A PNG with a chunk more, after its head; its sum is right."""
    whole = picture("PNG")
    chunk = struct.pack(">L", len(data)) + tag + data + struct.pack(">L", zlib.crc32(tag + data))
    return whole[:33] + chunk + whole[33:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture-broken"),
        (picture("PNG")[:60], "picture-broken"),
        (picture("JPEG")[:200], "picture-broken"),
        (png_with(b"eXIf", b"\xff" * 50), "picture-broken"),
        (png_with(b"eXIf", b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\xff\xff\xff\x7f"), "picture-broken"),
        (picture("PNG", (1, 60_000)), "picture-too-thin"),
        (picture("PNG", (60_000, 1)), "picture-too-thin"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "picture-broken"),
        (picture("PNG", (100, 1)), ""),
    ],
)
def test_a_damaged_picture_is_told(content: bytes, code: str, tmp_path: Path) -> None:
    """A picture that is cut, too large or no picture is told by what it is."""
    (tmp_path / "p.png").write_bytes(content)
    try:
        Files(tmp_path).picture("p.png", tmp_path, tmp_path, Place("a.md", 3))
    except DocgenError as problem:
        found = [(one.code, one.place.line) for one in problem.findings]
    else:
        found = []
    # Of an EXIF block Pillow's versions refuse this or that: what is taken is printed.
    may_be = {code, ""} if b"eXIf" in content else {code}
    assert found[0] in {(one, 3) for one in may_be} if found else "" in may_be
    if not found:
        assert printed_picture(tmp_path / "p.png", Figures(14, 9.5)).content


def test_whatever_is_wrong_with_a_picture_it_is_told_or_printed(tmp_path: Path) -> None:
    """Damaged anywhere, a picture is told or printed, and no library speaks."""
    chance = random.Random(13)
    kinds = ["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"]
    wholes = [picture(kind) for kind in kinds]
    told = set()
    for _ in range(150):
        content = bytearray(chance.choice(wholes))
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / "p.png").write_bytes(content)
        try:
            Files(tmp_path).picture("p.png", tmp_path, tmp_path, Place("a.md", 3))
        except DocgenError as problem:
            told.add(problem.findings[0].code)
        else:
            assert printed_picture(tmp_path / "p.png", Figures(14, 9.5)).content
    assert told >= {"picture-broken"}
    assert all(code.startswith("picture-") for code in told)


@pytest.mark.parametrize(
    "name", ["../../a.png", "a\0b.png", "/etc/passwd", "loop.png", "out.png", "pipe.png", "folder.png"]
)
def test_a_picture_that_is_no_file_of_the_project_is_refused(name: str, tmp_path: Path) -> None:
    """A link or a pipe is no picture of the project."""
    folder = tmp_path / "content/announcements"
    folder.mkdir(parents=True)
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "out.png").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    with pytest.raises(DocgenError) as caught:
        Files(tmp_path).picture(name, folder, tmp_path / "content", Place("a.md", 3))
    assert caught.value.findings[0].code in ("picture-outside", "picture-missing", "link-outside", "file-unreadable")


def test_a_font_that_is_cut_or_changed_is_refused_with_its_name(office: Path) -> None:
    """A damaged font is refused by its file's name before a page is set."""
    assert font_fault(FONT) == ""
    chance = random.Random(13)
    for _ in range(40):
        assert font_fault(FONT[: chance.randrange(len(FONT))])
        changed = bytearray(FONT)
        at = chance.randrange(400, len(FONT))
        changed[at] ^= 1 << chance.randrange(8)
        # What stands between two tables, and the sum of the whole file, is no part of what is drawn.
        assert font_fault(bytes(changed)) or bytes(changed[at : at + 1]) != FONT[at : at + 1]
    for name in ("Regular", "Bold"):
        path = office / f"fonts/THSarabun-{name}.ttf"
        path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DocgenError) as caught:
        read_project(office)
    told = [(one.code, one.place.path) for one in caught.value.findings]
    assert told == [("font-broken", f"fonts/THSarabun-{name}.ttf") for name in ("Regular", "Bold")]


def test_a_damaged_emblem_is_told_at_its_entry(office: Path, desk: Ask) -> None:
    """A damaged emblem is told at its line of agency.yaml."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    emblem = re.search(r"^emblem: (\S+)", text, re.MULTILINE)
    assert emblem is not None
    path = office / emblem[1]
    path.write_bytes(path.read_bytes()[:300])
    told = desk(office, "build")
    line = text[: emblem.start()].count("\n") + 1
    assert told.code == 1
    assert f"content/agency.yaml:{line}:9: ผิดพลาด: " in told.err
    assert "[picture-broken]" in told.err
