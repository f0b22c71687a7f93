"""Two bases of one thing as two lines that are never one.

What was stated is thin, with hollow squares; what is registered is strong, with round points. Each is named at its
end, with its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.words import AFTER, AFTER_BELOW, AT_THE_END, GROUND, label, position, text
from dashboards.data import indicators
from dashboards.data.indicators import GAP, origin_words
from dashboards.data.versions import Row
from dashboards.data.view import View

#: The basis of what somebody said; the others are counted.
STATED = "reported"
#: What the two bases of a chart are called at their ends: what was stated, and what is registered.
BASIS_WORDS = {True: ("اظهارشده", "Stated"), False: ("ثبت‌شده", "Registered")}


def two_bases(line: Sequence[Row], others: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the series of another basis that stands beside ``line`` as a line of its own, and what else was told.

    One of the two is stated and the other is not; a single claim is a point and no line.
    """
    own = line[0]
    found: dict[tuple[str, str], list[Row]] = {}
    for row in others:
        if (row["basis"] == STATED) != (own["basis"] == STATED) and row["breakdown"] == own["breakdown"]:
            found.setdefault((str(row["basis"]), str(row["frequency"])), []).append(row)
    beside = max(found.values(), key=len, default=[])
    if len(beside) < 2 or sum(row["value"] is not None for row in line) < 2:
        return [], list(others)
    chosen = {str(row["value_id"]) for row in beside}
    return indicators.with_gaps(beside), [row for row in others if str(row["value_id"]) not in chosen]


def _beside(*, above: bool, room: float) -> dict[str, Any]:
    """Return where the name of one of two lines stands: after its end where there is room, else before it."""
    if room >= 0.3:
        return AFTER if above else AFTER_BELOW
    return AT_THE_END if above else {**AT_THE_END, "yanchor": "top", "yshift": -8}


def _short(view: View, row: Row) -> str:
    """Return a value as a label says it; an amount of money keeps its unit, others have it in the subtitle."""
    shown = view.shown(row)
    if row["unit"] == "IRR":
        return shown.text
    figure = view.fmt.percent_tick(row["value"], 1) if row["unit"] == "share" else shown.figure
    return f"{shown.qualifier} {figure}".strip()


def draw_two_bases(
    figure: go.Figure,
    view: View,
    lines: tuple[Sequence[Row], Sequence[Row]],
    span: tuple[float, float],
    top: float,
    colours: dict[str, str],
) -> None:
    """Draw two bases as two lines; the upper one is named above its end and the other below."""
    figure.update_layout(margin_r=48)  # a name after the end of a line needs room on a phone
    ends = [next(row for row in reversed(rows) if row["value"] is not None) for rows in lines]
    upper = max(ends, key=lambda row: float(row["value"]))
    for rows, end in zip(lines, ends, strict=True):
        room = (span[1] - position(end["period"])) / ((span[1] - span[0]) or 1.0)
        above = end is upper or float(end["value"]) < top * GROUND
        _basis(figure, view, rows, colours, place=_beside(above=above, room=room))


def _basis(
    figure: go.Figure, view: View, rows: Sequence[Row], colours: dict[str, str], *, place: dict[str, Any]
) -> None:
    """Draw one of two bases, named at its end: claims are joined over the periods of which nobody speaks."""
    stated = rows[0]["basis"] == STATED
    drawn = [row for row in rows if not (stated and GAP in row)]
    told = [row for row in drawn if row["value"] is not None]
    colour = colours["ink2"] if stated else colours["turq"]
    hollow = [stated or row["status"] == "provisional" for row in drawn]
    figure.add_scatter(
        x=[position(row["period"]) for row in drawn],
        y=[None if row["value"] is None else float(row["value"]) for row in drawn],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 1.8 if stated else 3},
        marker={
            "symbol": "square" if stated else "circle",
            "size": [9 if open_ else 6 for open_ in hollow],
            "opacity": 1,
            "color": [colours["surface"] if open_ else colour for open_ in hollow],
            "line": {"color": colour, "width": 1.8 if stated else 2},
        },
        cliponaxis=False,
        hovertemplate=[
            "" if row["value"] is None else f"{text(view, f'{claims(view, [row])[0]}')}<extra></extra>" for row in drawn
        ],
    )
    last = told[-1]
    words = f"{view.say(*BASIS_WORDS[stated])}: {_short(view, last)}"
    label(figure, view, last["period"], float(last["value"]), words, colour, place=place)


def claims(view: View, rows: Sequence[Row]) -> list[str]:
    """Return each value with where it comes from."""
    return [f"{view.shown(row).text} · {origin_words(view, row)}" for row in rows]
