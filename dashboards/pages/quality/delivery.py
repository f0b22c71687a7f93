"""The page of one delivery (``/quality?delivery=…``).

What came, how it was understood, what was kept back and why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, tags
from dashboards.components.delivery_checks import checks, corrections_applied, quarantine
from dashboards.components.delivery_reading import columns_read, non_data, normalisations, totals
from dashboards.components.delivery_story import comparisons, decisions, outcome
from dashboards.components.delivery_words import state_line, where_from
from dashboards.components.file_card import file_card
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

Draw = Callable[[View, Row], Markup | None]


def draw(view: View, row: Row) -> None:
    """Draw the page of the delivery ``row``; a part that has nothing to say of it is left out."""
    say = view.say
    st.html(_head(view, row))
    st.html(
        _cards(
            view,
            row,
            "nq-row-two nq-row-cards",
            ((say("سرنوشت فایل", "What became of it"), outcome), (say("تصمیم‌ها", "Decisions"), decisions)),
        )
    )
    st.html(
        _cards(
            view,
            row,
            "",
            (
                (say("سنجش با فایل پیشین", "Beside the file before"), comparisons),
                (say("قرنطینه", "Quarantine"), quarantine),
                (say("اصلاح‌های نگهبانی‌شده", "Guarded corrections"), corrections_applied),
            ),
        )
    )
    st.html(cards.heading(say("چگونه خوانده شد", "How it was read")))
    st.html(
        _cards(
            view,
            row,
            "",
            (
                (say("یک‌دست‌سازی‌ها", "Normalisations"), normalisations),
                (say("جمع‌های فایل", "Totals of the file"), totals),
            ),
        )
    )
    st.html(
        _cards(
            view,
            row,
            "nq-row-two nq-row-cards nq-row-start",
            (
                (say("ستون‌ها", "Columns"), columns_read),
                (say("فایل", "The file"), _file),
                (say("آزمون‌ها", "Checks"), checks),
                (say("سطرهای غیرداده", "Rows that are not data"), non_data),
            ),
        )
    )


def _head(view: View, row: Row) -> Markup:
    say, number = view.say, view.fmt.figure
    title = view.column(row, "feed_title")
    eyebrow = join(
        [
            el("a", say("کیفیت داده", "Data quality"), href=view.address.to("quality")),
            " › ",
            say("یک فایل", "One file"),
        ]
    )
    read = int(row["rows_read"] or 0)
    lede = (
        say(
            f"از {number(read)} سطر خوانده‌شده، {number(row['rows_loaded'])} بارگذاری شد، "
            f"{number(row['rows_quarantined'])} در قرنطینه ماند و {number(row['rows_non_data'])} داده نبود.",
            f"Of {number(read)} rows read, {number(row['rows_loaded'])} were loaded, "
            f"{number(row['rows_quarantined'])} are in quarantine and {number(row['rows_non_data'])} "
            "were not data.",
        )
        if read
        else say("هیچ سطری از این فایل خوانده نشد.", "No row of this file was read.")
    )
    grade = view.code("grades", row["evidence_grade"])
    origin = f"{grade} · {view.fmt.period(row['period'])}" if grade else view.fmt.period(row["period"])
    href = view.address.to("rows", delivery=row["delivery_id"]) if row["rows_loaded"] else None
    after = [
        state_line(view, row),
        el("span", where_from(view, row)),
        tags.chip(view, origin, href, synthetic=bool(row["is_synthetic"])),
    ]
    return cards.page_head(eyebrow, title, lede, after)


def _cards(view: View, row: Row, class_: str, drawn: tuple[tuple[str, Draw], ...]) -> Markup:
    """Return a row of cards, each of which may fail alone or have nothing to say."""
    made = [states.guarded(view, title, partial(_or_nothing, draw, view, row)) for title, draw in drawn]
    return el("div", *(card for card in made if card), class_=f"nq-row {class_}".strip())


def _or_nothing(draw: Draw, view: View, row: Row) -> Markup:
    return draw(view, row) or Markup("")


def _file(view: View, row: Row) -> Markup:
    return file_card(view, str(row["delivery_id"]))
