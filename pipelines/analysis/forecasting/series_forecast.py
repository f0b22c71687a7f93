"""A forecast series, and how its numbers and refusals are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.analysis.forecasting.backtest import Forecast, Score
from pipelines.analysis.forecasting.limits import Step
from pipelines.analysis.forecasting.series import Refusal, Series
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number, persian_number

if TYPE_CHECKING:
    from pipelines.modelling.models import Indicator


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """A series that was forecast: its history, the distribution of what comes, and the steps within its limits.

    ``coming`` is the first step whose period is not over on the day of the build; those before it are not published.
    """

    series_id: str
    key: Mapping[str, str]
    indicator: Indicator
    history: Series
    forecast: Forecast
    steps: tuple[Step, ...]
    coming: int
    is_synthetic: bool

    def step_of(self, period: str) -> int:
        """Return how many steps ahead ``period`` lies; zero or less when it is known already."""
        return Period.parse(period).place - Period.parse(self.history.last).place

    def period_at(self, step: int) -> str:
        """Return the period that lies so many steps ahead of the last known one."""
        return Period.parse(self.history.last).after(step).key


def refusal_text(refusal: Refusal, language: str, rules: ForecastFile, **more: str) -> str:
    """Return why nothing is said, as a sentence."""
    numbers = {k: str(v) for k, v in refusal.numbers.items()}
    if language == "fa":
        numbers = {k: persian_number(v) for k, v in numbers.items()}
    if refusal.period:
        numbers["period"] = period_name(refusal.period, language)
    return rules.refusals[refusal.reason][language].format(**numbers, **more)


def backtest_numbers(score: Score, language: str) -> dict[str, str]:
    """Return how many of the values that came lay inside the 80 % interval, for a sentence."""
    numbers = {"inside": str(round(score.coverages[0] * score.tests)), "tests": str(score.tests)}
    return {k: persian_number(v) for k, v in numbers.items()} if language == "fa" else numbers


def step_numbers(step: Step, indicator: Indicator, language: str) -> dict[str, str]:
    """Return the numbers of a forecast sentence."""
    return {
        name: number(value, indicator.unit, indicator.decimals, language)
        for name, value in (("point", step.point), ("low", step.low80), ("high", step.high80))
    }
