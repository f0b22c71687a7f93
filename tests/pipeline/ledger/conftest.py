"""A fresh workspace with its ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.ledger.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)
