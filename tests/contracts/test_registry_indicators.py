"""Elements of intangible heritage: those of the crafts are among all, where a register lists all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.modelling import indicators
from tests.contracts.conftest import MODELS, Ask

Elements = Callable[..., dict[str, int]]


@pytest.fixture
def elements(core: Callable[..., Ask], engine: DuckDBEngine) -> Elements:
    """Return a function that counts the elements of one register by domain."""
    (found,) = [i for i in indicators(MODELS) if i.indicator_id == "intangible_elements"]

    def counted(*rows: dict[str, Any]) -> dict[str, int]:
        core(("registry", "a", "1401", rows))
        engine.create_schema("indicators")
        engine.create_table("indicators", found.indicator_id, found.query)
        told = "SELECT domain, CAST(sum(numerator) AS BIGINT) FROM indicators.intangible_elements"
        return dict(engine.connection.execute(f"{told} WHERE basis = 'register' GROUP BY domain").fetchall())

    return counted


def entry(number: int, domain: str | None, **cells: Any) -> dict[str, Any]:
    return {
        "entry_id": str(number),
        "registry_kind": "intangible_element",
        "level": "national",
        "name_fa": "x",
        "area": "08",
        "domain": domain,
        **cells,
    }


def count(number: int, domain: str) -> dict[str, Any]:
    return entry(1000 + number, domain, registry_kind="intangible_element_count", count=number)


def test_elements_of_the_crafts_are_among_all_that_are_listed(elements: Elements) -> None:
    assert elements(entry(1, "crafts"), entry(2, "carpet"), entry(3, "all_culture")) == {
        "crafts": 1,
        "carpet": 1,
        "all_culture": 3,
    }


def test_a_number_of_the_crafts_is_among_all_that_are_listed(elements: Elements) -> None:
    assert elements(count(46, "crafts"), entry(1, "crafts"), entry(2, "all_culture")) == {
        "crafts": 46,
        "all_culture": 47,
    }


def test_a_register_of_the_crafts_alone_tells_nothing_of_all(elements: Elements) -> None:
    assert elements(entry(1, "crafts"), entry(2, None)) == {"crafts": 2}


def test_a_number_of_all_stands_as_it_was_told(elements: Elements) -> None:
    told = (count(90, "all_culture"), entry(1, "all_culture"), count(46, "crafts"))
    assert elements(*told) == {"crafts": 46, "all_culture": 90}


def test_an_element_of_two_lists_is_one_of_the_national_list(elements: Elements) -> None:
    assert elements(entry(1, "crafts"), entry(1, "crafts", level="world")) == {"crafts": 1}
