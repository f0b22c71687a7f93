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
from dashboards.components.delivery_checks import corrections_applied
from dashboards.components.delivery_mistakes import found_words, kinds_of, mistakes_table, noticed_words
from dashboards.components.delivery_reading import columns_read, non_data, normalisations, totals
from dashboards.components.delivery_story import NOTE_MARKS, comparisons
from dashboards.components.delivery_words import column_titles, counts_bar, where_from
from dashboards.components.forms import hidden_fields
from dashboards.data.versions import Row, Tables
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import ROW, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
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
    draw_cards(seen, "", [(view.say("آنچه باید درست شود", "What to mend"), lambda view: _to_mend(view, row))])


def draw_reading(view: View, found: Tables) -> None:
    """Draw how the rows of the file were understood; what is wrong with them and what happens stand above it."""
    row = found.one("select * from deliveries")
    if row is None:
        return
    seen = replace(view, tables=found)
    st.html(cards.heading(view.say("آنچه از فایل فهمیده شد", "What was understood")))
    draw_cards(
        seen,
        "",
        [
            (view.say("نخستین سطرها", "First rows"), lambda view: _first_rows(view, row)),
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
    say, state = view.say, str(summary["state"])
    shape, persian, english = VERDICTS[state]
    sentence = view.column(summary, "sentence")
    about = [view.column(row, "feed_title"), where_from(view, row)] if row is not None else []
    sender = sender_unknown(view.language, row["office"]) if row is not None else None
    loaded, kept_out = (int(summary.get(name) or 0) for name in ("rows_loaded", "rows_quarantined"))
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
        el("p", rows_words(view.fmt, loaded, kept_out), class_="nq-finding") if row is not None else None,
        el("p", statuses.mark("behind"), " ", sender, class_="nq-note") if sender else None,
        *(
            el("p", bidi_text.sentence(view.fmt, text), class_="nq-note")
            for text in summary.get(f"succession_{view.language.code}", ())
        ),
        _acts(view, token, state, loaded),
        _how_read(view, summary, row, sentence),
        level=2,
    )


def sender_unknown(language: Language, office: str | None) -> str | None:
    """Return what follows when neither the file nor the form says which office sent it; None where one does."""
    if office:
        return None
    return language.say(
        "دانسته نیست این فایل از کدام اداره است؛ تا گفته نشود، گزارش آن اداره نرسیده می‌ماند. اداره را در فرم پایین "
        "برگزینید و فایل را دوباره بفرستید.",
        "It is not known which office sent this file; until it is, that office’s report stays missing. Choose the "
        "office in the form below and send the file again.",
    )


def rows_words(fmt: Formatter, loaded: int, kept_out: int) -> str:
    """Return how many rows of a file would count and how many would be kept out."""
    say = fmt.language.say
    come_in, stay_out = counted(fmt, loaded, ROW), counted(fmt, kept_out, ROW)
    if not kept_out and not loaded:
        return say("این فایل سطری ندارد که به شمار آید.", "The file has no row that would count.")
    if not kept_out:
        every = "Its one row counts." if loaded == 1 else f"All {come_in} count."
        return say("تنها سطر آن به شمار می‌آید." if loaded == 1 else f"هر {come_in} به شمار می‌آید.", every)
    if not loaded:
        return say(
            f"هیچ سطری به شمار نمی‌آید؛ {stay_out} کنار می‌ماند تا درست شود.",
            f"No row counts; {stay_out} {agrees(kept_out, 'is', 'are')} kept out until mended.",
        )
    wait = agrees(kept_out, "is", "are")
    return say(
        f"{come_in} به شمار می‌آید و {stay_out} کنار می‌ماند تا درست شود.",
        f"{come_in} {agrees(loaded, 'counts', 'count')}; {stay_out} {wait} kept out until mended.",
    )


def act_words(fmt: Formatter, state: str, rows: int) -> str:
    """Return the words of the primary button: what will happen to how many rows."""
    say, told = fmt.language.say, counted(fmt, rows, ROW)
    if not rows:
        return say("فرستادن برای تأیید", "Send for approval")
    if state == "held":
        return say(f"فرستادن {told} برای تأیید", f"Send {told} for approval")
    return say(f"تأیید و انتشار {told}", f"Approve and publish {told}")


def _how_read(view: View, summary: Row, row: Row | None, sentence: str | None) -> Markup | None:
    """Return, folded, how the file was read: its rows in and out, its headers and units, and what was noted."""
    notes = view.tables.rows("select * from delivery_notes order by ordinal limit 12") if row is not None else ()
    told = [note for note in notes if view.column(note, "sentence") not in (sentence or "")]
    items = [
        el(
            "li",
            statuses.mark(NOTE_MARKS.get(str(note["severity"]), "no_target")),
            el("span", bidi_text.sentence(view.fmt, view.column(note, "sentence"))),
        )
        for note in told
    ]
    strong = any(note["severity"] in ("hold", "refuse", "warn", "quarantine") for note in told)
    parts = [
        counts_bar(view, row) if row is not None and row["rows_read"] else None,
        _headers(view, summary),
        el("ul", *items, class_="nq-list nq-lines") if items else None,
    ]
    if not any(parts):
        return None
    return cards.disclosure(view.say("فایل چگونه خوانده شد", "How the file was read"), *parts, open_=strong)


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


def _acts(view: View, token: str, state: str, rows: int) -> Markup:
    """Return the forms that end a preview; a file that would be refused, or of which no row counts, is put aside."""
    say = view.say
    takes = state in ("published", "held") and (rows > 0 or state == "held")
    accept = el(
        "form",
        *hidden_fields(view, preview=token),
        el(
            "button",
            act_words(view.fmt, state, rows),
            type="submit",
            name="then",
            value="build",
            class_="nq-button nq-primary",
        ),
        el(
            "button",
            say("پذیرفتن؛ انتشار با ساخت بعدی", "Accept; publish with the next build"),
            type="submit",
            name="then",
            value="",
            class_="nq-button",
        ),
        action="/steward/accept",
        method="post",
        class_="nq-acts",
        target="_self",
    )
    aside = el(
        "form",
        *hidden_fields(view, preview=token),
        el("button", say("کنار گذاشتن", "Put aside"), type="submit", class_="nq-button"),
        action="/steward/discard",
        method="post",
        class_="nq-acts",
        target="_self",
    )
    held = say(
        "تا تأیید شما منتشر نمی‌شود و فایل پیشین در کار می‌ماند.",
        "It is not published before you approve it; the file before it stays in force.",
    )
    return el(
        "div",
        el("p", held, class_="nq-sub") if state == "held" else None,
        el("div", accept if takes else None, aside, class_="nq-acts nq-ends"),
    )


def _to_mend(view: View, row: Row) -> Markup | None:
    """Return the table of cells to mend, those that keep rows out first; None where there is nothing to mend."""
    kinds = kinds_of(view, str(row["delivery_id"]))
    table = mistakes_table(view, kinds)
    if table is None:
        return None
    waiting, noticed = (
        sum(int(rows[0]["cells"]) for rows in kinds if (rows[0]["severity"] == "warn") is warned)
        for warned in (False, True)
    )
    beside = noticed_words(view.fmt, noticed) + "." if noticed and waiting else None
    return cards.card(
        found_words(view.fmt, waiting) if waiting else noticed_words(view.fmt, noticed),
        table,
        tags.origin_tags(view, [row]),
        el(
            "p",
            view.say(
                "خانه‌ها را در همان فایل درست کنید و آن را دوباره بفرستید؛ سطرهای درست نیز در آن بماند.",
                "Mend the cells in the file itself and send it again with its other rows still in it.",
            ),
            class_="nq-sub",
        ),
        subtitle=beside,
        level=2,
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
            tables.table(headers, body, caption=title),
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
