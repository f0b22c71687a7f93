"""The card of the expiry profile.

How many licences run out in each of the next eight quarters, how many are likely renewed.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.charts.expiry_profile import quarter_bar
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import LICENCE, PERMIT, Noun, agrees, counted, none_of
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join


def expiry_card(view: View, domain: str, area_code: str) -> Markup | None:
    """Return the card of an area's expiry profile in one domain, all kinds of licences together.

    None without a register.
    """
    rows = view.tables.rows(
        "select * from licence_expiry_profile where area_code = ? and domain = ? and licence_kind = '' order by place",
        area_code,
        domain,
    )
    coming = [row for row in rows if row["place"] >= 1]
    if not coming:
        return None
    say, fmt = view.say, view.fmt
    title = say("مدت چند پروانه به پایان می‌رسد", "How many licences run out")
    told = [row for row in coming if row["expiring"] is not None]
    total = sum(int(row["expiring"]) for row in told)
    renewed = [int(row["likely_renewed"]) for row in told if row["likely_renewed"] is not None]
    finding = finding_words(fmt, total, sum(renewed) if renewed else None, PERMIT if domain == "carpet" else LICENCE)
    longest = max((float(row["expiring"]) for row in told), default=1.0)
    first = told[0] if told else coming[0]
    rate = (
        ""
        if first["renewal_rate"] is None
        else say(
            f" نرخ تمدید تا کنون {fmt.percent(first['renewal_rate'], 0)} است.",
            f" The rate of renewal so far is {fmt.percent(first['renewal_rate'], 0)}.",
        )
    )
    heard = fmt.period(first["heard_until"])
    subtitle = say(
        f"{view.area(area_code)}، {view.code('domains', domain)}؛ از فهرست‌های تا پایان {heard}.{rate}",
        f"{view.area(area_code)}, {view.code('domains', domain).lower()}; from the lists until {heard}.{rate}",
    )
    return el(
        "div",
        cards.card(
            finding,
            el(
                "ol",
                *(quarter_bar(view, row, longest) for row in coming),
                class_="nq-expiry",
                aria_label=title,
            ),
            _legend(view),
            tags.origin_tags(view, coming),
            _behind(view, rows),
            tool_row(
                view,
                "licence_expiry_profile",
                {"area_code": area_code, "domain": domain, "licence_kind": ""},
                title=title,
                picture=f"expiry-{domain}",
            ),
            subtitle=subtitle,
            level=2,
        ),
        id=f"expiry-{domain}",
    )


def finding_words(fmt: Formatter, total: int, renewed: int | None, noun: Noun = LICENCE) -> str:
    """Return how many licences run out in the quarters to come, and how many of them are likely renewed."""
    say = fmt.language.say
    if not total:
        return say(
            f"در هشت فصل پیش رو مدت {none_of(noun)} به پایان نمی‌رسد",
            f"In the next eight quarters no {noun.one} runs out",
        )
    licences = counted(fmt, total, noun)
    told = say(
        f"در هشت فصل پیش رو مدت {licences} به پایان می‌رسد",
        f"In the next eight quarters {licences} {agrees(total, 'runs', 'run')} out",
    )
    if renewed is None:
        return told
    if not renewed:
        return told + say("؛ با آهنگ کنونی هیچ‌کدام تمدید نمی‌شود", "; at the present rate none is renewed")
    if renewed >= total:
        return told + say("؛ با آهنگ کنونی همه تمدید می‌شود", "; at the present rate all are renewed")
    return told + say(
        f"؛ با آهنگ کنونی {fmt.number(renewed)} تای آن تمدید می‌شود",
        f"; at the present rate {fmt.number(renewed)} of them {agrees(renewed, 'is', 'are')} renewed",
    )


def _legend(view: View) -> Markup:
    return el(
        "p",
        el("span", el("i", class_="nq-key-renewed"), view.say("تمدید احتمالی", "likely renewed")),
        el("span", el("i", class_="nq-key-lost"), view.say("تمدید نمی‌شود", "would lapse")),
        class_="nq-legend",
    )


def _behind(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    words = say("جدول پشت نمودار", "The table behind the chart")
    headers = [
        say("فصل", "Quarter"),
        say("به پایان می‌رسد", "Run out"),
        say("تمدید احتمالی", "Likely renewed"),
        say("نرخ تمدید", "Renewal rate"),
        say("حال", "Status"),
    ]
    body: list[list[Child]] = [
        [
            view.fmt.period(row["period"]),
            tables.hidden(view) if row["expiring"] is None else view.fmt.figure(row["expiring"]),
            "—" if row["likely_renewed"] is None else view.fmt.figure(row["likely_renewed"]),
            "—" if row["renewal_rate"] is None else view.fmt.percent(row["renewal_rate"], 0),
            join(
                [
                    say("گذشته، ", "passed, ") if row["phase"] == "passed" else "",
                    view.code("statuses", row["status"]),
                ]
            ),
        ]
        for row in rows
    ]
    return cards.disclosure(words, tables.table(headers, body, caption=words))
