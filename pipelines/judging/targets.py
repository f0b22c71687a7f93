"""Targets and progress: the status rules, in one place, with the arithmetic beside the status.

A target that nobody has adopted is computed and shown, but never counts as the commission's: only adopted
targets give an indicator its state, and without one the state is "no target".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pipelines.judging.wording import number, period_name

if TYPE_CHECKING:
    from pipelines.judging.judgements import Context

Status = Literal["reached", "on_track", "behind", "off_track", "no_target", "not_available"]

#: Share of the gain expected by now that counts as on track, and the share below which it is off track.
ON_TRACK = Decimal("0.95")
OFF_TRACK = Decimal("0.60")

#: A register is believed before a statement when both speak of the same period.
BASIS_ORDER = {"register": 0, "customs": 1, "suitcase": 2, "reported": 3}


def quarter_index(period: str) -> int:
    """Return the place of a period's end on a line of quarters (a year ends with its fourth quarter)."""
    year, _, quarter = period.partition("Q")
    return int(year) * 4 + (int(quarter) if quarter else 4)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A target's indicator as last measured, in the indicator's unit."""

    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a target stands: the status, what was expected by then, and the arithmetic as sentences."""

    status: Status
    expected: Decimal | None
    arithmetic_fa: str
    arithmetic_en: str


def expected_value(
    baseline: Measurement, target: Measurement, at: str, path: str | None = "linear"
) -> Decimal:
    """Return what the path asks for at the period ``at``, never beyond the target itself.

    A linear path gains the same each quarter; a path in ``steps`` asks for nothing before the target's period.
    """
    total = quarter_index(target.period) - quarter_index(baseline.period)
    elapsed = min(max(quarter_index(at) - quarter_index(baseline.period), 0), total)
    if total <= 0 or elapsed == total:
        return target.value
    if path == "steps":
        return baseline.value
    return baseline.value + (target.value - baseline.value) * elapsed / total


def assess(
    baseline: Measurement | None, target: Measurement, latest: Measurement | None, *, path: str | None,
    unit: str, decimals: int,
) -> Assessment:  # fmt: skip
    """Judge one target. A zero baseline is as good as any other: gains are compared, never multiplied."""

    def say(value: Decimal, language: str) -> str:
        return number(value, unit, decimals, language)

    if latest is None or baseline is None:
        return Assessment("not_available", None, "اندازه‌گیری‌ای نرسیده است.", "No measurement has arrived.")
    direction = 1 if target.value >= baseline.value else -1
    if (latest.value - target.value) * direction >= 0:
        return Assessment(
            "reached", target.value,
            f"{say(latest.value, 'fa')} به هدف {say(target.value, 'fa')} رسیده است.",
            f"{say(latest.value, 'en')} has reached the target of {say(target.value, 'en')}.",
        )  # fmt: skip
    if quarter_index(latest.period) <= quarter_index(baseline.period):
        return Assessment(
            "not_available", None,
            f"پس از مبنای {period_name(baseline.period, 'fa')} هنوز چیزی اندازه گرفته نشده است. "
            f"فاصله تا هدف: {say(target.value, 'fa')} منهای {say(latest.value, 'fa')}، "
            f"یعنی {say(target.value - latest.value, 'fa')}.",
            f"Nothing has been measured since the baseline of {period_name(baseline.period, 'en')}. "
            f"Distance to the target: {say(target.value, 'en')} minus {say(latest.value, 'en')}, "
            f"that is {say(target.value - latest.value, 'en')}.",
        )  # fmt: skip
    expected = expected_value(baseline, target, latest.period, path)
    gain, asked = (latest.value - baseline.value) * direction, (expected - baseline.value) * direction
    if asked <= 0:
        status: Status = "on_track" if gain >= 0 else "off_track"
    elif gain >= asked * ON_TRACK:
        status = "on_track"
    else:
        status = "behind" if gain >= asked * OFF_TRACK else "off_track"
    return Assessment(
        status, expected,
        f"{say(latest.value, 'fa')} در برابر {say(expected, 'fa')} که مسیر هدف تا "
        f"{period_name(latest.period, 'fa')} می‌خواهد: {say(latest.value - expected, 'fa')}.",
        f"{say(latest.value, 'en')} against the {say(expected, 'en')} that the path asks for by "
        f"{period_name(latest.period, 'en')}: {say(latest.value - expected, 'en')}.",
    )  # fmt: skip


def latest_measurement(values: Iterable[Mapping[str, Any]], frequency: str) -> Measurement | None:
    """Return the newest value of the target's frequency; of two of one period the register's."""
    known = [v for v in values if v["value"] is not None and v["frequency"] == frequency]
    if not known:
        return None
    best = min(known, key=lambda v: (-quarter_index(v["period"]), BASIS_ORDER.get(v["basis"], 9)))
    return Measurement(best["period"], best["value"])


def _progress_row(
    target: Mapping[str, Any], values: list[Mapping[str, Any]], indicator: Mapping[str, Any]
) -> dict[str, Any]:
    began = target["baseline_period"]
    frequency = "Q" if "Q" in (began or target["target_period"]) else "A"
    latest = latest_measurement(values, frequency)
    baseline = latest_measurement([v for v in values if v["period"] == began], frequency)
    if began and target["baseline_value"] is not None:
        baseline = Measurement(began, target["baseline_value"])
    goal = Measurement(target["target_period"], target["target_value"])
    found = assess(
        baseline, goal, latest, path=target["path"], unit=indicator["unit"], decimals=indicator["decimals"]
    )
    same = ("target_id", "indicator_id", "area_code", "domain", "category", "decision_state", "target_value",
            "target_period", "is_synthetic")  # fmt: skip
    return {
        **{k: target[k] for k in same},
        "counts": target["decision_state"] == "adopted",
        "period": latest.period if latest else None,
        "value": latest.value if latest else None,
        "expected_value": found.expected,
        "baseline_value": baseline.value if baseline else None,
        "status": found.status,
        "arithmetic_fa": found.arithmetic_fa,
        "arithmetic_en": found.arithmetic_en,
    }


PROGRESS_TYPES = {
    "target_id": "VARCHAR", "indicator_id": "VARCHAR", "area_code": "VARCHAR", "domain": "VARCHAR",
    "category": "VARCHAR", "decision_state": "VARCHAR", "counts": "BOOLEAN", "period": "VARCHAR",
    "value": "DECIMAL(38,9)", "expected_value": "DECIMAL(38,9)", "baseline_value": "DECIMAL(38,9)",
    "target_value": "DECIMAL(38,9)", "target_period": "VARCHAR", "status": "VARCHAR",
    "arithmetic_fa": "VARCHAR", "arithmetic_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip

#: Grain: indicator × area × domain × category. Only adopted targets speak; a missing figure is "not available".
COMMISSION_STATUS = """
WITH cells AS (
  SELECT indicator_id, area_code, domain, category, bool_and(status = 'missing') AS only_missing
  FROM judged.indicator_values GROUP BY ALL
)
SELECT c.indicator_id, c.area_code, c.domain, c.category,
  CASE
    WHEN c.only_missing THEN 'not_available'
    ELSE coalesce(min(p.status), 'no_target')
  END AS status
FROM cells c
LEFT JOIN judged.target_progress p
  ON p.counts AND p.indicator_id = c.indicator_id AND p.area_code = c.area_code AND p.domain = c.domain
  AND p.category = c.category
GROUP BY c.indicator_id, c.area_code, c.domain, c.category, c.only_missing
ORDER BY ALL
"""


def judge_targets(context: Context) -> int:
    """Build ``judged.target_progress`` and ``judged.commission_status``; return the number of targets.

    Grain of the first: one row a target.
    """
    import pyarrow as pa

    engine, decimals = context.engine, {i.indicator_id: i.decimals for i in context.indicators}
    values: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in engine.query("SELECT * FROM judged.indicator_values ORDER BY value_id").to_pylist():
        cell = (row["indicator_id"], row["area_code"], row["domain"], row["category"])
        values.setdefault(cell, []).append(row)
    units = {
        r["indicator_id"]: r["unit"] for r in engine.query("SELECT * FROM judged.indicator_facts").to_pylist()
    }
    rows = []
    for target in engine.query("SELECT * FROM core.targets ORDER BY target_id").to_pylist():
        wanted = tuple(target[k] or "" for k in ("indicator_id", "area_code", "domain", "category"))
        indicator = {
            "unit": units.get(target["indicator_id"], ""), "decimals": decimals.get(target["indicator_id"], 0)
        }  # fmt: skip
        rows.append(_progress_row(target, values.get(wanted, []), indicator))
    numeric = pa.decimal128(38, 9)
    kinds = {"VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "DECIMAL(38,9)": numeric}
    columns = {
        name: pa.array([_fitted(r[name], kinds[t] == numeric) for r in rows], kinds[t])
        for name, t in PROGRESS_TYPES.items()
    }
    count = engine.load_arrow("judged", "target_progress", pa.table(columns))
    engine.create_table("judged", "commission_status", COMMISSION_STATUS)
    return count


def _fitted(value: Any, is_number: bool) -> Any:
    return value.quantize(Decimal("1e-9")) if is_number and value is not None else value
