"""The rules of the coverage of registers: which indicators are compared, and whose figure counts as another's."""

from __future__ import annotations

from typing import Annotated

from pipelines.configuration.parts import Bilingual, Indicator
from pipelines.configuration.rules import Positive, Reasoned, RuleFile, Words, texts


class RegisterCoverageFile(RuleFile):
    """How much of what others estimate the registers hold."""

    FILE = "register_coverage.yaml"
    indicators: list[Indicator]
    independent_roles: Words
    most_years_apart: Reasoned[Positive]
    sentences: Annotated[dict[str, Bilingual], texts("told", "too_far_apart", "hidden", "no_register", "no_estimate")]
