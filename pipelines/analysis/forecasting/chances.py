"""How probable it is that a target is reached by its period, from the forecast of the series that it is measured by.

A target is never set against a series of another basis than the one that it is measured by.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.analysis.forecasting.backtest import probability_of, quantile
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.analysis.forecasting.series import Refusal
from pipelines.analysis.forecasting.series_forecast import SeriesForecast, refusal_text, step_numbers
from pipelines.analysis.paths import frequency_of
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number

if TYPE_CHECKING:
    from pipelines.modelling.models import Indicator

LANGUAGES = ("fa", "en")
#: What there is of a series: its forecast, or why there is none.
Told = TypeVar("Told")
CENT = Decimal("0.01")
#: Why a series that is long enough is not forecast all the same.
OF_ITS_FORECAST = ("uncovered", "too_old")


def chance_of(
    target: Mapping[str, Any],
    progress: Mapping[str, Any],
    forecasts: Mapping[tuple[str, ...], SeriesForecast],
    indicators: Mapping[str, Indicator],
    rules: ForecastFile,
    refused: Mapping[tuple[str, ...], Refusal] | None = None,
) -> dict[str, Any]:
    """Return the row of ``derived.forecast_targets`` for one target: a chance, or why none is said.

    ``refused`` are the series that are not forecast; the reason of one is the reason of its target.
    """
    found = _of_target(target, progress.get("basis"), forecasts)
    row: dict[str, Any] = {
        **{k: target[k] for k in ("target_id", "target_period", "target_value")},
        "status": progress["status"],
        "series_id": found.series_id if found else None,
        "is_synthetic": target["is_synthetic"] or bool(found and found.is_synthetic),
    }
    if progress["is_over"]:  # nothing is left to chance: the target's own sentence says how it ended
        sentences = {f"sentence_{language}": progress[f"arithmetic_{language}"] for language in LANGUAGES}
        return {**row, **_refused(Refusal("past", {}), None, rules), **sentences}
    if found is None:
        unheld = _of_target(target, progress.get("basis"), refused or {})
        told = unheld if unheld and unheld.reason in OF_ITS_FORECAST else Refusal("not_forecast", {})
        return {**row, **_refused(told, None, rules)}
    outcome = _distribution(target, progress, found)
    if isinstance(outcome, str):
        return {**row, **_refused(Refusal(outcome, {}), found, rules)}
    return {**row, "state": "forecast", "reason": None, **_chance(target, progress, found, outcome, rules)}


def _refused(refusal: Refusal, found: SeriesForecast | None, rules: ForecastFile) -> dict[str, Any]:
    """Return that and why no chance is said; a sentence may name the last period that is forecast."""
    last = found.period_at(len(found.steps)) if found else None
    return {
        **dict.fromkeys(("point", "low80", "high80", "probability")),
        "state": "refused",
        "reason": refusal.reason,
        **{
            f"sentence_{language}": refusal_text(
                refusal, language, rules, last=period_name(last, language) if last else ""
            )
            for language in LANGUAGES
        },
    }


def _of_target(target: Mapping[str, Any], basis: str | None, found: Mapping[tuple[str, ...], Told]) -> Told | None:
    """Return what there is of the series by which a target is measured: its own periods first, else quarters."""
    cell = tuple(target[k] or "" for k in ("indicator_id", "area_code", "domain", "category"))
    own = frequency_of(target["target_period"])
    for frequency in dict.fromkeys((own, "Q")):
        if series := found.get((*cell, frequency, str(basis))):
            return series
    return None


def _ending(progress: Mapping[str, Any], frequency: str) -> str:
    return Period.parse(progress["period"]).ending(frequency).key


def _distribution(
    target: Mapping[str, Any], progress: Mapping[str, Any], found: SeriesForecast
) -> tuple[float, float] | str:
    """Return point and scale at the target's period, or the reason why there is none.

    A flow of a year is the sum of its quarters, those known as they are; what a target accumulates is the sum of all
    quarters from now on beside what has come already.
    """
    frequency, shape = found.key["frequency"], found.forecast
    end = Period.parse(target["target_period"])
    step = found.step_of(end.ending(frequency).key)
    if step < found.coming:
        return "past"
    if step > len(found.steps):
        return "too_far"
    if target["path"] == "cumulative":
        if progress.get("value") is None or _ending(progress, frequency) != found.history.last:
            return "not_forecast"
        point, scale = shape.sum_of(1, step)
        return point + float(progress["value"]), scale
    if found.indicator.kind == "flow" and frequency == "Q" and end.frequency == "A":
        first = step - 3
        known = sum(found.history.values[first - 1 :]) if first <= 0 else Decimal(0)
        point, scale = shape.sum_of(max(first, 1), step)
        return point + float(known), scale
    return float(shape.points[step - 1]), float(shape.scales[step - 1])


def _chance(
    target: Mapping[str, Any],
    progress: Mapping[str, Any],
    found: SeriesForecast,
    outcome: tuple[float, float],
    rules: ForecastFile,
) -> dict[str, Any]:
    point, scale = outcome
    indicator, freedom = found.indicator, found.forecast.degrees_of_freedom
    half = scale * quantile(0.9, freedom)
    low, high = [point - half], [point + half]
    limits = Limits.of(indicator.unit, indicator.kind, indicator.decimals, rules.more_decimals)
    (step,) = steps_within(found.history.values[-1], [point], low, high, low, high, limits)
    began = progress.get("baseline_value")
    upwards = target["target_value"] >= began if began is not None else indicator.direction != "down"
    chance = probability_of(point, scale, freedom, float(target["target_value"]), upwards)
    least = Decimal(repr(rules.least_probability))
    rounded = min(max(Decimal(repr(chance)).quantize(CENT, ROUND_HALF_EVEN), least), 1 - least)
    sentences = {
        f"sentence_{language}": rules.sentences["probability"][language].format(
            target=number(target["target_value"], indicator.unit, indicator.decimals, language),
            period=period_name(target["target_period"], language),
            probability=number(rounded * 100, "", 0, language),
            **step_numbers(step, indicator, language),
        )
        for language in LANGUAGES
    }
    return {
        "point": step.point,
        "low80": step.low80,
        "high80": step.high80,
        "probability": rounded,
        **sentences,
    }
