"""An engine with the reference tables and hand-made core and derived tables: what others are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling.reference import load_reference

MODELS = PROJECT_ROOT / "models"
TODAY = date(2026, 11, 26)  # 1405-09-05

STATEMENTS = {
    "row_id": "VARCHAR",
    "figure_id": "VARCHAR",
    "indicator_id": "VARCHAR",
    "value": "DECIMAL(38,9)",
    "qualifier": "VARCHAR",
    "unit": "VARCHAR",
    "area_code": "VARCHAR",
    "domain": "VARCHAR",
    "category": "VARCHAR",
    "period_kind": "VARCHAR",
    "as_of": "VARCHAR",
    "frequency": "VARCHAR",
    "period": "VARCHAR",
    "role": "VARCHAR",
    "instrument": "VARCHAR",
    "ambiguity_fa": "VARCHAR",
    "ambiguity_en": "VARCHAR",
    "source_fa": "VARCHAR",
    "source_en": "VARCHAR",
    "source_grade": "VARCHAR",
    "is_preferred": "BOOLEAN",
    "delivery_id": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
VALUES = {
    "value_id": "VARCHAR",
    "indicator_id": "VARCHAR",
    "area_code": "VARCHAR",
    "domain": "VARCHAR",
    "category": "VARCHAR",
    "frequency": "VARCHAR",
    "period": "VARCHAR",
    "basis": "VARCHAR",
    "value": "DECIMAL(38,9)",
    "unit": "VARCHAR",
    "qualifier": "VARCHAR",
    "status": "VARCHAR",
    "source_fa": "VARCHAR",
    "source_en": "VARCHAR",
    "evidence_grade": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
CITIES = {
    "row_id": "VARCHAR",
    "city_id": "VARCHAR",
    "area_code": "VARCHAR",
    "county_code": "VARCHAR",
    "kind": "VARCHAR",
    "registered_on": "VARCHAR",
    "state": "VARCHAR",
    "is_newest": "BOOLEAN",
    "period": "VARCHAR",
    "delivery_id": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
TERMS = {
    "row_id": "VARCHAR",
    "area_code": "VARCHAR",
    "role": "VARCHAR",
    "holder_role": "VARCHAR",
    "person_id": "VARCHAR",
    "from_on": "VARCHAR",
    "to_on": "VARCHAR",
    "state": "VARCHAR",
    "is_current": "BOOLEAN",
    "delivery_id": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
REPORTS = {
    "row_id": "VARCHAR",
    "agency": "VARCHAR",
    "area_code": "VARCHAR",
    "report_year": "INTEGER",
    "due_on": "VARCHAR",
    "submitted_on": "VARCHAR",
    "state": "VARCHAR",
    "is_late": "BOOLEAN",
    "is_world_city": "BOOLEAN",
    "delivery_id": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
COMMITMENTS = {
    "row_id": "VARCHAR",
    "commitment_id": "VARCHAR",
    "spoken_on": "VARCHAR",
    "role": "VARCHAR",
    "due_period": "VARCHAR",
    "state": "VARCHAR",
    "owner_body": "VARCHAR",
    "evidence_kind": "VARCHAR",
    "evidence_document": "VARCHAR",
    "evidence_on": "VARCHAR",
    "is_proven": "BOOLEAN",
    "is_newest": "BOOLEAN",
    "period": "VARCHAR",
    "delivery_id": "VARCHAR",
    "sheet_name": "VARCHAR",
    "row_number": "INTEGER",
    "is_synthetic": "BOOLEAN",
}
#: Kinds of the indicators that the tests speak of.
KINDS = {
    "artisans": "stock",
    "craft_fields": "stock",
    "cooperatives": "stock",
    "weavers_permitted": "cumulative",
    "exports_usd": "flow",
    "exports_origin_usd": "flow",
}


def engine_with_reference() -> DuckDBEngine:
    """Return an engine in memory that holds the reference tables and nothing else."""
    engine = DuckDBEngine()
    load_reference(engine, MODELS)
    engine.create_schema("core")
    engine.create_schema("derived")
    return engine


def load(engine: DuckDBEngine, table: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Make ``table`` of ``types``; a column that a row lacks is NULL (``is_synthetic`` false)."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    engine.connection.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
    marks = ", ".join("?" for _ in types)
    for row in rows:
        assert set(row) <= set(types), set(row) - set(types)
        given = {"is_synthetic": False, **row}
        engine.connection.execute(f"INSERT INTO {table} VALUES ({marks})", [given.get(name) for name in types])
