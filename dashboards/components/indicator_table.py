"""Indicators as lines of a table: mark and name, value, target, distance, change and a small line.

Lines stand in groups that fold; a long group shows its first lines and says how many more there are. What is open is in
the address. How lines are chosen and put in order is the page's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.charts.sparkline import sparkline
from dashboards.components import cards, statuses, tags
from dashboards.data import differences, headlines, indicators
from dashboards.data.indicator_lines import BAD, Line, lines, severity
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import HIDDEN
from pipelines.foundation.period import Period

#: Lines of a group that stand open; the rest is one link away.
FIRST = 5
#: The parameter of an address that lists the groups shown whole, and the sign between them.
WHOLE, BETWEEN = "whole", "."
#: Values of a line without a whole that are written out; of more, the largest alone.
FEW = 2

#: state → (mark, Persian, English); the words of targets' states are those of :mod:`dashboards.components.statuses`.
_WORDS: dict[str, tuple[str, str, str]] = {
    "unmeasured": ("not_available", "سنجیده‌نشده", "Not measured"),
    "hidden": ("hidden", "پنهان", "Hidden"),
    "no_figure": ("not_available", "بی‌عدد", "No figure"),
}


@dataclass(frozen=True)
class Group:
    """Lines under one heading; one without a title has none. ``fold`` is the address that opens or closes it."""

    key: str
    title: str
    lines: Sequence[Line]
    is_open: bool = True
    fold: str | None = None


def state_mark(state: str) -> Markup:
    """Return the shape of a line's state."""
    return statuses.mark(_WORDS[state][0] if state in _WORDS else state)


def state_word(view: View, state: str) -> str:
    """Return the word of a line's state."""
    return view.say(*_WORDS[state][1:]) if state in _WORDS else statuses.status_word(view, state)


def indicator_table(view: View, theme: str, rows: Sequence[Row]) -> Markup:
    """Return the card of a theme: its indicators, worst first."""
    title = view.code("themes", theme)
    found = sorted(lines(view, rows), key=severity)
    return cards.card(
        title,
        lines_table(view, [Group(theme, "", found)], caption=title),
        tags.origin_tags(view, [line.row for line in found if line.row is not None]),
        level=2,
    )


def headers(view: View) -> list[tuple[str, str]]:
    """Return the columns: (name, words)."""
    say = view.say
    return [
        ("name", say("شاخص", "Indicator")),
        ("value", say("آخرین عدد", "Latest figure")),
        ("target", say("هدف", "Target")),
        ("distance", say("فاصله از مسیر", "Distance from path")),
        ("change", say("نسبت به سال پیش", "Since a year before")),
        ("series", say("روند", "Series")),
    ]


def lines_table(
    view: View,
    groups: Sequence[Group],
    *,
    caption: str,
    head: Callable[[str, str], Markup] | None = None,
) -> Markup:
    """Return the table of some groups; ``head`` draws the head of a column that can be sorted by."""
    plain = [el("th", words, scope="col", class_=f"nq-ind-{name}") for name, words in headers(view)]
    cells = plain if head is None else [head(name, words) for name, words in headers(view)]
    bodies = [_group(view, group) for group in groups]
    return el("table", el("caption", caption), el("thead", el("tr", *cells)), *bodies, class_="nq-ind")


def _group(view: View, group: Group) -> Markup:
    whole = (view.address.get(WHOLE) or "").split(BETWEEN)
    # One line more is no shorter than the line that says so.
    shown = group.lines if group.key in whole or len(group.lines) <= FIRST + 1 else group.lines[:FIRST]
    body = [_line(view, line) for line in shown] if group.is_open else []
    rest = len(group.lines) - len(shown)
    if group.is_open and rest:
        count = view.fmt.number(rest)
        address = view.address.here(**{WHOLE: BETWEEN.join(sorted({*filter(None, whole), group.key}))})
        words = view.say(
            f"{count} شاخص دیگر این موضوع" if group.title else f"{count} شاخص دیگر",
            f"{count} more indicators" if rest > 1 else "1 more indicator",
        )
        link = el("a", words, el("span", class_="nq-ind-down", aria_hidden="true"), href=f"{address}#theme-{group.key}")
        body.append(el("tr", el("td", link, colspan=len(headers(view))), class_="nq-ind-more"))
    return el("tbody", _band(view, group), *body, id=f"theme-{group.key}")


def _band(view: View, group: Group) -> Markup | None:
    """Return the heading of a group, which opens and closes it."""
    if not group.title:
        return None
    count, adopted = len(group.lines), sum(line.is_adopted for line in group.lines)
    told = [view.say(f"{view.fmt.number(count)} شاخص", f"{count} indicator{'s' if count != 1 else ''}")]
    if adopted:
        number = view.fmt.number(adopted)
        told.append(view.say(f"{number} هدف مصوب", f"{number} adopted target{'s' if adopted != 1 else ''}"))
    act = view.say("بستن", "Close") if group.is_open else view.say("باز کردن", "Open")
    toggle = el(
        "a",
        el("b", group.title),
        " ",
        el("span", " · ".join(told)),
        el("span", act, class_="nq-ind-act"),
        href=f"{group.fold}#theme-{group.key}",
        aria_expanded="true" if group.is_open else "false",
        role="button",
    )
    return el(
        "tr",
        el("th", toggle, scope="rowgroup", colspan=len(headers(view))),
        class_="nq-ind-band",
    )


# --- one line ----------------------------------------------------------------------------------------------


def _line(view: View, line: Line) -> Markup:
    return el(
        "tr",
        el("th", _name(view, line), scope="row", class_="nq-ind-name"),
        el("td", _value(view, line), class_="nq-ind-value"),
        el("td", _target(view, line), class_="nq-ind-target"),
        el("td", _distance(view, line), class_=f"nq-ind-distance nq-is-{line.state}"),
        el("td", _change(view, line), class_="nq-ind-change"),
        el("td", _series(view, line), class_="nq-ind-series"),
        class_="nq-ind-line",
    )


def _name(view: View, line: Line) -> Markup:
    """Return the mark, the name as a link, and below it the office and what another basis says."""
    row, title = line.row, view.column(line.definition, "title")
    href = (
        indicators.indicator_address(view, row)
        if row is not None
        else view.address.to("indicators", indicator=line.indicator_id)
    )
    below = [office_name(view, line.definition["owner"]), *(_other_basis(view, row) if row is not None else [])]
    return el(
        "div",
        state_mark(line.state),
        el("span", state_word(view, line.state), ": ", class_="nq-heard"),
        el(
            "a",
            el("span", title, class_="nq-ind-title"),
            " ",
            el("small", " · ".join(filter(None, below))),
            href=href,
        ),
    )


def office_name(view: View, code: str | None) -> str:
    """Return an office's name without what all offices of a province share: its kind and the place."""
    name, persian = view.code("offices", code), view.language.is_persian
    for area in view.tables.rows("select * from areas where kind = 'province'"):
        said = view.column(area, "short") or view.column(area, "name")
        name = name.removesuffix(f" {said}") if persian else name.removeprefix(f"{said} ")
    if persian:
        return name.removesuffix(" استان").removesuffix("، دفتر").removeprefix("اداره‌کل ")
    return name[:1].upper() + name[1:]


def _other_basis(view: View, row: Row) -> list[str]:
    """Return what the other bases of a headline say: «ثبت‌شده: ۸۱٫۴ درصد»."""
    found = [other for other in headlines.bases(view, row) if other["value"] is not None]
    return [
        f"{view.code('bases', other['basis'])}: {view.shown(other).text}"
        for other in found
        if other["basis"] != row["basis"]
    ]


def _value(view: View, line: Line) -> Markup:
    """Return the value with unit; below it when, on which basis, and of where if that is not the province."""
    row = line.row
    if row is None:
        return el("span", view.say("در دسترس نیست", "Not available"), class_="nq-ind-none")
    figure: Child
    named = None
    if row["category"] and not line.is_adopted and line.parts:
        figure, named = _of_parts(view, line.parts)
    else:
        shown = view.shown(row)
        if shown.absent == "missing":
            figure = el("span", shown.figure, class_="nq-ind-none")
        elif shown.absent:
            figure = el("b", shown.figure)
        else:
            figure = join([f"{shown.qualifier} " if shown.qualifier else "", el("b", shown.figure), f" {shown.unit}"])
        named = view.category(row["category"]) or None
    place = view.area(row["area_code"]) if row["area_code"] != indicators.home_area(view) else None
    below = [named, view.fmt.period(row["period"]), view.code("bases", row["basis"]), line.domain, place]
    if row["status"] == "provisional":
        below.append(view.say("موقت", "provisional"))
    return join([el("span", figure), el("small", " · ".join(filter(None, below)))])


def _of_parts(view: View, parts: Sequence[Row]) -> tuple[Markup, str | None]:
    """Return a value that has no whole: its few categories, or the largest of many, and what is said below."""
    shown = [(view.category(part["category"]), view.shown(part)) for part in parts]
    unit = next((found.unit for _, found in shown if not found.absent), "")
    if len(shown) <= FEW:
        words = view.say("، ", ", ").join(
            " ".join(filter(None, (name, found.qualifier, found.figure))) for name, found in shown
        )
        return el("b", f"{words} {unit}"), None
    name, largest = shown[0]
    count = view.fmt.number(len(shown))
    said = view.say(f"{name}، بزرگ‌ترین از {count} دسته", f"{name}, largest of {count} categories")
    return join([f"{largest.qualifier} " if largest.qualifier else "", el("b", largest.figure), f" {unit}"]), said


def _target(view: View, line: Line) -> Markup:
    target = line.target
    if target is None:
        return el("span", view.say("هدف ندارد", "no target"), class_="nq-quiet")
    base = line.row if line.row is not None else {"indicator_id": line.indicator_id, "unit": line.definition["unit"]}
    shown = view.shown({**base, "value": target["target_value"], "qualifier": None, "status": "final"})
    period = view.fmt.period(target["target_period"])
    until = view.say(f"تا {period}", f"by {period}")
    if line.is_adopted:
        return join([el("b", shown.text, class_="nq-copper"), el("small", until)])
    proposed = view.say("پیشنهادی", "proposed")
    return join(
        [
            el("span", shown.text, class_="nq-copper nq-ind-proposed"),
            el("small", f"{proposed}، {until}" if view.language.is_persian else f"{proposed}, {until}"),
        ]
    )


def _distance(view: View, line: Line) -> Markup:
    """Return how far the value is from where the path of its target is; only what is behind has a colour."""
    if line.progress is None:
        return _dash(view, view.say("هدف مصوب ندارد", "no adopted target"))
    if line.gap is None or line.row is None:
        return el("span", view.say("سنجیده نشده", "not measured"), class_="nq-quiet")
    words = differences.signed_gap(view, line.row, line.gap) if line.gap else view.say("بر مسیر", "on the path")
    # What a target stands by is said where it is not what the line shows, or is old.
    told = statuses.standing_words(view, line.row, line.progress)
    said = told if told and (line.progress["is_stale"] or line.progress["basis"] != line.row["basis"]) else None
    return join([el("b", words) if line.state in BAD else el("span", words), el("small", said) if said else None])


def _change(view: View, line: Line) -> Markup:
    found = line.change
    if line.state == "hidden" or (found is not None and found["status"] == "suppressed"):
        return el("span", "*", title=view.say(*HIDDEN))
    if line.row is not None and indicators.is_running(view, line.row):
        return el("span", view.say("دوره نیمه‌تمام", "period running"), class_="nq-quiet")
    if found is None or found["change"] is None:
        return _dash(view, view.say("سنجیدنی نیست", "cannot be compared"))
    if found["change"] == 0:
        return el("span", view.say("بی‌تغییر", "unchanged"), class_="nq-quiet")
    if found["change_unit"] in ("percentage_points", "IRR"):
        return el("span", differences.signed_change(view, found))
    decimals = int(line.definition["decimals"] or 0)
    return el("span", view.fmt.number(found["change"], decimals, signed=True))


def _dash(view: View, words: str) -> Markup:
    return join([el("span", "—", aria_hidden="true", class_="nq-quiet"), el("span", words, class_="nq-heard")])


def _series(view: View, line: Line) -> Markup | None:
    """Return the small line; what is hidden has no line, what is missing is hatched."""
    if line.state == "hidden":
        return el("span", f"* {view.say(*HIDDEN)}", class_="nq-ind-hidden")
    if line.row is None or line.row["value"] is None:
        return el("span", el("span", view.say("نرسیده", "not received")), class_="nq-ind-missing")
    if line.row["category"] and not line.is_adopted:
        return None
    told = [row for row in line.series if row["value"] is not None]
    if len(told) < 2:
        year = view.fmt.digits(Period.parse(told[-1]["period"]).year) if told else ""
        words = view.say("یک اندازه‌گیری", "one measurement")
        return el("span", el("i"), year, el("span", words, class_="nq-heard"), class_="nq-ind-once", title=words)
    return sparkline(view, line.series, line.target if line.is_adopted else None)
