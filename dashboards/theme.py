"""What the pages of themes have in common: head, tiles, cards of their own, and every indicator of the theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards import faces, figures, parts, tiles
from dashboards.indicator_table import indicator_table
from dashboards.markup import el, join
from dashboards.pages import PAGES
from dashboards.tables import Row
from dashboards.view import View

Card = tuple[str, Callable[[View], Markup | None]]


def draw_theme(
    view: View, themes: Sequence[str], lede: str, tile_ids: Sequence[str], rows: Sequence[tuple[str, Sequence[Card]]],
    after: str | None = None,
) -> None:  # fmt: skip
    """Draw a theme's page; ``rows`` are rows of cards with the class of their grid."""
    page = PAGES[view.address.page]
    eyebrow = view.say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province")
    st.html(parts.page_head(eyebrow, view.say(page.fa, page.en), lede, after))
    shown = [definition for name in tile_ids if (definition := view.indicator(name)) is not None]
    heard = el("h2", view.say("در یک نگاه", "At a glance"), class_="nq-heard")
    st.html(join([heard, tiles.indicator_tiles(view, shown)]))
    st.html(tiles.spark_legend(view))
    for class_, cards in rows:
        draw_cards(view, class_, cards)
    st.html(parts.heading(view.say("همهٔ شاخص‌های این موضوع", "Every indicator of this theme")))
    for theme in themes:
        found = view.tables.rows(
            "select * from indicators where theme = ? order by headline nulls last, indicator_id", theme
        )
        if found:
            st.html(el("div", indicator_table(view, theme, found), class_="nq-row"))


def draw_cards(view: View, class_: str, cards: Sequence[Card]) -> None:
    """Draw a row of cards, each of which may fail alone or have nothing to say."""
    drawn = [faces.guarded(view, title, partial(_card, draw, view)) for title, draw in cards]
    kept = [card for card in drawn if card]
    if kept:
        st.html(el("div", *kept, class_=f"nq-row {class_ if len(kept) > 1 else ''}".strip()))


def _card(draw: Callable[[View], Markup | None], view: View) -> Markup:
    return draw(view) or Markup("")


def in_domain(view: View, row: Row) -> str:
    """Return the beginning of a sentence that says of which domain it is, where that has to be said: «در صنایع دستی، »."""
    domain = figures.domain_words(view, row)
    return view.say(f"در {domain}، ", f"In {domain.lower()}, ") if domain else ""


def value_words(view: View, indicator_id: str) -> tuple[Row, str] | None:
    """Return an indicator's principal value with its words; None where none is told."""
    row = figures.principal(view, indicator_id)
    if row is None or row["value"] is None:
        return None
    return row, view.shown(row).text
