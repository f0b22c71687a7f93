"""The manifest of a folder: the SHA-256 of each of its files, and of itself, so that any flipped byte shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipelines.foundation.hashing import bytes_hash, file_hash

MANIFEST = "manifest.json"
SELF = "manifest_sha256"


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of a folder that is not as its manifest says."""

    file: str
    what: Literal["changed", "missing", "unexpected"]


def files_of(folder: Path) -> list[Path]:
    """Return every file below ``folder`` but the manifest, sorted by their relative names."""
    found = [p for p in folder.rglob("*") if not p.is_dir() and p != folder / MANIFEST]
    return sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def write_manifest(folder: Path, facts: dict[str, Any]) -> Path:
    """Write ``manifest.json`` with ``facts`` and the hash and size of every file; return its path."""
    files = {
        p.relative_to(folder).as_posix(): {"sha256": file_hash(p), "bytes": p.stat().st_size} for p in files_of(folder)
    }
    path = folder / MANIFEST
    path.write_bytes(_sealed({**facts, "files": files}))
    return path


def damages(folder: Path) -> list[Damage]:
    """Return every difference between ``folder`` and its manifest; an empty list means that it is whole."""
    try:
        data = (folder / MANIFEST).read_bytes()
        facts = json.loads(data)
        del facts[SELF]
    except FileNotFoundError:
        return [Damage(MANIFEST, "missing")]
    except (ValueError, KeyError, TypeError):
        return [Damage(MANIFEST, "changed")]
    if data != _sealed(facts):
        return [Damage(MANIFEST, "changed")]
    found = {p.relative_to(folder).as_posix(): p for p in files_of(folder)}
    expected: dict[str, dict[str, Any]] = facts["files"]
    wrong = [Damage(name, "missing") for name in expected.keys() - found.keys()]
    wrong += [Damage(name, "unexpected") for name in found.keys() - expected.keys()]
    for name in expected.keys() & found.keys():
        path, stated = found[name], expected[name]
        if path.stat().st_size != stated["bytes"] or file_hash(path) != stated["sha256"]:
            wrong.append(Damage(name, "changed"))
    return sorted(wrong, key=lambda d: d.file)


def _sealed(facts: dict[str, Any]) -> bytes:
    """Return canonical JSON of ``facts`` with its own hash in it; only these bytes are accepted back."""
    seal = bytes_hash(_canonical(facts))
    return _canonical({**facts, SELF: seal})


def _canonical(facts: dict[str, Any]) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1, default=str)
    return text.encode() + b"\n"
