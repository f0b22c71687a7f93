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
from dashboards.language.counting import COMMITMENT, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el
from dashboards.pages.commitments.places import places
from dashboards.pages.commitments.role_table import by_role

#: What is asked at a filter: parameter of the address, column it selects.
FILTERS = (("role", "role"), ("state", "standing"))
#: Overdue commitments that are named beside the squares.
LATE = 3
#: Commitments that stand open without being asked for.
AT_ONCE = 8


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
            (view.say("هر گوینده", "By who spoke"), _shares),
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
                partial(
                    by_role,
                    role=role,
                    rows=[row for row in chosen if row["role"] == role],
                    open_=_is_open(view, role, chosen),
                ),
            )
            for role in roles
        ],
    )
    if not chosen:
        every = el("a", view.say("همهٔ تعهدها", "All commitments"), href=view.address.here(role=None, state=None))
        st.html(
            states.empty_part(view.say("تعهدی با این گزینش نیست", "No commitment fits this choice"), el("p", every))
        )


def _is_open(view: View, role: str, chosen: list[Row]) -> bool:
    """Tell whether a role's commitments stand open: asked for by the address, or few enough to read at once."""
    asked = any(view.address.get(name) for name, _ in FILTERS)
    return asked or view.address.get("open") in (role, "all") or len(chosen) <= AT_ONCE


def _head(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    of = {name: sum(1 for row in rows if row["standing"] == name) for name in MARKS}
    day = spoken_day(view, rows)
    lede = spoken_words(view.fmt, len(rows), of["kept"], day)
    after = due_words(view.fmt, of["overdue"], of["no_due_date"])
    return cards.page_head(
        place.eyebrow(view),
        say("تعهدهای صورت‌جلسه", "Commitments of the minutes"),
        lede,
        after,
    )


def spoken_words(fmt: Formatter, count: int, kept: int, day: str) -> str:
    """Return how many commitments were spoken, and how many of them are kept with proof."""
    say = fmt.language.say
    if not count:
        return say("هیچ تعهدی ثبت نشده است.", "No commitment is recorded.")
    commitments = counted(fmt, count, COMMITMENT)
    if not kept:
        proof = say("هیچ‌کدام سند انجام ندارد", "none has proof of being kept")
    elif kept == count:
        proof = say("همه با سند انجام شده است", f"{'it is' if count == 1 else 'all are'} kept with proof")
    else:
        proof = say(
            f"{'یکی از آن‌ها' if kept == 1 else f'{fmt.number(kept)} تای آن'} با سند انجام شده است",
            f"{fmt.number(kept)} {agrees(kept, 'is', 'are')} kept with proof",
        )
    return say(
        f"{day}{' ' if day else ''}مسئولان {commitments} دادند؛ {proof}.",
        f"{commitments} {agrees(count, 'was', 'were')} made {day}; {proof}.",
    )


def due_words(fmt: Formatter, overdue: int, without: int) -> str | None:
    """Return how many commitments are overdue and how many have no due date; None where neither is so."""
    say = fmt.language.say
    late = say(
        f"سررسید {counted(fmt, overdue, COMMITMENT)} گذشته است",
        f"{counted(fmt, overdue, COMMITMENT)} {agrees(overdue, 'is', 'are')} overdue",
    )
    undated = say(
        f"{counted(fmt, without, COMMITMENT)} سررسید ندارد و موعدگذشته شمرده نمی‌شود",
        f"{counted(fmt, without, COMMITMENT)} {agrees(without, 'has', 'have')} no due date and "
        f"{agrees(without, 'does', 'do')} not count as overdue",
    )
    told = [words for words, count in ((late, overdue), (undated, without)) if count]
    return say("؛ ", "; ").join(told) + "." if told else None


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
    worst = next((name for name in MARKS if any(row["standing"] == name for row in rows)), "")
    count = sum(1 for row in rows if row["standing"] == worst)
    return cards.card(
        view.say(
            f"از {view.fmt.number(len(rows))} تعهد، {view.fmt.number(count)} {standing_word(view, worst)} است",
            f"Of {counted(view.fmt, len(rows), COMMITMENT)}, {view.fmt.number(count)} "
            f"{agrees(count, 'is', 'are')} {standing_word(view, worst).lower()}",
        ),
        el("div", *blocks, class_="nq-squares"),
        _late(view, rows),
        tags.origin_tags(view, rows),
        subtitle=view.say("هر خانه یک تعهد", "One square a commitment"),
        level=2,
    )


def _late(view: View, rows: tuple[Row, ...]) -> Markup | None:
    """Return the overdue commitments that have waited longest, each leading to its own row."""
    late = sorted(
        (row for row in rows if row["standing"] == "overdue"), key=lambda row: row["days_overdue"] or 0, reverse=True
    )
    items = (
        el(
            "li",
            statuses.mark(MARKS["overdue"]),
            el(
                "span",
                el("a", view.column(row, "action"), href=_place(view, row)),
                el(
                    "span",
                    f"{view.code('roles', row['role'])} · {view.fmt.period(row['due_period'])}",
                    class_="nq-remark",
                ),
            ),
        )
        for row in late[:LATE]
    )
    return el("ul", *items, class_="nq-list nq-lines") if late else None


def _place(view: View, row: Row) -> str:
    """Return the address of a commitment's own row on this page, whatever is filtered now."""
    return f"{view.address.here(role=None, state=None, open=row['role'])}#{row['commitment_id']}"


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
    most_of = counted(view.fmt, most, COMMITMENT)
    title = view.say(
        f"{view.code('roles', top['role'])} بیش از دیگران تعهد داده است: {most_of}",
        f"{view.code('roles', top['role'])} promised the most: {most_of}",
    )
    return cards.card(
        title,
        el("dl", *body, class_="nq-shares"),
        tags.origin_tags(view, rows),
        subtitle=view.say("هر نوار یک گوینده؛ پاره‌های آن حال تعهدهاست", "One bar a speaker, in parts by standing"),
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
