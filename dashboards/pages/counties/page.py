"""Counties: compared by an indicator with the chance in small counts, on a map, side by side, or alone."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.county_map_card import county_map_card
from dashboards.components.provinces import province_comparison
from dashboards.data import place
from dashboards.data.place import Place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.counties import profile
from dashboards.pages.counties.provinces import draw_provinces
from dashboards.pages.counties.ranking import Comparison, finding, ranking
from dashboards.pages.counties.side_by_side import side_by_side

#: What is compared is one indicator, basis, domain and frequency; the address names the first three. One in
#: which every county has zero compares nothing, and neither do fewer than eight counties, a third of them.
#: Where quarters and years are told, quarters go before.
_LINES = """
with ranked as (
  select c.* from county_comparisons c join areas a using (area_code)
  where (c.rank is not null or c.note in ('no_direction', 'tied_last')) and c.ranked_by = 'value' and a.parent_code = ?
),
newest as (
  select indicator_id, basis, domain, frequency, max(period) as period from ranked group by all
)
select r.indicator_id, r.basis, r.domain, r.frequency, i.headline, i.title_fa, i.title_en, n.period,
  count(distinct r.area_code) as told, max(r.value) filter (r.period = n.period) as most
from ranked r join newest n using (indicator_id, basis, domain, frequency)
  join indicators i using (indicator_id)
group by all having most > 0 and told >= 8
order by headline nulls last, told desc, title_en, basis, domain, frequency desc"""

#: Counties that the sentence names where too few are told to be compared.
NAMED = 4


def draw(view: View) -> None:
    """Draw the comparison, or the profile of the county that the address names."""
    named = view.address.get("county")
    found = view.tables.one("select * from areas where kind = 'county' and area_code = ?", named or "")
    if found is not None:
        profile.draw(view, found)
        return
    eyebrow = place.eyebrow(view)
    title = view.say("شهرستان‌ها", "Counties")
    province = place.province(view)
    if province is None:
        draw_provinces(view, eyebrow, title)
        return
    lines = view.tables.rows(_LINES, province.code)
    comparison = _chosen(view, lines, province)
    if comparison is None:
        _draw_few(view, eyebrow, title)
        return
    after = view.say(
        "خط پهن، جایی است که مقدار با احتمال ۹۵ درصد در آن است؛ دو شهرستان که خط‌هایشان روی هم می‌افتد، جداشدنی نیستند.",
        "The wide line is where the value lies with 95% probability; two counties "
        "whose lines overlap cannot be told apart.",
    )
    st.html(cards.page_head(eyebrow, title, finding(comparison), after))
    st.html(_filters(view, lines, comparison))
    draw_cards(
        view,
        "nq-row-list",
        [
            (view.say("رتبه‌ها", "Ranking"), lambda _view: ranking(comparison)),
            (view.say("نقشه", "Map"), lambda view: _map(view, comparison)),
        ],
    )
    draw_cards(
        view,
        "",
        [
            (view.say("دو شهرستان کنار هم", "Two counties side by side"), lambda view: _pair(view, comparison)),
            (view.say("استان‌ها", "Provinces"), lambda view: _provinces(view, comparison)),
        ],
    )


def _draw_few(view: View, eyebrow: str, title: str) -> None:
    """Draw the page of a version in which too few counties are told to be compared.

    Who is told, and the way to each.
    """
    within = {row["area_code"] for row in place.counties(view)}
    rows = view.tables.rows(
        "select a.*, count(v.value) as told from areas a left join indicator_values v "
        "on v.area_code = a.area_code and v.value is not null where a.kind = 'county' group by all "
        "order by told desc, a.area_code"
    )
    told = [row for row in rows if row["area_code"] in within]
    some = [row for row in told if row["told"]]
    names = view.say("، ", ", ").join(view.column(row, "name") for row in some[:NAMED])
    if len(some) > NAMED:
        names = view.say(f"از جمله {names}", f"among them {names}")
    lede = (
        view.say(
            f"از {view.fmt.number(len(told))} شهرستان، {view.fmt.figure(len(some))} شهرستان عددی دارد "
            f"({names})؛ برای مقایسه کم است.",
            f"{view.fmt.number(len(some))} of {view.fmt.number(len(told))} counties have a figure "
            f"({names}); too few to compare.",
        )
        if some
        else view.say("هیچ شهرستانی عددی ندارد.", "No county has a figure.")
    )
    st.html(cards.page_head(eyebrow, title, lede))
    body = [
        [
            el("a", view.column(row, "name"), href=view.address.to("counties", county=row["area_code"])),
            view.fmt.figure(row["told"]),
        ]
        for row in told
    ]
    headers = [view.say("شهرستان", "County"), view.say("عددهای گفته‌شده", "Figures told")]
    caption = view.say("شهرستان‌ها و شمار عددهایشان", "Counties and how many figures they have")
    st.html(
        el(
            "div",
            cards.card(caption, tables.table(headers, body, caption=caption), tags.release_tag(view), level=2),
            class_="nq-row",
        )
    )
    st.html(
        el(
            "div",
            states.empty_part(
                view.say("چه می‌خواهد", "What it takes"),
                el(
                    "p",
                    view.say(
                        "با رسیدن فهرست هنرمندان و پروانه‌ها به تفکیک شهرستان، این صفحه همه را مقایسه می‌کند.",
                        "With the lists of artisans and licences by county, this page compares them all.",
                    ),
                ),
            ),
            class_="nq-row",
        )
    )


def _chosen(view: View, lines: tuple[Row, ...], province: Place) -> Comparison | None:
    """Return the comparison that the address names; a wish that fits nothing is passed over."""
    kept = list(lines)
    for name, column in (("indicator", "indicator_id"), ("basis", "basis"), ("domain", "domain")):
        wish = view.address.get(name)
        kept = [line for line in kept if line[column] == wish] or kept if wish else kept
    if not kept:
        return None
    line = kept[0]
    wanted, by = view.address.get("mapperiod"), view.address.get("by") or "value"
    periods = {
        str(row["period"])
        for row in view.tables.rows(
            "select distinct c.period from county_comparisons c join areas a using (area_code) "
            "where c.indicator_id = ? and c.basis = ? and c.domain = ? and c.frequency = ? and a.parent_code = ?",
            *(line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
            province.code,
        )
    }
    return Comparison(view, line, str(wanted if wanted in periods else line["period"]), by, province.code)


def _filters(view: View, lines: tuple[Row, ...], chosen: Comparison) -> Markup:
    several = [str(line["indicator_id"]) for line in lines]
    options = []
    for line in lines:
        words = view.column(line, "title")
        if several.count(str(line["indicator_id"])) > 1:
            words = " · ".join([words, view.code("domains", line["domain"]), view.code("bases", line["basis"])])
        address = view.address.here(
            indicator=line["indicator_id"],
            basis=line["basis"],
            domain=line["domain"],
            mapperiod=None,
            by=None,
        )
        options.append(el("option", words, value=address, selected=line is chosen.line))
    by = (
        el(
            "option",
            view.say(*words),
            value=view.address.here(by=name if name != "value" else None),
            selected=name == chosen.by,
        )
        for name, words in (
            ("value", ("مقدار", "Value")),
            ("per_1000_people", ("برای هر هزار نفر", "For each 1,000 people")),
        )
    )
    return el(
        "div",
        el("label", view.say("شاخص", "Indicator"), el("select", *options, data_choice="")),
        el("label", view.say("مرتب به", "Ranked by"), el("select", *by, data_choice="")) if chosen.per_person else None,
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _map(view: View, comparison: Comparison) -> Markup | None:
    value = view.tables.one("select * from indicator_values where value_id = ?", comparison.rows[0]["value_id"])
    return county_map_card(view, value) if value is not None else None


def _provinces(view: View, comparison: Comparison) -> Markup | None:
    """Return the provinces beside each other by what the counties are compared by."""
    value = view.tables.one("select * from indicator_values where value_id = ?", comparison.rows[0]["value_id"])
    return province_comparison(view, value) if value is not None else None


def _pair(view: View, comparison: Comparison) -> Markup:
    """Return two counties side by side: those of the address, else the first and the last of those compared."""
    ranked = [str(row["area_code"]) for row in comparison.rows if row[comparison.by] is not None]
    codes = [str(row["area_code"]) for row in place.counties(view)]
    left, right = (
        wish if (wish := view.address.get(name)) in codes else other
        for name, other in (("left", ranked[0]), ("right", ranked[-1]))
    )
    pickers = join([_picker(view, "left", left), _picker(view, "right", right)])
    picked = el(
        "div",
        pickers,
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش دو شهرستان", "Choose two counties"),
    )
    return side_by_side(view, str(left), str(right), picked)


def _picker(view: View, name: str, chosen: str | None) -> Markup:
    rows = view.by_name(place.counties(view))
    entries = (
        el(
            "option",
            view.column(row, "name"),
            value=view.address.here(**{name: str(row["area_code"])}),
            selected=row["area_code"] == chosen,
        )
        for row in rows
    )
    words = view.say("شهرستان", "County") if name == "left" else view.say("در کنار", "Beside")
    return el("label", words, el("select", *entries, data_choice=""))
