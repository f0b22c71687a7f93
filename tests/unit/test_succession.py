"""What comes into force when: a later arrival is assessed, never what was there before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.intake.deliveries import Delivery
from pipelines.intake.source_notes import SourceNote
from pipelines.pipeline.succession import Neighbours, Succession

DAY_0 = datetime(2025, 1, 1, tzinfo=UTC)
PERIODS = ["1403Q3", "1403Q4", "1404Q1", "1404Q2"]


def day(number: int) -> datetime:
    return DAY_0 + timedelta(days=number)


def sent(
    period: str | None, rows: int, on: int, *, approved: int | None = None, grain: str = "", office: str = "o"
) -> Delivery:
    """Return a list of ``rows`` rows that came on a day; the id tells all of it."""
    name = f"{period}-{rows}-{on}-{grain}-{office}"
    return Delivery(
        name,
        "registers",
        office,
        period,
        f"{name}.csv",
        name,
        Path(name),
        name,
        rows,
        day(on),
        day(on),
        SourceNote(),
        decision=None if approved is None else "approved",
        decided_at=None if approved is None else day(approved),
        grain=grain or None,
        ordinal=on,
    )


def in_force(*deliveries: Delivery) -> list[str]:
    """Play a register in which a list that is a fifth shorter than the one before it waits; say what is in force."""
    return sorted(played(deliveries)[0])


def played(deliveries: Sequence[Delivery]) -> tuple[set[str], Mapping[str, Neighbours]]:
    seen: dict[str, Neighbours] = {}

    def assess(delivery: Delivery, beside: Neighbours, approved: bool) -> bool:
        seen[delivery.delivery_id] = beside
        before = beside.replaced or beside.before
        shrunk = before is not None and 5 * delivery.size_bytes < 4 * before.size_bytes
        return approved or not (
            shrunk or (beside.after is not None and 5 * beside.after.size_bytes < 4 * delivery.size_bytes)
        )

    known = sorted(deliveries, key=lambda d: (d.known_from, d.ordinal))
    return Succession(known, {}, assess).play(), seen


def ids(*deliveries: Delivery) -> list[str]:
    return sorted(d.delivery_id for d in deliveries)


# --- order ----------------------------------------------------------------------------------------------------


def test_a_late_larger_list_of_an_older_quarter_waits_and_what_was_published_stays() -> None:
    first, second, late = sent("1404Q1", 12, 1), sent("1404Q2", 12, 1), sent("1403Q4", 30, 2)
    assert in_force(first, second) == ids(first, second)
    assert in_force(first, second, late) == ids(first, second)


def test_together_they_are_assessed_in_the_order_of_their_periods() -> None:
    large, small = sent("1403Q4", 30, 1), sent("1404Q1", 12, 1)
    assert in_force(large, small) == ids(large)


def test_a_late_list_that_fits_between_its_neighbours_comes_into_force() -> None:
    lists = [sent("1403Q4", 10, 1), sent("1404Q2", 14, 1), sent("1404Q1", 12, 2)]
    assert in_force(*lists) == ids(*lists)
    _, seen = played(lists)
    between = seen[lists[2].delivery_id]
    assert between.before == lists[0] and between.after == lists[1]


def test_when_it_is_approved_all_stand() -> None:
    lists = [sent("1404Q1", 12, 1), sent("1404Q2", 12, 1), sent("1403Q4", 30, 2, approved=3)]
    assert in_force(*lists) == ids(*lists)


def test_what_came_in_between_is_not_assessed_by_what_was_approved_afterwards() -> None:
    """The large list waited when the next one came; that it was approved later takes nothing back."""
    waited = sent("1403Q4", 30, 2, approved=9)
    lists = [sent("1403Q3", 12, 1), sent("1404Q1", 12, 3)]
    assert in_force(sent("1404Q2", 12, 0), waited, *lists) == ids(sent("1404Q2", 12, 0), waited, *lists)


def test_one_that_waits_is_freed_when_what_it_was_measured_by_is_approved() -> None:
    assert in_force(sent("1403Q4", 10, 1), sent("1404Q1", 7, 2), sent("1404Q2", 7, 3)) == ids(sent("1403Q4", 10, 1))
    lists = [sent("1403Q4", 10, 1), sent("1404Q1", 7, 2, approved=5), sent("1404Q2", 7, 3)]
    assert in_force(*lists) == ids(*lists)


def test_a_newer_list_of_its_place_replaces_it_and_is_measured_by_it_alone() -> None:
    lists = [sent("1404Q1", 12, 1), sent("1404Q2", 12, 1), sent("1404Q1", 20, 2)]
    force, seen = played(lists)
    assert sorted(force) == ids(lists[1], lists[2])
    assert seen[lists[2].delivery_id].replaced == lists[0] and seen[lists[2].delivery_id].after is None


def test_one_that_was_replaced_before_it_was_approved_does_not_come_back() -> None:
    lists = [sent("1404Q1", 12, 1), sent("1404Q1", 5, 2, approved=5), sent("1404Q1", 13, 3)]
    assert in_force(*lists) == ids(lists[2])


# --- like with like -------------------------------------------------------------------------------------------


def test_years_and_quarters_other_offices_and_other_editions_are_no_measure() -> None:
    small = sent("1404Q1", 5, 2, grain="office")
    others = [
        sent("1403", 90, 1, grain="office"),
        sent("1403Q4", 90, 1, grain="country"),
        sent("1403Q4", 90, 1, grain="office", office="p"),
    ]
    force, seen = played([*others, small])
    assert small.delivery_id in force
    assert (seen[small.delivery_id].before, seen[small.delivery_id].after) == (None, None)


def test_editions_of_one_period_are_told_beside_each_other() -> None:
    one, other = sent("1403", 5, 1, grain="country"), sent("1403", 90, 2, grain="office")
    force, seen = played([one, other])
    assert sorted(force) == ids(one, other)
    assert seen[other.delivery_id].beside == (one,) and seen[one.delivery_id].beside == ()


def test_a_list_that_nobody_has_read_yet_is_no_other_edition_than_one_without_dimensions() -> None:
    older, newer = replace(sent("1404Q1", 12, 1), grain=""), sent("1404Q1", 12, 2)
    _, seen = played([older, newer])
    assert (seen[newer.delivery_id].replaced, seen[newer.delivery_id].beside) == (older, ())


def test_what_has_no_period_has_no_neighbours() -> None:
    undated = sent(None, 1, 2)
    assert undated.delivery_id in in_force(sent("1403Q4", 90, 1), undated)


# --- properties -----------------------------------------------------------------------------------------------

deliveries = st.lists(
    st.builds(
        sent,
        st.sampled_from(PERIODS),
        st.integers(1, 40),
        st.integers(0, 8),
        approved=st.none() | st.integers(0, 12),
        grain=st.sampled_from(["office", "country"]),
    ),
    max_size=12,
    unique_by=lambda d: d.delivery_id,
)


def as_known_at(given: Sequence[Delivery], moment: datetime) -> list[Delivery]:
    """Return what a build at that moment would know."""
    return [
        d if d.decided_at is None or d.decided_at <= moment else replace(d, decision=None, decided_at=None)
        for d in given
        if d.known_from <= moment
    ]


@given(deliveries)
def test_what_was_published_stays_until_its_own_place_has_a_newer_one(given: list[Delivery]) -> None:
    known = {d.delivery_id: d for d in given}
    force: set[str] = set()
    for number in range(13):
        now, _ = played(as_known_at(given, day(number)))
        places = {known[i].place for i in now}
        assert all(known[i].place in places for i in force), "a place that was told is told for ever"
        for gone in force - now:
            newer = next(i for i in now if known[i].place == known[gone].place)
            assert known[newer].ordinal >= known[gone].ordinal, "only something newer takes it out of force"
        force = now


@given(deliveries, st.randoms(use_true_random=False))
def test_the_order_of_scanning_changes_nothing(given: list[Delivery], random: object) -> None:
    assume_one_a_place = {(d.place, d.known_from): d for d in given}
    lists = list(assume_one_a_place.values())
    shuffled = list(lists)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renumbered = [replace(d, ordinal=n) for n, d in enumerate(shuffled)]
    assert played(lists)[0] == played(renumbered)[0]
