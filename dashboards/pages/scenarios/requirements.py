"""What the targets would take: needed a month, against the present rate, and each county's share."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.counting import agrees
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el, join

#: requirement state → mark, worst first.
MARKS = {"missed": "missed", "needed": "behind", "unmeasured": "not_available", "reached": "reached"}


def targets(view: View) -> Markup:
    """Return the table of every target with what it needs.

    The one that asks most of the present rate comes first.
    """
    say = view.say
    title = say("هر هدف در ماه چه می‌خواهد", "What each target needs a month")
    rows = view.tables.rows(
        "select r.*, t.indicator_id, t.target_value, t.target_period, t.decision_state, t.category, t.domain "
        "from requirements r join targets t using (target_id) where r.part = 'whole' "
        "order by r.per_quarter / nullif(r.rate_quarter, 0) desc nulls last, r.target_id"
    )
    if not rows:
        return cards.card(
            title,
            el(
                "p",
                say(
                    "هنوز هدفی تصویب نشده است که بتوان گفت چه می‌خواهد.",
                    "No target has been adopted whose needs could be told.",
                ),
            ),
            links.link(say("هدف‌های پیشنهادی", "Proposed targets"), view.address.to("glance")),
            level=2,
        )
    headers = [
        say("هدف", "Target"),
        say("در ماه", "A month"),
        say("آهنگ اکنون در ماه", "Present rate a month"),
        say("با این آهنگ", "At this rate"),
        say("حساب آن", "Reckoning"),
    ]
    body = [
        [
            _name(view, row),
            _amount(view, row, "per_month", 1),
            _amount(view, row, "rate_quarter", 3),
            _reached(view, row),
            cards.disclosure(say("چگونه؟", "How?"), el("p", sentence(view.fmt, view.column(row, "sentence")))),
        ]
        for row in rows
    ]
    return el(
        "div",
        cards.card(
            never_words(view.fmt, sum(1 for row in rows if row["at_this_rate"] == "never"), len(rows)),
            tables.table(headers, body, caption=title, class_="nq-needs"),
            tags.origin_tags(view, rows),
            tool_row(view, "requirements", {"part": "whole"}, title=title, picture="needs"),
            subtitle=title,
            level=2,
        ),
        id="needs",
    )


def never_words(fmt: Formatter, never: int, total: int) -> str:
    """Return of how many targets the present rate never reaches them."""
    say = fmt.language.say
    if not never:
        return say("هر هدف در ماه چه می‌خواهد", "What each target needs a month")
    if never == total:
        return say("با آهنگ کنونی هیچ هدفی برآورده نمی‌شود", "At the present rate no target is ever reached")
    return say(
        f"با آهنگ کنونی {fmt.share(never, total)} هدف هرگز برآورده نمی‌شود",
        f"At the present rate {fmt.share(never, total)} targets {agrees(never, 'is', 'are')} never reached",
    )


def shares_of(view: View) -> Markup | None:
    """Return the counties' shares of what the chosen target needs, by default the first apportioned one."""
    say = view.say
    named = view.address.get("target")
    rows = view.tables.rows(
        "select r.*, t.indicator_id, t.target_value, t.target_period, t.decision_state, t.category, "
        "t.domain from requirements r join targets t using (target_id) where r.part <> 'whole' "
        "order by r.target_id, r.part = 'rest', r.need desc, r.area_code"
    )
    ids = list(dict.fromkeys(str(row["target_id"]) for row in rows))
    if not ids:
        return None
    chosen = named if named in ids else ids[0]
    found = [row for row in rows if row["target_id"] == chosen]
    picks = (
        el(
            "a",
            _plain_name(view, next(row for row in rows if row["target_id"] == other)),
            href=view.address.here(target=other),
            aria_current="true" if other == chosen else None,
        )
        for other in ids
    )
    title = say("سهم هر شهرستان از آنچه لازم است", "Each county’s share of what is needed")
    longest = max((float(row["need"] or 0) for row in found), default=0.0) or 1.0
    bars = [
        join(
            [
                el(
                    "dt",
                    view.area(row["area_code"])
                    if row["part"] == "share"
                    else say("شهرستان نامعلوم", "County not known"),
                ),
                el(
                    "dd",
                    el("span", class_="nq-bar", style=f"--part:{100 * float(row['need'] or 0) / longest:.2f}"),
                    el("span", _amount(view, row, "need", 1)),
                ),
            ]
        )
        for row in found
    ]
    most = max((row for row in found if row["part"] == "share"), key=lambda row: row["need"] or 0, default=None)
    title = (
        say(
            f"سهم {view.area(most['area_code'])} از همه بیشتر است: {_amount(view, most, 'need', 1)}",
            f"{view.area(most['area_code'])} has the largest share: {_amount(view, most, 'need', 1)}",
        )
        if most is not None and most["need"]
        else title
    )
    return el(
        "div",
        cards.card(
            title,
            el("p", *(join([pick, " "]) for pick in picks), class_="nq-links"),
            el("dl", *bars, class_="nq-bars"),
            tags.origin_tags(view, found),
            tool_row(view, "requirements", {"target_id": chosen}, title=title, picture="shares"),
            subtitle=_plain_name(view, found[0]),
            level=2,
        ),
        id="shares",
    )


def _plain_name(view: View, row: Row) -> str:
    indicator = view.indicator(str(row["indicator_id"])) or {}
    goal = view.shown(
        {
            "indicator_id": row["indicator_id"],
            "value": row["target_value"],
            "unit": indicator.get("unit"),
            "status": "final",
        }
    )
    period = view.fmt.period(row["target_period"])
    name = view.column(indicator, "title") or view.code("figure_indicators", row["indicator_id"])
    if row["category"]:
        name = (
            f"{name}، {view.category(row['category'])}"
            if view.language.is_persian
            else f"{name}, {view.category(row['category']).lower()}"
        )
    return view.say(f"{name}: {goal.text} تا {period}", f"{name}: {goal.text} by {period}")


def _name(view: View, row: Row) -> Markup:
    href = view.address.to("indicators", indicator=row["indicator_id"], domain=row["domain"])
    return join(
        [
            statuses.mark(MARKS.get(str(row["state"]), "no_target")),
            " ",
            el("a", _plain_name(view, row), href=href),
        ]
    )


def _amount(view: View, row: Row, name: str, divisor: int) -> str:
    if row[name] is None:
        return "—"
    shown = view.shown(
        {"value": row[name] / divisor, "unit": row["unit"], "status": "final"},
        decimals=1 if row["unit"] == "share" or name == "rate_quarter" else 0,
    )
    return f"{shown.figure} {shown.unit}".strip()


def _reached(view: View, row: Row) -> str:
    if row["at_this_rate"] == "period":
        return view.fmt.period(row["reached_period"])
    if row["state"] == "missed":
        return view.say("نرسیده", "missed")
    words = {
        "never": view.say("هرگز", "never"),
        "reached": view.say("رسیده است", "reached"),
        "slower": view.say("کندتر از مسیر", "slower than the path"),
    }
    return words.get(str(row["at_this_rate"]), view.say("دانسته نیست", "not known"))
