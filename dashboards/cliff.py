"""The expiry cliff: how many licences run out in each of the next eight quarters, and how many are likely renewed."""

from __future__ import annotations

from markupsafe import Markup

from dashboards import parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.toolrow import tool_row
from dashboards.view import View


def cliff_card(view: View, domain: str, area_code: str) -> Markup | None:
    """Return the card of an area's cliff in one domain, all kinds of licences together; None without a register."""
    rows = view.tables.rows(
        "select * from licence_cliff where area_code = ? and domain = ? and licence_kind = '' order by place",
        area_code, domain)  # fmt: skip
    coming = [row for row in rows if row["place"] >= 1]
    if not coming:
        return None
    say, fmt = view.say, view.fmt
    title = say("مدت چند پروانه به پایان می‌رسد", "How many licences run out")
    told = [row for row in coming if row["expiring"] is not None]
    total = sum(int(row["expiring"]) for row in told)
    renewed = [int(row["likely_renewed"]) for row in told if row["likely_renewed"] is not None]
    finding = say(
        f"در هشت فصل پیش رو مدت {fmt.number(total)} پروانه به پایان می‌رسد",
        f"In the eight quarters to come {fmt.number(total)} licences run out",
    )
    if renewed:
        finding += say(f"؛ با آهنگ تمدید کنونی {fmt.number(sum(renewed))} تا تمدید می‌شود",
                       f"; at the present rate {fmt.number(sum(renewed))} are renewed")  # fmt: skip
    longest = max((float(row["expiring"]) for row in told), default=1.0)
    first = told[0] if told else coming[0]
    rate = "" if first["renewal_rate"] is None else say(
        f" نرخ تمدید تا کنون {fmt.percent(first['renewal_rate'], 0)} است.",
        f" The rate of renewal so far is {fmt.percent(first['renewal_rate'], 0)}.")  # fmt: skip
    heard = fmt.period(first["heard_until"])
    subtitle = say(f"{view.area(area_code)}، {view.code('domains', domain)}؛ از فهرست‌های تا پایان {heard}.{rate}",
                   f"{view.area(area_code)}, {view.code('domains', domain).lower()}; from the lists until {heard}.{rate}")  # fmt: skip
    return el("div", parts.card(
        finding, el("ol", *(_quarter(view, row, longest) for row in coming), class_="nq-cliff", aria_label=title),
        _legend(view), parts.origin_tags(view, coming), _behind(view, rows),
        tool_row(view, "licence_cliff", {"area_code": area_code, "domain": domain, "licence_kind": ""}, title=title,
                 picture=f"cliff-{domain}"),
        subtitle=subtitle, level=2), id=f"cliff-{domain}")  # fmt: skip


def _quarter(view: View, row: Row, longest: float) -> Markup:
    period = view.fmt.period(row["period"])
    season, _, year = period.partition(" ")
    name = el("span", season, el("br"), year, class_="nq-cliff-name")
    if row["expiring"] is None:
        return el("li", el("b", "*"), el("i", class_="nq-cliff-bar nq-cliff-hidden"), name,
                  title=f"{period}: {view.say('پنهان، برای حریم', 'hidden, for privacy')}")  # fmt: skip
    count = view.fmt.figure(row["expiring"])
    height = 100 * float(row["expiring"]) / longest if longest else 0
    likely = row["likely_renewed"]
    inner = None
    if likely is not None and row["expiring"]:
        inner = el("u", style=f"block-size:{100 * float(likely) / float(row['expiring']):.1f}%")
    words = f"{period}: {count}"
    if likely is not None:
        words += view.say(
            f"؛ تمدید احتمالی {view.fmt.number(likely)}", f"; likely renewed {view.fmt.number(likely)}"
        )
    return el("li", el("b", count), el("i", inner, class_="nq-cliff-bar", style=f"block-size:{1.1 * height:.1f}px"), name,
              title=words)  # fmt: skip


def _legend(view: View) -> Markup:
    return el("p",
              el("span", el("i", class_="nq-key-renewed"), view.say("تمدید احتمالی", "likely renewed")),
              el("span", el("i", class_="nq-key-lost"), view.say("بی تمدید می‌ماند", "would lapse")),
              class_="nq-legend")  # fmt: skip


def _behind(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    words = say("جدول پشت نمودار", "The table behind the chart")
    headers = [say("فصل", "Quarter"), say("به پایان می‌رسد", "Run out"), say("تمدید احتمالی", "Likely renewed"),
               say("نرخ تمدید", "Renewal rate"), say("حال", "Status")]  # fmt: skip
    body = [[
        view.fmt.period(row["period"]),
        "*" if row["expiring"] is None else view.fmt.figure(row["expiring"]),
        "—" if row["likely_renewed"] is None else view.fmt.figure(row["likely_renewed"]),
        "—" if row["renewal_rate"] is None else view.fmt.percent(row["renewal_rate"], 0),
        join([say("گذشته، ", "passed, ") if row["phase"] == "passed" else "", view.code("statuses", row["status"])]),
    ] for row in rows]  # fmt: skip
    return parts.disclosure(words, parts.table(headers, body, caption=words))
