"""Write an evidence bag: BagIt 1.0 (RFC 8493) by the Library of Congress' library, as a folder and as one zip."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from docgen.evidence.bag.copying import Payload, copy_payload
from docgen.folder.atomic import write_files
from docgen.folder.regular import MAX_MANIFEST_BYTES, read_regular

# What all hashes of a bag hang on.
SEAL = "tagmanifest-sha256.txt"
ALGORITHMS = ("sha256", "sha512")
_SOFTWARE = "docgen, bagit.py (Library of Congress)"


def write_bag(folder: Path, payload: Payload, digests: Mapping[str, str], info: Mapping[str, str]) -> None:
    """Write a bag into a folder that is not there yet; `info` goes into bag-info.txt.

    `digests` are the SHA-256 of the payload by name. Raises ChangedError if a file is another by now, OSError.
    """
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
    copy_payload(folder, payload, digests)
    bag = bagit.make_bag(str(folder), {**info, "Bag-Software-Agent": _SOFTWARE}, checksums=list(ALGORITHMS))
    # The library names 0.97, the draft before RFC 8493; the bag is one of 1.0 as well.
    write_files({folder / "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"})
    for algorithm in ALGORITHMS:
        _encode_names(folder / f"manifest-{algorithm}.txt", payload)
    bag.save()
    for algorithm in ALGORITHMS:
        # It lists tag files in the order in which the file system gives them.
        listed = folder / f"tagmanifest-{algorithm}.txt"
        lines = [line.split() for line in read_regular(listed, MAX_MANIFEST_BYTES).decode().splitlines()]
        pairs = sorted((name, digest) for digest, name in lines)
        write_files({listed: "".join(f"{digest}  {name}\n" for name, digest in pairs).encode()})


def encoded(name: str) -> str:
    """Return a path as a manifest has it: only these three are written otherwise (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _encode_names(manifest: Path, payload: Payload) -> None:
    """Write the names of a manifest as RFC 8493 has them: the library writes % as it is."""
    names = {f"data/{name}".replace("\r", "%0D").replace("\n", "%0A"): f"data/{encoded(name)}" for name in payload}
    lines = read_regular(manifest, MAX_MANIFEST_BYTES).decode().removesuffix("\n").split("\n")
    pairs = [(name, digest) for digest, _, name in (line.partition("  ") for line in lines)]
    text = "".join(f"{digest}  {names[name]}\n" for name, digest in pairs)
    write_files({manifest: text.encode()})
