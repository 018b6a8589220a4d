"""Files are written whole, all of them or none, and stay whose they were."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from docgen.folder.atomic import write_files


def test_writing_several_files_is_all_or_nothing(tmp_path: Path) -> None:
    """If one of several files cannot be written, none is, and no temporary file is left."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match=r"."):
        write_files({tmp_path / "a": b"new", tmp_path / "file" / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "file"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_written_anew_keeps_its_mode_and_owner(mode: int, tmp_path: Path) -> None:
    """A file that is written anew still belongs to whom it did, with the rights that it had."""
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    owner = 1234 if os.geteuid() == 0 else os.geteuid()  # only root may give a file away
    os.chown(path, owner, -1)
    path.chmod(mode)
    write_files({path: b"new", tmp_path / "b.md": b"new"})
    assert path.read_bytes() == b"new"
    assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_uid) == (mode, owner)
    (tmp_path / "c.md").write_bytes(b"")
    assert (tmp_path / "b.md").stat().st_mode == (tmp_path / "c.md").stat().st_mode
