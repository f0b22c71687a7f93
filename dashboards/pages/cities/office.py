"""Holders of office of a craft city over time, vacancies hatched.

And the clock of its annual report. Roles, never names.
"""

from __future__ import annotations

from datetime import date

import jdatetime
from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el, join

#: status of the clock → mark.
CLOCK = {
    "overdue": "off_track",
    "due_soon": "behind",
    "on_time": "on_track",
    "not_known": "not_available",
    "no_duty": "no_target",
}


def _day(text: str | None) -> date | None:
    """Return the Gregorian day of a Jalali one; of a month or year its first day."""
    if not text:
        return None
    parts_ = [int(part) for part in text.split("-")] + [1, 1]
    found: date = jdatetime.date(*parts_[:3]).togregorian()
    return found


def office_timeline(view: View, code: str) -> Markup | None:
    """Return each office's terms as bars on a line of years, left to right in both languages."""
    rows = [
        row
        for row in view.tables.rows("select * from secretariats where area_code = ? order by role desc, from_on", code)
        if row["from_on"]
    ]
    say = view.say
    title = say("دبیر و رئیس، در زمان", "Secretary and head over time")
    if not rows:
        return cards.card(
            title,
            el(
                "p",
                say(
                    "فهرستی از دبیرخانهٔ این شهر نرسیده است؛ نمی‌دانیم چه کسی در چه سمتی است.",
                    "No list of this city’s secretariat has come; who holds which office is not known.",
                ),
            ),
            cards.no_figure(view, say("فهرستی نرسیده است", "no list has arrived")),
            level=2,
        )
    today = view.today
    starts = [day for row in rows if (day := _day(row["from_on"]))]
    first, last = min(starts), max([today, *(day for row in rows if (day := _day(row["to_on"])))])
    whole = (last - first).days or 1
    roles = list(dict.fromkeys(str(row["role"]) for row in rows))
    lanes = []
    for role in roles:
        bars = [_term(view, row, first, today, whole) for row in rows if row["role"] == role]
        lanes.append(el("li", el("b", view.code("secretariat_roles", role)), el("div", *bars, class_="nq-lane")))
    effect = view.tables.one("select * from secretariat_limit_effects where area_code = ?", code)
    note = sentence(view.fmt, view.column(effect, "sentence")) if effect else None
    years = el(
        "p",
        el("span", view.fmt.digits(jdatetime.date.fromgregorian(date=first).year)),
        el("span", view.fmt.digits(jdatetime.date.fromgregorian(date=last).year)),
        class_="nq-lane-years",
    )
    return el(
        "div",
        cards.card(
            title,
            el("ul", *lanes, class_="nq-lanes"),
            years,
            el("p", note, class_="nq-note") if note else None,
            tags.origin_tags(view, rows),
            _behind(view, rows),
            tool_row(view, "secretariats", {"area_code": code}, title=title, picture="offices"),
            subtitle=say(
                "هاشور: جای خالی. تنها سمت نشان داده می‌شود، نه نام. زمان از چپ به راست می‌رود.",
                "Hatched: vacant. Offices are shown, never names. Time runs from left to right.",
            ),
            level=2,
        ),
        id="offices",
    )


def _term(view: View, row: Row, first: date, today: date, whole: int) -> Markup:
    begin, end = _day(row["from_on"]) or first, _day(row["to_on"]) or today
    left, width = 100 * (begin - first).days / whole, 100 * max((end - begin).days, 1) / whole
    vacant = row["state"] == "vacant"
    word = view.say("خالی", "vacant") if vacant else view.code("holder_roles", row["holder_role"])
    until = view.fmt.jalali(row["to_on"]) or view.say("اکنون", "now")
    words = view.say(
        f"{word}، از {view.fmt.jalali(row['from_on'])} تا {until}",
        f"{word}, from {view.fmt.jalali(row['from_on'])} to {until}",
    )
    return el(
        "span",
        el("i", word if width > 14 else "", aria_hidden="true"),
        el("span", words, class_="nq-heard"),
        class_="nq-term nq-term-vacant" if vacant else "nq-term",
        style=f"left:{left:.2f}%;width:{width:.2f}%",
        title=words,
    )


def _behind(view: View, rows: list[Row]) -> Markup:
    say = view.say
    words = say("جدول پشت نمودار", "The table behind the chart")
    headers = [
        say("سمت", "Office"),
        say("دارندهٔ سمت", "Held by"),
        say("از", "From"),
        say("تا", "To"),
        say("روز", "Days"),
    ]
    body = [
        [
            view.code("secretariat_roles", row["role"]),
            say("خالی", "vacant") if row["state"] == "vacant" else view.code("holder_roles", row["holder_role"]),
            view.fmt.jalali(row["from_on"]),
            view.fmt.jalali(row["to_on"]) or say("اکنون", "now"),
            "—" if row["days_held"] is None else view.fmt.number(row["days_held"]),
        ]
        for row in rows
    ]
    return cards.disclosure(words, tables.table(headers, body, caption=words))


def clock(view: View, code: str) -> Markup | None:
    """Return how the city's agencies stand with the annual report.

    For a national city it is nobody's duty.
    """
    rows = view.tables.rows(
        "select * from annual_report_clock where area_code = ? order by status = 'overdue' desc, agency", code
    )
    if not rows:
        return None
    say = view.say
    title = say("ساعت گزارش سالانه", "Clock of the annual report")
    owed = next((row for row in rows if row["is_owed"] and row["days_left"] is not None), None)
    figure = None
    if owed is not None:
        figure = el(
            "p",
            el("b", view.fmt.number(owed["days_left"])),
            " ",
            el(
                "span",
                say(
                    f"روز تا {view.fmt.jalali(owed['next_due_on'])}",
                    f"days until {view.fmt.jalali(owed['next_due_on'])}",
                ),
                class_="nq-unit",
            ),
            class_="nq-figure",
        )
    items = (
        el(
            "li",
            statuses.mark(CLOCK.get(str(row["status"]), "no_target")),
            el(
                "span",
                el("b", el("span", row["agency"], lang="fa")) if row["agency"] else None,
                el("span", sentence(view.fmt, view.column(row, "sentence")), class_="nq-remark"),
            ),
        )
        for row in rows
    )
    return cards.card(
        title,
        figure,
        el("ul", *items, class_="nq-list nq-lines"),
        el("p", view.column(rows[0], "legal_source"), class_="nq-note"),
        _world_clock(view, code),
        tags.origin_tags(view, rows),
        tool_row(view, "annual_report_clock", {"area_code": code}, title=title),
        class_="nq-big",
        level=2,
    )


def _world_clock(view: View, code: str) -> Markup | None:
    """Return when the city owes reports to the bodies that registered it; nothing for a national city."""
    rows = view.tables.rows(
        "select * from world_report_clock where area_code = ? order by body desc, after_years", code
    )
    if not rows:
        return None
    lines = (el("li", el("span", sentence(view.fmt, view.column(row, "sentence")), class_="nq-remark")) for row in rows)
    sources = dict.fromkeys((view.column(row, "source"), row["source_url"]) for row in rows)
    return join(
        [
            el("h3", view.say("گزارش به نهادهای جهانی", "Reports to world bodies")),
            el("ul", *lines, class_="nq-list nq-lines"),
            *(el("p", text, class_="nq-note") for text, _url in sources),
        ]
    )
