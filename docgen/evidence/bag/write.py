"""Write an evidence bag: BagIt 1.0 (RFC 8493) by the Library of Congress' library, as a folder and as one zip."""

from __future__ import annotations

import logging
import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docgen.evidence.bag.copying import Payload, copy_payload

# What all hashes of a bag hang on.
SEAL = "tagmanifest-sha256.txt"
ALGORITHMS = ("sha256", "sha512")
_SOFTWARE = "docgen, bagit.py (Library of Congress)"
_PIECE = 1 << 20


def write_bag(folder: Path, payload: Payload, digests: Mapping[str, str], info: Mapping[str, str]) -> None:
    """Write a bag into a folder that is not there yet; `info` goes into bag-info.txt.

    `digests` are the SHA-256 of the payload by name. Raises ChangedError if a file is another by now, OSError.
    """
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
    copy_payload(folder, payload, digests)
    bag = bagit.make_bag(str(folder), {**info, "Bag-Software-Agent": _SOFTWARE}, checksums=list(ALGORITHMS))
    # The library names 0.97, the draft before RFC 8493; the bag is one of 1.0 as well.
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    for algorithm in ALGORITHMS:
        _encode_names(folder / f"manifest-{algorithm}.txt", payload)
    bag.save()
    for algorithm in ALGORITHMS:
        # It lists tag files in the order in which the file system gives them.
        listed = folder / f"tagmanifest-{algorithm}.txt"
        lines = [line.split() for line in listed.read_text(encoding="utf-8").splitlines()]
        pairs = sorted((name, digest) for digest, name in lines)
        listed.write_text("".join(f"{digest}  {name}\n" for name, digest in pairs), encoding="utf-8")


def encoded(name: str) -> str:
    """Return a path as a manifest has it: only these three are written otherwise (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _encode_names(manifest: Path, payload: Payload) -> None:
    """Write the names of a manifest as RFC 8493 has them: the library writes % as it is."""
    names = {f"data/{name}".replace("\r", "%0D").replace("\n", "%0A"): f"data/{encoded(name)}" for name in payload}
    lines = manifest.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    pairs = [(name, digest) for digest, _, name in (line.partition("  ") for line in lines)]
    text = "".join(f"{digest}  {names[name]}\n" for name, digest in pairs)
    manifest.write_text(text, encoding="utf-8", newline="\n")


def write_zip(bag: Path, target: Path) -> None:
    """Write a bag as a zip whose bytes depend on the bag alone: stored, undated, in one order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{bag.name}/{path.relative_to(bag).as_posix()}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.create_system = 3
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as written:
                shutil.copyfileobj(source, written, _PIECE)
