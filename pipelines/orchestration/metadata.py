"""Turn a step's report into what the orchestrator shows: counts, facts and a preview without persons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.pipeline import CheckOutcome, StepReport

if TYPE_CHECKING:
    import pandas as pd

#: A preview is a glance: longer cells are cut.
CELL_CHARACTERS = 40
SEVERITIES = {"error": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}


def shown(value: Any) -> Any:
    """Return a fact as the orchestrator can store it; exact decimals stay exact as text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return "—" if value is None or value == "" else value
    if isinstance(value, (Decimal, datetime)):
        return str(value)
    if isinstance(value, Mapping):
        return dg.MetadataValue.json({str(k): v for k, v in value.items()})
    return str(value)


def _cell(value: Any) -> str:
    import pandas as pd

    text = "" if pd.isna(value) else str(value)
    text = " ".join(text.split()).replace("|", "\\|")
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"


def table(frame: pd.DataFrame) -> str:
    """Return a small frame as a Markdown table."""
    lines = [list(map(str, frame.columns)), ["---"] * len(frame.columns)]
    lines += [[_cell(v) for v in row] for row in frame.itertuples(index=False)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def metadata(report: StepReport, *, persons: bool) -> dict[str, Any]:
    """Return the metadata of a materialisation; ``persons`` leaves the preview out."""
    facts = {name: shown(value) for name, value in report.metadata.items()}
    facts["dagster/row_count"] = report.rows
    if report.preview is not None and not persons and len(report.preview):
        facts["preview"] = dg.MetadataValue.md(table(report.preview))
    return facts


def check_result(outcome: CheckOutcome, key: tuple[str, ...]) -> dg.AssetCheckResult:
    """Return a check's outcome as the orchestrator's; a failed one of severity error stops what follows."""
    return dg.AssetCheckResult(
        passed=outcome.passed,
        asset_key=dg.AssetKey(key),
        check_name=outcome.name,
        severity=SEVERITIES[outcome.severity],
        description=outcome.description,
        metadata={name: shown(value) for name, value in outcome.metadata.items()},
    )
