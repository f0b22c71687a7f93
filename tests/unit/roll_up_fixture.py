"""A small world to roll up: contributions in, values out, without files, contracts or a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import derived_models
from pipelines.modelling.contributions import ADDRESS, CONTRIBUTION_COLUMNS
from pipelines.modelling.models import Indicator
from pipelines.modelling.reference import load_reference
from pipelines.pipeline.described.facts import PublishedBefore
from tests.derived_tables import make_derived

MODELS = PROJECT_ROOT / "models"
#: Tables that measuring makes; a world may measure twice.
VALUES = [model.name for model in derived_models(MODELS) if model.topic == "values"]
NUMBER = pa.decimal128(38, 9)
DEFAULTS: Mapping[str, Any] = {
    "area_code": "0808",
    "domain": "crafts",
    "breakdown": "",
    "category": "",
    "frequency": "Q",
    "period": "1402Q1",
    "basis": "register",
    "numerator": 1,
    "denominator": None,
    "qualifier": "exact",
    "status": "final",
}


def indicator(name: str = "things", **header: Any) -> Indicator:
    """Return a definition with a plain header; ``header`` overrides it."""
    texts = {"fa": name, "en": name}
    plain: dict[str, Any] = {
        "indicator_id": name,
        "title": texts,
        "definition": texts,
        "unit": "persons",
        "kind": "flow",
        "direction": "up",
        "decimals": 0,
        "theme": "artisans",
        "owner": "heritage",
        "caveat": texts,
        "disclosure": "none",
        "rollup": {"register": "province"},
        "headline": None,
        "sql": f"SELECT * FROM source.{name}",
        "reads": frozenset(),
    }
    return Indicator(**{**plain, **header})


@dataclass
class World:
    """An engine with reference tables, deliveries (id → facts) and contributions that a test lays into it."""

    engine: DuckDBEngine
    today: date = date(2026, 11, 26)
    deliveries: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: PublishedBefore = field(default_factory=PublishedBefore)

    @classmethod
    def empty(cls, models: Path = MODELS) -> World:
        engine = DuckDBEngine()
        load_reference(engine, models)
        for schema in ("derived", "core", "indicators", "source"):
            engine.create_schema(schema)
        engine.create_table(
            "core",
            "statements",
            "SELECT * FROM (SELECT '' AS row_id, '' AS source_fa, '' AS source_en, '' AS source_grade,"
            " '' AS ambiguity_fa, '' AS ambiguity_en, '' AS as_of) WHERE false",
        )
        return cls(engine)

    def deliver(
        self,
        delivery_id: str,
        *,
        feed: str = "licences",
        office: str = "heritage",
        period: str = "1402Q1",
        span: str | None = None,
        persons: bool = False,
        state: str = "published",
        cover: str = "",
        partial: bool = False,
        synthetic: bool = False,
    ) -> None:
        self.deliveries[delivery_id] = {
            "delivery_id": delivery_id,
            "feed": feed,
            "office": office,
            "period": period,
            "state": state,
            "span": span or period,
            "cover": cover,
            "contains_persons": persons,
            "is_synthetic": synthetic,
            "is_partial": partial,
            "document_fa": "سند",
            "document_en": "document",
            "evidence_grade": "register",
        }

    def measure(
        self, found: Mapping[Indicator, Iterable[Mapping[str, Any]]] | Sequence[tuple[Indicator, Any]]
    ) -> list[dict[str, Any]]:
        """Measure indicators from their contributions; return the values, every number a Decimal."""
        pairs = list(found.items()) if isinstance(found, Mapping) else list(found)
        types = pa.schema([(c, NUMBER if c.endswith("ator") else pa.string()) for c, _ in CONTRIBUTION_COLUMNS])
        for definition, rows in pairs:
            listed = []
            for n, row in enumerate(rows):
                told = {**DEFAULTS, "row_id": f"a#s#{n + 1}", **row}
                for part in ("numerator", "denominator"):
                    told[part] = None if told[part] is None else Decimal(told[part]).quantize(Decimal("1e-9"))
                listed.append(told)
            self.engine.load_arrow("source", definition.indicator_id, pa.Table.from_pylist(listed, types))
            self.engine.create_table("indicators", definition.indicator_id, definition.query)
        facts = list(self.deliveries.values())
        self.engine.load_arrow("derived", "deliveries", pa.Table.from_pylist(facts))
        self.engine.create_table(
            "derived",
            "delivery_facts",
            "SELECT * EXCLUDE (feed, office, period, state, is_partial) FROM derived.deliveries",
        )
        # Of the rows that wait nobody knows where they belong.
        self.engine.create_table(
            "derived",
            "waiting_areas",
            "SELECT d.delivery_id, '' AS placed_by, '*' AS category, a.area_code"
            " FROM derived.deliveries d CROSS JOIN reference.areas a WHERE d.is_partial",
        )
        measured = [name for name in VALUES if name not in ("deliveries", "delivery_facts")]
        for name in measured:
            self.engine.execute(f"DROP TABLE IF EXISTS derived.{name}")
        indicators = [definition for definition, _ in pairs]
        make_derived(self.engine, "indicator_values", "lineage", indicators=indicators, today=self.today, facts=self)
        return self.rows("SELECT * FROM derived.indicator_values")

    def rows(self, query: str) -> list[dict[str, Any]]:
        return self.engine.rows(query)


def cells(values: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """Return values by their address."""
    return {tuple(v[c] for c in ADDRESS): v for v in values}


def cell(values: Iterable[Mapping[str, Any]], **address: str) -> Mapping[str, Any] | None:
    """Return the one value at an address, of which only what is not plain is named; None where there is none."""
    plain = {"domain": "crafts", "breakdown": "", "category": "", "area_code": "0808", **address}
    found = [v for v in values if all(v[k] == w for k, w in plain.items())]
    assert len(found) < 2, found
    return found[0] if found else None
