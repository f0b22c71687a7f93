"""Deliver a file: a preview before it is accepted, decisions about held files, templates, corrections.

On this machine alone; from elsewhere the page says where its tools are.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses
from dashboards.components.card_rows import draw_cards
from dashboards.components.forms import hidden_fields
from dashboards.data import machine, versions
from dashboards.data.versions import Row, Tables
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import FILE, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el
from dashboards.pages.deliver import awaited, form, preview, refused
from dashboards.pages.deliver.waiting import correctable, waiting
from dashboards.registry import PAGES
from dashboards.server import stewarding


def draw(view: View) -> None:
    """Draw the preview that the address names above the form, or the form alone.

    Then what waits and the templates.
    """
    here = machine.reader_is_here()
    st.html(_head(view))
    if answer := stewarding.said(view.address.get("said")):
        good, persian, english = answer
        words = bidi_text.sentence(view.fmt, view.say(persian, english))
        st.html(
            el(
                "p",
                statuses.mark("reached" if good else "behind"),
                " ",
                words,
                class_="nq-note nq-note-strong nq-said",
                role="status",
            )
        )
    if not here:
        st.html(_elsewhere(view))
        return
    token = view.address.get("staged")
    staged = versions.preview(token) if token else None
    if staged is not None and token is not None:
        preview.draw(view, token, *staged)
    elif token:
        st.html(
            states.empty_part(
                view.say("این پیش‌نمایش دیگر نیست", "This preview is gone"),
                el(
                    "p",
                    view.say(
                        "پذیرفته یا کنار گذاشته شده، یا یک روز از آن گذشته است. فایل را دوباره بفرستید.",
                        "It was accepted or put aside, or a day has passed. Send the file again.",
                    ),
                ),
            )
        )
    sending = partial(form.send_card, sent=_sent(view, staged), again=staged is not None)
    beside = [(view.say("آنچه نرسیده", "What has not come"), awaited.card)] if staged is None else []
    draw_cards(view, "nq-row-list", [(view.say("فرستادن فایل", "Send a file"), sending), *beside])
    if staged is not None and staged[1] is not None:
        preview.draw_reading(view, staged[1])
    st.html(cards.heading(view.say("در انتظار تصمیم", "Waiting for a decision"), ident="waiting"))
    draw_cards(view, "", [(view.say("فایل‌های نگه‌داشته", "Held files"), waiting)])
    st.html(el("div", id="refused"))
    draw_cards(view, "", [(view.say("فایل‌های پذیرفته‌نشده", "Refused files"), refused.card)])
    draw_cards(
        view,
        "",
        [
            (view.say("کارپوشه‌های اصلاح", "Correction workbooks"), correctable),
            (view.say("ساخت نسخه", "Build"), _build),
        ],
    )


def _sent(view: View, staged: tuple[Row, Tables | None] | None) -> form.Sent:
    """Return what the form begins with: what the address says, else what the file that is looked at was sent as."""
    asked = form.Sent(*(view.address.get(name) or "" for name in ("feed", "period", "office")))
    if asked.feed or staged is None:
        return asked
    summary, found = staged
    row = found.one("select period, office from deliveries") if found is not None else None
    told = row or {}
    return form.Sent(str(summary["feed"]), str(told.get("period") or ""), str(told.get("office") or ""))


def _head(view: View) -> Markup:
    say = view.say
    found = (
        view.tables.one(
            "select count(*) filter (state = 'held') as held, count(*) filter (state = 'refused') as refused, "
            "count(*) filter (rows_quarantined > rows_resolved) as partial from deliveries"
        )
        or {}
    )
    held, in_part = int(found["held"]), int(found["partial"])
    refusals = int(found["refused"])
    lede = " ".join(
        [
            waiting_words(view.fmt, held),
            *([f"{refused.refused_words(view.fmt, refusals)}."] if refusals else []),
            partly_read_words(view.fmt, in_part),
        ]
    )
    after = say(
        "فایل را همان‌گونه که هست بفرستید؛ پیش از پذیرفتن می‌بینید که چگونه فهمیده شده است.",
        "Send the file as it is; you see how it was understood before you accept it.",
    )
    return cards.page_head(say(*PAGES["deliver"].heading), say("تحویل فایل", "Deliver a file"), lede, after)


def waiting_words(fmt: Formatter, held: int) -> str:
    """Return how many files wait for a decision."""
    if not held:
        return fmt.language.say("هیچ فایلی در انتظار تصمیم نیست.", "No file waits for a decision.")
    files = counted(fmt, held, FILE)
    return fmt.language.say(
        f"{files} در انتظار تصمیم شماست.", f"{files} {agrees(held, 'waits', 'wait')} for your decision."
    )


def partly_read_words(fmt: Formatter, count: int) -> str:
    """Return of how many files rows are still in quarantine."""
    if not count:
        return fmt.language.say("هیچ سطری در قرنطینه نیست.", "No row is in quarantine.")
    files = counted(fmt, count, FILE)
    return fmt.language.say(
        f"{files} سطرهایی در قرنطینه دارد.", f"{files} {agrees(count, 'has', 'have')} rows in quarantine."
    )


def _elsewhere(view: View) -> Markup:
    return states.empty_part(
        view.say("ابزارهای مسئول داده اینجا نیست", "The steward’s tools are not here"),
        el(
            "p",
            view.say(
                "این صفحه را در خود رایانهٔ سامانه باز کنید؛ از رایانهٔ دیگر فایلی پذیرفته نمی‌شود.",
                "Open this page on the system’s own machine; no file is taken from another.",
            ),
        ),
    )


def _build(view: View) -> Markup:
    say = view.say
    running = stewarding.is_building()
    words = (
        say(
            "ساختی در کار است؛ با انتشار نسخهٔ تازه این صفحه نو می‌شود.",
            "A build is at work; this page changes when the new version is out.",
        )
        if running
        else say(
            "فایل‌های پذیرفته و تصمیم‌ها با ساخت بعدی وارد می‌شوند. ساخت زمان‌بندی‌شده هم هست؛ این دکمه منتظر آن نمی‌ماند.",
            "Accepted files and decisions come in with the next build. One is scheduled; "
            "this button does not wait for it.",
        )
    )
    button = el(
        "form",
        *hidden_fields(view),
        el("button", say("ساخت نسخهٔ تازه", "Build a new version"), type="submit", class_="nq-button"),
        action="/steward/build",
        method="post",
        target="_self",
    )
    return cards.card(say("ساخت نسخه", "Build a version"), el("p", words), None if running else button, level=2)
