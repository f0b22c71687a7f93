"""The adopted targets on the front page: a bar of one cell each, a row each, worst first, and what has no target."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from dashboards.charts.target_track import target_track, track_legend
from dashboards.components import cards, statuses, target_words
from dashboards.components.show_more import show_more
from dashboards.data import indicators, target_standings
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import HIDDEN


def targets_card(view: View) -> Markup:
    """Return the card of the adopted targets."""
    rows = target_standings.adopted(view)
    return cards.card(
        view.say("هدف‌های مصوب، بدترین در آغاز", "Adopted targets, worst first"),
        _bar(view, rows),
        el("ol", *_rows(view, rows), class_="nq-targets"),
        _without(view),
        track_legend(view),
        subtitle=_absent(view, rows),
        level=2,
        class_="nq-targets-card",
    )


def _absent(view: View, rows: list[Row]) -> str | None:
    """Return which good and which bad ends no target has come to: what is empty is said, not drawn."""
    found = {str(row["status"]) for row in rows}
    if "reached" in found:
        return None
    if any(row["is_over"] for row in rows):
        return view.say("هنوز هدفی محقق نشده است.", "None is reached yet.")
    return view.say(
        "هیچ‌یک محقق نشده و مهلتی نگذشته است.",
        "None reached yet, none past its date.",
    )


def _bar(view: View, rows: list[Row]) -> Markup:
    """Return the bar: groups by state, each a link to its first row."""
    groups = []
    for status, members in groupby(rows, key=lambda row: str(row["status"])):
        count = len(list(members))
        cells = (el("i", statuses.mark(status), class_=f"nq-cell nq-cell-{status}") for _ in range(count))
        groups.append(
            el(
                "li",
                el(
                    "a",
                    el("span", *cells, class_="nq-cells-of", aria_hidden="true"),
                    el("span", el("b", view.fmt.number(count)), " ", target_words.state_word(view, status)),
                    href=f"#targets-{status}",
                    class_=f"nq-state-{status}",
                ),
                style=f"--n:{count}",
            )
        )
    label = view.say("هدف‌های مصوب به تفکیک وضعیت", "Adopted targets by state")
    return el("ul", *groups, class_="nq-target-bar", aria_label=label)


def _rows(view: View, rows: list[Row]) -> list[Markup]:
    drawn, begun = [], set()
    for row in rows:
        status = str(row["status"])
        drawn.append(
            el("li", _row(view, row, status), id=None if status in begun else f"targets-{status}"),
        )
        begun.add(status)
    return drawn


def _row(view: View, row: Row, status: str) -> Markup:
    """Return a target as one link: its mark, its name, its number beside what it should be, and its track."""
    return el(
        "a",
        el("span", class_=f"nq-mark nq-mark-{status}", role="img", aria_label=target_words.state_word(view, status)),
        el(
            "span",
            el("b", target_words.target_name(view, row), class_="nq-target-name"),
            " ",
            el("span", _said(view, row, status), class_="nq-target-said"),
        ),
        el(
            "span",
            target_track(row),
            el("span", target_words.goal(view, row), class_="nq-target-goal"),
            class_="nq-target-track",
        ),
        el("i", class_="nq-chevron", aria_hidden="true"),
        href=target_words.target_address(view, row),
        class_="nq-target",
    )


def _said(view: View, row: Row, status: str) -> Child:
    if status == "not_available" or row["value"] is None:
        return target_words.unmeasured(view, row)
    against = target_words.against_its_path(view, row)
    between = view.say("؛ ", "; ")
    return join([el("b", target_words.measured(view, row)), f"{between}{against}" if against else None])


# --- indicators without a target -------------------------------------------------------------------------


def _without(view: View) -> Markup | None:
    """Return the line of the indicators that have no target, which opens their squares by theme."""
    rows = target_standings.without_target(view)
    if not rows:
        return None
    count = view.fmt.number(len(rows))
    line = view.say(
        " شاخص دیگر هدف ندارد",
        f" other {'indicator has' if len(rows) == 1 else 'indicators have'} no target",
    )
    return show_more(
        view,
        join([statuses.mark("no_target"), el("span", el("b", count), line)]),
        *squares(view, rows),
        ident="no-target",
    )


def squares(view: View, rows: tuple[Row, ...]) -> list[Markup]:
    """Return one square for each indicator, gathered by theme, and what the three kinds of squares mean."""
    states = {str(row["indicator_id"]): _state(view, str(row["indicator_id"])) for row in rows}
    themes = []
    for theme, members in groupby(rows, key=lambda row: str(row["theme"])):
        drawn = [el("li", _square(view, row, states[str(row["indicator_id"])])) for row in members]
        themes.append(
            el("div", el("p", view.code("themes", theme), el("span", view.fmt.number(len(drawn)))), el("ul", *drawn))
        )
    return [
        el("div", *themes, class_="nq-theme-squares"),
        el("p", _counts(view, list(states.values())), class_="nq-sub"),
    ]


def _state(view: View, indicator_id: str) -> str:
    """Return whether an indicator has a figure, hides it, or has none yet."""
    row = indicators.principal(view, indicator_id)
    if row is None:
        return "none"
    if row["status"] == "suppressed":
        return "hidden"
    return "none" if row["value"] is None else "figure"


def _square(view: View, row: Row, state: str) -> Markup:
    title = view.column(row, "title")
    said = {
        "figure": view.say("عدد دارد", "has a figure"),
        "hidden": view.say(*HIDDEN),
        "none": view.say("هنوز عددی ندارد", "has no figure yet"),
    }[state]
    return el(
        "a",
        "*" if state == "hidden" else None,
        href=view.address.to("indicators", indicator=row["indicator_id"]),
        class_=f"nq-square nq-square-{state}",
        title=title,
        aria_label=f"{title}: {said}",
    )


def _counts(view: View, states: list[str]) -> str:
    number = view.fmt.number
    told = [
        view.say(
            f"{number(states.count('figure'))} شاخص عدد دارد (پر)",
            f"{number(states.count('figure'))} with a figure (filled)",
        )
    ]
    if hidden := states.count("hidden"):
        told.append(f"{number(hidden)} {view.say(*HIDDEN)} (*)")
    if none := states.count("none"):
        told.append(view.say(f"{number(none)} هنوز عددی ندارد (هاشور)", f"{number(none)} without one yet (hatched)"))
    words = view.say("، ", ", ").join(told)
    return view.say(f"{words}. هر خانه به شاخص خود می‌رسد.", f"{words}. A square leads to its indicator.")
