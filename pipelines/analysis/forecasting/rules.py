"""The rules of ``models/rules/forecast.yaml``: what is forecast, with which models, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.configuration.outlook_rules import ForecastFile, IntervalsPart
from pipelines.configuration.rules import read_rules


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
    intervals: IntervalsPart
    models: Mapping[str, Mapping[str, str]]
    refusals: Mapping[str, Mapping[str, str]]
    sentences: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, models: Path) -> ForecastRules:
        """Read the rules of a models folder; raises :class:`RuleError` with the place."""
        file = read_rules(models, ForecastFile)
        said = file.model_dump(exclude={"bridged", "intervals"})
        for key in ("bases", "area_kinds", "combined"):
            said[key] = tuple(said[key])
        return cls(
            **said, bridged_most=file.bridged.most, bridged_kinds=tuple(file.bridged.kinds), intervals=file.intervals,
        )  # fmt: skip
