"""Clean tables as a build has them, filled with a few rows, and the core tables made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import load_contracts
from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import core_models
from pipelines.modelling.reference import load_reference

MODELS = PROJECT_ROOT / "models"
CONTRACTS = load_contracts(MODELS)

#: Rows of one delivery: feed, delivery id, period, rows.
Delivery = tuple[str, str, str, Iterable[Mapping[str, Any]]]
Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDBEngine]:
    """An engine with the reference tables and an empty clean table of every feed."""
    opened = DuckDBEngine()
    for schema in ("clean", "core"):
        opened.create_schema(schema)
    load_reference(opened, MODELS)
    for feed, contract in CONTRACTS.items():
        columns = ", ".join(f'"{name}" {kind}' for name, kind in clean_columns(contract))
        opened.connection.execute(f'CREATE TABLE clean."{feed}" ({columns})')
    yield opened
    opened.close()


def fill(engine: DuckDBEngine, deliveries: Iterable[Delivery]) -> None:
    """Empty the clean tables and put the rows of ``deliveries`` into them; cells that are not named are null."""
    for feed in CONTRACTS:
        engine.connection.execute(f'DELETE FROM clean."{feed}"')
    for feed, delivery_id, period, rows in deliveries:
        for number, row in enumerate(rows, 2):
            sheet = row.get("sheet_name", "s")
            cells = {
                "row_id": f"{delivery_id}#{sheet}#{number}",
                "delivery_id": delivery_id,
                "sheet_name": sheet,
                "row_number": number,
                "delivery_period": period,
                "delivery_office": CONTRACTS[feed].owner_office,
                "is_synthetic": False,
                **row,
            }
            names = ", ".join(f'"{name}"' for name in cells)
            marks = ", ".join("?" for _ in cells)
            engine.connection.execute(f'INSERT INTO clean."{feed}" ({names}) VALUES ({marks})', list(cells.values()))


def build(engine: DuckDBEngine) -> None:
    """Build every core table anew."""
    for model in core_models(MODELS):
        engine.create_table("core", model.name, model.sql)


@pytest.fixture
def core(engine: DuckDBEngine) -> Callable[..., Ask]:
    """Return a function that builds core from deliveries and gives back a way to ask it."""

    def made(*deliveries: Delivery) -> Ask:
        fill(engine, deliveries)
        build(engine)
        return lambda sql: engine.connection.execute(sql).fetchall()

    return made
