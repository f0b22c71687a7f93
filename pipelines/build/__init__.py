"""One build, step by step: the assembly of the stages that the orchestrator and the command both drive."""

from pipelines.build.reports import CheckOutcome, DeliveryOutcome, InventoryReport, PublishReport, StepReport
from pipelines.build.session import BuildSession

__all__ = [
    "BuildSession", "CheckOutcome", "DeliveryOutcome", "InventoryReport", "PublishReport", "StepReport",
]  # fmt: skip
