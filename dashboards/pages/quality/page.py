"""Data quality: what came in, what was read of it, what was kept back and why, and what has not come.

``?delivery=`` opens the page of one delivery; ``?state=`` and ``?office=`` narrow the list and ``?page=``
turns it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, states, statuses, tables, tags
from dashboards.components.delivery_words import STATES
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.pages.quality import delivery
from dashboards.pages.quality.checks import awaited, expectations
from dashboards.pages.quality.completeness import freshness, matrix
from dashboards.pages.quality.cross_figures import cross_figures
from dashboards.pages.quality.delivery_card import delivery_card
from dashboards.pages.quality.owed import owed_by_office
from dashboards.registry import PAGES

#: Deliveries on one page of the list.
PAGE_SIZE = 8
#: Parameters of the address that narrow the list, each the column of its name.
CHOICES = ("state", "office")


def draw(view: View) -> None:
    """Draw the page, or the page of the delivery that the address names."""
    wanted = view.address.get("delivery")
    if wanted:
        found = view.tables.one("select * from deliveries where delivery_id = ?", wanted)
        if found is not None:
            delivery.draw(view, found)
            return
    say = view.say
    st.html(_head(view, wanted))
    st.html(
        el(
            "div",
            states.guarded(view, say("این نسخه", "This version"), partial(_summary, view)),
            class_="nq-row",
        )
    )
    st.html(
        cards.heading(
            say("چه کسی گزارش نداده است", "Who has not reported"),
            say("دیرترین در آغاز", "the longest overdue first"),
            ident="owed",
        )
    )
    st.html(states.guarded(view, say("چه کسی گزارش نداده است", "Who has not reported"), partial(owed_by_office, view)))
    _deliveries(view)
    st.html(
        cards.heading(
            say("کامل و تازه", "Complete and fresh"),
            say("خاموشی صفر نیست", "silence is not a zero"),
            ident="completeness",
        )
    )
    st.html(_row(view, ((say("دوره‌ها", "Periods"), matrix), (say("تازگی", "Freshness"), freshness))))
    st.html(
        cards.heading(
            say("هنوز نرسیده", "Awaited"),
            say("فایل نرسیده صفر نیست", "a file that has not come is not a zero"),
            ident="awaited",
        )
    )
    st.html(_row(view, ((say("هنوز نرسیده", "Awaited"), awaited),)))
    st.html(cards.heading(say("رقم‌ها و آزمون‌ها", "Figures and checks"), ident="checks"))
    st.html(
        _row(
            view,
            (
                (say("رقم‌ها با هم", "Figures among themselves"), cross_figures),
                (say("آزمون‌ها", "Checks"), expectations),
            ),
        )
    )


def _row(view: View, drawn: tuple[tuple[str, Callable[[View], Markup]], ...]) -> Markup:
    """Return cards under one another, each of which may fail alone."""
    return el("div", *(states.guarded(view, title, partial(card, view)) for title, card in drawn), class_="nq-row")


def _head(view: View, unknown: str | None) -> Markup:
    say, number = view.say, view.fmt.figure
    counted = (
        view.tables.one(
            "select coalesce(sum(rows_read), 0) as read, coalesce(sum(rows_loaded), 0) as loaded, "
            "coalesce(sum(rows_quarantined), 0) as quarantined, coalesce(sum(rows_non_data), 0) as other, "
            "count(*) filter (state in ('held', 'refused')) as waiting from deliveries"
        )
        or {}
    )
    lede = say(
        f"از {number(counted['read'])} سطر خوانده‌شده، {number(counted['loaded'])} بارگذاری شد، "
        f"{number(counted['quarantined'])} در قرنطینه ماند و {number(counted['other'])} داده نبود.",
        f"Of {number(counted['read'])} rows read, {number(counted['loaded'])} were loaded, "
        f"{number(counted['quarantined'])} are in quarantine and {number(counted['other'])} were not data.",
    )
    waiting = int(counted["waiting"])
    after: list[Markup | str] = [
        say(
            f"{number(waiting)} فایل پاسخ اداره را می‌خواهد.",
            f"{number(waiting)} {'file waits' if waiting == 1 else 'files wait'} for an answer of the office.",
        )
        if waiting
        else say("هیچ فایلی در انتظار پاسخ نیست.", "No file waits for an answer.")
    ]
    if unknown:
        after.append(
            el(
                "p",
                statuses.mark("behind"),
                " ",
                say("فایلی با این شناسه در این نسخه نیست: ", "This version has no delivery with the id "),
                bidi_text.code(unknown),
            )
        )
    return cards.page_head(say(*PAGES["quality"].heading), say("کیفیت داده", "Data quality"), lede, after)


def _summary(view: View) -> Markup:
    say, number = view.say, view.fmt.figure
    states = {
        str(row["state"]): row
        for row in view.tables.rows(
            "select state, count(*) as n, coalesce(sum(rows_quarantined), 0) as quarantined from deliveries "
            "group by state order by state"
        )
    }
    checks = view.tables.one("select count(*) as n, count(*) filter (success) as passed from expectation_results") or {}
    discrepancies = (
        view.tables.one(
            "select count(distinct discrepancy_id) as n from discrepancy_claims where kind = 'contradiction'"
        )
        or {}
    )
    silent = view.tables.one("select count(*) as n from freshness where state in ('silent', 'never')") or {}
    cells = [
        (None, say("فایل", "Files"), number(sum(int(row["n"]) for row in states.values()))),
        *(
            (
                STATES[state][0],
                say(STATES[state][1], STATES[state][2]),
                number(states[state]["n"] if state in states else 0),
            )
            for state in ("refused", "held")
        ),
        (
            None,
            say("سطر در قرنطینه", "Rows in quarantine"),
            number(sum(int(row["quarantined"]) for row in states.values())),
        ),
        (None, say("گزارش خاموش", "Silent feeds"), number(silent.get("n") or 0)),
        (None, say("ناهم‌خوانی باز", "Open discrepancies"), number(discrepancies.get("n") or 0)),
        (
            None,
            say("آزمون گذرانده", "Checks passed"),
            view.fmt.share(checks.get("passed") or 0, checks["n"]) if checks.get("n") else say("اجرا نشده", "not run"),
        ),
    ]
    blocks = (
        el("div", el("dt", statuses.mark(shape) if shape else None, " ", word), el("dd", value))
        for shape, word, value in cells
    )
    return cards.card(
        say("این نسخه", "This version"),
        el("dl", *blocks, class_="nq-counts"),
        tags.release_tag(view),
        level=2,
    )


def _deliveries(view: View) -> None:
    """Draw the list of deliveries: the refused and the held first, a page at a time."""
    say = view.say
    chosen = {name: wish for name in CHOICES if (wish := view.address.get(name))}
    where = " and ".join(f"{name} = ?" for name in chosen) or "true"
    counted = view.tables.one(f"select count(*) as n from deliveries where {where}", *chosen.values()) or {}
    total = int(counted["n"])
    page = tables.asked_page(view, PAGE_SIZE, total)
    begin = page * PAGE_SIZE
    shown = view.tables.rows(
        f"select * from deliveries where {where} "
        "order by case state when 'refused' then 0 when 'held' then 1 when 'published' then 2 else 3 end, "
        "rows_quarantined desc, known_from desc, delivery_id limit ? offset ?",
        *chosen.values(),
        PAGE_SIZE,
        begin,
    )
    beside = tables.span(view, begin, len(shown), total) or say(
        "سطر خوانده = بارگذاری + قرنطینه + غیرداده", "rows read = loaded + quarantined + not data"
    )
    st.html(cards.heading(say("فایل‌ها", "Deliveries"), beside, ident="deliveries"))
    st.html(_filters(view))
    if not shown:
        st.html(
            states.empty_part(
                say("فایلی با این گزینش نیست", "No file fits this choice"),
                links.link(say("همهٔ فایل‌ها", "All files"), view.address.to("quality")),
            )
        )
        return
    reasons = _reasons(view, shown)
    st.html(
        el(
            "div",
            *(
                states.guarded(
                    view,
                    str(row["file_name"]),
                    partial(delivery_card, view, row, reasons.get(str(row["delivery_id"]), [])),
                )
                for row in shown
            ),
            class_="nq-row nq-row-two",
        )
    )
    st.html(tables.pager(view, page, PAGE_SIZE, total, say("صفحه‌های فایل‌ها", "Pages of deliveries")))


def _reasons(view: View, shown: tuple[Row, ...]) -> dict[str, list[Row]]:
    """Return the reasons of quarantine of the deliveries on this page, all in one query."""
    marks = ", ".join("?" * len(shown))
    found: dict[str, list[Row]] = {}
    for row in view.tables.rows(
        f"select * from quarantine_summary where delivery_id in ({marks}) order by rows desc, rule, column_name",
        *(row["delivery_id"] for row in shown),
    ):
        found.setdefault(str(row["delivery_id"]), []).append(row)
    return found


def _filters(view: View) -> Markup:
    """Return the choices of the list; each option is the address of the list so narrowed."""
    say = view.say
    words = {"state": say("حال", "State"), "office": say("اداره", "Office")}
    found = {
        "state": list(STATES),
        "office": [
            str(row["office"])
            for row in view.tables.rows(
                "select distinct office from deliveries where office is not null order by office"
            )
        ],
    }
    labels = []
    for name, codes in found.items():
        chosen = view.address.get(name) or ""
        entries = (
            el(
                "option",
                _option(view, name, code),
                selected=code == chosen,
                value=view.address.here(**{name: code or None, "page": None, "delivery": None}),
            )
            for code in ["", *codes]
        )
        labels.append(el("label", words[name], el("select", *entries, data_choice="")))
    return el(
        "div",
        *labels,
        class_="nq-filters",
        role="group",
        aria_label=say("گزینش فایل‌ها", "Choose the files"),
    )


def _option(view: View, name: str, code: str) -> str:
    if not code:
        return view.say("همه", "All")
    return view.say(*STATES[code][1:]) if name == "state" else view.code("offices", code)
