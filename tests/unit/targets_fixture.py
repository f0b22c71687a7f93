"""Targets of a few numbers, assessed on a day by the status rules of the project."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.analysis import paths
from pipelines.analysis.paths import Measurement
from pipelines.analysis.status import Assessment, Subject, assess
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.rules import read_rules

MODELS = Path(__file__).resolve().parents[2] / "models"
RULES = read_rules(MODELS, StatusFile)
#: 1403-01-15: the winter of 1402 has just ended.
THEN = dt.date(2024, 4, 3)
LATER = dt.date(2026, 11, 26)  # 1405-09-05
SHARE = Subject("share", 1, rises=True, kind="ratio", only_grows=False, oldest_months=24)
COUNT = Subject("persons", 0, rises=True, kind="stock", only_grows=False, oldest_months=24)
FLOW = Subject("projects", 0, rises=True, kind="flow", only_grows=False, oldest_months=24)


def at(period: str, value: str, basis: str = "", **more: Any) -> Measurement:
    """Return what was measured in a period."""
    return Measurement(period, Decimal(value), basis, **more)


def stands(
    start: Measurement | None,
    end: Measurement,
    latest: Measurement | None,
    subject: Subject = SHARE,
    today: dt.date = THEN,
    shape: str = "linear",
    points: tuple[Measurement, ...] = (),
) -> Assessment:
    """Return where a target stands on a day, from its baseline, its goal and the newest measurement."""
    return assess(paths.Path(start, end, shape, points), latest, subject, today, RULES)


def words(found: Assessment) -> tuple[str, str]:
    """Return the sentences without the marks that keep numbers in order."""
    fa, en = (text.replace("\u2066", "").replace("\u2069", "") for text in (found.arithmetic_fa, found.arithmetic_en))
    return fa, en
