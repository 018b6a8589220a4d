"""Ask a validator that we did not write: PDFBox Preflight, which knows PDF/A-1b."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

# What PDF/A-1b, which Preflight checks, forbids and PDF/A-3 allows: cross-reference streams (1.4), compressed metadata
# (1.2.7), subsets without a list of their glyphs (3.1.11 CIDSet), transparency groups; and a file of part 3 says so.
ONLY_IN_PART_ONE = (
    "1.4 : ",
    "1.2.7 : ",
    "3.1.11 : Invalid Font definition, ",
    "7.11.2 : Error on MetaData, part must be 1",
)
# Preflight's reader of XMP takes a schema for missing that an element further out names, as pyHanko writes it.
_MISREAD = "7.3 : Error on MetaData, Schema is not set in this document : "
JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api")


def preflight_errors(made: Path, folder: Path) -> list[str]:
    """Return what Preflight finds in a PDF that PDF/A-3 forbids too; skips where it is not installed."""
    paths = [path for name in JARS for path in Path("/usr/share/java").glob(f"{name}.jar")]
    if shutil.which("java") is None or len(paths) < len(JARS):
        pytest.skip("PDFBox Preflight is not installed")
    command = ["java", "-cp", ":".join(map(str, paths)), "org.apache.pdfbox.preflight.Validator_A1b", str(made)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder, check=False)
    assert made.name in told.stdout, told.stderr
    errors = [line for line in told.stdout.splitlines() if re.match(r"[0-9]+(\.[0-9]+)+ : ", line)]
    assert all("CIDSet" in line for line in errors if line.startswith("3.1.11"))
    return [line for line in errors if not line.startswith((*ONLY_IN_PART_ONE, _MISREAD))]
