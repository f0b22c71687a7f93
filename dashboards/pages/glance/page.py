"""The roadmap at a glance.

What is known, what is not, what contradicts, and what the commission decides next.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses, tags, tiles
from dashboards.components.card_rows import draw_cards
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.glance.changes import changed, coming
from dashboards.pages.glance.decisions import decisions
from dashboards.pages.glance.known_cards import discrepancies, known, next_step, proposed_targets, unknown


def draw(view: View) -> None:
    """Draw the front page."""
    st.html(_head(view))
    st.html(_status_squares(view))
    st.html(cards.heading(view.say("چه چیزی تصمیم می‌خواهد", "What needs a decision")))
    st.html(states.guarded(view, view.say("چه چیزی تصمیم می‌خواهد", "What needs a decision"), partial(decisions, view)))
    adopted = _adopted(view)
    beside = "" if adopted else view.say("بدون هدف مصوب", "without an adopted target")
    st.html(cards.heading(view.say("شاخص‌های اصلی", "Headline indicators"), beside))
    st.html(tiles.indicator_tiles(view, _headlines(view)))
    st.html(tiles.spark_legend(view))
    draw_cards(
        view,
        "nq-row-wide",
        [
            (view.say("از دورهٔ پیش چه تغییر کرد", "What changed"), changed),
            (view.say("پیش رو", "Coming up"), coming),
        ],
    )
    st.html(cards.heading(view.say("دانسته و نادانسته", "Known and not known")))
    st.html(
        _cards(
            view,
            "nq-row-three",
            (
                (view.say("آنچه می‌دانیم", "What is known"), known),
                (view.say("آنچه نمی‌دانیم", "What is not known"), unknown),
                (view.say("گام بعد", "Next step"), next_step),
            ),
        )
    )
    st.html(_cards(view, "", ((view.say("ناهم‌خوانی‌ها", "Discrepancies between sources"), discrepancies),)))
    st.html(
        el(
            "div",
            _cards(view, "", ((view.say("هدف‌های پیشنهادی", "Proposed targets"), proposed_targets),)),
            id="proposed",
        )
    )


def _cards(view: View, class_: str, drawn: tuple[tuple[str, Callable[[View], Markup]], ...]) -> Markup:
    """Return a row of cards, each of which may fail alone."""
    return el(
        "div",
        *(states.guarded(view, title, partial(draw, view)) for title, draw in drawn),
        class_=f"nq-row {class_}".strip(),
    )


def _headlines(view: View) -> tuple[Row, ...]:
    return view.tables.rows("select * from indicators where headline is not null order by headline, indicator_id")


def _adopted(view: View) -> int:
    row = view.tables.one("select count(*) as n from targets where decision_state = 'adopted'")
    return int(row["n"]) if row else 0


def _head(view: View) -> Markup:
    eyebrow = place.eyebrow(view)
    title = view.say("نقشهٔ راه در یک نگاه", "The roadmap at a glance")
    after = (
        view.say(
            "هر کاشی تازه‌ترین عدد یک شاخص است و خط آن، دوره‌های پیش از آن.",
            "Each tile is the latest figure of an indicator; its line, the periods before.",
        )
        if _adopted(view)
        else view.say(
            "عدد هر کاشی یک گفته یا یک ثبت است و خط آن، گفته‌ها و ثبت‌های پیش از آن. با تصویب هدف، وضعیت پیدا می‌شود.",
            "Each tile is one statement or one record; its line, those before it. An adopted target brings the status.",
        )
    )
    return cards.page_head(eyebrow, title, _lede(view), after)


def _lede(view: View) -> str:
    """Return where the roadmap stands.

    Before any target is adopted, what is known, counted from the tables.
    """
    if _adopted(view):
        return _standing(view)
    said = view.tables.one(
        "select count(*) as n, max(as_of) as last from statements where source_grade = 'statement' "
        "and value is not null and as_of like '1%'"
    )
    customs = view.tables.rows("select distinct period from exports where channel = 'customs' order by period")
    known = []
    if said and said["n"]:
        count, day = view.fmt.number(said["n"]), view.fmt.jalali(str(said["last"])[:7])
        known.append(view.say(f"{count} عدد از صورت‌جلسه‌های {day}", f"{count} figures from the minutes of {day}"))
    if customs:
        first, last = (view.fmt.period(customs[place]["period"]) for place in (0, -1))
        years = (
            view.say(f"{first} تا {last}", f"{first} to {last}")
            if len(customs) > 2
            else view.say(" و ", " and ").join(view.fmt.period(row["period"]) for row in customs)
        )
        known.append(view.say(f"صادرات گمرکی {years}", f"the customs exports of {years}"))
    what = view.say(" و ", " and ").join(known) or view.say("هیچ", "nothing")
    decided = view.say("هنوز هیچ هدفی تصویب نشده است.", "No target has been adopted yet.")
    return view.say(f"آنچه می‌دانیم: {what}. {decided}", f"What we know: {what}. {decided}")


def _standing(view: View) -> str:
    """Return «از ۷ هدف، ۳ در مسیر است؛ بدترین: …», by the status of every adopted target."""
    rows = view.tables.rows(
        "select * from target_progress where decision_state = 'adopted' order by gain_ratio nulls last"
    )
    fmt, total = view.fmt, len(rows)
    good = sum(1 for row in rows if row["status"] in ("on_track", "reached"))
    unknown = sum(1 for row in rows if row["status"] == "not_available")
    missed = sum(1 for row in rows if row["status"] == "missed")
    graver = ("off_track", "behind", "missed")
    worst = next((row for status in graver for row in rows if row["status"] == status), None)
    lede = view.say(
        f"از {fmt.number(total)} هدف مصوب، {fmt.figure(good)} هدف در مسیر است یا رسیده",
        f"Of {fmt.number(total)} adopted targets, {fmt.number(good)} are on track or reached",
    )
    if missed:
        lede += view.say(f"، {fmt.figure(missed)} هدف در موعد نرسید", f"; {fmt.number(missed)} were missed")
    if unknown:
        lede += view.say(f" و {fmt.figure(unknown)} هدف سنجیده نشد", f"; {fmt.number(unknown)} could not be measured")
    lede += "."
    if worst is not None:
        definition = view.indicator(str(worst["indicator_id"])) or {}
        now = view.shown({**worst, "unit": definition.get("unit")} | {"status": "final"})
        goal = view.shown(
            {**worst, "unit": definition.get("unit"), "value": worst["target_value"]} | {"status": "final"}
        )
        name = view.column(definition, "title")
        lede += view.say(
            f" دورترین: {name}، {now.text} در برابر هدف {goal.text}.",
            f" Farthest: {name}, {now.text} against a target of {goal.text}.",
        )
    return lede


def _status_squares(view: View) -> Markup:
    """Return one square for each indicator, gathered by status, worst first."""
    rows = view.tables.rows("select indicator_id, title_fa, title_en from indicators order by theme, indicator_id")
    groups: dict[str, list[Row]] = {}
    for row in rows:
        value = indicators.principal(view, str(row["indicator_id"]))
        status = indicators.commission_status(view, value) if value else "not_available"
        groups.setdefault(status, []).append(row)
    blocks = []
    for status in statuses.STATUS_WORDS:
        members = groups.get(status, [])
        if not members:
            continue
        word = statuses.status_word(view, status)
        squares = (
            el(
                "li",
                el(
                    "a",
                    statuses.mark(status),
                    href=view.address.to("indicators", indicator=row["indicator_id"]),
                    title=view.column(row, "title"),
                    aria_label=f"{view.column(row, 'title')}: {word}",
                ),
            )
            for row in members
        )
        blocks.append(
            el(
                "div",
                el("p", el("b", view.fmt.number(len(members))), " ", word, class_=f"nq-status-{status}"),
                el("ul", *squares),
            )
        )
    count = view.fmt.number(len(rows))
    title = view.say(f"{count} شاخص، هر خانه یک شاخص", f"{count} indicators, one square each")
    return el(
        "div",
        cards.card(title, el("div", *blocks, class_="nq-squares"), tags.release_tag(view), level=2),
        class_="nq-row",
    )
