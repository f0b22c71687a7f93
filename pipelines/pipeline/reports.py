"""What each step of a build tells its driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from pipelines.cleaning import CleanedDelivery
from pipelines.foundation.messages import Language, Message
from pipelines.governance.assessment import Assessment
from pipelines.governance.corrections import Finding
from pipelines.intake.deliveries import Delivery

if TYPE_CHECKING:
    import pandas as pd

    from pipelines.reading import ReadResult


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The outcome of one check; ``severity`` error stops what comes after, warning is only shown."""

    name: str
    passed: bool
    severity: Literal["error", "warning"] = "error"
    description: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepReport:
    """Rows made by a step, facts about it, a preview without persons, and its checks."""

    rows: int
    metadata: dict[str, Any] = field(default_factory=dict)
    preview: pd.DataFrame | None = None
    checks: list[CheckOutcome] = field(default_factory=list)


#: Reasons of a hold that no approval overcomes.
_NO_APPROVAL = frozenset({"check_fails", "step_fails", "delivery_fails", "correction_base_waits"})


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """A delivery with what reading, cleaning and comparing found of it. Nothing changes it: each step returns another.

    ``message`` is the first reason why it is held or refused, ``more`` are the others. ``corrections`` are the
    guarded corrections that speak of it; ``assessment`` sets it beside the delivery ``compared_with``. ``resolved``
    says of rows in quarantine (sheet, row) which later delivery brought them in corrected. ``span`` are the months that
    it speaks for, where they are more or less than its period, ``cover`` the area or office to which it is restricted.
    ``doubts`` are reasons to wait by what it says of its months, approved or not; ``notices`` tell of it as a whole.
    """

    delivery: Delivery
    state: Literal["published", "held", "refused", "superseded"]
    period: str | None = None
    message: Message | None = None
    read: ReadResult | None = None
    cleaned: CleanedDelivery | None = None
    more: tuple[Message, ...] = ()
    corrections: tuple[Finding, ...] = ()
    assessment: Assessment | None = None
    compared_with: str | None = None
    resolved: Mapping[tuple[str, int], str] = field(default_factory=dict)
    span: str | None = None
    cover: str = ""
    doubts: tuple[Message, ...] = ()
    notices: tuple[Message, ...] = ()

    def held(self, reasons: Sequence[Message]) -> DeliveryOutcome:
        """Return it waiting for approval."""
        return replace(self, state="held", message=reasons[0], more=tuple(reasons[1:]))

    def published(self) -> DeliveryOutcome:
        """Return it in force."""
        return replace(self, state="published", message=None, more=())

    def reason(self, language: Language) -> str | None:
        """Return why it is held or refused, every reason a sentence of its own."""
        if self.message is None:
            return None
        return " ".join(m.text(language) for m in (self.message, *self.more, *self._brings()))

    def _brings(self) -> list[Message]:
        """Return what approving a held delivery would publish; nothing where an approval publishes nothing."""
        reasons = [self.message, *self.more]
        if self.state != "held" or self.cleaned is None or any(m and m.id in _NO_APPROVAL for m in reasons):
            return []
        kept_out = str(self.cleaned.rows_quarantined) if self.cleaned.rows_quarantined else ""
        told = {"count": f"{self.cleaned.rows_loaded:,}", "value": self.period or "—", "found": kept_out}
        return [Message("hold_brings", "hold", told)]


def out_of_force(delivery: Delivery, reasons: Mapping[str, str]) -> DeliveryOutcome:
    """Return the outcome of a delivery that was not taken up: rejected, or replaced by a newer one."""
    if delivery.decision != "rejected":
        return DeliveryOutcome(delivery, "superseded", delivery.period)
    params = {"file": delivery.file_name, "reason": reasons.get(delivery.delivery_id, "—")}
    return DeliveryOutcome(delivery, "refused", delivery.period, Message("delivery_rejected", "refuse", params))


@dataclass(frozen=True, slots=True)
class PublishReport:
    """The published version and what every delivery became."""

    version: int
    path: str
    tables: dict[str, int]
    outcomes: list[DeliveryOutcome]
    expectations: int
    failed_expectations: list[str]

    @property
    def has_open_deliveries(self) -> bool:
        """Whether a delivery was held or refused."""
        return any(o.state in ("held", "refused") for o in self.outcomes)
