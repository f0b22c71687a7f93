"""Craft cities: where they are, which craft, since when, and how sure the registration is."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.charts.county_map import county_name
from dashboards.components import cards, states, statuses, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.cities import profile

#: registration state → mark.
MARKS = {"definitive": "on_track", "conditional": "behind", "disputed": "behind", "in_process": "no_target"}


def draw(view: View) -> None:
    """Draw the list of cities, or the profile of the one that the address names."""
    named = view.address.get("city")
    found = view.tables.one("select * from craft_cities where area_code = ? limit 1", named) if named else None
    if found is not None:
        profile.draw(view, found)
        return
    foreign = place.elsewhere(view.tables, place.shown(view).code) if place.province(view) else frozenset()
    listed = view.tables.rows("select * from craft_cities order by kind desc, registered_on, city_id")
    rows = tuple(row for row in listed if row["county_code"] not in foreign)
    say = view.say
    st.html(
        cards.page_head(
            place.eyebrow(view),
            say("شهرهای صنایع دستی", "Craft cities"),
            _lede(view, rows),
            _doubt(view, rows),
        )
    )
    if not rows:
        st.html(
            states.empty_part(
                say("هنوز فهرستی نرسیده است", "No register has arrived"),
                el(
                    "p",
                    say(
                        "شهرها با فایل ثبت‌ها از ادارهٔ کل میراث فرهنگی می‌رسند.",
                        "Cities arrive with the register of the heritage office.",
                    ),
                ),
            )
        )
        return
    st.html(el("div", _list(view, rows), _map(view, rows), class_="nq-row nq-row-list"))
    draw_cards(
        view,
        "",
        [(say("آمادگی ثبت جهانی", "Readiness for world registration"), lambda view: _readiness(view, rows))],
    )


def _lede(view: View, rows: tuple[Row, ...]) -> str:
    return f"{_counted(view, rows)} {_secretaries(view, rows)}".strip()


def _secretaries(view: View, rows: tuple[Row, ...]) -> str:
    """Return of how many cities the secretary is known, and how many have none."""
    told = [row for row in rows if row["secretariat_status"] == "known"]
    without = [view.column(row, "name") for row in told if not row["secretary_role"]]
    if not rows:
        return ""
    if not told:
        return view.say("دبیر هیچ‌یک دانسته نیست.", "The secretary of none is known.")
    if without:
        names = view.say(" و ", " and ").join(without)
        return view.say(f"{names} دبیر ندارد.", f"{names} {'has' if len(without) == 1 else 'have'} no secretary.")
    return view.say(
        "همهٔ دبیرخانه‌هایی که فهرستشان رسیده، دبیر دارند.",
        "Every secretariat that was reported has a secretary.",
    )


def _counted(view: View, rows: tuple[Row, ...]) -> str:
    counts = [
        (view.code("city_kinds", kind), sum(1 for row in rows if row["kind"] == kind))
        for kind in dict.fromkeys(str(row["kind"]) for row in rows)
    ]
    if view.language.is_persian:
        return (
            " و ".join(f"{'یک' if count == 1 else view.fmt.number(count)} {word}" for word, count in counts)
            + " به نام صنایع دستی ثبت شده است."
        )
    told = " and ".join(f"{view.fmt.number(count)} {_plural(word.lower(), count)}" for word, count in counts)
    return f"{told[:1].upper()}{told[1:]} are registered for their crafts."


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word.removesuffix("city") + "cities" if word.endswith("city") else word + "s"


def _doubt(view: View, rows: tuple[Row, ...]) -> str | None:
    doubted = [view.column(row, "name") for row in rows if row["state"] != "definitive"]
    if not doubted:
        return None
    names = view.say(" و ", " and ").join(doubted)
    return view.say(
        f"ثبت {names} جای گفت‌وگوست؛ هر دو گفته می‌ماند.",
        f"The registration of {names} is disputed; both accounts stay.",
    )


def _list(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    title = say("شهر به شهر", "City by city")
    headers = [
        say("شهر", "City"),
        say("رشته", "Craft"),
        say("تراز", "Level"),
        say("ثبت", "Registered"),
        say("حال", "State"),
        say("منبع", "Source"),
    ]
    body = [
        [
            join(
                [
                    el("a", view.column(row, "name"), href=view.address.to("cities", city=row["area_code"])),
                    tags.real_tag(view, row),
                    _remark(view, row),
                ]
            ),
            view.column(row, "craft"),
            view.code("city_kinds", row["kind"]),
            view.fmt.jalali(row["registered_on"]),
            join(
                [
                    statuses.mark(MARKS.get(row["state"], "no_target")),
                    " ",
                    view.code("registration_states", row["state"]),
                ]
            ),
            el(
                "a",
                say("سطر", "row"),
                href=view.address.to("rows", delivery=row["delivery_id"], row=str(row["row_number"])),
            ),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        tables.table(headers, body, caption=title, numeric=(2, 3, 4)),
        tags.origin_tags(view, rows),
        level=2,
    )


def _remark(view: View, row: Row) -> Markup | None:
    text = view.column(row, "remark")
    return el("span", text, class_="nq-remark") if text else None


def _map(view: View, rows: tuple[Row, ...]) -> Markup | None:
    say, province = view.say, place.province(view)
    if province is None:
        return None
    within = place.inside(view.tables, province.code)
    by_county: dict[str, list[Row]] = {}
    for row in rows:
        by_county.setdefault(str(row["county_code"]), []).append(row)
    placed = view.tables.rows(
        "select * from areas where kind = 'county' and tile_row is not null order by tile_row, tile_col"
    )
    counties = [county for county in placed if county["area_code"] in within]
    places = []
    for county in counties:
        cities = by_county.get(str(county["area_code"]), [])
        class_ = None
        if cities:
            class_ = "nq-world" if any(city["kind"].startswith("world") for city in cities) else "nq-national"
        count = el("b", view.fmt.number(len(cities))) if len(cities) > 1 else None
        name = view.column(county, "name")
        inside = say("، ", ", ").join(view.column(city, "name") for city in cities)
        places.append(
            el(
                "li",
                el("span", county_name(view, county)),
                count,
                class_=class_,
                title=f"{name}: {inside}" if inside else name,
                style=f"grid-row:{county['tile_row']};grid-column:{county['tile_col']}",
            )
        )
    legend = el(
        "p",
        el("span", el("i", class_="nq-national"), say("شهر ملی", "national city")),
        el("span", el("i", class_="nq-world"), say("شهر جهانی", "world city")),
        class_="nq-legend",
    )
    return cards.card(
        say(
            f"در {view.fmt.number(len(by_county))} شهرستان از {view.fmt.number(len(counties))}",
            f"In {view.fmt.number(len(by_county))} of {view.fmt.number(len(counties))} counties",
        ),
        el("ul", *places, class_="nq-map"),
        legend,
        tags.origin_tags(view, rows),
        subtitle=say(
            "هر خانه یک شهرستان، در جای جغرافیایی خود؛ عدد، شمار شهرهای آن است.",
            "One tile a county, where it lies; a number counts its cities.",
        ),
        level=2,
    )


def _readiness(view: View, rows: tuple[Row, ...]) -> Markup | None:
    """Return the table of what stands and what lacks in each city, the least ready first.

    None where none is assessed.
    """
    say = view.say
    scores = {str(row["area_code"]): row for row in view.tables.rows("select * from craft_city_scores")}
    if not scores:
        return None
    order = sorted(rows, key=lambda row: (_score(scores, row, "score_high"), _score(scores, row, "score_low")))
    body = []
    for row in order:
        score = scores.get(str(row["area_code"]))
        body.append(
            [
                el("a", view.column(row, "name"), href=view.address.to("cities", city=row["area_code"])),
                profile.squares(view, str(row["area_code"])),
                "—"
                if score is None
                else say(
                    f"{view.fmt.percent(score['score_low'], 0)} تا {view.fmt.percent(score['score_high'], 0)}",
                    f"{view.fmt.percent(score['score_low'], 0)} to {view.fmt.percent(score['score_high'], 0)}",
                ),
                profile.secretary_words(view, row),
            ]
        )
    headers = [
        say("شهر", "City"),
        say("شرط‌ها", "Criteria"),
        say("آمادگی", "Readiness"),
        say("دبیر", "Secretary"),
    ]
    title = say("آمادگی برای ثبت جهانی", "Readiness for world registration")
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        profile.readiness_legend(view),
        tags.origin_tags(view, list(scores.values())),
        tool_row(view, "craft_city_readiness", {}, title=title),
        subtitle=say(
            "بازه از آنچه دانسته است تا آنچه اگر نادانسته‌ها برآورده باشند؛ نادانسته، برآورده‌نشده نیست.",
            "From what is known to what would be if the unknown were met; unknown is not unmet.",
        ),
        level=2,
    )


def _score(scores: dict[str, Row], row: Row, name: str) -> float:
    found = scores.get(str(row["area_code"]))
    return float(found[name]) if found is not None else 0.0
