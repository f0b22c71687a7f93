"""The card of a delivered file: its document, office, evidence grade, terms, size and hash."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, tags
from dashboards.components.delivery_words import cover_words, delivery_address
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import Child, el, join


def file_card(view: View, delivery_id: str) -> Markup:
    """Return the card of a delivered file: its document, office, evidence grade, terms, size and hash."""
    say = view.say
    found = view.tables.one("select * from deliveries where delivery_id = ?", delivery_id)
    if found is None:
        return cards.card(say("فایل", "File"), el("p", bidi_text.code(delivery_id)))
    pairs: list[tuple[Child, Child]] = [
        (say("سند", "Document"), view.column(found, "document")),
        (say("اداره", "Office"), view.code("offices", found["office"])),
        (say("دوره", "Period"), view.fmt.period(found["period"])),
        (
            say("از ماه‌های", "Of the months"),
            view.fmt.period(found["span"]) if found["span"] not in (None, found["period"]) else None,
        ),
        (say("دربارهٔ", "Of"), cover_words(view, found["cover"])),
        (say("رسیده", "Received"), view.fmt.date(found["received_at"])),
        (say("درجهٔ سند", "Evidence grade"), view.code("grades", found["evidence_grade"])),
        (say("چگونه رونویسی شد", "How it was transcribed"), view.column(found, "transcribed")),
        (say("شرایط استفاده", "Terms"), view.code("terms", found["terms"])),
        (say("اندازه", "Size"), view.fmt.size(found["size_bytes"] or 0)),
        (
            join([say("اثر انگشت ", ""), el("span", bidi_text.code("SHA-256"), class_="nq-nowrap")]),
            bidi_text.code(found["sha256"] or ""),
        ),
        (say("شناسهٔ تحویل", "Delivery id"), bidi_text.code(delivery_id)),
    ]
    return cards.card(
        bidi_text.file_name(found["file_name"]),
        cards.facts([pair for pair in pairs if pair[1]]),
        tags.origin_tags(view, [found]),
        links.link(say("چگونه خوانده شد", "How it was read"), delivery_address(view, delivery_id))
        if view.address.page != "quality"
        else None,
    )
