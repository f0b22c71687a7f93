"""Above the list of indicators: states with their counts, search, theme, office and order."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components.indicator_table import office_name, state_mark, state_word
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.indicators.choice import CHOICES, MEANINGS, Choice, changed, options


def state_chips(choice: Choice) -> Markup:
    """Return the states as links, each with how many lines it would keep."""
    view, asked = choice.view, choice.asked("state")
    chips = [
        el(
            "a",
            view.say("همه", "All"),
            " ",
            el("b", view.fmt.number(len(choice.but_state))),
            href=changed(view, state=None),
            aria_current="true" if asked is None else None,
        )
    ]
    for state, count in choice.counts.items():
        chips.append(
            el(
                "a",
                state_mark(state),
                state_word(view, state),
                " ",
                el("b", view.fmt.figure(count)),
                href=changed(view, state=None if state == asked else state),
                aria_current="true" if state == asked else None,
            )
        )
    return el("nav", *chips, class_="nq-chips", aria_label=view.say("وضعیت شاخص‌ها", "State of the indicators"))


def filters(choice: Choice) -> Markup:
    """Return the filters: a row on a desk, on a phone a part that opens, where the order is chosen as well."""
    view = choice.view
    asked = [name for name in CHOICES[1:] if choice.asked(name)]
    words = view.say("گزینش و ترتیب", "Filter and sort")
    count = f" ({view.fmt.number(len(asked))})" if asked else ""
    sheet = el("details", el("summary", words, count), *_controls(choice), _order(choice), class_="nq-sheet")
    return el(
        "div",
        el("div", *_controls(choice), class_="nq-narrow", role="group", aria_label=words),
        sheet,
        _undo(choice) if choice.is_narrowed else None,
    )


def sort_head(choice: Choice, name: str, words: str) -> Markup:
    """Return the head of a column: a link that sorts by it; the one in force says what it means."""
    view, active = choice.view, name == choice.order
    if name not in MEANINGS:
        return el("th", words, scope="col", class_=f"nq-ind-{name}")
    turned = active and not choice.is_turned
    meaning = view.say(*MEANINGS[name][choice.is_turned]) if active else None
    sign = ("↑" if choice.is_turned else "↓") if active else "↕"
    next_words = view.say(*MEANINGS[name][turned])
    link = el(
        "a",
        words,
        el("i", sign, aria_hidden="true"),
        el("em", meaning) if meaning else None,
        href=f"{choice.ordered(name, turned)}#indicators",
        title=view.say(f"مرتب کن: {next_words}", f"Sort: {next_words}"),
    )
    ascending = "descending" if choice.is_turned else "ascending"
    return el("th", link, scope="col", aria_sort=ascending if active else "none", class_=f"nq-ind-{name}")


def _controls(choice: Choice) -> list[Markup]:
    view, say = choice.view, choice.view.say
    search = el(
        "input",
        type="search",
        value=choice.asked("q") or "",
        placeholder=say("نام شاخص یا واژه‌ای از تعریف", "Name of an indicator, or a word of its definition"),
        aria_label=say("جست‌وجو در شاخص‌ها", "Search the indicators"),
        data_parameter="q",
        data_default="",
        autocomplete="off",
        enterkeyhint="search",
    )
    themes = [(code, view.code("themes", code)) for code in options(choice.all_lines, "theme")]
    offices = [(code, office_name(view, code)) for code in options(choice.all_lines, "owner")]
    only = choice.asked("with_target")
    words = (
        say("تنها با هدف", "Only with a target")
        if choice.any_adopted
        else say("تنها با هدف پیشنهادی", "Only with a proposed target")
    )
    return [
        el("span", search, class_="nq-search-in"),
        _select(view, "theme", say("موضوع", "Theme"), say("همهٔ موضوع‌ها", "All themes"), themes),
        _select(view, "office", say("اداره", "Office"), say("همهٔ اداره‌ها", "All offices"), offices),
        el(
            "a",
            el("i", aria_hidden="true"),
            words,
            href=changed(view, with_target=None if only else "1"),
            class_="nq-tick",
            aria_current="true" if only else None,
        ),
    ]


def _select(view: View, name: str, label: str, everything: str, entries: list[tuple[str, str]]) -> Markup:
    asked = view.address.get(name)
    first = el("option", everything, value=changed(view, **{name: None}), selected=asked is None)
    rest = (el("option", words, value=changed(view, **{name: code}), selected=code == asked) for code, words in entries)
    return el("select", first, *rest, data_choice="", aria_label=label)


def _order(choice: Choice) -> Markup:
    view = choice.view
    entries = [
        el(
            "option",
            view.say(*meaning),
            value=choice.ordered(name, bool(turned)),
            selected=name == choice.order and bool(turned) == choice.is_turned,
        )
        for name, meanings in MEANINGS.items()
        for turned, meaning in enumerate(meanings)
    ]
    return el("select", *entries, data_choice="", aria_label=view.say("ترتیب", "Order"))


def _undo(choice: Choice) -> Markup:
    view, count = choice.view, len(choice.lines)
    number = view.fmt.figure(count)
    said = view.say(
        f"{number} شاخص با این گزینش." if count else "هیچ شاخصی با این گزینش نیست.",
        f"{number} indicator{'s' if count != 1 else ''} chosen."
        if count
        else "No indicator is chosen by these filters.",
    )
    everything = view.address.here(**dict.fromkeys(CHOICES))
    return el(
        "p",
        said,
        " ",
        el("a", view.say("همه را نشان بده", "Show all"), href=everything),
        class_="nq-sub",
        role="status",
    )
