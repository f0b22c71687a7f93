"""Quarters, keys of periods and what stands above an area, as the reference tables have them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipelines.modelling.reference import area_ancestors, period_keys, quarters


def test_quarters_agree_with_the_published_vectors() -> None:
    by_period = {q["period"]: q for q in quarters()}
    assert str(by_period["1404Q1"]["first_day"]) == "2025-03-21"
    assert str(by_period["1403Q4"]["last_day"]) == "2025-03-20"
    assert by_period["1403Q4"]["days"] == 90
    assert by_period["1402Q4"]["days"] == 89
    assert by_period["1400Q4"]["title_fa"] == "زمستان ۱۴۰۰"
    assert by_period["1400Q1"]["first_day_jalali"] == "1400/01/01"


def test_each_quarter_begins_where_the_last_ended() -> None:
    found = list(quarters())
    for earlier, later in pairwise(found):
        assert (later["first_day"] - earlier["last_day"]).days == 1


def test_a_month_belongs_to_its_quarter() -> None:
    keys = {k["period_key"]: (k["frequency"], k["period"]) for k in period_keys()}
    assert keys["1400-12"] == ("Q", "1400Q4")
    assert keys["1402-07"] == ("Q", "1402Q3")
    assert keys["1402"] == ("A", "1402")


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("1402", "1402-01", "1402-12"),
        ("1402Q1", "1402-01", "1402-03"),
        ("1402Q3", "1402-07", "1402-09"),
        ("1402Q4", "1402-10", "1402-12"),
        ("1402-07", "1402-07", "1402-07"),
        ("1402-10", "1402-10", "1402-10"),
    ],
)
def test_a_key_begins_and_ends_with_a_month(key: str, first: str, last: str) -> None:
    [found] = [k for k in period_keys() if k["period_key"] == key]
    assert (found["first_month"], found["last_month"]) == (first, last)


def test_ancestors_end_at_the_country() -> None:
    areas = [
        {"area_code": "IR", "kind": "country", "parent_code": None},
        {"area_code": "08", "kind": "province", "parent_code": "IR"},
        {"area_code": "0808", "kind": "county", "parent_code": "08"},
    ]
    above = [a["ancestor_code"] for a in area_ancestors(areas) if a["area_code"] == "0808"]
    assert above == ["0808", "08", "IR"]
