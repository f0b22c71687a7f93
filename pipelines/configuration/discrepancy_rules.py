"""The rules of what is told differently, and why it may differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipelines.configuration.faults import several
from pipelines.configuration.parts import Area, Bilingual, Count, Domain, Indicator, Part, Text
from pipelines.configuration.rules import Number, RuleFile, Share, Words, texts, unique

#: Columns of a claim in which a pair may be compared by a cause.
Compared = Literal[
    "indicator_id",
    "area_code",
    "domain",
    "category",
    "basis",
    "instrument",
    "period_kind",
    "frequency",
    "status",
]


class WhenPart(Part):
    """When a cause may explain a pair; all must hold."""

    indicators: list[Indicator] | None = None
    unlike: Compared | None = None
    apart: Compared | None = None
    between: (
        Annotated[
            dict[Compared, Annotated[list[str], Field(min_length=2, max_length=2)]],
            Field(min_length=1, max_length=1),
        ]
        | None
    ) = None
    marked: Text | None = None
    status: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> WhenPart:
        if not self.model_fields_set:
            raise several([((), "a condition is expected")])
        return self


class CausePart(Part):
    """Why two claims may differ."""

    id: Text
    explains: StrictBool
    when: WhenPart
    title: Bilingual
    text: Bilingual


class ClaimPart(Part):
    """Which claims a question binds together."""

    indicator: Indicator
    area: Area
    domain: Domain
    category: str = ""
    basis: Text | None = None


class QuestionPart(Part):
    """Claims that belong together."""

    id: Text
    title: Bilingual
    note: Bilingual
    periods: Literal["any", "by_time"]
    claims: Annotated[list[ClaimPart], Field(min_length=1)]


class RoundPart(Part):
    """When a number is round."""

    significant_digits: Count
    least_value: Count
    title: Bilingual


class MovedPart(Part):
    """When something else has moved."""

    share: Share
    title: Bilingual


class ReasonsPart(Part):
    """What speaks against a number's having been counted again."""

    round: RoundPart
    others_moved: MovedPart
    register_moved: MovedPart


class StaleFiguresPart(Part):
    """When a number that never changes is suspicious."""

    least_claims: Count
    least_months: Count
    least_value: Count
    reasons: ReasonsPart


class TolerancePart(Part):
    """How far the truth may lie from what was said, as a share of it."""

    rounding: Share
    about: Share
    beyond: Share


class PlausiblePart(Part):
    """The plausible change a year, by kind."""

    stock: Number
    cumulative: Number
    rank: Number
    flow: Number


class DiscrepanciesFile(RuleFile):
    """What is told differently, and why it may differ."""

    FILE = "discrepancies.yaml"
    near_months: Count
    plausible_change_a_year: PlausiblePart
    tolerance: TolerancePart
    stale_figures: StaleFiguresPart
    marks: dict[str, Words]
    causes: Annotated[list[CausePart], AfterValidator(unique)]
    questions: Annotated[list[QuestionPart], AfterValidator(unique)]
    sentences: Annotated[
        dict[str, Bilingual],
        texts(
            "claim",
            "strongest",
            "equally_strong",
            "explained",
            "unexplained",
            "contradiction",
            "series",
            "repetition",
            "stale_figure",
        ),
    ]

    @field_validator("causes")
    @classmethod
    def _names_marks(cls, causes: Sequence[CausePart], info: ValidationInfo) -> Sequence[CausePart]:
        marks = info.data.get("marks")  # absent where they are wrong themselves, which is told
        unknown = [(n, c.when.marked) for n, c in enumerate(causes) if c.when.marked is not None]
        if marks is not None and (faults := [(n, m) for n, m in unknown if m not in marks]):
            raise several([((n, "when", "marked"), f"{m!r} is not among the marks") for n, m in faults])
        return causes
