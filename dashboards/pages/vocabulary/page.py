"""Words that no list knows.

What each may mean, one act to say it once and for ever, and how it is taken back.
On this machine every word is listed, for the steward; from elsewhere those that are published, to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, states, statuses, tables, tags
from dashboards.components.forms import hidden_fields
from dashboards.data import machine
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import CELL, FILE, WORD, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join
from dashboards.registry import PAGES
from dashboards.server import stewarding

#: Words on one page of the list.
PAGE_SIZE = 10
#: What has become of an act: the mark of its state, and its words.
STATES = {
    "in_force": ("on_track", "برقرار", "in force"),
    "replaced": ("no_target", "جایش را گفتهٔ دیگری گرفته", "replaced by a later one"),
    "taken_back": ("no_target", "پس گرفتن", "taking back"),
    "known_now": ("reached", "فهرست خودش آن را می‌شناسد", "the list itself knows it now"),
    "known_otherwise": (
        "behind",
        "فهرست چیز دیگری می‌گوید و از آن پیروی می‌شود",
        "the list says otherwise and is followed",
    ),
    "no_such_code": ("behind", "این کد دیگر در فهرست نیست", "the list no longer has this code"),
}

Fact = Mapping[str, Any]


def draw(view: View) -> None:
    """Draw the words with their forms and the history of acts."""
    here = machine.reader_is_here()
    waiting, acts = stewarding.words() if here else ((), ())
    st.html(_head(view, waiting, here))
    file = view.address.get("file")
    if file is not None:
        waiting = tuple(word for word in waiting if file in word["files"])
    if answer := stewarding.said(view.address.get("said")):
        good, persian, english = answer
        st.html(
            el(
                "p",
                statuses.mark("reached" if good else "behind"),
                " ",
                bidi_text.sentence(view.fmt, view.say(persian, english)),
                class_="nq-note nq-note-strong nq-said",
                role="status",
            )
        )
    if not here:
        st.html(_published(view))
        return
    if file is not None:
        st.html(_of_file(view, file, len(waiting)))
    st.html(_list(view, waiting))
    st.html(cards.heading(view.say("آنچه گفته شده است", "What was said"), ident="history"))
    st.html(states.guarded(view, view.say("آنچه گفته شده است", "What was said"), lambda: _history(view, acts)))


def _of_file(view: View, file: str, count: int) -> Markup:
    """Return the line that says of which file words are shown, with the way to all of them."""
    words = join(
        [view.say("واژه‌های فایل ", "Words of "), bidi_text.file_name(file), ": ", counted(view.fmt, count, WORD)]
    )
    every = el("a", view.say("همهٔ واژه‌ها", "All words"), href=view.address.here(file=None, page=None))
    return el("p", words, " · ", every, class_="nq-sub")


def lede_words(fmt: Formatter, count: int) -> str:
    """Return how many words are in no list."""
    if not count:
        return fmt.language.say(
            "فهرست‌ها همهٔ واژه‌های فایل‌های برقرار را می‌شناسند.", "The lists know every word of the files in force."
        )
    words = counted(fmt, count, WORD)
    return fmt.language.say(
        f"معنای {words} را هیچ فهرستی نمی‌گوید.", f"{words} {agrees(count, 'is', 'are')} in no list."
    )


def _head(view: View, waiting: Sequence[Fact], here: bool) -> Markup:
    say = view.say
    count = (
        len([w for w in waiting if not w["said"]])
        if here
        else len(view.tables.rows("select word from vocabulary_words"))
    )
    eyebrow, title = say(*PAGES["vocabulary"].heading), say("واژه‌ها", "Words")
    if not count:
        return cards.page_head(eyebrow, title, lede_words(view.fmt, 0))
    after = say(
        "سطرها به شمار آمده‌اند و تنها این خانه‌ها «شناخته‌نشده»اند. معنای هر واژه را یک بار بگویید تا از ساخت "
        "بعدی در همهٔ فایل‌ها به کار رود؛ هر زمان می‌توانید پس بگیرید.",
        "Their rows count, and these cells are “not recognised”. Say once what a word means: the next "
        "build uses it in every file, and it can be taken back at any time.",
    )
    build = links.link(say("ساخت نسخهٔ تازه", "Build a new version"), view.address.to("deliver"))
    return cards.page_head(eyebrow, title, lede_words(view.fmt, count), join([after, " ", build if here else ""]))


def _list(view: View, waiting: Sequence[Fact]) -> Markup:
    if not waiting:
        return states.empty_part(
            view.say("همهٔ واژه‌ها شناخته‌اند", "Every word is known"),
            el(
                "p",
                view.say(
                    "در فایل‌های برقرار واژه‌ای نیست که فهرست آن را نشناسد.",
                    "The files in force hold no word that its list does not know.",
                ),
            ),
        )
    page = tables.asked_page(view, PAGE_SIZE, len(waiting))
    shown = waiting[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lists = sorted({str(w["word_list"]) for w in shown})
    return el(
        "div",
        *(_choices(view, name) for name in lists),
        *(_word(view, word) for word in shown),
        tables.pager(view, page, PAGE_SIZE, len(waiting), view.say("صفحه‌های واژه‌ها", "Pages of words")),
        class_="nq-row nq-stack",
    )


def _word(view: View, word: Fact) -> Markup:
    say, fmt = view.say, view.fmt
    language = "fa" if view.language.is_persian else "en"
    columns = view.say("، ", ", ").join(f"{c[f'column_{language}']} ({c[f'feed_{language}']})" for c in word["columns"])
    cells, files = (
        counted(view.fmt, word["cells"], CELL),
        counted(view.fmt, len(word["files"]), FILE),
    )
    kept = (
        say("سطرهایش تا آن زمان کنار مانده‌اند.", "Its rows wait until then.")
        if word["needed"]
        else say("سطرهایش به شمار آمده‌اند.", "Its rows count.")
    )
    names = join([bidi_text.file_name(name) for name in word["files"][:3]], between=say("، ", ", "))
    more = len(word["files"]) - 3
    rest = say(f" و {fmt.number(more)} فایل دیگر", f" and {fmt.number(more)} more") if more > 0 else ""
    return cards.card(
        bidi_text.raw(word["word"]),
        el("p", kept, " ", el("span", names, rest, class_="nq-remark")),
        _said(view, word) if word["said"] else _form(view, word),
        subtitle=f"{cells}{say('، ', ', ')}{files} · {columns}",
        level=2,
    )


def _form(view: View, word: Fact) -> Markup:
    say, word_list = view.say, str(word["word_list"])
    told = [(s["code"], meaning(view, word_list, s["code"])) for s in word["suggestions"]]
    special = (
        []
        if word_list == "places"
        else [("other", say("دیگر", "Other")), ("not_stated", meaning(view, word_list, "not_stated"))]
    )
    typed = el("input", type="text", name="meaning", list=f"list-{word_list}", maxlength="120", autocomplete="off")
    reason = el("input", type="text", name="reason", maxlength="300", required=True)

    def buttons(codes: Sequence[tuple[str, str]]) -> list[Child]:
        return [
            el("button", title, type="submit", name="code", value=code, class_="nq-button") for code, title in codes
        ]

    return el(
        "form",
        *hidden_fields(view, page="vocabulary", word_list=word_list, word=str(word["word"])),
        el(
            "div",
            _field(say("معنای آن در فهرست", "What it means in the list"), typed),
            _field(say("دلیل", "Reason"), reason),
            class_="nq-pair",
        ),
        el(
            "div",
            el(
                "button",
                say("ثبت این معنا", "Note this meaning"),
                type="submit",
                class_="nq-button nq-primary",
            ),
            el("span", say("یا:", "or:")) if told or special else None,
            *buttons(told),
            *buttons(special),
            class_="nq-acts",
        ),
        action="/steward/word",
        method="post",
        class_="nq-form nq-wide",
        target="_self",
    )


def _field(label: str, control: Markup) -> Markup:
    return el("label", el("span", label), control)


def _said(view: View, word: Fact) -> Markup:
    words = view.say(
        f"معنایش گفته شده: {meaning(view, word['word_list'], word['said'])}؛ ساخت بعدی آن را به کار می‌گیرد.",
        f"It is said to mean {meaning(view, word['word_list'], word['said'])}; the next build uses it.",
    )
    return el(
        "div",
        el("p", statuses.mark("on_track"), " ", words, class_="nq-status", role="status"),
        _forget(view, word["word_list"], word["word"]),
    )


def _forget(view: View, word_list: str, word: str) -> Markup:
    say = view.say
    reason = say("از صفحهٔ واژه‌ها پس گرفته شد.", "Taken back from the page of words.")
    return el(
        "form",
        *hidden_fields(view, page="vocabulary", word_list=word_list, word=word, act="forget", reason=reason),
        el(
            "button",
            say("پس گرفتن", "Take back"),
            type="submit",
            class_="nq-button",
            aria_label=say(f"پس گرفتن معنای «{word}»", f"Take back what “{word}” means"),
        ),
        action="/steward/word",
        method="post",
        target="_self",
    )


def meaning(view: View, word_list: str, code: str | None) -> str:
    """Return what a word means, in the page's language."""
    say = view.say
    if code is None:
        return say("پس گرفته شد", "taken back")
    if code == "not_stated":
        return say("گفته نشده", "Not stated")
    if word_list == "crafts":
        row = view.tables.lookup("crafts", "craft_code").get(code)
        return view.column(row, "title") if row else view.category(code)
    if word_list == "places":
        return view.area(code)
    title = view.code(word_list, code)
    return title if title != code else say("دیگر", "Other") if code == "other" else code


def _choices(view: View, word_list: str) -> Markup:
    """Return the titles of a list, from which a field is filled."""
    if word_list == "crafts":
        found = [view.column(row, "title") for row in view.tables.lookup("crafts", "craft_code").values()]
    elif word_list == "places":
        found = [
            view.area(code)
            for code, row in view.tables.lookup("areas", "area_code").items()
            if row["kind"] in ("county", "city")
        ]
    else:
        found = [view.code(word_list, code) for code in view.tables.codes(word_list)]
    return el("datalist", *(el("option", value=title) for title in dict.fromkeys(found)), id=f"list-{word_list}")


def _history(view: View, acts: Sequence[Fact]) -> Markup:
    say = view.say
    if not acts:
        return cards.card(
            say("هنوز چیزی گفته نشده", "Nothing was said yet"),
            el(
                "p",
                say(
                    "هر معنایی که ثبت شود، با نام و زمان و دلیل اینجا می‌ماند.",
                    "Every meaning that is noted stays here, with who, when and why.",
                ),
            ),
            level=3,
        )
    headers: list[Child] = [
        say("واژه", "Word"),
        say("معنا", "Meaning"),
        say("دلیل", "Reason"),
        say("که و کی", "Who and when"),
        say("حال", "State"),
        say("پس گرفتن", "Take back"),
    ]
    body: list[list[Child]] = []
    for act in reversed(acts):
        mark, persian, english = STATES[str(act["state"])]
        undo = _forget(view, act["word_list"], act["word"]) if act["code"] and act["state"] != "replaced" else None
        body.append(
            [
                bidi_text.raw(act["word"]),
                meaning(view, act["word_list"], act["code"]),
                bidi_text.raw(act["reason"]),
                join(
                    [
                        el("bdi", act["actor"], class_="nq-code"),
                        " ",
                        el(
                            "span",
                            view.fmt.date(date.fromisoformat(str(act["decided_at"])[:10])),
                            class_="nq-remark",
                        ),
                    ]
                ),
                join([statuses.mark(mark), " ", say(persian, english)]),
                undo,
            ]
        )
    title = say("گفته‌ها دربارهٔ واژه‌ها", "What was said of words")
    return cards.card(title, tables.table(headers, body, caption=title), level=3)


def _published(view: View) -> Markup:
    """Return the words that everybody may see, to read alone."""
    say = view.say
    rows = view.tables.rows("select * from vocabulary_words order by cells desc nulls last, word limit 50")
    if not rows:
        return states.empty_part(
            say("واژه‌ای برای نشان دادن نیست", "There is no word to show"),
            el(
                "p",
                say(
                    "واژه‌های ستون‌های اشخاص تنها در خود رایانهٔ سامانه دیده می‌شود.",
                    "Words of columns of persons are seen on the system’s own machine alone.",
                ),
            ),
        )
    headers: list[Child] = [
        say("واژه", "Word"),
        say("ستون", "Column"),
        say("خانه", "Cells"),
        say("نزدیک‌ترین", "Nearest"),
    ]
    body: list[list[Child]] = [
        [
            bidi_text.raw(row["word"]),
            view.column(row, "column_title"),
            view.fmt.number(row["cells"]) if row["cells"] is not None else tables.hidden(view),
            row["suggestions"] or "—",
        ]
        for row in rows
    ]
    title = say("واژه‌های شناخته‌نشده", "Words not recognised")
    return cards.card(
        title,
        tables.table(headers, body, caption=title, numeric=(2,)),
        tags.release_tag(view),
        subtitle=say(
            "معنای واژه‌ها در خود رایانهٔ سامانه گفته می‌شود.",
            "What words mean is said on the system’s own machine.",
        ),
        level=2,
    )
