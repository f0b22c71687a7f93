"""The mark of a failed build: what the pages say while an older version stays in service.

``curated/failed_build.json`` is there from the failure until the next publication; it holds a sentence in both
languages and an id under which the run is found, and nothing else.
"""

from __future__ import annotations

import json

from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.workspace import Workspace

MARK = "failed_build.json"


def mark_failed(workspace: Workspace, sentence_fa: str, sentence_en: str, error_id: str) -> None:
    """Say that a build failed; the whole file or none of it is seen."""
    workspace.curated.mkdir(parents=True, exist_ok=True)
    told = {"sentence_fa": sentence_fa, "sentence_en": sentence_en, "error_id": error_id}
    write_whole(workspace.curated / MARK, json.dumps(told, ensure_ascii=False))


def failure(workspace: Workspace) -> dict[str, str] | None:
    """Return what the mark says, or None when nothing failed."""
    try:
        found = json.loads((workspace.curated / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def clear_failure(workspace: Workspace) -> None:
    """Take the mark away: a version was published, or the served one is up to date."""
    (workspace.curated / MARK).unlink(missing_ok=True)
