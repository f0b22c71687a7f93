"""What validation says of one expectation: a row of the published table ``expectation_results``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipelines.validation.suites import Expectation

SubjectKind = Literal["delivery", "table"]


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """Grain: one subject (delivery or table), expectation and column.

    ``observed`` counts the rows that broke it, of the rows checked, with a few values where the column is
    public. A failed result of severity ``error`` stops publication; a ``warning`` is only shown.
    """

    subject_kind: SubjectKind
    subject: str
    expectation: str
    column_name: str
    success: bool
    severity: Literal["error", "warning"]
    observed: str
    description_fa: str
    description_en: str

    @property
    def blocks(self) -> bool:
        """Whether this result keeps the version from being published."""
        return not self.success and self.severity == "error"

    def to_row(self) -> dict[str, Any]:
        """Return the result as a row of ``expectation_results``."""
        return asdict(self)


def result_of(
    expectation: Expectation, kind: SubjectKind, subject: str, holds: bool, observed: str
) -> ExpectationResult:
    """Return what was found of ``expectation`` in a subject, in the words of the suite."""
    return ExpectationResult(
        kind,
        subject,
        expectation.name,
        expectation.column_name,
        holds,
        expectation.severity,
        observed,
        expectation.description_fa,
        expectation.description_en,
    )
