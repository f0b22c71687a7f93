"""Indicators as lines: in which order they stand, and that they are found however their letters are typed."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.address import Address
from dashboards.data.indicator_lines import STATES, Line, growth, matches, severity
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.pages.indicators.page import finding
from pipelines.foundation.persian import without_direction_marks


def line(state: str = "no_target", *, ratio: float | None = None, headline: int | None = None, **told: Any) -> Line:
    definition = {
        "indicator_id": "licence_coverage",
        "title_fa": "پوشش پروانهٔ تولید",
        "title_en": "Licence coverage",
        "definition_fa": "هنرمندان دارای پروانه تقسیم بر هنرمندان صنایع‌دستی",
        "definition_en": "Licensed artisans divided by artisans",
        "headline": headline,
    }
    progress = {"gain_ratio": ratio, "gap": told.pop("gap", None)} if ratio is not None or "gap" in told else None
    return Line(definition, None, state, progress, None, **told)


def test_the_worst_state_stands_first():
    found = sorted([line(state) for state in reversed(STATES)], key=severity)
    assert [one.state for one in found] == list(STATES)


def test_of_one_state_what_gained_least_of_what_was_expected_stands_first():
    found = sorted([line("behind", ratio=0.9), line("behind", ratio=0.61), line("behind", ratio=0.7)], key=severity)
    assert [one.progress["gain_ratio"] for one in found if one.progress] == [0.61, 0.7, 0.9]


def test_a_ratio_that_is_no_number_stands_last():
    found = sorted([line("on_track", ratio=float("nan")), line("on_track", ratio=1.2)], key=severity)
    assert found[0].progress is not None and found[0].progress["gain_ratio"] == 1.2


def test_of_what_has_no_target_the_headlines_stand_first():
    found = sorted([line(), line(headline=2), line(headline=1)], key=severity)
    assert [one.definition["headline"] for one in found] == [1, 2, None]


@pytest.mark.parametrize(
    "words",
    [
        "پروانه تولید",
        "پروانهٔ‌ تولید",
        "صنايع دستي",  # the Arabic yeh of many keyboards
        "صنایع‌دستی",
        "LICENCE",
        "licence coverage",
        "هنرمندان پروانه",
    ],
)
def test_a_search_finds_what_is_typed_in_any_way(words):
    assert matches(line(), words)


def test_a_search_wants_every_word():
    assert not matches(line(), "پروانه صادرات")


def test_a_gap_that_is_no_number_is_none():
    assert line("behind", gap=float("nan")).gap is None
    assert line("behind", gap=-3).gap == -3


@pytest.mark.parametrize(
    ("change", "unit", "before", "expected"),
    [
        (50, "persons", 100, 0.5),
        (-50, "persons", 100, -0.5),
        (5, "percentage_points", 0.5, 0.1),
        (5, "persons", 0, None),
        (None, "persons", 100, None),
    ],
)
def test_changes_of_unlike_units_are_put_in_order_by_what_they_are_of(change, unit, before, expected):
    found = growth(line(change={"change": change, "change_unit": unit, "other_value": before}))
    assert found == (pytest.approx(expected) if expected is not None else None)


@pytest.mark.parametrize(
    ("states", "persian", "english"),
    [
        (["no_target"] * 3, "۳ شاخص؛ هنوز هیچ‌کدام هدف مصوب ندارد", "3 indicators; none has an adopted target yet"),
        (
            ["behind", "no_target"],
            "۲ شاخص؛ یکی هدف مصوب دارد و عقب است",
            "2 indicators; 1 has an adopted target and it is behind",
        ),
        (
            ["on_track", "no_target"],
            "۲ شاخص؛ یکی هدف مصوب دارد و عقب نیست",
            "2 indicators; 1 has an adopted target and it is not behind",
        ),
        (
            ["on_track", "reached", "hidden"],
            "۳ شاخص؛ ۲ شاخص هدف مصوب دارد و هیچ‌کدام عقب نیست",
            "3 indicators; 2 have an adopted target and none is behind",
        ),
        (
            ["off_track", "on_track", "unmeasured"],
            "۳ شاخص؛ ۳ شاخص هدف مصوب دارد و یکی عقب است",
            "3 indicators; 3 have an adopted target and 1 is behind",
        ),
        (
            ["missed", "off_track", *["no_target"] * 10],
            "۱۲ شاخص؛ ۲ شاخص هدف مصوب دارد و ۲ تا عقب است",
            "12 indicators; 2 have an adopted target and 2 are behind",
        ),
    ],
)
def test_the_title_of_the_list_is_its_finding(states, persian, english):
    found = [line(state) for state in states]
    for code, words in (("fa", persian), ("en", english)):
        view = View(Address("indicators", Language(code)), None)  # type: ignore[arg-type]
        assert without_direction_marks(finding(view, found)) == words
