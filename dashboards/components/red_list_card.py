"""The craft red list of an area: which crafts are in danger, by what, and how many cannot be told."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import CRAFT, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join

#: state → (Persian, English); the worst first.
STATES: dict[str, tuple[str, str]] = {
    "critically_endangered": ("در خطر جدی", "critically endangered"),
    "endangered": ("در خطر", "endangered"),
    "viable": ("پایدار", "viable"),
    "not_known": ("نامعلوم", "not known"),
}


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
    title = say("وضع رشته‌ها", "State of the crafts")
    return cards.card(
        _finding(view, rows),
        cards.disclosure(f"{title}: {counted(view.fmt, len(told), CRAFT)}", _table(view, told, title))
        if told
        else None,
        tags.origin_tags(view, rows),
        tool_row(view, "craft_red_list", {"area_code": area_code, "domain": domain}, title=title),
        subtitle=say(
            f"دفتر {view.fmt.period(rows[0]['period'])}؛ ورود، رفتن و آموزش در یک سال تا پایان آن. "
            "رده‌ها از «فهرست سرخ صنایع دستی در خطر» بریتانیا گرفته شده و آستانه‌ها پیشنهاد گروه است.",
            f"Register of {view.fmt.period(rows[0]['period'])}; entrants, leavers and training in the year to its end. "
            "Categories follow the Red List of Heritage Crafts; the thresholds are the team’s proposal.",
        ),
        level=2,
    )


def _finding(view: View, rows: tuple[Row, ...]) -> str:
    """Return what is known of the crafts: how many are in each state, those of none left out."""
    counts = {state: sum(row["state"] == state for row in rows) for state in STATES}
    return finding_words(view.fmt, len(rows), counts.pop("not_known"), counts)


def finding_words(fmt: Formatter, total: int, unknown: int, counts: Mapping[str, int]) -> str:
    """Return how many crafts are in which state of danger; of how many it cannot be told."""
    say, number = fmt.language.say, fmt.number
    told = [(count, STATES[state]) for state, count in counts.items() if count]
    if not told:
        return say(
            f"نمی‌توان گفت کدام‌یک از {number(total)} رشته در خطر است: رقم‌ها پنهان‌اند یا فهرستی نیست",
            f"Of {number(total)} {agrees(total, 'craft', 'crafts')} none can be told to be in danger or safe: "
            "figures are hidden, or there is no list",
        )
    rest_fa = f"؛ وضع {number(unknown)} رشته روشن نیست" if unknown else ""
    rest_en = f"; of {number(unknown)} it cannot be told" if unknown else ""
    said_fa = "، ".join(f"{counted(fmt, count, CRAFT)} {words[0]}" for count, words in told)
    said_en = ", ".join(f"{number(count)} {agrees(count, 'is', 'are')} {words[1]}" for count, words in told)
    return say(
        f"از {number(total)} رشته، {said_fa} است{rest_fa}",
        f"Of {number(total)} {agrees(total, 'craft', 'crafts')}, {said_en}{rest_en}",
    )


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
        _unknown(view) if share is None else view.fmt.percent(share, 0),
        *(_count(view, row[name]) for name in ("entrants", "leavers", "trainees")),
    ]


def _count(view: View, number: int | None) -> Markup | str:
    return _unknown(view) if number is None else view.fmt.figure(number)


def _unknown(view: View) -> Markup:
    """Return the word of a count that is not told: the table does not say whether it is hidden or has no list."""
    why = view.say("پنهان است یا فهرستی از آن نرسیده", "hidden, or no list of it has come")
    return el("span", view.say("نامعلوم", "not known"), class_="nq-quiet", title=why)
