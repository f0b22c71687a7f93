"""Exports: through which customs office, from which origin, to which country, of which line.

Crafts and carpet apart.
"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, statuses, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.provinces import told_of_provinces
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.exports import sentences
from dashboards.pages.exports.editions import editions
from dashboards.pages.exports.flows import (
    concentration,
    destinations,
    lines,
    origin_offices,
    own_offices,
    unit_values,
)
from dashboards.pages.exports.origin import hidden_origin, real_terms, suitcase
from dashboards.pages.exports.scope import Scope
from dashboards.pages.exports.years import years

DOMAINS = ("crafts", "carpet")


def draw(view: View) -> None:
    """Draw the page for the year and the domain that the address chooses."""
    say = view.say
    told = [
        str(row["period"])
        for row in view.tables.rows(
            "select distinct period from export_lines where frequency = 'A' order by period desc"
        )
    ]
    begun = [str(row["year"]) for row in view.tables.rows("select distinct year from export_editions")]
    periods = sorted({*told, *begun}, reverse=True)
    title = say("صادرات: از کدام گمرک، از کدام خاستگاه", "Exports: by which office, from which origin")
    eyebrow = place.eyebrow(view)
    if not periods:
        st.html(
            cards.page_head(
                eyebrow,
                title,
                say("هنوز فایلی از گمرک نرسیده است.", "No file of the customs has come yet."),
            )
        )
        st.html(
            states.empty_part(
                say("هنوز سطری نیست", "No rows yet"),
                el(
                    "p",
                    say(
                        "صادرات با فایل گمرک می‌رسد؛ هر ویرایشی از آن پذیرفته است.",
                        "Exports arrive with the file of the customs; any edition of it is taken.",
                    ),
                ),
            )
        )
        return
    wanted, domain = view.address.get("period"), view.address.get("domain")
    scope = Scope(
        view, wanted if wanted in periods else (told or periods)[0], domain if domain in DOMAINS else "crafts"
    )
    short_fa, short_en = scope.place.short
    st.html(cards.page_head(eyebrow, title, _lede(scope), _after(scope)))
    st.html(_filters(scope, periods))
    draw_cards(
        view,
        "nq-row-three",
        [
            (say("به گمرک", "By office"), lambda _: _office_card(scope)),
            (say("به خاستگاه", "By origin"), lambda _: _origin_card(scope)),
            (say("گفتهٔ صورت‌جلسه", "What the minutes say"), lambda _: _said_card(scope)),
        ],
    )
    draw_cards(
        view,
        "nq-flow",
        [
            (say("از کدام گمرک بیرون رفت", "Through which office"), lambda _: origin_offices(scope)),
            (say("به کجا رفت", "Where it went"), lambda _: destinations(scope)),
            (say(f"گمرک‌های {short_fa}", f"Customs of {short_en}"), lambda _: own_offices(scope)),
            (say("هر کیلو چند دلار", "Dollars a kilogram"), lambda _: unit_values(scope)),
            (say("خاستگاه پنهان", "Hidden origin"), lambda _: hidden_origin(scope)),
            (say("تمرکز", "Concentration"), lambda _: concentration(scope)),
        ],
    )
    draw_cards(
        view,
        "",
        [
            (say("سال‌ها کنار هم", "The years beside each other"), lambda _: years(scope)),
            (say("ردیف‌های تعرفه", "Line by line"), lambda _: lines(scope)),
            (say("از چه فایل‌هایی", "Of which files"), lambda _: editions(scope)),
        ],
    )
    draw_cards(
        view,
        "nq-row-two",
        [
            (say("به ریال ثابت", "In constant rials"), lambda _: real_terms(scope)),
            (say("صادرات چمدانی", "Suitcase exports"), lambda _: suitcase(scope)),
        ],
    )


def _lede(scope: Scope) -> str:
    """Return what customs say of the period, by office and by origin, in one sentence."""
    view, period = scope.view, scope.view.fmt.period(scope.period)
    own, origin = scope.value("exports_usd", scope.home), scope.value("exports_origin_usd", scope.home)
    word_fa, word_en = scope.place.word
    if own is None or own["value"] is None:
        return view.say(
            f"{period}: از {scope.words} گمرک‌های {word_fa} رقمی در دست نیست.",
            f"{period}: no figure is known of {scope.words} through the {word_en}’s customs offices.",
        )
    office = view.shown(own).text
    lede = view.say(
        f"{period}: از گمرک‌های {word_fa} {office} {scope.words} بیرون رفت.",
        f"{period}: {office} of {scope.words} left through the {word_en}’s customs offices.",
    )
    if origin and origin["value"]:
        lede += f" {view.say(*sentences.exported(scope.goods, view.shown(origin).text))}"
    return lede


def _after(scope: Scope) -> Markup:
    view = scope.view
    found = (
        view.tables.one(
            "select sum(rows) as rows, sum(rows_without_value) as without_value, "
            "count(distinct nullif(hs8, '')) as lines from export_lines "
            "where basis = 'office' and frequency = 'A' and domain = ? and period = ?",
            scope.domain,
            scope.period,
        )
        or {}
    )
    if not found.get("rows"):
        return el(
            "span",
            view.say(
                "آنچه از این سال گفته شده، با فایل‌هایش، در پایین صفحه است.",
                "What was told of this year stands with its files at the end of the page.",
            ),
        )
    rows, lines_ = view.fmt.number(found.get("rows") or 0), view.fmt.number(found.get("lines") or 0)
    told = view.say(
        f"گمرک ایران، {view.fmt.period(scope.period)}، {rows} سطر، {lines_} ردیف تعرفهٔ هسته.",
        f"Iran customs, {view.fmt.period(scope.period)}, {rows} rows, {lines_} core tariff lines.",
    )
    if without := found.get("without_value"):
        told += " " + view.say(
            f"ارزش دلاری {view.fmt.number(without)} سطر نامعلوم است؛ جمع‌های دلاری «دست‌کم» خوانده شوند.",
            f"Rows of which the dollar value is unknown: {view.fmt.number(without)}; read dollar sums as “at least”.",
        )
    return el("span", told)


def _filters(scope: Scope, periods: list[str]) -> Markup:
    view = scope.view
    years = (
        el(
            "option",
            view.fmt.period(period),
            value=view.address.here(period=period),
            selected=period == scope.period,
        )
        for period in periods
    )
    domains = (
        el(
            "option",
            view.code("domains", code),
            value=view.address.here(domain=code),
            selected=code == scope.domain,
        )
        for code in DOMAINS
    )
    return el(
        "div",
        el("label", view.say("سال", "Year"), el("select", *years, data_choice="")),
        el("label", view.say("قلمرو", "Domain"), el("select", *domains, data_choice="")),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _office_card(scope: Scope) -> Markup:
    view = scope.view
    row = scope.value("exports_usd", scope.home)
    through = [line for line in scope.lines() if line["basis"] == "office"]
    n = sum(line["rows"] or 0 for line in through)
    kg = view.fmt.number(sum((line["weight_kg"] or Decimal(0) for line in through), Decimal(0)))
    word_fa, word_en = scope.place.word
    sentence = view.say(
        f"آنچه از گمرک‌های {word_fa} گذشت، از هر استانی که آمده باشد: {view.fmt.figure(n)} سطر، {kg} کیلوگرم.",
        f"What passed the {word_en}’s offices, from whatever province: "
        f"{view.fmt.number(n)} {'row' if n == 1 else 'rows'}, {kg} kg.",
    )
    return _headline(scope, view.say("به گمرک ارزیابی", "By office of assessment"), row, sentence)


def _origin_card(scope: Scope) -> Markup:
    view = scope.view
    row = scope.value("exports_origin_usd", scope.home)
    title = view.say("به خاستگاه، تا جایی که تعرفه می‌گوید", "By origin, as far as the tariff tells")
    if row is None and scope.has_no_own_line:
        absent = view.shown({"value": None, "status": "missing"})
        why = view.say(*sentences.no_origin(scope.place))
        return cards.card(title, cards.figure(absent), el("p", why, class_="nq-sub"), level=2)
    if row is None and (elsewhere := told_of_provinces(view, "exports_origin_usd")) is not None:
        absent = view.shown({"value": None, "status": "missing"})
        return cards.card(title, cards.figure(absent), cards.no_figure(view, elsewhere), level=2)
    return _headline(scope, title, row, view.say(*sentences.origin_lines(scope.goods)))


def _said_card(scope: Scope) -> Markup | None:
    """Return what was stated of the province's exports, the council's own claim first."""
    view = scope.view
    row = view.tables.one(
        "select * from indicator_values where indicator_id = 'exports_usd' and area_code = ? "
        "and domain = ? and basis = 'reported' and category = '' "
        "order by evidence_grade = 'statement' desc, period desc, value_id limit 1",
        scope.home,
        scope.domain,
    )
    if row is None:
        return None
    return _headline(scope, view.say("گفته‌شده", "As stated"), row, view.column(row, "ambiguity"))


def _headline(scope: Scope, title: str, row: Row | None, sentence: str) -> Markup:
    view = scope.view
    if row is None:
        absent = view.shown({"value": None, "status": "missing"})
        return cards.card(title, cards.figure(absent), cards.no_figure(view), level=2)
    if row["value"] is None:
        sentence = view.say(
            "تنها بخشی از این دوره گفته شده است؛ پاره را نمی‌توان با دورهٔ کامل سنجید.",
            "Only a part of this period was told, and a part cannot be compared with a whole period.",
        )
    return cards.card(
        title,
        cards.figure(view.shown(row)),
        statuses.status_line(view, indicators.commission_status(view, row)),
        el("p", sentence, class_="nq-sub"),
        tags.chip(
            view,
            indicators.origin_words(view, row),
            indicators.rows_address(view, row),
            synthetic=bool(row["is_synthetic"]),
        ),
        class_="nq-big",
        level=2,
    )
