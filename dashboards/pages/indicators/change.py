"""Beside the chart of an indicator: what its target would take, and what its last change is made of."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import differences, indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el, join

#: Parts of a change that are shown; the rest stand in the file.
LONGEST = 12


def would_take(view: View, row: Row) -> Markup:
    """Return the card of what the adopted target needs a month, and when this rate would reach it.

    Nothing without one.
    """
    target = indicators.adopted_target(view, row)
    if target is None:
        return Markup("")
    need = view.tables.one("select * from requirements where target_id = ? and part = 'whole'", target["target_id"])
    if need is None:
        return Markup("")
    title = view.say("برای رسیدن چه باید کرد", "What it would take")
    body = [el("p", sentence(view.fmt, view.column(need, "sentence")))]
    if need["state"] == "needed" and need["per_month"] is not None:
        shown = view.shown({"value": need["per_month"], "unit": need["unit"], "status": "final"}, decimals=1)
        body.insert(
            0,
            el(
                "p",
                el("b", shown.figure),
                " ",
                el("span", view.say(f"{shown.unit} در ماه", f"{shown.unit} a month"), class_="nq-unit"),
                class_="nq-figure",
            ),
        )
    return cards.card(
        title,
        *body,
        tags.origin_tags(view, [need]),
        links.link(
            view.say("سهم شهرستان‌ها و سناریوها", "Shares of the counties, and scenarios"),
            view.address.to("scenarios", target=target["target_id"]),
        ),
        class_="nq-big",
        level=2,
    )


def made_of(view: View, row: Row) -> Markup | None:
    """Return what the change since a year before is made of, county by county or by domain.

    None where it is not told.
    """
    comparison, rows = _parts(view, row)
    if not rows:
        return None
    say, fmt = view.say, view.fmt
    first = rows[0]
    change = differences.signed_change(view, first)
    since, period = fmt.period(first["from_period"]), fmt.period(first["period"])
    title = say(f"از {since} تا {period}: {change}", f"From {since} to {period}: {change}")
    longest = max(abs(float(entry["contribution"])) for entry in rows) or 1.0
    shown, rest = rows[:LONGEST], len(rows) - LONGEST
    bars = [join([el("dt", _part(view, entry)), _bar(view, entry, longest)]) for entry in shown]
    more = (
        el(
            "p",
            say(f"{fmt.number(rest)} جزء دیگر در فایل است.", f"{fmt.number(rest)} more parts are in the file."),
            class_="nq-sub",
        )
        if rest > 0
        else None
    )
    chosen = {
        "value_id": str(row["value_id"]),
        "comparison": comparison,
        "dimension": str(first["dimension"]),
    }
    return el(
        "div",
        cards.card(
            title,
            el("dl", *bars, class_="nq-bars nq-changes"),
            more,
            tags.origin_tags(view, rows),
            tool_row(view, "decompositions", chosen, title=title, picture="made-of"),
            subtitle=say(
                "جزءهایی که این تغییر را ساختند؛ جمعشان درست همان تغییر است.",
                "The parts that made this change; they sum exactly to it.",
            ),
        ),
        id="made-of",
    )


def _parts(view: View, row: Row) -> tuple[str, list[Row]]:
    """Return the comparison and the parts of the dimension that tells most, largest first.

    A ratio's effects are added up.
    """
    for comparison in ("year_before", "previous"):
        rows = view.tables.rows(
            "select dimension, part, part_kind, from_period, period, change, change_unit, sum(contribution) as "
            "contribution, bool_or(is_synthetic) as is_synthetic from decompositions where value_id = ? "
            "and comparison = ? and contribution is not null group by all "
            "order by dimension, abs(sum(contribution)) desc, part",
            row["value_id"],
            comparison,
        )
        by_dimension: dict[str, list[Row]] = {}
        for found in rows:
            by_dimension.setdefault(str(found["dimension"]), []).append(found)
        for dimension in ("county", *sorted(by_dimension)):
            if len(by_dimension.get(dimension, ())) > 1:
                return comparison, by_dimension[dimension]
    return "", []


def _part(view: View, entry: Row) -> str:
    if not entry["part"]:
        return view.say("آنچه به جزء گفته نشده", "What is not told of single parts")
    if entry["dimension"] == "county":
        return view.area(entry["part"])
    if entry["dimension"] == "domain":
        return view.code("domains", entry["part"])
    return view.category(entry["part"])


def _bar(view: View, entry: Row, longest: float) -> Markup:
    amount = float(entry["contribution"])
    width = 100 * abs(amount) / longest
    class_ = "nq-bar nq-bar-loss" if amount < 0 else "nq-bar"
    bar = el("span", class_=class_, style=f"--part:{width:.2f}") if amount else None
    return el("dd", bar, el("span", differences.signed_change(view, {**entry, "change": entry["contribution"]})))
