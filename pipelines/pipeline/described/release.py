"""The tables that a version tells of itself: when and of what it was made, and what was found when it was validated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import ReleaseFacts


def release(inputs: Inputs) -> Sequence[Mapping[str, Any]]:
    """Return the one row of the version; none while it is only tried."""
    facts: ReleaseFacts = inputs.facts
    return facts.release


def expectation_results(inputs: Inputs) -> Sequence[Mapping[str, Any]]:
    """Return what the validator found. Grain: expectation of a delivery or of a table."""
    facts: ReleaseFacts = inputs.facts
    return facts.results
