"""The rules of analysis: targets, comparisons, commitments, figures among themselves, craft cities.

What a rule names of the code (a formula, a figure) is held against it by the module that computes it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipelines.configuration.faults import several
from pipelines.configuration.headers import BASES, Kind
from pipelines.configuration.parts import (
    Area,
    Bilingual,
    Count,
    Domain,
    Indicator,
    Part,
    Text,
    Unit,
)
from pipelines.configuration.rules import Number, Positive, Reasoned, RuleFile, Share, Words, each_of, texts, unique

#: The states of a target that a measurement can give it.
TARGET_STATES = ("missed", "off_track", "behind", "not_available", "on_track", "reached")
#: The sentences of a target: which of them is said depends on what was measured and when.
TARGET_SENTENCES = (
    "unmeasured",
    "reached",
    "too_old",
    "no_baseline",
    "no_start",
    "nothing_since",
    "nothing_due_yet",
    "nothing_due",
    "on_the_way",
    "running",
    "bound",
    "reached_by_date",
    "reached_before",
    "missed",
    "past_unmeasured",
    "past_before",
    "past_bound",
)

#: The sentences of what a target would take.
REQUIREMENT_SENTENCES = (
    "reached",
    "missed",
    "unmeasured",
    "level",
    "level_months",
    "level_slow",
    "flow",
    "flow_slow",
    "flow_running",
    "flow_running_slow",
    "flow_down",
    "of_whole",
    "inexact",
    "month_and_week",
    "month_only",
    "rate",
    "no_rate",
    "aged",
    "when",
    "catching_up",
    "slower",
    "slower_steps",
    "never",
    "share",
    "share_slow",
)


class StatusFile(RuleFile):
    """When a target counts as on track, and by which measurement it is assessed."""

    FILE = "status.yaml"
    on_track: Decimal
    off_track: Decimal
    basis_order: Words
    baseline_tolerance: Number
    gravest_first: Words
    oldest_months: Annotated[dict[Kind, Positive], each_of(*get_args(Kind))]
    sentences: Annotated[dict[str, Bilingual], texts(*TARGET_SENTENCES)]
    qualifiers: dict[str, Bilingual]
    provisional: Bilingual
    points: Bilingual
    gaps: dict[str, Bilingual]
    why: Text

    @field_validator("gravest_first")
    @classmethod
    def _names_each_state(cls, states: list[str]) -> list[str]:
        if sorted(states) != sorted(TARGET_STATES):
            raise several([((), f"gravest_first names each of {', '.join(TARGET_STATES)} once")])
        return states

    @model_validator(mode="after")
    def _in_order(self) -> StatusFile:
        if not 0 < self.off_track <= self.on_track <= 1:
            raise several([(("off_track",), "0 < off_track ≤ on_track ≤ 1 is expected")])
        return self


class BlanksFile(RuleFile):
    """What a missing figure of an indicator means, by the bases on which it is known and by its kind."""

    FILE = "blanks.yaml"
    by_basis: Annotated[dict[str, Bilingual], texts(*BASES)]
    by_kind: Annotated[dict[str, Bilingual], texts(*get_args(Kind))]
    why: Text


class DisclosureFile(RuleFile):
    """Which counts of persons are too small to be published, and which series tell of one another."""

    FILE = "disclosure.yaml"
    smallest_published: Reasoned[Positive]
    alike_share: Reasoned[Share]


class LicencesFile(RuleFile):
    """The outlook of licences that run out."""

    FILE = "licences.yaml"
    horizon_quarters: Positive
    smallest_base: Positive
    why: Text


class ReleaseCalendarFile(RuleFile):
    """When the bulletin of a quarter is due."""

    FILE = "release_calendar.yaml"
    days_after_quarter: Positive
    quarters_ahead: Positive
    why: Text


class PeoplePart(Part):
    """Figures for each thousand people."""

    oldest_years: Count
    units: list[Unit]


class PerArtisanPart(Part):
    """Figures for each artisan: by domain who they are, and of which indicators."""

    artisans: dict[Domain, Indicator]
    indicators: list[Indicator]


class RankingsPart(Part):
    """When counties may be ranked."""

    confidence: Annotated[float, Field(gt=0.5, lt=1)]
    smallest_denominator: Count
    least_counties: Count
    shares_of_amounts: list[Indicator]
    count_units: list[Unit]


class ComparisonsFile(RuleFile):
    """With what a figure may be compared."""

    FILE = "comparisons.yaml"
    per_1000_people: PeoplePart
    smaller_since: dict[Area, str]
    per_artisan: PerArtisanPart
    comparable_qualifiers: Words
    rankings: RankingsPart


class ScaledPart(Part):
    """A unit of large amounts, as sentences tell it: divided by so much, under another name."""

    by: Positive
    unit: Bilingual


class RequirementsFile(RuleFile):
    """What it would take to reach a target."""

    FILE = "requirements.yaml"
    rate_quarters: Positive
    most_years: Positive
    weeks_of_quarter: Positive
    least_counties: Count
    scaled: dict[Unit, ScaledPart]
    sentences: Annotated[dict[str, Bilingual], texts(*REQUIREMENT_SENTENCES)]
    others: Bilingual


class CraftCitiesFile(RuleFile):
    """What is said of secretariats and of annual reports."""

    FILE = "craft_cities.yaml"
    secretary_offices: Words
    others_who_could: Words
    sentences: Annotated[
        dict[str, Bilingual],
        texts(
            "vacancy",
            "vacancy_head",
            "overlap",
            "effect",
            "effect_not_known",
            "clock_owed",
            "clock_not_known",
            "clock_no_duty",
            "world_to_come",
            "world_due",
            "world_passed",
            "world_not_registered",
            "world_date_not_known",
            "world_membership_not_known",
        ),
    ]


CommitmentState = Literal[
    "stated",
    "accepted",
    "in_progress",
    "evidence_delivered",
    "kept",
    "overdue",
    "withdrawn",
    "cannot_be_judged",
]
_STATES = get_args(CommitmentState)


class CommitmentsFile(RuleFile):
    """From promise to proof: states, how one leads to another, and what the data get wrong."""

    FILE = "commitments.yaml"
    states: Annotated[dict[str, Bilingual], texts(*_STATES)]
    transitions: Annotated[dict[CommitmentState, list[CommitmentState]], each_of(*_STATES)]
    verifying_evidence: Words
    standings: Annotated[
        dict[str, Bilingual], texts("kept", "open", "overdue", "no_due_date", "withdrawn", "cannot_be_judged")
    ]
    faults: Annotated[
        dict[str, Bilingual],
        texts(
            "transition_not_allowed",
            "kept_without_evidence",
            "overdue_without_due_date",
            "overdue_before_due",
            "overdue_not_told",
            "evidence_before_promise",
            "due_date_moved",
        ),
    ]
    sentences: Annotated[
        dict[str, Bilingual],
        texts(
            "kept",
            "kept_late",
            "kept_in_time",
            "open",
            "overdue",
            "no_due_date",
            "withdrawn",
            "cannot_be_judged",
        ),
    ]


# --- craft cities --------------------------------------------------------------------------------------------------


#: What columns of a row must hold: a value, or one of several.
Conditions = dict[str, StrictBool | StrictInt | str | list[str]]


class RecentPart(Part):
    """Rows not older than so many calendar years."""

    column: Text
    years: Positive


class MeasuredFromPart(Part):
    """How a criterion is measured: by the rows of a table, or by the newest value of an indicator."""

    indicator: Indicator | None = None
    basis: Text | None = None
    domain: Domain | None = None
    table: Annotated[str, Field(pattern=r"^core\.[a-z_]+$")] | None = None
    area: Literal["city", "county", "either", "any"]
    at_least: Number
    known_by: Literal["area", "table", "rows"] | None = None
    where: Conditions | None = None
    last_years: RecentPart | None = None
    unclear: Conditions | None = None

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> MeasuredFromPart:
        needed = ("basis", "domain") if self.indicator is not None else ("table", "known_by")
        other = (
            ("table", "known_by", "where", "last_years", "unclear")
            if self.indicator is not None
            else ("basis", "domain")
        )
        source = "an indicator" if self.indicator is not None else "a table"
        faults = [((n,), "is missing") for n in needed if getattr(self, n) is None]
        faults += [((n,), f"nothing reads it for {source}") for n in other if getattr(self, n) is not None]
        if faults:
            raise several(faults)
        return self


class CriterionSourcePart(Part):
    """Where a criterion comes from."""

    kind: Literal["law", "minutes", "guide", "team_proposal"]
    text: Bilingual
    url: Text | None = None


class CriterionPart(Part):
    """One line of the checklist, measured from the data or by hand."""

    id: Text
    weight: Positive
    title: Bilingual
    source: CriterionSourcePart
    measured_from: MeasuredFromPart | None = None
    manual: StrictBool = False

    @model_validator(mode="after")
    def _is_met_one_way(self) -> CriterionPart:
        if (self.measured_from is not None) == self.manual:
            raise several([((), "either measured_from or manual is expected")])
        return self


class VerdictPart(Part):
    """What a person decided, and by which evidence."""

    city: Area
    criterion: Text
    met: StrictBool
    decided_on: Text
    evidence: Bilingual


class ReadinessFile(RuleFile):
    """How ready a craft city is for world registration."""

    FILE = "readiness.yaml"
    criteria: Annotated[list[CriterionPart], AfterValidator(unique)]
    verdicts: list[VerdictPart]
    sentences: Annotated[
        dict[str, Bilingual], texts("met", "not_met", "not_known", "unclear", "manual_not_known", "score")
    ]

    @field_validator("verdicts")
    @classmethod
    def _of_manual_criteria(cls, verdicts: list[VerdictPart], info: ValidationInfo) -> list[VerdictPart]:
        manual = {c.id for c in info.data.get("criteria", ()) if c.manual}
        wrong = [(n, v.criterion) for n, v in enumerate(verdicts) if v.criterion not in manual]
        if "criteria" in info.data and wrong:
            raise several([((n, "criterion"), f"{name!r} is no manual criterion") for n, name in wrong])
        return verdicts
