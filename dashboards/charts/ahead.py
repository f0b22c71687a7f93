"""What a chart shows of the time ahead.

The target's path and the forecast with its intervals, on a tinted band.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.charts.words import AT_THE_END, label, position, text
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from pipelines.foundation.period import Period


def target_path(figure: go.Figure, view: View, target: Row, colours: dict[str, str]) -> None:
    """Draw a target: copper dashes along the path that judges it, diamonds where something falls due, and its words."""
    goal = float(target["target_value"])
    path = indicators.target_path(view, target)
    figure.add_scatter(
        x=[position(point["period"]) for point in path] or [position(target["target_period"])],
        y=[float(point["value"]) for point in path] or [goal],
        mode="lines+markers",
        line={
            "color": colours["copper"],
            "width": 2,
            "dash": "dash",
            "shape": "hv" if indicators.is_stepped(target) else "linear",
        },
        marker={
            "symbol": "diamond-open",
            "size": [{"end": 11, "due": 7}.get(str(point["point"]), 0) for point in path] or 11,
            "color": colours["copper"],
            "line": {"width": 2},
        },
        cliponaxis=False,
        hoverinfo="skip",
    )
    unit = (view.indicator(str(target["indicator_id"])) or {}).get("unit")
    shown = view.shown(
        {
            "indicator_id": target["indicator_id"],
            "status": "final",
            "unit": unit,
            "value": target["target_value"],
        }
    )
    word = (
        view.say("هدف ", "Target ")
        if target["decision_state"] == "adopted"
        else view.say("هدف پیشنهادی ", "Proposed target ")
    )
    # An amount without its unit would be read as another one.
    figure_words = view.fmt.percent_tick(goal, _decimals(goal)) if unit == "share" else shown.figure
    words = word + (shown.text if unit == "IRR" else figure_words)
    label(figure, view, target["target_period"], goal, words, colours["copper"], place=AT_THE_END)


def _decimals(share: float) -> int:
    return 0 if abs(share * 100 - round(share * 100)) < 1e-9 else 1


def unmeasured_between(last: str, first: str) -> list[str]:
    """Return the periods that are over and lie between the newest value and the first period to come."""
    begin, end = Period.parse(last).ending(Period.parse(first).frequency), Period.parse(first)
    return [begin.after(step).key for step in range(1, end.place - begin.place)]


def unmeasured_band(figure: go.Figure, view: View, last: str, first: str, top: float, colours: dict[str, str]) -> None:
    """Draw what lies between the newest value and the first period to come: hatched, «اندازه‌گیری‌نشده»."""
    if not (gone := unmeasured_between(last, first)):
        return
    begin, end = position(gone[0]), position(first)
    figure.add_bar(
        x=[(begin + end) / 2],
        y=[top],
        width=end - begin,
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": colours["edge"], "size": 6, "solidity": 0.2},
        },
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=(begin + end) / 2,
        xref="x",
        yref="paper",
        y=0.96,
        yanchor="top",
        textangle=-90,
        showarrow=False,
        text=text(view, view.say("اندازه‌گیری‌نشده", "Not measured")),
        bgcolor=colours["surface"],
        font={"size": 12, "color": colours["ink2"]},
    )


def forecast_fan(
    figure: go.Figure, view: View, last: Row, forecast: Sequence[Row], top: float, colours: dict[str, str]
) -> None:
    """Draw the forecast: a dotted median in fans of 80 and 95 per cent, on a tinted band named «پیش رو».

    It begins at the newest value; where periods in between are over and were not measured, apart from it.
    """
    if not forecast:
        return
    apart = bool(unmeasured_between(last["period"], forecast[0]["period"]))
    unmeasured_band(figure, view, last["period"], forecast[0]["period"], top, colours)
    here = [] if apart else [float(last["value"])]
    xs = ([] if apart else [position(last["period"])]) + [position(row["period"]) for row in forecast]
    figure.add_shape(
        type="rect",
        xref="x",
        yref="paper",
        x0=xs[0],
        x1=xs[-1],
        y0=0,
        y1=1,
        line={"width": 0},
        fillcolor=colours["sunken"],
        opacity=0.55,
        layer="below",
    )
    figure.add_annotation(
        x=xs[0],
        xref="x",
        yref="paper",
        y=1,
        xanchor="left",
        yanchor="top",
        xshift=4,
        showarrow=False,
        text=text(view, view.say("پیش رو", "Ahead")),
        font={"size": 12, "color": colours["ink2"]},
    )
    for width, opacity in ((95, 0.14), (80, 0.24)):
        high = here + [float(row[f"high{width}"]) for row in forecast]
        low = here + [float(row[f"low{width}"]) for row in forecast]
        figure.add_scatter(
            x=xs + xs[::-1],
            y=high + low[::-1],
            fill="toself",
            mode="none",
            hoverinfo="skip",
            fillcolor=_faded(colours["turq"], opacity),
        )
    words = [
        f"{view.fmt.period(row['period'])}: {text(view, forecast_words(view, row))}<extra></extra>" for row in forecast
    ]
    figure.add_scatter(
        x=xs,
        y=here + [float(row["point"]) for row in forecast],
        mode="lines+markers" if len(xs) == 1 else "lines",
        line={"color": colours["turq"], "width": 2, "dash": "dot"},
        hovertemplate=[*([] if apart else [""]), *words],
    )


def forecast_words(view: View, row: Row) -> str:
    """Return «۴۲٫۴ درصد (۳۸٫۹ تا ۴۵٫۹)»: the forecast and its 80 % interval."""
    shown = {"indicator_id": row["indicator_id"], "unit": row["unit"], "status": "final"}
    point, low, high = (view.shown({**shown, "value": row[name]}) for name in ("point", "low80", "high80"))
    return view.say(f"{point.text} ({low.figure} تا {high.figure})", f"{point.text} ({low.figure} to {high.figure})")


def _faded(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
