"""The card of one delivery in the list.

Its state, why, its rows in and out, and the first of what was kept back.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tags
from dashboards.components.delivery_checks import group_shape, in_order
from dashboards.components.delivery_words import counts_bar, delivery_address, state_line, where_from
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el

#: Reasons of quarantine that a card tells; the delivery's page tells all.
TOLD = 1


def delivery_card(view: View, row: Row, reasons: Sequence[Row]) -> Markup:
    """Return the card of one delivery.

    ``reasons`` are its rows of ``quarantine_summary``, the most frequent first.
    """
    say = view.say
    sentence = view.column(row, "state") if row["state"] in ("held", "refused") else ""
    href = delivery_address(view, str(row["delivery_id"]))
    return cards.card(
        el("a", view.column(row, "feed_title"), href=href),
        el(
            "div",
            state_line(view, row),
            _kind(view, row),
            tags.origin_tag(view, bool(row["is_synthetic"])),
            class_="nq-statuses",
        ),
        el("p", bidi_text.sentence(view.fmt, sentence), class_="nq-note nq-note-strong") if sentence else None,
        el("p", bidi_text.file_name(row["file_name"])),
        el("p", where_from(view, row), class_="nq-sub"),
        counts_bar(view, row) if row["rows_read"] else None,
        _reasons(view, row, reasons),
        links.link(say("همهٔ آنچه در این فایل دیده شد", "All that was found in this file"), href),
        class_="nq-delivery",
    )


def _kind(view: View, row: Row) -> Markup | None:
    if row["kind"] != "correction":
        return None
    return el("span", view.say("فایل اصلاح", "Correction"), class_="nq-tag")


def _reasons(view: View, row: Row, reasons: Sequence[Row]) -> Markup | None:
    if not reasons:
        return None
    items = [
        el(
            "li",
            statuses.mark(group_shape(entry)),
            el("span", _times(view, entry), bidi_text.sentence(view.fmt, view.column(entry, "sentence"))),
        )
        for entry in in_order(reasons)[:TOLD]
    ]
    rest = len(reasons) - TOLD
    if rest > 0:
        items.append(
            el(
                "li",
                view.say(
                    f"و {view.fmt.number(rest)} دلیل دیگر",
                    f"and {view.fmt.number(rest)} other {'reason' if rest == 1 else 'reasons'}",
                ),
            )
        )
    return el("ul", *items, class_="nq-list nq-lines")


def _times(view: View, entry: Row) -> str:
    """Return how many rows a reason has; nothing where its sentence says so."""
    if entry.get("first_rows"):
        return ""
    count = int(entry["rows"])
    return view.say(
        f"{view.fmt.number(count)} سطر · ", f"{view.fmt.number(count)} {'row' if count == 1 else 'rows'} · "
    )
