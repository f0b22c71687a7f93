"""The roadmap at a glance: the state of the targets, what needs a decision, the headline figures, what moves.

Before any target is adopted nothing has a state: the page then shows what is proposed, what is known and what is not.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, tiles
from dashboards.components.card_rows import Card, draw_cards
from dashboards.data import target_standings
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.glance.changes import changed, coming
from dashboards.pages.glance.decisions import decisions
from dashboards.pages.glance.finding import head, known_words
from dashboards.pages.glance.proposals import proposals
from dashboards.pages.glance.targets_card import targets_card
from dashboards.pages.glance.unknown_card import unknown_card

#: The row of a wide and a narrow card.
_ROW = "nq-front"
#: The grid of headline figures, of which the second four are rows on a phone.
_TILES = "nq-tiles-front"


def draw(view: View) -> None:
    """Draw the front page."""
    st.html(head(view))
    if target_standings.adopted(view):
        _with_targets(view)
    else:
        _before_targets(view)


def _with_targets(view: View) -> None:
    draw_cards(view, _ROW, [_targets(view), _decisions(view)])
    # Before the figures: on a phone what changed would otherwise stand on the fifth screen.
    draw_cards(view, _ROW, _moving(view))
    st.html(cards.heading(view.say("شاخص‌های اصلی", "Headline indicators")))
    st.html(tiles.indicator_tiles(view, _headlines(view), class_=_TILES))
    if target_standings.proposed(view):
        draw_cards(view, "", [_proposals(view)])


def _before_targets(view: View) -> None:
    draw_cards(view, _ROW, [_proposals(view), (view.say("آنچه هنوز نمی‌دانیم", "What is not known yet"), unknown_card)])
    st.html(cards.heading(view.say("آنچه می‌دانیم", "What is known"), known_words(view)))
    known = [row for row in _headlines(view) if _is_known(view, row)]
    st.html(tiles.indicator_tiles(view, known, with_status=False, after=_others(view, known), class_=_TILES))
    draw_cards(view, "", [_decisions(view)])
    draw_cards(view, _ROW, _moving(view))


def _targets(view: View) -> Card:
    return view.say("هدف‌های مصوب", "Adopted targets"), targets_card


def _decisions(view: View) -> Card:
    return view.say("چه چیزی تصمیم می‌خواهد", "What needs a decision"), decisions


def _proposals(view: View) -> Card:
    return view.say("هدف‌های پیشنهادی", "Proposed targets"), proposals


def _moving(view: View) -> list[Card]:
    return [
        (view.say("از دورهٔ پیش چه تغییر کرد", "What changed"), changed),
        (view.say("پیش رو", "Coming up"), coming),
    ]


def _headlines(view: View) -> tuple[Row, ...]:
    return view.tables.rows("select * from indicators where headline is not null order by headline, indicator_id")


def _is_known(view: View, indicator: Row) -> bool:
    return (
        view.tables.one(
            "select 1 from indicator_values where indicator_id = ? and value is not null limit 1",
            indicator["indicator_id"],
        )
        is not None
    )


def _others(view: View, shown: list[Row]) -> Markup | None:
    """Return the tile that leads to the other indicators of which something is known."""
    row = view.tables.one("select count(distinct indicator_id) as n from indicator_values where value is not null")
    count = int(row["n"]) - len(shown) if row else 0
    if count <= 0:
        return None
    number = view.fmt.number(count)
    title = view.say(
        f"{number} شاخص دیگر عدد دارد", f"{number} more {'indicator has' if count == 1 else 'indicators have'} a figure"
    )
    return cards.tile(
        title,
        view.address.to("indicators"),
        el(
            "p",
            view.say(
                "هر کدام با منبع، دوره و سطرهایی که از آن‌ها ساخته شده است.",
                "Each with its source, its period and the rows that it is made from.",
            ),
            class_="nq-line",
        ),
        class_="nq-tile-more",
    )
