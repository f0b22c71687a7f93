"""How deliveries of one table succeed one another: edition by edition, whatever order they came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.intake.deliveries import HELD_BESIDE, Entry, apart, chained, held_beside, standing
from pipelines.intake.source_notes import SourceNote

DAY_0 = datetime(2025, 1, 1, tzinfo=UTC)


def sent(on: int, grain: str | None, span: str | None = None, cover: str | None = None) -> Entry:
    """Return a delivery of one table that came on a day; a grain of None is a file that nobody could read."""
    name, moment = f"{on}-{grain}-{span}-{cover}", DAY_0 + timedelta(days=on)
    return Entry(
        name,
        "exports",
        "customs",
        "1403",
        f"{name}.csv",
        name,
        Path(name),
        name,
        1,
        moment,
        moment,
        SourceNote(),
        grain=grain,
        span=span,
        cover=cover,
    )


entries = st.lists(
    st.builds(
        sent,
        st.integers(0, 9),
        st.sampled_from([None, "destination", "office", "office+month"]),
        st.sampled_from([None, "1403-01/1403-06"]),
        st.sampled_from([None, "0808", "0801"]),
    ).map(lambda e: e if e.grain is not None else replace(e, span=None, cover=None)),
    max_size=14,
    unique_by=lambda e: e.delivery_id,
).map(lambda found: sorted(found, key=lambda e: e.known_from))


@given(entries)
def test_a_delivery_supersedes_only_the_one_before_it_of_its_own_edition(given: list[Entry]) -> None:
    linked = chained(given)
    known = {d.delivery_id: d for d in linked}
    for delivery in linked:
        if delivery.supersedes is not None:
            before = known[delivery.supersedes]
            assert before.edition == delivery.edition and before.known_from <= delivery.known_from


@given(entries)
def test_of_every_edition_that_was_read_the_newest_stands(given: list[Entry]) -> None:
    read = [e for e in given if e.was_read]
    now = standing(chained(given))
    assert sorted({e.edition for e in read}) == sorted(d.edition for d in now if d.was_read)
    for delivery in now:
        same = [e for e in given if e.edition == delivery.edition and e.was_read == delivery.was_read]
        assert delivery.known_from == max(e.known_from for e in same)


@given(entries)
def test_a_file_that_nobody_can_read_takes_no_edition_out_of_force(given: list[Entry]) -> None:
    without = [e for e in given if e.was_read]
    with_it = {d.delivery_id for d in standing(chained(given)) if d.was_read}
    assert with_it == {d.delivery_id for d in standing(chained(without))}


@given(entries)
def test_two_files_of_one_run_wait_for_each_other_only_as_one_edition(given: list[Entry]) -> None:
    together = [replace(e, known_from=DAY_0, registered_at=DAY_0) for e in given]
    held = [together[0]] if together else []
    held += [replace(e, hold=held_beside(e.file_name, together[0].file_name, e.feed, e.period)) for e in together[1:]]
    for position, entry in enumerate(apart(held)):
        alike = [o for o in held[:position] if o.edition == entry.edition or not o.was_read or not entry.was_read]
        assert (entry.hold and entry.hold.id) == (HELD_BESIDE if alike else None)
