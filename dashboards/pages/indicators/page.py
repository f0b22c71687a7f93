"""The list of indicators as a table one can work with; with ``?indicator=`` the page of one indicator."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, statuses, tags
from dashboards.components.indicator_table import BETWEEN, WHOLE, lines_table, state_word
from dashboards.components.tool_row import tool_links
from dashboards.data import differences, place
from dashboards.data.indicator_lines import BAD, TARGETED, Line, lines, severity
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.pages.indicators import profile
from dashboards.pages.indicators.choice import Choice, shown_lines
from dashboards.pages.indicators.filters import filters, sort_head, state_chips


def draw(view: View) -> None:
    """Draw the list, or one indicator when the address names one that exists."""
    wanted = view.address.get("indicator")
    definition = view.indicator(wanted) if wanted else None
    if definition is not None:
        profile.draw(view, definition)
        return
    found = lines(view, view.tables.rows("select * from indicators order by headline nulls last, indicator_id"))
    choice = Choice(view, found)
    st.html(
        cards.page_head(
            place.eyebrow(view),
            finding(view, found),
            _lede(view, found),
            _unknown(view, wanted) if wanted else None,
        )
    )
    st.html(el("div", state_chips(choice), filters(choice)))
    st.html(_table(choice))


def finding(view: View, found: list[Line]) -> str:
    """Return how many indicators there are, how many have an adopted target, and how many of these are behind."""
    say, fmt = view.say, view.fmt
    count, adopted = fmt.number(len(found)), [line for line in found if line.state in TARGETED]
    bad = sum(line.state in BAD for line in adopted)
    if not adopted:
        return say(
            f"{count} شاخص؛ هنوز هیچ‌کدام هدف مصوب ندارد",
            f"{count} indicators; none has an adopted target yet",
        )
    have = say(
        "یکی هدف مصوب دارد" if len(adopted) == 1 else f"{fmt.number(len(adopted))} شاخص هدف مصوب دارد",
        f"{fmt.number(len(adopted))} {'has an adopted target' if len(adopted) == 1 else 'have an adopted target'}",
    )
    if len(adopted) == 1:
        behind = say("و عقب است" if bad else "و عقب نیست", "and it is behind" if bad else "and it is not behind")
    elif not bad:
        behind = say("و هیچ‌کدام عقب نیست", "and none is behind")
    else:
        behind = say(
            "و یکی عقب است" if bad == 1 else f"و {fmt.number(bad)} تا عقب است",
            f"and {fmt.number(bad)} {'is' if bad == 1 else 'are'} behind",
        )
    return say(f"{count} شاخص؛ {have} {behind}", f"{count} indicators; {have} {behind}")


def _lede(view: View, found: list[Line]) -> str:
    """Return the worst indicator by name, and how many have a figure at all."""
    told = sum(line.row is not None and line.row["value"] is not None for line in found)
    share = view.fmt.share(told, len(found))
    figures = view.say(f"{share} شاخص دست‌کم یک عدد دارد.", f"{share} indicators have at least one figure.")
    worst = min(found, key=severity, default=None)
    if worst is None or worst.state not in BAD or worst.row is None or worst.gap is None:
        return figures
    name, word = view.column(worst.definition, "title"), state_word(view, worst.state)
    gap = differences.signed_gap(view, worst.row, worst.gap)
    return view.say(f"بدترین: {name}، {word} ({gap}). {figures}", f"Worst: {name}, {word.lower()} ({gap}). {figures}")


def _table(choice: Choice) -> Markup:
    view = choice.view
    if not choice.lines:
        return el("span")
    title = view.say("شاخص‌ها به ترتیب موضوع", "Indicators by theme")
    whole = set((view.address.get(WHOLE) or "").split(BETWEEN))
    return el(
        "section",
        lines_table(view, choice.groups, caption=title, head=lambda name, words: sort_head(choice, name, words)),
        _key(view, choice),
        tags.origin_tags(view, shown_lines(choice.groups, whole)),
        tool_links(
            view, [(view.say("پیوند این نما", "Link to this view"), {"href": view.address.here(), "data_copy": ""})]
        ),
        class_="nq-card nq-indicators",
        id="indicators",
        aria_label=title,
    )


def _key(view: View, choice: Choice) -> Markup:
    """Return the key of the small lines and of the kinds of nothing."""
    say = view.say
    target = el("span", el("i", class_="nq-key-target"), say("مسیر هدف", "Path of the target"))
    return el(
        "p",
        el("span", el("i", class_="nq-key-line"), say("گزارش‌شده", "Reported")),
        el("span", el("i", class_="nq-key-hollow"), say("موقت", "Provisional")),
        target if choice.any_adopted else None,
        el("span", statuses.mark("hidden"), say("پنهان برای حریم افراد", "Hidden to protect persons")),
        el("span", el("i", class_="nq-key-missing"), say("نرسیده", "Not received")),
        el("span", "—", " ", say("کاربرد ندارد", "Does not apply")),
        class_="nq-legend",
    )


def _unknown(view: View, wanted: str) -> Markup:
    return el(
        "p",
        statuses.mark("behind"),
        " ",
        view.say("شاخصی با این شناسه در این نسخه نیست: ", "This version has no indicator with the id "),
        bidi_text.code(wanted),
    )
