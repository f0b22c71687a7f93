"""The ledger: what is new, what supersedes what, what was known when, and that nothing can be taken back."""

from __future__ import annotations

import itertools
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.foundation.messages import Message
from pipelines.intake import inventory
from pipelines.intake.ledger import Ledger, UnknownDelivery
from pipelines.intake.ledger.schema import TABLES
from tests.pipeline.ledger.house import DAY_1, DAY_2, DAY_3, FEEDS, House


def test_a_new_file_is_archived_and_entered(house: House) -> None:
    path = house.put("exports/1402-customs/list.csv", "a")
    (delivery,) = house.receive()
    assert delivery.delivery_id == f"exports-1402-customs-{delivery.sha256[:8]}"
    assert delivery.archived_path.read_bytes() == path.read_bytes()
    assert delivery.archived_path.stat().st_mode & 0o777 == 0o400
    assert (delivery.known_from, delivery.known_to, delivery.supersedes) == (DAY_1, None, None)
    assert delivery.path == "raw/exports/1402-customs/list.csv"
    assert delivery.received_at == date(2026, 1, 1)


def test_the_same_file_ten_times_and_renamed_is_nothing_new(house: House) -> None:
    path = house.put("exports/1402-customs/list.csv", "a")
    house.receive()
    for turn in range(10):
        assert house.receive(DAY_2) == []
        path = path.rename(path.with_name(f"copy {turn}.csv"))
    house.receive(DAY_3)
    (delivery,) = house.ledger.current()
    assert delivery.file_name == "list.csv"
    assert len(house.ledger.aliases(delivery.delivery_id)) == 10


def test_other_content_at_the_same_place_supersedes(house: House) -> None:
    house.put("exports/1402-customs/list.csv", "old")
    (old,) = house.receive(DAY_1)
    house.put("exports/1402-customs/list.csv", "new")
    (new,) = house.receive(DAY_2)
    assert new.supersedes == old.delivery_id
    assert house.ledger.get(old.delivery_id).known_to == DAY_2
    assert house.current() == ["new"]
    assert len(house.ledger.all()) == 2


def test_offices_and_periods_stand_beside_one_another(house: House) -> None:
    for place in ("1402-customs", "1402-heritage", "1402", "1402Q3-customs", "1402-07-customs"):
        house.put(f"exports/{place}/list.csv", place)
    house.receive()
    assert len(house.ledger.current()) == 5


def test_a_superseded_file_sent_again_does_not_come_back(house: House) -> None:
    house.put("exports/1402/list.csv", "old")
    house.receive(DAY_1)
    house.put("exports/1402/list.csv", "new")
    house.receive(DAY_2)
    house.put("exports/1402/list.csv", "old")
    assert house.receive(DAY_3) == []
    assert house.current() == ["new"]


def test_the_same_content_under_another_period_waits_for_approval(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    house.receive(DAY_1)
    house.put("exports/1403/list.csv", "a")
    (twin,) = house.receive(DAY_2)
    assert twin.waits is not None and twin.waits.id == "same_content_elsewhere"
    assert (twin.waits.params["value"], twin.waits.params["expected"]) == ("1403", "1402")
    house.ledger.decide(twin.delivery_id, "approved", "Nothing was exported in either year", actor="steward")
    approved = house.ledger.get(twin.delivery_id)
    assert (approved.waits, approved.decision) == (None, "approved")


def test_a_file_first_dropped_straight_into_its_feed_and_then_filed_is_one(house: House) -> None:
    path = house.put("exports/list.csv", "a")
    (delivery,) = house.receive(DAY_1)
    assert delivery.delivery_id.startswith("exports-undated-unknown-")
    house.ledger.found_period(delivery.delivery_id, "1402")
    path.unlink()
    house.put("exports/1402-customs/list.csv", "a")
    assert house.receive(DAY_2) == []
    assert house.ledger.get(delivery.delivery_id).period == "1402"


def test_undated_files_of_different_names_do_not_supersede_each_other(house: House) -> None:
    house.put("exports/first.csv", "a")
    house.put("exports/second.csv", "b")
    first, second = house.receive(DAY_1)
    assert len(house.ledger.current()) == 2
    house.ledger.found_period(first.delivery_id, "1402")
    house.ledger.found_period(second.delivery_id, "1402")
    assert house.current() == ["b"]


def test_a_file_removed_from_raw_stays_delivered(house: House) -> None:
    path = house.put("exports/1402/list.csv", "a")
    house.receive()
    path.unlink()
    assert house.receive(DAY_2) == []
    assert house.current() == ["a"]


def test_a_delivery_is_known_from_the_day_of_its_receipt(house: House) -> None:
    house.put("exports/1402/list.csv", "a", "received_on: 2024-05-01")
    (delivery,) = house.receive(DAY_1)
    assert delivery.known_from == datetime(2024, 5, 1, tzinfo=UTC)
    assert delivery.received_at == date(2024, 5, 1)


def test_as_known_at_gives_back_every_earlier_state(house: House) -> None:
    for content, day in (("one", DAY_1), ("two", DAY_2), ("three", DAY_3)):
        house.put("exports/1402/list.csv", content)
        house.receive(day)
    hour = timedelta(hours=1)
    assert house.current(DAY_1 - hour) == []
    assert [house.current(day + hour) for day in (DAY_1, DAY_2, DAY_3)] == [["one"], ["two"], ["three"]]
    (then,) = house.ledger.current(DAY_1 + hour)
    assert then.known_to is None, "what came later was not known then"


def test_a_note_dated_back_cannot_change_what_was_published(house: House) -> None:
    house.put("exports/1402/list.csv", "old", "received_on: 2024-05-01")
    house.receive()
    house.ledger.log("published", {"version": 1})
    published = datetime.now(UTC)
    house.put("exports/1402/list.csv", "new", "received_on: 2025-05-01")
    house.receive(published + timedelta(minutes=1))
    assert house.current(published) == ["old"]
    assert house.current() == ["new"]


def test_a_late_first_build_orders_by_the_days_of_receipt(house: House) -> None:
    """A fresh copy of the files gives the same order as having received them one by one."""
    house.put("exports/1402/b.csv", "older", "received_on: 2024-05-01")
    house.put("exports/1402/a.csv", "newer", "received_on: 2025-05-01")
    house.receive()
    assert house.current() == ["newer"]


def test_the_order_of_arrival_of_different_places_changes_nothing(tmp_path: Path) -> None:
    files = [("exports/1402/a.csv", "1"), ("exports/1403/b.csv", "2"), ("registry/1402/c.csv", "3")]
    seen = set()
    for turn, order in enumerate(itertools.permutations(files)):
        house = House(tmp_path / str(turn))
        for place, content in order:
            house.put(place, content)
            house.receive()
        seen.add(tuple(d.delivery_id for d in house.ledger.current()))
    assert len(seen) == 1


def test_a_corrected_note_is_taken_and_the_earlier_one_remembered(house: House) -> None:
    house.put("exports/1402/list.csv", "a", "grade: press")
    (first,) = house.receive(DAY_1)
    house.put("exports/1402/list.csv", "a", "grade: customs")
    assert house.receive(DAY_2) == []
    assert house.ledger.get(first.delivery_id).note.grade == "customs"
    (then,) = house.ledger.current(DAY_1 + timedelta(hours=1))
    assert then.note.grade == "press"


def test_a_rejected_delivery_leaves_the_one_before_it_in_force(house: House) -> None:
    house.put("exports/1402/list.csv", "good")
    house.receive(DAY_1)
    house.put("exports/1402/list.csv", "bad")
    (bad,) = house.receive(DAY_2)
    house.ledger.decide(bad.delivery_id, "rejected", "Wrong unit")
    assert house.current() == ["good"]
    house.put("exports/1402/list.csv", "better")
    (better,) = house.receive(DAY_3)
    assert house.current() == ["better"]
    assert better.supersedes is not None and better.supersedes != bad.delivery_id


def test_decisions_and_events_are_audited(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    (delivery,) = house.receive()
    house.ledger.decide(delivery.delivery_id, "approved", "Checked by telephone", actor="steward")
    house.ledger.log("published", {"version": 1})
    approved, published = house.ledger.events()
    assert (approved["event"], approved["actor"]) == ("approved", "steward")
    assert approved["detail"] == {"delivery_id": delivery.delivery_id, "reason": "Checked by telephone"}
    assert published["detail"] == {"version": 1}
    with pytest.raises(UnknownDelivery):
        house.ledger.decide("exports-1402-nobody-00000000", "approved", "")


def test_outcomes_keep_the_sentence_and_the_counts(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    (delivery,) = house.receive()
    message = Message("period_unclear", "hold", {"file": "list.csv"})
    house.ledger.record_outcome(delivery.delivery_id, "held", message, rows_read=3, rows_loaded=2, rows_non_data=1)
    (outcome,) = house.ledger.outcomes(delivery.delivery_id)
    assert (outcome["state"], outcome["message"]) == ("held", message)
    assert (outcome["rows_read"], outcome["rows_loaded"], outcome["rows_quarantined"]) == (3, 2, 0)


@pytest.mark.parametrize("statement", ["UPDATE {} SET seq = seq + 1", "DELETE FROM {}"])
@pytest.mark.parametrize(
    "table",
    [
        "deliveries",
        "events",
        "decisions",
        "outcomes",
        "notes",
        "aliases",
        "periods",
        "corrections",
        "grains",
        "scopes",
    ],
)
def test_nothing_can_be_changed_or_removed(house: House, table: str, statement: str) -> None:
    house.put("exports/1402/list.csv", "a")
    (delivery,) = house.receive()
    house.receive(DAY_2)
    house.put("exports/1402/renamed.csv", "a")
    house.receive(DAY_2)
    house.ledger.found_period(delivery.delivery_id, "1402")
    house.ledger.found_grain(delivery.delivery_id, "month")
    house.ledger.found_scope(delivery.delivery_id, None, "0808")
    house.ledger.decide(delivery.delivery_id, "approved", "")
    house.ledger.record_outcome(delivery.delivery_id, "published")
    house.put_correction("exports/fixed.xlsx", delivery.delivery_id, [3])
    house.receive(DAY_2)
    with (
        sqlite3.connect(house.workspace.ledger) as db,
        pytest.raises(sqlite3.IntegrityError, match="only added to"),
    ):
        db.execute(statement.format(table))


@pytest.mark.parametrize(
    ("version", "lacking"), [(1, {"corrections"}), (2, set()), *((n, set()) for n in range(8, len(TABLES)))]
)
def test_an_older_ledger_gets_the_tables_that_it_lacks_and_keeps_what_it_holds(
    house: House, version: int, lacking: set[str]
) -> None:
    house.put("exports/1402/list.csv", "a")
    house.receive()
    house.ledger.close()
    gone = lacking | {table.name for table in TABLES[max(version, 8) :]}
    later = "".join(f"DROP TABLE {name};" for name in gone)
    with sqlite3.connect(house.workspace.ledger) as db:
        db.executescript(f"PRAGMA foreign_keys = OFF; {later} PRAGMA user_version = {version}")
    house.ledger = Ledger(house.workspace.ledger)
    assert [d.file_name for d in house.ledger.all()] == ["list.csv"]
    (there,) = house.ledger.file.rows("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
    assert there[0] == 2 * len(TABLES)


def test_a_flipped_byte_in_the_archive_is_found_and_healed_only_by_the_true_file(house: House) -> None:
    path = house.put("exports/1402/list.csv", "abcdef")
    (delivery,) = house.receive()
    assert house.ledger.damaged() == []
    delivery.archived_path.chmod(0o600)
    delivery.archived_path.write_text("abcdeg")
    assert [d.delivery_id for d in house.ledger.damaged()] == [delivery.delivery_id]
    delivery.archived_path.unlink()
    assert house.ledger.damaged() == [delivery]
    assert path.exists()
    house.receive(DAY_2)
    assert house.ledger.damaged() == []


def test_a_file_that_changes_between_hash_and_archive_is_left_for_the_next_run(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    candidates = inventory.scan(house.workspace, FEEDS)
    house.put("exports/1402/list.csv", "b")
    assert house.ledger.register(candidates, house.workspace, DAY_1) == []
    assert [e["event"] for e in house.ledger.events()] == ["changed_while_archiving"]
    (delivery,) = house.receive(DAY_2)
    assert delivery.archived_path.read_text() == "b"
    assert not list(house.workspace.archive.rglob("*.tmp"))


def test_another_process_may_read_while_one_writes(house: House) -> None:
    house.put("exports/1402/list.csv", "a")
    reader = Ledger(house.workspace.ledger)
    house.receive()
    assert len(reader.current()) == 1
    reader.close()


def test_two_files_that_come_to_one_place_together_are_not_guessed_about(house: House) -> None:
    """Are they two parts, or the second a correction? The first stands; the second waits for a person."""
    house.put("exports/1402/baft.csv", "a")
    house.put("exports/1402/bam.csv", "b")
    first, second = house.receive(DAY_1)
    assert first.waits is None
    assert second.waits is not None and second.waits.id == "two_files_at_one_place"
    assert (second.waits.params["file"], second.waits.params["value"]) == ("bam.csv", "baft.csv")
    assert second.supersedes == first.delivery_id


def test_four_hundred_deliveries_are_told_apart(house: House) -> None:
    for number in range(400):
        house.put(f"exports/{1300 + number // 4}Q{number % 4 + 1}/list.csv", str(number))
    house.receive()
    house.receive()
    assert len(house.current()) == 400
