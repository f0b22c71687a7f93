"""Names and folders as they come: each is taken or refused by itself, shown escaped, and stops nothing else."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contracts import load_contracts
from pipelines.foundation.messages import shown_name
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.intake.inventory import Candidate, Offices, UnreadableRaw, parse_folder, scan
from pipelines.modelling.reference import known_offices
from pipelines.orchestration.fingerprint import fingerprint, listing
from pipelines.orchestration.triggers import SENSOR, told_on_pages
from pipelines.publishing import failure
from tests.faults.kind import HEADINGS, TITLE, csv, exports
from tests.pipeline.whole_build import whole_build

CONTRACTS = load_contracts(models_dir())
OFFICES = Offices(known_offices(models_dir()), {}, {f: (c.title_fa, c.title_en) for f, c in CONTRACTS.items()})


def put(folder: Path, name: str | bytes, period: str = "1401Q1") -> None:
    """Write good rows under a name, given as text or as bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = csv(folder / "made.tmp", [TITLE, HEADINGS, *exports(period)])
    os.rename(os.fsencode(made), os.fsencode(folder) + b"/" + os.fsencode(name))


def found(workspace: Workspace) -> dict[str, Candidate]:
    return {c.name: c for c in scan(workspace, CONTRACTS, OFFICES)}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace").create()


# --- names -----------------------------------------------------------------------------------------------------

#: Names that an office's file may have, and how each is shown.
NAMES: list[tuple[str | bytes, str]] = [
    ("صادرات گمرک.csv", "صادرات گمرک.csv"),
    ("صادرات".encode("cp1256") + b".csv", r"\xd5\xc7\xcf\xd1\xc7\xca.csv"),
    (b"\xff\xfe\x80.csv", r"\xff\xfe\x80.csv"),
    ("two\nlines.csv", r"two\nlines.csv"),
    ("bell\x07\x1b[31m.csv", r"bell\x07\x1b[31m.csv"),
    ("gnp.\u202excod\u202c.csv", r"gnp.\u202excod\u202c.csv"),
    ("می\u200cروند.csv", "می\u200cروند.csv"),
    ("<b>&'\"`$(rm).csv", "<b>&'\"`$(rm).csv"),
    ("-rf --help.csv", "-rf --help.csv"),
    (" blanks around .csv", " blanks around .csv"),
    ("👩‍🌾🧵.csv", "👩‍🌾🧵.csv"),
    ("\u00e9.csv", "\u00e9.csv"),
    ("e\u0301.csv", "e\u0301.csv"),
    ("Case.csv", "Case.csv"),
    ("case.CSV", "case.CSV"),
    ("=HYPERLINK(1).csv", "=HYPERLINK(1).csv"),
    ("a" * 251 + ".csv", "a" * 251 + ".csv"),
    ("ا" * 122 + ".csv", "ا" * 122 + ".csv"),
]


@pytest.mark.slow
def test_files_of_every_name_are_taken_one_by_one_and_published(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    folder = root / "raw" / "exports"
    for number, (name, _) in enumerate(NAMES):
        period = f"{1380 + number // 4}Q{number % 4 + 1}"
        put(folder / f"{period}-customs", name, period)
    built = whole_build(root)
    assert set(built.by_file) == {shown for _, shown in NAMES}
    assert {name: o.reason("en") for name, o in built.by_file.items() if o.state != "published"} == {}
    told = {r["file_name"] for r in built.rows("SELECT file_name FROM deliveries")}
    assert told == {shown for _, shown in NAMES}
    assert not re.search("[\ud800-\udfff\x00-\x1f\u202a-\u202e]", "".join(told))
    workspace = Workspace(root)
    assert fingerprint(workspace, listing(workspace)) == fingerprint(workspace, listing(workspace))


@pytest.mark.parametrize("name", ["x.xlsx.", "x.xlsx ", "x", "...x", b"\xe6\xe6.pdf", "x.xlsx\n"])
def test_what_is_no_name_of_a_delivery_is_refused_or_left_alone(workspace: Workspace, name: str | bytes) -> None:
    put(workspace.raw / "exports" / "1401Q1-customs", name)
    put(workspace.raw / "exports" / "1401Q2-customs", "good.csv", "1401Q2")
    candidates = found(workspace)
    assert candidates.pop("good.csv").refusal is None
    for candidate in candidates.values():
        assert candidate.refusal is not None and candidate.refusal.id == "extension_unsupported"
        for language in ("fa", "en"):
            assert candidate.name in candidate.refusal.text(language)
            candidate.refusal.text(language).encode()


@given(st.binary(min_size=1, max_size=80))
def test_a_name_of_any_bytes_is_shown_as_text(name: bytes) -> None:
    shown = shown_name(os.fsdecode(name))
    shown.encode("utf-8")
    assert not re.search("[\ud800-\udfff\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)
    assert shown_name(shown) == shown


# --- folders ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("1402", ("1402", None)),
        ("۱۴۰۲", ("1402", None)),
        ("1402Q3", ("1402Q3", None)),
        ("1402q3", ("1402Q3", None)),
        ("1402 Q3", ("1402Q3", None)),
        ("1402-Q3", ("1402Q3", None)),
        ("1402_Q3", ("1402Q3", None)),
        ("1402-07", ("1402-07", None)),
        ("1402_07", ("1402-07", None)),
        ("1402-7", ("1402-07", None)),
        ("1402 - customs", ("1402", "customs")),
        ("1402-07-customs", ("1402-07", "customs")),
        ("1402Q3 Customs", ("1402Q3", "customs")),
        (" 1402 ", ("1402", None)),
        ("1404Q1-working-group", ("1404Q1", "working-group")),
        ("1402-گمرک", ("1402", "گمرک")),
        ("1250", None),
        ("1502", None),
        ("1402Q5", None),
        ("1402-13", None),
        ("14022", None),
        ("1402-07-3", None),
        ("گزارش", None),
        ("x.xlsx", None),
        ("", None),
    ],
)
def test_a_period_is_read_from_a_folder_however_it_is_written(name: str, meant: Any) -> None:
    assert parse_folder(name) == meant


@pytest.mark.parametrize(
    ("folder", "message", "told"),
    [
        ("exports/1404Q1-guild-of-nobody", "office_unknown", "guild-of-nobody"),
        ("exports/1404Q1-custom", "office_unknown", "perhaps “customs”"),
        ("Exports/1402", "feed_unknown", "perhaps “exports”"),
        ("EXPORTS/1402", "feed_unknown", "perhaps “exports”"),
        ("exprots/1402", "feed_unknown", "perhaps “exports”"),
        ("صادرات/1402", "feed_unknown", "perhaps “exports”"),
        ("exports/1402/more", "folder_too_deep", "more"),
        ("exports/x.xlsx", "folder_unclear", "x.xlsx"),
        ("exports/سال \u202e1402", "folder_unclear", r"\u202e"),
    ],
)
def test_a_folder_that_cannot_be_understood_is_told_as_what_it_is(
    workspace: Workspace, folder: str, message: str, told: str
) -> None:
    titles = {"exports": ("صادرات", "Exports")}
    put(workspace.raw / folder, "file.csv")
    [candidate] = scan(workspace, CONTRACTS, Offices(OFFICES.known, {}, titles))
    assert candidate.refusal is not None and candidate.refusal.id == message
    assert told in candidate.refusal.text("en"), candidate.refusal.text("en")


def test_an_office_that_is_written_with_a_hyphen_is_that_office(workspace: Workspace) -> None:
    office = next(o for o in sorted(OFFICES.known or ()) if "_" in o)
    put(workspace.raw / "exports" / f"1402-{office.replace('_', '-').title()}", "file.csv")
    assert found(workspace)["file.csv"].office == office


def test_odd_places_stop_nothing(workspace: Workspace) -> None:
    """Links, loops, and folders nested deeper than Python calls."""
    feed = workspace.raw / "exports"
    put(feed / "1401Q1-customs", "good.csv")
    (feed / "1401Q2-customs").symlink_to(feed / "1401Q1-customs", target_is_directory=True)
    (feed / "loop").symlink_to(feed, target_is_directory=True)
    deep = feed / "1401Q3-customs"
    deep.mkdir()
    at = os.open(deep, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=at)
        within = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = within
    os.close(at)
    candidates = found(workspace)
    assert candidates["good.csv"].refusal is None
    assert {c.refusal.id for c in candidates.values() if c.refusal} == {"file_is_link"}
    assert [f.path for f in listing(workspace)] == ["exports/1401Q1-customs/good.csv"]
    subprocess.run(["rm", "-rf", deep], check=True)  # deeper than the tests' own tidying goes


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Return a function that takes the permission to look into a folder (root would have it all the same)."""
    scandir, closed = os.scandir, set[str]()

    def guarded(path: Any) -> Any:
        if str(path) in closed:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    return lambda folder: closed.add(str(folder))


@pytest.mark.parametrize("folder", ["exports", "exports/1401Q1-customs"])
def test_a_folder_into_which_nobody_may_look_is_told(
    workspace: Workspace, shut: Callable[[Path], None], folder: str
) -> None:
    put(workspace.raw / "exports" / "1401Q1-customs", "hidden.csv")
    put(workspace.raw / "licences" / "1402", "good.csv")
    shut(workspace.raw / folder)
    candidates = found(workspace)
    refusal = candidates[Path(folder).name].refusal
    assert refusal is not None and refusal.id == "folder_unreadable" and "Permission denied" in refusal.text("en")
    assert "good.csv" in candidates


# --- the folder of deliveries itself ---------------------------------------------------------------------------


def test_a_folder_of_deliveries_that_cannot_be_read_is_told_on_the_pages(
    workspace: Workspace, shut: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(workspace.raw)
    with pytest.raises(UnreadableRaw, match="no new file is seen"):
        scan(workspace, CONTRACTS, OFFICES)
    with pytest.raises(OSError), told_on_pages(workspace):
        listing(workspace)
    told = failure(workspace)
    assert told is not None and told["error_id"] == SENSOR
    assert "Permission denied" in told["sentence_fa"] and "no new file is seen" in told["sentence_en"]
    monkeypatch.undo()
    with told_on_pages(workspace):
        assert listing(workspace) == []
    assert failure(workspace) is None, "the next look that succeeds takes it away"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.raw.write_text("no folder")
    with pytest.raises(UnreadableRaw, match="Not a directory"):
        scan(workspace, CONTRACTS, OFFICES)
