"""The page where the whole country is shown: its provinces beside each other, and the way to the counties of each."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.provinces import province_address, province_comparison
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el

#: Indicators that several provinces tell, headlines first, each with one of its newest values.
_TOLD = """
select v.*, i.title_fa, i.title_en from indicator_values v join indicators i using (indicator_id)
  join areas a on a.area_code = v.area_code and a.kind = 'province'
where v.category = '' and v.value is not null
qualify count(distinct v.area_code) over (partition by v.indicator_id, v.basis, v.domain, v.frequency) > 1
  and row_number() over (partition by v.indicator_id, v.basis, v.domain, v.frequency
    order by v.period desc, v.area_code) = 1
order by i.headline nulls last, i.title_en, v.basis, v.domain, v.frequency desc"""


def draw_provinces(view: View, eyebrow: str, title: str) -> None:
    """Draw the provinces, compared by the indicator that the address names, and who tells how much."""
    told = view.tables.rows(_TOLD)
    wanted = view.address.get("indicator")
    chosen = next((row for row in told if row["indicator_id"] == wanted), told[0] if told else None)
    count = view.fmt.number(len(place.choices(view.tables)))
    lede = view.say(
        f"{count} استان؛ شهرستان‌های هر استان با گزینش آن دیده می‌شوند.",
        f"{count} provinces; choose one to see its counties.",
    )
    st.html(cards.page_head(eyebrow, title, lede))
    if chosen is not None:
        st.html(_filter(view, told, chosen))
    draw_cards(
        view,
        "nq-row-two",
        [
            (view.say("استان‌ها کنار هم", "Provinces beside each other"), lambda view: _comparison(view, chosen)),
            (view.say("استان‌ها", "Provinces"), _list),
        ],
    )


def _comparison(view: View, row: Row | None) -> Markup | None:
    return province_comparison(view, row) if row is not None else None


def _filter(view: View, told: tuple[Row, ...], chosen: Row) -> Markup:
    titles = {str(row["indicator_id"]): view.column(row, "title") for row in told}
    options = (
        el("option", title, value=view.address.here(indicator=name), selected=name == chosen["indicator_id"])
        for name, title in titles.items()
    )
    return el(
        "div",
        el("label", view.say("شاخص", "Indicator"), el("select", *options, data_choice="")),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _list(view: View) -> Markup:
    """Return the provinces with how many counties they have and how many of these have a figure."""
    counties = view.tables.rows(
        "select a.area_code, count(v.value) as told from areas a left join indicator_values v "
        "on v.area_code = a.area_code and v.value is not null where a.kind = 'county' group by all order by 1"
    )
    body: list[list[Child]] = []
    for found in place.choices(view.tables):
        own = [row for row in counties if row["area_code"] in place.inside(view.tables, found.code)]
        body.append(
            [
                el("a", view.say(*found.short), href=province_address(view, found.code)),
                view.fmt.figure(len(own)),
                view.fmt.figure(sum(1 for row in own if row["told"])),
            ]
        )
    headers = [
        view.say("استان", "Province"),
        view.say("شهرستان", "Counties"),
        view.say("شهرستان با عدد", "Counties with a figure"),
    ]
    title = view.say("استان‌ها و شهرستان‌هایشان", "Provinces and their counties")
    return cards.card(title, tables.table(headers, body, caption=title), tags.release_tag(view), level=2)
