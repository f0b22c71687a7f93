"""Forecasts: which series, and with which model."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.analysis.forecasting.backtest import Score, choose, forecast
from pipelines.analysis.forecasting.candidates import Smoothing, candidates, damped
from pipelines.analysis.forecasting.series import (
    Refusal,
    Series,
    newest_run,
    series_of,
)
from pipelines.analysis.forecasting.series_forecast import refusal_text
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period

ROOT = Path(__file__).resolve().parents[2]
RULES = read_rules(ROOT / "models", ForecastFile)


def quarters(count: int, first: str = "1401Q1") -> list[str]:
    return [Period.parse(first).after(n).key for n in range(count)]


def rows(values: list[int | None], **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "period": period,
            "value": None if v is None else Decimal(v),
            "value_id": period,
            "is_synthetic": False,
            "status": "final" if v is not None else "missing",
            **more,
        }
        for period, v in zip(quarters(len(values)), values, strict=True)
    ]


RISING: list[int | None] = [100 + 3 * n + n % 3 for n in range(16)]


# --- which series -------------------------------------------------------------------------------------


def test_a_long_unbroken_series_is_forecast_from_its_values() -> None:
    found = series_of(rows(RISING), "Q", "flow", RULES)
    assert isinstance(found, Series)
    assert (found.last, len(found.values), sum(found.bridged)) == ("1404Q4", 16, 0)
    assert found.value_ids == tuple(quarters(16))


@pytest.mark.parametrize(
    ("values", "kind", "reason"),
    [
        (RISING[:13], "stock", "too_short"),
        ([*RISING[:8], None, *RISING[:7]], "flow", "gaps"),  # a flow is never bridged
        ([*RISING[:8], None, None, *RISING[:6]], "stock", "gaps"),  # two in a row are not bridged
        ([5] * 16, "stock", "unchanging"),
    ],
)
def test_what_cannot_be_forecast_is_refused(values: list[int | None], kind: str, reason: str) -> None:
    found = series_of(rows(values), "Q", kind, RULES)
    assert isinstance(found, Refusal) and found.reason == reason
    for language in ("fa", "en"):
        assert "{" not in refusal_text(found, language, RULES, last="")


def test_single_gaps_of_a_level_are_bridged_and_said() -> None:
    values = [*RISING[:5], None, *RISING[6:10], None, *RISING[11:]]
    found = series_of(rows(values), "Q", "stock", RULES)
    assert isinstance(found, Series)
    assert sum(found.bridged) == 2 and len(found.value_ids) == 14
    assert found.values[5] == (found.values[4] + found.values[6]) / 2


def test_a_withheld_value_is_never_bridged() -> None:
    known = {n: Decimal(n) for n in (1, 2, 4, 5)}
    assert newest_run(known, 2)[0] == [1, 2, 3, 4, 5]
    assert newest_run(known, 2, frozenset({3}))[0] == [4, 5]
    withheld = rows(RISING)
    withheld[-1] |= {"value": None, "status": "suppressed"}
    found = series_of(withheld, "Q", "stock", RULES)
    assert isinstance(found, Refusal) and found.reason == "suppressed"


def test_real_and_invented_are_never_forecast_together() -> None:
    mixed = [*rows(RISING[:8]), *rows(RISING, is_synthetic=True)[8:]]
    found = series_of(mixed, "Q", "stock", RULES)
    assert isinstance(found, Refusal) and found.reason == "mixed"


# --- models -------------------------------------------------------------------------------------------


def test_a_candidate_sees_nothing_after_its_origin() -> None:
    values = np.cumsum(np.random.default_rng(3).normal(1, 2, 24)).tolist()
    changed = [*values[:16], *(v + 1000 for v in values[16:])]
    for name, candidate in candidates(values, 4, (10, 24)).items():
        before, after = candidate(16, 8), candidates(changed, 4, (10, 24))[name](16, 8)
        assert np.allclose(before.points, after.points) and before.sigma == pytest.approx(after.sigma), name


def test_theta_is_the_librarys() -> None:
    import pandas as pd
    from statsmodels.tsa.forecasting.theta import ThetaModel

    values = 100 + np.cumsum(np.random.default_rng(5).normal(1, 3, 60))
    series = pd.Series(values, pd.period_range("2000Q1", periods=60, freq="Q"))
    theirs = ThetaModel(series, deseasonalize=False).fit().forecast(8, theta=2).to_numpy()
    ours = candidates(values.tolist(), 4, (60,))["theta"](60, 8).points
    assert np.allclose(ours, theirs, rtol=0.01)


def test_the_spread_of_the_damped_trend_is_the_librarys() -> None:
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = 50 + np.cumsum(np.random.default_rng(8).normal(0.5, 2, 40))
    smoothing = Smoothing.of(values, [40], damped=True)
    ours = damped(smoothing)(40, 6)
    series = pd.Series(values, pd.period_range("2000Q1", periods=40, freq="Q"))
    model = ETSModel(
        series,
        error="add",
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=50.0,
        initial_trend=0.5,
    )
    theirs = model.smooth(smoothing.state(40)[0]).get_prediction(start=40, end=45)
    variance = np.asarray(theirs.forecast_variance)
    assert np.allclose(variance / variance[0], (ours.spreads / ours.spreads[0]) ** 2, rtol=1e-9)


def test_a_straight_line_goes_on_and_a_season_comes_again() -> None:
    line = forecast([10.0 + 2 * n + 0.01 * (n % 2) for n in range(20)], 4, 4, RULES)
    assert np.allclose(line.points, [50, 52, 54, 56], atol=0.5)
    season = forecast([float(v) for v in [10, 50, 20, 90] * 5], 4, 4, RULES)
    assert season.model.startswith("seasonal") and np.allclose(season.points, [10, 50, 20, 90])


def score(model: str, mase: float, interval: float = 1.0) -> Score:
    return Score(model, mase, mase, interval, (0.8, 0.95), 10, 5, (1.0, 1.0), True)


def test_another_model_must_be_clearly_better_than_the_mean_of_four() -> None:
    close = {"combined": score("combined", 1.0), "drift": score("drift", 0.9)}
    assert choose(close, 0.2) == "combined"
    clear = {"combined": score("combined", 1.0), "drift": score("drift", 0.8)}
    assert choose(clear, 0.2) == "drift"
    even = {"a": score("a", 0.5, 3.0), "b": score("b", 0.5, 2.0), "combined": score("combined", 1.0)}
    assert choose(even, 0.2) == "b", "of equals the narrower"


def test_a_forecast_is_the_same_twice() -> None:
    values = [float(v) for v in RISING if v is not None]
    first, second = (forecast(values, 4, 8, RULES) for _ in range(2))
    assert first.points.tolist() == second.points.tolist() and first.scores == second.scores


def test_the_sum_of_independent_steps_spreads_like_their_squares() -> None:
    told = forecast([float(v) for v in [10, 50, 20, 90] * 3 + [12, 49, 25, 80]], 4, 8, RULES)
    one, spread = told.sum_of(3, 3)
    assert one == pytest.approx(told.points[2]) and spread == pytest.approx(told.scales[2])
    total, _ = told.sum_of(1, 4)
    assert total == pytest.approx(told.points[:4].sum())
