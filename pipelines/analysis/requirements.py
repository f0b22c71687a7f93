"""What it would take to reach each target, by county where counties make up the whole; and when, at this pace.

For a ratio what is needed is said in what is counted (licences, not percentage points), its denominator as last
measured. A flow has to reach its level within the target's period; anything else has to gain what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.county_shares import sharing_key
from pipelines.analysis.measurements import in_frequency
from pipelines.analysis.pace import (
    Pace,
    TimeLeft,
    flow_pace,
    level_pace,
    per,
    period_after,
    reached_in,
    rounded_up,
    shared_out,
)  # fmt: skip
from pipelines.analysis.status import Measurement, frequency_of
from pipelines.analysis.typed_rows import arrow_table
from pipelines.analysis.wording import number
from pipelines.configuration.judging_rules import RequirementsFile
from pipelines.configuration.rules import read_rules
from pipelines.period import Period
from pipelines.period_names import period_name

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context
    from pipelines.modelling.models import Indicator

LANGUAGES = ("fa", "en")
TYPES = {
    "target_id": "VARCHAR", "part": "VARCHAR", "area_code": "VARCHAR", "state": "VARCHAR", "unit": "VARCHAR",
    **dict.fromkeys(("current_value", "goal_value", "need"), "DECIMAL(38,9)"),
    **dict.fromkeys(("quarters_left", "months_left", "weeks_left"), "INTEGER"),
    **dict.fromkeys(("per_quarter", "per_month", "per_week", "pace_quarter", "best_quarter"), "DECIMAL(38,9)"),
    "best_period": "VARCHAR", "at_this_pace": "VARCHAR", "reached_period": "VARCHAR", "period": "VARCHAR",
    "basis": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "value_ids": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}  # fmt: skip
#: Grain: one value without a breakdown of its own, of a target's cell or of a county within the target's area.
VALUES = """
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period, v.basis, v.value,
  v.numerator, v.denominator, v.is_synthetic, a.kind AS area_kind, a.parent_code, a.name_fa, a.name_en
FROM derived.indicator_values v LEFT JOIN reference.areas a ON a.area_code = v.area_code
WHERE v.indicator_id IN (SELECT indicator_id FROM core.targets)
ORDER BY v.value_id
"""


@dataclass(frozen=True, slots=True)
class RequirementRules:
    """The few numbers of ``models/rules/requirements.yaml``, and its sentences."""

    pace_quarters: int
    most_years: int
    weeks_of_quarter: int
    least_counties: int
    sentences: Mapping[str, Mapping[str, str]]
    others: Mapping[str, str]

    @classmethod
    def load(cls, models: Path) -> RequirementRules:
        """Read the rules; raises :class:`RuleError` with the place."""
        return cls(**read_rules(models, RequirementsFile).model_dump())


@dataclass(frozen=True, slots=True)
class Counted:
    """A target in what is counted: where it stands, where it has to be, and its history, oldest first."""

    current: Decimal
    goal: Decimal
    direction: int
    places: int
    history: Sequence[Measurement]

    @property
    def need(self) -> Decimal:
        """What is missing, rounded up; zero when the goal is reached."""
        return max(rounded_up((self.goal - self.current) * self.direction, self.places), Decimal(0))


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed a quarter, a month and a week; None where no whole one is left or less than one falls on each."""

    per_quarter: Decimal | None
    per_month: Decimal | None
    per_week: Decimal | None


@dataclass(frozen=True, slots=True)
class Case:
    """One target with all that is known about it."""

    target: Mapping[str, Any]
    indicator: Indicator
    unit: str
    counted: Counted
    values: Sequence[Mapping[str, Any]]
    words: Mapping[str, str]
    left: TimeLeft
    weights: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_flow(self) -> bool:
        """Whether the target asks for a level of what comes in a period, not for a sum or a stock."""
        return self.indicator.kind == "flow" and self.target["path"] != "cumulative"


def needs_of(case: Case, rules: RequirementRules) -> Needs:
    """Return what is needed a quarter, month and week, rounded up.

    A flow's year is spread evenly over its own quarters, months and weeks; anything else over the time that is left.
    """
    counted, left = case.counted, case.left
    if not case.is_flow:
        return Needs(
            *(per(counted.need, n, counted.places) for n in (left.quarters, left.months, left.weeks))
        )
    whole = Period.parse(case.target["target_period"])
    quarters = len(whole.quarters)
    parts = (quarters, len(whole.months), quarters * rules.weeks_of_quarter)
    return Needs(*(per(counted.goal, n, counted.places) for n in parts))


def pace_of(case: Case, rules: RequirementRules) -> Pace | None:
    """Return the present pace and the best so far, in what is counted."""
    counted = case.counted
    if case.is_flow:
        return flow_pace(counted.history, rules.pace_quarters)
    return level_pace(counted.history, counted.direction, rules.pace_quarters)


def when(case: Case, rules: RequirementRules) -> tuple[str, str | None]:
    """Return whether and in which period the goal is reached if the present gain goes on.

    A flow gains from year to year; a level from quarter to quarter. The gain counts from the newest measurement.
    """
    counted = case.counted
    if counted.need == 0:
        return "reached", None
    gain = level_pace(counted.history, counted.direction, rules.pace_quarters)
    if gain is None:
        return "unknown", None
    quarters = reached_in(counted.need, gain.present, rules.most_years * 4)
    if quarters is None:
        return "never", None
    last = counted.history[-1].period
    reached = Period.parse(period_after(last, quarters))
    return "period", reached.ending(frequency_of(last)).key


def judge_requirements(context: Context) -> int:
    """Build ``derived.requirements``; return its rows. Grain: target × part (the whole, a county, the rest)."""
    engine, rules = context.engine, RequirementRules.load(context.models)
    known = {i.indicator_id: i for i in context.indicators}
    units = {r["unit"]: r for r in engine.query("SELECT * FROM reference.units").to_pylist()}
    values: dict[str, list[Mapping[str, Any]]] = {}
    for row in engine.query(VALUES).to_pylist():
        values.setdefault(row["indicator_id"], []).append(row)
    rows: list[dict[str, Any]] = []
    for target in engine.query("SELECT * FROM derived.target_progress ORDER BY target_id").to_pylist():
        indicator = known.get(target["indicator_id"])
        unit = unit_of(indicator, known) if indicator else ""
        words = {language: (units.get(unit) or {}).get(f"title_{language}") or unit for language in LANGUAGES}
        case = case_of(
            target, indicator, values.get(target["indicator_id"], []), unit, words, context.today, rules
        )
        rows += rows_of(case, rules) if case else [_unmeasured(target, indicator, unit, rules)]
    return engine.load_arrow("derived", "requirements", arrow_table(rows, TYPES))


def unit_of(indicator: Indicator, known: Mapping[str, Indicator]) -> str:
    """Return the unit in which a need is said: of a ratio the unit of what is counted, if its parts share one."""
    if indicator.kind != "ratio":
        return indicator.unit
    parts = {known[name].unit for name in indicator.depends_on if name in known}
    return parts.pop() if len(parts) == 1 else ""


def case_of(
    target: Mapping[str, Any], indicator: Indicator | None, values: Sequence[Mapping[str, Any]], unit: str,
    words: Mapping[str, str], today: date, rules: RequirementRules,
) -> Case | None:  # fmt: skip
    """Return a target in what is counted, or None while nothing is measured."""
    if indicator is None or target["value"] is None:
        return None
    frequency = frequency_of(target["period"])
    same = [
        v for v in values if v["domain"] == target["domain"] and v["category"] == target["category"]
        and v["basis"] == target["basis"]
    ]  # fmt: skip
    own = [v for v in same if v["area_code"] == target["area_code"]]
    began = target["baseline_value"]
    rising = target["target_value"] >= began if began is not None else indicator.direction != "down"
    now = next((v for v in own if v["period"] == target["period"] and v["frequency"] == frequency), None)
    counts = indicator.kind == "ratio" and now is not None and now["denominator"] is not None
    if counts and now is not None:
        own = [{**v, "value": v["numerator"]} for v in own]
        goal = (target["target_value"] * now["denominator"]).to_integral_value(
            ROUND_CEILING if rising else ROUND_FLOOR
        )
        current = now["numerator"]
    else:
        goal, current = target["target_value"], target["value"]
        unit, words = indicator.unit, words if indicator.kind != "ratio" else {"fa": "", "en": ""}
    history = sorted(in_frequency(own, frequency, indicator.kind), key=lambda m: m.period)
    if target["path"] == "cumulative":
        history = _running(history, target)
    places = 4 if unit == "share" else 0
    counted = Counted(current, goal, 1 if rising else -1, places, history)
    everywhere = [
        v for v in values if v["domain"] == target["domain"] and v["category"] == target["category"]
    ]
    counties, weights = sharing_key(everywhere, target, indicator.rollup, rising=rising, as_ratio=counts)
    if unit == "share" or sum(1 for area in weights if area) < rules.least_counties:
        counties, weights = [], {}
    return Case(
        target, indicator, unit, counted, counties, words, TimeLeft.until(target["target_period"], today), weights
    )  # fmt: skip


def _running(history: Sequence[Measurement], target: Mapping[str, Any]) -> list[Measurement]:
    total, found = target["baseline_value"] or Decimal(0), []
    for m in history:
        if Period.parse(m.period) > Period.parse(target["baseline_period"]):
            total += m.value
            found.append(Measurement(m.period, total, m.basis, m.value_ids))
    return found


def rows_of(case: Case, rules: RequirementRules) -> list[dict[str, Any]]:
    """Return the row of the whole and of each part; the parts of every number sum exactly to the whole."""
    counted, needs, pace = case.counted, needs_of(case, rules), pace_of(case, rules)
    state, reached = when(case, rules)
    over = case.left.weeks == 0 and case.left.months == 0 and counted.need > 0
    whole = {
        **dict.fromkeys(TYPES), "target_id": case.target["target_id"], "part": "whole",
        "area_code": case.target["area_code"], "state": "past" if over else "reached" if counted.need == 0 else "needed",
        "unit": case.unit, "current_value": counted.current, "goal_value": counted.goal, "need": counted.need,
        "quarters_left": case.left.quarters, "months_left": case.left.months, "weeks_left": case.left.weeks,
        "pace_quarter": pace.present if pace else None, "best_quarter": pace.best if pace else None,
        "best_period": pace.best_period if pace else None, "at_this_pace": state, "reached_period": reached,
        "period": case.target["period"], "basis": case.target["basis"], "value_ids": case.target["value_ids"],
        "is_synthetic": case.target["is_synthetic"],
    }  # fmt: skip
    if not over:
        whole |= {k: getattr(needs, k) for k in ("per_quarter", "per_month", "per_week")}
    whole |= {
        f"sentence_{lang}": _sentence(case, needs, pace, (state, reached), over, lang, rules)
        for lang in LANGUAGES
    }
    if counted.need == 0 or over or not case.weights:
        return [whole]
    return [whole, *_shares(case, whole, rules)]


def _shares(case: Case, whole: Mapping[str, Any], rules: RequirementRules) -> list[dict[str, Any]]:
    split = {
        name: shared_out(whole[name], case.weights, case.counted.places)
        for name in ("need", "per_quarter", "per_month", "per_week") if whole[name] is not None
    }  # fmt: skip
    names = {v["area_code"]: v for v in case.values}
    found = []
    for area in sorted(case.weights, key=lambda code: (code == "", code)):
        row = {
            **dict.fromkeys(TYPES), **{k: whole[k] for k in ("target_id", "state", "unit")},
            "period": case.values[0]["period"], "basis": case.values[0]["basis"],
            "part": "share" if area else "rest", "area_code": area or case.target["area_code"],
            **{k: whole[k] for k in ("quarters_left", "months_left", "weeks_left")},
            "is_synthetic": whole["is_synthetic"] or any(v["is_synthetic"] for v in case.values),
            **{name: parts[area] for name, parts in split.items()},
            "current_value": names[area]["value"] if area else None,
            "value_ids": names[area]["value_id"] if area else None,
        }  # fmt: skip
        for language in LANGUAGES:
            wording = "share_slow" if row["per_month"] is None else "share"
            row[f"sentence_{language}"] = rules.sentences[wording][language].format(
                area=names[area][f"name_{language}"] if area else rules.others[language], unit=case.words[language],
                need=_said(row["need"], case, language), per_month=_said(row["per_month"], case, language),
            )  # fmt: skip
        found.append(row)
    return found


def _said(value: Decimal | None, case: Case, language: str, decimals: int = 0) -> str:
    if value is None:
        return "—"
    return number(value, case.unit, 1 if case.unit == "share" else decimals, language)


def _sentence(
    case: Case, needs: Needs, pace: Pace | None, end: tuple[str, str | None], over: bool, language: str,
    rules: RequirementRules,
) -> str:  # fmt: skip
    texts = {name: text[language] for name, text in rules.sentences.items()}
    target, indicator = case.target, case.indicator
    facts = {
        "target": number(target["target_value"], indicator.unit, indicator.decimals, language),
        "value": number(target["value"], indicator.unit, indicator.decimals, language),
        "target_period": period_name(target["target_period"], language), "unit": case.words[language],
        "need": _said(case.counted.need, case, language), "goal": _said(case.counted.goal, case, language),
        **{k: _said(getattr(needs, k), case, language) for k in ("per_quarter", "per_month", "per_week")},
        "each": number(Decimal(case.left.months // max(int(case.counted.need), 1)), "", 0, language),
    }  # fmt: skip
    finer = _finer(needs)
    facts["finer"] = texts[finer].format(**facts) if finer else ""
    if case.counted.need == 0:
        return texts["reached"].format(**facts)
    if over:
        return texts["past"].format(**facts)
    parts = [texts[_wording(case, needs)].format(**facts)]
    parts.append(texts["no_pace"] if pace is None else texts["pace"].format(
        pace=_said(pace.present, case, language, 1), best=_said(pace.best, case, language, 1),
        best_period=period_name(pace.best_period, language),
    ))  # fmt: skip
    if end[0] == "period":
        parts.append(texts["when"].format(period=period_name(str(end[1]), language)))
    elif end[0] == "never":
        parts.append(texts["never"])
    return " ".join(parts)


def _finer(needs: Needs) -> str | None:
    """Return which words tell what is needed in less than a quarter."""
    if needs.per_month is None:
        return None
    return "month_only" if needs.per_week is None else "month_and_week"


def _wording(case: Case, needs: Needs) -> str:
    """Return which sentence fits: a need of fewer than one in two months is said by how many months there are for each."""
    if case.is_flow:
        return "flow_slow" if needs.per_quarter is None else "flow"
    return "level_slow" if case.counted.places == 0 and case.counted.need * 2 <= case.left.months else "level"


def _unmeasured(
    target: Mapping[str, Any], indicator: Indicator | None, unit: str, rules: RequirementRules
) -> dict[str, Any]:
    said = (indicator.unit, indicator.decimals) if indicator else (unit, 0)
    texts = {
        f"sentence_{language}": rules.sentences["unmeasured"][language].format(
            target=number(target["target_value"], *said, language)
        ) for language in LANGUAGES
    }  # fmt: skip
    return {
        **dict.fromkeys(TYPES), "target_id": target["target_id"], "part": "whole", "area_code": target["area_code"],
        "state": "unmeasured", "unit": unit, "at_this_pace": "unknown", "is_synthetic": target["is_synthetic"], **texts,
    }  # fmt: skip
