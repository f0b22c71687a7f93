"""Exports beside each other, on a handful of rows reckoned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from pipelines.analysis.exports import real_rial
from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import models_dir
from pipelines.modelling.reference import load_reference
from tests.derived_tables import make_derived

#: period, office, its area, destination, line, origin, kg, USD
ROWS = [
    ("1402", "زرند", "08", "عمان", "57023100", None, 100, 1000),
    ("1402", "غرب تهران", None, "آلمان", "57021020", "0806", 50, 3000),
    ("1402", "غرب تهران", None, "آلمان", "57021020", "0806", 0, 500),
    ("1402", "زرند", "08", "ترکیه", "57021020", "0806", 10, 500),
    ("1401", "غرب تهران", None, "آلمان", "57021020", "0806", 40, 2000),
]
TABLES = (
    "export_lines",
    "export_flows",
    "export_concentration",
    "export_hidden_origin",
    "export_real_values",
)


class Trade:
    def __init__(self) -> None:
        self.engine = DuckDBEngine()
        load_reference(self.engine, models_dir())
        for schema in ("core", "derived"):
            self.engine.create_schema(schema)
        self.lay_down(ROWS)

    def lay_down(self, rows: list[tuple[Any, ...]], values: str = "") -> None:
        told = ", ".join("(" + ", ".join("NULL" if cell is None else repr(cell) for cell in row) + ")" for row in rows)
        counts = f"""
            SELECT concat('d1#s#', CAST(row_number() OVER () AS VARCHAR)) AS row_id, 'A' AS frequency, period,
              false AS is_difference, customs_office, CAST(NULL AS VARCHAR) AS customs_office_code,
              CAST(office_area_code AS VARCHAR) AS office_area_code,
              CAST(destination AS VARCHAR) AS destination, CAST(NULL AS VARCHAR) AS destination_code, hs8,
              true AS is_core_line, 'crafts' AS domain, CAST(origin_area_code AS VARCHAR) AS origin_area_code,
              'customs' AS channel, CAST(kg AS DECIMAL(38,9)) AS weight_kg,
              CAST(usd * 1000 AS DECIMAL(38,9)) AS value_rial, CAST(usd AS DECIMAL(38,9)) AS value_usd,
              'd1' AS delivery_id, true AS is_synthetic
            FROM (VALUES {told}) AS
              v(period, customs_office, office_area_code, destination, hs8, origin_area_code, kg, usd)
        """
        waiting = "SELECT '' AS delivery_id, '' AS placed_by, '' AS category, '' AS area_code WHERE false"
        listed = values or "('v0', 'exports_value_rial', '1402', 0, 'x')"
        measured = f"""
            SELECT value_id, indicator_id, '08' AS area_code, 'crafts' AS domain, '' AS breakdown, '' AS category,
              'A' AS frequency, period, 'customs' AS basis, CAST(value AS DECIMAL(38,9)) AS value,
              source AS source_fa, 'final' AS status, source <> 'real' AS is_synthetic
            FROM (VALUES {listed}) AS v(value_id, indicator_id, period, value, source)
        """
        self.engine.create_table("core", "export_counts", counts)
        self.engine.create_table("derived", "waiting_areas", waiting)
        self.engine.create_table("derived", "indicator_values", measured)
        for table in ("export_rows", *TABLES):
            self.engine.execute(f"DROP TABLE IF EXISTS derived.{table}")
        make_derived(self.engine, *TABLES)

    def rows(self, table: str, condition: str = "true") -> list[dict[str, Any]]:
        return self.engine.rows(f"SELECT * FROM derived.{table} WHERE {condition}")


@pytest.fixture(scope="module")
def trade() -> Iterator[Trade]:
    made = Trade()
    yield made
    made.engine.close()


def test_a_row_without_weight_never_divides(trade: Trade) -> None:
    (line,) = trade.rows("export_lines", "basis = 'office' AND period = '1402' AND area_code = ''")
    assert (line["value_usd"], line["weight_kg"], line["rows_without_weight"]) == (3500, 50, 1)
    assert line["usd_per_kg"] == 60, "3,000 dollars on 50 kg; the row without a weight stays out"
    assert (line["year_before_usd"], line["change_usd"], line["year_before_usd_per_kg"]) == (2000, 1500, 50)


def test_a_line_without_any_weight_has_no_unit_value() -> None:
    trade = Trade()
    trade.lay_down([("1402", "زرند", "08", "عمان", "57023100", None, 0, 1000)])
    (line,) = trade.rows("export_lines")
    assert line["usd_per_kg"] is None


def test_the_two_bases_are_views_of_one_trade(trade: Trade) -> None:
    by_origin = trade.rows("export_lines", "basis = 'origin' AND period = '1402'")
    assert [(r["area_code"], r["value_usd"]) for r in by_origin] == [("0806", 4000)]
    by_office = trade.rows("export_lines", "basis = 'office' AND period = '1402'")
    assert (
        sum(r["value_usd"] for r in by_office)
        == 5000
        == sum(r["value_usd"] for r in trade.rows("export_flows", "period = '1402'"))
    )


def test_the_hidden_origin_stands_beside_what_the_own_offices_say(trade: Trade) -> None:
    (row,) = trade.rows("export_hidden_origin", "period = '1402'")
    assert (row["value_usd"], row["through_own_usd"], row["through_others_usd"]) == (4000, 500, 3500)
    assert (row["own_offices_usd"], row["offices"]) == (1500, 2)


def test_where_a_value_is_unknown_no_share_is_told() -> None:
    trade = Trade()
    assert trade.rows("export_concentration", "period = '1402'")
    trade.lay_down([*ROWS, ("1402", "زرند", "08", "چین", "57023100", None, 5, None)])
    assert trade.rows("export_concentration", "period = '1402'") == []
    assert trade.rows("export_concentration", "period = '1401'")


def test_concentration_is_the_sum_of_squared_shares(trade: Trade) -> None:
    by = {r["dimension"]: r for r in trade.rows("export_concentration", "period = '1402'")}
    assert by["line"]["herfindahl"] == Decimal("0.68"), "0.2² + 0.8²"
    assert by["destination"]["herfindahl"] == Decimal("0.54"), "0.2² + 0.7² + 0.1²"
    assert (by["destination"]["largest"], by["destination"]["largest_share"]) == ("آلمان", Decimal("0.7"))
    assert by["office"]["three_largest_share"] == 1


def test_an_edition_without_destinations_has_no_index_of_them() -> None:
    trade = Trade()
    trade.lay_down([("1402", "زرند", "08", None, "57023100", None, 1, 1000)])
    assert {r["dimension"] for r in trade.rows("export_concentration")} == {"line", "office"}


def test_real_values_stand_at_the_newest_prices_of_one_source() -> None:
    trade = Trade()
    values = (
        "('v1', 'exports_value_rial', '1401', 1000, 'x'), ('v2', 'exports_value_rial', '1402', 1800, 'x'),"
        " ('v3', 'exports_value_rial', '1403', 900, 'x'), ('i1', 'price_index', '1401', 100, 'CBI'),"
        " ('i2', 'price_index', '1402', 150, 'CBI')"
    )
    trade.lay_down(ROWS, values)
    real = {r["value_id"]: r for r in trade.rows("export_real_values")}
    assert (real["v1"]["real_rial"], real["v2"]["real_rial"]) == (1500, 1800)
    assert (real["v1"]["prices_of"], real["v1"]["index_value_id"]) == ("1402", "i1")
    assert (real["v3"]["real_rial"], real["v3"]["status"]) == (None, "missing"), "a deflator is never assumed"


def test_an_invented_index_never_meets_a_real_value() -> None:
    trade = Trade()
    trade.lay_down(
        ROWS,
        "('v1', 'exports_value_rial', '1402', 1000, 'real'), ('i1', 'price_index', '1402', 150, 'invented')",
    )
    (row,) = trade.rows("export_real_values")
    assert (row["real_rial"], row["status"]) == (None, "missing")


def test_seventeen_digits_stay_exact() -> None:
    amount = Decimal("19181173697071413")
    assert real_rial(amount, Decimal(100), Decimal(100)) == amount
    assert real_rial(amount, Decimal(100), Decimal(300)) == 3 * amount
