"""Credit lines: what was notified, and how far its files have come; a stage without a list is missing, not zero."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards import faces, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View


def draw(view: View) -> None:
    """Draw the page: one funnel for each scheme and budget year."""
    say = view.say
    rows = view.tables.rows(
        "select * from credit_funnel order by budget_year desc, scheme, area_code, domain, stage_order"
    )
    lines: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(str(row[name]) for name in ("scheme", "budget_year", "area_code", "domain"))
        lines.setdefault(key, []).append(row)
    st.html(parts.page_head(say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province"),
                            say("اعتبار تبصره‌ها", "Credit lines"), _lede(view, list(lines.values())), say(
        "یک میلیارد تومان، ده میلیارد ریال است.", "One billion tomans are ten billion rials.")))  # fmt: skip
    if not lines:
        st.html(
            faces.empty_face(
                say("هنوز ابلاغی نرسیده است", "No allocation has arrived"),
                el(
                    "p",
                    say(
                        "سهم‌ها با پروندهٔ ابلاغ اعتبار می‌رسند.", "Shares arrive with the file of allocations."
                    ),
                ),
            )
        )
        return
    st.html(el("div", *(_funnel(view, stages) for stages in lines.values()), class_="nq-row"))
    st.html(el("div", _told_elsewhere(view), class_="nq-row"))


def _lede(view: View, lines: list[list[Row]]) -> str:
    if not lines:
        return view.say("هنوز هیچ سهمی ابلاغ نشده است.", "No share has been notified yet.")
    share, filed = lines[0][0], next((row for row in lines[0] if row["stage"] == "registered"), None)
    scheme, year = view.code("credit_schemes", share["scheme"]), view.fmt.digits(share["budget_year"])
    if share["amount_rial"] is None:
        return view.say(
            f"{scheme} {year}: مبلغ سهم گفته نشده است.", f"{scheme} {year}: the share is not stated."
        )
    amount, toman = " ".join(view.fmt.money(share["amount_rial"])), view.fmt.toman(share["amount_rial"])
    if filed is None or filed["files"] is None:
        return view.say(
            f"سهم سال {year} از {scheme}، {amount} ({toman}) بود؛ از پرونده‌ها خبری نرسیده است.",
            f"The {scheme} share of {year} was {amount} ({toman}); nothing is known of its files.",
        )
    count = view.say("هیچ طرحی", "no project") if not filed["files"] else view.say(
        f"{view.fmt.number(filed['files'])} طرح", f"{view.fmt.number(filed['files'])} projects")  # fmt: skip
    return view.say(f"سهم سال {year} از {scheme}، {amount} ({toman}) بود و {count} برای آن ارائه {'نشد' if not filed['files'] else 'شد'}.",
                    f"The {scheme} share of {year} was {amount} ({toman}); for it {count} was presented.")  # fmt: skip


def _funnel(view: View, stages: list[Row]) -> Markup:
    say, first = view.say, stages[0]
    longest = max(
        (float(row["amount_rial"]) for row in stages if row["amount_rial"] is not None), default=0.0
    )
    bars = [
        join([el("dt", view.code("credit_stages", row["stage"])), _stage(view, row, longest)])
        for row in stages
    ]
    known = sum(1 for row in stages if row["status"] != "missing")
    subtitle = say(
        f"{view.area(first['area_code'])}، {view.code('domains', first['domain'])}. از {view.fmt.number(len(stages))} "
        f"گام، {view.fmt.number(known)} گام خبر دارد؛ نبودن فهرست، صفر نیست.",
        f"{view.area(first['area_code'])}, {view.code('domains', first['domain']).lower()}. Of "
        f"{view.fmt.number(len(stages))} stages, {view.fmt.number(known)} are known; a missing list is not a zero.",
    )
    title = f"{view.code('credit_schemes', first['scheme'])} · {view.fmt.digits(first['budget_year'])}"
    indicators = ("credit_allocated", "credit_applied_files", "credit_uptake")
    links = [parts.link(view.column(found, "title"), view.address.to("indicators", indicator=name))
             for name in indicators if (found := view.indicator(name))]  # fmt: skip
    demo = parts.origin_tags(view, stages)
    return parts.card(title, el("dl", *bars, class_="nq-bars"), demo, el("p", *(join([entry, " "]) for entry in links),
                      class_="nq-links"), subtitle=subtitle, level=2)  # fmt: skip


def _stage(view: View, row: Row, longest: float) -> Markup:
    if row["status"] == "missing":
        return el("dd", el("span", view.say("فهرستی نرسیده است", "no list has arrived"), class_="nq-gone"))
    words = []
    if row["files"] is not None:
        words.append(
            view.say(f"{view.fmt.figure(row['files'])} پرونده", f"{view.fmt.number(row['files'])} files")
        )
    if row["amount_rial"] is not None and not (row["files"] == 0 and row["amount_rial"] == 0):
        words.append(" ".join(view.fmt.money(row["amount_rial"])))
    width = 100 * float(row["amount_rial"] or 0) / longest if longest else 0
    target = "nq-bar nq-bar-share" if row["stage"] == "allocated" else "nq-bar"
    bar = el("span", class_=target, style=f"inline-size:{width:.2f}%") if width else None
    return el("dd", bar, el("span", view.say("، ", ", ").join(words)))


def _told_elsewhere(view: View) -> Markup:
    """Return what was said of credit elsewhere: other provinces and other schemes, each with its source."""
    say = view.say
    rows = view.tables.rows(
        "select s.*, i.title_fa, i.title_en from statements s left join indicators i "
        "on i.indicator_id = s.indicator_id where s.indicator_id like 'credit%' and s.value is not null "
        "order by s.period desc, s.figure_id")  # fmt: skip
    title = say("برای سنجش: چه گفته شده است", "For comparison: what has been stated")
    headers = [
        say("کجا و کی", "Where and when"),
        say("چه", "What"),
        say("مقدار", "Value"),
        say("منبع", "Source"),
    ]
    body = [[join([view.area(row["area_code"]), say("، ", ", "), view.fmt.period(row["period"]), parts.real_tag(view, row)]),
             view.column(row, "title") or view.code("figure_indicators", row["indicator_id"]),
             el("b", view.shown({**row, "status": "final"}).text), view.column(row, "source")] for row in rows]  # fmt: skip
    return parts.card(
        title, parts.table(headers, body, caption=title), parts.origin_tags(view, rows), level=2
    )
