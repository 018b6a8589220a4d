"""What made an output beside its content: docgen's own code, and the packages, Python and zlib beside it."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib

from docgen import PACKAGE


def program_fingerprint() -> str:
    """Return a hash of docgen's own code and of the versions of the packages, of Python and of zlib beside it."""
    # Another zlib compresses the same words into other bytes.
    made = hashlib.sha256(f"{sys.version_info[:3]} {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    # Another version of an engine may set another page. importlib.metadata tells the same in 25 ms.
    # setuptools adds a folder of its own to the path once something of it is imported.
    for place in (place for place in sys.path if os.path.isdir(place) and not place.endswith("_vendor")):
        made.update("\n".join(sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))).encode())
    return made.hexdigest()
