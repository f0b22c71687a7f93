"""The reports that are owed and have not come: each with its form, already filled in, and its blank template."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.components.forms import template_button
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import REPORT, agrees, counted, more
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el, join

#: Reports that are shown at once; the others fold.
SHOWN = 3


def card(view: View) -> Markup:
    """Return the reports whose due day has passed, the latest first."""
    rows = view.tables.rows(
        "select c.*, count(*) over () as n from completeness c where state = 'missing' "
        "order by days_late desc nulls last, feed, office limit 24"
    )
    silent = () if rows else view.tables.rows(_SILENT)
    found = rows or silent
    shown, rest = found[:SHOWN], found[SHOWN:]
    count = int(rows[0]["n"]) if rows else len(silent)
    folded = None
    if rest:
        folded = cards.disclosure(more(view.fmt, len(rest), REPORT), _list(view, rest))
    return cards.card(
        late_words(view.fmt, count) if rows or not silent else never_words(view.fmt, count),
        _list(view, shown) if shown else None,
        folded,
        tags.release_tag(view),
        level=2,
    )


_SILENT = (
    "select f.feed, f.title_fa as feed_title_fa, f.title_en as feed_title_en, f.owner_office as office, "
    "null as period, null as days_late from feeds f where not exists (select 1 from deliveries d "
    "where d.feed = f.feed and d.state = 'published') order by f.owner_office, f.feed"
)


def late_words(fmt: Formatter, count: int) -> str:
    """Return how many reports are overdue."""
    if not count:
        return fmt.language.say("هیچ گزارشی عقب نیفتاده است", "No report is overdue")
    reports = counted(fmt, count, REPORT)
    return fmt.language.say(
        f"موعد {reports} گذشته و نرسیده است",
        f"{reports} {agrees(count, 'is', 'are')} overdue and {agrees(count, 'has', 'have')} not come",
    )


def never_words(fmt: Formatter, count: int) -> str:
    """Return of how many reports no file has ever come."""
    if not count:
        return fmt.language.say("از هر گزارش دست‌کم یک فایل رسیده است", "At least one file of every report has come")
    reports = counted(fmt, count, REPORT)
    return fmt.language.say(f"از {reports} هنوز هیچ فایلی نرسیده است", f"No file has come yet for {reports}")


def _list(view: View, rows: tuple[Row, ...]) -> Markup:
    return el("ul", *(_line(view, row) for row in rows), class_="nq-list nq-lines nq-awaited")


def _line(view: View, row: Row) -> Markup:
    say, feed = view.say, str(row["feed"])
    title = view.column(row, "feed_title")
    told = [view.code("offices", row["office"]), view.fmt.period(row["period"])]
    if row["days_late"]:
        days = view.fmt.number(row["days_late"])
        unit = "day" if row["days_late"] == 1 else "days"
        told.append(say(f"{days} روز دیرکرد", f"{days} {unit} late"))
    send = el(
        "a",
        say("فرستادن", "Send it"),
        href=view.address.to("deliver", feed=feed, office=row["office"], period=row["period"]),
        class_="nq-button",
        aria_label=say(f"فرستادن: {title}", f"Send it: {title}"),
    )
    return el(
        "li",
        el("span", title, el("span", " · ".join(part for part in told if part), class_="nq-remark")),
        el("span", join([send, " ", template_button(view, feed, title)]), class_="nq-acts"),
    )
