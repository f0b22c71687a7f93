"""The state of any target, computed by the build and once more from the words, is the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analysis.paths import Measurement
from pipelines.analysis.status import Subject
from pipelines.analysis.targets import progress_row
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period
from pipelines.foundation.workspace import PROJECT_ROOT
from tests.demo.recomputation.targets import state

RULES = read_rules(PROJECT_ROOT / "models", StatusFile)
YEARS = st.integers(1401, 1407).map(str)
QUARTERS = st.builds(lambda year, quarter: f"{year}Q{quarter}", YEARS, st.integers(1, 4))
AMOUNTS = st.integers(0, 40).map(Decimal)
QUALIFIERS = st.sampled_from(["exact", "exact", "exact", "about", "more_than", "less_than"])
DAYS = st.dates(dt.date(2023, 6, 1), dt.date(2027, 1, 1))
KINDS = st.sampled_from(["flow", "flow_ratio", "cumulative", "stock"])
VALUES = st.lists(
    st.builds(
        lambda period, basis, value, qualifier: {
            "period": period,
            "basis": basis,
            "value": value,
            "qualifier": qualifier,
            "frequency": "Q" if "Q" in period else "A",
            "value_id": f"{basis} {period}",
        },
        st.one_of(YEARS, QUARTERS),
        st.sampled_from(["register", "reported"]),
        st.one_of(AMOUNTS, AMOUNTS, st.none()),
        QUALIFIERS,
    ),
    min_size=2,
    max_size=12,
    unique_by=lambda v: (v["basis"], v["period"]),
)
OF_A_TARGET = {
    "target_id": "T",
    "indicator_id": "i",
    "area_code": "08",
    "domain": "crafts",
    "category": "",
    "decision_state": "adopted",
    "is_synthetic": False,
}


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    periods = draw(st.sampled_from([YEARS, QUARTERS]))
    began, due = sorted(draw(st.lists(periods, min_size=2, max_size=2, unique=True)))
    has_baseline = draw(st.booleans())
    return {
        **OF_A_TARGET,
        "baseline_period": began if has_baseline else None,
        "baseline_value": draw(st.one_of(AMOUNTS, st.none())) if has_baseline else None,
        "target_value": draw(AMOUNTS),
        "target_period": due,
        "path": draw(st.sampled_from(["linear", "steps", "milestones", "cumulative"])),
        "points": draw(st.lists(st.tuples(periods, AMOUNTS), max_size=2, unique_by=lambda p: p[0])),
    }


SEEN: Counter[str] = Counter()


@settings(max_examples=1000, derandomize=True)
@given(target=targets(), values=VALUES, kind=KINDS, rises=st.booleans(), today=DAYS)
def test_two_readings_of_the_words_agree(
    target: dict[str, Any], values: list[dict[str, Any]], kind: str, rises: bool, today: dt.date
) -> None:
    values = [v for v in values if Period.parse(v["period"]).days[0] <= today]  # nothing is measured before it begins
    grows = kind == "cumulative" or target["path"] == "cumulative"
    subject = Subject("persons", 0, rises=rises, kind=kind, only_grows=grows, oldest_months=24)
    points = [Measurement(*point) for point in target["points"]]
    built = progress_row(target, values, subject, points, today, RULES)["status"]
    told = [{"period": period, "value": value} for period, value in target["points"]]
    again = state(target, told, values, kind, "up" if rises else "down", 24, today)
    assert built == again
    SEEN[built] += 1


def test_the_states_were_met() -> None:
    """The comparison is worth something: it has met the states that a measurement can give."""
    if not SEEN:
        test_two_readings_of_the_words_agree()
    assert set(SEEN) >= {"reached", "missed", "on_track", "off_track", "not_available"}, SEEN
