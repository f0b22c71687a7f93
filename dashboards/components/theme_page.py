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
from dashboards.language.counting import INDICATOR, agrees, counted, more
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el, join
from dashboards.registry import PAGES

#: Tiles of a theme's page that stand open; the others fold.
TILES = 8


def draw_theme(
    view: View,
    themes: Sequence[str],
    lede: str,
    tile_ids: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Card]]],
    after: str | None = None,
    open_tiles: int = TILES,
) -> None:
    """Draw a theme's page; ``rows`` are rows of cards with the class of their grid, other tiles than the first fold."""
    page = PAGES[view.address.page]
    eyebrow = place.eyebrow(view)
    st.html(cards.page_head(eyebrow, view.say(page.fa, page.en), lede, after))
    named = [definition for name in tile_ids if (definition := view.indicator(name)) is not None]
    told = _told(view, [str(row["indicator_id"]) for row in named])
    shown = [row for row in named if row["indicator_id"] in told]
    heard = el("h2", view.say("در یک نگاه", "At a glance"), class_="nq-heard")
    rest = shown[open_tiles:]
    folded = cards.fold(more(view.fmt, len(rest), INDICATOR), tiles.indicator_tiles(view, rest)) if rest else None
    st.html(join([heard, tiles.indicator_tiles(view, shown[:open_tiles]), folded]))
    st.html(tiles.spark_legend(view))
    for class_, row in rows:
        draw_cards(view, class_, row)
    draw_cards(
        view,
        "",
        [(view.say("استان‌ها", "Provinces"), lambda view: _provinces(view, tile_ids))],
    )
    st.html(_every(view, themes))


def _told(view: View, names: Sequence[str]) -> set[str]:
    """Return which of some indicators have a figure, hidden ones among them; the others have no tile yet."""
    marks = ", ".join("?" * len(names)) or "''"
    rows = view.tables.rows(
        "select distinct indicator_id from indicator_values "
        f"where indicator_id in ({marks}) and (value is not null or status = 'suppressed')",
        *names,
    )
    return {str(row["indicator_id"]) for row in rows}


def _every(view: View, themes: Sequence[str]) -> Markup:
    """Return the fold with every indicator of the themes, those without a figure named in its line."""
    tables, count, told = [], 0, 0
    for theme in themes:
        found = view.tables.rows(
            "select * from indicators where theme = ? order by headline nulls last, indicator_id", theme
        )
        if found:
            count += len(found)
            told += len(_told(view, [str(row["indicator_id"]) for row in found]))
            tables.append(el("div", indicator_table(view, theme, found), class_="nq-row"))
    return cards.fold(
        every_words(view.fmt, count),
        *tables,
        beside=none_yet_words(view.fmt, count - told),
        open_=view.address.get("open") == "indicators",
        ident="indicators",
    )


def every_words(fmt: Formatter, count: int) -> str:
    """Return the line of the fold with every indicator of a theme."""
    if not count:
        return fmt.language.say("این موضوع هنوز شاخصی ندارد", "This theme has no indicator yet")
    if count == 1:
        return fmt.language.say("تنها شاخص این موضوع", "The one indicator of this theme")
    return fmt.language.say(
        f"هر {counted(fmt, count, INDICATOR)} این موضوع", f"All {counted(fmt, count, INDICATOR)} of this theme"
    )


def none_yet_words(fmt: Formatter, count: int) -> str:
    """Return how many indicators of a theme have no figure yet; nothing where all have one."""
    if not count:
        return ""
    indicators_ = counted(fmt, count, INDICATOR)
    return fmt.language.say(
        f"{indicators_} هنوز عددی ندارد", f"{indicators_} {agrees(count, 'has', 'have')} no figure yet"
    )


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
