"""The craft red list: its criteria, what is not known, and that nobody is told by what is left."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.craft_red_list import Line, hidden_cells, judged, red_list
from pipelines.configuration.errors import RuleError
from pipelines.configuration.red_list_rules import RedListFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.workspace import models_dir
from tests.spoiling import spoil

RULES = read_rules(models_dir(), RedListFile)
HEALTHY: dict[str, Any] = {
    "practitioners": 80,
    "median_age": 40,
    "under_35_share": Decimal("0.3"),
    "entrants": 9,
    "leavers": 5,
    "trainees": 16,
}
ROW: dict[str, Any] = {
    "area_code": "0806",
    "domain": "crafts",
    "craft_code": "C002",
    "period": "1404Q4",
    "practitioners": 80,
    "teachers": 0,
    "aged": 80,
    "median_age": 40,
    "under_35": 24,
    "entrants": 9,
    "leavers": 5,
    "trainees": 16,
    "area_kind": "county",
    "area_fa": "سیرجان",
    "area_en": "Sirjan",
    "parent_code": "08",
    "craft_fa": "گلیم‌بافی",
    "craft_en": "Kilim weaving",
    "group_code": "G01",
    "family": "kilim",
    "is_synthetic": False,
}


def state(**changed: Any) -> tuple[str, str | None]:
    found, criterion = judged({**HEALTHY, **changed}, RULES.criteria)
    return found, criterion.id if criterion else None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ("viable", None)),
        ({"practitioners": 9}, ("critically_endangered", "few_practitioners")),
        ({"practitioners": 10}, ("viable", None)),
        ({"trainees": 0, "entrants": 0, "leavers": 0}, ("critically_endangered", "nobody_follows")),
        ({"trainees": 0}, ("endangered", "no_training")),
        ({"median_age": 60, "under_35_share": Decimal("0.04")}, ("critically_endangered", "old_without_young")),
        ({"median_age": 60, "under_35_share": Decimal("0.05")}, ("endangered", "ageing")),
        ({"under_35_share": Decimal("0.14")}, ("endangered", "few_young")),
        ({"entrants": 5, "leavers": 6}, ("endangered", "shrinking")),
        ({"entrants": 5, "leavers": 5}, ("viable", None)),
    ],
)
def test_the_first_criterion_that_holds_decides(changed: dict[str, Any], told: tuple[str, str | None]) -> None:
    assert state(**changed) == told


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"under_35_share": None}, ("not_known", "few_young")),
        ({"leavers": None}, ("not_known", "shrinking")),
        # A certain danger stays one though another as heavy cannot be told, but not where a heavier one cannot.
        ({"leavers": None, "median_age": 55}, ("endangered", "ageing")),
        ({"median_age": 61, "under_35_share": None}, ("not_known", "old_without_young")),
        ({"practitioners": 9, "trainees": None, "entrants": None}, ("critically_endangered", "few_practitioners")),
        # One condition that does not hold is enough, whatever the other would say.
        ({"entrants": None, "leavers": None, "under_35_share": Decimal("0.1")}, ("endangered", "few_young")),
    ],
)
def test_what_is_not_told_decides_nothing(changed: dict[str, Any], told: tuple[str, str | None]) -> None:
    assert state(**changed) == told


def test_a_hidden_count_takes_state_and_figures_along() -> None:
    (row,) = red_list([{**ROW, "practitioners": 4, "aged": 4, "under_35": 4, "entrants": 4, "leavers": 0}], RULES, 5)
    told = {name: row[name] for name in ("practitioners", "under_35_share", "median_age", "entrants", "leavers")}
    assert (row["state"], row["criterion"], row["status"], set(told.values())) == (
        "not_known",
        "hidden",
        "suppressed",
        {None},
    )
    assert row["sentence_fa"] == (
        "شمار کسانی که در سیرجان به گلیم‌بافی می‌پردازند گفته نمی‌شود، تا کسی شناخته نشود؛ حال این رشته نامعلوم است "
        "(زمستان ۱۴۰۴)."
    )


def test_a_craft_is_told_in_both_languages() -> None:
    (row,) = red_list([{**ROW, "median_age": 52}], RULES, 5)
    assert row["sentence_en"] == "Kilim weaving in Sirjan is endangered: Half are fifty or older (winter 1404)."
    assert row["sentence_fa"] == "گلیم‌بافی در سیرجان در خطر است: نیمی پنجاه‌ساله و بیشترند (زمستان ۱۴۰۴)."
    assert (row["under_35_share"], row["trainees_per_practitioner"]) == (Decimal("0.30"), Decimal("0.2"))


@pytest.mark.parametrize(
    ("young", "aged", "told"), [(4, 80, None), (77, 80, None), (0, 80, Decimal("0.00")), (5, 9, None)]
)
def test_a_share_tells_of_no_single_person(young: int, aged: int, told: Decimal | None) -> None:
    (row,) = red_list([{**ROW, "under_35": young, "aged": aged}], RULES, 5)
    assert row["under_35_share"] == told


@given(st.lists(st.integers(1, 9), min_size=2, max_size=4))
def test_each_small_count_may_be_any_small_count(counts: list[int]) -> None:
    """Whoever knows the whole and what is shown finds one to four possible for each that is hidden for being small."""
    cells = {("0801", "crafts", f"C{n}"): (count, count < 5) for n, count in enumerate(counts)}
    hidden = sorted(hidden_cells(cells, [Line(None, tuple(cells))], 5))
    if len(hidden) == len(cells):
        return  # nothing is left to hide; the whole stands elsewhere
    rest = sum(cells[cell][0] for cell in hidden)
    fits = [guess for guess in product(range(1, rest + 1), repeat=len(hidden)) if sum(guess) == rest] if rest else []
    for place, cell in enumerate(hidden):
        if cells[cell][1]:
            assert {1, 2, 3, 4} <= {guess[place] for guess in fits}


def test_what_is_hidden_elsewhere_is_hidden_here() -> None:
    (row,) = red_list([{**ROW, "practitioners_withheld": True}], RULES, 5)
    assert (row["practitioners"], row["state"]) == (None, "not_known")
    (row,) = red_list([{**ROW, "under_35_withheld": True, "entrants_withheld": True}], RULES, 5)
    assert (row["practitioners"], row["under_35_share"], row["entrants"]) == (80, None, None)


def test_a_count_of_which_no_whole_is_published_binds_no_other() -> None:
    small = {**ROW, "craft_code": "C005", "family": None, "under_35": 3, "leavers": 3, "entrants": 3}
    told = {row["craft_code"]: row for row in red_list([ROW, small], RULES, 5)}
    assert told["C002"]["leavers"] == 5 and told["C005"]["leavers"] is None
    assert told["C002"]["under_35_share"] is None, "how many are under 35 in the county is published"
    carpet = [{**row, "domain": "carpet"} for row in (ROW, small)]
    assert {row["craft_code"]: row["entrants"] for row in red_list(carpet, RULES, 5)} == {"C002": 9, "C005": None}


def test_a_province_goes_along_where_it_would_tell_the_only_county() -> None:
    province, county = ("08", "crafts", "C1"), ("0801", "crafts", "C1")
    whole = Line(province, (county, ("0802", "crafts", "C1")))
    cells = {province: (10, False), county: (3, True), ("0802", "crafts", "C1"): (7, False)}
    assert hidden_cells(cells, [whole], 5) == {county, ("0802", "crafts", "C1")}
    assert hidden_cells({province: (3, True), county: (3, True)}, [whole], 5) == {province, county}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{measure: practitioners, below: 10}", "{measure: practitioners}", "either below or at_least is expected"),
        ("measure: median_age, at_least: 50", "measure: age, at_least: 50", "measure"),
        (
            "few_practitioners\n    state: critically_endangered",
            "few_practitioners\n    state: endangered",
            "stand first",
        ),
    ],
)
def test_faults_of_the_rules_are_told(models_copy: Path, old: str, new: str, said: str) -> None:
    spoil(models_copy, "rules/red_list.yaml", old, new)
    with pytest.raises(RuleError, match=said):
        read_rules(models_copy, RedListFile)
