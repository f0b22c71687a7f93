"""How expected periods are laid out on a line of quarters, without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.pages.quality.quarter_line import WINDOW, offices, quarters, window


def told(
    period: str, state: str, to: str | None = None, feed: str = "artisans", office: str = "heritage"
) -> dict[str, Any]:
    return {"feed": feed, "office": office, "period": period, "period_to": to or period, "state": state}


def drawn(rows: list[dict[str, Any]]) -> list[tuple[str | None, str, int]]:
    begin, end = window(rows)
    ((_, (line,)),) = offices(rows, begin, end)
    return [(cell.row and cell.row["state"], cell.period, cell.length) for cell in line.cells]


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("1402", (5608, 4)),
        ("1402Q1", (5608, 1)),
        ("1402Q4", (5611, 1)),
        ("1402-07", (5610, 1)),
        ("1402-03", (5608, 1)),
    ],
)
def test_a_period_has_its_place(period, place):
    assert quarters(period) == place


def test_a_run_of_missing_quarters_is_spread_out():
    assert drawn([told("1402Q4", "missing", to="1403Q2")]) == [
        ("missing", "1402Q4", 1),
        ("missing", "1403Q1", 1),
        ("missing", "1403Q2", 1),
    ]


def test_a_year_fills_four_places_and_a_run_of_years_stays_apart():
    assert drawn([told("1401", "missing", to="1402"), told("1403", "received")]) == [
        ("missing", "1401", 4),
        ("missing", "1402", 4),
        ("received", "1403", 4),
    ]


def test_a_quarter_takes_its_place_from_the_year_around_it():
    assert drawn([told("1402", "missing"), told("1402Q2", "received")]) == [
        ("missing", "1402", 1),
        ("received", "1402Q2", 1),
        ("missing", "1402", 2),
    ]


def test_what_was_not_asked_for_is_no_silence():
    assert drawn([told("1402Q1", "received"), told("1402Q4", "received")])[1] == (None, "", 2)


def test_an_office_that_never_sent_anything_is_one_long_silence():
    assert drawn([told("1401Q4", "never", to="1403Q1")]) == [("never", "1401Q4", 6)]


def test_of_two_states_of_one_quarter_the_graver_stands():
    assert drawn([told("1402Q1", "received"), told("1402Q1", "held")]) == [("held", "1402Q1", 1)]


def test_only_the_newest_quarters_are_shown():
    rows = [told("1390Q1", "received"), told("1405Q2", "received")]
    begin, end = window(rows)
    assert end - begin == WINDOW
    assert window([]) == (0, 0)


def test_the_office_with_most_silence_comes_first():
    rows = [
        told("1402Q1", "received"),
        told("1402Q1", "missing", to="1402Q3", office="banks", feed="credit_events"),
        told("1402Q1", "late", office="banks", feed="credit_applications"),
    ]
    found = offices(rows, *window(rows))
    assert [office for office, _ in found] == ["banks", "heritage"]
    assert [line.head["feed"] for line in found[0][1]] == ["credit_events", "credit_applications"]
