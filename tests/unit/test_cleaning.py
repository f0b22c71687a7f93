"""Cleaning as a specification: every row is loaded, quarantined or no data, and says why."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.cleaning import CleanedDelivery, Pseudonyms, clean_delivery
from pipelines.cleaning.clean import MASK, DeliveryFacts
from pipelines.contracts import Column, Contract, Rule
from pipelines.normalise import CodeBook
from pipelines.reading import NonDataRow, ReadResult
from pipelines.workspace import PROJECT_ROOT

CODEBOOK = CodeBook.load(PROJECT_ROOT / "models")

CONTRACT = Contract(
    feed="sales", version="1", title_fa="فروش", title_en="Sales", description_fa="", description_en="",
    grain="one row a county and craft", owner_office="heritage", cadence="annual", delivery_kind="events",
    columns=(
        Column("area", "شهرستان", "County", "place", required=True),
        Column("craft", "رشته", "Craft", "text", required=True),
        Column("amount_rial", "مبلغ", "Amount", "money", required=True, unit="IRR", unit_column="unit", minimum="0"),
        Column("unit", "یکا", "Unit", "code", codes="units"),
        Column("pieces", "تعداد", "Pieces", "integer", maximum="1000"),
        Column("seller", "فروشنده", "Seller", "text", classification="identifier", max_length=10),
    ),
    key=("area", "craft"),
    rules=(
        Rule("pieces_for_money", "pieces > 0 OR amount_rial = 0", ("pieces",), "quarantine", "تعداد نیست", "No pieces"),
        Rule("dear", "amount_rial < 1000000", ("amount_rial",), "warn", "گران است", "It is dear"),
    ),
)  # fmt: skip


def read(folder: Path, *rows: tuple, non_data: tuple[NonDataRow, ...] = ()) -> ReadResult:
    names = [c.name for c in CONTRACT.columns]
    table = pa.table(
        {
            "sheet_name": pa.array(["برگه"] * len(rows), pa.string()),
            "row_number": pa.array(range(3, 3 + len(rows)), pa.int32()),
            **{n: pa.array([r[i] for r in rows], pa.string()) for i, n in enumerate(names)},
        }
    )
    pq.write_table(table, folder / "landed.parquet")
    return ReadResult(
        folder / "landed.parquet", len(rows), list(non_data), [], [], {}, [], len(rows) + len(non_data)
    )


def clean(tmp_path: Path, *rows: tuple, non_data: tuple[NonDataRow, ...] = ()) -> CleanedDelivery:
    facts = DeliveryFacts("sales-1402-heritage-0", "1402", "heritage", True)
    return clean_delivery(
        CONTRACT,
        read(tmp_path, *rows, non_data=non_data),
        facts,
        CODEBOOK,
        Pseudonyms(b"k" * 32),
        tmp_path / "clean.parquet",
    )


def loaded(tmp_path: Path) -> list[dict]:
    return (
        duckdb.sql(f"SELECT * FROM '{tmp_path / 'clean.parquet'}' ORDER BY row_number")
        .to_arrow_table()
        .to_pylist()
    )


GOOD = ("كرمان", "گلیم", "۲ هزار", "تومان", "۳", "نمونه")


def test_a_good_row_is_typed_exactly_and_knows_where_it_came_from(tmp_path: Path) -> None:
    result = clean(tmp_path, GOOD)
    row = loaded(tmp_path)[0]
    assert (result.rows_loaded, result.cells) == (1, [])
    assert row["amount_rial"] == Decimal(20_000), "two thousand toman are twenty thousand rial"
    assert (row["area"], row["pieces"]) == ("0808", 3)
    assert row["row_id"] == "sales-1402-heritage-0#برگه#3"
    assert (row["delivery_period"], row["is_synthetic"]) == ("1402", True)


@pytest.mark.parametrize(
    ("position", "value", "rule"),
    [
        (0, "کرمانشاه", "unknown_place"),
        (0, None, "required_missing"),
        (2, "خیلی", "not_a_number"),
        (2, "-5", "below_minimum"),
        (4, "1001", "above_maximum"),
        (4, "0", "pieces_for_money"),
        (5, "نامی بسیار دراز", "too_long"),
    ],
)
def test_a_bad_cell_quarantines_its_row_alone(
    tmp_path: Path, position: int, value: str | None, rule: str
) -> None:
    bad = list(GOOD)
    bad[position] = value
    result = clean(tmp_path, ("بم", *GOOD[1:]), tuple(bad))
    assert [(c.rule, c.row_number) for c in result.cells] == [(rule, 4)]
    assert (result.rows_loaded, result.rows_quarantined) == (1, 1)


def test_a_warning_points_out_and_keeps_the_row(tmp_path: Path) -> None:
    result = clean(tmp_path, (*GOOD[:2], "5000000", "ریال", *GOOD[4:]))
    assert [(c.rule, c.severity) for c in result.cells] == [("dear", "warn")]
    assert (result.rows_loaded, result.rows_quarantined) == (1, 0)


def test_of_two_rows_of_one_key_the_first_good_one_stays(tmp_path: Path) -> None:
    spoiled = (*GOOD[:2], "خیلی", *GOOD[3:])
    result = clean(tmp_path, spoiled, GOOD, ("کرمان", *GOOD[1:]))
    assert [(c.rule, c.row_number) for c in result.cells] == [("not_a_number", 3), ("duplicate_key", 5)]
    assert result.cells[1].params["first_row"] == "4"


def test_what_may_identify_somebody_is_masked(tmp_path: Path) -> None:
    result = clean(tmp_path, (*GOOD[:5], "بانوی ساختگی دراز"))
    assert result.cells[0].value == MASK
    assert "ساختگی" not in str(result.to_json())


def test_a_stated_total_is_compared_and_never_added(tmp_path: Path) -> None:
    total = NonDataRow("برگه", 5, "total", "جمع", {"pieces": "۷"})
    result = clean(tmp_path, GOOD, ("بم", *GOOD[1:]), non_data=(total,))
    found = result.totals[0]
    assert (found.stated, found.computed, found.difference) == (7, 6, 1)
    assert (result.rows_read, result.rows_loaded, result.rows_non_data) == (3, 2, 1)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "کرمان", "بم", "گلیم", "۵", "0", "-1", "12/5", "تومان", "ریال", "#REF!", "\x00", "١٢"]
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[CELLS] * 6), max_size=8))
def test_every_row_is_accounted_for_whatever_the_cells_hold(tmp_path: Path, rows: list[tuple]) -> None:
    result = clean(tmp_path, *rows)
    assert result.reconciled
    assert result.rows_loaded == len(loaded(tmp_path))
    assert result == CleanedDelivery.from_json(result.to_json())


def test_pseudonyms_are_equal_for_equal_persons_and_tell_nothing(tmp_path: Path) -> None:
    one, other = Pseudonyms.of_workspace(tmp_path / "a"), Pseudonyms.of_workspace(tmp_path / "b")
    assert one("national_id", "1") == Pseudonyms.of_workspace(tmp_path / "a")("national_id", "1")
    assert one("national_id", "1") != one("phone", "1")
    assert one("national_id", "1") != other("national_id", "1")
    assert (tmp_path / "a" / "pseudonym.key").stat().st_mode & 0o777 == 0o600
