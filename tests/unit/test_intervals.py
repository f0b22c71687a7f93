"""Intervals of counts and shares: known from the literature, and to six places what scipy and statsmodels say."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.intervals import intervals, poisson_interval, wilson_interval
from pipelines.foundation.workspace import PROJECT_ROOT

CONFIDENCE = st.sampled_from([0.9, 0.95, 0.99])
#: Counts of people, licences, workshops: from none to a country's.
NUMBERS = st.lists(st.integers(0, 300) | st.integers(0, 10_000_000), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)],
)
def test_exact_intervals_of_counts(count: int, low: float, high: float) -> None:
    """Tables of Garwood (1936), 95 %."""
    found = poisson_interval(np.array([float(count)]), 0.95)
    assert [round(float(f[0]), 4) for f in found] == [low, high]


@pytest.mark.parametrize(
    ("number", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_score_intervals_of_shares(number: int, base: int, low: float, high: float) -> None:
    """The four examples of Newcombe (1998), table I, method 3."""
    found = wilson_interval(np.array([float(number)]), np.array([float(base)]), 0.95)
    assert [round(float(f[0]), 4) for f in found] == [low, high]


#: Number, base (thousands of people of Ravar and Kerman; of what the share is), and the interval as it is kept.
GOLDEN = [
    (0, 43.198, False, 0.0, 0.085395),
    (3, 43.198, False, 0.014322, 0.202956),
    (60, 43.198, False, 1.059918, 1.787858),
    (300, 738.724, False, 0.361447, 0.454759),
    (0, 10, True, 0.0, 0.277533),
    (7, 10, True, 0.396778, 0.892209),
    (40, 100, True, 0.309401, 0.497997),
    (100, 100, True, 0.963007, 1.0),
]


@pytest.mark.parametrize(("number", "base", "is_share", "low", "high"), GOLDEN)
def test_intervals_as_they_are_kept(number: int, base: float, is_share: bool, low: float, high: float) -> None:
    found = intervals(np.array([float(number)]), np.array([float(base)]), np.array([is_share]), 0.95)
    assert [float(f[0]) for f in found] == [low, high]


@given(NUMBERS, CONFIDENCE)
def test_intervals_of_counts_are_those_of_statsmodels(numbers: list[int], confidence: float) -> None:
    from statsmodels.stats.rates import confint_poisson

    number = np.array(numbers, dtype=np.float64)
    theirs = confint_poisson(number, 1.0, method="exact-c", alpha=1 - confidence)
    for ours, bound in zip(poisson_interval(number, confidence), theirs, strict=True):
        assert ours == pytest.approx(bound, rel=0, abs=1e-7)


@given(st.lists(st.tuples(st.integers(1, 2_000), st.floats(0, 1)), min_size=1, max_size=20), CONFIDENCE)
def test_intervals_of_shares_are_those_of_scipy_and_statsmodels(
    drawn: list[tuple[int, float]], confidence: float
) -> None:
    from scipy.stats import binomtest
    from statsmodels.stats.proportion import proportion_confint

    base = np.array([n for n, _ in drawn], dtype=np.float64)
    number = np.array([round(n * share) for n, share in drawn], dtype=np.float64)
    low, high = wilson_interval(number, base, confidence)
    theirs = proportion_confint(number, base, alpha=1 - confidence, method="wilson")
    assert (low.round(6).tolist(), high.round(6).tolist()) == tuple(t.round(6).tolist() for t in theirs)
    single = binomtest(int(number[0]), int(base[0])).proportion_ci(confidence, method="wilson")
    assert (round(float(low[0]), 6), round(float(high[0]), 6)) == tuple(round(float(s), 6) for s in single)


def test_nothing_is_imported_until_something_is_counted() -> None:
    code = (
        "import sys, numpy; from pipelines.analysis.intervals import intervals; none = numpy.array([]);"
        "intervals(none, none, none.astype(bool), 0.95); sys.exit('scipy' in sys.modules);"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=True)
