"""A build: functions from what offices sent to a published version, called by the orchestrator and by the command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is: to check the models, nothing of a build is needed."""
    if name in __all__:
        found = (import_module(f"{__name__}.{module}") for module in ("reports", "context", "state"))
        return next(getattr(module, name) for module in found if hasattr(module, name))
    raise AttributeError(name)
