"""Forecast every series that a target or a headline asks for, and keep what came of its back-test.

What is forecast are values after suppression, so that nothing withheld can be reckoned back from a forecast. A series
whose intervals do not cover at earlier origins what they claim is refused. What is told begins with the period that the
day of the build lies in: a period that is over and was not measured is no forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.analysis.forecasting.backtest import Score, forecast
from pipelines.analysis.forecasting.chances import chance_of
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.analysis.forecasting.series import KEY, Refusal, Series, grouped, series_of
from pipelines.analysis.forecasting.series_forecast import (
    SeriesForecast,
    backtest_numbers,
    refusal_text,
    step_numbers,
)
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.modelling.making import Inputs
from pipelines.modelling.models import Indicator

Row = dict[str, Any]
LANGUAGES = ("fa", "en")
SEASON = {"Q": 4, "A": 1}
#: Places of a score.
SCORE = Decimal("0.0001")
CELL = ("indicator_id", "area_code", "domain", "category")
#: What a series that is refused has not.
OF_A_FORECAST = (
    "first_period",
    "last_period",
    "observations",
    "bridged",
    "model",
    "model_fa",
    "model_en",
    "coverage80",
    "coverage95",
    "tests",
    "value_ids",
)


def forecasts(inputs: Inputs) -> Mapping[str, list[Row]]:
    """Return forecasts (grain: series × period), series, scores (series × model) and chances of targets (target)."""
    rules = read_rules(inputs.models, ForecastFile)
    known = {i.indicator_id: i for i in inputs.indicators}
    targets = sorted(inputs.rows("core.targets"), key=lambda t: str(t["target_id"]))
    found: dict[tuple[str, ...], SeriesForecast] = {}
    refused: dict[tuple[str, ...], Refusal] = {}
    series: list[Row] = []
    for key, rows in grouped(inputs.asked()).items():
        named = dict(zip(KEY, key, strict=True))
        indicator = known[named["indicator_id"]]
        history = series_of(rows, named["frequency"], indicator.kind, rules)
        synthetic = any(row["is_synthetic"] for row in rows)
        told = (
            history
            if isinstance(history, Refusal)
            else _forecast(named, indicator, history, synthetic, targets, rules, inputs.today)
        )
        if isinstance(told, Refusal):
            refused[key] = told
            series.append(_refused(named, told, synthetic, rules))
        else:
            found[key] = told
            series.append(_described(told, rules))
    progress = {row["target_id"]: row for row in inputs.rows("derived.target_progress")}
    return {
        "forecast_series": series,
        "forecasts": [row for one in found.values() for row in _steps(one)],
        "forecast_scores": [_scored(one, s) for one in found.values() for s in one.forecast.scores],
        "forecast_targets": [chance_of(t, progress[t["target_id"]], found, known, rules, refused) for t in targets],
    }


def series_id(key: Mapping[str, str]) -> str:
    """Return the name of a series: its key, joined."""
    return "|".join(key[k] for k in KEY)


def _reach(key: Mapping[str, str], last: str, targets: Sequence[Mapping[str, Any]], rules: ForecastFile) -> int:
    """Return how many steps to forecast: to the last target of the cell, within what may be said at all."""
    frequency = key["frequency"]
    now = Period.parse(last).place
    ends = [
        Period.parse(t["target_period"]).ending(frequency).place - now
        for t in targets
        if all((t[k] or "") == key[k] for k in CELL)
    ]
    return min(max([rules.horizon.of(frequency), *ends]), rules.most_horizon.of(frequency))


def _forecast(
    key: Mapping[str, str],
    indicator: Indicator,
    history: Series,
    synthetic: bool,
    targets: Sequence[Mapping[str, Any]],
    rules: ForecastFile,
    today: date,
) -> SeriesForecast | Refusal:
    """Return the forecast of a series, or why it is not told: its newest value is too old, or no interval holds."""
    steps = _reach(key, history.last, targets, rules)
    coming = Period.of_day(today, key["frequency"]).place - Period.parse(history.last).place
    if coming > steps:
        return Refusal("too_old", {"missing": coming - 1}, history.last)
    values = [float(v) for v in history.values]
    limits = Limits.of(indicator.unit, indicator.kind, indicator.decimals, rules.more_decimals)
    found = forecast(values, SEASON[key["frequency"]], steps, rules, history.bridged, limits)
    if not found.score.holds:
        inside = [round(share * found.score.tests) for share in found.score.coverages]
        return Refusal("uncovered", {"inside": inside[0], "most": inside[1], "tests": found.score.tests})
    (low80, high80), (low95, high95) = (
        ([float(n) for n in low], [float(n) for n in high]) for low, high in (found.bounds(0.8), found.bounds(0.95))
    )
    points = [float(n) for n in found.points]
    published = steps_within(history.values[-1], points, low80, high80, low95, high95, limits)
    return SeriesForecast(series_id(key), key, indicator, history, found, tuple(published), max(coming, 1), synthetic)


def _refused(key: Mapping[str, str], refusal: Refusal, synthetic: bool, rules: ForecastFile) -> Row:
    return {
        **dict.fromkeys(OF_A_FORECAST),
        **key,
        "series_id": series_id(key),
        "state": "refused",
        "reason": refusal.reason,
        **{f"sentence_{language}": refusal_text(refusal, language, rules) for language in LANGUAGES},
        "is_synthetic": synthetic,
    }


def _described(found: SeriesForecast, rules: ForecastFile) -> Row:
    history, model, ahead = found.history, found.forecast.model, len(found.steps)
    sentences = {
        f"sentence_{language}": rules.sentences["forecast"][language].format(
            period=period_name(found.period_at(ahead), language),
            **step_numbers(found.steps[-1], found.indicator, language),
            **backtest_numbers(found.forecast.score, language),
        )
        for language in LANGUAGES
    }
    return {
        **found.key,
        "series_id": found.series_id,
        "state": "forecast",
        "reason": None,
        "first_period": found.period_at(1 - len(history.values)),
        "last_period": history.last,
        "observations": len(history.values) - sum(history.bridged),
        "bridged": sum(history.bridged),
        "model": model,
        "model_fa": rules.models[model].fa,
        "model_en": rules.models[model].en,
        "coverage80": _rounded(found.forecast.score.coverages[0]),
        "coverage95": _rounded(found.forecast.score.coverages[1]),
        "tests": found.forecast.score.tests,
        **sentences,
        "value_ids": " ".join(history.value_ids),
        "is_synthetic": found.is_synthetic,
    }


def _steps(found: SeriesForecast) -> list[Row]:
    return [
        {
            **found.key,
            "series_id": found.series_id,
            "period": found.period_at(ahead),
            "steps_ahead": ahead,
            "point": step.point,
            "low80": step.low80,
            "high80": step.high80,
            "low95": step.low95,
            "high95": step.high95,
            "unit": found.indicator.unit,
            "model": found.forecast.model,
            "is_synthetic": found.is_synthetic,
        }
        for ahead, step in enumerate(found.steps, 1)
        if ahead >= found.coming
    ]


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value)).quantize(SCORE)


def _scored(found: SeriesForecast, score: Score) -> Row:
    return {
        "series_id": found.series_id,
        "model": score.model,
        "mase": _rounded(score.mase),
        "interval_score": _rounded(score.interval),
        "coverage80": _rounded(score.coverages[0]),
        "coverage95": _rounded(score.coverages[1]),
        "width_factor": _rounded(score.factors[0]),
        "width_factor95": _rounded(score.factors[1]),
        "tests": score.tests,
        "origins": score.origins,
        "is_chosen": score.model == found.forecast.model,
        "is_synthetic": found.is_synthetic,
    }
