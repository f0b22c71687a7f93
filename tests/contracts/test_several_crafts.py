"""A person with two crafts is one person in every total, and is found with each of the two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.modelling import indicators
from tests.contracts.conftest import MODELS, Ask

SQL = {indicator.indicator_id: indicator.sql for indicator in indicators(MODELS)}


def person(number: int, craft: str | None, more: str | None = None, **cells: Any) -> dict[str, Any]:
    return {"national_id": f"p{number}", "area": "0801", "craft": craft, "craft_more": more, **cells}


@pytest.fixture
def counted(core: Callable[..., Ask], engine: DuckDBEngine) -> Callable[[str, list[dict[str, Any]]], dict[str, int]]:
    """Return what an indicator counts of a register in the province, by category."""

    def ask(indicator: str, rows: list[dict[str, Any]]) -> dict[str, int]:
        core(("artisans", "d", "1403Q4", rows))
        found = engine.connection.execute(
            f"SELECT category, CAST(sum(numerator) AS INTEGER) FROM ({SQL[indicator]}) WHERE basis = 'register'"
            " AND area_code = '08' GROUP BY category"
        ).fetchall()
        return dict(found)

    return ask


def test_each_craft_has_its_place(core: Callable[..., Ask]) -> None:
    ask = core(("artisans", "d", "1403Q4", [person(1, "C025", "C034|C006|C007"), person(2, "C005"), person(3, None)]))
    assert ask("SELECT row_id, place, craft_code FROM core.artisan_crafts ORDER BY row_id, place") == [
        ("d#s#2", 1, "C025"),
        ("d#s#2", 2, "C034"),
        ("d#s#2", 3, "C006"),
        ("d#s#2", 4, "C007"),
        ("d#s#3", 1, "C005"),
    ]


def test_groups_of_crafts_add_up_to_the_persons(counted: Callable[..., dict[str, int]]) -> None:
    rows = [person(1, "C025", "C034"), person(2, "C002", "C010"), person(3, None), person(4, "C999")]
    assert counted("artisans_by_craft", rows) == {"G10": 1, "G01": 1, "unknown": 1, "other": 1}


def test_fields_count_every_field_once_and_no_word_for_a_group(
    counted: Callable[..., dict[str, int]],
) -> None:
    group_words, trades = ["C310", "C311"], ["C304"]
    rows = [person(1, "C025", "C034"), person(2, "C034"), person(3, "C999")]
    rows += [person(number, craft) for number, craft in enumerate([*group_words, *trades], 4)]
    assert counted("craft_fields", rows) == {"": 2}


def test_a_second_craft_makes_a_kilim_weaver_and_only_one(core: Callable[..., Ask], engine: DuckDBEngine) -> None:
    rows = [person(1, "C005", "C002"), person(2, "C002", "C003"), person(3, "C040"), person(4, "C006")]
    core(("artisans", "d", "1403Q4", rows))
    found = engine.connection.execute(
        f"SELECT CAST(sum(numerator) AS INTEGER), count(*) FROM ({SQL['kilim_weavers']}) WHERE basis = 'register'"
    ).fetchone()
    assert found == (3, 4)
