"""Find the measurements by which a target is assessed: of its own frequency, of one basis, like compared with like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.analysis.status import Measurement, quarter_index, rank
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period


def in_frequency(rows: Iterable[Mapping[str, Any]], frequency: str, kind: str) -> list[Measurement]:
    """Return the known values of one cell at ``frequency``, by basis and period.

    Where a year was not told, a flow's year is the sum of its four quarters if all are known, and a level's year is
    its fourth quarter. A level told for a year stands for that year's end. A flow of a year is never spread over its
    quarters.
    """
    known = [r for r in rows if r["value"] is not None]
    found = {(r["basis"], r["period"]): _of([r], r["period"]) for r in known if r["frequency"] == frequency}
    for (basis, period), parts in _others(known, frequency, kind).items():
        found.setdefault((basis, period), _of(parts, period))
    return [found[key] for key in sorted(found)]


def _others(
    known: Sequence[Mapping[str, Any]], frequency: str, kind: str
) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    others: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted((r for r in known if r["frequency"] != frequency), key=lambda r: str(r["period"])):
        own = Period.parse(row["period"])
        within = own.ending(frequency).key
        if frequency == "Q" and kind != "flow":
            others[row["basis"], within] = [row]
        elif frequency == "A" and (kind == "flow" or own.quarter == QUARTERS_OF_YEAR):
            others.setdefault((row["basis"], within), []).append(row)
    needed = QUARTERS_OF_YEAR if kind == "flow" else 1
    return {key: parts for key, parts in others.items() if len(parts) == needed}


def _of(rows: Sequence[Mapping[str, Any]], period: str) -> Measurement:
    total = sum((r["value"] for r in rows), Decimal(0))
    return Measurement(period, total, rows[0]["basis"], tuple(str(r.get("value_id", "")) for r in rows))


def newest(found: Iterable[Measurement], rules: StatusFile) -> Measurement | None:
    """Return the newest measurement; of two of one period the one whose basis is believed first."""
    return min(found, key=lambda m: (-quarter_index(m.period), rank(m.basis, rules)), default=None)


def pair(
    found: Sequence[Measurement], began: str | None, stated: Decimal | None, rules: StatusFile
) -> tuple[Measurement | None, Measurement | None]:
    """Return baseline and newest measurement of one basis: one that has the baseline, if any has.

    A ``stated`` baseline is taken as it is stated. Without ``began`` there is nothing to start from.
    """
    at_start = {m.basis: m for m in found if m.period == began and _agrees(m.value, stated, rules)}
    latest = newest([m for m in found if m.basis in at_start] if at_start else found, rules)
    if began is None:
        return None, latest
    if stated is not None:
        return Measurement(began, stated), latest
    return (at_start.get(latest.basis) if latest else None), latest


def _agrees(value: Decimal, stated: Decimal | None, rules: StatusFile) -> bool:
    return stated is None or abs(value - stated) <= rules.baseline_tolerance * max(abs(value), abs(stated))


def accumulated(found: Sequence[Measurement], baseline: Measurement, basis: str, frequency: str) -> Measurement | None:
    """Return what came since the baseline, added up to the newest period before which none is missing.

    ``baseline`` is what the sum starts from (commonly zero) and its own period is not counted again.
    """
    by_place = {_place(m.period, frequency): m for m in found if m.basis == basis}
    place, total = _place(baseline.period, frequency) + 1, baseline.value
    value_ids: list[str] = []
    last = None
    while place in by_place:
        total += by_place[place].value
        value_ids += by_place[place].value_ids
        last = by_place[place].period
        place += 1
    return Measurement(last, total, basis, tuple(value_ids)) if last else None


def _place(period: str, frequency: str) -> int:
    return Period.parse(period).ending(frequency).place
