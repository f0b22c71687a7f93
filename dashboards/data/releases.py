"""What was released of each quarter: the newest folder of its outputs, with the files that its manifest names."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from dashboards.data import versions

MANIFEST = "manifest.json"
_QUARTER, _VERSION = re.compile(r"1[0-9]{3}(?:Q[1-4])?"), re.compile(r"v([0-9]+)")


@dataclass(frozen=True, slots=True)
class Release:
    """The outputs of a quarter: of which version, and each file with its size in bytes."""

    period: str
    version: int
    folder: Path
    files: dict[str, int]


def released() -> list[Release]:
    """Return the newest release of each quarter, the last quarter first; previews are none."""
    published = versions.current()
    if published is None:
        return []
    outputs = Path(published.path).resolve().parents[1] / "outputs"
    if not outputs.is_dir():
        return []
    found = (_newest(folder) for folder in outputs.iterdir() if _QUARTER.fullmatch(folder.name))
    return sorted((release for release in found if release is not None), key=lambda r: r.period, reverse=True)


def _newest(folder: Path) -> Release | None:
    numbers = {int(match[1]): path for path in folder.iterdir() if (match := _VERSION.fullmatch(path.name))}
    if not numbers:
        return None
    path = numbers[max(numbers)]
    try:
        files = json.loads((path / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return None
    return Release(folder.name, max(numbers), path, {name: int(said["bytes"]) for name, said in files.items()})
