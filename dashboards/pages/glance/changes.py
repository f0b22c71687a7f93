"""What moves on the front page: what changed since the period before, and what falls due next."""

from __future__ import annotations

from datetime import date

import jdatetime
from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags, target_words
from dashboards.data import differences, indicators, target_standings
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from pipelines.foundation.period import Period

#: Changes and dates on the front page; everything else stands on its own page.
SHOWN_CHANGES = 3
SHOWN_DATES = 2


def changed(view: View) -> Markup | None:
    """Return the table of the largest changes of whole indicators since the period before, worst first."""
    rows = []
    for definition in view.tables.rows("select * from indicators order by headline nulls last, indicator_id"):
        value = indicators.principal(view, str(definition["indicator_id"]))
        if value is None or value["value"] is None:
            continue
        change = indicators.change_since(view, value, "previous")
        # What came in a period that still runs is no change against one that is over.
        if change is not None and change["change"] and Period.parse(value["period"]).days[1] < view.today:
            rows.append((definition, value, change))
    if not rows:
        return None
    say = view.say
    latest = max(Period.parse(value["period"]).year for _, value, _ in rows)
    rows = [row for row in rows if Period.parse(row[1]["period"]).year >= latest - 1]
    rows.sort(key=lambda row: (row[0]["headline"] is None, -_size(row[2])))
    with_marks = bool(target_standings.adopted(view))
    body = []
    for definition, value, change in rows[:SHOWN_CHANGES]:
        before = view.shown({**value, "value": change["other_value"], "status": "final"})
        status = indicators.commission_status(view, value)
        name = el("a", view.column(definition, "title"), href=indicators.indicator_address(view, value))
        body.append(
            [
                join([statuses.mark(status), " ", name]) if with_marks else name,
                _dated(view, before.figure, change["other_period"]),
                _dated(view, el("b", view.shown(value).figure), value["period"]),
                el("b", differences.signed_change(view, change), class_="nq-nowrap"),
            ]
        )
    headers = [
        say("شاخص", "Indicator"),
        say("پیش از این", "Before"),
        say("اکنون", "Now"),
        say("تغییر", "Change"),
    ]
    title = say("از دورهٔ پیش چه تغییر کرد", "Changes since the period before")
    return el(
        "div",
        cards.card(
            title,
            tables.table(headers, body, caption=title),
            tags.origin_tags(view, [value for _, value, _ in rows[:SHOWN_CHANGES]]),
            level=2,
        ),
        id="changed",
    )


def _dated(view: View, figure: Child, period: str) -> Markup:
    """Return a figure with its period below it, smaller."""
    return join([figure, " ", el("span", view.fmt.period(period), class_="nq-when")])


def _size(change: Row) -> float:
    """Return how large a change is beside others: growth as a fraction, points of a share as their part of the whole.

    What grew from nothing has no growth; it counts as doubled.
    """
    if change["change_unit"] == "percentage_points":
        return abs(float(change["change"])) / 100
    return abs(float(change["relative"])) if change["relative"] is not None else 1.0


def coming(view: View) -> Markup | None:
    """Return what falls due next: reports, deadlines of credit, deliveries."""
    today = view.today
    found: list[tuple[date, str, Row]] = []
    for row in view.tables.rows("select * from annual_report_clock where is_owed and next_due_on is not null"):
        day = _jalali_day(view, row["next_due_on"])
        if day is not None:
            city = view.tables.one("select * from craft_cities where area_code = ? limit 1", row["area_code"])
            name = view.column(city, "name") if city else view.area(row["area_code"])
            found.append(
                (
                    day,
                    view.say(f"گزارش سالانهٔ دستگاه‌های {name}", f"Annual report, agencies of {name}"),
                    row,
                )
            )
    for row in view.tables.rows("select * from credit_balances where days_left >= 0"):
        scheme = view.code("credit_schemes", row["scheme"])
        found.append(
            (
                row["deadline"],
                view.say(
                    f"مهلت اعتبار {scheme}، {view.code('domains', row['domain'])}",
                    f"Deadline of {scheme}, {view.code('domains', row['domain']).lower()}",
                ),
                row,
            )
        )
    for row in view.tables.rows(
        "select c.*, f.feed from completeness c join feeds f using (feed) where c.state = 'not_due'"
    ):
        if row["due_on"] is not None:
            found.append(
                (
                    row["due_on"],
                    view.say(
                        f"مهلت گزارش {view.column(row, 'feed_title')}", f"Report due: {view.column(row, 'feed_title')}"
                    ),
                    row,
                )
            )
    found += [*_targets_due(view), *_commitments_due(view)]
    due = sorted((item for item in found if item[0] >= today), key=lambda item: item[:2])[:SHOWN_DATES]
    if not due:
        return None
    items = (
        el(
            "li",
            el("b", view.fmt.date(day, table=True)),
            el("span", words),
            el("span", _left(view, (day - today).days), class_="nq-nowrap nq-quiet"),
        )
        for day, words, _ in due
    )
    return cards.card(
        view.say("پیش رو", "Coming up"),
        el("ol", *items, class_="nq-coming"),
        level=2,
    )


def _targets_due(view: View) -> list[tuple[date, str, Row]]:
    """Return by when the adopted targets are to be reached: those of one date on one line, by the name of the first."""
    by_day: dict[date, list[Row]] = {}
    for row in target_standings.adopted(view):
        by_day.setdefault(Period.parse(row["target_period"]).days[1], []).append(row)
    found = []
    for day, rows in by_day.items():
        name, more = target_words.target_name(view, rows[0]), view.fmt.number(len(rows) - 1)
        words = view.say(f"هدف {name}", f"Target: {name}")
        if len(rows) > 1:
            words += view.say(f" و {more} هدف دیگر", f" and {more} more")
        found.append((day, words, rows[0]))
    return found


def _commitments_due(view: View) -> list[tuple[date, str, Row]]:
    """Return by when the open commitments are to be kept."""
    rows = view.tables.rows("select * from commitments where standing = 'open' and due_period <> ''")
    return [
        (
            Period.parse(row["due_period"]).days[1],
            view.say(f"تعهد: {view.column(row, 'action')}", f"Commitment: {view.column(row, 'action')}"),
            row,
        )
        for row in rows
        if Period.find(str(row["due_period"]))
    ]


def _left(view: View, days: int) -> str:
    """Return how many days are left until something is due."""
    if not days:
        return view.say("امروز", "today")
    return view.say(f"{view.fmt.number(days)} روز", f"{view.fmt.number(days)} {'day' if days == 1 else 'days'}")


def _jalali_day(view: View, text: str | None) -> date | None:
    """Return the Gregorian day of a Jalali one («1405-03-31»)."""
    if not text or len(text) != 10:
        return None
    year, month, day = (int(part) for part in text.split("-"))
    found: date = jdatetime.date(year, month, day).togregorian()
    return found
