"""Counties: one indicator in all of them (trends, map, ranks, table), some beside each other, or one alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.county_map_card import county_map_card
from dashboards.components.provinces import province_comparison
from dashboards.data import indicators, place
from dashboards.data.place import Place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.counties import chosen_counties, profile
from dashboards.pages.counties.comparison import PER_PERSON, Comparison
from dashboards.pages.counties.dots_card import dots_card
from dashboards.pages.counties.head import lede, title
from dashboards.pages.counties.lines_card import lines_card
from dashboards.pages.counties.offered_lines import offered_lines
from dashboards.pages.counties.provinces import draw_provinces
from dashboards.pages.counties.ranking import ranking
from dashboards.pages.counties.table_view import counties_table
from dashboards.pages.counties.trends import trends

#: Counties that the sentence names where too few are told to be compared.
NAMED = 4

#: The ways to look at one comparison, in the order of their links.
VIEWS: dict[str, tuple[str, str]] = {
    "trends": ("روندها", "Trends"),
    "map": ("نقشه", "Map"),
    "ranks": ("رتبه‌ها", "Ranks"),
    "table": ("جدول", "Table"),
}


def draw(view: View) -> None:
    """Draw the comparison, or the profile of the county that the address names."""
    named = view.address.get("county")
    found = view.tables.one("select * from areas where kind = 'county' and area_code = ?", named or "")
    if found is not None:
        profile.draw(view, found)
        return
    eyebrow = place.eyebrow(view)
    words = view.say("شهرستان‌ها", "Counties")
    province = place.province(view)
    if province is None:
        draw_provinces(view, eyebrow, words)
        return
    lines = offered_lines(view, province.code)
    comparison = _chosen(view, lines, province)
    if comparison is None:
        _draw_few(view, eyebrow, words)
        return
    st.html(cards.page_head(f"{eyebrow} › {words}", title(comparison), lede(comparison), _not_offered(comparison)))
    st.html(el("div", _filters(view, lines, comparison), _views(comparison), class_="nq-choose", id="counties"))
    counties = chosen_counties.chosen(comparison)
    if comparison.line["is_hidden"]:
        st.html(el("div", _all_hidden(comparison), class_="nq-row"))
    else:
        draw_cards(view, "", [(view.say(*VIEWS[_view(comparison)]), partial(_card, comparison, counties))])
        picker = chosen_counties.picker(view, counties, "compare")
        draw_cards(
            view,
            "",
            [
                (
                    view.say("شهرستان‌ها در یک نمودار", "Counties in one chart"),
                    lambda _view: lines_card(comparison, counties, picker),
                )
            ],
        )
    picker = chosen_counties.picker(view, counties, "side-by-side")
    draw_cards(
        view,
        "",
        [
            (view.say("شهرستان‌ها کنار هم", "Counties side by side"), lambda view: dots_card(view, counties, picker)),
            (view.say("استان‌ها", "Provinces"), lambda view: _provinces(view, comparison)),
        ],
    )


def _view(comparison: Comparison) -> str:
    """Return how the comparison is looked at; an address that speaks of a map means the map."""
    view = comparison.view
    asked = view.address.get("view")
    if asked in VIEWS:
        return asked
    if view.address.get("map") or view.address.get("mapperiod") or len(comparison.periods) < 2:
        return "map"
    return "trends"


def _card(comparison: Comparison, counties: list[Row], view: View) -> Markup | None:
    codes = {str(county["area_code"]) for county in counties}
    drawn: dict[str, Callable[[], Markup | None]] = {
        "trends": lambda: trends(comparison, codes),
        "map": lambda: _map(view, comparison),
        "ranks": lambda: ranking(comparison),
        "table": lambda: counties_table(comparison),
    }
    return drawn[_view(comparison)]()


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
    for name, column in (
        ("indicator", "indicator_id"),
        ("domain", "domain"),
        ("basis", "basis"),
        ("frequency", "frequency"),
    ):
        wish = view.address.get(name)
        kept = [line for line in kept if line[column] == wish] or kept if wish else kept
    if not kept or all(line["is_hidden"] for line in lines):
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


def _not_offered(comparison: Comparison) -> Markup | None:
    """Return the sentence that says what is shown, where the address asked for something that counties do not have."""
    view, line = comparison.view, comparison.line
    wish = view.indicator(view.address.get("indicator") or "")
    if wish is not None and wish["indicator_id"] != line["indicator_id"]:
        name = view.column(wish, "title")
        return el(
            "p",
            view.say(
                f"«{name}» در شهرستان‌ها سنجیدنی نیست: گفته نشده، یا هر چه هست صفر یا پنهان است. "
                f"آنچه می‌بینید «{comparison.title}» است.",
                f"“{name}” cannot be compared between counties: it is not told, or all there is is zero or hidden. "
                f"What is shown is “{comparison.title}”.",
            ),
        )
    asked = view.address.get("basis")
    if asked in (None, line["basis"]) or view.address.get("indicator") != line["indicator_id"]:
        return _hidden_since(comparison)
    wanted, given = view.code("bases", asked), view.code("bases", line["basis"])
    return el(
        "p",
        view.say(
            f"بر مبنای «{wanted}» عددی به شهرستان نیامده است؛ آنچه می‌بینید «{given}» است.",
            f"On the basis “{wanted}” nothing is told of counties; what is shown is “{given}”.",
        ),
    )


def _hidden_since(comparison: Comparison) -> Markup | None:
    """Return the sentence that says that a newer period is hidden in every county, where there is one."""
    view, line = comparison.view, comparison.line
    if line["is_hidden"] or comparison.period != line["period"]:
        return None
    newer = view.tables.one(
        "select c.period, count(c.value) as told from county_comparisons c join areas a using (area_code) "
        "where c.indicator_id = ? and c.basis = ? and c.domain = ? and c.frequency = ? and a.parent_code = ? "
        "and c.status = 'suppressed' and c.period > ? group by 1 order by 1 desc limit 1",
        *(line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
        comparison.province_code,
        comparison.period,
    )
    if newer is None:
        return None
    now, before = view.fmt.period(newer["period"]), view.fmt.period(comparison.period)
    return el(
        "p",
        view.say(
            f"در {now} عدد شهرستان‌ها برای حریم افراد پنهان است؛ آنچه می‌بینید {before} است.",
            f"In {now} the counties are hidden to protect persons; what is shown is {before}.",
        ),
    )


def _filters(view: View, lines: tuple[Row, ...], chosen: Comparison) -> Markup:
    """Return the choice of an indicator, each once; then of its domain, basis and length of period."""
    own = [line for line in lines if line["indicator_id"] == chosen.line["indicator_id"]]
    names = {str(line["indicator_id"]): view.column(line, "title") for line in lines}
    changed = {"basis": None, "domain": None, "frequency": None, "mapperiod": None, "by": None}
    options = (
        el(
            "option",
            words,
            value=view.address.here(**{**changed, "indicator": name}),
            selected=name == chosen.line["indicator_id"],
        )
        for name, words in names.items()
    )
    parts = (
        el(
            "option",
            _part(view, own, line),
            value=view.address.here(
                **{**changed, **{name: str(line[name]) for name in ("basis", "domain", "frequency")}},
                indicator=str(line["indicator_id"]),
            ),
            selected=line is chosen.line,
        )
        for line in own
    )
    by = (
        el(
            "option",
            view.say(*words),
            value=view.address.here(by=name if name != "value" else None),
            selected=name == chosen.by,
        )
        for name, words in (
            ("value", ("مقدار", "Value")),
            (PER_PERSON, ("برای هر هزار نفر", "For each 1,000 people")),
        )
    )
    say = view.say
    return el(
        "div",
        el("label", say("شاخص", "Indicator"), el("select", *options, data_choice="")),
        el("label", say("کدام", "Which"), el("select", *parts, data_choice="")) if len(own) > 1 else None,
        el("label", say("سنجه", "Measure"), el("select", *by, data_choice="")) if chosen.per_person else None,
        class_="nq-filters",
        role="group",
        aria_label=say("گزینش نما", "Choose the view"),
    )


def _part(view: View, own: list[Row], line: Row) -> str:
    """Return what tells one line of an indicator from its others: domain, basis and length of its periods."""
    words = [view.code("domains", line["domain"]), view.code("bases", line["basis"])]
    if len({other["frequency"] for other in own}) > 1:
        words.append(view.say("سالانه", "yearly") if line["frequency"] == "A" else view.say("فصلی", "quarterly"))
    return " · ".join(words)


def _views(comparison: Comparison) -> Markup | None:
    """Return the links to the ways to look at the comparison."""
    if comparison.line["is_hidden"]:
        return None
    view, current = comparison.view, _view(comparison)
    links = (
        el(
            "a",
            view.say(*words),
            href=f"{view.address.here(view=name, **({} if name == 'map' else {'map': None}))}#counties",
            aria_current="true" if name == current else None,
        )
        for name, words in VIEWS.items()
    )
    return el("nav", *links, class_="nq-segments", aria_label=view.say("گونهٔ نما", "Form of the view"))


def _all_hidden(comparison: Comparison) -> Markup:
    """Return what stands where the figure of every county is hidden: why, and the way to the province's."""
    view = comparison.view
    count, period = view.fmt.number(len(comparison.rows)), view.fmt.period(comparison.period)
    whole = comparison.province
    return states.empty_part(
        view.say(f"عدد هر {count} شهرستان پنهان است", f"The figures of all {count} counties are hidden"),
        el(
            "p",
            view.say(
                f"در {period} شمار افراد در هر شهرستان چنان اندک است که از عدد می‌توان آنان را شناخت؛ "
                "برای حفظ حریم افراد، نقشه و رتبه‌ای نیست.",
                f"In {period} each county has so few persons that they could be recognised; to protect them there "
                "is no map and no rank.",
            ),
        ),
        el(
            "p",
            el(
                "a",
                view.say(f"عدد استان: {view.shown(whole).text}", f"The province: {view.shown(whole).text}"),
                href=indicators.indicator_address(view, whole),
            ),
        )
        if whole is not None
        else None,
    )


def _map(view: View, comparison: Comparison) -> Markup | None:
    value = view.tables.one("select * from indicator_values where value_id = ?", comparison.rows[0]["value_id"])
    return county_map_card(view, value) if value is not None else None


def _provinces(view: View, comparison: Comparison) -> Markup | None:
    """Return the provinces beside each other by what the counties are compared by."""
    if not comparison.rows:
        return None
    value = view.tables.one("select * from indicator_values where value_id = ?", comparison.rows[0]["value_id"])
    return province_comparison(view, value) if value is not None else None
