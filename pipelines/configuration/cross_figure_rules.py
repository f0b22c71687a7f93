"""The rules between figures: parts make their whole, a subset is no more than its set, a county than its province."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from pipelines.configuration.faults import several
from pipelines.configuration.parts import Bilingual, Domain, Indicator, Part, Text
from pipelines.configuration.rules import Number, RuleFile, Words, unique


class SelectorPart(Part):
    """Values that a rule speaks of."""

    indicator: Indicator
    domain: Domain | None = None
    category: str = ""


#: What else a rule of each kind names.
CROSS_KINDS = {
    "parts_sum": ("whole", "parts"),
    "at_most": ("whole", "part"),
    "area_at_most": (),
    "areas_sum_at_most": (),
}


class CrossRulePart(Part):
    """What figures must satisfy among themselves."""

    id: Text
    title: Bilingual
    kind: Literal["parts_sum", "at_most", "area_at_most", "areas_sum_at_most"]
    severity: Literal["warn", "hold"]
    whole: SelectorPart | None = None
    parts: list[SelectorPart] | None = None
    part: SelectorPart | None = None
    tolerance: Number = Decimal(0)
    bases: Words = Field(default_factory=list)
    indicators: list[Indicator] | None = None

    @model_validator(mode="after")
    def _names_what_its_kind_compares(self) -> CrossRulePart:
        needed = CROSS_KINDS[self.kind]
        allowed = needed or ("indicators",)
        given = [n for n in ("whole", "parts", "part", "indicators") if getattr(self, n) is not None]
        faults = [((n,), "is missing") for n in needed if n not in given]
        faults += [((n,), f"nothing reads it for the kind {self.kind}") for n in given if n not in allowed]
        if faults:
            raise several(faults)
        return self


class CrossFiguresFile(RuleFile):
    """All rules among figures."""

    FILE = "cross_figures.yaml"
    rules: Annotated[list[CrossRulePart], AfterValidator(unique)]
