"""Make derived tables in an engine that a test has filled, without files, contracts or a build."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import DerivedModel, Indicator, derived_models
from pipelines.modelling.making import TableMaker
from pipelines.modelling.table_cache import TableCache

MODELS = PROJECT_ROOT / "models"
TODAY = date(2026, 11, 26)


def make_derived(
    engine: DuckDBEngine,
    *wanted: str,
    indicators: Sequence[Indicator] = (),
    today: date = TODAY,
    models: Path = MODELS,
    facts: Any = None,
) -> None:
    """Make the derived tables called ``wanted`` and all that they are made of, but what the test itself has laid down.

    A derived table of which ``engine`` has one already is the test's own.
    """
    told = engine.rows("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'derived'")
    own = {row["name"] for row in told}
    engine.create_schema("derived")
    engine.create_schema("indicators")
    found = [model for model in derived_models(models) if model.name not in own]
    maker = TableMaker(TableCache(engine, "", {}, lasting=False), models, found, indicators, today, "", facts)
    made = set[str]()
    for name in wanted:
        for model in maker.needed_for(f"derived.{name}"):
            if model.name not in made:
                maker.make(model)
                made.add(model.name)


def derived_model(name: str, models: Path = MODELS) -> DerivedModel:
    """Return the model of a derived table."""
    return next(model for model in derived_models(models) if model.name == name)


def remake_topics(engine: DuckDBEngine, *topics: str, today: date = TODAY, models: Path = MODELS) -> None:
    """Make every table of ``topics`` anew, whatever the engine has of them.

    A test that asks twice, with other rows or on another day, is answered by what there is now.
    """
    names = [m.name for m in derived_models(models) if m.topic in topics]
    for name in names:
        engine.execute(f'DROP TABLE IF EXISTS derived."{name}"')
    make_derived(engine, *names, today=today, models=models)
