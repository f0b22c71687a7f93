"""The bar of days: what has gone since a beginning, what is left until an end, and today between the two.

Time runs from left to right in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboards.data.view import View
from dashboards.language.markup import el


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days with today in it; ``ask_by`` is the last day to ask for more time, where that is known."""

    begin: date
    end: date
    today: date
    ask_by: date | None = None

    def place(self, day: date) -> float:
        """Return where a day stands on the bar, in per cent from its left end."""
        whole = (self.end - self.begin).days or 1
        return max(0.0, min(100.0, 100 * (day - self.begin).days / whole))


def days_bar(view: View, days: Days, words: tuple[str, str]) -> Markup:
    """Return the bar of a span of days; ``words`` name its beginning and its end."""
    begun, ends = words
    today = view.say("امروز", "today")
    gone = days.place(days.today)
    label = view.say(
        f"{begun} {view.fmt.date(days.begin)}، {today} {view.fmt.date(days.today)}، {ends} {view.fmt.date(days.end)}",
        f"{begun} {view.fmt.date(days.begin)}, {today} {view.fmt.date(days.today)}, {ends} {view.fmt.date(days.end)}",
    )
    tick = None
    if days.ask_by is not None:
        tick = el("i", class_="nq-days-ask", style=f"left:{days.place(days.ask_by):.2f}%")
    edge = "start" if gone < 20 else "end" if gone > 80 else "middle"
    return el(
        "div",
        el(
            "p",
            el("span", f"{today}: {_day(view, days.today)}", class_=f"nq-days-word nq-days-{edge}"),
            class_="nq-days-now",
            style=f"--now:{gone:.2f}%",
        ),
        el(
            "div",
            el("i", class_="nq-days-gone", style=f"inline-size:{gone:.2f}%"),
            tick,
            el("i", class_="nq-days-today", style=f"left:{gone:.2f}%"),
            class_="nq-days-bar",
            role="img",
            aria_label=label,
        ),
        el(
            "p",
            el("span", f"{begun}: {_day(view, days.begin)}"),
            el("span", f"{ends}: {_day(view, days.end)}", class_="nq-days-deadline"),
            class_="nq-days-ends",
        ),
        class_="nq-days",
    )


def _day(view: View, day: date) -> str:
    """Return a day as short as the bar needs it: the Gregorian one would not fit on a phone."""
    return view.fmt.date(day, table=not view.language.is_persian)
