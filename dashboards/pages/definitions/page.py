"""Definitions: every indicator as it is reckoned, and every feed with its columns."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, tables
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.registry import PAGES


def draw(view: View) -> None:
    """Draw the page: the indicators of one theme, and the feeds from which they come."""
    say = view.say
    indicators = view.tables.rows("select * from indicators order by theme, headline nulls last, indicator_id")
    feeds = view.tables.rows("select * from feeds order by feed")
    st.html(
        cards.page_head(
            say(*PAGES["definitions"].heading),
            say("تعریف‌ها", "Definitions"),
            say(
                f"{view.fmt.number(len(indicators))} شاخص از {view.fmt.number(len(feeds))} گزارش؛ هر کدام "
                "با تعریف، یکا، مالک، هشدار و نوشتهٔ محاسبه.",
                f"{view.fmt.number(len(indicators))} indicators from {view.fmt.number(len(feeds))} feeds, "
                "each with definition, unit, owner, caveat and the SQL that reckons it.",
            ),
            say(
                "این متن‌ها همان‌اند که ساخت از آن‌ها می‌خواند؛ جای دیگری نوشته نشده‌اند.",
                "These texts are the ones that the build reads; they are written nowhere else.",
            ),
        )
    )
    themes = [code for code in view.tables.codes("themes") if any(row["theme"] == code for row in indicators)]
    for theme in themes:
        found = [row for row in indicators if row["theme"] == theme]
        st.html(
            el(
                "div",
                cards.card(view.code("themes", theme), *(_indicator(view, row, feeds) for row in found), level=2),
                class_="nq-row",
                id=f"theme-{theme}",
            )
        )
    st.html(
        cards.heading(
            say("گزارش‌ها و ستون‌های آن‌ها", "Feeds and their columns"),
            say("آنچه هر اداره می‌فرستد", "what each office sends"),
        )
    )
    st.html(el("div", *(_feed(view, feed) for feed in feeds), class_="nq-row"))


def _feeds(row: Row, column: str, titles: dict[str, str]) -> list[str]:
    """Return the titles of the feeds that a column of an indicator names, separated by commas."""
    return [titles.get(feed, feed) for feed in str(row[column] or "").split(", ") if feed]


def _indicator(view: View, row: Row, feeds: Sequence[Row]) -> Markup:
    say = view.say
    titles = {str(feed["feed"]): str(view.column(feed, "title")) for feed in feeds}
    behind = _feeds(row, "source_feeds", titles)
    others = [title for title in _feeds(row, "possible_feeds", titles) if title not in behind]
    kinds = {
        "stock": say("موجودی در پایان دوره", "stock at the end of the period"),
        "flow": say("جریان دوره", "flow of the period"),
        "cumulative": say("انباشته تا پایان دوره", "sum of all up to the end of the period"),
        "ratio": say("نسبت", "ratio"),
        "rank": say("رتبه", "rank"),
        "index": say("شاخص بها", "index"),
    }
    hidden = say("شمار کمتر از پنج پنهان می‌شود", "counts below five are hidden")
    open_ = say("بی پنهان‌کاری", "nothing hidden")
    pairs = [
        (say("یکا", "Unit"), view.unit(row["unit"])),
        (say("گونه", "Kind"), kinds.get(str(row["kind"]), str(row["kind"]))),
        (say("مالک", "Owner"), view.code("offices", row["owner"])),
        (say("حریم", "Disclosure"), hidden if row["disclosure"] == "small_counts" else open_),
        (say("گزارش‌های پشت رقم‌ها", "Feeds behind its values"), say("، ", ", ").join(behind) or "—"),
    ]
    if others:
        pairs.append(
            (say("گزارش‌هایی که محاسبه نیز می‌خواند", "Feeds that its query also reads"), say("، ", ", ").join(others))
        )
    caveat, blank = view.column(row, "caveat"), view.column(row, "blank")
    told = cards.disclosure(
        view.column(row, "title"),
        el("p", view.column(row, "definition")),
        el("p", caveat, class_="nq-note") if caveat else None,
        el("p", say("اگر رقمی نیست: ", "Where there is no figure: "), blank) if blank else None,
        cards.facts(pairs),
        el("p", bidi_text.code(str(row["indicator_id"]))),
        el("pre", row["sql"], class_="nq-sql", tabindex="0"),
        links.link(
            say("دیدن مقدارها", "See the values"),
            view.address.to("indicators", indicator=row["indicator_id"]),
        ),
    )
    return el("div", told, id=f"definition-{row['indicator_id']}")


def _feed(view: View, feed: Row) -> Markup:
    say = view.say
    rows = view.tables.rows("select * from feed_columns where feed = ? order by position", feed["feed"])
    classes = {
        "public": say("عمومی", "public"),
        "quasi_identifier": say("شبه‌شناسه", "quasi-identifier"),
        "identifier": say("شناسهٔ شخص", "personal identifier"),
    }
    headers = [
        say("ستون", "Column"),
        say("نام در جدول", "Name in the table"),
        say("بایسته", "Required"),
        say("رده", "Class"),
    ]
    body = [
        [
            view.column(row, "title"),
            bidi_text.code(row["column_name"]),
            say("بله", "yes") if row["required"] else say("نه", "no"),
            classes.get(row["classification"], row["classification"]),
        ]
        for row in rows
    ]
    title = f"{view.column(feed, 'title')} · {view.code('offices', feed['owner_office'])}"
    told = cards.disclosure(title, tables.table(headers, body, caption=title))
    return el("section", told, class_="nq-card", id=f"feed-{feed['feed']}")
