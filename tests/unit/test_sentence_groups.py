"""Rows of quarantine in groups: one sentence of a column, rule and value, whose counts add up to the rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.cleaning.clean import MASK, QuarantinedCell
from pipelines.cleaning.sentences import CellGroup, group_sentence
from pipelines.cleaning.violations import write_violations
from pipelines.contracts import load_contracts
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import in_rows
from pipelines.foundation.workspace import models_dir
from pipelines.pipeline.described.quarantine_groups import VALUES_APART, groups_of

CONTRACTS = load_contracts(models_dir())
EXPORTS, PERSONS = CONTRACTS["exports"], CONTRACTS["artisans"]


@pytest.fixture(scope="module")
def engine():
    opened = DuckDBEngine()
    yield opened
    opened.connection.close()


def cell(row: int, value: str, rule: str = "not_a_number", column: str = "weight_kg", **params: str) -> QuarantinedCell:
    return QuarantinedCell("لیست", row, column, "D", rule, "quarantine", value, params)


def grouped(
    engine: DuckDBEngine, folder: Path, cells: list[QuarantinedCell], resolved=None
) -> list[tuple[bool, CellGroup]]:
    path = folder / "x.violations.parquet"
    write_violations(path, cells)
    return [(brought, group) for _, brought, group in groups_of(engine, {str(path): resolved or {}})]


_CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(["لیست", "Sheet1"]),
        st.integers(1, 60),
        st.sampled_from(["weight_kg", "value_usd"]),
        st.sampled_from(["not_a_number", "below_minimum"]),
    ),
    st.sampled_from(["", "۱۲ب", "-5", "x”", "«y»", "12/5", "?"]),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(
    found=_CELLS,
    brought=st.sets(st.tuples(st.sampled_from(["لیست", "Sheet1"]), st.integers(1, 60)), max_size=20),
)
def test_the_groups_add_up_to_the_rows_of_each_rule_and_name_rows_of_their_own(
    engine, tmp_path_factory, found, brought
) -> None:
    cells = [QuarantinedCell(s, r, c, "D", rule, "quarantine", v, {}) for (s, r, c, rule), v in found.items()]
    groups = grouped(engine, tmp_path_factory.mktemp("v"), cells, dict.fromkeys(brought, "later"))
    counted: Counter = Counter()
    for is_resolved, group in groups:
        first = group.first
        counted[first.sheet_name, first.column_name, first.rule, is_resolved] += group.rows
        own = {
            c.row_number
            for c in cells
            if (c.sheet_name, c.column_name, c.rule) == (first.sheet_name, first.column_name, first.rule)
            and ((c.sheet_name, c.row_number) in brought) == is_resolved
            and (group.value_count > 1 or c.value == first.value)
        }
        assert len(own) == group.rows
        assert list(group.first_rows) == sorted(own)[:3]
        assert first.row_number == min(own)
        assert group.value_count == 1 or group.value_count > VALUES_APART
    truth = Counter((c.sheet_name, c.column_name, c.rule, (c.sheet_name, c.row_number) in brought) for c in cells)
    assert counted == truth


def test_one_sentence_says_how_many_rows_and_names_the_first_three(engine, tmp_path) -> None:
    cells = [cell(row, "ندارد") for row in (5, 9, 12, *range(20, 160))]
    [(_, group)] = grouped(engine, tmp_path, cells)
    persian, english = (group_sentence(group, "الف.xlsx", EXPORTS, language) for language in ("fa", "en"))
    assert "فایل «الف.xlsx»، برگهٔ «لیست»، در ۱۴۳ سطر (نخستین‌ها: ۵، ۹ و ۱۲): «ندارد» در ستون" in persian
    assert "(‪D‬)" in persian
    assert "143 rows (the first are 5, 9 and 12): “ندارد” in column" in english and "(D)" in english


def test_few_values_are_told_apart_each_with_its_own_advice_and_many_are_one_group(engine, tmp_path) -> None:
    names = {"کرمانشا": "کرمانشاه", "بمم": "بم", "راو": "راور"}
    cells = [
        cell(n, name, "unknown_place", "customs_office", suggestion=near)
        for n, (name, near) in enumerate(names.items(), 2)
    ]
    told = [group_sentence(g, "a.xlsx", EXPORTS, "fa") for _, g in grouped(engine, tmp_path, cells)]
    assert len(told) == 3
    for name, near in names.items():
        assert any(f"«{name}»" in text and f"«{near}»" in text for text in told)
    more = [
        *cells,
        cell(9, "چهارم", "unknown_place", "customs_office"),
        cell(10, "چهارم", "unknown_place", "customs_office"),
    ]
    [(_, group)] = grouped(engine, tmp_path, more)
    text = group_sentence(group, "a.xlsx", EXPORTS, "fa")
    assert "در ۵ سطر" in text and "«کرمانشا» (و ۳ مقدار دیگر، مانند «بمم» و «راو»)" in text
    assert "نزدیک‌ترین" not in text, "a suggestion is for one value alone"
    assert "and 3 other values, such as “بمم” and “راو”" in group_sentence(group, "a.xlsx", EXPORTS, "en")


def test_a_single_row_keeps_its_own_sentence(engine, tmp_path) -> None:
    [(_, group)] = grouped(engine, tmp_path, [cell(7, "۱۲ب")])
    assert "سطر ۷: «۱۲ب»" in group_sentence(group, "a.xlsx", EXPORTS, "fa")
    assert ", row 7: “۱۲ب”" in group_sentence(group, "a.xlsx", EXPORTS, "en")


def test_repeated_rows_name_the_first_pair_with_the_sheet_of_the_other_one_and_the_columns_of_the_key(
    engine, tmp_path
) -> None:
    cells = [
        cell(row, MASK, "duplicate_key", "national_id", first_row="3", first_sheet="لیست ۲") for row in (8, 9, 10, 11)
    ]
    [(_, group)] = grouped(engine, tmp_path, cells)
    persian, english = (group_sentence(group, "a.xlsx", PERSONS, language) for language in ("fa", "en"))
    assert "سطر ۸ تکرار سطر ۳ برگهٔ «لیست ۲»" in persian and "«کد ملی»" in persian
    assert "row 8 repeats row 3 of sheet “لیست ۲”" in english
    same = [cell(8, MASK, "duplicate_key", "national_id", first_row="3", first_sheet="لیست")]
    [(_, group)] = grouped(engine, tmp_path, same)
    assert "سطر ۳ است" in group_sentence(group, "a.xlsx", PERSONS, "fa"), "the same sheet need not be said again"


def test_repeated_instalments_are_told_by_their_key_and_never_only_to_be_removed() -> None:
    contract = CONTRACTS["credit_applications"]
    repeated = cell(8, MASK, "duplicate_key", contract.key[0], first_row="3", first_sheet="لیست")
    group = CellGroup(repeated, 1, (8,), (MASK,), 1)
    for language in ("fa", "en"):
        text = group_sentence(group, "a.xlsx", contract, language)
        for name in contract.key:
            column = contract.column(name)
            assert (column.title_fa if language == "fa" else column.title_en) in text
    assert "two cases" in group_sentence(group, "a.xlsx", contract, "en")


@pytest.mark.parametrize("value", ["0499370890", MASK])
@pytest.mark.parametrize(
    ("rule", "column"),
    [("bad_national_id", "national_id"), ("identifier_as_number", "national_id"), ("bad_phone", "phone")],
)
def test_the_sentence_of_an_identifier_shows_no_value_of_a_group(rule: str, column: str, value: str) -> None:
    """Such values are masked before; should one come through, its sentence has no place for it."""
    first = cell(3, value, rule, column)
    for group in (
        CellGroup(first, 5, (3, 5, 7), (value,), 1),
        CellGroup(first, 5, (3, 5, 7), (value, "0499370891"), 4),
    ):
        for language in ("fa", "en"):
            text = group_sentence(group, "a.xlsx", PERSONS, language)
            assert not [told for told in ("049937089", MASK, "{", "—") if told in text], text


@pytest.mark.parametrize(
    ("first", "count", "persian", "english"),
    [
        ((5, 9), 2, "سطرهای ۵ و ۹", "rows 5 and 9"),
        ((5, 9, 12), 3, "سطرهای ۵، ۹ و ۱۲", "rows 5, 9 and 12"),
        ((5, 9, 12), 1430, "در ۱٬۴۳۰ سطر (نخستین‌ها: ۵، ۹ و ۱۲)", "1,430 rows (the first are 5, 9 and 12)"),
    ],
)
def test_rows_of_a_group(first, count, persian, english) -> None:
    assert (in_rows(first, count, "fa"), in_rows(first, count, "en")) == (persian, english)
