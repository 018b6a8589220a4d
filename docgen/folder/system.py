"""What a system may lack (Windows lacks it all): flags of opening files, users, modules of Python for Unix alone."""

from __future__ import annotations

import importlib
import os
from typing import Any


def flags(*names: str) -> int:
    """Return flags of `os.open` by name; one that this system lacks counts as nothing.

    Files are always read as bytes, and never handed on to a program that is started.
    """
    return sum(int(getattr(os, name, 0)) for name in (*names, "O_CLOEXEC", "O_NOINHERIT", "O_BINARY"))


def user() -> int:
    """Return the number of the user who runs this, 0 where users have none."""
    return int(os.getuid()) if hasattr(os, "getuid") else 0


def module(name: str) -> Any:
    """Return a module of Python's that only some systems have, None where this one has it not."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
