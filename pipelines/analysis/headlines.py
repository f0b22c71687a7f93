"""What people decided about headlines: the list in ``models/rules/headlines.yaml``, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.configuration.headline_rules import HeadlinesFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs


def headline_decisions(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each decision of a person about the basis that stands first, with who decided it, when and why."""
    for decided in read_rules(inputs.models, HeadlinesFile).decisions:
        yield {
            "indicator_id": decided.indicator,
            "area_code": decided.area,
            "basis": decided.basis,
            "decided_by": decided.decided_by,
            "decided_on": decided.decided_on,
            "reason": decided.reason,
        }
