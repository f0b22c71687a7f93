"""What would it take, and when: whole cases of targets, in numbers and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.analysis.county_weights import weights_of
from pipelines.analysis.required_rates import case_of
from pipelines.analysis.requirements import rows_of
from pipelines.configuration.analysis_rules import RequirementsFile
from pipelines.configuration.rules import read_rules

MODELS = Path(__file__).resolve().parents[2] / "models"
RULES = read_rules(MODELS, RequirementsFile)
TODAY = dt.date(2026, 11, 26)  # 1405-09-05


def indicator(**facts: Any) -> Any:
    common = {
        "indicator_id": "i",
        "unit": "persons",
        "kind": "cumulative",
        "direction": "up",
        "decimals": 0,
        "rollup": {"register": "province"},
    }
    return SimpleNamespace(**{**common, **facts})


def value(area: str, period: str, number: int | None, **more: Any) -> dict[str, Any]:
    kind = {"08": "province"}.get(area, "county")
    amount = None if number is None else Decimal(number)
    return {
        "value_id": f"{area}{period}",
        "area_code": area,
        "domain": "crafts",
        "category": "",
        "frequency": "Q",
        "period": period,
        "basis": "register",
        "value": amount,
        "numerator": amount,
        "denominator": None,
        "is_synthetic": False,
        "area_kind": kind,
        "parent_code": "08" if kind == "county" else "IR",
        "name_fa": "ش",
        "name_en": area,
        **more,
    }


def progress(**facts: Any) -> dict[str, Any]:
    return {
        "target_id": "T",
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "path": "linear",
        "period": "1405Q2",
        "basis": "register",
        "value": Decimal(1000),
        "baseline_period": "1400Q4",
        "baseline_value": Decimal(500),
        "target_value": Decimal(1900),
        "target_period": "1407Q4",
        "value_ids": "085",
        "is_synthetic": False,
        "status": "behind",
        "is_over": False,
        "is_stale": False,
        "age_months": 2,
        "arithmetic_fa": "حساب",
        "arithmetic_en": "the arithmetic",
        **facts,
    }


WORDS = {"fa": "نفر", "en": "persons"}
COUNTIES = [value(f"08{n:02d}", "1405Q2", 100) for n in range(1, 9)]


def rows(
    target: Mapping[str, Any],
    about: Any,
    values: list[dict[str, Any]],
    unit: str = "persons",
    kind: str | None = None,
) -> list[dict[str, Any]]:
    case = case_of(target, about, values, unit, WORDS, TODAY, RULES, kind)
    assert case is not None
    return rows_of(case, RULES)


def test_a_need_its_rate_and_its_shares() -> None:
    values = [value("08", "1404Q2", 960), value("08", "1405Q2", 1000), *COUNTIES]
    whole, *shares = rows(progress(), indicator(), values)
    assert (whole["need"], whole["per_quarter"], whole["per_month"], whole["per_week"]) == (900, 100, 34, 8)
    assert (whole["rate_quarter"], whole["at_this_rate"]) == (10, "period")
    assert whole["reached_period"] == "1427Q4", "ninety quarters"
    assert [r["part"] for r in shares] == ["share"] * 8 + ["rest"]
    assert [r["need"] for r in shares] == [90] * 8 + [180], "eight counties of 100, and 200 that are not published"
    for name in ("need", "per_quarter", "per_month", "per_week"):
        assert sum(r[name] for r in shares) == whole[name]


def test_few_published_counties_are_no_basis_for_shares() -> None:
    values = [value("08", "1405Q2", 1000), *COUNTIES[:7]]
    assert len(rows(progress(), indicator(), values)) == 1


def test_a_figure_that_no_sum_of_counties_makes_is_not_apportioned() -> None:
    values = [value("08", "1405Q2", 1000), *COUNTIES]
    assert len(rows(progress(), indicator(rollup={}), values)) == 1


def test_a_target_that_is_assessed_by_a_statement_is_apportioned_by_the_register() -> None:
    said = value("08", "1404Q4", 50_000, basis="reported")
    values = [said, value("08", "1405Q2", 1000), *COUNTIES]
    target = progress(basis="reported", period="1404Q4", value=Decimal(50_000), target_value=Decimal(51_000))
    whole, *shares = rows(target, indicator(), values)
    assert (whole["basis"], whole["need"]) == ("reported", 1000)
    assert {(r["basis"], r["period"]) for r in shares} == {("register", "1405Q2")}
    assert [r["need"] for r in shares] == [100] * 8 + [200]


def test_a_ratio_is_said_in_what_is_counted() -> None:
    now = value("08", "1405Q2", 0, value=Decimal("0.3"), numerator=Decimal(300), denominator=Decimal(1001))
    before = value("08", "1404Q2", 0, value=Decimal("0.26"), numerator=Decimal(260), denominator=Decimal(1000))
    target = progress(value=Decimal("0.3"), baseline_value=Decimal("0.2"), target_value=Decimal("0.5"))
    (whole,) = rows(target, indicator(unit="share", kind="ratio", decimals=1), [now, before])
    assert (whole["goal_value"], whole["need"]) == (501, 201), "half of 1,001 is 501 persons"
    assert (whole["rate_quarter"], whole["at_this_rate"], whole["reached_period"]) == (10, "period", "1410Q3")
    assert "50" in whole["sentence_en"] and "۲۰۱" in whole["sentence_fa"]


def test_counties_of_a_ratio_share_by_those_not_yet_counted() -> None:
    def county(area: str, numerator: int | None, denominator: int | None) -> dict[str, Any]:
        return value(area, "1405Q2", numerator, denominator=None if denominator is None else Decimal(denominator))

    whole = county("08", 300, 1000)
    found = weights_of([county("0801", 100, 400), county("0802", None, None)], whole, rising=True, as_ratio=True)
    assert found == {"0801": 300, "": 400}


def test_a_flow_has_to_reach_its_level_within_the_year() -> None:
    values = [value("08", p, n, frequency="A") for p, n in (("1403", 1000), ("1404", 1200))]
    target = progress(
        period="1404",
        baseline_period="1402",
        value=Decimal(1200),
        target_period="1407",
        target_value=Decimal(2000),
    )
    (whole,) = rows(target, indicator(kind="flow"), values)
    assert (whole["per_quarter"], whole["per_month"], whole["per_week"]) == (500, 167, 39)
    assert (whole["rate_quarter"], whole["best_quarter"]) == (300, 300)
    assert (whole["at_this_rate"], whole["reached_period"]) == ("period", "1408"), "200 more each year"


def test_what_it_takes_agrees_with_the_state_of_the_target() -> None:
    values = [value("08", "1404Q2", 1100), value("08", "1405Q2", 1000)]
    (never,) = rows(progress(status="off_track"), indicator(), values)
    assert (never["state"], never["at_this_rate"]) == ("needed", "never") and "never" in never["sentence_en"]
    over = progress(target_period="1405Q2", status="missed", is_over=True)
    (missed,) = rows(over, indicator(), values)
    assert (missed["state"], missed["need"], missed["per_month"]) == ("missed", 900, None)
    assert "it was missed" in missed["sentence_en"] and "نرسیده" in missed["sentence_fa"]
    (reached,) = rows(progress(target_value=Decimal(900), status="reached"), indicator(), values)
    assert (reached["state"], reached["need"], reached["at_this_rate"]) == ("reached", 0, "reached")
    (unknown,) = rows({**over, "status": "not_available"}, indicator(), values)
    assert (unknown["state"], unknown["need"], unknown["at_this_rate"]) == ("unmeasured", None, "unknown")
    assert unknown["sentence_en"] == "the arithmetic", "the target's own sentence says why"


@pytest.mark.parametrize(("before", "shape"), [(1100, "linear"), (1000, "steps"), (995, "milestones")])
def test_what_is_on_its_path_is_never_said_to_be_out_of_reach(before: int, shape: str) -> None:
    values = [value("08", "1404Q2", before), value("08", "1405Q2", 1000)]
    (whole,) = rows(progress(status="on_track", path=shape), indicator(), values)
    assert (whole["at_this_rate"], whole["reached_period"]) == ("slower", None)
    assert "never" not in whole["sentence_en"] and "هرگز" not in whole["sentence_fa"]
    assert "is on its path" in whole["sentence_en"] and "در مسیر" in whole["sentence_fa"]


def test_what_is_behind_and_catching_up_says_both() -> None:
    values = [value("08", "1404Q2", 200), value("08", "1405Q2", 1000)]
    (whole,) = rows(progress(status="behind"), indicator(), values)
    assert (whole["at_this_rate"], whole["reached_period"]) == ("period", "1406Q3")
    assert "behind its path, yet" in whole["sentence_en"] and "عقب" in whole["sentence_fa"]


def test_a_figure_of_long_ago_says_what_is_missing_and_no_pace_of_today() -> None:
    values = [value("08", "1399Q4", 900), value("08", "1400Q4", 1000)]
    target = progress(period="1400Q4", status="not_available", is_stale=True, age_months=56)
    (whole,) = rows(target, indicator(), values)
    assert (whole["state"], whole["need"], whole["is_stale"]) == ("needed", 900, True)
    assert (whole["rate_quarter"], whole["at_this_rate"]) == (None, "unknown")
    assert "of winter 1400, ⁦56⁩ months old" in whole["sentence_en"] and "۵۶" in whole["sentence_fa"]


def test_nothing_measured_is_no_case() -> None:
    assert case_of(progress(value=None), indicator(), [], "persons", WORDS, TODAY, RULES) is None


def test_a_small_need_is_said_by_the_months_for_each() -> None:
    values = [value("08", "1405Q2", 1)]
    (whole,) = rows(progress(value=Decimal(1), baseline_value=Decimal(0), target_value=Decimal(3)), indicator(), values)
    assert "one every ⁦13⁩ months" in whole["sentence_en"]


def test_less_than_one_a_month_or_week_is_not_rounded_up_to_one() -> None:
    values = [value("08", "1405Q2", 46)]
    (whole,) = rows(
        progress(value=Decimal(46), baseline_value=Decimal(40), target_value=Decimal(60)), indicator(), values
    )
    assert (whole["per_quarter"], whole["per_month"], whole["per_week"]) == (2, None, None)
    assert "a quarter" in whole["sentence_en"] and "a month" not in whole["sentence_en"]
    (whole,) = rows(
        progress(value=Decimal(46), baseline_value=Decimal(40), target_value=Decimal(90)), indicator(), values
    )
    assert (whole["per_quarter"], whole["per_month"], whole["per_week"]) == (5, 2, None)
    assert "a month" in whole["sentence_en"] and "a week" not in whole["sentence_en"]
    assert "هفته" not in whole["sentence_fa"]


def test_a_flow_of_less_than_one_a_quarter_is_said_by_its_year() -> None:
    values = [value("08", "1404", 1, frequency="A")]
    target = progress(
        period="1404",
        baseline_period="1402",
        baseline_value=Decimal(0),
        value=Decimal(1),
        target_period="1407",
        target_value=Decimal(3),
    )
    (whole,) = rows(target, indicator(kind="flow"), values)
    assert (whole["per_quarter"], whole["per_month"], whole["per_week"]) == (None, None, None)
    assert "⁦3⁩ persons are needed in that period" in whole["sentence_en"]


def uptake(period: str, paid: int, notified: int) -> dict[str, Any]:
    amounts = {"value": Decimal(paid) / notified, "numerator": Decimal(paid), "denominator": Decimal(notified)}
    return value("08", period, 0, frequency="A", **amounts)


def of_uptake(values: list[dict[str, Any]], period: str, due: str) -> dict[str, Any]:
    now = next(v["value"] for v in values if v["period"] == period)
    facts = {"baseline_period": "1400", "baseline_value": Decimal(0), "target_value": Decimal("0.8"), "value": now}
    target = progress(period=period, target_period=due, **facts)
    (whole,) = rows(target, indicator(unit="share", kind="ratio", decimals=1), values, "IRR", "flow_ratio")
    return whole


MILLIARD = 10**9


def test_a_yearly_share_of_flows_is_told_within_its_year() -> None:
    """Eighty per cent of 220 milliard are 176 in the year of the target, wherever today lies before it."""
    whole = of_uptake([uptake("1404", 100 * MILLIARD, 220 * MILLIARD)], "1404", "1407")
    assert (whole["need"], whole["per_quarter"]) == (176 * MILLIARD, 44 * MILLIARD), "never over nine quarters"
    text = whole["sentence_en"].replace("\u2066", "").replace("\u2069", "")
    assert "To reach 80% in 1407, 44 billion rials a quarter" in text
    assert "The whole is taken as it was in 1404, 220 billion rials." in text
    assert "۴۴" in whole["sentence_fa"] and "میلیارد ریال" in whole["sentence_fa"]


def test_of_the_year_that_runs_what_is_left_is_told_within_what_remains() -> None:
    whole = of_uptake([uptake("1405", 80 * MILLIARD, 220 * MILLIARD)], "1405", "1405")
    assert (whole["need"], whole["quarters_left"], whole["months_left"]) == (96 * MILLIARD, 1, 3)
    assert (whole["per_quarter"], whole["per_month"]) == (96 * MILLIARD, 32 * MILLIARD)
    text = whole["sentence_en"].replace("\u2066", "").replace("\u2069", "")
    assert "of which 3 full months are left, 96 more billion rials are needed; 32 a month." in text
    assert "۳۲ در هر ماه" in whole["sentence_fa"].replace("\u2066", "").replace("\u2069", "")


def test_of_a_flow_that_has_to_fall_nothing_is_to_be_brought() -> None:
    values = [value("08", "1404", 28, frequency="A")]
    facts = {
        "baseline_period": "1402",
        "baseline_value": Decimal(30),
        "value": Decimal(28),
        "target_value": Decimal(10),
    }
    (whole,) = rows(progress(period="1404", target_period="1407", **facts), indicator(kind="flow"), values)
    assert (whole["need"], whole["per_quarter"], whole["per_month"]) == (18, None, None)
    assert "no more than ⁦10⁩ persons" in whole["sentence_en"] and "نباید" in whole["sentence_fa"]
