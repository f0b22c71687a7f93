"""The comparison of two published versions finds every difference of a table and passes over what differs by nature."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.same_tables import Renames, differences, main

VALUES = (
    "CREATE TABLE v AS SELECT * FROM"
    " (VALUES ('a', 1.5, TIMESTAMP '2026-01-01'), ('b', NULL, NULL)) t(area, value, known_from)"
)


def published(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in (VALUES, *statements):
            connection.execute(statement)
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return published(tmp_path / "before.duckdb")


def test_equal_tables_are_equal_whenever_they_were_known(before: Path, tmp_path: Path) -> None:
    after = published(tmp_path / "after.duckdb", "UPDATE v SET known_from = TIMESTAMP '2026-02-02'")
    assert list(differences(before, after)) == []
    assert main([str(before), str(after)]) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE v SET value = 2 WHERE area = 'a'", "v: 1 rows only after, as area=a, value=2.0"),
        ("UPDATE v SET value = 0 WHERE area = 'b'", "v: 1 rows only before, as area=b"),
        ("INSERT INTO v SELECT * FROM v LIMIT 1", "v: 1 rows only after, as area=a, value=1.5"),
        ("ALTER TABLE v ALTER value TYPE DOUBLE", "v.value: was DECIMAL(2,1), is DOUBLE"),
        ("ALTER TABLE v DROP value", "v.value: is not published any more"),
        ("CREATE TABLE w AS SELECT 1 AS one", "w: was not published before"),
        ("ALTER TABLE v RENAME TO u", "v: is not published any more"),
    ],
)
def test_every_kind_of_difference_is_told(before: Path, tmp_path: Path, change: str, told: str) -> None:
    after = published(tmp_path / "after.duckdb", change)
    assert told in list(differences(before, after))
    assert main([str(before), str(after)]) == 1


def test_what_is_called_otherwise_is_the_same(before: Path, tmp_path: Path) -> None:
    after = published(tmp_path / "after.duckdb", "ALTER TABLE v RENAME TO u", "ALTER TABLE u RENAME area TO place")
    renames = tmp_path / "renames.yaml"
    renames.write_text("tables: {v: u}\ncolumns: {u: {area: place}}\n", "utf-8")
    assert list(differences(before, after, Renames.read(renames))) == []
