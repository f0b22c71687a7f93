"""The coverage of registers once more, from the published values and statements alone.

In words: the newest count of the register, known or hidden, beside the newest positive figure of the census, of the
dialogue council's heads, the craft association or the chambers, not more than five years apart; of several figures of
one period the firmest counts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

INDICATORS = ("artisans", "weavers", "kilim_weavers", "cooperatives", "workshops")
OTHERS = (
    "census",
    "carpet_and_craft_working_group_head",
    "tourism_and_craft_commission_chair",
    "handicraft_association_head",
    "chamber_president",
    "iran_chamber_senior_adviser",
)
Key = tuple[str, str, str]


def _month(period: str) -> int:
    """Return the last month of a period, counted from the year 0."""
    year, quarter = int(period[:4]), period[5:]
    return 12 * year + (3 * int(quarter) if quarter else 12)


def compare_coverage(database: Any) -> tuple[int, list[str]]:
    """Return how many registers were compared, and what differs as sentences."""

    def ask(query: str) -> list[dict[str, Any]]:
        found = database.execute(query)
        names = [d[0] for d in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    registers: dict[Key, dict[str, Any]] = {}
    estimates: dict[Key, dict[str, Any]] = {}
    for row in ask("SELECT * FROM indicator_values WHERE basis = 'register' AND category = '' ORDER BY frequency DESC"):
        if row["indicator_id"] in INDICATORS and (row["value"] is not None or row["status"] == "suppressed"):
            key = row["indicator_id"], row["area_code"], row["domain"]
            if key not in registers or _month(row["period"]) >= _month(registers[key]["period"]):
                registers[key] = row
    grades = {r["code"]: int(r["sort"]) for r in ask("SELECT code, sort FROM codes WHERE list = 'grades'")}
    for row in ask("SELECT * FROM statements WHERE value > 0"):
        if row["indicator_id"] in INDICATORS and row["role"] in OTHERS and not row["category"]:
            key = row["indicator_id"], row["area_code"], row["domain"]
            row["rank"] = (
                -_month(row["period"]),
                grades.get(row["source_grade"], 99),
                row["figure_id"],
                row["row_number"],
            )
            if key not in estimates or row["rank"] < estimates[key]["rank"]:
                estimates[key] = row
    published = {(r["indicator_id"], r["area_code"], r["domain"]): r for r in ask("SELECT * FROM register_coverage")}
    faults = [f"{key}: only on one side" for key in published.keys() ^ (registers.keys() | estimates.keys())]
    for key, row in published.items():
        status, share = _expected(registers.get(key), estimates.get(key))
        if row["status"] != status:
            faults.append(f"{key}: {status} by the words, {row['status']} published")
        elif share is not None and abs(row["coverage"] - share) > Decimal("0.000001"):
            faults.append(f"{key}: coverage {share} computed, {row['coverage']} published")
    return len(published), faults


def _expected(register: dict[str, Any] | None, estimate: dict[str, Any] | None) -> tuple[str, Decimal | None]:
    if register is None:
        return "no_register", None
    if register["value"] is None:
        return "hidden", None
    if estimate is None:
        return "no_estimate", None
    if abs(int(register["period"][:4]) - int(estimate["period"][:4])) > 5:
        return "too_far_apart", None
    return "told", register["value"] / estimate["value"]
