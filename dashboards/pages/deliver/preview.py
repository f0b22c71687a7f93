"""What a file would become.

The verdict, its rows, its columns, its first rows, what would be kept back, how it compares.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.clean_value import clean_value, columns_of
from dashboards.components.delivery_checks import corrections_applied, quarantine
from dashboards.components.delivery_reading import columns_read, non_data, normalisations, totals
from dashboards.components.delivery_story import comparisons
from dashboards.components.delivery_words import column_titles, counts_bar, where_from
from dashboards.components.forms import hidden_fields
from dashboards.data.versions import Row, Tables
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import Child, el, join

#: what would become of a file → (mark, Persian, English).
VERDICTS: dict[str, tuple[str, str, str]] = {
    "published": ("on_track", "منتشر می‌شود", "It would be published"),
    "held": ("behind", "در انتظار تأیید می‌ماند", "It would wait for approval"),
    "refused": ("off_track", "پذیرفته نمی‌شود", "It would be refused"),
    "known": ("no_target", "پیش‌تر رسیده است", "It was delivered before"),
    "superseded": ("no_target", "به کار نمی‌آید", "It would not be used"),
}


def draw(view: View, token: str, summary: Row, found: Tables | None) -> None:
    """Draw the preview of one file; ``found`` are its tables, None where it could not be read."""
    row = found.one("select * from deliveries") if found is not None else None
    seen = view if found is None else replace(view, tables=found)
    st.html(cards.heading(view.say("پیش از پذیرش", "Before it is accepted"), ident="preview"))
    draw_cards(
        seen,
        "",
        [
            (
                view.say("سرنوشت فایل", "What would become of it"),
                partial(_verdict, token=token, summary=summary, row=row),
            )
        ],
    )
    if row is None:
        return
    draw_cards(
        seen,
        "",
        [
            (view.say("نخستین سطرها", "First rows"), lambda view: _first_rows(view, row)),
            (view.say("قرنطینه", "Quarantine"), lambda view: quarantine(view, row, workbook=False)),
            (view.say("سنجش با فایل پیشین", "Beside the file before"), lambda _: _compared(view, seen, row)),
            (
                view.say("اصلاح‌های نگهبانی‌شده", "Guarded corrections"),
                lambda view: corrections_applied(view, row),
            ),
            (view.say("یک‌دست‌سازی‌ها", "Normalisations"), lambda view: normalisations(view, row)),
            (view.say("جمع‌های فایل", "Totals of the file"), lambda view: totals(view, row)),
        ],
    )
    draw_cards(
        seen,
        "nq-row-two nq-row-cards nq-row-start",
        [
            (view.say("ستون‌ها", "Columns"), lambda view: columns_read(view, row)),
            (view.say("سطرهای غیرداده", "Rows that are not data"), lambda view: non_data(view, row)),
        ],
    )


def _verdict(view: View, token: str, summary: Row, row: Row | None) -> Markup:
    say = view.say
    shape, persian, english = VERDICTS[str(summary["state"])]
    sentence = view.column(summary, "sentence")
    notes = view.tables.rows("select * from delivery_notes order by ordinal limit 12") if row is not None else ()
    told = [note for note in notes if view.column(note, "sentence") not in (sentence or "")]
    items = (
        el(
            "li",
            statuses.mark("behind"),
            el("span", bidi_text.sentence(view.fmt, view.column(note, "sentence"))),
        )
        for note in told
    )
    about = [view.column(row, "feed_title"), where_from(view, row)] if row is not None else []
    return cards.card(
        bidi_text.file_name(str(summary["file_name"])),
        el("p", " · ".join(part for part in about if part), class_="nq-sub") if about else None,
        el(
            "div",
            el("p", statuses.mark(shape), " ", say(persian, english), class_=f"nq-status nq-status-{shape}"),
            tags.origin_tag(view, True) if summary["is_synthetic"] else None,
            class_="nq-statuses",
        ),
        el("p", bidi_text.sentence(view.fmt, sentence), class_="nq-note nq-note-strong") if sentence else None,
        counts_bar(view, row) if row is not None and row["rows_read"] else None,
        *(
            el("p", bidi_text.sentence(view.fmt, text), class_="nq-note")
            for text in summary.get(f"succession_{view.language}", ())
        ),
        _headers(view, summary),
        el("ul", *items, class_="nq-list nq-lines") if told else None,
        _acts(view, token, str(summary["state"])),
        level=2,
    )


def _headers(view: View, summary: Row) -> Markup | None:
    """Say of each sheet where its header was found, and which units its headings declare."""
    say = view.say
    lines = [
        el(
            "li",
            say("سرستون برگهٔ ", "The header of sheet "),
            bidi_text.raw(sheet["sheet_name"]),
            say(" در سطر ", " was found in row "),
            view.fmt.number(sheet["header_row"]),
            say("؛ زیر آن ", "; below it "),
            view.fmt.figure(sheet["rows"]),
            say(" سطر داده است.", " rows of data."),
        )
        for sheet in summary.get("sheets", ())
        if sheet["header_row"] > 0
    ]
    units = summary.get("units") or {}
    if units:
        titles = column_titles(view, str(summary["feed"]))
        told = (f"{titles.get(name, name)}: {view.unit(unit)}" for name, unit in units.items())
        lines.append(
            el(
                "li",
                say("یکای ستون‌ها به گفتهٔ فایل: ", "Units that the file declares: "),
                view.say("؛ ", "; ").join(told),
            )
        )
    return el("ul", *lines, class_="nq-list nq-lines") if lines else None


def _acts(view: View, token: str, state: str) -> Markup:
    """Return the two forms that end a preview; a file that would be refused can only be put aside."""
    say = view.say
    accept = el(
        "form",
        *hidden_fields(view, preview=token),
        el("button", say("پذیرفتن", "Accept"), type="submit", class_="nq-button nq-primary"),
        action="/steward/accept",
        method="post",
        target="_self",
    )
    aside = el(
        "form",
        *hidden_fields(view, preview=token),
        el("button", say("کنار گذاشتن", "Put aside"), type="submit", class_="nq-button"),
        action="/steward/discard",
        method="post",
        target="_self",
    )
    held = say(
        "اگر بپذیرید، تا تأیید شما منتشر نمی‌شود و فایل پیشین در کار می‌ماند.",
        "If you accept it, it waits for your approval and the file before it stays in force.",
    )
    return el(
        "div",
        el("p", held, class_="nq-sub") if state == "held" else None,
        el("div", accept if state in ("published", "held") else None, aside, class_="nq-acts"),
    )


def _first_rows(view: View, row: Row) -> Markup | None:
    """Return the first rows as they would be loaded; of lists of persons none is shown."""
    say = view.say
    title = say("نخستین سطرها، آن‌گونه که بارگذاری می‌شود", "The first rows, as they would be loaded")
    if row["contains_persons"]:
        words = say(
            "این فهرست اشخاص است؛ سطرهایش نشان داده نمی‌شود.",
            "This is a list of persons; its rows are not shown.",
        )
        return cards.card(title, el("p", words), level=2)
    rows = view.tables.rows("select * from source_rows where clean is not null order by sheet_name, row_number limit 8")
    if not rows:
        return None
    columns = columns_of(view, str(row["feed"]))
    cells = [json.loads(entry["clean"]) for entry in rows]
    used = [name for name in columns if any(cell.get(name) not in (None, "") for cell in cells)]
    headers: list[Child] = [say("سطر", "Row"), *(view.column(columns[name], "title") for name in used)]
    body: list[list[Child]] = [
        [
            view.fmt.number(entry["row_number"]),
            *(clean_value(view, columns[name], cell.get(name)) or "" for name in used),
        ]
        for entry, cell in zip(rows, cells, strict=True)
    ]
    return cards.card(
        title,
        el(
            "div",
            tables.table(headers, body, caption=title, class_="nq-wide"),
            class_="nq-scroll",
            tabindex="0",
        ),
        tags.origin_tags(view, [row]),
        level=2,
    )


def _compared(view: View, seen: View, row: Row) -> Markup | None:
    """Return the difference to the last delivery; the words of that one come from the published version."""
    card = comparisons(seen, row)
    found = seen.tables.one("select compared_with from delivery_comparisons where relation = 'before' limit 1")
    before = (
        view.tables.one("select * from deliveries where delivery_id = ?", found["compared_with"]) if found else None
    )
    if card is None or before is None:
        return card
    link = el(
        "a",
        bidi_text.file_name(str(before["file_name"])),
        href=view.address.to("quality", delivery=before["delivery_id"]),
    )
    return join([card, el("p", view.say("سنجیده با ", "Compared with "), link, class_="nq-sub")])
