"""The rules of ``models/rules/forecast.yaml``: what is forecast, with which models, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.governance.documents import RuleError, bilingual, checked, read_document

BY_FREQUENCY = ("least_observations", "most_observations", "horizon", "most_horizon")
INTERVALS = ("degrees_of_freedom", "growth", "short_series", "prior_origins", "least_factor", "most_factor")
LISTS = ("bases", "area_kinds", "combined")
NUMBERS = (
    "advantage", "first_origin_share", "first_origin_least", "more_decimals", "least_probability",
)  # fmt: skip
#: What else a reader is told: why not, and the forecast itself.
TEXTS = ("models", "refusals", "sentences")


@dataclass(frozen=True, slots=True)
class Intervals:
    """How wide an interval is beside what the model itself says."""

    degrees_of_freedom: float
    growth: float
    short_series: float
    prior_origins: float
    least_factor: float
    most_factor: float


@dataclass(frozen=True, slots=True)
class ForecastRules:
    """Everything that governs a forecast, read once a build."""

    least_observations: Mapping[str, int]
    most_observations: Mapping[str, int]
    horizon: Mapping[str, int]
    most_horizon: Mapping[str, int]
    bridged_most: int
    bridged_kinds: tuple[str, ...]
    bases: tuple[str, ...]
    area_kinds: tuple[str, ...]
    combined: tuple[str, ...]
    advantage: float
    first_origin_share: float
    first_origin_least: int
    more_decimals: int
    least_probability: float
    intervals: Intervals
    models: Mapping[str, Mapping[str, str]]
    refusals: Mapping[str, Mapping[str, str]]
    sentences: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, models: Path) -> ForecastRules:
        """Read the rules of a models folder; raises :class:`RuleError` with the place."""
        name = "forecast.yaml"
        known = (*BY_FREQUENCY, *LISTS, *NUMBERS, "bridged", "intervals", *TEXTS)
        document = checked(read_document(models / "rules" / name), name, known)
        bridged = checked(document["bridged"], f"{name}: bridged", ("most", "kinds"))
        intervals = checked(document["intervals"], f"{name}: intervals", INTERVALS)
        values: dict[str, Any] = {key: document[key] for key in NUMBERS}
        for key in BY_FREQUENCY:
            values[key] = checked(document[key], f"{name}: {key}", ("Q", "A"))
        for key in LISTS:
            values[key] = tuple(document[key])
        for key in TEXTS:
            values[key] = {k: bilingual(v, f"{name}: {key}.{k}") for k, v in document[key].items()}
        if unknown := set(values["combined"]) - set(values["models"]):
            raise RuleError(f"{name}: combined: {', '.join(sorted(unknown))} is not among the models")
        return cls(
            **values, bridged_most=bridged["most"], bridged_kinds=tuple(bridged["kinds"]),
            intervals=Intervals(**{k: float(intervals[k]) for k in INTERVALS}),
        )  # fmt: skip
