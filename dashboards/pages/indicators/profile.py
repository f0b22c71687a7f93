"""The page of one indicator.

Finding, chart, arithmetic, where and by what, definition, and the rows behind it.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses, tables, tags
from dashboards.components.basis_line import basis_line
from dashboards.components.category_bars import category_bars
from dashboards.components.county_map_card import county_map_card
from dashboards.components.provinces import province_comparison
from dashboards.components.tool_row import tool_links
from dashboards.data import indicators, place
from dashboards.data.titles import CHOICES
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.indicators.change import made_of, would_take
from dashboards.pages.indicators.chart import draw_chart
from dashboards.pages.indicators.definition_cards import (
    arithmetic,
    definition_card,
    meaning_card,
    other_targets,
    sources,
)
from pipelines.foundation.persian import letter_order

#: Rows of the table of all values; the file has them all.
LONGEST = 24


def draw(view: View, definition: Row) -> None:
    """Draw the indicator that ``definition`` defines, for the series that the address chooses."""
    wishes = {column: view.address.get(name) for name, column in CHOICES.items()}
    row = indicators.chosen(view, str(definition["indicator_id"]), wishes)
    if row is None:
        st.html(_head(view, definition, None))
        st.html(
            states.empty_part(
                view.say("هنوز عددی نرسیده است", "No figure has arrived"),
                el(
                    "p",
                    view.say(
                        "هیچ فایلی مقداری برای این شاخص نداده است.",
                        "No file has given a value of this indicator.",
                    ),
                ),
            )
        )
        st.html(el("div", definition_card(view, definition, None), class_="nq-row"))
        _draw_targets(view, definition, None)
        return
    st.html(_head(view, definition, row))
    st.html(_filters(view, definition, row))
    wide, narrow = st.columns([2.6, 1], gap="small")
    with wide:
        draw_chart(view, definition, row)
    # Beside the chart of a series without a target there is room for what the indicator is.
    has_target = indicators.adopted_target(view, row) is not None
    beside = None if has_target else meaning_card(view, definition)
    with narrow:
        st.html(
            el(
                "div",
                states.guarded(view, view.say("حساب آن", "Its arithmetic"), partial(arithmetic, view, row)),
                beside,
                class_="nq-stack",
            )
        )
    cards = [
        states.guarded(view, view.say("چه باید کرد", "What it would take"), partial(would_take, view, row)),
        county_map_card(view, row),
        province_comparison(view, row),
        category_bars(view, row),
        states.guarded(view, view.say("از چه ساخته شد", "What made the change"), partial(_made_of, view, row)),
        states.guarded(view, view.say("از عدد تا فایل", "From figure to file"), partial(sources, view, row)),
        states.guarded(
            view,
            view.say("تعریف", "Definition"),
            partial(definition_card, view, definition, row, with_meaning=beside is None),
        ),
    ]
    cards = [card for card in cards if card]
    st.html(el("div", *cards, class_="nq-balance"))
    _draw_targets(view, definition, row)
    st.html(el("div", _all_values(view, definition), class_="nq-row"))


def _draw_targets(view: View, definition: Row, row: Row | None) -> None:
    """Draw the targets that speak of another part of the indicator, where there are some."""
    if found := other_targets(view, definition, row):
        st.html(el("div", found, class_="nq-row"))


def _made_of(view: View, row: Row) -> Markup:
    return made_of(view, row) or Markup("")


def _head(view: View, definition: Row, row: Row | None) -> Markup:
    eyebrow = join(
        [
            el("a", view.say("شاخص‌ها", "Indicators"), href=view.address.to("indicators")),
            " › ",
            view.code("themes", definition["theme"]),
        ]
    )
    title = view.column(definition, "title")
    if row is None:
        return cards.page_head(
            eyebrow,
            title,
            view.say("هنوز عددی نرسیده است.", "No figure has arrived."),
            statuses.status_line(view, "not_available"),
        )
    status = indicators.commission_status(view, row)
    after = [
        statuses.status_line(view, status, statuses.standing_words(view, row, indicators.assessed(view, row))),
        tags.provisional_tag(view) if row["status"] == "provisional" else None,
        el("span", view.fmt.period(row["period"], gregorian=True)),
        basis_line(view, row),
        tags.chip(
            view,
            indicators.origin_words(view, row),
            indicators.rows_address(view, row),
            synthetic=bool(row["is_synthetic"]),
        ),
        *(el("span", note) for note in place.notes(view, [str(row["indicator_id"])], str(row["area_code"]))),
    ]
    return cards.page_head(eyebrow, title, _finding(view, row), after)


def _finding(view: View, row: Row) -> str:
    """Return the finding in one sentence, computed from the value and its series."""
    say, fmt = view.say, view.fmt
    place, period = view.area(row["area_code"]), fmt.period(row["period"])
    narrower = [view.category(row["category"]), indicators.domain_words(view, row)]
    place = say("، ", ", ").join([place, *(words for words in narrower if words)])
    shown = view.shown(row)
    if indicators.is_partly_reported(row):
        return say(
            f"{place}: از {period} تنها بخشی گفته شده است و رقمی داده نمی‌شود؛ پاره را نمی‌توان با دورهٔ کامل سنجید.",
            f"{place}: of {period} only a part was told, so there is no figure; a part "
            "cannot be compared with a whole period.",
        )
    if shown.absent == "missing":
        return say(f"{place}: نام برده شد و عددی داده نشد.", f"{place}: named, but no figure was given.")
    if shown.absent:
        return f"{place}: {shown.text}."
    value = shown.text
    if row["denominator"]:
        value = say(
            f"{value}؛ {fmt.share(row['numerator'], row['denominator'])}",
            f"{value}, {fmt.share(row['numerator'], row['denominator'])}",
        )
    told = [other for other in indicators.series(view, row) if other["value"] is not None]
    if len(told) < 2:
        return say(
            f"{place}، {period}: {value}. یک اندازه‌گیری است، نه روند.",
            f"{place}, {period}: {value}. One measurement, not a trend.",
        )
    first = view.shown(told[0]).text
    since = fmt.period(told[0]["period"])
    return say(
        f"{place}، {period}: {value}. در {since}، {first} بود.",
        f"{place}, {period}: {value}. In {since} it was {first}.",
    )


def _filters(view: View, definition: Row, row: Row) -> Markup | None:
    rows = indicators.values(view, str(definition["indicator_id"]))
    words = {
        "area": view.say("جا", "Area"),
        "domain": view.say("قلمرو", "Domain"),
        "basis": view.say("مبنا", "Basis"),
        "category": view.say("دسته", "Category"),
        "period": view.say("دوره", "Period"),
    }
    labels = []
    for name, column in CHOICES.items():
        options = _ordered(view, name, _codes(view, row, rows, column))
        if len(options) < 2 and name not in ("area", "domain", "basis"):
            continue
        chosen = str(row[column] or "")
        entries = (
            el(
                "option",
                _option(view, name, code),
                value=_changed(view, row, name, code),
                selected=code == chosen,
            )
            for code in options
        )
        labels.append(el("label", words[name], el("select", *entries, data_choice="")))
    return el("div", *labels, class_="nq-filters", role="group", aria_label=view.say("گزینش نما", "Choose the view"))


def _ordered(view: View, name: str, codes: set[str]) -> list[str]:
    """Return the options of a filter: the latest period first, areas and categories by name, wholes before them."""
    if name == "period":
        return sorted(codes, reverse=True)
    if name in ("area", "category"):
        whole = {found.code for found in place.choices(view.tables)} | {""}
        return sorted(codes, key=lambda code: (code not in whole, letter_order(_option(view, name, code))))
    return sorted(codes)


def _codes(view: View, row: Row, rows: tuple[Row, ...], column: str) -> set[str]:
    """Return what a filter offers; of several provinces the counties of the one shown, and of each the whole."""
    codes = {str(other[column] or "") for other in rows}
    if column != "area_code":
        return codes
    inside_others = place.elsewhere(view.tables, indicators.home_area(view))
    return codes - inside_others | codes & {found.code for found in place.choices(view.tables)} | {str(row[column])}


def _changed(view: View, row: Row, name: str, code: str) -> str:
    """Return the address with one choice changed; another area or basis has periods of its own."""
    kept = {other: str(row[column]) or None for other, column in CHOICES.items() if other != "period"}
    return view.address.here(**{**kept, "period": None, name: code or None})


def _option(view: View, name: str, code: str) -> str:
    if name == "period":
        return view.fmt.period(code)
    if name == "area":
        return view.area(code)
    if name == "domain":
        return view.code("domains", code)
    if name == "basis":
        return view.code("bases", code)
    return view.category(code) or view.say("همه", "All")


def _all_values(view: View, definition: Row) -> Markup:
    say = view.say
    home, country = indicators.home_area(view), place.country_code(view.tables)
    rows = sorted(
        indicators.values(view, str(definition["indicator_id"])),
        key=lambda row: (row["area_code"] != home, row["area_code"] == country),
    )
    headers = [
        say("جا", "Area"),
        say("دوره", "Period"),
        say("مقدار", "Value"),
        say("قلمرو", "Domain"),
        say("دسته", "Category"),
        say("مبنا", "Basis"),
        say("منبع", "Source"),
    ]
    shown = rows[:LONGEST]
    body = [
        [
            join([view.area(row["area_code"]), tags.real_tag(view, row)]),
            view.fmt.period(row["period"]),
            el("b", view.shown(row).text),
            view.code("domains", row["domain"]),
            view.category(row["category"]),
            view.code("bases", row["basis"]),
            el("a", say("سطرها", "rows"), href=indicators.rows_address(view, row)),
        ]
        for row in shown
    ]
    count = view.fmt.number(len(rows))
    words = say(f"همهٔ {count} مقدار این شاخص", f"All {count} values of this indicator")
    rest = None
    if len(rows) > len(shown):
        rest = el(
            "p",
            say(
                f"{view.fmt.number(len(shown))} سطر نخست؛ همه در فایل CSV.",
                f"The first {view.fmt.number(len(shown))}; all are in the CSV file.",
            ),
            class_="nq-sub",
        )
    return cards.card(
        words,
        cards.disclosure(
            view.say("دیدن جدول", "See the table"),
            tables.table(headers, body, caption=words),
            rest,
            tags.origin_tags(view, shown),
        ),
        tool_links(
            view,
            [
                (
                    "CSV",
                    {
                        "href": view.address.download("values.csv", indicator=definition["indicator_id"]),
                        "download": True,
                    },
                ),
                (
                    "XLSX",
                    {
                        "href": view.address.download("values.xlsx", indicator=definition["indicator_id"]),
                        "download": True,
                    },
                ),
            ],
        ),
        level=2,
    )
