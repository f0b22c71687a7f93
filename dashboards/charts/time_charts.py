"""Charts over time, drawn by one grammar.

Time runs from left to right in both languages. Reported values are a solid line, provisional ones hollow
points, a target copper dashes with open diamonds, and a period for which nothing arrived breaks the line over
a grey hatched column; a hidden period stands on a quiet ground with its sign, and periods of which nobody speaks
break the line and nothing more. Two bases are two lines: what was stated is thin, with hollow squares, what is
registered strong, with round points. Every chart has its rows as a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboards.charts.ahead import forecast_fan, target_path, unmeasured_band, unmeasured_between
from dashboards.charts.colours import palette
from dashboards.charts.two_bases import BASIS_WORDS, STATED, claims, draw_two_bases, two_bases
from dashboards.charts.words import AFTER, AT_THE_END, BELOW, GROUND, label, position, text
from dashboards.data import indicators
from dashboards.data.indicators import GAP, is_partly_reported
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.nothing import HIDDEN
from pipelines.foundation.period import Period
from pipelines.foundation.persian import POINT, THOUSANDS

#: Picture only: the other buttons of the bar would change the view without changing the address.
CONFIG: dict[str, Any] = {
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "displaylogo": False,
    "scrollZoom": False,
    "responsive": True,
}


def picture_options(name: str) -> dict[str, Any]:
    """Return the chart's configuration, with the file name of its picture."""
    return {**CONFIG, "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2}}


def template(view: View) -> go.layout.Template:
    """Return the one layout of all charts, in the colours of the reader's scheme."""
    colours = palette(view.scheme)
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 12}}
    return go.layout.Template(
        layout={
            "font": {"family": "Vazirmatn, sans-serif", "size": 13, "color": colours["ink2"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [colours["turq"]],
            "margin": {"l": 56, "r": 24, "t": 28, "b": 36},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "separators": POINT + THOUSANDS if view.language.is_persian else ".,",
            "hoverlabel": {
                "font": {"family": "Vazirmatn, sans-serif", "size": 13},
                "bgcolor": colours["surface"],
                "bordercolor": colours["edge"],
            },
            "xaxis": {**axis, "linecolor": colours["edge"], "showline": True, "ticks": ""},
            "yaxis": {
                **axis,
                "showgrid": True,
                "gridcolor": colours["hairline"],
                "nticks": 6,
                "side": "left",
            },
        }
    )


def over_time(
    view: View,
    line: Sequence[Row],
    target: Row | None,
    others: Sequence[Row] = (),
    forecast: Sequence[Row] = (),
) -> go.Figure:
    """Return the chart of one series, its target, its forecast and what was told otherwise.

    Values in their own unit.
    """
    colours = palette(view.scheme)
    figure = go.Figure(layout={"template": template(view), "height": 360})
    told = [row for row in line if row["value"] is not None]
    tallest = max(
        [float(row["value"]) for row in [*told, *others]]
        + _asked(view, target)
        + [float(row["high80"]) for row in forecast]
    )
    top = tallest * 1.12 or 1.0
    _missing(figure, view, line, top, colours)
    forecast_fan(figure, view, told[-1], forecast, top, colours)
    if target is not None:
        target_path(figure, view, target, colours)
    beside, loose = two_bases(line, others)
    if loose:
        figure.add_scatter(
            x=[position(row["period"]) for row in loose],
            y=[float(row["value"]) for row in loose],
            mode="markers",
            marker={"symbol": "circle-open", "size": 8, "color": colours["ink3"], "line": {"width": 1.5}},
            hovertemplate=[f"{text(view, words)}<extra></extra>" for words in claims(view, loose)],
        )
    elsewhere = [position(row["period"]) for row in (*told[:-1], *others)]
    # Words after a point of the later half would run over the edge of a phone.
    ahead = [position(target["target_period"])] if target is not None else []
    ahead += [position(row["period"]) for row in forecast]
    newest = position(told[-1]["period"])
    begins, ends_at = min([newest, *elsewhere]), max([newest, *elsewhere, *ahead])
    at_edge = bool(elsewhere) and newest >= max(elsewhere) and newest - begins >= (ends_at - begins) / 2
    if beside:
        draw_two_bases(figure, view, (beside, line), (begins, ends_at), top, colours)
    else:
        _reported(figure, view, line, told, colours, at_edge=at_edge, top=top)
    _axes(figure, view, [*line, *others, *forecast], target, top)
    return figure


def scenario(
    view: View, line: Sequence[Row], target: Row | None, baseline: Sequence[Row], chosen: Sequence[Row]
) -> go.Figure:
    """Return the chart of a series with two paths from its end.

    As it goes, and with the reader's own levers. Where periods that are over were not measured, they lie in between.
    """
    colours = palette(view.scheme)
    figure = go.Figure(layout={"template": template(view), "height": 380})
    told = [row for row in line if row["value"] is not None]
    ahead = [*baseline, *chosen]
    top = max([float(row["value"]) for row in [*told, *ahead]] + _asked(view, target)) * 1.12 or 1.0
    _missing(figure, view, line, top, colours)
    if target is not None:
        target_path(figure, view, target, colours)
    apart = bool(told and unmeasured_between(told[-1]["period"], baseline[0]["period"]))
    if apart:
        unmeasured_band(figure, view, told[-1]["period"], baseline[0]["period"], top, colours)
    for rows, colour, dash, words in (
        (baseline, colours["ink3"], "dot", view.say("همین‌گونه: ", "As it goes: ")),
        (chosen, colours["lajvard"], "dash", view.say("سناریوی شما: ", "Your scenario: ")),
    ):
        if not rows:
            continue
        path = [*([] if apart else told[-1:]), *rows]
        figure.add_scatter(
            x=[position(row["period"]) for row in path],
            y=[float(row["value"]) for row in path],
            mode="lines",
            line={"color": colour, "width": 2.5, "dash": dash},
            cliponaxis=False,
            hovertemplate=[
                f"{view.fmt.period(row['period'])}: {text(view, view.shown(row).text)}<extra></extra>" for row in path
            ],
        )
        last = rows[-1]
        # The reader's path is named above its end and the other below; on the ground there are years below.
        grounded = bool(baseline) and float(baseline[-1]["value"]) < top * GROUND
        below = rows is baseline and not grounded
        beside = rows is chosen and grounded and float(last["value"]) < top * GROUND
        label(
            figure,
            view,
            last["period"],
            float(last["value"]),
            words + view.shown(last).figure,
            colour,
            place={
                **AT_THE_END,
                "yanchor": "top" if below else "bottom",
                "yshift": -8 if below else 30 if beside else 8,
            },
        )
    if told:
        _reported(figure, view, line, told, colours, at_edge=True, top=top)
    _axes(figure, view, [*line, *ahead], target, top)
    return figure


def _asked(view: View, target: Row | None) -> list[float]:
    """Return what a target asks for along its path."""
    if target is None:
        return []
    return [float(target["target_value"]), *(float(point["value"]) for point in indicators.target_path(view, target))]


def _reported(
    figure: go.Figure,
    view: View,
    line: Sequence[Row],
    told: Sequence[Row],
    colours: dict[str, str],
    *,
    at_edge: bool,
    top: float,
) -> None:
    single = len(told) == 1
    figure.add_scatter(
        x=[position(row["period"]) for row in line],
        y=[None if row["value"] is None else float(row["value"]) for row in line],
        mode="markers" if single else "lines+markers",
        connectgaps=False,
        line={"color": colours["turq"], "width": 3},
        marker={
            "size": [11 if single else 9 if row["status"] == "provisional" else 6 for row in line],
            "opacity": 1,
            "color": [colours["surface"] if row["status"] == "provisional" else colours["turq"] for row in line],
            "line": {"color": colours["turq"], "width": 2},
        },
        cliponaxis=False,
        hovertemplate=[
            f"{view.fmt.period(row['period'])}: {text(view, view.shown(row).text)}<extra></extra>"
            if row["value"] is not None
            else ""
            for row in line
        ],
    )
    last = told[-1]
    low = float(last["value"]) < 0.15 * top
    place = AT_THE_END if at_edge else AFTER if low or not single else BELOW
    provisional = view.say(" موقت", " provisional") if last["status"] == "provisional" else ""
    label(
        figure,
        view,
        last["period"],
        float(last["value"]),
        view.shown(last).text + provisional,
        colours["turq"],
        place=place,
    )


def absence(view: View, row: Row) -> str:
    """Say in a word or two why a period of a series has no point: hidden, told in part, or no file."""
    if row["status"] == "suppressed":
        return view.say("پنهان", "hidden")
    if is_partly_reported(row):
        return view.say("ناتمام", "in part")
    return view.say("نرسیده", "no file")


def _missing(figure: go.Figure, view: View, line: Sequence[Row], top: float, colours: dict[str, str]) -> None:
    """Draw the periods without a figure: hatched where none came, a quiet ground with a sign where one is hidden."""
    gone = [row for row in line if row["value"] is None and GAP not in row]
    quarterly = any(Period.parse(row["period"]).frequency == "Q" for row in line)
    for hidden in (False, True):
        rows = [row for row in gone if (row["status"] == "suppressed") == hidden]
        if not rows:
            continue
        hatch = {"shape": "/", "fgcolor": colours["edge"], "size": 6, "solidity": 0.2}
        ground = colours["sunken"] if hidden else "rgba(0,0,0,0)"
        figure.add_bar(
            x=[position(row["period"]) for row in rows],
            y=[top] * len(rows),
            width=0.16 if quarterly else 0.5,
            marker={"color": ground, "line": {"width": 0}, **({} if hidden else {"pattern": hatch})},
            hovertemplate=[
                f"{view.fmt.period(row['period'])}: {text(view, absence(view, row))}<extra></extra>" for row in rows
            ],
        )
    for row in gone:
        words = absence(view, row)
        figure.add_annotation(
            x=position(row["period"]),
            y=top,
            yanchor="top",
            showarrow=False,
            text=text(view, f"{words} *" if row["status"] == "suppressed" else words),
            bgcolor=colours["sunken" if row["status"] == "suppressed" else "surface"],
            font={"size": 12, "color": colours["ink"]},
        )


def keys(
    view: View, line: Sequence[Row], target: Row | None, others: Sequence[Row], forecast: Sequence[Row]
) -> list[tuple[str, str]]:
    """Return the key of the chart: (the class of its sign, its word) for each mark that is drawn, and no other."""
    say = view.say
    beside, loose = two_bases(line, others)
    stated = line[0]["basis"] == STATED
    found = [("nq-key-line", say("گزارش‌شده", "Reported"))]
    if beside:
        found = [(f"nq-key-{'stated' if one else 'line'}", say(*BASIS_WORDS[one])) for one in (stated, not stated)]
    if any(row["status"] == "provisional" for row in [*line, *beside]):
        found.append(("nq-key-hollow", say("موقت", "Provisional")))
    if loose:
        found.append(("nq-key-other", say("گفته‌ها و مبناهای دیگر", "Told otherwise")))
    gone = [row for row in line if row["value"] is None and GAP not in row]
    missing = dict.fromkeys(absence(view, row) for row in gone if row["status"] != "suppressed")
    if missing:
        found.append(("nq-key-missing", say("، ", ", ").join(missing)))
    if any(row["status"] == "suppressed" for row in gone):
        found.append(("nq-key-hidden", f"* {say(*HIDDEN)}"))
    if target is not None:
        adopted = target["decision_state"] == "adopted"
        proposed = say("هدف پیشنهادی، تصویب‌نشده", "Proposed target, not adopted")
        found.append(("nq-key-target", say("مسیر هدف", "Path of the target") if adopted else proposed))
    if forecast:
        words = say("پیش‌بینی، بازه‌های ۸۰ و ۹۵ درصد", "Forecast, 80% and 95% intervals")
        found.append(("nq-key-ahead", words))
    return found


def _axes(figure: go.Figure, view: View, line: Sequence[Row], target: Row | None, top: float) -> None:
    places = [position(row["period"]) for row in line]
    if target is not None:
        places.append(position(target["target_period"]))
        if target["baseline_period"]:
            places.append(position(target["baseline_period"]))
    first, last = min(places), max(places)
    if last - first < 1:
        first, last = first - 1, last + 1
    years = list(range(int(first), int(last) + 1))
    step = 1 if len(years) <= 9 else 2
    figure.update_xaxes(
        range=[first - 0.15, last + 0.05],
        tickvals=years[::step],
        ticktext=[view.fmt.digits(year) for year in years[::step]],
    )
    unit = line[0]["unit"]
    ticks = _ticks(top)
    figure.update_yaxes(range=[0, top], tickvals=ticks, ticktext=[_tick(view, value, unit) for value in ticks])


def _ticks(top: float) -> list[float]:
    """Return about five round values from zero to the top."""
    rough = top / 5
    size = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 10.0 ** -len(f"{1 / rough:.0f}")
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10, 20, 50) if size * factor >= rough * 0.8)
    return [step * index for index in range(int(top / step) + 1)]


def _tick(view: View, value: float, unit: str) -> str:
    """Return the words of a line of the grid; zero is a word, for its sign is a speck."""
    if not value:
        return view.fmt.figure(0)
    if unit == "share":
        return view.fmt.percent_tick(value)
    if unit == "IRR":
        return " ".join(view.fmt.money(value))
    return view.fmt.plain(value, 0 if value == int(value) else 1)
