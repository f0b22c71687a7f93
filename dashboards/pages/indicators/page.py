"""The list of indicators by theme; with ``?indicator=`` the page of one indicator."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, statuses
from dashboards.components.indicator_table import indicator_table
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.pages.indicators import profile


def draw(view: View) -> None:
    """Draw the list, or one indicator when the address names one that exists."""
    wanted = view.address.get("indicator")
    definition = view.indicator(wanted) if wanted else None
    if definition is not None:
        profile.draw(view, definition)
        return
    rows = view.tables.rows("select * from indicators order by theme, headline nulls last, indicator_id")
    st.html(
        cards.page_head(
            place.eyebrow(view),
            view.say("شاخص‌ها", "Indicators"),
            _lede(view, rows),
            _unknown(view, wanted) if wanted else None,
        )
    )
    themes = view.tables.codes("themes")
    order = [theme for theme in themes if any(row["theme"] == theme for row in rows)]
    order += sorted({str(row["theme"]) for row in rows} - set(order))
    for theme in order:
        found = [row for row in rows if row["theme"] == theme]
        st.html(el("div", indicator_table(view, theme, found), class_="nq-row"))


def _lede(view: View, rows: tuple[Row, ...]) -> str:
    told = (
        view.tables.one("select count(distinct indicator_id) as n from indicator_values where value is not null") or {}
    )
    adopted = view.tables.one("select count(*) as n from targets where decision_state = 'adopted'") or {}
    share = view.fmt.share(told.get("n") or 0, len(rows))
    if adopted.get("n"):
        decided = view.say(
            f"{view.fmt.number(adopted['n'])} هدف تصویب شده است.",
            f"{view.fmt.number(adopted['n'])} targets are adopted.",
        )
    else:
        decided = view.say("هیچ‌کدام هدف مصوب ندارد.", "None has an adopted target.")
    return view.say(
        f"{share} شاخص دست‌کم یک عدد دارد. {decided}",
        f"{share} indicators have at least one figure. {decided}",
    )


def _unknown(view: View, wanted: str) -> Markup:
    return el(
        "p",
        statuses.mark("behind"),
        " ",
        view.say("شاخصی با این شناسه در این نسخه نیست: ", "This version has no indicator with the id "),
        bidi_text.code(wanted),
    )
