"""What a stage leaves behind: a result under a key, so that nothing is done twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.hashing import text_hash


def stage_key(*parts: str) -> str:
    """Return the key of a stage's result: a hash of everything that it depends on."""
    return text_hash("\n".join(parts))


def write_json(path: Path, data: Any) -> None:
    """Write JSON so that a reader sees the whole file or none of it."""
    write_whole(path, json.dumps(data, ensure_ascii=False, sort_keys=True, default=str))


def cached(path: Path, key: str) -> dict[str, Any] | None:
    """Return what stands in a sidecar file if it was made under ``key``."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return data if data.get("key") == key else None
