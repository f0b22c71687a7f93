"""What the pages of themes have in common.

Head, tiles, cards of their own, and every indicator of the theme.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, tiles
from dashboards.components.card_rows import Card, draw_cards
from dashboards.components.category_bars import category_bars
from dashboards.components.county_map_card import county_map_card
from dashboards.components.indicator_table import indicator_table
from dashboards.components.provinces import province_comparison
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.registry import PAGES


def draw_theme(
    view: View,
    themes: Sequence[str],
    lede: str,
    tile_ids: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Card]]],
    after: str | None = None,
) -> None:
    """Draw a theme's page; ``rows`` are rows of cards with the class of their grid."""
    page = PAGES[view.address.page]
    eyebrow = place.eyebrow(view)
    st.html(cards.page_head(eyebrow, view.say(page.fa, page.en), lede, after))
    shown = [definition for name in tile_ids if (definition := view.indicator(name)) is not None]
    heard = el("h2", view.say("در یک نگاه", "At a glance"), class_="nq-heard")
    st.html(join([heard, tiles.indicator_tiles(view, shown)]))
    st.html(tiles.spark_legend(view))
    for class_, row in rows:
        draw_cards(view, class_, row)
    draw_cards(
        view,
        "",
        [(view.say("استان‌ها", "Provinces"), lambda view: _provinces(view, tile_ids))],
    )
    st.html(cards.heading(view.say("همهٔ شاخص‌های این موضوع", "Every indicator of this theme")))
    for theme in themes:
        found = view.tables.rows(
            "select * from indicators where theme = ? order by headline nulls last, indicator_id", theme
        )
        if found:
            st.html(el("div", indicator_table(view, theme, found), class_="nq-row"))


def _provinces(view: View, names: Sequence[str]) -> Markup | None:
    """Return the comparison of the provinces by the first of some indicators that several of them tell."""
    for name in names:
        row = indicators.chosen(view, name, {"category": ""})
        found = province_comparison(view, row) if row is not None else None
        if found is not None:
            return found
    return None


def in_domain(view: View, row: Row) -> str:
    """Return the beginning of a sentence that says of which domain it is, where that has to be said.

    «در صنایع دستی، ».
    """
    domain = indicators.domain_words(view, row)
    return view.say(f"در {domain}، ", f"In {domain.lower()}, ") if domain else ""


def value_words(view: View, indicator_id: str) -> tuple[Row, str] | None:
    """Return an indicator's principal value with its words; None where none is told."""
    row = indicators.principal(view, indicator_id)
    if row is None or row["value"] is None:
        return None
    return row, view.shown(row).text


def map_of(view: View, names: tuple[str, ...]) -> Markup | None:
    """Return the county map of the first of some indicators that has county values."""
    for name in names:
        row = indicators.principal(view, name)
        if row is None:
            continue
        for basis in (row["basis"], *indicators.bases(view)):
            candidate = indicators.chosen(view, name, {"basis": basis, "area_code": row["area_code"], "category": ""})
            found = county_map_card(view, candidate) if candidate is not None else None
            if found is not None:
                return found
    return None


def breakdown_of(view: View, name: str) -> Markup | None:
    """Return an indicator by its categories, named after itself; None where there are fewer than two."""
    row = indicators.principal(view, name)
    return category_bars(view, row) if row is not None else None
