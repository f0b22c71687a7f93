"""Which feeds are lists about persons: what their contracts say, without reading anything else of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipelines.configuration import file_name
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.vocabulary import state_of

#: The property of a contract that says so.
PROPERTY = "containsPersons"


def feeds_of_persons(models: Path) -> frozenset[str]:
    """Return the feeds whose rows are about persons."""
    files = sorted((models / "feeds").glob("*.odcs.yaml"))
    return _told(tuple(files), tuple(map(state_of, files)))


@lru_cache(maxsize=8)
def _told(files: Sequence[Path], states: Sequence[tuple[int, int] | None]) -> frozenset[str]:
    return frozenset(path.name.removesuffix(".odcs.yaml") for path in files if _is_of_persons(path))


def _is_of_persons(path: Path) -> bool:
    text = path.read_text("utf-8")
    if PROPERTY not in text:  # most say nothing of it, and reading a whole contract takes long
        return False
    document = read_yaml(text, file_name(path))
    said = document.get("customProperties", []) if isinstance(document, dict) else []
    return any(isinstance(p, dict) and p.get("property") == PROPERTY and p.get("value") is True for p in said)
