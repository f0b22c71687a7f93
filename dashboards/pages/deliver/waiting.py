"""Files that wait for a steward.

Held ones with their reasons, the difference to the last delivery and the decision; corrections.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.delivery_checks import group_shape, in_order
from dashboards.components.delivery_story import DECISIONS, comparisons
from dashboards.components.delivery_words import counts_bar, delivery_address, where_from
from dashboards.components.forms import correction_button, hidden_fields
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import FILE, ROW, agrees, counted, more
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join
from dashboards.server import stewarding

#: Files that are shown whole; the list of the quality page has all.
SHOWN = 12
#: Groups of quarantined rows that the card of a waiting file tells; the page of the file has all.
GROUPS = 4
#: Files with rows to mend that stand open.
OPEN = 4
#: What was done about a delivery whose blanks mean «as above».
FILLED = "filled"


def waiting(view: View) -> Markup:
    """Return the held deliveries, each with why it waits, how it differs, and the two decisions."""
    rows = view.tables.rows(
        "select * from deliveries where state = 'held' "
        "order by delivery_id = ? desc, received_at desc, delivery_id limit ?",
        view.address.get("waiting") or "",
        SHOWN,
    )
    if not rows:
        return cards.card(
            view.say("هیچ فایلی در انتظار نیست", "No file waits"),
            el(
                "p",
                view.say(
                    "فایلی که با پیشین خود نخواند یا ستونی ناشناخته داشته باشد اینجا می‌ایستد.",
                    "A file that does not agree with the one before, or has an unknown column, stops here.",
                ),
            ),
            level=3,
        )
    known = [str(row["delivery_id"]) for row in rows]
    decided = stewarding.decisions_since(known) | dict.fromkeys(stewarding.filled_since(known), FILLED)
    return el(
        "div",
        *(
            el("div", _held(view, row, decided.get(str(row["delivery_id"]))), id=f"waiting-{row['delivery_id']}")
            for row in rows
        ),
        class_="nq-stack",
    )


def _held(view: View, row: Row, decision: str | None) -> Markup:
    reasons = view.tables.rows(
        "select * from delivery_notes where delivery_id = ? and severity = 'hold' order by ordinal",
        row["delivery_id"],
    )
    difference = comparisons(view, row)
    words = view.say("تفاوت با فایل پیشین", "Difference to the file before")
    card = cards.card(
        el(
            "a",
            bidi_text.file_name(str(row["file_name"])),
            href=delivery_address(view, str(row["delivery_id"])),
        ),
        *(
            el(
                "p",
                bidi_text.sentence(view.fmt, view.column(reason, "sentence")),
                class_="nq-note nq-note-strong",
            )
            for reason in reasons
        ),
        counts_bar(view, row) if row["rows_read"] else None,
        _kept_out(view, row),
        cards.disclosure(words, difference) if difference else None,
        _decided(view, decision) if decision else _decide(view, row, can_fill=_can_fill(reasons)),
        tags.origin_tags(view, [row]),
        subtitle=f"{view.column(row, 'feed_title')} · {where_from(view, row)}",
        level=3,
    )
    return el("div", card, id=f"held-{row['delivery_id']}")


def _kept_out(view: View, row: Row) -> Markup | None:
    """Return the largest groups of rows that stay in quarantine when the file is approved.

    Its page has all.
    """
    groups = view.tables.rows(
        "select * from quarantine_summary where delivery_id = ? "
        "order by rows desc, rule, column_name, sentence_en limit ?",
        row["delivery_id"],
        SHOWN,
    )
    kept_out = [entry for entry in in_order(groups) if group_shape(entry) == "off_track"]
    if not kept_out or not row["rows_quarantined"]:
        return None
    items = [
        el(
            "li",
            statuses.mark("off_track"),
            el("span", bidi_text.sentence(view.fmt, view.column(entry, "sentence"))),
        )
        for entry in kept_out[:GROUPS]
    ]
    words = stay_words(view.fmt, int(row["rows_quarantined"]))
    return cards.disclosure(words, el("ul", *items, class_="nq-list nq-lines"))


def stay_words(fmt: Formatter, count: int) -> str:
    """Return how many rows stay in quarantine when a held file is approved."""
    if not count:
        return fmt.language.say("با تأیید هیچ سطری در قرنطینه نمی‌ماند", "No row stays in quarantine then")
    rows = counted(fmt, count, ROW)
    return fmt.language.say(
        f"با تأیید هم {rows} در قرنطینه می‌ماند", f"{rows} {agrees(count, 'stays', 'stay')} in quarantine even so"
    )


def _can_fill(reasons: Sequence[Row]) -> bool:
    """Tell whether a delivery waits because blanks of a column may mean «as above»."""
    return any(reason["note"] == "blank_as_above" for reason in reasons)


def _decided(view: View, decision: str) -> Markup:
    words = view.say(*{**DECISIONS, FILLED: ("رو به پایین پر می‌شود", "Filled down")}[decision])
    return el(
        "p",
        statuses.mark("off_track" if decision == "rejected" else "on_track"),
        " ",
        el("b", words),
        " · ",
        view.say("ساخت بعدی از آن پیروی می‌کند", "the next build follows"),
        class_="nq-status",
        role="status",
    )


def approve_words(fmt: Formatter, read: int, kept_out: int, *, other: int) -> str:
    """Return the words of the button that approves a held file: how many rows it publishes, where that is known."""
    rows = read - kept_out - other
    if rows <= 0:
        return fmt.language.say("تأیید و انتشار", "Approve and publish")
    return fmt.language.say(
        f"تأیید و انتشار {counted(fmt, rows, ROW)}", f"Approve and publish {counted(fmt, rows, ROW)}"
    )


def _decide(view: View, row: Row, *, can_fill: bool) -> Markup:
    say = view.say
    return el(
        "form",
        *hidden_fields(view, delivery=str(row["delivery_id"])),
        el(
            "label",
            el("span", say("دلیل تصمیم؛ در دفتر می‌ماند", "Reason of the decision; the ledger keeps it")),
            el("input", type="text", name="reason", required=True, maxlength="300"),
        ),
        el(
            "label",
            el("input", type="checkbox", name="replace", value="1"),
            " ",
            say(
                "مقدارهای پیشین از میان برود، اگر تأیید چنین کند",
                "Let the former values go, if approving does that",
            ),
            class_="nq-check",
        ),
        el(
            "div",
            el(
                "button",
                say("چه چیزی عوض می‌شود؟", "What would change?"),
                type="submit",
                name="decision",
                value="effect",
                formnovalidate=True,
                class_="nq-button",
            ),
            el(
                "button",
                say("پر کردن رو به پایین", "Fill down"),
                type="submit",
                formaction="/steward/fill",
                class_="nq-button nq-primary",
            )
            if can_fill
            else None,
            el(
                "button",
                approve_words(
                    view.fmt,
                    int(row["rows_read"] or 0),
                    int(row["rows_quarantined"] or 0),
                    other=int(row["rows_non_data"] or 0),
                ),
                type="submit",
                name="decision",
                value="approve",
                class_="nq-button nq-primary",
            ),
            el(
                "button",
                say("رد", "Reject"),
                type="submit",
                name="decision",
                value="reject",
                class_="nq-button",
            ),
            class_="nq-acts",
        ),
        action="/steward/decide",
        method="post",
        class_="nq-form",
        target="_self",
    )


def correctable(view: View) -> Markup | None:
    """Return the deliveries with rows in quarantine, each with the workbook in which they are mended."""
    rows = view.tables.rows(
        "select *, rows_quarantined - rows_resolved as waiting from deliveries "
        "where rows_quarantined > rows_resolved and state in ('published', 'held') and kind = 'original' "
        "order by waiting desc, delivery_id limit ?",
        SHOWN,
    )
    if not rows:
        return None
    say = view.say
    headers: list[Child] = [
        say("فایل", "File"),
        say("سطر در قرنطینه", "Rows in quarantine"),
        say("کارپوشه", "Workbook"),
    ]
    title = say("کارپوشه‌های اصلاح", "Correction workbooks")
    shown, rest = rows[:OPEN], rows[OPEN:]

    def table(part: Sequence[Row], caption: str) -> Markup:
        return tables.table(headers, [_correctable(view, row) for row in part], caption=caption, numeric=(1,))

    return cards.card(
        title,
        table(shown, title),
        cards.disclosure(words := more(view.fmt, len(rest), FILE), table(rest, words)) if rest else None,
        tags.origin_tags(view, rows),
        subtitle=say(
            "هر کارپوشه سطرهای نگه‌داشته را با خانه‌های نشان‌دار دارد؛ درست‌شده‌اش را همین‌جا بفرستید.",
            "Each holds the rows kept out with their cells marked; send it back here when mended. For the office only.",
        ),
        level=2,
    )


def _correctable(view: View, row: Row) -> list[Child]:
    where = f"{view.column(row, 'feed_title')} · {where_from(view, row)}"
    return [
        join(
            [
                el(
                    "a",
                    bidi_text.file_name(str(row["file_name"])),
                    href=delivery_address(view, str(row["delivery_id"])),
                ),
                el("span", where, class_="nq-remark"),
            ]
        ),
        view.fmt.number(row["waiting"]),
        correction_button(view, str(row["delivery_id"]), str(row["file_name"])),
    ]
