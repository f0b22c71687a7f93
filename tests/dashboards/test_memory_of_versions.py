"""Versions are remembered by many threads at once: none is missing while it is asked for, and few stay open."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb
import pytest

from dashboards.data import versions
from dashboards.data.versions import Tables
from pipelines.published import DATABASE, PublishedDatabase, PublishedVersion

READERS = 4
LOOKS = 30


@pytest.fixture
def published(tmp_path: Path) -> Iterator[list[PublishedVersion]]:
    """More versions than are kept at hand, each of which says its own number."""
    made = []
    for number in range(1, 8):
        folder = tmp_path / str(number)
        folder.mkdir()
        with duckdb.connect(str(folder / DATABASE)) as database:
            database.execute(f"CREATE TABLE release AS SELECT {number} AS version")
        made.append(PublishedVersion(folder, number, {}))
    yield made
    for version in made:
        PublishedDatabase.forget(version)


@pytest.fixture
def hurried() -> Iterator[None]:
    """Let another thread take its turn between any two steps of the memory, where one may come in real life."""

    def step(frame: FrameType, event: str, _argument: object) -> Any:
        if frame.f_code.co_filename != versions.__file__:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            time.sleep(0)
        return step

    threading.settrace(step)
    yield
    threading.settrace(None)  # type: ignore[arg-type]


def side_by_side(look: Callable[[int], None]) -> list[BaseException]:
    """Run ``look`` in several threads and return what they raised."""
    raised: list[BaseException] = []

    def run(reader: int) -> None:
        try:
            look(reader)
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(reader,)) for reader in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def show(monkeypatch: pytest.MonkeyPatch, shown: Callable[[], PublishedVersion]) -> None:
    monkeypatch.setattr(versions, "resolve_current", lambda _curated: shown())


class Answer:
    """A database that answers at once, so that what is left of a look is the remembering."""

    def rows(self, _sql: str, _parameters: object) -> list[dict[str, int]]:
        return [{"version": 1}]


@pytest.mark.slow
def test_readers_of_one_version_always_find_it(
    published: list[PublishedVersion], hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, lambda: published[0])
    monkeypatch.setattr(PublishedDatabase, "open", lambda _version: Answer())
    counted = itertools.count()

    def look(_reader: int) -> None:
        for _ in range(LOOKS * 4):
            found = versions.current()
            assert found is not None
            assert found.one("select version from release where look = ?", next(counted)) == {"version": 1}

    assert side_by_side(look) == []


@pytest.mark.slow
def test_readers_of_more_versions_than_are_kept_disturb_nobody(
    published: list[PublishedVersion], hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = itertools.cycle(published)
    show(monkeypatch, lambda: next(turn))
    counted = itertools.count()

    def look(_reader: int) -> None:
        for _ in range(LOOKS):
            found = versions.current()
            assert found is not None
            assert found.one(f"select version, {next(counted)} as look from release")["version"] == found.number  # type: ignore[index]

    assert side_by_side(look) == []


def test_a_page_that_is_still_drawn_reads_a_version_that_was_let_go(
    published: list[PublishedVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = iter(published)
    show(monkeypatch, lambda: next(turn))
    first = versions.current()
    for _ in published[1:]:
        versions.current()
    assert isinstance(first, Tables)
    assert first.one("select version, 'late' as look from release") == {"version": 1, "look": "late"}
