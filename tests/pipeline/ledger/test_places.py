"""Where a delivery lies: one place a feed, office and period; what overlaps, and what waits for a person."""

from __future__ import annotations

import pytest

from pipelines.foundation.period import Period
from tests.pipeline.ledger.house import DAY_1, DAY_2, DAY_3, House


def test_with_and_without_the_name_of_its_office_a_file_lies_at_one_place(house: House) -> None:
    house.put("exports/1402/list.csv", "old")
    house.receive(DAY_1, {"exports": "customs"})
    house.put("exports/1402-customs/list.csv", "new")
    (new,) = house.receive(DAY_2, {"exports": "customs"})
    assert new.supersedes is not None
    assert house.current() == ["new"]


def test_the_same_content_in_the_folder_of_another_feed_waits(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    (first,) = house.receive(DAY_1)
    house.put("registry/1402/list.csv", "a")
    (twin,) = house.receive(DAY_2)
    assert twin.waits is not None and twin.waits.id == "same_content_other_feed"
    assert (twin.waits.params["expected"], twin.waits.params["suggestion"]) == ("exports", first.delivery_id)


@pytest.mark.parametrize(
    ("period", "months"), [("1402", 12), ("1402Q1", 3), ("1402Q4", 3), ("1402-01", 1), ("1402-12", 1)]
)
def test_periods_are_runs_of_months(period: str, months: int) -> None:
    found = Period.parse(period).months
    assert len(found) == months
    assert set(found) <= set(Period(1402).months) and not set(found) & set(Period(1403).months)


def test_a_period_that_overlaps_an_earlier_one_of_the_same_office_is_found(house: House) -> None:
    house.put("exports/1402-customs/list.csv", "year")
    house.receive(DAY_1)
    for place in ("1402Q3-customs", "1402-12-customs", "1403Q1-customs", "1402Q3-heritage"):
        house.put(f"exports/{place}/list.csv", place)
    house.receive(DAY_2)
    assert house.overlaps() == {"1402Q3", "1402-12"}


def test_months_and_their_quarter_overlap_and_a_newer_file_of_a_place_stays_at_its_place(
    house: House,
) -> None:
    house.put("exports/1402Q3-customs/list.csv", "a")
    house.receive(DAY_1)
    house.put("exports/1402-07-customs/list.csv", "b")
    house.receive(DAY_2)
    house.put("exports/1402Q3-customs/list.csv", "c")
    house.receive(DAY_3)
    assert house.overlaps() == {"1402-07"}, "the quarter was here first, and its newer file stands for it"


def test_of_two_that_come_together_the_longer_period_stands(house: House) -> None:
    house.put("exports/1402-07-customs/list.csv", "a")
    house.put("exports/1402-customs/list.csv", "b")
    house.receive(DAY_1)
    assert house.overlaps() == {"1402-07"}


def test_a_place_that_was_approved_or_whose_rival_was_rejected_overlaps_no_more(house: House) -> None:
    house.put("exports/1402-customs/list.csv", "year")
    (year,) = house.receive(DAY_1)
    house.put("exports/1402Q3-customs/list.csv", "quarter")
    (quarter,) = house.receive(DAY_2)
    assert house.overlaps() == {"1402Q3"}
    house.ledger.decide(quarter.delivery_id, "approved", "Other goods")
    house.put("exports/1402Q3-customs/list.csv", "its newer edition")
    house.receive(DAY_3)
    assert house.overlaps() == set()
    house.put("exports/1402Q1-customs/list.csv", "b")
    house.receive(DAY_3)
    assert house.overlaps() == {"1402Q1"}
    house.ledger.decide(year.delivery_id, "rejected", "Told by its quarters")
    assert house.overlaps() == set()


def test_parts_of_the_province_overlap_nobody_and_the_whole_overlaps_them(house: House) -> None:
    for name in ("kerman", "sirjan"):
        house.put(f"exports/1402-customs/{name}.csv", name)
    first, second = sorted(house.receive(DAY_1), key=lambda d: d.file_name)
    for delivery, part in ((first, "0808"), (second, "0805")):
        house.ledger.found_grain(delivery.delivery_id, "")
        house.ledger.found_scope(delivery.delivery_id, None, part)
    assert sorted(house.current()) == ["kerman", "sirjan"]
    assert [d.waits for d in house.ledger.current()] == [None, None], "two parts are not two files at one place"
    assert house.overlaps() == set()
    house.put("exports/1402Q1-customs/whole.csv", "whole")
    house.receive(DAY_2)
    assert house.overlaps() == {"1402Q1"}


def test_months_that_reach_back_overlap_the_quarter_before(house: House) -> None:
    house.put("exports/1402Q1-customs/list.csv", "a")
    house.receive(DAY_1)
    house.put("exports/1402Q2-customs/half.csv", "b")
    (half,) = house.receive(DAY_2)
    assert house.overlaps() == set()
    house.ledger.found_scope(half.delivery_id, "1402-01/1402-06", None)
    assert house.overlaps() == {"1402Q2"}
