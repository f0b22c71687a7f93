"""Deliver a file: a preview before it is accepted, decisions about held files, templates, corrections.

On this machine alone; from elsewhere the page says where its tools are.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses
from dashboards.components.card_rows import draw_cards
from dashboards.components.forms import field, hidden_fields
from dashboards.data import versions
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.pages.deliver import preview
from dashboards.pages.deliver.waiting import correctable, waiting
from dashboards.server import stewarding
from pipelines.foundation.period import Period

FORMATS = ".xlsx,.xls,.xlsb,.ods,.csv,.parquet"
#: Years that may be chosen for a delivery, back from the newest quarter known.
YEARS_BACK = 12


def draw(view: View) -> None:
    """Draw the preview that the address names above the form, or the form alone.

    Then what waits and the templates.
    """
    here = stewarding.is_here(st.context.headers.get("Host"), st.context.ip_address)
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
    draw_cards(
        view,
        "nq-row-list",
        [
            (view.say("فرستادن فایل", "Send a file"), _form),
            (view.say("الگوها", "Templates"), _templates),
        ],
    )
    st.html(cards.heading(view.say("در انتظار تصمیم", "Waiting for a decision"), ident="waiting"))
    draw_cards(view, "", [(view.say("فایل‌های نگه‌داشته", "Held files"), waiting)])
    draw_cards(
        view,
        "",
        [
            (view.say("کارپوشه‌های اصلاح", "Correction workbooks"), correctable),
            (view.say("ساخت نسخه", "Build"), _build),
        ],
    )


def _head(view: View) -> Markup:
    say = view.say
    counted = (
        view.tables.one(
            "select count(*) filter (state = 'held') as held, count(*) filter (rows_quarantined > "
            "rows_resolved) as partial from deliveries"
        )
        or {}
    )
    held, partial = int(counted["held"]), int(counted["partial"])
    lede = f"{_waiting(view, held)} {_partly_read(view, partial)}"
    after = say(
        "فایل را همان‌گونه که هست بفرستید؛ پیش از پذیرفتن می‌بینید که چگونه فهمیده شده است.",
        "Send the file as it is; you see how it was understood before you accept it.",
    )
    return cards.page_head(say("سنجیدن", "Check"), say("تحویل فایل", "Deliver a file"), lede, after)


def _waiting(view: View, held: int) -> str:
    if not held:
        return view.say("هیچ فایلی در انتظار تصمیم نیست؛", "No file waits for a decision;")
    count = view.fmt.number(held)
    return view.say(
        f"{count} فایل در انتظار تصمیم است؛", f"{count} {'file waits' if held == 1 else 'files wait'} for a decision;"
    )


def _partly_read(view: View, partial: int) -> str:
    if not partial:
        return view.say("هیچ سطری در قرنطینه نیست.", "no row is in quarantine.")
    count = view.fmt.number(partial)
    return view.say(
        f"سطرهایی از {count} فایل در قرنطینه مانده است.",
        f"{count} {'has' if partial == 1 else 'have'} rows in quarantine.",
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


def _form(view: View) -> Markup:
    say = view.say
    feeds = view.by_name(view.tables.rows("select * from feeds"), "title")
    wanted = view.address.get("feed")
    options = (
        el("option", view.column(row, "title"), value=row["feed"], selected=row["feed"] == wanted) for row in feeds
    )
    offices = (el("option", view.code("offices", code), value=code) for code in view.tables.codes("offices"))
    itself = say("از خود فایل", "As the file says")
    return cards.card(
        say("فایل را بفرستید و ببینید", "Send a file and look"),
        el(
            "form",
            *hidden_fields(view),
            field(
                say("چه داده‌ای است", "What it is"),
                el(
                    "select",
                    el("option", say("برگزینید", "Choose"), value=""),
                    *options,
                    name="feed",
                    required=True,
                ),
            ),
            field(say("فایل", "File"), _picker(view)),
            field(
                say("دوره", "Period"),
                el("select", el("option", itself, value=""), *_periods(view), name="period"),
            ),
            field(say("اداره", "Office"), el("select", el("option", itself, value=""), *offices, name="office")),
            field(
                say("نامه یا سند همراه", "Letter or document"),
                el("input", type="text", name="letter", maxlength="200"),
            ),
            el(
                "label",
                el("input", type="checkbox", name="synthetic", value="1"),
                " ",
                say("داده‌های این فایل ساختگی است", "The data of this file are invented"),
                class_="nq-check",
            ),
            el(
                "p",
                el(
                    "button",
                    say("دیدن پیش از پذیرش", "Look before accepting"),
                    type="submit",
                    class_="nq-button",
                    data_busy=say("در حال خواندن…", "Reading…"),
                ),
            ),
            action="/steward/preview",
            method="post",
            enctype="multipart/form-data",
            class_="nq-form",
            target="_self",
        ),
        subtitle=say(
            "با قالب اکسل، متن جداشده با ویرگول یا پارکت؛ چیزی تا پذیرش شما وارد نمی‌شود.",
            "Excel, comma-separated text or Parquet; nothing is taken in before you accept it.",
        ),
        level=2,
    )


def _picker(view: View) -> Markup:
    """Return the file field with words of the page's language; the browser's own are those of the browser."""
    return el(
        "span",
        el("span", view.say("برگزیدن فایل", "Choose a file"), class_="nq-button"),
        el(
            "span",
            view.say("هنوز فایلی برگزیده نشده", "No file chosen yet"),
            class_="nq-quiet",
            data_chosen="",
        ),
        el(
            "input",
            type="file",
            name="upload",
            accept=FORMATS,
            required=True,
            aria_label=view.say("فایل", "File"),
        ),
        class_="nq-pick",
    )


def _periods(view: View) -> list[Markup]:
    """Return the choices of a period: whole years and their quarters, the newest first."""
    newest = (
        view.tables.one(
            "select max(substr(period, 1, 4)) as year from quarters where period <= (select max(period) "
            "from indicator_values)"
        )
        or {}
    )
    last = int(newest.get("year") or 1405)
    made = []
    for year in range(last + 1, last - YEARS_BACK, -1):
        made += [
            el("option", view.fmt.period(period), value=period)
            for period in (str(year), *(quarter.key for quarter in reversed(Period(year).quarters)))
        ]
    return made


def _templates(view: View) -> Markup:
    feeds = view.by_name(view.tables.rows("select * from feeds"), "title")
    lines = (
        el(
            "li",
            el("a", view.column(row, "title"), href=f"/steward/template/{row['feed']}.xlsx", download=True),
        )
        for row in feeds
    )
    return cards.card(
        view.say("الگوی خالی هر داده", "An empty template of each feed"),
        el("ul", *lines, class_="nq-list nq-lines nq-templates"),
        subtitle=view.say(
            "برای اداره‌ای که فایلی از خود ندارد؛ هر کارپوشه فهرست مقدارها و راهنما دارد.",
            "For an office without a file of its own; each workbook has its lists of values and a guide.",
        ),
        level=2,
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
