"""Check a bag by its manifests (RFC 8493, 3): complete, nothing extra, no bit changed; each fault by its file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.evidence.bag.opened import refuse_path, refuse_twins
from docgen.folder.regular import MAX_MANIFEST_BYTES, read_regular, regular_pieces
from docgen.folder.there import files_of
from docgen.outside import harmless

_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LENGTHS = {"sha256": 64, "sha512": 128}
_LONGEST = 400  # a path as long as a file system has them, and what is wrong with it
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
Manifests = dict[str, dict[str, str]]


def faults(bag: Path) -> list[str]:
    """Return in Thai all that is wrong with a bag, file by file; nothing if it is whole.

    Raises DocgenError for a manifest that names a path outside the bag, or two names that are one.
    """
    found: list[str] = []
    try:
        if read_regular(bag / "bagit.txt", MAX_MANIFEST_BYTES) != _DECLARATION:
            found.append("bagit.txt: ถูกแก้ หรือไม่ใช่ BagIt 1.0")
    except OSError:
        return [*found, "bagit.txt: ไม่พบ จึงไม่ใช่ชุดหลักฐาน (BagIt)"]
    present = {path.relative_to(bag).as_posix() for path in files_of(bag)}
    payload = {name for name in present if name.startswith("data/")}
    manifests, tags, strange = _manifests(bag, present - payload)
    found += strange
    for kind, group in (("", manifests), ("tag", tags)):
        for algorithm in _LENGTHS:
            if algorithm not in group and not any(f"{kind}manifest-{algorithm}.txt" in one for one in found):
                found.append(f"{kind}manifest-{algorithm}.txt: ไม่พบ")
    listed_tags = {name for name in present - payload if not name.startswith("tagmanifest-")}
    digests = dict(_digests(bag, payload | listed_tags))
    found += _compare(manifests, payload, digests, "manifest")
    found += _compare(tags, listed_tags, digests, "tagmanifest")
    return [harmless(one, _LONGEST) for one in dict.fromkeys(found)]


def _manifests(bag: Path, names: set[str]) -> tuple[Manifests, Manifests, list[str]]:
    """Return payload and tag manifests by algorithm, and what is wrong: in them, and what is no tag file of ours."""
    groups: tuple[Manifests, Manifests] = ({}, {})
    found: list[str] = []
    for name in sorted(names):
        match = _MANIFEST.fullmatch(name)
        if match and match[2] in _LENGTHS:
            entries, wrong = _read(bag / name, match[2])
            found += wrong
            if entries is not None:
                groups[bool(match[1])][match[2]] = entries
        elif name not in ("bagit.txt", "bag-info.txt"):
            found.append(f"{name}: ไม่ควรมีในชุด" + (" (ชื่อบัญชีรายการไม่ถูกต้อง)" if "manifest" in name else ""))
    return *groups, found


def _read(path: Path, algorithm: str) -> tuple[dict[str, str] | None, list[str]]:
    """Return the entries of a manifest, None if it is no text, and what is wrong with it. Raises DocgenError."""
    entries: dict[str, str] = {}
    found: list[str] = []
    try:
        text = read_regular(path, MAX_MANIFEST_BYTES).decode("utf-8")
    except ValueError:
        return None, [f"{path.name}: ถูกแก้ จนอ่านไม่ได้"]
    for number, line in enumerate(text.splitlines(), start=1):
        digest, _, name = line.partition(" ")
        name = name.lstrip(" ")  # one blank or more (RFC 8493, 2.1.3); none of ours begins with one
        # RFC 8493, 2.1.3: a line end and % within a name are written so.
        name = re.sub("%0d", "\r", re.sub("%0a", "\n", name, flags=re.I), flags=re.I).replace("%25", "%")
        if not re.fullmatch(rf"[0-9a-f]{{{_LENGTHS[algorithm]}}}", digest) or not name or name in entries:
            found.append(f"{path.name}: บรรทัด {number} ถูกแก้ หรือไม่ครบ")
            continue
        refuse_path(name, path.name)
        entries[name] = digest
    refuse_twins(entries, path.name)
    return entries, found


def _digests(bag: Path, names: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the hashes of each file, read once and piece by piece."""
    for name in sorted(names):
        hashes = {algorithm: hashlib.new(algorithm) for algorithm in _LENGTHS}
        for piece in regular_pieces(bag / name):
            for one in hashes.values():
                one.update(piece)
        yield name, {algorithm: one.hexdigest() for algorithm, one in hashes.items()}


def _compare(
    manifests: Manifests, present: set[str], digests: Mapping[str, Mapping[str, str]], kind: str
) -> Iterator[str]:
    """Yield what differs. Where one manifest disagrees with file and other manifest, it is the one that was changed."""
    for name in sorted(present | {name for entries in manifests.values() for name in entries}):
        wrong = {
            algorithm: "missing" if name not in entries else "changed"
            for algorithm, entries in manifests.items()
            if name not in present or entries.get(name) != digests[name][algorithm]
        }
        if not wrong:
            continue
        if name not in present:
            listing = [algorithm for algorithm, entries in manifests.items() if name in entries]
            if len(listing) == len(manifests):
                yield f"{name}: หายไปจากชุด"
            else:
                yield f"{kind}-{listing[0]}.txt: ถูกแก้ ({name} ไม่มีในบัญชีอื่น)"
        elif len(wrong) < len(manifests):
            yield from (f"{kind}-{algorithm}.txt: ถูกแก้ (ไม่ตรงกับ {name})" for algorithm in wrong)
        elif "changed" in wrong.values():
            yield f"{name}: ถูกแก้ ไม่ตรงกับบัญชีรายการ"
        else:
            yield f"{name}: ไม่มีในบัญชีรายการ (ไฟล์แปลกปลอม)"
