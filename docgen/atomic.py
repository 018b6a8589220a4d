"""Write files whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_files(contents: dict[Path, bytes]) -> None:
    """Write files by temporary files beside them and renames; on failure none of them has changed."""
    temporaries: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            temporaries[path] = temporary
            temporary.write_bytes(content)
        for path, temporary in temporaries.items():
            temporary.replace(path)
    finally:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)
