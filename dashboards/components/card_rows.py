"""Rows of cards, each of which may fail alone or have nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import states
from dashboards.data.view import View
from dashboards.language.markup import el

Card = tuple[str, Callable[[View], Markup | None]]


def draw_cards(view: View, class_: str, cards: Sequence[Card]) -> None:
    """Draw a row of cards, each of which may fail alone or have nothing to say."""
    drawn = [states.guarded(view, title, partial(_card, draw, view)) for title, draw in cards]
    kept = [card for card in drawn if card]
    if kept:
        st.html(el("div", *kept, class_=f"nq-row {class_ if len(kept) > 1 else ''}".strip()))


def _card(draw: Callable[[View], Markup | None], view: View) -> Markup:
    return draw(view) or Markup("")
