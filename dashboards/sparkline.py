"""The small line in a tile.

An inline SVG would be stripped by the framework, and an image sees neither fonts nor colours of the page; so each
stroke is a mask over a ground of the page's own colour, and the words stay outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from dashboards.markup import el
from dashboards.parts import one_measurement
from dashboards.tables import Row
from dashboards.view import View

WIDTH, HEIGHT, MARGIN = 200, 56, 6


def sparkline(view: View, line: Sequence[Row]) -> Markup:
    """Return the line of a series, broken where nothing arrived; a single measurement is one dot."""
    told = [row for row in line if row["value"] is not None]
    if len(told) < 2:
        return one_measurement(view, view.fmt.digits(str(told[-1]["period"])[:4]) if told else "")
    first, last = view.fmt.period(line[0]["period"]), view.fmt.period(line[-1]["period"])
    label = view.say(f"خط زمان، از {first} تا {last}", f"Time series from {first} to {last}")
    style = f'--line:url("data:image/svg+xml,{quote(_drawing(line))}")'
    return el("div", class_="nq-spark", role="img", aria_label=label, style=style)


def _drawing(line: Sequence[Row]) -> str:
    amounts = [float(row["value"]) for row in line if row["value"] is not None]
    low, high = min(0.0, *amounts) if min(amounts) < 0.5 * max(amounts) else min(amounts), max(amounts)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * MARGIN) / (len(line) - 1)
    points = [
        None if row["value"] is None
        else (MARGIN + index * step, HEIGHT - MARGIN - (float(row["value"]) - low) / span * (HEIGHT - 2 * MARGIN))
        for index, row in enumerate(line)
    ]  # fmt: skip
    path, pen_up = [], True
    for point in points:
        if point is not None:
            path.append(f"{'M' if pen_up else 'L'}{point[0]:.1f} {point[1]:.1f}")
        pen_up = point is None
    x, y = next(point for point in reversed(points) if point is not None)
    hollow = "fill='none' stroke='#000' stroke-width='2'" if line[-1]["status"] == "provisional" else ""
    end = f"<circle cx='{x:.1f}' cy='{y:.1f}' r='4' {hollow}/>"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' preserveAspectRatio='none'>"
        f"<path d='{' '.join(path)}' fill='none' stroke='#000' stroke-width='2.4' stroke-linejoin='round'/>{end}</svg>"
    )
