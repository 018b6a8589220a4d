"""Electronic signatures (PAdES): sign a finished PDF, and say in plain Thai what the signatures of one are worth."""

from __future__ import annotations

import logging


def quiet() -> None:
    """Keep pyHanko's log, tracebacks and all, from the clerk: what it found is told in Thai."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
