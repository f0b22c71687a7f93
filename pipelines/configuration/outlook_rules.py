"""The rules of what lies ahead: forecasts, scenarios, early warnings."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipelines.configuration.faults import likely, several
from pipelines.configuration.headers import Kind
from pipelines.configuration.parts import Area, Bilingual, Count, Domain, Indicator, Part, Text, Unit
from pipelines.configuration.rules import Positive, RuleFile, Words, each_of, texts, unique


class ByFrequency(Part):
    """A number of quarters and of years."""

    Q: Count
    A: Count

    def of(self, frequency: str) -> int:
        """Return the number of periods of a frequency."""
        return int(getattr(self, frequency))


class BridgedPart(Part):
    """How many missing periods may be bridged, and of which kinds."""

    most: Count
    kinds: list[Kind]


class IntervalsPart(Part):
    """How wide an interval is beside what the model itself says."""

    degrees_of_freedom: float
    growth: float
    short_series: float
    prior_origins: float
    least_factor: float
    most_factor: float
    most_off: float


class ForecastFile(RuleFile):
    """What is forecast, with which models, in which words."""

    FILE = "forecast.yaml"
    least_observations: ByFrequency
    most_observations: ByFrequency
    horizon: ByFrequency
    most_horizon: ByFrequency
    bridged: BridgedPart
    bases: Words
    area_kinds: Words
    models: dict[str, Bilingual]
    combined: Words
    advantage: float
    first_origin_share: float
    first_origin_least: Count
    more_decimals: Count
    least_probability: float
    intervals: IntervalsPart
    refusals: dict[str, Bilingual]
    sentences: dict[str, Bilingual]

    @field_validator("combined")
    @classmethod
    def _names_models(cls, combined: list[str], info: ValidationInfo) -> list[str]:
        models = info.data.get("models")
        if models is not None and (unknown := [m for m in combined if m not in models]):
            raise several([((), f"{m!r} is not among the models{likely(m, models)}") for m in unknown])
        return combined


class SourcePart(Part):
    """Where a driver's default is from; one source, and what is said of it."""

    pace: Indicator | None = None
    flow_month: Indicator | None = None
    value: Indicator | None = None
    mean_of: Annotated[list[Indicator], Field(min_length=2, max_length=2)] | None = None
    assumed: Decimal | None = None
    because: Bilingual | None = None

    @model_validator(mode="after")
    def _is_one(self) -> SourcePart:
        if len(self.model_fields_set - {"because"}) != 1:
            raise several([((), "one source is expected")])
        return self

    @property
    def kind(self) -> str:
        """Which source it is: ``pace``, ``flow_month``, ``value``, ``mean_of`` or ``assumed``."""
        (name,) = self.model_fields_set - {"because"}
        return name


class DriverPart(Part):
    """What a reader may move."""

    id: Text
    title: Bilingual
    unit: Unit
    min: Decimal
    max: Decimal
    step: Annotated[Decimal, Field(gt=0)]
    default: Annotated[list[SourcePart], Field(min_length=1)]


class ScenarioPart(Part):
    """A path of an indicator, by a formula of its drivers."""

    id: Text
    title: Bilingual
    indicator: Indicator
    area: Area
    domain: Domain
    formula: Text
    drivers: list[DriverPart]


class ScenariosFile(RuleFile):
    """What if."""

    FILE = "scenarios.yaml"
    quarters: Positive
    words: Annotated[dict[str, Bilingual], texts("pace", "flow_month", "value", "mean_of", "assumed")]
    scenarios: Annotated[list[ScenarioPart], AfterValidator(unique)]


class BenchmarkPart(Part):
    """A share that stands in where too little is known."""

    value: Decimal
    source: Bilingual


#: The figures of ``models/derived/credit/warning_figures.sql``.
WarningId = Literal[
    "pipeline_cover",
    "silence_registered",
    "silence_committee",
    "silence_bank",
    "needed_pace",
    "stage_ageing",
    "bank_rejection",
    "cities_without_file",
    "approved_unpaid",
    "concentration",
    "reallocated",
    "freshness",
]


class WarningPart(Part):
    """One early-warning figure; without a limit, the limit itself is computed.

    ``grows`` says why a limit starts at nought and is reached at the deadline; ``no_limit`` what is told where a
    computed limit is not there; ``nothing`` what is said of a figure that is zero; ``remark`` how the words of the
    notification are added where the figure is unknown.
    """

    title: Bilingual
    unit: Literal["share", "days", "rial", "rial_per_month", "cities"]
    warns: Literal["above", "below"]
    limit: Decimal | None
    grows: Bilingual | None = None
    sentence: Bilingual
    unknown: Bilingual
    no_limit: Bilingual | None = None
    nothing: Bilingual | None = None
    remark: Bilingual | None = None

    @model_validator(mode="after")
    def _has_its_limit(self) -> WarningPart:
        if self.limit is None and self.grows is not None:
            raise several([(("grows",), "a limit that grows is expected")])
        if (self.limit is None) != (self.no_limit is not None):
            raise several([(("no_limit",), "it is expected where the limit is computed, and only there")])
        return self


class WarningsFile(RuleFile):
    """Early warnings of the credit line."""

    FILE = "warnings.yaml"
    smallest_base: Count
    years_followed: Count
    bank_days: Count
    rate_factor: Count
    benchmark_yield: BenchmarkPart
    warnings: Annotated[dict[WarningId, WarningPart], each_of(*get_args(WarningId))]
    not_applicable: Bilingual
    source: Bilingual
