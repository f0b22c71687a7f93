"""A build: functions from what offices sent to a published version, which the orchestrator and the command both call."""

from pipelines.pipeline.context import Context, open_context
from pipelines.pipeline.reports import CheckOutcome, DeliveryOutcome, PublishReport, StepReport
from pipelines.pipeline.state import Build

__all__ = [
    "Build",
    "CheckOutcome",
    "Context",
    "DeliveryOutcome",
    "PublishReport",
    "StepReport",
    "open_context",
]
