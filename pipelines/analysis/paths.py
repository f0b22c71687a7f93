"""The path of a target: what it asks for at each period, which both judges the target and is drawn of it.

A linear path (and a cumulative one) gains the same each quarter between its points. A path in steps or of milestones
asks for the last point that fell due, and until the first for what it began with; without points its end is its only
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pipelines.foundation.period import Period
from pipelines.modelling.making import Inputs

#: Shapes that ask for nothing between their points.
STEPPED = ("steps", "milestones")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value at a period, in the indicator's unit: the baseline, a point of the path, the newest measurement."""

    period: str
    value: Decimal
    basis: str = ""
    value_ids: tuple[str, ...] = ()
    qualifier: str = "exact"
    is_provisional: bool = False


def quarter_index(period: str) -> int:
    """Return the place of a period's end on a line of quarters; a year ends with its fourth, a month within its own."""
    return Period.parse(period).ending("Q").place


def frequency_of(period: str) -> Literal["A", "Q"]:
    """Return how often what is assessed at ``period`` is measured: by quarters for a quarter, else by years."""
    return "Q" if Period.parse(period).frequency == "Q" else "A"


@dataclass(frozen=True, slots=True)
class Path:
    """From where a target goes, in which shape and by which points; ``start`` is None where it has no baseline."""

    start: Measurement | None
    end: Measurement
    shape: str | None = "linear"
    points: Sequence[Measurement] = ()

    @property
    def is_stepped(self) -> bool:
        """Whether it asks for nothing between its points."""
        return self.shape in STEPPED

    @property
    def stations(self) -> list[Measurement]:
        """The baseline, the points that lie between, and the end, in the order of time."""
        first = quarter_index(self.start.period) if self.start else -1
        last = quarter_index(self.end.period)
        between = [p for p in self.points if first < quarter_index(p.period) < last]
        between.sort(key=lambda p: quarter_index(p.period))
        return [*([self.start] if self.start else []), *between, self.end]

    def value_at(self, period: str) -> Decimal | None:
        """Return what is asked for at a period, never beyond the end; None where no baseline says it."""
        now, way = quarter_index(period), self.stations
        if now >= quarter_index(self.end.period):
            return self.end.value
        due = [p for p in way if quarter_index(p.period) <= now] or way[: 1 if self.start else 0]
        if not due:
            return None
        before, after = due[-1], way[len(due)]
        if self.is_stepped:
            return before.value
        first, last = quarter_index(before.period), quarter_index(after.period)
        return before.value + (after.value - before.value) * max(now - first, 0) / (last - first)

    def next_due(self, period: str) -> str:
        """Return the period of the first point after ``period``, the end's where there is none between."""
        now = quarter_index(period)
        ahead = [p for p in self.stations if p is not self.start and quarter_index(p.period) > now]
        return (ahead or [self.end])[0].period

    def periods(self) -> Iterator[str]:
        """Yield the periods for which it is told, by quarters or years: from its first point to its end."""
        first, last = Period.parse(self.stations[0].period), Period.parse(self.end.period)
        frequency = frequency_of(self.stations[0].period)
        place, end = first.ending(frequency).place, last.ending(frequency).place
        yield from (Period.at(n, frequency).key for n in range(place, end))
        yield last.key


def points_of(milestones: Sequence[Mapping[str, Any]]) -> dict[str, list[Measurement]]:
    """Return the points on the way of each target, of its newest claim."""
    points: dict[str, list[Measurement]] = {}
    for row in sorted(milestones, key=lambda r: str(r["row_id"])):
        if row["is_newest"]:
            points.setdefault(row["target_id"], []).append(Measurement(row["period"], row["value"]))
    return points


def target_paths(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what the path of each target asks for at each period. Grain: target × period."""
    points = points_of(inputs.rows("core.target_milestones"))
    for target in inputs.rows("derived.target_progress"):
        began, value = target["baseline_period"], target["baseline_value"]
        start = Measurement(began, value) if began and value is not None else None
        end = Measurement(target["target_period"], target["target_value"])
        path = Path(start, end, target["path"], points.get(target["target_id"], []))
        stations = {p.period: p for p in path.stations}
        for period in path.periods():
            kind = "start" if start and period == start.period else "end" if period == end.period else "between"
            yield {
                "target_id": target["target_id"],
                "period": period,
                "value": path.value_at(period),
                "point": "due" if kind == "between" and period in stations else kind,
                "is_synthetic": target["is_synthetic"],
            }
