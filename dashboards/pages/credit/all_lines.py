"""Every credit line in one table, closed ones as well, and what was said of credit elsewhere. Both fold."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import with_addresses
from dashboards.language.markup import el, join
from dashboards.pages.credit.lines import Line, key_of


def all_lines(view: View, line: Line) -> Markup | None:
    """Return the table of every share: how much, how much of it was paid, what is left and by when.

    None without one.
    """
    say, fmt = view.say, view.fmt
    rows = view.tables.rows("select * from credit_balances order by budget_year desc, domain desc, scheme")
    if not rows:
        return None
    title = say("همهٔ سهم‌ها", "Every share")
    headers = [
        say("سهم", "Share"),
        say("ابلاغ‌شده", "Notified"),
        say("پس از جابه‌جایی", "After reallocation"),
        say("پرداخت", "Paid"),
        say("مانده", "Left"),
        say("پرونده", "Files"),
        say("مهلت", "Deadline"),
    ]
    unknown = say("نرسیده", "no list")
    body = [
        [
            join(
                [
                    el("a", Line(view, key_of(row), ()).name, href=view.address.here(share=".".join(key_of(row)))),
                    tags.real_tag(view, row),
                ]
            ),
            unknown if row["notified_rial"] is None else " ".join(fmt.money(row["notified_rial"])),
            # Where nobody has told movements, what is left after them is not known either.
            unknown if row["moved_rial"] is None else " ".join(fmt.money(row["share_rial"])),
            *(
                unknown if row[name] is None else " ".join(fmt.money(row[name]))
                for name in ("paid_rial", "remaining_rial")
            ),
            _file_count(view, row, unknown),
            join(
                [
                    fmt.date(row["deadline"], table=True),
                    "" if row["deadline_told"] else say(" (گفته نشده؛ پایان سال)", " (not told; end of the year)"),
                ]
            ),
        ]
        for row in rows
    ]
    closed = sum(1 for row in rows if row["deadline"] < view.today)
    count, gone = fmt.number(len(rows)), fmt.number(closed)
    summary = say(
        f"{count} سهم، {gone} تا بسته؛ باز کردن جدول",
        f"{count} share{'' if len(rows) == 1 else 's'}, {gone} closed; open the table",
    )
    return el(
        "div",
        cards.card(
            title,
            cards.disclosure(
                summary,
                tables.table(headers, body, caption=title),
                tool_row(view, "credit_balances", {}, title=title),
                open_=line.is_closed and len(rows) == 1,
            ),
            tags.origin_tags(view, rows),
            level=2,
        ),
        id="all-lines",
    )


def _file_count(view: View, row: Row, unknown: str) -> str | Markup:
    if row["files"] is not None:
        return view.fmt.figure(row["files"])
    return unknown if row["told_by"] == "missing" else view.code("statuses", "suppressed")


def told_elsewhere(view: View) -> Markup | None:
    """Return what was said of credit elsewhere: other provinces and other schemes, each with its source."""
    say = view.say
    rows = view.tables.rows(
        "select s.*, i.title_fa, i.title_en from statements s left join indicators i "
        "on i.indicator_id = s.indicator_id where s.indicator_id like 'credit%' and s.value is not null "
        "order by s.period desc, s.figure_id"
    )
    if not rows:
        return None
    title = say("برای سنجش: چه گفته شده است", "For comparison: what has been stated")
    headers = [
        say("کجا و کی", "Where and when"),
        say("چه", "What"),
        say("مقدار", "Value"),
        say("منبع", "Source"),
    ]
    body = [
        [
            join(
                [
                    view.area(row["area_code"]),
                    say("، ", ", "),
                    view.fmt.period(row["period"]),
                    tags.real_tag(view, row),
                ]
            ),
            view.column(row, "title") or view.code("figure_indicators", row["indicator_id"]),
            el("b", view.shown({**row, "status": "final"}).text),
            with_addresses(view.column(row, "source")),
        ]
        for row in rows
    ]
    count = view.fmt.number(len(rows))
    summary = say(f"{count} گفته، با منبع", f"{count} statement{'' if len(rows) == 1 else 's'}, with sources")
    return cards.card(
        title,
        cards.disclosure(summary, tables.table(headers, body, caption=title)),
        tags.origin_tags(view, rows),
        level=2,
    )
