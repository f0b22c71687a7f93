"""What charts draw between the newest value and the periods to come, without a browser."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.address import Address
from dashboards.charts import ahead
from dashboards.charts.colours import palette
from dashboards.charts.words import position
from dashboards.data.view import View
from dashboards.language.language import Language
from pipelines.foundation.period import Period


class Told(View):
    """A view without published tables: values are said as they are."""

    def shown(self, row: Any, *, decimals: int | None = None) -> Any:
        return self._written(row["value"], "", "", 0)

    def unit(self, code: str | None, count: Any = None) -> str:
        return ""


def view(code: str = "fa") -> View:
    return Told(Address("indicators", Language("en" if code == "en" else "fa")), tables=None)  # type: ignore[arg-type]


def coming(first: str, count: int = 3) -> list[dict[str, Any]]:
    numbers = {"point": 40, "low80": 30, "high80": 50, "low95": 20, "high95": 60}
    return [
        {
            "period": Period.parse(first).after(n).key,
            "indicator_id": "i",
            "unit": "persons",
            **{k: Decimal(v) for k, v in numbers.items()},
        }
        for n in range(count)
    ]


LAST = {"period": "1404Q4", "value": Decimal(39), "status": "final"}


@pytest.mark.parametrize(
    ("last", "first", "between"),
    [
        ("1404Q4", "1405Q1", []),
        ("1404Q4", "1405Q3", ["1405Q1", "1405Q2"]),
        ("1403", "1404Q3", ["1404Q1", "1404Q2"]),
        ("1402", "1405", ["1403", "1404"]),
    ],
)
def test_what_is_over_and_was_not_measured_lies_between(last: str, first: str, between: list[str]) -> None:
    assert ahead.unmeasured_between(last, first) == between


@pytest.mark.parametrize(("code", "words"), [("fa", "اندازه‌گیری‌نشده"), ("en", "Not measured")])
def test_the_fan_stands_apart_from_a_newest_value_that_is_old(code: str, words: str) -> None:
    figure = go.Figure()
    ahead.forecast_fan(figure, view(code), LAST, coming("1405Q3"), 70, palette("light"))
    assert any(words in note.text for note in figure.layout.annotations)
    hatched, *fan = figure.data
    assert hatched.marker.pattern.shape == "/" and hatched.y == (70,)
    half = hatched.width / 2
    assert (hatched.x[0] - half, hatched.x[0] + half) == (position("1405Q1"), position("1405Q3"))
    assert all(min(part.x) == position("1405Q3") for part in fan), "nothing is drawn before today"


def test_the_fan_begins_at_a_newest_value_that_is_new() -> None:
    figure = go.Figure()
    ahead.forecast_fan(figure, view(), LAST, coming("1405Q1"), 70, palette("light"))
    assert [note.text for note in figure.layout.annotations if "اندازه" in note.text] == []
    assert all(min(part.x) == position("1404Q4") for part in figure.data)
