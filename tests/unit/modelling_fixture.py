"""The folder of models, and a copy of it that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.foundation.workspace import PROJECT_ROOT

MODELS = PROJECT_ROOT / "models"


def copied(tmp_path: Path) -> Path:
    """Return a copy of the folder of models."""
    return Path(shutil.copytree(MODELS, tmp_path / "models"))
