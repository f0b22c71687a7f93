"""Credit lines: the one that runs first, with its days, the pace that it needs and where its files are.

A closed line says how much of it was used. A stage without a list is missing, not zero. Amounts and counts are those of
the province; of counties it is told alone whether files came, and how many where they are not a few.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states
from dashboards.components.card_rows import draw_cards
from dashboards.data import place
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.credit.all_lines import all_lines, told_elsewhere
from dashboards.pages.credit.counties import cities_card, counties_card
from dashboards.pages.credit.decision import decision_card
from dashboards.pages.credit.funnel import funnel_card
from dashboards.pages.credit.headline import lede, title
from dashboards.pages.credit.lines import Line, chosen, lines_of
from dashboards.pages.credit.nothing_registered import if_nothing
from dashboards.pages.credit.pace_cards import curve_card, days_card, pace_card, used_card
from dashboards.pages.credit.warnings import replay, warnings


def draw(view: View) -> None:
    """Draw the line that the address chooses, else the one that runs; then every line."""
    lines = lines_of(view)
    line = chosen(view, lines)
    if line is None:
        _draw_nothing(view)
        return
    st.html(cards.page_head(_eyebrow(view, line), title(line), lede(line)))
    st.html(_picker(view, lines, line))
    if line.is_running:
        _draw_running(view, line)
    else:
        draw_cards(view, "", [(view.say("چه اندازه جذب شد", "How much was used"), lambda _: used_card(line))])
    draw_cards(
        view,
        "nq-row-two nq-credit-pair",
        [
            (view.say("پرونده‌ها کجا می‌مانند", "Where files stay"), lambda _: _stages(line)),
            (view.say("شهرستان‌ها", "Counties"), lambda _: counties_card(line)),
        ],
    )
    draw_cards(
        view,
        "nq-row-two",
        [
            (view.say("هشدارهای زودهنگام", "Early warnings"), lambda view: warnings(view, line.key)),
            (view.say("اگر چیزی ثبت نشود", "If nothing is registered"), lambda view: if_nothing(view, line)),
        ],
    )
    draw_cards(view, "", [(view.say("ماه به ماه", "Month by month"), lambda view: replay(view, line.key))])
    draw_cards(view, "", [(view.say("همهٔ سهم‌ها", "Every share"), lambda view: all_lines(view, line))])
    draw_cards(view, "", [(view.say("برای سنجش", "For comparison"), told_elsewhere)])


def _draw_running(view: View, line: Line) -> None:
    """Draw what only a line that runs has: its days and the one decision, the pace that it needs, its curve."""
    say = view.say

    def first(_: View) -> Markup:
        return el("div", days_card(line), decision_card(line), class_="nq-credit-first")

    draw_cards(
        view,
        "nq-row-two",
        [
            (say("تا پایان مهلت", "Until the deadline"), first),
            (say("آهنگ لازم", "The pace needed"), lambda _: pace_card(line)),
        ],
    )
    draw_cards(view, "", [(say("پرداخت تا پایان مهلت", "Payments until the deadline"), lambda _: curve_card(line))])


def _stages(line: Line) -> Markup:
    """Return the funnel with the craft cities below it, beside the map of the counties."""
    return el("div", funnel_card(line), cities_card(line), class_="nq-credit-first")


def _draw_nothing(view: View) -> None:
    """Draw the page of a version without any share."""
    say = view.say
    words = say("هنوز هیچ سهمی ابلاغ نشده است.", "No share has been notified yet.")
    st.html(cards.page_head(place.eyebrow(view), say("اعتبار تبصره‌ها", "Credit lines"), words))
    st.html(
        states.empty_part(
            say("هنوز ابلاغی نرسیده است", "No allocation has arrived"),
            el("p", say("سهم‌ها با فایل ابلاغ اعتبار می‌رسند.", "Shares arrive with the file of allocations.")),
        )
    )


def _eyebrow(view: View, line: Line) -> Markup:
    return join([view.say("اعتبار تبصره‌ها ‹ ", "Credit lines › "), line.name])


def _picker(view: View, lines: Sequence[Line], line: Line) -> Markup:
    """Return the choice of a line: those that run above, closed ones below; and of when the figures are."""
    say = view.say
    groups = (
        (say("در جریان", "Running"), [found for found in lines if not found.is_closed]),
        (say("بسته", "Closed"), [found for found in lines if found.is_closed]),
    )
    options = (
        el(
            "optgroup",
            *(
                el(
                    "option",
                    found.name,
                    value=view.address.here(share=".".join(found.key)),
                    selected=found.key == line.key,
                )
                for found in group
            ),
            label=label,
        )
        for label, group in groups
        if group
    )
    told = line.pace and line.pace["told_until"]
    when = (
        say(
            f"وضع {view.fmt.date(view.today)}، از آخرین خبر بانک‌ها در {view.fmt.date(told)}",
            f"As of {view.fmt.date(view.today)}; the banks’ last word is of {view.fmt.date(told)}",
        )
        if told
        else say(f"وضع {view.fmt.date(view.today)}", f"As of {view.fmt.date(view.today)}")
    )
    return el(
        "div",
        el(
            "label",
            say("خط اعتباری", "Credit line"),
            el("select", *options, data_choice=""),
        ),
        el("p", when, class_="nq-sub nq-credit-when"),
        class_="nq-filters",
        role="group",
        aria_label=say("گزینش نما", "Choose the view"),
    )
