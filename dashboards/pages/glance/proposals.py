"""The proposed targets: a dashed cell each, what is known now beside what is proposed, the draft of the decision."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, target_words
from dashboards.components.ready_letter import ready_letter
from dashboards.components.show_more import show_more
from dashboards.data import owed, place, target_standings
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join

#: Proposals that stand open at least, and at most; the others fold.
FEWEST, MOST = 4, 8


def proposals(view: View) -> Markup:
    """Return the card of the proposed targets; none has a state, because none is adopted."""
    rows, said = target_standings.proposed(view), target_standings.stated(view)
    title = view.say("هدف‌های پیشنهادی", "Proposed targets")
    if not rows and not said:
        return cards.card(
            title, el("p", view.say("هنوز هدفی پیشنهاد نشده است.", "None has been proposed yet.")), level=2
        )
    # The card beside has a line for each office: as many proposals stand open, so that neither card has a hole.
    shown = min(max(FEWEST, len(owed.by_office(view))), MOST)
    more = [*rows[shown:], *said]
    return el(
        "div",
        cards.card(
            title,
            _bar(view, len(rows)) if rows else None,
            el("ol", *(el("li", _row(view, row)) for row in rows[:shown]), class_="nq-targets"),
            show_more(
                view,
                _more(view, len(rows[shown:]), len(said)),
                el("ol", *(el("li", _row(view, row)) for row in more), class_="nq-targets"),
            )
            if more
            else None,
            _draft(view, rows) if rows else None,
            level=2,
            class_="nq-targets-card",
        ),
        id="proposed",
    )


def _bar(view: View, count: int) -> Markup:
    """Return a dashed cell for each proposal: none is in the colour of a state."""
    cells = (el("i", statuses.mark("proposed"), class_="nq-cell nq-cell-proposed") for _ in range(count))
    adopted = target_standings.adopted(view)
    return el(
        "div",
        el("span", *cells, class_="nq-cells-of", aria_hidden="true"),
        el(
            "p",
            el("span", el("b", view.fmt.number(count)), view.say(" هدف پیشنهادی", " proposed"), class_="nq-copper"),
            el("span", view.say("مصوب: هیچ", "Adopted: none")) if not adopted else None,
            class_="nq-bar-words",
        ),
        class_="nq-proposed-bar",
    )


def _more(view: View, proposed: int, stated: int) -> str:
    number, told = view.fmt.number, []
    if proposed:
        told.append(view.say(f"{number(proposed)} هدف پیشنهادی دیگر", f"{number(proposed)} more proposed"))
    if stated:
        told.append(
            view.say(f"{number(stated)} وعدهٔ گفته‌شده", f"{number(stated)} stated {'aim' if stated == 1 else 'aims'}")
        )
    return view.say(" و ", " and ").join(told)


def _row(view: View, row: Row) -> Markup:
    """Return one proposal: what is known now, and what is proposed by when; one without an indicator leads nowhere."""
    inside = (
        statuses.mark("proposed" if row["decision_state"] == "proposed" else "no_target"),
        el(
            "span",
            el("b", target_words.target_name(view, row), class_="nq-target-name"),
            el("span", " ", _said(view, row), class_="nq-target-said"),
        ),
    )
    if view.indicator(str(row["indicator_id"])) is None:
        return el("span", *inside, class_="nq-target nq-target-plain")
    chevron = el("i", class_="nq-chevron", aria_hidden="true")
    return el("a", *inside, chevron, href=target_words.target_address(view, row), class_="nq-target nq-target-plain")


def _said(view: View, row: Row) -> Child:
    aim = el("b", target_words.value_of(view, row, "target_value").text, class_="nq-copper")
    period = target_words.when(view, row["target_period"])
    word = (
        view.say("پیشنهاد: ", "proposed: ") if row["decision_state"] == "proposed" else view.say("گفته: ", "stated: ")
    )
    proposal = join([word, aim, view.say(f" تا {period}", f" by {period}")])
    if row["value"] is None:
        return join([view.say("اکنون دانسته نیست؛ ", "not known now; "), proposal])
    now, when = target_words.value_of(view, row, "value").text, target_words.when(view, row["period"])
    return join([view.say(f"اکنون {now} ({when})؛ ", f"now {now} ({when}); "), proposal])


def _draft(view: View, rows: tuple[Row, ...]) -> Markup:
    """Return the draft of the decision, to be copied: every proposed target with its baseline and its date."""
    number = view.fmt.number
    lines = [_line(view, row, number(count)) for count, row in enumerate(rows, 1)]
    roadmap = view.say(*place.roadmap(place.home(view.tables)))
    head = view.say(
        f"پیش‌نویس مصوبه\nموضوع: هدف‌های {roadmap}\n\nکمیسیون در جلسهٔ شمارهٔ …… روز …… هدف‌های زیر را تصویب کرد:",
        f"Draft decision\nSubject: targets of the {roadmap[:1].lower()}{roadmap[1:]}\n\n"
        "In its session no. …… of …… the commission adopted these targets:",
    )
    end = view.say(
        "هر هدف از روز تصویب مبنای سنجش است. مبنا و دلیل هر هدف در نقشه آمده است: {address}",
        "From the day of adoption progress is measured against each. Baselines and reasons are in Naqsheh: {address}",
    )
    return el(
        "div",
        ready_letter(
            view,
            view.say("پیش‌نویس مصوبه", "Draft of the decision"),
            "\n".join([head, *lines, "", end]),
            view.address.to("glance") + "#proposed",
            is_primary=True,
        ),
        el("p", _whose(view, rows), class_="nq-sub"),
    )


def _line(view: View, row: Row, count: str) -> str:
    name, goal = target_words.target_name(view, row), target_words.value_of(view, row, "target_value").text
    until = target_words.when(view, row["target_period"])
    if row["baseline_value"] is None:
        return view.say(f"{count}. {name}: {goal} تا {until}", f"{count}. {name}: {goal} by {until}")
    start, since = (
        target_words.value_of(view, row, "baseline_value").text,
        target_words.when(view, row["baseline_period"]),
    )
    return view.say(
        f"{count}. {name}: از {start} در {since} به {goal} تا {until}",
        f"{count}. {name}: from {start} in {since} to {goal} by {until}",
    )


def _whose(view: View, rows: tuple[Row, ...]) -> str:
    whose = dict.fromkeys(view.column(row, "whose_decision").split("، ")[0].split(", on ")[0] for row in rows)
    names = view.say(" و ", " and ").join(name for name in whose if name)
    if not names:
        return view.say("هر هدف مبنا و دلیل خود را دارد.", "Each target has its baseline and its reason.")
    return view.say(
        f"هر هدف مبنا و دلیل خود را دارد. تصمیم با {names} است.",
        f"Each target has its baseline and its reason. The decision lies with {names[:1].lower()}{names[1:]}.",
    )
