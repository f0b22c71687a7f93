"""Forecasts of a build: every series that a target or a headline asks for, and what came of its back-test.

Judged after suppression, so that nothing withheld can be reckoned back from a forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.analysis.forecasting.backtest import Score, forecast
from pipelines.analysis.forecasting.chances import TARGET_TYPES, chance_of
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.analysis.forecasting.rules import ForecastRules
from pipelines.analysis.forecasting.series import (
    KEY,
    Refusal,
    Series,
    grouped,
    series_of,
)  # fmt: skip
from pipelines.analysis.forecasting.told import Told, refusal_text, step_numbers
from pipelines.analysis.typed_rows import arrow_table
from pipelines.period import Period
from pipelines.period_names import period_name

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context
    from pipelines.modelling.models import Indicator

SEASON = {"Q": 4, "A": 1}
#: Places of a score.
SCORE = Decimal("0.0001")

#: Grain: one value. What a headline or a target asks for, of the bases and areas that are forecast.
WANTED = """
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period, v.basis, v.value, v.status,
  v.is_synthetic
FROM derived.indicator_values v
JOIN reference.areas a ON a.area_code = v.area_code
LEFT JOIN derived.indicators i ON i.indicator_id = v.indicator_id
WHERE v.breakdown = '' AND v.basis IN (SELECT unnest(?)) AND (
  (a.kind IN (SELECT unnest(?)) AND v.category = ''
    AND (i.headline IS NOT NULL OR v.indicator_id IN (SELECT indicator_id FROM core.targets)))
  OR EXISTS (
    SELECT 1 FROM core.targets t WHERE t.indicator_id = v.indicator_id AND t.area_code = v.area_code
      AND t.domain = v.domain AND t.category = v.category))
ORDER BY v.value_id
"""

SERIES_TYPES = {
    **dict.fromkeys(("series_id", *KEY), "VARCHAR"), "state": "VARCHAR", "reason": "VARCHAR", "first_period": "VARCHAR",
    "last_period": "VARCHAR", "observations": "INTEGER", "bridged": "INTEGER", "model": "VARCHAR",
    "model_fa": "VARCHAR", "model_en": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR",
    "value_ids": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
FORECAST_TYPES = {
    **dict.fromkeys(("series_id", *KEY, "period"), "VARCHAR"), "steps_ahead": "INTEGER",
    **dict.fromkeys(("point", "low80", "high80", "low95", "high95"), "DECIMAL(38,9)"), "unit": "VARCHAR",
    "model": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
SCORE_TYPES = {
    "series_id": "VARCHAR", "model": "VARCHAR", "mase": "DECIMAL(38,9)", "interval_score": "DECIMAL(38,9)",
    "coverage80": "DECIMAL(38,9)", "width_factor": "DECIMAL(38,9)", "tests": "INTEGER", "origins": "INTEGER",
    "is_chosen": "BOOLEAN", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def judge_forecasts(context: Context) -> int:
    """Build ``derived.forecast_series``, ``forecasts``, ``forecast_scores`` and ``forecast_targets``.

    Grain: one series; series × period; series × model; one target. Returns the rows of ``forecasts``.
    """
    engine, rules = context.engine, ForecastRules.load(context.models)
    known = {i.indicator_id: i for i in context.indicators}
    wanted = engine.query(WANTED, [list(rules.bases), list(rules.area_kinds)]).to_pylist()
    targets = engine.query("SELECT * FROM core.targets ORDER BY target_id").to_pylist()
    told: dict[tuple[str, ...], Told] = {}
    series_rows, forecast_rows, score_rows = [], [], []
    for key, rows in grouped(wanted).items():
        named = dict(zip(KEY, key, strict=True))
        indicator = known[named["indicator_id"]]
        history = series_of(rows, named["frequency"], indicator.kind, rules)
        synthetic = any(row["is_synthetic"] for row in rows)
        if isinstance(history, Refusal):
            series_rows.append(_refused(named, history, synthetic, rules))
            continue
        found = _foretell(named, indicator, history, synthetic, targets, rules)
        told[key] = found
        series_rows.append(_described(found, rules))
        forecast_rows += _steps(found)
        score_rows += [_scored(found, score) for score in found.forecast.scores]
    progress = engine.query("SELECT * FROM derived.target_progress ORDER BY target_id").to_pylist()
    measured = {row["target_id"]: row for row in progress}
    target_rows = [chance_of(t, measured.get(t["target_id"], {}), told, known, rules) for t in targets]
    engine.load_arrow("derived", "forecast_series", arrow_table(series_rows, SERIES_TYPES))
    engine.load_arrow("derived", "forecast_scores", arrow_table(score_rows, SCORE_TYPES))
    engine.load_arrow("derived", "forecast_targets", arrow_table(target_rows, TARGET_TYPES))
    return engine.load_arrow("derived", "forecasts", arrow_table(forecast_rows, FORECAST_TYPES))


def series_id(key: Mapping[str, str]) -> str:
    """Return the name of a series: its key, joined."""
    return "|".join(key[k] for k in KEY)


def _reach(
    key: Mapping[str, str], last: str, targets: Sequence[Mapping[str, Any]], rules: ForecastRules
) -> int:
    """Return how many steps to forecast: to the last target of the cell, within what may be said at all."""
    frequency = key["frequency"]
    cell = ("indicator_id", "area_code", "domain", "category")
    ends = [
        Period.parse(t["target_period"]).ending(frequency).place - Period.parse(last).place
        for t in targets if all((t[k] or "") == key[k] for k in cell)
    ]  # fmt: skip
    return min(max([rules.horizon[frequency], *ends]), rules.most_horizon[frequency])


def _foretell(
    key: Mapping[str, str], indicator: Indicator, history: Series, synthetic: bool,
    targets: Sequence[Mapping[str, Any]], rules: ForecastRules,
) -> Told:  # fmt: skip
    steps = _reach(key, history.last, targets, rules)
    found = forecast(
        [float(v) for v in history.values], SEASON[key["frequency"]], steps, rules, history.bridged
    )
    limits = Limits.of(indicator.unit, indicator.kind, indicator.decimals, rules.more_decimals)
    (low80, high80), (low95, high95) = found.bounds(0.8), found.bounds(0.95)
    published = steps_within(
        history.values[-1], list(found.points), list(low80), list(high80), list(low95), list(high95), limits
    )
    return Told(series_id(key), key, indicator, history, found, tuple(published), synthetic)


def _refused(
    key: Mapping[str, str], refusal: Refusal, synthetic: bool, rules: ForecastRules
) -> dict[str, Any]:
    sentences = {language: refusal_text(refusal, language, rules) for language in ("fa", "en")}
    return {
        **dict.fromkeys(SERIES_TYPES), **key, "series_id": series_id(key), "state": "refused", "reason": refusal.reason,
        "sentence_fa": sentences["fa"], "sentence_en": sentences["en"], "is_synthetic": synthetic,
    }  # fmt: skip


def _described(found: Told, rules: ForecastRules) -> dict[str, Any]:
    last, steps = found.history.last, found.steps
    period = found.period_at(len(steps))
    sentences = {
        language: rules.sentences["forecast"][language].format(
            period=period_name(period, language), **step_numbers(steps[-1], found.indicator, language)
        ) for language in ("fa", "en")
    }  # fmt: skip
    model = found.forecast.model
    return {
        **found.key, "series_id": found.series_id, "state": "forecast", "reason": None,
        "first_period": found.period_at(1 - len(found.history.values)),
        "last_period": last, "observations": len(found.history.values) - sum(found.history.bridged),
        "bridged": sum(found.history.bridged), "model": model, "model_fa": rules.models[model]["fa"],
        "model_en": rules.models[model]["en"], "sentence_fa": sentences["fa"], "sentence_en": sentences["en"],
        "value_ids": " ".join(found.history.value_ids), "is_synthetic": found.is_synthetic,
    }  # fmt: skip


def _steps(found: Told) -> list[dict[str, Any]]:
    return [
        {
            **found.key, "series_id": found.series_id, "period": found.period_at(ahead),
            "steps_ahead": ahead, "point": step.point, "low80": step.low80, "high80": step.high80, "low95": step.low95,
            "high95": step.high95, "unit": found.indicator.unit, "model": found.forecast.model,
            "is_synthetic": found.is_synthetic,
        } for ahead, step in enumerate(found.steps, 1)
    ]  # fmt: skip


def _scored(found: Told, score: Score) -> dict[str, Any]:
    def kept(value: float | None) -> Decimal | None:
        return None if value is None else Decimal(repr(value)).quantize(SCORE)

    return {
        "series_id": found.series_id, "model": score.model, "mase": kept(score.mase),
        "interval_score": kept(score.interval), "coverage80": kept(score.coverage), "width_factor": kept(score.factor),
        "tests": score.tests, "origins": score.origins, "is_chosen": score.model == found.forecast.model,
        "is_synthetic": found.is_synthetic,
    }  # fmt: skip
