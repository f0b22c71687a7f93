"""What every test may use. Stage-specific fixtures live beside the tests of the stage."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipelines.foundation.workspace import PROJECT_ROOT

# Two profiles: the everyday one, and `HYPOTHESIS_PROFILE=thorough` for a night. Deadlines are off: the machine
# is shared by the processes of the suite, and a slow example is not a wrong one.
settings.register_profile("everyday", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("everyday"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

#: The files that take minutes, longest first: they are begun first, so that no process waits long for the last one.
LONGEST = (
    "test_kill_build",
    "test_every_page_in_browser",
    "test_truth",
    "test_questions_in_browser",
    "test_corpus",
)

# Nothing that a test starts may report home, or show a colour where a text is compared.
os.environ.update(
    GX_ANALYTICS_ENABLED="false", STREAMLIT_BROWSER_GATHER_USAGE_STATS="false", DO_NOT_TRACK="1", NO_COLOR="1"
)
# Hundreds of commands are started, and where nothing may be kept each would compile everything anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the order is otherwise that of the folders."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder."""
    return PROJECT_ROOT


@pytest.fixture
def models_copy(tmp_path: Path) -> Path:
    """A copy of ``models/`` that a test may change."""
    return Path(shutil.copytree(PROJECT_ROOT / "models", tmp_path / "models"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that page tests drive."""
    named = os.environ.get("NAQSHEH_CHROMIUM")
    for candidate in [named] if named else ["chromium", "chromium-browser", "google-chrome"]:
        if found := shutil.which(candidate):
            return found
    pytest.fail("No Chromium: run `make setup-test`, or name one in NAQSHEH_CHROMIUM.")
