"""The shapes of answers: what a program can rely on, with the meaning of each field. Pure data, no reading.

A number is exact: a :class:`~decimal.Decimal` here, a JSON number in the API, decimal text at the assistants' door.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def plain(value: Decimal | None) -> str | None:
    """Return an exact number as decimal text without idle zeros: ``0.2143``, ``220000000000``."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


#: An exact number; as JSON of a model it is text, since a reader's floats would not hold it.
Exact = Annotated[
    Decimal | None,
    PlainSerializer(plain, return_type=str | None, when_used="json"),
]
Status = Literal["final", "provisional", "missing", "suppressed", "not_applicable"]


class Part(BaseModel):
    """A part of an answer: fields are named, and nothing else is in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Release(Part):
    """The published version of which an answer speaks."""

    version: int = Field(description="Number of the published version")
    build_key: str = Field(description="Hash of everything that the version was built from")
    built_at: datetime | None = Field(default=None, description="When it was built (UTC)")
    as_known_at: datetime | None = Field(default=None, description="What was known then, where it is not the newest")
    as_of: date | None = Field(default=None, description="The day from which it counts days")
    home_area_code: str | None = Field(default=None, description="The area whose roadmap it is")
    is_synthetic: bool = Field(description="True where the version holds invented data: never quote it as fact")


class Area(Part):
    """A country, province, county or city."""

    area_code: str
    kind: str
    parent_code: str | None = None
    name_fa: str | None = None
    name_en: str | None = None
    population: int | None = Field(default=None, description="Persons, of population_year")
    population_year: int | None = None
    valid_from: str | None = None
    valid_to: str | None = None


class Indicator(Part):
    """An indicator: what it counts, and what this version has of it."""

    indicator_id: str
    title_fa: str
    title_en: str
    definition_fa: str | None = None
    definition_en: str | None = None
    unit: str
    unit_fa: str
    unit_en: str
    kind: str | None = Field(default=None, description="stock, flow, cumulative, ratio, rank or index")
    direction: str | None = Field(default=None, description="Whether up or down is good")
    decimals: int | None = None
    theme: str | None = None
    theme_fa: str | None = None
    theme_en: str | None = None
    caveat_fa: str | None = None
    caveat_en: str | None = Field(default=None, description="What can be misread; say it beside the figure")
    disclosure: str | None = None
    source_feeds: str | None = Field(default=None, description="Feeds behind its values in this version")
    values: int = Field(description="Addresses of this version that have a number")
    suppressed: int = Field(description="Addresses whose number is known and not published")
    missing: int = Field(description="Addresses of which no figure has come")
    first_period: str | None = None
    last_period: str | None = None
    bases: list[str] = Field(description="How its figures are known: reported, register, customs, suitcase …")
    domains: list[str]
    breakdowns: list[str] = Field(description="How it is broken down; an empty text is the whole")
    areas: int = Field(description="Areas with an address")


class Value(Part):
    """A published figure at its address, or the reason why there is no number. Ratios are fractions (0.2143)."""

    value_id: str
    indicator_id: str
    indicator_fa: str
    indicator_en: str
    area_code: str
    area_fa: str
    area_en: str
    domain: str
    domain_fa: str
    domain_en: str
    breakdown: str = Field(description="How it is broken down; empty for the whole")
    category: str = Field(description="The category of the breakdown; empty for the whole")
    category_fa: str
    category_en: str
    frequency: str = Field(description="A of a Jalali year, Q of a quarter")
    period: str = Field(description="Jalali: 1402 or 1400Q4")
    value: Exact = Field(description="Exact decimal text; null where status says why there is no number")
    numerator: Exact = None
    denominator: Exact = None
    unit: str
    unit_fa: str
    unit_en: str
    basis: str = Field(description="How it is known; never add values of two bases")
    basis_fa: str
    basis_en: str
    qualifier: str = Field(description="exact, about, more_than, at_least …; always say it with the number")
    qualifier_fa: str
    qualifier_en: str
    status: Status
    status_fa: str
    status_en: str
    is_synthetic: bool = Field(description="True for invented data")
    source_fa: str
    source_en: str
    grade: str = Field(description="Kind of source: law, office_file, register, customs, statement, press")
    grade_fa: str
    grade_en: str
    as_of: str | None = None
    caveat_fa: str
    caveat_en: str = Field(description="What can be misread; say it beside the figure")
    sentence_fa: str = Field(description="The figure as it can be quoted, or why there is none")
    sentence_en: str


class Values(Part):
    """Values by filters."""

    release: Release
    total: int = Field(description="Values that the filters choose")
    given: int = Field(description="Values in this answer")
    is_complete: bool
    note_fa: str
    note_en: str = Field(description="What has to be known of the answer as a whole")
    values: list[Value]


class Indicators(Part):
    """Indicators, the best answer first."""

    release: Release
    indicators: list[Indicator]


class Definition(Part):
    """One indicator with its definition."""

    release: Release
    indicator: Indicator


class DeliveryPart(Part):
    """A file behind a figure."""

    part: str = Field(description="numerator or denominator")
    delivery_id: str
    feed: str
    feed_fa: str | None = None
    feed_en: str | None = None
    office: str | None = None
    period: str | None = None
    file_name: str
    sha256: str | None = None
    received_at: date | None = None
    state: str | None = None
    document_fa: str | None = None
    document_en: str | None = None
    evidence_grade: str | None = None
    is_synthetic: bool
    contains_persons: bool
    rows: int | None = Field(
        default=None, description="Rows of the file behind the figure; null where it is not published"
    )
    note_fa: str = ""
    note_en: str = ""


class Lineage(Part):
    """From a figure to the files that it comes from."""

    release: Release
    value: Value
    note_fa: str
    note_en: str
    deliveries: list[DeliveryPart]


class Pair(Part):
    """Two figures of one domain, category and basis, beside each other."""

    first: Value
    second: Value
    difference: Exact = Field(default=None, description="Second less first, in the unit; of ratios a fraction")
    relative: Exact = Field(
        default=None, description="Difference by the first, rounded to six places; not of ratios and ranks"
    )
    sentence_fa: str
    sentence_en: str


class Comparison(Part):
    """Two areas or two periods beside each other, basis by basis."""

    release: Release
    pairs: list[Pair]
    note_fa: str
    note_en: str


class Areas(Part):
    """The areas of a version."""

    release: Release
    areas: list[Area]


class Target(Part):
    """A target, and where it stands."""

    target_id: str
    indicator_id: str
    indicator_fa: str
    indicator_en: str
    area_code: str
    area_fa: str
    area_en: str
    domain: str
    category: str
    unit: str
    baseline_period: str | None = None
    baseline_value: Exact = None
    target_period: str | None = None
    target_value: Exact = None
    decision_state: str = Field(description="Only an adopted target is the commission's")
    decision_fa: str
    decision_en: str
    decided_by: str | None = None
    decided_on: str | None = None
    progress: str | None = None
    progress_fa: str
    progress_en: str
    measured_period: str | None = None
    measured_value: Exact = None
    measured_basis: str | None = None
    arithmetic_fa: str | None = None
    arithmetic_en: str | None = None
    source_fa: str | None = None
    source_en: str | None = None
    is_synthetic: bool


class Targets(Part):
    """The targets of a version."""

    release: Release
    targets: list[Target]


class ReleaseAnswer(Part):
    """The published version, and what it has."""

    release: Release
    note_fa: str
    note_en: str
    values: int
    indicators: int
    first_period: str | None = None
    last_period: str | None = None
