"""What each step of a build tells its driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipelines.cleaning import CleanedDelivery
from pipelines.governance.corrections import Finding
from pipelines.governance.judgement import Judgement
from pipelines.ledger import Delivery
from pipelines.messages import Language, Message

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


@dataclass(frozen=True, slots=True)
class InventoryReport:
    """What was found in ``raw/``: current deliveries, new ones, and files that are no delivery."""

    deliveries: list[Delivery]
    refused: list[tuple[str, Message]]
    unchanged: bool
    build_key: str


#: Reasons of a hold that no approval overcomes.
_NO_APPROVAL = frozenset({"check_fails", "step_fails", "delivery_fails", "correction_base_waits"})


@dataclass(slots=True)
class DeliveryOutcome:
    """A delivery with what reading, cleaning and judging made of it.

    ``message`` is the first reason why it is held or refused, ``more`` are the others. ``corrections`` are the
    guarded corrections that speak of it; ``judgement`` sets it beside the delivery ``compared_with``. ``resolved``
    says of rows in quarantine (sheet, row) which later delivery brought them in corrected.
    """

    delivery: Delivery
    state: Literal["published", "held", "refused", "superseded"]
    period: str | None = None
    message: Message | None = None
    read: ReadResult | None = None
    cleaned: CleanedDelivery | None = None
    more: list[Message] = field(default_factory=list)
    corrections: list[Finding] = field(default_factory=list)
    judgement: Judgement | None = None
    compared_with: str | None = None
    resolved: dict[tuple[str, int], str] = field(default_factory=dict)
    #: The months that it speaks for, where they are more or less than its period.
    span: str | None = None
    #: What it is restricted to, an area or an office; empty where it covers all that its feed is of.
    cover: str = ""
    #: Why it should wait by what it says of its months, approved or not.
    doubts: list[Message] = field(default_factory=list)
    #: What else is told of it as a whole.
    notices: list[Message] = field(default_factory=list)

    def hold(self, reasons: Sequence[Message]) -> None:
        """Let the delivery wait for approval."""
        self.state, self.message, self.more = "held", reasons[0], list(reasons[1:])

    def publish(self) -> None:
        """Let the delivery come into force."""
        self.state, self.message, self.more = "published", None, []

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
    return DeliveryOutcome(
        delivery, "refused", delivery.period, Message("delivery_rejected", "refuse", params)
    )


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
