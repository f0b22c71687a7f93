"""Clean rows and a server that the tests of one process share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.foundation.workspace import Workspace
from tests.engines.servers import sail as sail_server
from tests.engines.twice import build, clean_demonstration, copied


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A demonstration whose rows are clean, and of which no table is made yet."""
    return clean_demonstration(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def in_house(clean: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The same, built by DuckDB."""
    workspace = copied(clean, tmp_path_factory.mktemp("house") / "demo")
    build(workspace)
    return workspace


@pytest.fixture(scope="session")
def sail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Sail server."""
    with sail_server(tmp_path_factory.mktemp("sail")) as (address, _):
        yield address


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty folder that stands for storage that all machines see."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder
