"""The rules of headlines: which figure of an indicator stands first where it is known on several bases."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator

from pipelines.configuration.demo_rules import JalaliDay
from pipelines.configuration.faults import several
from pipelines.configuration.parts import Area, Domain, Indicator, Office, Part, Text
from pipelines.configuration.rules import RuleFile


class HeadlineDecisionPart(Part):
    """Which basis of an indicator stands first in an area because a person decided so."""

    indicator: Indicator
    area: Area
    basis: Literal["reported", "register", "customs", "suitcase"]
    decided_by: Office
    decided_on: JalaliDay
    reason: Text


class HeadlinesFile(RuleFile):
    """Which figure of an indicator stands first where it is known on several bases."""

    FILE = "headlines.yaml"
    least_coverage: Annotated[Decimal, Field(gt=0, le=1)]
    domains: list[Domain]
    decisions: list[HeadlineDecisionPart]
    why: Text

    @field_validator("decisions")
    @classmethod
    def _decides_once(cls, decisions: list[HeadlineDecisionPart]) -> list[HeadlineDecisionPart]:
        told = [(one.indicator, one.area) for one in decisions]
        if twice := [of for of in dict.fromkeys(told) if told.count(of) > 1]:
            raise several([((), f"{', '.join(of)} is decided twice") for of in twice])
        return decisions
