"""Counties beside each other: ranks, how far chance moves them, and when no rank is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.county_comparisons import rank_ranges
from pipelines.analysis.intervals import poisson_interval
from tests.derived_tables import make_derived
from tests.unit.roll_up_fixture import World, indicator


def ranked(
    definition: Any, rows: Sequence[Mapping[str, Any]], by: str = "value", *, persons: bool = False
) -> dict[str, dict[str, Any]]:
    """Return the comparisons by county."""
    world = World.empty()
    world.deliver("a", persons=persons)
    world.measure([(definition, rows)])
    make_derived(world.engine, "county_comparisons")
    found = world.rows("SELECT * FROM derived.county_comparisons")
    return {f["area_code"]: f for f in found if f["ranked_by"] == by}


def counties(*numbers: int, **more: Any) -> list[dict[str, Any]]:
    return [{"area_code": f"08{n:02d}", "numerator": number, **more} for n, number in enumerate(numbers, 1)]


def test_small_counts_are_not_told_apart_and_large_ones_are() -> None:
    found = ranked(indicator(unit="workshops"), counties(400, 12, 9, 8))
    first, second = found["0801"], found["0802"]
    assert (first["rank"], first["rank_low"], first["rank_high"], first["note"]) == (
        1,
        1,
        1,
        "distinguishable",
    )
    assert (second["rank"], second["rank_low"], second["rank_high"]) == (2, 2, 4)
    assert second["note"] == "not_distinguishable"
    assert second["compared"] == 4


def test_equals_share_a_rank_and_the_lowest_is_first_where_low_is_good() -> None:
    found = ranked(indicator(unit="workshops", direction="down"), counties(400, 9, 9, 30))
    assert [found[f"080{n}"]["rank"] for n in (1, 2, 3, 4)] == [4, 1, 1, 3]
    assert (found["0801"]["rank_low"], found["0801"]["rank_high"]) == (4, 4)
    assert (found["0802"]["rank_low"], found["0802"]["rank_high"]) == (1, 2)
    assert (found["0804"]["rank_low"], found["0804"]["rank_high"]) == (3, 3)


def test_where_no_direction_is_good_there_is_no_rank() -> None:
    found = ranked(indicator(unit="workshops", direction="none"), counties(400, 12, 9))
    assert {(f["rank"], f["rank_low"], f["note"], f["compared"]) for f in found.values()} == {
        (None, None, "no_direction", 3)
    }
    assert found["0801"]["low"] < 400 < found["0801"]["high"], "how far chance moves it is told all the same"


def test_those_that_have_none_share_no_rank() -> None:
    """Two of six have some; "rank 3 of 6" of a county that has none would read as the middle."""
    found = ranked(indicator(unit="workshops"), counties(400, 12, 0, 0, 0, 0))
    assert [found[f"080{n}"]["rank"] for n in range(1, 7)] == [1, 2, None, None, None, None]
    assert {found[f"080{n}"]["note"] for n in (3, 4, 5, 6)} == {"tied_last"}
    assert found["0802"]["compared"] == 6
    alone = ranked(indicator(unit="workshops"), counties(400, 12, 0))
    assert alone["0803"]["rank"] == 3, "one that is last alone has a rank"


def test_money_is_ranked_as_it_was_measured() -> None:
    found = ranked(indicator(unit="IRR", kind="stock"), counties(500, 700, 600))
    assert [(f["rank"], f["rank_low"], f["rank_high"], f["low"], f["note"]) for f in found.values()] == [
        (3, 3, 3, None, "as_measured"),
        (1, 1, 1, None, "as_measured"),
        (2, 2, 2, None, "as_measured"),
    ]


def test_a_share_of_few_is_not_ranked() -> None:
    rows = [*counties(40, 45, 50, denominator=100), {"area_code": "0804", "numerator": 9, "denominator": 9}]
    found = ranked(indicator(kind="ratio", unit="share"), rows)
    assert (found["0804"]["rank"], found["0804"]["note"]) == (None, "too_few")
    assert (found["0803"]["rank"], found["0803"]["compared"]) == (1, 3)


def test_two_counties_are_no_ranking() -> None:
    found = ranked(indicator(unit="workshops"), counties(40, 9))
    assert {(f["rank"], f["note"]) for f in found.values()} == {(None, "too_few_counties")}


def test_a_suppressed_county_is_listed_without_a_rank() -> None:
    people = [{"area_code": f"080{c}"} for c, number in enumerate((30, 3, 20, 12, 2, 9), 1) for _ in range(number)]
    found = ranked(indicator(disclosure="small_counts"), people, persons=True)
    hidden = found["0802"]
    assert (hidden["status"], hidden["note"]) == ("suppressed", "not_told")
    assert [hidden[c] for c in ("value", "rank", "rank_low", "rank_high", "low", "high")] == [None] * 6
    assert found["0801"]["compared"] == sum(f["value"] is not None for f in found.values()) < 6


def test_for_people_a_small_county_can_be_first() -> None:
    """300 shops of Kerman (738,724 people) against 60 of Ravar (43,198); Gonbaki was never counted."""
    rows = [{"area_code": area, "numerator": n} for area, n in (("0808", 300), ("0811", 60), ("0802", 90), ("0824", 9))]
    found = ranked(indicator(unit="shops"), rows, "per_1000_people")
    assert (found["0811"]["rank"], found["0808"]["rank"]) == (1, 2)
    assert float(found["0811"]["per_1000_people"]) == pytest.approx(60 / 43.198, abs=1e-6)
    assert found["0811"]["low"] < found["0811"]["per_1000_people"] < found["0811"]["high"]
    assert (found["0824"]["rank"], found["0824"]["note"]) == (None, "no_people")


def test_statements_about_counties_are_not_ranked() -> None:
    assert ranked(indicator(), counties(40, 9, 5, basis="reported")) == {}


@given(st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=8), min_size=1, max_size=4), st.booleans())
def test_ranks_lie_in_their_ranges_and_ranges_follow_from_pairs(groups: list[list[int]], is_down: bool) -> None:
    number = np.array([float(n) for g in groups for n in g])
    group = np.array([i for i, g in enumerate(groups) for _ in g], dtype=np.int64)
    low, high = poisson_interval(number, 0.95)
    first, last = rank_ranges(group, low, high, np.full(len(group), is_down))
    for me in range(len(group)):
        same = [o for o in range(len(group)) if group[o] == group[me]]
        better = [o for o in same if (high[o] < low[me] if is_down else low[o] > high[me])]
        worse = [o for o in same if (low[o] > high[me] if is_down else high[o] < low[me])]
        rank = 1 + sum(number[o] < number[me] if is_down else number[o] > number[me] for o in same)
        assert (first[me], last[me]) == (1 + len(better), len(same) - len(worse))
        assert first[me] <= rank <= last[me]
