"""What lies in ``raw/`` and what becomes of it: taken, refused with a sentence, or left alone."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from pathlib import Path

import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.intake import inventory
from pipelines.intake.inventory import Candidate, parse_folder
from pipelines.intake.source_notes import SourceNote

FEEDS = ("exports", "licences", "registry")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return Workspace(tmp_path).create().raw


def put(path: Path, content: bytes = b"a,b\n1,2\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def scan(raw: Path, offices: tuple[str, ...] | None = None) -> list[Candidate]:
    return inventory.scan(Workspace(raw.parent), FEEDS, inventory.Offices(offices))


def only(found: list[Candidate]) -> Candidate:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1402", ("1402", None)),
        ("1402Q3", ("1402Q3", None)),
        ("1402q3", ("1402Q3", None)),
        ("1402-07", ("1402-07", None)),
        ("1402-customs", ("1402", "customs")),
        ("1402-07-customs", ("1402-07", "customs")),
        ("1400Q4-dialogue_council", ("1400Q4", "dialogue_council")),
        ("۱۴۰۲-۰۷-customs", ("1402-07", "customs")),
        ("1402-13", None),
        ("1402Q5", None),
        ("2023", None),
        ("1402 customs", ("1402", "customs")),
        ("new folder", None),
        ("../1402", None),
    ],
)
def test_folder_names(name: str, expected: tuple[str, str | None] | None) -> None:
    assert parse_folder(name) == expected


def test_a_delivery_is_hashed_and_placed(raw: Path) -> None:
    path = put(raw / "exports/1402-customs/صادرات ۱۴۰۲.CSV")
    found = only(scan(raw))
    assert (found.feed, found.period, found.office) == ("exports", "1402", "customs")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.size_bytes, found.refusal) == (8, None)


def test_a_file_straight_in_its_feed_has_no_period_yet(raw: Path) -> None:
    put(raw / "exports/list.csv")
    found = only(scan(raw))
    assert (found.period, found.office, found.refusal) == (None, None, None)


def test_the_note_overrides_the_folder(raw: Path) -> None:
    path = put(raw / "exports/1402-heritage/list.csv")
    put(
        path.with_name("list.csv.source.yaml"),
        (
            "office: customs\nperiod: ۱۴۰۲Q۳\nreceived_on: 2024-01-05\n"
            "document: {fa: نامه, en: Letter}\nsynthetic: true\n"
        ).encode(),
    )
    found = only(scan(raw))
    assert (found.period, found.office) == ("1402Q3", "customs")
    assert str(found.note.received_on) == "2024-01-05"
    assert found.note.document == {"fa": "نامه", "en": "Letter"}
    assert found.note.synthetic


@pytest.mark.parametrize(
    "note",
    [
        b"office: [",
        b"- a\n- b\n",
        b"synthetc: true\n",
        b"synthetic: 'yes'\n",
        b"received_on: tomorrow\n",
        b"period: 1402Q9\n",
        b"document: A letter\n",
        b"office: {a: b}\n",
        b"\xff\xfe\x00bad",
        b"!!python/object/apply:os.system ['true']",
        b"a: &a [x]\n" + b"b: " + b"[" * 40_000,
        b"x" * 70_000,
        b"office: customs\noffice: heritage\n",
        b"? [a]\n: b\n",
        b"period: " + b"9" * 5_000,
        b"document: {fa: [a]}\n",
        b"".join(b"k%d: x\n" % n for n in range(6_000)),
        # A page that names a thousand million parts.
        b"office: &a [x, x, x, x, x, x, x, x, x, x]\nterms: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
        + b"".join(b"k%d: &%c [%s]\n" % (n, 99 + n, b", ".join([b"*%c" % (98 + n)] * 10)) for n in range(7))
        + b"synthetic: *i\ndocument: *i\n",
    ],
)
def test_a_bad_note_refuses_its_file_and_only_that(raw: Path, note: bytes) -> None:
    """A note may be the only thing that says the data are synthetic, so a broken one cannot be overlooked."""
    path = put(raw / "exports/1402/bad.csv")
    put(path.with_name("bad.csv.source.yaml"), note)
    put(raw / "exports/1402/good.csv", b"c\n3\n")
    bad, good = scan(raw)
    assert bad.refusal is not None and bad.refusal.id == "note_unreadable"
    assert len(bad.refusal.text("fa")) < 2_500
    assert good.refusal is None


def test_every_fault_of_a_note_is_told_at_once_in_both_languages(raw: Path) -> None:
    path = put(raw / "exports/1402/bad.csv")
    note = "office: {a: b}\nperiod: 1402Q9\nreceived_on: 1403/13/01\ndocument: {fr: lettre}\nsynthetc: true\n"
    put(path.with_name("bad.csv.source.yaml"), note.encode())
    told = only(scan(raw)).refusal
    assert told is not None
    faults = (
        "office: a text is expected, not {'a': 'b'}; period: '1402Q9' is not a period like 1402, 1402Q3 or 1402-07; "
        "received_on: no calendar has the day '1403/13/01'; document.fr: unknown key; there is en, fa; "
        "synthetc: unknown key; did you mean synthetic?"
    )
    assert told.text("en") == (
        f"The source note of “bad.csv” could not be read: {faults}. Correct the .source.yaml file."
    )
    assert "«bad.csv»" in told.text("fa") and faults in told.text("fa")


def test_a_note_that_says_a_key_twice_is_told_with_the_line(raw: Path) -> None:
    path = put(raw / "exports/1402/bad.csv")
    put(path.with_name("bad.csv.source.yaml"), b"synthetic: true\nsynthetic: false\n")
    told = only(scan(raw)).refusal
    assert told is not None and told.params["value"] == "line 2 is not YAML: the key 'synthetic' stands twice"


def test_what_looks_like_a_number_in_a_note_is_a_text(raw: Path) -> None:
    path = put(raw / "exports/1402/list.csv")
    note = "period: 1403\nmonths: 9\nremarks: {en: 12.5, fa: ~}\ndocument: ~\ngrade: ~\n"
    put(path.with_name("list.csv.source.yaml"), note.encode())
    found = only(scan(raw))
    assert found.period == "1403"
    assert found.note == SourceNote(period="1403", months="9", remarks={"en": "12.5"})
    assert SourceNote.from_json(found.note.to_json()) == found.note


def test_the_note_of_an_unclear_folder_is_told_before_the_folder(raw: Path) -> None:
    path = put(raw / "exports/from customs/list.csv")
    put(path.with_name("list.csv.source.yaml"), b"period: autumn\n")
    assert refusal(raw) == "note_unreadable"


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.csv",
        ".~lock.list.ods#",
        "list.xlsx.tmp",
        "README.md",
        "readme",
        "Thumbs.db",
        "list.csv~",
        "gone.csv.source.yaml",
    ],
)
def test_leavings_and_reading_matter_are_left_alone(raw: Path, name: str) -> None:
    put(raw / "exports/1402" / name)
    assert scan(raw) == []


@pytest.mark.parametrize("name", ["~$list.xlsx", "list.csv.part", "list.csv.crdownload", "LIST.XLSX.PARTIAL"])
def test_unfinished_copies_and_locks_are_told_and_not_read(raw: Path, name: str) -> None:
    put(raw / "exports/1402" / name)
    assert refusal(raw) == "file_unfinished"


def refusal(raw: Path) -> str:
    message = only(scan(raw)).refusal
    assert message is not None
    assert message.severity == "refuse"
    return message.id


def test_a_link_is_refused_wherever_it_points(raw: Path, tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.csv")
    (raw / "exports/1402").mkdir(parents=True)
    (raw / "exports/1402/list.csv").symlink_to(secret)
    assert refusal(raw) == "file_is_link"


def test_a_linked_folder_is_not_entered(raw: Path, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/list.csv")
    (raw / "exports").mkdir()
    (raw / "exports/1402").symlink_to(tmp_path / "elsewhere")
    assert refusal(raw) == "file_is_link"


@pytest.mark.parametrize("place", ["exports/1402/list.csv", "exports/list.csv"])
def test_a_pipe_is_refused_without_waiting_for_it(raw: Path, place: str) -> None:
    (raw / place).parent.mkdir(parents=True)
    os.mkfifo(raw / place)
    assert refusal(raw) == "file_is_special"


def test_a_pipe_in_place_of_a_note_does_not_hang(raw: Path) -> None:
    put(raw / "exports/1402/list.csv")
    os.mkfifo(raw / "exports/1402/list.csv.source.yaml")
    assert refusal(raw) == "note_unreadable"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("export/1402/list.csv", "feed_unknown"),
        ("list.csv", "file_outside_feed"),
        ("exports/1402/list.docx", "extension_unsupported"),
        ("exports/1402/list.xlsm", "extension_unsupported"),
        ("exports/new folder/list.csv", "folder_unclear"),
        ("exports/1402/inner/list.csv", "folder_too_deep"),
    ],
)
def test_what_lies_in_a_wrong_place_is_refused(raw: Path, place: str, message: str) -> None:
    put(raw / place)
    assert refusal(raw) == message


def test_an_unclear_folder_is_fine_when_the_note_gives_the_period(raw: Path) -> None:
    path = put(raw / "exports/from customs/list.csv")
    put(path.with_name("list.csv.source.yaml"), b"period: 1402\noffice: customs\n")
    found = only(scan(raw))
    assert (found.period, found.office, found.refusal) == ("1402", "customs", None)


def test_a_misspelt_feed_or_office_gets_a_suggestion(raw: Path) -> None:
    put(raw / "export/1402/list.csv")
    put(raw / "exports/1402-custom/list.csv")
    feed, office = scan(raw, offices=("customs", "heritage"))
    assert feed.refusal is not None and feed.refusal.params["suggestion"] == "exports"
    assert office.refusal is not None and office.refusal.id == "office_unknown"
    assert office.refusal.params["suggestion"] == "customs"


def test_a_misspelt_office_is_told_with_its_place_so_that_it_is_found(raw: Path) -> None:
    put(raw / "exports/1402-custom/list.csv")
    found = only(scan(raw, offices=("customs",)))
    assert (found.period, found.office, found.size_bytes) == ("1402", "custom", 8)


@pytest.mark.parametrize(
    ("place", "note", "expected"),
    [
        ("exports/1402/list.csv", b"", ("1402", "customs")),
        ("exports/list.csv", b"", (None, "customs")),
        ("exports/1402-heritage/list.csv", b"", ("1402", "heritage")),
        ("exports/1402/list.csv", b"office: heritage\n", ("1402", "heritage")),
        ("registry/1402/list.csv", b"", ("1402", None)),
    ],
)
def test_a_file_that_names_no_office_is_of_the_only_office_that_delivers_its_feed(
    raw: Path, place: str, note: bytes, expected: tuple[str | None, str | None]
) -> None:
    path = put(raw / place)
    if note:
        put(path.with_name("list.csv.source.yaml"), note)
    offices = inventory.Offices(("customs", "heritage"), {"exports": "customs", "registry": None})
    found = only(inventory.scan(Workspace(raw.parent), FEEDS, offices))
    assert (found.period, found.office) == expected


def test_a_file_that_still_grows_is_left_for_the_next_run(raw: Path) -> None:
    path = raw / "exports/1402/list.csv"
    path.parent.mkdir(parents=True)
    stop = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"1,2\n")
                time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        time.sleep(0.05)
        assert refusal(raw) == "file_growing"
    finally:
        stop.set()
        writer.join()


def test_a_file_without_permission_is_refused(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(raw / "exports/1402/list.csv")

    def denied(path: Path) -> tuple[str, int]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(inventory, "sha256_of", denied)
    assert refusal(raw) == "file_unreadable"


def test_the_order_is_the_same_every_time(raw: Path) -> None:
    for name in ("b.csv", "a.csv", "۱.csv", "C.csv"):
        put(raw / "exports/1402" / name, name.encode())
    assert [c.name for c in scan(raw)] == [c.name for c in scan(raw)] == ["C.csv", "a.csv", "b.csv", "۱.csv"]
