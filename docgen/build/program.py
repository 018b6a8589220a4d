"""What made an output beside its content: docgen's own code, and the packages, Python and zlib beside it."""

from __future__ import annotations

import hashlib
import sys
import zlib

from docgen import PACKAGE
from docgen.folder.program import installed_packages, program_file, program_files


def program_fingerprint() -> str:
    """Return a hash of docgen's own code and of the versions of the packages, of Python and of zlib beside it."""
    # Another zlib compresses the same words into other bytes.
    made = hashlib.sha256(f"{sys.version_info[:3]} {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for path in program_files("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        made.update(name.encode() + b"\0" + program_file(name))
    # Another version of an engine may set another page.
    for packages in installed_packages():
        made.update(packages.encode())
    return made.hexdigest()
