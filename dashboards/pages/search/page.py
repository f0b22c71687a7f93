"""Results of a search: everything that has the reader's words, in groups of one kind, each a link to the very page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states
from dashboards.data.search_index import KINDS, Entry, Kind
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el
from dashboards.server.api.search import LONGEST, Found, search

#: Results of a kind that stand open; the others fold.
OPEN = 8


def draw(view: View) -> None:
    """Draw what answers the question of the address; without one, how to ask."""
    question = " ".join((view.address.get("q") or "")[:LONGEST].split())
    found = search(view.tables, question)
    st.html(cards.page_head(None, _title(view, question), _lede(view, question, found)))
    if not found.count:
        st.html(_nothing(view))
        return
    for kind, entries in found.groups:
        st.html(el("div", _group(view, kind, entries), class_="nq-row"))


def _title(view: View, question: str) -> Markup | str:
    if not question:
        return view.say("جست‌وجو", "Search")
    return el("span", view.say("جست‌وجوی «", "Search: “"), el("bdi", question), view.say("»", "”"))


def _lede(view: View, question: str, found: Found) -> str:
    say, count = view.say, view.fmt.number(found.count)
    if not question:
        return say(
            "شاخص، شهرستان، شهر، تعریف، تعهد یا جدول را به فارسی یا لاتین بنویسید.",
            "Type an indicator, a county, a city, a definition, a commitment or a table, in Persian or English.",
        )
    if not found.count:
        return say("در این نسخه چیزی با این نام نیست.", "This version has nothing of that name.")
    if found.is_near:
        return say("چیزی با این نام نیست؛ این‌ها به آن می‌مانند.", "Nothing has that name; these look like it.")
    return say(f"{count} نتیجه.", f"{count} result{'' if found.count == 1 else 's'}.")


def _group(view: View, kind: Kind, entries: tuple[Entry, ...]) -> Markup:
    first, rest = entries[:OPEN], entries[OPEN:]
    count = view.fmt.number(len(rest))
    more = view.say(f"{count} نتیجهٔ دیگر", f"{count} more")
    return cards.card(
        view.say(*KINDS[kind]),
        el("ul", *(_line(view, entry) for entry in first), class_="nq-results"),
        cards.disclosure(more, el("ul", *(_line(view, entry) for entry in rest), class_="nq-results"))
        if rest
        else None,
        level=2,
    )


def _line(view: View, entry: Entry) -> Markup:
    beside = view.say(*entry.beside)
    written = bidi_text.code(beside) if entry.kind == "table" else el("bdi", beside)
    quiet = el("span", written, class_="nq-remark") if beside else None
    return el("li", el("a", el("bdi", view.say(*entry.title)), quiet, href=entry.address(view.address)))


def _nothing(view: View) -> Markup:
    pages = (("indicators", "همهٔ شاخص‌ها", "All indicators"), ("counties", "شهرستان‌ها", "Counties"))
    links = (el("li", el("a", view.say(fa, en), href=view.address.to(page))) for page, fa, en in pages)
    return states.empty_part(
        view.say("از این‌جا بیابید", "Find it from here"), el("ul", *links, class_="nq-results nq-results-few")
    )
