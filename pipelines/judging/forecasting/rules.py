"""The rules of ``models/rules/forecast.yaml``: what is forecast, with which models, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules


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
        said = read_rules(models, ForecastFile).model_dump()
        bridged, intervals = said.pop("bridged"), said.pop("intervals")
        for key in ("bases", "area_kinds", "combined"):
            said[key] = tuple(said[key])
        return cls(
            **said, bridged_most=bridged["most"], bridged_kinds=tuple(bridged["kinds"]),
            intervals=Intervals(**intervals),
        )  # fmt: skip
