"""Cleaning as a specification: every row is loaded, quarantined or no data, and says why."""

from __future__ import annotations

from dataclasses import replace
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
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir
from pipelines.normalise import CodeBook
from pipelines.reading import NonDataRow, ReadResult

CODEBOOK = CodeBook.load(PROJECT_ROOT / "models")

CONTRACT = Contract(
    feed="sales",
    version="1",
    title_fa="فروش",
    title_en="Sales",
    description_fa="",
    description_en="",
    grain="one row a county and craft",
    owner_office="heritage",
    cadence="annual",
    delivery_kind="events",
    columns=(
        Column("area", "شهرستان", "County", "place", required=True),
        Column("craft", "رشته", "Craft", "text", required=True),
        Column(
            "amount_rial",
            "مبلغ",
            "Amount",
            "money",
            required=True,
            unit="IRR",
            unit_column="unit",
            minimum="0",
        ),
        Column("unit", "یکا", "Unit", "code", codes="units"),
        Column("pieces", "تعداد", "Pieces", "integer", maximum="1000"),
        Column("seller", "فروشنده", "Seller", "text", classification="identifier", max_length=10),
    ),
    key=("area", "craft"),
    rules=(
        Rule(
            "pieces_for_money",
            "pieces > 0 OR amount_rial = 0",
            ("pieces",),
            "quarantine",
            "تعداد نیست",
            "No pieces",
        ),
        Rule("dear", "amount_rial < 1000000", ("amount_rial",), "warn", "گران است", "It is dear"),
    ),
    models=models_dir(),
)


#: The same feed with columns that no figure needs.
KIND_TO_ROWS = replace(
    CONTRACT,
    columns=(
        *CONTRACT.columns,
        Column("kind", "نوع کارگاه", "Kind", "code", codes="workshop_kinds"),
        Column("craft_of", "رشتهٔ فروشنده", "Craft of the seller", "craft"),
        Column("said_on", "تاریخ", "Day", "date"),
        Column("born_in", "زادگاه", "Born in", "place"),
        Column("seller_id", "کد ملی", "National id", "national_id", classification="identifier"),
        Column("phone", "همراه", "Phone", "phone", classification="identifier"),
        Column("remark", "ملاحظات", "Remark", "text", max_length=10),
        Column("loom_area", "مساحت", "Area", "quantity", maximum="100", needed_for_row=False),
    ),
)


def read(folder: Path, *rows: tuple, non_data: tuple[NonDataRow, ...] = (), **more: str | list[str]) -> ReadResult:
    names = [c.name for c in CONTRACT.columns]
    others = [c.name for c in KIND_TO_ROWS.columns if c.name not in names]
    table = pa.table(
        {
            "sheet_name": pa.array(["برگه"] * len(rows), pa.string()),
            "row_number": pa.array(range(3, 3 + len(rows)), pa.int32()),
            **{n: pa.array([r[i] for r in rows], pa.string()) for i, n in enumerate(names)},
            **{n: pa.array(v if isinstance(v := more.get(n), list) else [v] * len(rows), pa.string()) for n in others},
        }
    )
    pq.write_table(table, folder / "landed.parquet")
    return ReadResult(folder / "landed.parquet", len(rows), list(non_data), [], [], {}, [], len(rows) + len(non_data))


def clean(
    tmp_path: Path,
    *rows: tuple,
    non_data: tuple[NonDataRow, ...] = (),
    contract: Contract = CONTRACT,
    **more: str | list[str],
) -> CleanedDelivery:
    facts = DeliveryFacts("sales-1402-heritage-0", "1402", "heritage", True)
    return clean_delivery(
        contract,
        read(tmp_path, *rows, non_data=non_data, **more),
        facts,
        CODEBOOK,
        Pseudonyms(b"k" * 32),
        tmp_path / "clean.parquet",
    )


def loaded(tmp_path: Path) -> list[dict]:
    return duckdb.sql(f"SELECT * FROM '{tmp_path / 'clean.parquet'}' ORDER BY row_number").to_arrow_table().to_pylist()


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
        (3, "شتر", "unknown_code"),
    ],
)
def test_a_bad_cell_quarantines_its_row_alone(tmp_path: Path, position: int, value: str | None, rule: str) -> None:
    bad = list(GOOD)
    bad[position] = value
    result = clean(tmp_path, ("بم", *GOOD[1:]), tuple(bad))
    assert [(c.rule, c.row_number) for c in result.cells] == [(rule, 4)]
    assert (result.rows_loaded, result.rows_quarantined) == (1, 1)


@pytest.mark.parametrize(
    ("column", "value", "rule", "left"),
    [
        ("kind", "کارگاه شناور", "unknown_code", "not_recognised"),
        ("craft_of", "رشته‌ای دیگر", "unknown_craft", "not_recognised"),
        ("kind", "#REF!", "error_cell", None),
        ("said_on", "1402/13/40", "impossible_date", None),
        ("said_on", "به زودی", "not_a_date", None),
        ("born_in", "کرمانشاه", "unknown_place", None),
        ("seller_id", "1234567890", "bad_national_id", None),
        ("phone", "0900", "bad_phone", None),
        ("remark", "دراز دراز دراز", "too_long", None),
        ("loom_area", "12/5", "ambiguous_decimal", None),
        ("loom_area", "900", "above_maximum", None),
    ],
)
def test_a_cell_that_no_figure_needs_never_keeps_its_row_out(
    tmp_path: Path, column: str, value: str, rule: str, left: str | None
) -> None:
    """The row counts; what cannot be read is left empty, an unknown word is "not recognised", and both are said."""
    result = clean(tmp_path, GOOD, contract=KIND_TO_ROWS, **{column: value})
    assert (result.rows_loaded, result.rows_quarantined) == (1, 0)
    assert [(c.column_name, c.rule, c.severity) for c in result.cells] == [(column, rule, "warn")]
    assert loaded(tmp_path)[0][column] == left


def test_an_empty_cell_is_not_a_word_that_nobody_knows(tmp_path: Path) -> None:
    clean(tmp_path, GOOD, contract=KIND_TO_ROWS, kind="-")
    assert loaded(tmp_path)[0]["kind"] is None
    clean(tmp_path, GOOD, contract=KIND_TO_ROWS, kind="؟؟")
    assert loaded(tmp_path)[0]["kind"] == "not_recognised"


@pytest.mark.parametrize(("needed", "state"), [(None, (1, 0)), (True, (0, 1))])
def test_a_contract_may_need_a_column_that_others_can_do_without(
    tmp_path: Path, needed: bool | None, state: tuple[int, int]
) -> None:
    columns = tuple(replace(c, needed_for_row=needed) if c.name == "kind" else c for c in KIND_TO_ROWS.columns)
    result = clean(tmp_path, GOOD, contract=replace(KIND_TO_ROWS, columns=columns), kind="شناور")
    assert (result.rows_loaded, result.rows_quarantined) == state


def test_a_row_needs_its_period_wherever_that_stands(tmp_path: Path) -> None:
    """A date that only some rows need keeps those out that have no period without it."""
    contract = replace(KIND_TO_ROWS, period_expression="CASE WHEN pieces > 5 THEN said_on ELSE DATE '2023-01-01' END")
    clean_row, late = (*GOOD[:4], "3", None), ("بم", *GOOD[1:4], "9", None)
    result = clean(tmp_path, clean_row, late, contract=contract, said_on="1402/13/40")
    assert (result.rows_loaded, result.rows_quarantined) == (1, 1)
    assert {(c.row_number, c.severity) for c in result.cells} >= {(3, "warn"), (4, "quarantine")}


def test_unknown_words_are_counted_by_their_spelling_and_shown_as_they_are_mostly_written(
    tmp_path: Path,
) -> None:
    rows = [(place, *GOOD[1:]) for place in ("بم", "جیرفت", "کرمان")]
    result = clean(tmp_path, *rows, contract=KIND_TO_ROWS, kind=["كارگاه شناور", "کارگاه شناور", "کارگاه شناور"])
    (unknown,) = result.unknown_words
    assert (unknown.column_name, unknown.word_list, unknown.needed) == ("kind", "workshop_kinds", False)
    assert (unknown.cells, unknown.unknown) == (3, 3)
    assert [(w.word, w.cells) for w in unknown.words] == [("کارگاه شناور", 3)]
    assert CleanedDelivery.from_json(result.to_json()) == result


def test_words_that_keep_rows_out_are_listed_as_well_and_identifiers_never(tmp_path: Path) -> None:
    result = clean(tmp_path, ("کرمانشاه", *GOOD[1:5], "نامی بسیار دراز"))
    assert [(u.column_name, u.needed) for u in result.unknown_words] == [("area", True)]


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


@pytest.mark.parametrize(
    ("rows", "stated", "read_as"),
    [
        # The rows say that points part thousands, or decimals: so they do in their total.
        (("1.234.000", "500"), "1.500", "1500"),
        (("12.5", "0.25"), "1.500", "1.5"),
        (("1,200", "300"), "1.500", "1.5"),
        # Nothing in the rows says it: the total is not read, however it looks.
        (("700", "800"), "1.500", None),
        (("734", "500"), "1.234", None),
        # Rows with such points and without a witness are decimals, and a total like them is one.
        (("1.234", "5"), "6.234", "6.234"),
        (("1.234", "5.266"), "6.500", None),
        # What says one number alone.
        (("700", "800"), "1,500", "1500"),
        (("700", "800"), "1500", "1500"),
        (("700000", "800500"), "1.500.500", "1500500"),
    ],
)
def test_a_stated_total_does_not_decide_alone_what_its_point_means(
    tmp_path: Path, rows: tuple[str, str], stated: str, read_as: str | None
) -> None:
    total = NonDataRow("برگه", 5, "total", "جمع", {"amount_rial": stated})
    good = [(area, "گلیم", raw, "ریال", "3", None) for area, raw in zip(("بم", "بافت"), rows, strict=True)]
    found = clean(tmp_path, *good, non_data=(total,)).totals[0]
    assert found.stated == (None if read_as is None else Decimal(read_as))


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", "کرمان", "بم", "گلیم", "۵", "0", "-1", "12/5", "تومان", "ریال", "#REF!", "\x00", "١٢"]),
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
