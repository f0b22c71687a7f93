"""Each figure of a document beside its own predecessor: a digit too many is found, sources that differ are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts import Contract, load_contracts
from pipelines.engines import DuckDBEngine
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.governance.figures import Document, MovedFigure, moved_figures

CONTRACTS = load_contracts(PROJECT_ROOT / "models")
FIGURES, TARGETS = CONTRACTS["reported_figures"], CONTRACTS["targets"]
#: One figure: weavers of the province.
WEAVERS = {
    "indicator": "weavers",
    "value": 72_000,
    "unit": "persons",
    "area": "08",
    "domain": "carpet",
    "period_kind": "stock",
    "as_of": "1400-12",
    "source_fa": "صورت‌جلسه",
}
Row = dict[str, Any]


def weavers(value: float, **other: Any) -> Row:
    return {**WEAVERS, "value": value, **other}


class Desk:
    """Documents as clean files, compared as a build compares them."""

    def __init__(self, folder: Path, contract: Contract) -> None:
        self.folder, self.contract, self.engine = folder, contract, DuckDBEngine()

    def document(self, name: str, rows: Sequence[Row], period: str = "1400Q4") -> Document:
        path = self.folder / f"{name}.parquet"
        columns = [(c.name, c.sql_type) for c in self.contract.columns]
        typed = ", ".join(f'"{n}" {t}' for n, t in columns)
        self.engine.execute(f"CREATE OR REPLACE TABLE d (sheet_name VARCHAR, row_number INTEGER, {typed})")
        for number, row in enumerate(rows, 2):
            cells = [
                "'s'",
                str(number),
                *("NULL" if (v := row.get(n)) is None else f"'{v}'" for n, _ in columns),
            ]
            self.engine.execute(f"INSERT INTO d VALUES ({', '.join(cells)})")
        self.engine.execute(f"COPY d TO '{path}' (FORMAT parquet)")
        return Document(name, f"{name}.xlsx", period, path)

    def moved(self, own: Sequence[Row], *others: Sequence[Row]) -> list[MovedFigure]:
        documents = [self.document(f"d{n}", rows) for n, rows in enumerate(others)]
        return moved_figures(self.engine, self.contract, self.document("own", own), documents, Decimal(8))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, FIGURES)


def test_a_digit_too_many_is_found_whatever_else_the_document_says(desk: Desk) -> None:
    money = weavers(220_000_000_000, indicator="allocated_credit", unit="IRR", domain="crafts", period_kind="flow")
    (found,) = desk.moved([money, weavers(720_000)], [weavers(72_000), money])
    assert (found.row_number, found.before, found.after, found.factor) == (3, 72_000, 720_000, 10)
    assert found.other.file_name == "d0.xlsx" and found.dated == ("1400-12", "1400-12")
    assert ("indicator", "weavers") in [(c.name, v) for c, v in found.of]


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        (72_000, 720_000, True),
        (720_000, 72_000, True),
        (72, 72_000, True),
        (72_000, 575_999, False),
        (72_000, 576_000, True),
        (72_000, 70_000, False),
        (0, 72_000, False),
        (72_000, 0, False),
    ],
)
def test_eightfold_and_more_in_either_direction_moves(desk: Desk, before: int, after: int, moves: bool) -> None:
    assert bool(desk.moved([weavers(after)], [weavers(before)])) == moves


def other_area(row: Row) -> Row:
    return {**row, "area": "0808"}


def other_unit(row: Row) -> Row:
    return {**row, "unit": "IRR"}


def other_category(row: Row) -> Row:
    return {**row, "category": "home"}


def other_domain(row: Row) -> Row:
    return {**row, "domain": "crafts"}


def a_month_beside_a_year(row: Row) -> Row:
    return {**row, "as_of": "1400"}


def a_flow_beside_a_stock(row: Row) -> Row:
    return {**row, "period_kind": "flow"}


@pytest.mark.parametrize(
    "change",
    [other_area, other_unit, other_category, other_domain, a_month_beside_a_year, a_flow_beside_a_stock],
)
def test_what_is_another_figure_is_no_measure(desk: Desk, change: Callable[[Row], Row]) -> None:
    assert desk.moved([weavers(720_000)], [change(weavers(72_000))]) == []


def test_the_last_document_that_told_it_counts_and_the_nearest_time_in_it(desk: Desk) -> None:
    assert (
        desk.moved(
            [weavers(720_000, as_of="1402-12")],
            [weavers(700_000, as_of="1401-12"), weavers(72_000, as_of="1400-12")],
        )
        == []
    )
    (found,) = desk.moved(
        [weavers(720_000, as_of="1402-12")],
        [weavers(72_000, as_of="1401-12"), weavers(700_000, as_of="1400-12")],
    )
    assert found.dated == ("1401-12", "1402-12")


def test_a_figure_that_the_document_before_leaves_out_is_found_further_back(desk: Desk) -> None:
    assert len(desk.moved([weavers(720_000)], [weavers(5, indicator="craft_cities")], [weavers(72_000)])) == 1


def test_a_late_document_is_measured_by_the_figures_after_it(desk: Desk) -> None:
    (found,) = desk.moved([weavers(720_000, as_of="1399-12")], [weavers(72_000, as_of="1400-12")])
    assert found.dated == ("1400-12", "1399-12")


def test_sources_that_contradict_each_other_in_one_collection_stay_publishable(desk: Desk) -> None:
    """Exports of nothing, of 3,334 and of 104,772 dollars: three newspapers, none of them a slip of the pen."""
    told = [
        weavers(v, indicator="export_value", unit="USD", source_fa=s)
        for v, s in ((0, "a"), (3_334, "b"), (104_772, "c"))
    ]
    assert desk.moved(told, told) == []
    newer = [*told, weavers(9_000_000, indicator="export_value", unit="USD", source_fa="d")]
    assert desk.moved(newer, told) == []
    (found,) = desk.moved([told[0], weavers(33_340, indicator="export_value", unit="USD", source_fa="b")], told)
    assert (found.before, found.after) == (3_334, 33_340), "what one source said before is its measure"


def test_minutes_that_date_their_source_are_one_series(desk: Desk) -> None:
    (found,) = desk.moved([weavers(720_000, source_fa="صورت‌جلسهٔ ۱۴۰۱")], [weavers(72_000, source_fa="صورت‌جلسهٔ ۱۴۰۰")])
    assert found.factor == 10


def test_an_office_that_gathers_sources_does_so_in_a_document_of_one_source_too(desk: Desk) -> None:
    gathered = [weavers(1, source_fa="a", area="0808"), weavers(1, source_fa="b", area="0801")]
    earlier = [weavers(3_334, source_fa="c")]
    assert desk.moved([weavers(104_772, source_fa="d")], earlier, gathered) == []
    assert len(desk.moved([weavers(104_772, source_fa="d")], earlier)) == 1


def test_a_document_that_gives_a_figure_twice_is_asked_for_the_one_that_agrees(desk: Desk) -> None:
    assert desk.moved([weavers(720_000)], [weavers(72_000), weavers(700_000)]) == []


def test_a_first_document_has_no_measure(desk: Desk) -> None:
    assert desk.moved([weavers(720_000)]) == []


def test_a_target_that_was_told_before_moves_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TARGETS)
    target = {
        "target_id": "T1",
        "target_period": "1404",
        "target_value": "0.5",
        "baseline_value": 100,
        "baseline_period": "1400",
    }
    assert desk.moved([target], [target]) == []
    (found,) = desk.moved([{**target, "target_value": 50}], [target])
    assert found.column.name == "target_value" and found.factor == 100
    (found,) = desk.moved([{**target, "baseline_value": 1000}], [target])
    assert found.column.name == "baseline_value"


def test_every_feed_of_statements_says_how_its_figures_are_known_again() -> None:
    for contract in CONTRACTS.values():
        assert bool(contract.figures) == (contract.delivery_kind == "statements"), contract.feed
        for series in contract.figures:
            for name in (series.value, *series.of, *filter(None, (series.dated, series.source))):
                contract.column(name)
