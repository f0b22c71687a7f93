"""Discrepancies between sources: one thing told differently, each claim beside its source.

Series and figures that never change.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence, with_addresses
from dashboards.language.markup import el, join
from dashboards.pages.contradictions import dot_strips
from dashboards.registry import PAGES

KINDS = (
    ("contradiction", "اختلاف‌ها", "Discrepancies"),
    ("repetition", "رقم‌های بی‌تغییر", "Figures that never change"),
    ("series", "سری‌ها: زمان فرق دارد، نه رقم", "Series: different times, no discrepancy"),
)
#: Cards of a kind on one page; the rest follow on the next.
PER_PAGE = 12
#: Comparisons of an indicator that stand open; the others fold.
OPEN = 3


def draw(view: View) -> None:
    """Draw the page: one kind of discrepancy at a time, the most important first."""
    say = view.say
    rows = view.tables.rows("select * from discrepancies order by importance, discrepancy_id")
    by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind, _, _ in KINDS}
    wanted = view.address.get("kind")
    kind = wanted if wanted in by_kind else "contradiction"
    st.html(
        cards.page_head(
            say(*PAGES["contradictions"].heading),
            say("اختلاف رقم‌ها", "Discrepancies between sources"),
            _lede(view, by_kind),
            say(
                "هیچ رقمی پاک یا میانگین نمی‌شود؛ محکم‌ترین سند نشان دارد و بقیه برجا می‌مانند.",
                "No claim is deleted or averaged; the strongest evidence is marked and the others stay.",
            ),
        )
    )
    links = (
        el(
            "a",
            f"{say(fa, en)} ({view.fmt.number(len(by_kind[name]))})",
            href=view.address.to("contradictions", kind=name),
            aria_current="true" if name == kind else None,
        )
        for name, fa, en in KINDS
    )
    st.html(el("p", *(join([link, " "]) for link in links), class_="nq-links nq-tabs"))
    found = by_kind[kind]
    if not found:
        st.html(_nothing(view))
    elif kind == "contradiction":
        st.html(dot_strips.key(view))
        for group in dot_strips.groups(view, found):
            st.html(el("div", _group(view, group), class_="nq-row"))
    else:
        begin = tables.asked_page(view, PER_PAGE, len(found)) * PER_PAGE
        for row in found[begin : begin + PER_PAGE]:
            st.html(el("div", _discrepancy(view, row), class_="nq-row"))
        st.html(tables.pager(view, begin // PER_PAGE, PER_PAGE, len(found), say("صفحه‌ها", "Pages")))


def _nothing(view: View) -> Markup:
    told = view.say("در این نسخه چیزی از این گونه نیست.", "This version has none of this kind.")
    return el("div", cards.card(view.say("چیزی نیست", "Nothing"), el("p", told), level=2), class_="nq-row")


def _group(view: View, group: dot_strips.Group) -> Markup:
    """Return the comparisons of one indicator as lines, the most important first; what is many folds."""
    asked = view.address.get("comparison")
    lines = [dot_strips.line(view, group, one, chosen=one.ident == asked) for one in group.comparisons]
    opened = next((place for place, one in enumerate(group.comparisons) if one.ident == asked), None)
    drawn = [
        join([line, el("li", _discrepancy(view, one.row), class_="nq-strips-open") if one.ident == asked else None])
        for line, one in zip(lines, group.comparisons, strict=True)
    ]
    rest = drawn[OPEN:]
    count = view.fmt.number(len(rest))
    more = view.say(f"{count} مقایسهٔ دیگر", f"{count} more comparison{'' if len(rest) == 1 else 's'}")
    return cards.card(
        group.title,
        el("ul", *drawn[:OPEN], class_="nq-strips"),
        cards.disclosure(more, el("ul", *rest, class_="nq-strips"), open_=opened is not None and opened >= OPEN)
        if rest
        else None,
        subtitle=dot_strips.finding(view, group),
        level=2,
    )


def _lede(view: View, by_kind: dict[str, list[Row]]) -> str:
    found = by_kind["contradiction"]
    explained = sum(1 for row in found if row["state"] == "explained")
    count, rest = view.fmt.figure(len(found)), len(found) - explained
    if not found:
        return view.say("هیچ اختلافی میان رقم‌ها شناخته نیست.", "No discrepancy is known.")
    return view.say(
        f"منبع‌ها دربارهٔ {count} چیز رقم‌های متفاوت داده‌اند؛ علت {view.fmt.figure(explained)} مورد دانسته است و "
        f"{view.fmt.figure(rest)} مورد بی‌توضیح مانده.",
        f"Sources give different figures for {count} thing{'' if len(found) == 1 else 's'}; the cause of "
        f"{view.fmt.number(explained)} is known, {view.fmt.number(rest) if rest else 'none'} "
        f"{'are' if rest > 1 else 'is'} unexplained.",
    )


def _discrepancy(view: View, row: Row) -> Markup:
    """Return the card of one discrepancy.

    Its finding, each claim with its source, and why they may differ.
    """
    say = view.say
    claims = view.tables.rows(
        "select * from discrepancy_claims where discrepancy_id = ? order by ordinal", row["discrepancy_id"]
    )
    headers = [
        say("مقدار", "Value"),
        say("دوره", "Period"),
        say("مبنا", "Basis"),
        say("منبع", "Source"),
        say("سند", "Evidence"),
        say("سطر", "Rows"),
    ]
    body = [
        [
            join(
                [
                    el("b", view.shown(told).text),
                    tags.real_tag(view, told),
                    el("span", say("محکم‌ترین سند", "strongest evidence"), class_="nq-tag")
                    if told["is_strongest"] and len(claims) > 1
                    else None,
                ]
            ),
            view.fmt.period(told["period"]),
            view.code("bases", told["basis"]),
            _source(view, told),
            view.code("grades", told["evidence_grade"]),
            _rows(view, told),
        ]
        for told in claims
    ]
    title = view.column(row, "title")
    state = None
    if row["kind"] == "contradiction":
        shape = "on_track" if row["state"] == "explained" else "off_track"
        word = say("توضیح دارد", "explained") if row["state"] == "explained" else say("بی‌توضیح", "unexplained")
        state = el("p", statuses.mark(shape), " ", word, class_=f"nq-status nq-status-{shape}")
    explanation = view.column(row, "explanation")
    stale = _stale(view, claims) if row["kind"] == "repetition" else None
    return el(
        "div",
        cards.card(
            title,
            state,
            tables.table(headers, body, caption=title),
            el("p", sentence(view.fmt, explanation), class_="nq-note") if explanation else None,
            stale,
            tags.origin_tags(view, claims),
            tool_row(
                view,
                "discrepancy_claims",
                {"discrepancy_id": str(row["discrepancy_id"])},
                title=title,
                picture=f"comparison-{row['discrepancy_id']}",
                here=view.address.here() + f"#comparison-{row['discrepancy_id']}",
            ),
            level=2,
        ),
        id=f"comparison-{row['discrepancy_id']}",
    )


def _stale(view: View, claims: tuple[Row, ...]) -> Markup | None:
    """Return why an unchanged figure is doubtful."""
    first = claims[0]
    found = view.tables.one(
        "select * from stale_figures where indicator_id = ? and area_code = ? and domain = ? limit 1",
        first["indicator_id"],
        first["area_code"],
        first["domain"],
    )
    return el("p", sentence(view.fmt, view.column(found, "sentence")), class_="nq-note") if found else None


def _source(view: View, told: Row) -> Markup:
    """Return who says it; what is invented is never laid into the mouth of a real source."""
    text = "" if told["is_synthetic"] else view.column(told, "source")
    doubt = view.column(told, "ambiguity")
    return join(
        [
            el("span", with_addresses(text or view.code("bases", told["basis"])), class_="nq-cite"),
            el("span", doubt, class_="nq-remark") if doubt else None,
        ]
    )


def _rows(view: View, told: Row) -> Markup | str:
    if told["value_id"]:
        return el("a", view.say("سطرها", "rows"), href=view.address.to("rows", value=told["value_id"]))
    return "—"
