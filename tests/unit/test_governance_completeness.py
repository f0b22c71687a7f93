"""Who has delivered, who is late, who is silent: reckoned from contracts, deliveries and a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipelines.contracts import Column, Contract
from pipelines.foundation.period import Period
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir
from pipelines.governance.calendar import ended_periods, frequency, span
from pipelines.governance.completeness import Arrival, Expectation, expectations, freshness, state_of_age
from pipelines.governance.thresholds import Cadence, load_cadences

#: 10 Mehr 1402, ten days into the third quarter.
TODAY = date(2023, 10, 2)
CADENCES = {"quarterly": Cadence(31, 123), "annual": Cadence(92, 457)}


def contract(
    cadence: str = "quarterly", offices: tuple[str, ...] = ("heritage",), since: str | None = "1401Q4"
) -> Contract:
    return Contract(
        feed="licences",
        version="1",
        title_fa="پروانه‌ها",
        title_en="Licences",
        description_fa="",
        description_en="",
        grain="",
        owner_office="heritage",
        cadence=cadence,
        delivery_kind="events",
        columns=(Column("n", "ن", "N", "integer"),),
        key=(),
        offices=offices,
        expected_from=since,
        models=models_dir(),
    )


def came(period: str, on: date, state: str = "published", office: str = "heritage") -> Arrival:
    return Arrival(f"licences-{period}-{office}-{state}", "licences", office, period, on, state)  # type: ignore[arg-type]


def told(found: list[Expectation]) -> dict[str, tuple[str, int | None]]:
    return {e.period: (e.state, e.days_late) for e in found}


def expected(*arrivals: Arrival, of: Contract | None = None, today: date = TODAY) -> list[Expectation]:
    return expectations({"licences": of or contract()}, CADENCES, arrivals, today)


def test_what_came_in_time_is_received_and_what_came_after_its_day_is_late() -> None:
    found = expected(
        came("1401Q4", date(2023, 4, 20)),
        came("1402Q1", date(2023, 7, 30)),
        came("1402Q2", date(2023, 10, 1)),
    )
    assert told(found) == {"1401Q4": ("received", None), "1402Q1": ("late", 8), "1402Q2": ("received", None)}


def test_a_missing_file_is_no_zero_and_a_running_grace_is_no_silence() -> None:
    found = expected(came("1401Q4", date(2023, 4, 1)))
    assert told(found) == {
        "1401Q4": ("received", None),
        "1402Q1": ("missing", 72),
        "1402Q2": ("not_due", None),
    }


def test_periods_missing_one_after_another_are_told_once() -> None:
    found = expected(came("1401Q4", date(2023, 4, 1)), today=date(2024, 6, 1))
    assert [(e.period, e.period_to, e.periods, e.state) for e in found] == [
        ("1401Q4", "1401Q4", 1, "received"),
        ("1402Q1", "1402Q4", 4, "missing"),
    ]


def test_an_office_that_never_delivered_is_one_line() -> None:
    (one,) = expected()
    assert (one.state, one.period, one.period_to, one.periods) == ("never", "1401Q4", "1402Q2", 3)


def test_each_office_of_a_feed_is_asked() -> None:
    found = expected(came("1402Q1", date(2023, 7, 1)), of=contract(offices=("heritage", "carpet_centre")))
    assert {e.office: e.state for e in found if e.periods > 1} == {"carpet_centre": "never"}


@pytest.mark.parametrize("state", ["held", "refused"])
def test_what_waits_or_was_refused_is_not_received(state: str) -> None:
    found = expected(came("1402Q1", date(2023, 7, 1), state))
    assert told(found)["1402Q1"] == (state, None)


def test_the_file_in_force_goes_before_one_that_waits() -> None:
    found = expected(came("1402Q1", date(2023, 7, 1)), came("1402Q1", date(2023, 9, 1), "held"))
    assert told(found)["1402Q1"] == ("received", None)


def test_a_year_covers_its_quarters_and_three_months_their_quarter() -> None:
    months = [came(f"1401-{month}", date(2023, 4, 1)) for month in (10, 11, 12)]
    found = expected(came("1402", date(2023, 7, 1)), *months)
    assert {e.state for e in found} == {"received"}


def test_one_month_of_three_is_a_part_of_its_quarter() -> None:
    found = expected(came("1401-12", date(2023, 4, 1)), came("1402Q1", date(2023, 7, 1)))
    assert told(found)["1401Q4"] == ("partial", None)
    assert next(e.months for e in found if e.period == "1401Q4") == ("1401-12",)


def test_a_month_that_nobody_asked_for_says_that_the_rest_of_its_quarter_is_missing() -> None:
    found = expected(came("1402-04", date(2023, 7, 30)), of=contract("annual", since="1400"))
    assert told(found)["1402-04"] == ("partial", None)


def test_the_list_of_one_county_is_a_part() -> None:
    of_county = replace(came("1402Q1", date(2023, 7, 1)), cover="area:0802")
    assert told(expected(of_county))["1402Q1"] == ("partial", None)


def test_a_release_of_the_year_to_date_tells_every_quarter_in_it() -> None:
    half = replace(came("1402Q2", date(2023, 10, 1)), span="1402-01/1402-06")
    found = told(expected(half, of=contract(since="1402Q1")))
    assert (found["1402Q1"][0], found["1402Q2"]) == ("late", ("received", None))


def test_what_nobody_asked_for_is_shown_as_received() -> None:
    found = expected(came("1399Q1", date(2023, 7, 1), office="chamber"))
    assert ("chamber", "1399Q1", "received", None) in {(e.office, e.period, e.state, e.due_on) for e in found}


def test_a_feed_that_comes_on_occasion_is_never_due() -> None:
    assert expected(of=contract("occasional")) == []
    assert expected(of=contract(since=None)) == []


def test_the_same_day_gives_the_same_answer_in_any_order() -> None:
    arrivals = [came("1401Q4", date(2023, 4, 1)), came("1402Q1", date(2023, 7, 30))]
    assert expected(*arrivals) == expected(*reversed(arrivals))


@pytest.mark.parametrize(
    ("last", "state"),
    [(None, "never"), (date(2023, 7, 1), "fresh"), (date(2023, 5, 1), "stale"), (date(2022, 5, 1), "silent")],
)
def test_freshness_is_counted_from_the_last_delivery(last: date | None, state: str) -> None:
    assert state_of_age(last, 123, TODAY) == state
    (found,) = freshness({"licences": contract()}, CADENCES, [came("1401Q4", last)] if last else [], TODAY)
    assert found.state == state


def test_only_what_was_taken_is_fresh() -> None:
    arrivals = [came("1402Q1", date(2023, 9, 1), "held"), came("1401Q1", date(2022, 6, 1))]
    (found,) = freshness({"licences": contract()}, CADENCES, arrivals, TODAY)
    assert (found.state, found.last_period, found.deliveries) == ("silent", "1401Q1", 1)


@pytest.mark.parametrize(
    ("first", "cadence", "periods"),
    [
        ("1402Q1", "quarterly", ["1402Q1", "1402Q2"]),
        ("1402-04", "monthly", ["1402-04", "1402-05", "1402-06"]),
        ("1401", "half_yearly", ["1401Q2", "1401Q4", "1402Q2"]),
        ("1400Q4", "annual", ["1400", "1401"]),
        ("1402Q1", "weekly", []),
    ],
)
def test_expected_periods_are_those_that_have_ended(first: str, cadence: str, periods: list[str]) -> None:
    assert list(ended_periods(first, cadence, TODAY)) == periods


def test_a_leap_year_ends_a_day_later() -> None:
    assert span("1403Q4") == (date(2024, 12, 21), date(2025, 3, 20))
    assert span("1404") == (date(2025, 3, 21), date(2026, 3, 20))
    assert span("1402-13") is None and span("Q1") is None
    assert [Period.of_day(date(2025, 3, 20), f).key for f in "AQM"] == ["1403", "1403Q4", "1403-12"]
    assert [frequency(p) for p in ("1402", "1402Q3", "1402-07")] == ["A", "Q", "M"]


def test_every_cadence_that_a_contract_may_have_is_measured_or_occasional() -> None:
    cadences = load_cadences(PROJECT_ROOT / "models")
    assert all(c.allowed_days >= c.grace_days for c in cadences.values())
    assert {"monthly", "quarterly", "annual"} <= set(cadences)
