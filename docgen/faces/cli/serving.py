"""`docgen serve`: the page for clerks, until it is told to end."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_MOST_PORT = 65_535


def add_serving(commands: argparse._SubParsersAction[Any]) -> None:
    """Add what the command line knows of the page."""
    serving = commands.add_parser("serve")
    serving.add_argument("--port", type=_port, default=0)
    serving.add_argument("--no-browser", action="store_true")


def serve(given: argparse.Namespace, root: Path) -> int:
    """Serve the page, and say where it is."""
    from docgen.faces.web.serve import serve as run

    run(root, given.port, opens_browser=not given.no_browser, say=lambda address: print(address, flush=True))
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= _MOST_PORT:
        raise argparse.ArgumentTypeError(f"ช่องต้องเป็นจำนวน 1024 ถึง {_MOST_PORT}")
    return int(text)
