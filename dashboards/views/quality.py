"""Data quality: what came in, what was read of it, what was kept back and why, and what has not come."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards import faces, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View
from dashboards.views.delivery_card import STATES, delivery_card

#: A feed's cadence → words.
CADENCES: dict[str, tuple[str, str]] = {
    "quarterly": ("فصلی", "quarterly"),
    "annual": ("سالانه", "annual"),
    "monthly": ("ماهانه", "monthly"),
    "occasional": ("گاه‌به‌گاه", "occasional"),
}


def draw(view: View) -> None:
    """Draw the page."""
    deliveries = view.tables.rows("select * from deliveries order by known_from desc, delivery_id")
    st.html(_head(view, deliveries))
    st.html(el("div", faces.guarded(view, view.say("این نسخه", "This version"), partial(_summary, view, deliveries)),
               class_="nq-row"))  # fmt: skip
    order = list(STATES)
    worst_first = sorted(
        deliveries, key=lambda row: order.index(row["state"]) if row["state"] in order else 0
    )
    st.html(parts.heading(view.say("پرونده‌ها", "Deliveries"),
                          view.say("ردیف خوانده = بارگذاری + قرنطینه + غیرداده",
                                   "rows read = loaded + quarantined + not data")))  # fmt: skip
    st.html(el("div", *(faces.guarded(view, str(row["file_name"]), partial(delivery_card, view, row))
                        for row in worst_first), class_="nq-row nq-row-two"))  # fmt: skip
    st.html(parts.heading(view.say("هنوز نرسیده", "Awaited"),
                          view.say("پروندهٔ نرسیده صفر نیست", "a file that has not come is not a zero"),
                          ident="awaited"))  # fmt: skip
    st.html(el("div", _awaited(view), class_="nq-row"))
    st.html(parts.heading(view.say("آزمون‌های کیفیت", "Quality checks")))
    st.html(el("div", faces.guarded(view, view.say("آزمون‌ها", "Checks"), partial(_expectations, view)),
               class_="nq-row"))  # fmt: skip


def _sum(rows: tuple[Row, ...], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)


def _head(view: View, deliveries: tuple[Row, ...]) -> Markup:
    say, number = view.say, view.fmt.figure
    read, loaded = _sum(deliveries, "rows_read"), _sum(deliveries, "rows_loaded")
    quarantined, other = _sum(deliveries, "rows_quarantined"), _sum(deliveries, "rows_non_data")
    waiting = sum(1 for row in deliveries if row["state"] in ("held", "refused"))
    lede = say(
        f"از {number(read)} ردیف خوانده‌شده، {number(loaded)} بارگذاری شد، {number(quarantined)} در قرنطینه ماند و "
        f"{number(other)} داده نبود.",
        f"Of {number(read)} rows read, {number(loaded)} were loaded, {number(quarantined)} are in quarantine and "
        f"{number(other)} were not data.",
    )
    after = say(f"{number(waiting)} پرونده پاسخ اداره را می‌خواهد.",
                f"{number(waiting)} {'file waits' if waiting == 1 else 'files wait'} for an answer of the office.") \
        if waiting else say("هیچ پرونده‌ای در انتظار پاسخ نیست.", "No file waits for an answer.")  # fmt: skip
    return parts.page_head(say("سنجیدن", "Check"), say("کیفیت داده", "Data quality"), lede, after)


def _summary(view: View, deliveries: tuple[Row, ...]) -> Markup:
    say, number = view.say, view.fmt.figure
    checks = (
        view.tables.one(
            "select count(*) as n, sum(case when success then 1 else 0 end) as passed from expectation_results"
        )
        or {}
    )
    contradictions = view.tables.one("select count(distinct comparison_id) as n from contradictions") or {}
    cells = [
        (None, say("پرونده", "Files"), number(len(deliveries))),
        *((STATES[state][0], say(STATES[state][1], STATES[state][2]),
           number(sum(1 for row in deliveries if row["state"] == state))) for state in ("refused", "held")),
        (None, say("ردیف در قرنطینه", "Rows in quarantine"), number(_sum(deliveries, "rows_quarantined"))),
        (None, say("ناهم‌خوانی باز", "Open contradictions"), number(contradictions.get("n") or 0)),
        (None, say("آزمون گذرانده", "Checks passed"),
         view.fmt.share(checks.get("passed") or 0, checks["n"]) if checks.get("n") else say("اجرا نشده", "not run")),
    ]  # fmt: skip
    blocks = (
        el("div", el("dt", parts.mark(shape) if shape else None, " ", word), el("dd", value))
        for shape, word, value in cells
    )
    return parts.card(say("این نسخه", "This version"), el("dl", *blocks, class_="nq-counts"), level=2)


def _awaited(view: View) -> Markup:
    say = view.say
    rows = view.tables.rows(
        "select * from feeds f where not exists (select 1 from deliveries d where d.feed = f.feed "
        "and d.state = 'published') order by f.owner_office, f.feed")  # fmt: skip
    title = say("خوراک‌هایی که پروندهٔ منتشرشده ندارند", "Feeds without a published file")
    if not rows:
        return parts.card(
            title, el("p", say("همهٔ خوراک‌ها دست‌کم یک پرونده دارند.", "Every feed has at least one."))
        )
    headers = [say("خوراک", "Feed"), say("از کدام اداره", "From which office"), say("هر چند گاه", "How often"),
               say("دادهٔ شخص", "Persons"), say("الگوی خالی را بسازید", "Make the blank template")]  # fmt: skip
    body = [[view.column(row, "title"), view.code("offices", row["owner_office"]),
             say(*CADENCES.get(str(row["cadence"]), (str(row["cadence"] or "—"),) * 2)),
             say("دارد؛ منتشر نمی‌شود", "yes; never published") if row["contains_persons"] else say("ندارد", "no"),
             parts.code(f"naqsheh template {row['feed']} --out {row['feed']}.xlsx")]
            for row in rows]  # fmt: skip
    return parts.card(title, parts.table(headers, body, caption=title))


def _expectations(view: View) -> Markup:
    say = view.say
    rows = view.tables.rows(
        "select subject_kind, subject, count(*) as n, sum(case when success then 1 else 0 end) as passed "
        "from expectation_results group by subject_kind, subject "
        "order by count(*) - sum(case when success then 1 else 0 end) desc, subject_kind, subject")  # fmt: skip
    failed = view.tables.rows(
        "select * from expectation_results where not success order by severity, subject, expectation, column_name "
        "limit 30")  # fmt: skip
    total = sum(int(row["n"]) for row in rows)
    passed = sum(int(row["passed"] or 0) for row in rows)
    title = say(f"{view.fmt.share(passed, total)} آزمون گذرانده شد", f"{view.fmt.share(passed, total)} checks passed") \
        if total else say("هنوز آزمونی اجرا نشده است", "No check has run yet")  # fmt: skip
    kinds = {"delivery": say("پرونده", "delivery"), "table": say("جدول", "table")}
    body = [[parts.code(row["subject"]), kinds.get(row["subject_kind"], row["subject_kind"]),
             view.fmt.number(row["n"]),
             view.fmt.figure(int(row["n"]) - int(row["passed"] or 0))] for row in rows]  # fmt: skip
    headers = [
        say("دربارهٔ", "Subject"),
        say("چه", "Kind"),
        say("آزمون", "Checks"),
        say("نگذرانده", "Not passed"),
    ]
    lines = el("ul", *(
        el("li", parts.mark("off_track" if row["severity"] == "error" else "behind"), parts.code(row["subject"]), " ",
           view.column(row, "description") or join([parts.code(row["expectation"]), " ",
                                                    parts.code(row["column_name"] or "")]))
        for row in failed
    ), class_="nq-list nq-lines") if failed else None  # fmt: skip
    words = say("آزمون‌ها به تفکیک", "Checks by subject")
    return parts.card(title, lines, parts.disclosure(words, parts.table(headers, body, caption=words)) if rows else None,
                      subtitle=say("از قراردادها ساخته می‌شوند و پیش از انتشار اجرا می‌شوند.",
                                   "Compiled from the contracts and run before every publication."))  # fmt: skip
