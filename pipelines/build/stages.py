"""What a stage leaves behind: a result under a key, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


def stage_key(*parts: str) -> str:
    """Return the key of a stage's result: a hash of everything that it depends on."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def write_json(path: Path, data: Any) -> None:
    """Write JSON so that a reader sees the whole file or none of it."""
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str), "utf-8")
    os.replace(fresh, path)


def kept(path: Path, key: str) -> dict[str, Any] | None:
    """Return what stands in a sidecar file if it was made under ``key``."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return data if data.get("key") == key else None
