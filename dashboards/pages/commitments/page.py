"""From promise to proof: who said what would be done, by when, what proves it, and how it came there."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.commitment_words import MARKS, spoken_day, standing_word
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.commitments.places import places
from dashboards.pages.commitments.role_table import by_role

#: What is asked at a filter: parameter of the address, column it selects.
FILTERS = (("role", "role"), ("state", "standing"))


def draw(view: View) -> None:
    """Draw squares by standing, shares by role, promised places, then every commitment under its role."""
    rows = view.tables.rows("select * from commitments order by commitment_id")
    st.html(_head(view, rows))
    if not rows:
        words = view.say("تعهدها با فایل صورت‌جلسه می‌رسند.", "Commitments arrive with the file of the minutes.")
        st.html(states.empty_part(view.say("هنوز تعهدی نرسیده است", "No commitment has arrived"), el("p", words)))
        return
    draw_cards(
        view,
        "nq-row-two nq-row-start",
        [
            (view.say("هر خانه یک تعهد", "One square each"), lambda view: _squares(view, rows)),
            (view.say("به تفکیک گوینده", "By who spoke"), _shares),
        ],
    )
    draw_cards(view, "", [(view.say("جاهای وعده‌داده‌شده", "Promised places"), lambda view: places(view, rows))])
    chosen = _chosen(view, rows)
    st.html(cards.heading(view.say("همهٔ تعهدها", "Every commitment"), _counted(view, chosen, rows), ident="all"))
    st.html(_filters(view, rows))
    roles = dict.fromkeys(str(row["role"]) for row in chosen)
    draw_cards(
        view,
        "nq-row-one",
        [
            (
                view.code("roles", role),
                partial(by_role, role=role, rows=[row for row in chosen if row["role"] == role]),
            )
            for role in roles
        ],
    )
    if not chosen:
        every = el("a", view.say("همهٔ تعهدها", "All commitments"), href=view.address.here(role=None, state=None))
        st.html(
            states.empty_part(view.say("تعهدی با این گزینش نیست", "No commitment fits this choice"), el("p", every))
        )


def _head(view: View, rows: tuple[Row, ...]) -> Markup:
    say, count = view.say, view.fmt.figure
    of = {name: sum(1 for row in rows if row["standing"] == name) for name in MARKS}
    day = spoken_day(view, rows)
    kept = (
        say("هیچ‌کدام سند انجام ندارد", "none has proof of being kept")
        if not of["kept"]
        else say(f"{count(of['kept'])} تعهد با سند انجام شد", f"{count(of['kept'])} are kept with proof")
    )
    lede = say(
        f"{count(len(rows))} تعهد {day} گفته شد؛ {kept}.",
        f"{count(len(rows))} commitments were spoken {day}; {kept}.",
    )
    if not rows:
        lede = say("هیچ تعهدی ثبت نشده است.", "No commitment is recorded.")
    late = say(f"سررسید {count(of['overdue'])} تعهد گذشته است", f"{count(of['overdue'])} are overdue")
    without = say(
        f"{count(of['no_due_date'])} تعهد سررسیدی ندارد و موعدگذشته شمرده نمی‌شود",
        f"{count(of['no_due_date'])} have no due date and do not count as overdue",
    )
    said = [words for words, name in ((late, "overdue"), (without, "no_due_date")) if of[name]]
    after = view.say("؛ ", "; ").join(said) + "." if said else None
    return cards.page_head(
        place.eyebrow(view),
        say("تعهدهای صورت‌جلسه", "Commitments of the minutes"),
        lede,
        after,
    )


def _squares(view: View, rows: tuple[Row, ...]) -> Markup:
    blocks = []
    for standing, shape in MARKS.items():
        members = [row for row in rows if row["standing"] == standing]
        if not members:
            continue
        word = standing_word(view, standing)
        squares = (
            el(
                "li",
                el(
                    "a",
                    statuses.mark(shape),
                    href=_place(view, row),
                    title=view.column(row, "action"),
                    aria_label=f"{view.column(row, 'action')}: {word}",
                ),
            )
            for row in members
        )
        chosen = el("a", word, href=view.address.here(state=standing, role=None) + "#all")
        blocks.append(
            el(
                "div",
                el("p", el("b", view.fmt.number(len(members))), " ", chosen, class_=f"nq-status-{shape}"),
                el("ul", *squares),
            )
        )
    count = view.fmt.number(len(rows))
    return cards.card(
        view.say(f"{count} تعهد، هر خانه یک تعهد", f"{count} commitments, one square each"),
        el("div", *blocks, class_="nq-squares"),
        tags.origin_tags(view, rows),
        level=2,
    )


def _place(view: View, row: Row) -> str:
    """Return the address of a commitment's own row on this page, whatever is filtered now."""
    return f"{view.address.here(role=None, state=None)}#{row['commitment_id']}"


def _shares(view: View) -> Markup | None:
    """Return, for each role, its commitments as one bar in parts; the words are in the numbers beside it."""
    rows = view.tables.rows("select * from commitment_shares where role <> '' order by commitments desc, role")
    if not rows:
        return None
    most = max(int(row["commitments"]) for row in rows)
    body = []
    for row in rows:
        counts = {name: int(row[name]) for name in MARKS if row[name]}
        pieces = (el("i", class_=f"nq-part-{MARKS[name]}", style=f"flex:{count}") for name, count in counts.items())
        words = view.say("، ", ", ").join(
            f"{view.fmt.number(count)} {standing_word(view, name)}" for name, count in counts.items()
        )
        bar = el(
            "span",
            *pieces,
            class_="nq-stacked",
            style=f"inline-size:{100 * int(row['commitments']) / most:.1f}%",
            aria_hidden="true",
        )
        role = el(
            "a",
            view.code("roles", row["role"]),
            href=view.address.here(role=row["role"], state=None) + "#all",
        )
        body.append(el("div", el("dt", role), el("dd", bar, el("span", words))))
    top = rows[0]
    title = view.say(
        f"بیشترین تعهد با {view.code('roles', top['role'])} است: {view.fmt.number(top['commitments'])}",
        f"{view.code('roles', top['role'])} spoke the most: {view.fmt.number(top['commitments'])}",
    )
    return cards.card(
        title,
        el("dl", *body, class_="nq-shares"),
        tags.origin_tags(view, rows),
        subtitle=view.say("هر نوار، تعهدهای یک گوینده به تفکیک حال", "One bar a speaker, in parts by standing"),
        level=2,
    )


def _chosen(view: View, rows: tuple[Row, ...]) -> list[Row]:
    wishes = {column: view.address.get(name) for name, column in FILTERS}
    return [row for row in rows if all(wish is None or row[column] == wish for column, wish in wishes.items())]


def _counted(view: View, chosen: list[Row], rows: tuple[Row, ...]) -> str:
    shown, all_ = view.fmt.number(len(chosen)), view.fmt.number(len(rows))
    return "" if len(chosen) == len(rows) else view.say(f"{shown} از {all_}", f"{shown} of {all_}")


def _filters(view: View, rows: tuple[Row, ...]) -> Markup:
    roles = [(role, view.code("roles", role)) for role in dict.fromkeys(str(row["role"]) for row in rows)]
    told = {str(row["standing"]) for row in rows}
    standings = [(name, standing_word(view, name)) for name in MARKS if name in told]
    labels = {"role": view.say("گوینده", "Who spoke"), "state": view.say("حال", "Standing")}
    return el(
        "div",
        *(
            el("label", labels[name], _select(view, name, options))
            for name, options in (("role", roles), ("state", standings))
        ),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش تعهدها", "Choose commitments"),
    )


def _select(view: View, name: str, options: list[tuple[str, str]]) -> Markup:
    wish = view.address.get(name)
    every = el(
        "option",
        view.say("همه", "All"),
        value=view.address.here(**{name: None}) + "#all",
        selected=wish is None,
    )
    return el(
        "select",
        every,
        *(
            el("option", words, value=view.address.here(**{name: code}) + "#all", selected=code == wish)
            for code, words in options
        ),
        data_choice="",
    )
