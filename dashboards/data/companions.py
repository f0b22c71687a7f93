"""What is told beside the figure of an indicator: figures of others, of the same area, domain, basis and period.

A figure of another part, or known in another way, is no companion: what stands beside it would not be its share.
"""

from __future__ import annotations

from dashboards.data.versions import Row
from dashboards.data.view import View

#: By indicator, which others are told beside it.
COMPANIONS: dict[str, tuple[str, ...]] = {
    "artisans_licensed": ("artisans", "licence_coverage", "valid_licence_coverage"),
    "weavers_permitted": ("weavers", "permit_coverage", "valid_permit_coverage"),
    "credit_applied_files": ("credit_allocated",),
}


def companion(view: View, row: Row, indicator_id: str) -> Row | None:
    """Return another indicator's value at the address of ``row``; None where it has none there."""
    return view.tables.one(
        "select * from indicator_values where indicator_id = ? and area_code = ? and domain = ? "
        "and category = '' and basis = ? and frequency = ? and period = ? and value is not null",
        indicator_id,
        *(row[name] for name in ("area_code", "domain", "basis", "frequency", "period")),
    )


def companions(view: View, row: Row) -> list[Row]:
    """Return every figure that is told beside a whole value."""
    if row["category"]:
        return []
    found = (companion(view, row, name) for name in COMPANIONS.get(str(row["indicator_id"]), ()))
    return [other for other in found if other is not None]
