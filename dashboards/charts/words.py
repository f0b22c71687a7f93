"""Words in a chart, and where a period stands on its axis."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboards.charts.colours import palette
from dashboards.data.view import View
from pipelines.foundation.period import MONTHS_OF_YEAR, Period
from pipelines.foundation.persian import right_to_left

#: Where a label stands beside its point: before and above it at the chart's end, after it, or below it.
AT_THE_END: dict[str, Any] = {"xanchor": "right", "yanchor": "bottom", "yshift": 8, "xshift": 8}
AFTER: dict[str, Any] = {"xanchor": "left", "yanchor": "bottom", "yshift": 6, "xshift": 8}
AFTER_BELOW: dict[str, Any] = {"xanchor": "left", "yanchor": "top", "yshift": -6, "xshift": 8}
BELOW: dict[str, Any] = {"xanchor": "left", "yanchor": "top", "yshift": -9, "xshift": -4}

#: Part of a chart's height over its axis in which a label below a point would cover the years.
GROUND = 0.1


def position(period: str) -> float:
    """Return where a period stands on the axis of years: «1400Q4» → 1400.75, «1402» → 1402."""
    year, month = divmod(Period.parse(period).span.first, MONTHS_OF_YEAR)
    return year + month / MONTHS_OF_YEAR


def label(
    figure: go.Figure,
    view: View,
    period: str,
    value: float,
    words: str,
    colour: str,
    *,
    place: dict[str, Any],
) -> None:
    """Write words at a point, on a ground of the card so that a line behind them does not cross them."""
    figure.add_annotation(
        x=position(period),
        y=value,
        showarrow=False,
        text=f"<b>{text(view, words)}</b>",
        font={"color": colour, "size": 13},
        bgcolor=palette(view.scheme)["surface"],
        **place,
    )


def text(view: View, words: str) -> str:
    """Return words as chart text.

    No tag of theirs is read as one, and Persian stands in its own direction.
    """
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return right_to_left(safe) if view.language.is_persian else safe
