"""Totals from file to verdict: read, cleaned, compared, and held where the rows count something twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.cleaning.result import CleanedDelivery
from pipelines.governance import Governance
from pipelines.pipeline.described.deliveries import delivery_row
from pipelines.pipeline.reports import DeliveryOutcome
from tests.pipeline.customs_fixture import HEADINGS, MODELS, Desk, Row, rows_of

KG, RIAL, USD = 4, 5, 6


def sums(rows: Sequence[Row]) -> list[int]:
    return [sum(row[place] for row in rows) for place in (KG, RIAL, USD)]


def uneven(count: int, **kept: Any) -> list[Row]:
    """Return rows whose figures are no multiples of each other."""
    rows = rows_of(count, **kept)
    for n, row in enumerate(rows):
        row[KG:] = [row[KG] + 13 * n * n + 7, row[RIAL] + 1_000_003 * n + 11, row[USD] + 17 * n + n * n]
    return rows


def delivered(tmp_path: Path, rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> DeliveryOutcome:
    desk = Desk(tmp_path / "w")
    desk.deliver("1402", rows, headings)
    return desk.assessed()[0]


def waits(outcome: DeliveryOutcome) -> list[str]:
    told = [m for m in (outcome.message, *outcome.more) if m is not None]
    return [m.id for m in told if m.severity == "hold"]


def delivered_sheets(tmp_path: Path, *sheets: Sequence[Row]) -> DeliveryOutcome:
    desk = Desk(tmp_path / "w")
    path = desk.workspace.raw / "exports" / "1402-customs" / "صادرات.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"برگه {number}")
        for row in [HEADINGS, *rows]:
            sheet.append(row)
    book.save(path)
    return desk.assessed()[0]


def test_a_total_whose_year_stands_first_is_compared_and_not_added(tmp_path: Path) -> None:
    rows = uneven(20, year=1402)
    outcome = delivered(tmp_path, [*rows, ["", "جمع", "", 1402, *sums(rows)]])
    cleaned = outcome.cleaned
    assert cleaned is not None and (outcome.state, cleaned.rows_loaded, cleaned.rows_non_data) == (
        "published",
        20,
        1,
    )
    assert {t.column_name: t.difference for t in cleaned.totals} == {
        "weight_kg": 0,
        "value_rial": 0,
        "value_usd": 0,
    }
    assert {(t.claim, t.first_row, t.last_row) for t in cleaned.totals} == {("all", 2, 21)}


def test_what_stands_in_quarantine_is_told_apart_from_the_difference(tmp_path: Path) -> None:
    rows = uneven(20)
    rows[3][2] = "5702102"  # a digit is missing: the row is kept out, and is a row of the file nevertheless
    outcome = delivered(tmp_path, [*rows, ["جمع", "", "", "", sums(rows)[0] + 9, *sums(rows)[1:]]])
    assert outcome.cleaned is not None and outcome.cleaned.rows_quarantined == 1
    found = {t.column_name: (t.difference, t.quarantined) for t in outcome.cleaned.totals}
    assert found == {
        "weight_kg": (9, rows[3][KG]),
        "value_rial": (0, rows[3][RIAL]),
        "value_usd": (0, rows[3][USD]),
    }
    assert CleanedDelivery.from_json(outcome.cleaned.to_json()).totals == outcome.cleaned.totals


def test_many_subtotals_are_each_compared_with_their_group(tmp_path: Path) -> None:
    rows, lines = uneven(40), []
    for begin in range(0, 40, 4):
        group = rows[begin : begin + 4]
        lines += [*group, [f"جمع گروه {begin // 4 + 1}", "", "", "", *sums(group)]]
    outcome = delivered(tmp_path, [*lines, ["جمع کل", "", "", "", *sums(rows)]])
    assert outcome.cleaned is not None and outcome.cleaned.rows_loaded == 40
    assert {t.difference for t in outcome.cleaned.totals} == {0}
    assert [t.claim for t in outcome.cleaned.totals if t.column_name == "value_usd"] == ["group"] * 10 + ["whole"]


def test_the_difference_of_a_delivery_is_that_of_the_listed_rows(tmp_path: Path) -> None:
    rows = uneven(20)
    of_rows, of_all = sums(rows), [10 * value for value in sums(rows)]
    of_rows[2] += 5
    lines = [*rows, ["جمع کشورهای فوق", "", "", "", *of_rows], ["جمع کل", "", "", "", *of_all]]
    outcome = delivered(tmp_path, lines)
    assert outcome.state == "published"
    described = delivery_row(outcome, None, Governance.load(MODELS))
    assert described["stated_total_difference"] == 5
    alone = delivered(tmp_path / "b", [*rows, ["جمع کل", "", "", "", *of_all]])
    assert delivery_row(alone, None, Governance.load(MODELS))["stated_total_difference"] == of_all[1] - sums(rows)[1]


def test_an_average_is_stated_and_compared_with_nothing(tmp_path: Path) -> None:
    rows = uneven(20)
    means = [value // 20 for value in sums(rows)]
    outcome = delivered(tmp_path, [*rows, ["میانگین", "", "", "", *means]])
    assert outcome.cleaned is not None and outcome.cleaned.rows_loaded == 20
    assert [(t.kind, t.computed) for t in outcome.cleaned.totals] == [("average", None)] * 3


@pytest.mark.parametrize("times", [2, 3])
def test_rows_that_are_a_multiple_of_the_stated_total_wait(tmp_path: Path, times: int) -> None:
    rows = uneven(20)
    again = [[row[0], row[1], f"5703{n:04d}", *row[3:]] for n in range(times - 1) for row in rows]
    lines = [*rows, *again, ["جمع", "", "", "", *sums(rows)]]
    outcome = delivered(tmp_path, lines)
    assert outcome.state == "held"
    messages = [m for m in (outcome.message, *outcome.more) if m and m.id == "loaded_is_multiple_of_total"]
    assert len(messages) == 3
    for language in ("fa", "en"):
        sentence = messages[0].text(language)  # type: ignore[arg-type]
        assert (
            "صادرات.csv" in sentence
            and {2: "2" if language == "en" else "۲", 3: "3" if language == "en" else "۳"}[times] in sentence
        )


def test_a_word_for_a_total_among_loaded_rows_waits(tmp_path: Path) -> None:
    rows = [[*row, "گلیم"] for row in uneven(20)]
    outcome = delivered(
        tmp_path / "a",
        [*rows, ["کرمان", "آلمان", "57021099", 1402, 5, 77_777_777, 3, "جمع"]],
        [*HEADINGS, "شرح تعرفه"],
    )
    assert waits(outcome) == ["word_of_total_in_rows"]
    sentence = outcome.message.text("fa") if outcome.message else ""
    assert "سطر ۲۲" in sentence and "«جمع»" in sentence and "«شرح تعرفه»" in sentence
    # Where a list says what the column may hold, the word keeps its row out.
    listed = delivered(tmp_path / "b", [*uneven(20), ["جمع", "آلمان", "57021099", 1402, 5, 77_777_777, 3]])
    assert listed.cleaned is not None
    assert (listed.state, listed.cleaned.rows_loaded, listed.cleaned.rows_quarantined) == ("published", 20, 1)


def test_a_row_of_figures_alone_that_is_no_sum_waits(tmp_path: Path) -> None:
    rows = uneven(20)
    assert waits(delivered(tmp_path, [*rows, ["", "", "", "", 5, 77_777_777, 3]])) == ["row_may_be_total_bare"]


def test_a_sheet_that_sums_the_others_waits_and_the_totals_of_each_do_not(tmp_path: Path) -> None:
    first, second = uneven(12), uneven(12, office="مشهد", weight=700, rial=9_000_001, usd=317)
    total_of = lambda rows: ["جمع", "", "", "", *sums(rows)]  # noqa: E731
    whole = [
        ["کرمان", "سوریه", "57021099", "", *sums(first)],
        ["مشهد", "سوریه", "57021098", "", *sums(second)],
    ]
    fine = delivered_sheets(tmp_path / "a", [*first, total_of(first)], [*second, total_of(second)])
    assert (fine.state, fine.cleaned and fine.cleaned.rows_loaded) == ("published", 24)
    assert fine.cleaned is not None and {t.difference for t in fine.cleaned.totals} == {0}
    summary = delivered_sheets(
        tmp_path / "b", [*first, total_of(first)], [*second, total_of(second)], [*whole, total_of(whole)]
    )
    assert waits(summary) == ["sheet_sums_the_others"]
    assert "برگه 3" in (summary.message.text("fa") if summary.message else "")


def test_a_stated_total_in_another_unit_or_of_zero_is_no_multiple(tmp_path: Path) -> None:
    rows = uneven(20)
    small = [sums(rows)[0] // 1000, *sums(rows)[1:]]
    assert delivered(tmp_path / "a", [*rows, ["جمع", "", "", "", *small]]).state == "published"
    assert delivered(tmp_path / "b", [*rows, ["جمع", "", "", "", 0, *sums(rows)[1:]]]).state == "published"


def test_the_greatest_difference_leaves_averages_out(tmp_path: Path) -> None:
    outcome = delivered(tmp_path, [*uneven(20), ["میانگین", "", "", "", 1, 2, 3]])
    assert delivery_row(outcome, None, Governance.load(MODELS))["stated_total_difference"] is None
    assert outcome.cleaned is not None
    other = replace(outcome.cleaned.totals[0], difference=Decimal(-4), claim="all", kind="total")
    outcome.cleaned.totals.append(other)
    assert delivery_row(outcome, None, Governance.load(MODELS))["stated_total_difference"] == 4
