"""Find the measurements by which a target is assessed: of its own frequency, of one basis, like compared with like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.analysis.paths import Measurement, quarter_index
from pipelines.analysis.status import rank
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period

#: A ratio of which each period begins anew: neither the sum of its quarters nor the last of them is its year.
FLOW_RATIO = "flow_ratio"


def in_frequency(rows: Iterable[Mapping[str, Any]], frequency: str, kind: str) -> list[Measurement]:
    """Return the known values of one cell at ``frequency``, by basis and period.

    Where a year was not told, a flow's year is the sum of its four quarters if all are known, and a level's year is
    its fourth quarter. A level told for a year stands for that year's end. A flow of a year is never spread over its
    quarters. A share of flows (``flow_ratio``) is only known for the periods for which it is told.
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
    if kind == FLOW_RATIO:
        return others
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
    qualifier = _together(r.get("qualifier") or "exact" for r in rows)
    is_provisional = any(r.get("status") == "provisional" for r in rows)
    value_ids = tuple(str(r.get("value_id", "")) for r in rows)
    return Measurement(period, total, rows[0]["basis"], value_ids, qualifier, is_provisional)


def _together(qualifiers: Iterable[str]) -> str:
    """Return what is said of a sum: as of its parts where those that are not exact agree, else about."""
    found = set(qualifiers) - {"exact"}
    return found.pop() if len(found) == 1 else "about" if found else "exact"


def newest(found: Iterable[Measurement], rules: StatusFile) -> Measurement | None:
    """Return the newest measurement; of two of one period the one whose basis is believed first."""
    return min(found, key=lambda m: (-quarter_index(m.period), rank(m.basis, rules)), default=None)


def at_its_date(end: str, *, is_of_a_period: bool) -> Callable[[Iterable[Measurement], StatusFile], Measurement | None]:
    """Return how the measurement is found by which a target is assessed whose date, the end of ``end``, has passed.

    It is the first at the date or after it; where each period begins anew, only that of the date itself says anything.
    Where there is none, the last before it is shown.
    """
    date = quarter_index(end)

    def found(measured: Iterable[Measurement], rules: StatusFile) -> Measurement | None:
        all_of_them = list(measured)
        since = [m for m in all_of_them if quarter_index(m.period) >= date]
        if is_of_a_period:
            since = [m for m in since if quarter_index(m.period) == date]
        first = min(since, key=lambda m: (quarter_index(m.period), rank(m.basis, rules)), default=None)
        return first or newest([m for m in all_of_them if quarter_index(m.period) < date], rules)

    return found


def pair(
    found: Sequence[Measurement],
    began: str | None,
    stated: Decimal | None,
    rules: StatusFile,
    speaking: Callable[[Iterable[Measurement], StatusFile], Measurement | None] = newest,
) -> tuple[Measurement | None, Measurement | None]:
    """Return baseline and the measurement that speaks (the newest), of the basis that has the baseline, if one has.

    A ``stated`` baseline is taken as it is stated. Without ``began`` there is nothing to start from.
    """
    at_start = {m.basis: m for m in found if m.period == began and _agrees(m.value, stated, rules)}
    latest = speaking([m for m in found if m.basis in at_start] if at_start else found, rules)
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
    parts: list[Measurement] = []
    while place in by_place:
        parts.append(by_place[place])
        place += 1
    if not parts:
        return None
    total += sum((m.value for m in parts), Decimal(0))
    value_ids = tuple(value_id for m in parts for value_id in m.value_ids)
    is_provisional = any(m.is_provisional for m in parts)
    return Measurement(parts[-1].period, total, basis, value_ids, _together(m.qualifier for m in parts), is_provisional)


def _place(period: str, frequency: str) -> int:
    return Period.parse(period).ending(frequency).place
