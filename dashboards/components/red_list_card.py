"""The craft red list of an area: which crafts are in danger, by what, and how many cannot be told."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join

#: state → (Persian, English); the worst first.
STATES: dict[str, tuple[str, str]] = {
    "critically_endangered": ("در خطر جدی", "critically endangered"),
    "endangered": ("در خطر", "endangered"),
    "viable": ("پایدار", "viable"),
    "not_known": ("نامعلوم", "not known"),
}
#: Crafts that are shown at once; the rest opens on demand.
FIRST = 8


def red_list_card(view: View, domain: str, area_code: str) -> Markup | None:
    """Return the card of an area's crafts in one domain, those in danger first; None without a register."""
    rows = view.tables.rows(
        "select l.*, c.title_fa, c.title_en from craft_red_list l join crafts c using (craft_code) "
        "where l.area_code = ? and l.domain = ? order by l.practitioners desc nulls last, l.craft_code",
        area_code,
        domain,
    )
    if not rows:
        return None
    say = view.say
    told = sorted(
        (row for row in rows if row["status"] != "suppressed"), key=lambda row: list(STATES).index(row["state"])
    )
    title = say("رشته‌های در خطر", "Crafts in danger")
    return cards.card(
        title,
        el("p", _finding(view, rows), class_="nq-finding"),
        _table(view, told[:FIRST], title) if told else None,
        cards.disclosure(more := _more(view, len(told) - FIRST), _table(view, told[FIRST:], more))
        if len(told) > FIRST
        else None,
        tags.origin_tags(view, rows),
        tool_row(view, "craft_red_list", {"area_code": area_code, "domain": domain}, title=title),
        subtitle=say(
            f"دفتر {view.fmt.period(rows[0]['period'])}؛ ورود، رفتن و آموزش در یک سال تا پایان آن. "
            "رده‌ها از «فهرست سرخ صنایع دستی در خطر» بریتانیاست و آستانه‌ها پیشنهاد تیم.",
            f"Register of {view.fmt.period(rows[0]['period'])}; entrants, leavers and training in the year to its end. "
            "Categories follow the Red List of Heritage Crafts; the thresholds are the team's proposal.",
        ),
        level=2,
    )


def _finding(view: View, rows: tuple[Row, ...]) -> str:
    """Return what is known of the crafts: how many are in each state, those of none left out."""
    counts = {state: sum(row["state"] == state for row in rows) for state in STATES}
    total, unknown, number = len(rows), counts.pop("not_known"), view.fmt.number
    told = [(number(count), STATES[state]) for state, count in counts.items() if count]
    if not told:
        return view.say(
            f"حال هیچ‌یک از {number(total)} رشته را نمی‌توان گفت: رقم‌ها پنهان‌اند یا فهرستی نیست.",
            f"Of none of {number(total)} crafts can the state be told: figures are hidden, or there is no list.",
        )
    rest_fa = f"؛ حال {number(unknown)} رشته را نمی‌توان گفت" if unknown else ""
    rest_en = f"; of {number(unknown)} it cannot be told" if unknown else ""
    said_fa = "، ".join(f"{count} رشته {words[0]}" for count, words in told)
    said_en = ", ".join(f"{count} {words[1]}" for count, words in told)
    return view.say(
        f"از {number(total)} رشته، {said_fa} است{rest_fa}.",
        f"Of {number(total)} crafts: {said_en}{rest_en}.",
    )


def _more(view: View, count: int) -> str:
    return view.say(f"{view.fmt.number(count)} رشتهٔ دیگر", f"{view.fmt.number(count)} more crafts")


def _table(view: View, rows: list[Row], caption: str) -> Markup:
    say = view.say
    headers = [
        say("رشته", "Craft"),
        say("حال", "State"),
        say("کار می‌کنند", "At work"),
        say("میانهٔ سن", "Median age"),
        say("زیر ۳۵ سال", "Under 35"),
        say("آمده", "Entered"),
        say("رفته", "Left"),
        say("جای آموزش", "Training seats"),
    ]
    return tables.table(headers, [_line(view, row) for row in rows], caption=caption)


def _line(view: View, row: Row) -> list[Child]:
    why = view.column(row, "criterion") if row["criterion"] else None
    reason = el("span", why, class_="nq-remark") if why else None
    share = row["under_35_share"]
    return [
        view.column(row, "title"),
        join([view.say(*STATES[row["state"]]), reason]),
        *(_count(view, row[name]) for name in ("practitioners", "median_age")),
        "—" if share is None else view.fmt.percent(share, 0),
        *(_count(view, row[name]) for name in ("entrants", "leavers", "trainees")),
    ]


def _count(view: View, number: int | None) -> str:
    return "—" if number is None else view.fmt.number(number)
