"""The files that could not be taken in, and that no mended one has replaced: why, and the form that awaits the next."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.components.delivery_words import delivery_address, where_from
from dashboards.components.forms import template_button
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import FILE, agrees, counted, more
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el, join

#: Files that are shown at once; the others fold.
SHOWN = 3


def card(view: View) -> Markup | None:
    """Return the refused files, the newest first, each with its reason and the way to send it again, if any."""
    rows = view.tables.rows("select * from deliveries where state = 'refused' order by received_at desc, delivery_id")
    if not rows:
        return None
    shown, rest = rows[:SHOWN], rows[SHOWN:]
    return cards.card(
        refused_words(view.fmt, len(rows)),
        _list(view, shown),
        cards.disclosure(more(view.fmt, len(rest), FILE), _list(view, rest)) if rest else None,
        tags.origin_tags(view, rows),
        subtitle=view.say(
            "هیچ سطری از آن‌ها به شمار نمی‌آید؛ فایل درست‌شده جای آن را می‌گیرد.",
            "No row of theirs counts; a mended file takes the place of each.",
        ),
        level=2,
    )


def refused_words(fmt: Formatter, count: int) -> str:
    """Return how many files could not be taken in."""
    files = counted(fmt, count, FILE)
    return fmt.language.say(f"{files} پذیرفته نشد", f"{files} {agrees(count, 'was', 'were')} refused")


def _list(view: View, rows: tuple[Row, ...]) -> Markup:
    return el("ul", *(_line(view, row) for row in rows), class_="nq-list nq-lines nq-awaited")


def _line(view: View, row: Row) -> Markup:
    reason = view.tables.one(
        "select * from delivery_notes where delivery_id = ? and severity = 'refuse' order by ordinal limit 1",
        row["delivery_id"],
    )
    name = bidi_text.file_name(str(row["file_name"]))
    where = f"{view.column(row, 'feed_title')} · {where_from(view, row)}"
    told = view.column(reason, "sentence") if reason else ""
    send = el(
        "a",
        view.say("فرستادن درست‌شده", "Send it mended"),
        href=view.address.to("deliver", feed=row["feed"], office=row["office"], period=row["period"] or ""),
        class_="nq-button",
        aria_label=view.say(f"فرستادن درست‌شده: {row['file_name']}", f"Send it mended: {row['file_name']}"),
    )
    return el(
        "li",
        el(
            "span",
            el("a", name, href=delivery_address(view, str(row["delivery_id"]))),
            el("span", where, class_="nq-remark"),
            el("span", bidi_text.sentence(view.fmt, told), class_="nq-remark") if told else None,
        ),
        el(
            "span",
            join([send, " ", template_button(view, str(row["feed"]), view.column(row, "feed_title"))]),
            class_="nq-acts",
        ),
    )
