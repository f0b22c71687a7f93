"""What was known on a day: the right version, or none; never today's figures under an earlier day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import duckdb
import pytest

from dashboards.address import Address
from dashboards.components.earlier import known_on
from dashboards.data import editions
from dashboards.language.language import Language

DAY = dt.date(2026, 8, 15)  # 1405-05-24


def publish(folder: Path, number: int, built_at: str, as_known_at: str | None = None) -> None:
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / "roadmap.duckdb")) as database:
        database.execute(
            f"CREATE TABLE release AS SELECT {number} AS version, timestamp '{built_at}' AS built_at, "
            f"{f'timestamp {as_known_at!r}' if as_known_at else 'null::timestamp'} AS as_known_at"
        )
    told = {"version": number, "built_at": f"{built_at.replace(' ', 'T')}+00:00", "configuration": {}}
    if as_known_at:
        told["configuration"] = {"as_known_at": f"{as_known_at.replace(' ', 'T')}+00:00"}
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")


@pytest.fixture
def curated(tmp_path, monkeypatch) -> Path:
    """Versions 3 to 6 of four days, 5 is served and 6 was rolled back; one of a day in spring was made afterwards."""
    monkeypatch.setenv("NAQSHEH_WORKSPACE", str(tmp_path))
    folder = tmp_path / "curated"
    days = {3: "2026-08-15 10:00:00", 4: "2026-09-20 10:00:00", 5: "2026-11-20 10:00:00", 6: "2026-11-22 10:00:00"}
    for number, built_at in days.items():
        publish(folder / "versions" / str(number), number, built_at)
    publish(folder / "as_known_at" / "20260521T202959999999Z", 1, "2026-11-21 10:00:00", "2026-05-21 20:29:59")
    (folder / "current").symlink_to(Path("versions") / "5")
    return folder


def test_earlier_versions_are_offered_newest_first_and_those_of_today_are_not(curated):
    assert [(e.day.isoformat(), e.number, e.is_made_later) for e in editions.earlier()] == [
        ("2026-09-20", 4, False),
        ("2026-08-15", 3, False),
        ("2026-05-21", 1, True),
    ]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2026-05-20", None),  # before everything that is kept
        ("2026-05-21", 1),  # made afterwards, of that very day
        ("2026-05-22", None),  # what was made of one day says nothing of the next
        ("2026-08-14", None),
        ("2026-08-15", 3),
        ("2026-09-19", 3),
        ("2026-09-20", 4),
        ("2026-11-19", 4),
    ],
)
def test_a_day_is_told_by_the_newest_version_that_was_built_by_then(curated, day, number):
    found = editions.known_on(dt.date.fromisoformat(day))
    assert (found.number if found else None) == number


@pytest.mark.parametrize("text", ["", "1405", "1405-13-01", "1405-12-31", "2026-08-15", "۱۴۰۵-۰۵-۲۴", "1405-05-24x"])
def test_what_is_no_day_is_none(text):
    assert editions.day_of(text) is None


def test_a_day_is_written_as_it_is_read():
    assert editions.day_of(editions.day_key(DAY)) == DAY == editions.day_of("1405-05-24")


def shown(known: str | None, page: str = "glance"):
    parameters = {} if known is None else {"known": known}
    return known_on(Address(page, Language("en"), parameters), editions.versions.current())


def test_a_page_shows_the_version_of_the_day_says_so_and_keeps_it_in_its_links(curated):
    found = shown("1405-06-01")
    assert found.shown is not None and found.shown.number == 3
    assert "version 3" in str(found.sentence) and "Back to today" in str(found.sentence)
    assert found.address.to("credit") == "/credit?known=1405-06-01&lang=en"
    assert found.address.download("values.csv") == "/download/values.csv?known=1405-06-01&lang=en"


@pytest.mark.parametrize(("known", "words"), [("1404-01-01", "--as-known-at 1404-01-01"), ("<b>", "&lt;b&gt;")])
def test_a_day_that_nothing_tells_of_is_said_and_let_go(curated, known, words):
    found = shown(known)
    assert found.shown is not None and found.shown.number == 5
    assert words in str(found.sentence)
    assert found.address.to("credit") == "/credit?lang=en"


@pytest.mark.parametrize("known", [None, "1405-08-29", "1410-01-01"])
def test_the_day_of_the_served_version_and_later_ones_are_now(curated, known):
    found = shown(known)
    assert found.shown is not None and found.shown.number == 5
    assert found.sentence is None


def test_pages_on_which_a_steward_acts_speak_of_today(curated):
    found = shown("1405-06-01", "deliver")
    assert found.shown is not None and found.shown.number == 5
    assert "today" in str(found.sentence)


def test_a_file_is_of_the_day_of_the_page_or_there_is_none(curated):
    numbers = [editions.tables_for(text) for text in ("1405-06-01", None, "1404-01-01", "nonsense")]
    assert [found.number if found else None for found in numbers] == [3, 5, None, None]


def test_a_version_of_a_moment_is_called_by_its_day_not_by_a_number(curated):
    found = editions.known_on(dt.date(2026, 5, 21))
    assert found is not None
    assert "نسخهٔ" not in editions.version_words(Language("fa"), found.tables())
    assert "۳۱ اردیبهشت ۱۴۰۵" in editions.version_words(Language("fa"), found.tables())
