"""The rules of the craft red list: by which criteria a craft is in danger, and the words of its states."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from pipelines.configuration.faults import several
from pipelines.configuration.parts import Bilingual, Part, Text
from pipelines.configuration.rules import Positive, Reasoned, RuleFile, Share, texts, unique

#: What a criterion may be measured by. ``balance`` is entrants less leavers.
Measure = Literal["practitioners", "median_age", "under_35_share", "entrants", "balance", "trainees"]


class ConditionPart(Part):
    """A measure that lies below a number, or is at least as large."""

    measure: Measure
    below: Decimal | None = None
    at_least: Decimal | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> ConditionPart:
        if (self.below is None) == (self.at_least is None):
            raise several([((), "either below or at_least is expected")])
        return self

    def holds(self, value: Decimal | int | None) -> bool | None:
        """Return whether it holds; None where the measure is not told."""
        if value is None:
            return None
        return value < self.below if self.below is not None else value >= (self.at_least or 0)


class DangerPart(Part):
    """A criterion of danger: it holds where all of its conditions do."""

    id: Text
    state: Literal["critically_endangered", "endangered"]
    all: Annotated[list[ConditionPart], Field(min_length=1)]
    title: Bilingual
    why: Text


class RedListSourcePart(Part):
    """Where states and criteria come from."""

    url: Text
    text: Bilingual


class RedListFile(RuleFile):
    """Which craft of a county is in danger, and by what."""

    FILE = "red_list.yaml"
    source: RedListSourcePart
    fewest_for_age: Reasoned[Positive]
    least_known_share: Reasoned[Share]
    criteria: Annotated[list[DangerPart], AfterValidator(unique)]
    states: Annotated[dict[str, Bilingual], texts("viable", "endangered", "critically_endangered", "not_known")]
    sentences: Annotated[dict[str, Bilingual], texts("decided", "viable", "hidden", "not_told")]

    @model_validator(mode="after")
    def _worst_first(self) -> RedListFile:
        states = [criterion.state for criterion in self.criteria]
        if states != sorted(states):  # "critically_endangered" stands before "endangered" in the alphabet, too
            raise several([(("criteria",), "those of critically_endangered stand first: the first that holds decides")])
        return self
