"""The day is an input: on a later day the same files give the days of that day, and no file is read for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.foundation import clock
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.modelling import derived_models
from pipelines.modelling.making import reads_day
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.execution import run_build
from pipelines.pipeline import landing, open_context, processing
from pipelines.pipeline.receiving import receive
from pipelines.published import PublishedDatabase, past_version, resolve_current
from pipelines.publishing import rollback
from tests.pipeline.conftest import copy_baseline
from tests.pipeline.test_incremental import dependents, described

FIRST = datetime(2026, 12, 1, 6, tzinfo=UTC)
LATER = timedelta(days=70)

#: Numbers of days that pages show, the last column each; what is late grows with the day, what is left shrinks.
GROWING = {
    "commitments": "SELECT commitment_id, days_overdue FROM commitments WHERE days_overdue IS NOT NULL",
    "completeness": "SELECT feed, office, period, days_late FROM completeness WHERE state IN ('never', 'missing')",
    "freshness": "SELECT feed, office, days_since FROM freshness WHERE days_since IS NOT NULL",
}
SHRINKING = {"annual_report_clock": "SELECT area_code, agency, days_left FROM annual_report_clock WHERE is_owed"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 30, 20, 29, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 22, 30, tzinfo=UTC), date(2026, 12, 1)),  # 02:00 in Tehran
        (datetime(2026, 11, 30, 22, 30, tzinfo=UTC).replace(tzinfo=None), date(2026, 12, 1)),  # as tables keep it
    ],
)
def test_a_moment_lies_in_the_day_of_tehran(moment: datetime, day: date) -> None:
    assert tehran_day(moment) == day


class Built:
    """A workspace that is built on days of a clock of its own."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._patch = root, monkeypatch
        self.built, self.reused = set[str](), set[str]()

    def on(self, moment: datetime, as_known_at: datetime | None = None) -> bool:
        """Build at a moment; return whether a version was published."""
        self._patch.setattr(clock, "now", lambda: moment)
        with open_context(Workspace(self.root), models_dir(), as_known_at=as_known_at) as context:
            build = receive(context)
            if build.register.unchanged:
                return False
            done = run_build(context, build, Catalogue.of(context.models), lambda _: None)
            assert done.published is not None, done.failures
            self.built, self.reused = set(context.cache.built), set(context.cache.reused)
            return True

    def rows(self, query: str, as_known_at: datetime | None = None) -> list[tuple[object, ...]]:
        """Return rows of the version that is served, or of the one as known at a moment, which lies beside it."""
        curated = self.root / "curated"
        version = past_version(curated, as_known_at) if as_known_at else resolve_current(curated)
        assert version is not None
        with PublishedDatabase.open(version) as database:
            return [tuple(row.values()) for row in database.rows(query)]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Built]:
    found = Built(copy_baseline(tmp_path / "days"), monkeypatch)
    assert found.on(FIRST)
    yield found
    shutil.rmtree(found.root)


def dated() -> set[str]:
    """Return the tables that depend on the day by themselves."""
    return {m.table for m in derived_models(models_dir()) if reads_day(m)}


@pytest.mark.slow
def test_seventy_days_later_every_number_of_days_has_moved_by_seventy_and_no_file_was_read(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[object]()

    def cleaned(_: object, tasks: list[object], *__: object) -> list[object]:
        read.extend(tasks)
        return []

    counted = GROWING | SHRINKING
    before = {name: built.rows(query) for name, query in counted.items()}
    monkeypatch.setattr(landing, "read_delivery", lambda *given, **_: read.append(given))
    monkeypatch.setattr(processing, "clean_deliveries", cleaned)
    assert built.on(FIRST + LATER)
    assert not read
    assert built.rows("SELECT as_of FROM release") == [(tehran_day(FIRST + LATER),)]
    for name, query in counted.items():
        now = {row[:-1]: row[-1] for row in built.rows(query)}
        moved = {now[row[:-1]] - row[-1] for row in before[name]}
        assert moved == {LATER.days if name in GROWING else -LATER.days}, name
    assert built.built <= dated() | dependents(*dated(), *described()), "only what depends on the day"
    # A target is judged on a day: what was due the week before is reached or missed today.
    assert {"derived.annual_report_years", "derived.requirements", "derived.target_progress"} <= built.built
    assert {"derived.commitment_history", "core.exports"} <= built.reused


@pytest.mark.slow
def test_a_build_is_repeated_on_a_new_day_only_and_not_to_bring_back_what_was_withdrawn(built: Built) -> None:
    assert not built.on(FIRST + timedelta(hours=14, minutes=29)), "23:59 in Tehran"
    assert built.on(FIRST + timedelta(hours=14, minutes=31)), "00:01 of the next day, still the same day in UTC"
    assert built.rows("SELECT as_of FROM release") == [(date(2026, 12, 2),)]
    rollback(Workspace(built.root))
    assert not built.on(FIRST + timedelta(days=9)), "a new day does not serve again what was withdrawn"


@pytest.mark.slow
def test_as_known_at_a_moment_the_days_are_those_of_that_moment(built: Built) -> None:
    asked = FIRST + timedelta(days=5)
    assert built.on(FIRST + LATER, as_known_at=asked)
    assert built.rows("SELECT as_of FROM release", asked) == [(tehran_day(asked),)]
    assert built.rows("SELECT as_of FROM release") == [(tehran_day(FIRST),)], "what is served stays"
    assert not built.on(FIRST + 2 * LATER, as_known_at=asked), "which no later day changes"
