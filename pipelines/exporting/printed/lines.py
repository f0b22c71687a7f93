"""Where the points of a chart stand: values of periods become places in its frame; a missing period breaks the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import Any

from pipelines.exporting.printed.facts import Row, quarter_place
from pipelines.exporting.printed.writing import Writer, rounded

Point = tuple[int, Decimal]
#: Steps of an axis: the smallest of them, times a power of ten, that reaches the top in at most five.
NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_TICKS = 5
#: A target more than so many times the range of the figures is written and not drawn.
OUT_OF_SCALE = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """The periods and values that a chart spans."""

    first: int
    last: int
    low: Decimal
    high: Decimal

    def place(self, point: Point) -> list[float]:
        """Return a point as shares of the frame, from the left and from below."""
        quarter, value = point
        width, height = max(1, self.last - self.first), (self.high - self.low) or Decimal(1)
        return [rounded(Decimal(quarter - self.first) / width), rounded((value - self.low) / height)]


def points_of(rows: Sequence[Row]) -> list[Point]:
    """Return the known values of a series by the quarter with which their period ends."""
    return [(quarter_place(str(row["period"])), row["value"]) for row in rows if row["value"] is not None]


def pieces_of(points: Sequence[Point]) -> list[list[Point]]:
    """Cut a series where a period is missing: a line stands only between periods that follow one another."""
    if not points:
        return []
    step = min((b[0] - a[0] for a, b in pairwise(points)), default=1)
    pieces = [[points[0]]]
    for before, after in pairwise(points):
        if after[0] - before[0] == step:
            pieces[-1].append(after)
        else:
            pieces.append([after])
    return pieces


def axis(top: Decimal) -> tuple[Decimal, Decimal]:
    """Return the top of an axis from zero, and the step of its ticks."""
    if top <= 0:
        return Decimal(1), Decimal(1)
    power = Decimal(10) ** (top.adjusted() - 1)
    while True:
        for nice in NICE:
            step = nice * power
            if step * MOST_TICKS >= top:
                return step * (top / step).to_integral_value(ROUND_CEILING), step
        power *= 10


def spark(rows: Sequence[Row], path: Sequence[Row] = ()) -> dict[str, Any] | None:
    """Return the small line of a series with the path of its target; None where nothing is known."""
    points = points_of(rows)
    if not points:
        return None
    wanted = [(quarter_place(str(row["period"])), row["value"]) for row in path]
    values = [value for _, value in points]
    span = max(values) - min(values) or abs(values[-1]) or Decimal(1)
    if (
        wanted
        and abs(wanted[-1][1] - values[-1]) > OUT_OF_SCALE * span
        and abs(wanted[-1][1]) > OUT_OF_SCALE * max(map(abs, values))
    ):
        wanted = []
    shown = values + [value for _, value in wanted]
    low, high = min(shown), max(shown)
    room = max(high - low, abs(high) / 5) or Decimal(1)
    middle = (low + high) / 2
    quarters = [q for q, _ in points] + [q for q, _ in wanted]
    frame = Frame(min(quarters), max(quarters), middle - room * Decimal("0.6"), middle + room * Decimal("0.6"))
    return {
        "is_single": len(points) == 1 and not wanted,
        "path": [frame.place(p) for p in wanted],
        "pieces": [[frame.place(p) for p in piece] for piece in pieces_of(points)],
        "first": frame.place(points[0]) if len(points) > 1 else None,
        "last": frame.place(points[-1]),
        "provisional": rows[-1]["status"] == "provisional",
    }


def time_chart(
    writer: Writer,
    names: Mapping[str, str],
    stated: Sequence[Row],
    counted: Sequence[Row],
    path: Sequence[Row],
    today: str,
) -> dict[str, Any] | None:
    """Return a chart of both bases of an indicator over time, with the path of its target.

    ``names`` says what the figures that are ``stated`` and ``counted`` are called. ``today`` is the last quarter of
    which anything may be told: what lies beyond it is ahead. None where there are fewer than three figures.
    """
    told, registered = points_of(stated), points_of(counted)
    if len(told) + len(registered) < 3:
        return None
    row = (list(counted) or list(stated))[-1]
    wanted = [(quarter_place(str(r["period"])), r["value"]) for r in path]
    tallest, beyond = max(value for _, value in told + registered), ""
    if wanted and tallest and wanted[-1][1] > OUT_OF_SCALE * tallest:
        beyond, wanted = writer.say("goal_beyond", value=writer.told(_asked(row, wanted[-1][1]))), []
    everything = told + registered + wanted
    top, step = axis(max(value for _, value in everything))
    frame = Frame(min(q for q, _ in everything), max(q for q, _ in everything), Decimal(0), top)
    divisor, _ = writer.scale(str(row["unit"]), top)
    now = quarter_place(today)
    return {
        "ahead": frame.place((now, Decimal(0)))[0] if frame.first < now < frame.last else None,
        "y": _ticks(writer, frame, step, divisor, str(row["unit"])),
        "x": _years(writer, frame),
        "gaps": _gaps(frame, registered),
        "beyond": beyond,
        "path": [frame.place(p) for p in wanted],
        "series": [
            _series(frame, rows, is_stated=is_stated)
            for rows, is_stated in ((stated, True), (counted, False))
            if points_of(rows)
        ],
        "labels": _labels(writer, names, frame, stated, counted, wanted, row, divisor),
    }


def _series(frame: Frame, rows: Sequence[Row], *, is_stated: bool) -> dict[str, Any]:
    known = [row for row in rows if row["value"] is not None]
    points = points_of(known)
    return {
        "stated": is_stated,
        "pieces": [[frame.place(p) for p in piece] for piece in pieces_of(points)],
        "points": [
            {"at": frame.place(point), "provisional": row["status"] == "provisional"}
            for point, row in zip(points, known, strict=True)
            if is_stated or row is known[-1] or row["status"] == "provisional"
        ],
    }


def _ticks(writer: Writer, frame: Frame, step: Decimal, divisor: Decimal, unit: str) -> list[dict[str, Any]]:
    ticks, value = [], Decimal(0)
    while value <= frame.high:
        scaled = value / divisor
        text = writer.digits(scaled, 0 if scaled == scaled.to_integral_value() else 2)
        if unit == "share":
            text = writer.percent(text)
        ticks.append({"at": frame.place((frame.first, value))[1], "label": text if value else writer.say("zero")})
        value += step
    return ticks


def _years(writer: Writer, frame: Frame) -> list[dict[str, Any]]:
    """Return the years under the axis, each at its end; every second one where they would touch."""
    years = range(-(-frame.first // 4) - 1, frame.last // 4)
    ends = [(year, 4 * year + 4) for year in years if frame.first <= 4 * year + 4 <= frame.last]
    skip = -(-len(ends) // 9) or 1
    return [
        {"at": frame.place((end, Decimal(0)))[0], "label": writer.period(str(year))}
        for place, (year, end) in enumerate(reversed(ends))
        if place % skip == 0
    ]


def _gaps(frame: Frame, points: Sequence[Point]) -> list[dict[str, float]]:
    """Return from where to where no report has come, and how high the line would run there."""
    gaps = []
    for before, after in pairwise(pieces_of(points)):
        (begin, low), (end, high) = frame.place(before[-1]), frame.place(after[0])
        gaps.append({"from": begin, "to": end, "at": round((low + high) / 2, 5)})
    return gaps


def _asked(row: Row, goal: Decimal) -> Row:
    return {**row, "value": goal, "status": "final", "qualifier": "exact"}


def _at_end(row: Row, divisor: Decimal, writer: Writer) -> str:
    """Return what stands at the end of a line: the figure alone, its unit is in the caption."""
    shown = writer.figure(row, divisor)
    if row["unit"] != "share":
        return shown
    number, _, sign = shown.partition(" ")
    return f"{writer.percent(number)} {sign}".strip()


def _labels(
    writer: Writer,
    names: Mapping[str, str],
    frame: Frame,
    stated: Sequence[Row],
    counted: Sequence[Row],
    wanted: Sequence[Point],
    row: Row,
    divisor: Decimal,
) -> list[dict[str, Any]]:
    """Return what stands at the ends of the lines: value and basis, those that would touch moved apart."""
    labels = []
    for rows, kind in ((stated, "stated"), (counted, "counted")):
        known = [r for r in rows if r["value"] is not None]
        if known:
            at = frame.place(points_of(known)[-1])
            text = f"{names[kind]} {_at_end(known[-1], divisor, writer)}"
            labels.append({"kind": kind, "at": at, "text": text})
    if wanted:
        goal = _at_end(_asked(row, wanted[-1][1]), divisor, writer)
        labels.append({"kind": "target", "at": frame.place(wanted[-1]), "text": writer.say("goal_label", value=goal)})
    return _apart(labels)


def _apart(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Move labels that stand near one another until their lines do not touch (a line is a twelfth of the height)."""
    placed: list[dict[str, Any]] = []
    for entry in sorted(labels, key=lambda e: e["at"][1]):
        x, y = entry["at"]
        near = [p["at"][1] for p in placed if abs(p["at"][0] - x) < 0.3]
        while any(abs(y - other) < 0.085 for other in near):
            y += 0.01
        placed.append({**entry, "at": [x, round(y, 5)]})
    return placed
