"""A workspace of an office, and one whose first file was built with rows kept out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.corrections.office import (
    BAD,
    CONTRACTS,
    ROWS,
    House,
)


@pytest.fixture(autouse=True)
def contracts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the contracts against their schema once, not in each of a hundred builds."""
    monkeypatch.setattr("pipelines.pipeline.context.load_contracts", CONTRACTS)
    monkeypatch.setattr("pipelines.contracts.load_contracts", CONTRACTS)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def built(house: House) -> House:
    house.drop_register()
    outcome = house.build().of(house.base_id())
    assert outcome.cleaned is not None
    assert (outcome.cleaned.rows_loaded, outcome.cleaned.rows_quarantined) == (ROWS - len(BAD), len(BAD))
    return house
