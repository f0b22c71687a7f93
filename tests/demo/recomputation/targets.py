"""The state of every target once more, written from the words and from the published values and targets alone.

Nothing of the pipelines is used: periods, ages, paths and the choice of the measurement are reckoned here anew. The
words: like is compared with like, so the basis whose own figure of the baseline's period is the stated one (within one
per cent) speaks, else any; of two of one period the register, then customs, suitcases, statements. Before its date a
target stands by its newest figure, not older than its limit; from its date on by the first figure at it or after it.
"""

from __future__ import annotations

import re
from datetime import UTC, date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import jdatetime

Row = dict[str, Any]
BASES = ("register", "customs", "suitcase", "reported")
AT_LEAST, AT_MOST = ("more_than", "at_least"), ("less_than", "at_most")
CELL = ("indicator_id", "area_code", "domain", "category")


def months(period: str) -> tuple[int, int]:
    """Return the first and the last month of a period, counted from the year 0."""
    year = int(period[:4]) * 12
    if quarter := re.fullmatch(r"\d{4}Q(\d)", period):
        first = year + 3 * (int(quarter[1]) - 1)
        return first, first + 2
    return (year, year + 11) if len(period) == 4 else (year + int(period[5:]) - 1,) * 2


def this_month(day: date) -> int:
    """Return the Jalali month of a day, counted from the year 0."""
    jalali = jdatetime.date.fromgregorian(date=day)
    return int(jalali.year * 12 + jalali.month - 1)


def state(target: Row, points: list[Row], values: list[Row], kind: str, direction: str, limit: int, day: date) -> str:
    """Return the state of one target on a day; ``kind`` is flow, flow_ratio, cumulative or level."""
    now, end = this_month(day), months(target["target_period"])[1]
    over, goal, began = end < now, target["target_value"], target["baseline_period"]
    told, start = _speaking(target, values, kind, now, end)
    if target["path"] == "cumulative" and not began:
        return "not_available"  # there is nothing from which to add
    if target["path"] == "cumulative" and told:
        told, start = _added(target, values, told["basis"], now, end), target["baseline_value"] or Decimal(0)
    if told is None:
        return "not_available"
    up = goal > start if start is not None and goal != start else direction != "down"
    value, first, last = told["value"], *months(told["period"])
    met = value >= goal if up else value <= goal
    certain_met, certain_not = _sure(told["qualifier"], up)
    grows = up and (kind == "cumulative" or target["path"] == "cumulative")
    if over:
        if last < end:
            return "reached" if met and grows and certain_met else "not_available"
        if met:
            return "reached" if certain_met else "not_available"
        return "missed" if certain_not else "not_available"
    part = Decimal(min(now - first, last - first + 1)) / (last - first + 1)
    running = kind in ("flow", "flow_ratio") and target["path"] != "cumulative" and part < 1
    too_old = now - last - 1 > limit
    if met and certain_met and (grows or not too_old) and (up or not running):
        return "reached"
    if too_old:
        return "not_available"
    return _on_the_way(target, points, told, start, up, part if running else Decimal(1), (certain_met, certain_not))


def _sure(qualifier: str | None, up: bool) -> tuple[bool, bool]:
    """Return whether what is told tells for sure that a level is met, and that it is not."""
    at_least, at_most = qualifier in AT_LEAST, qualifier in AT_MOST
    return (not at_most, not at_least) if up else (not at_least, not at_most)


def _on_the_way(
    target: Row, points: list[Row], told: Row, start: Decimal | None, up: bool, part: Decimal, sure: tuple[bool, bool]
) -> str:
    at, steps = months(told["period"])[1], target["path"] in ("steps", "milestones")
    corners = sorted((months(p["period"])[1], p["value"]) for p in points)
    begin = None if start is None else (months(target["baseline_period"])[1], start)
    corners = [c for c in corners if c[0] < months(target["target_period"])[1] and (begin is None or c[0] > begin[0])]
    corners = [*([begin] if begin else []), *corners, (months(target["target_period"])[1], target["target_value"])]
    if not steps and (begin is None or at <= begin[0]):
        return "not_available"
    due = [c for c in corners if c[0] <= at] or ([begin] if begin else [])
    if not due:
        return "on_track"
    asked = due[-1][1]
    ahead = corners[corners.index(due[-1]) + 1 :]
    if not steps and ahead:
        asked += (ahead[0][1] - asked) * (at - due[-1][0]) / (ahead[0][0] - due[-1][0])
    origin = asked if start is None else start
    gain, wanted = ((x - origin * part) * (1 if up else -1) for x in (told["value"], asked * part))
    on_track = gain >= wanted * Decimal("0.95") if wanted > 0 else gain >= 0
    if not sure[0 if on_track else 1]:
        return "not_available"
    if on_track:
        return "on_track"
    return "behind" if wanted > 0 and gain >= wanted * Decimal("0.6") else "off_track"


def _speaking(target: Row, values: list[Row], kind: str, now: int, end: int) -> tuple[Row | None, Decimal | None]:
    """Return the figure by which a target stands, and its baseline."""
    began, stated = target["baseline_period"], target["baseline_value"]
    found = _of_frequency(values, "Q" if "Q" in (began or target["target_period"]) else "A", kind)
    if target["path"] == "cumulative":  # a period that runs is not yet what it will be
        found = [v for v in found if months(v["period"])[1] < now]
    near = [
        v
        for v in found
        if v["period"] == began
        and (stated is None or abs(v["value"] - stated) <= Decimal("0.01") * max(abs(v["value"]), abs(stated)))
    ]
    if near:
        found = [v for v in found if v["basis"] in {n["basis"] for n in near}]
    found.sort(key=lambda v: (months(v["period"])[1], -BASES.index(v["basis"])))
    told = found[-1] if found else None
    if end < now and target["path"] != "cumulative":
        since = [v for v in found if months(v["period"])[1] >= end]
        if kind in ("flow", "flow_ratio"):
            since = [v for v in since if months(v["period"])[1] == end]
        before = [v for v in found if months(v["period"])[1] < end]
        at_first = [v for v in since if months(v["period"]) == months(since[0]["period"])]
        told = at_first[-1] if at_first else before[-1] if before else None
    if began is None or stated is not None:
        return told, stated if began else None
    return told, next((n["value"] for n in near if told and n["basis"] == told["basis"]), None)


def _of_frequency(values: list[Row], frequency: str, kind: str) -> list[Row]:
    """Return the known values by years or quarters: a flow's year of its four quarters, a level's of its last."""
    known = [v for v in values if v["value"] is not None]
    own = [v for v in known if v["frequency"] == frequency]
    if kind == "flow_ratio":
        return own
    have = {(v["basis"], v["period"]) for v in own}
    made: dict[tuple[str, str], list[Row]] = {}
    for v in known:
        if v["frequency"] != frequency:
            year = v["period"][:4]
            if frequency == "A" and (kind == "flow" or v["period"].endswith("Q4")):
                made.setdefault((v["basis"], year), []).append(v)
            elif frequency == "Q" and kind != "flow":
                made[v["basis"], f"{year}Q4"] = [v]
    whole = 4 if kind == "flow" else 1
    return own + [
        {
            "basis": basis,
            "period": period,
            "value": sum(v["value"] for v in parts),
            "qualifier": next((v["qualifier"] for v in parts if v["qualifier"] != "exact"), "exact"),
        }
        for (basis, period), parts in made.items()
        if len(parts) == whole and (basis, period) not in have
    ]


def _added(target: Row, values: list[Row], basis: str, now: int, end: int) -> Row | None:
    """Return what came since the baseline until the date, up to the first gap."""
    frequency = "Q" if "Q" in target["baseline_period"] else "A"
    length = 3 if frequency == "Q" else 12
    by_end = {months(v["period"])[1]: v for v in _of_frequency(values, frequency, "flow") if v["basis"] == basis}
    last, total, told = months(target["baseline_period"])[1], target["baseline_value"] or Decimal(0), None
    while (last := last + length) in by_end and last < now and last <= end:
        total += by_end[last]["value"]
        told = {**by_end[last], "value": total}
    return told


def compare_states(database: Any) -> tuple[int, list[str]]:
    """Return how many targets of a published file were compared, and which state differs."""

    def ask(query: str) -> list[Row]:
        found = database.execute(query)
        names = [d[0] for d in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    (release,) = ask("SELECT built_at FROM release")
    day = release["built_at"].replace(tzinfo=UTC).astimezone(ZoneInfo("Asia/Tehran")).date()
    known = {i["indicator_id"]: i for i in ask("SELECT * FROM indicators")}
    flows = {name for name, i in known.items() if i["kind"] == "flow"}
    faults, rows = (
        [],
        ask("SELECT t.*, p.status, p.oldest_months FROM targets t JOIN target_progress p USING (target_id)"),
    )
    for target in rows:
        indicator = known.get(target["indicator_id"], {"kind": "stock", "direction": "up", "depends_on": ""})
        parts = re.findall(r"\w+", indicator["depends_on"] or "")
        of_flows = indicator["kind"] == "ratio" and parts and set(parts) <= flows
        kind = (
            "flow_ratio" if of_flows else indicator["kind"] if indicator["kind"] in ("flow", "cumulative") else "level"
        )
        cell = " AND ".join(f"coalesce({name}, '') = '{target[name] or ''}'" for name in CELL)
        values = ask(f"SELECT * FROM indicator_values WHERE {cell} ORDER BY value_id")
        points = ask(f"SELECT period, value FROM target_milestones WHERE target_id = '{target['target_id']}'")
        ours = state(target, points, values, kind, indicator["direction"], target["oldest_months"], day)
        if ours != target["status"]:
            faults.append(
                f"{target['target_id']} {target['indicator_id']}: {ours} computed, {target['status']} published"
            )
    return len(rows), faults
