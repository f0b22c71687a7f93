"""Series of published values: which can be forecast, and why the others cannot.

A series is an indicator × area × domain × category × frequency × basis without a breakdown, after suppression.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.foundation.period import Period

KEY = ("indicator_id", "area_code", "domain", "category", "frequency", "basis")


@dataclass(frozen=True, slots=True)
class Series:
    """The newest unbroken values of a series, in the indicator's unit; ``bridged`` marks those that nobody told."""

    last: str
    values: tuple[Decimal, ...]
    bridged: tuple[bool, ...]
    value_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is said of a series' future, and the numbers and the period of the sentence."""

    reason: str
    numbers: Mapping[str, int]
    period: str = ""


def newest_run(
    known: Mapping[int, Decimal], most_bridged: int, withheld: frozenset[int] = frozenset()
) -> tuple[list[Decimal], list[bool]]:
    """Return the values that end with the newest, back to the first gap that cannot be bridged.

    A single missing period between two known ones is bridged by their mean, at most ``most_bridged`` times; one that
    is ``withheld`` is not, or the estimate would give it away.
    """
    place = max(known)
    values, bridged, left = [known[place]], [False], most_bridged
    while True:
        if place - 1 in known:
            place -= 1
            values.append(known[place])
            bridged.append(False)
        elif left and place - 2 in known and place - 1 not in withheld:
            values += [(known[place] + known[place - 2]) / 2, known[place - 2]]
            bridged += [True, False]
            place, left = place - 2, left - 1
        else:
            return values[::-1], bridged[::-1]


def series_of(rows: Sequence[Mapping[str, Any]], frequency: str, kind: str, rules: ForecastFile) -> Series | Refusal:
    """Return what can be forecast of the rows of one series, or why it cannot.

    ``rows`` have period, value, status, value_id and is_synthetic.
    """
    if len({row["is_synthetic"] for row in rows}) > 1:
        return Refusal("mixed", {})
    known = {Period.parse(row["period"]).place: row["value"] for row in rows if row["value"] is not None}
    withheld = frozenset(Period.parse(row["period"]).place for row in rows if row["status"] == "suppressed")
    least = rules.least_observations.of(frequency)
    if withheld and (not known or max(withheld) > max(known)):
        return Refusal("suppressed", {})
    if len(known) < least:
        return Refusal("suppressed", {}) if withheld else Refusal("too_short", {"found": len(known), "least": least})
    allowed = rules.bridged.most if kind in rules.bridged.kinds else 0
    values, bridged = newest_run(known, allowed, withheld)
    if (told := len(values) - sum(bridged)) < least:
        return Refusal("gaps", {"found": len(known), "run": told, "least": least})
    most = rules.most_observations.of(frequency)
    values, bridged = values[-most:], bridged[-most:]
    if len(set(values)) == 1:
        return Refusal("unchanging", {})
    last = Period.at(max(known), frequency)
    used = {last.after(-back).key for back in range(len(values))}
    identifiers = sorted(row["value_id"] for row in rows if row["period"] in used and row["value"] is not None)
    return Series(last.key, tuple(values), tuple(bridged), tuple(identifiers))


def grouped(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], list[Mapping[str, Any]]]:
    """Return rows by the key of their series, in order."""
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[k] for k in KEY), []).append(row)
    return dict(sorted(found.items()))
