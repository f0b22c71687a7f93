"""Craft cities: where they are, which craft, since when, and how sure the registration is."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards import faces, parts
from dashboards.countymap import county_name
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View

#: registration state → mark.
MARKS = {"definitive": "on_track", "conditional": "behind", "disputed": "behind", "in_process": "no_target"}


def draw(view: View) -> None:
    """Draw the page."""
    rows = view.tables.rows("select * from craft_cities order by kind desc, registered_on, city_id")
    say = view.say
    st.html(parts.page_head(say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province"),
                            say("شهرهای صنایع دستی", "Craft cities"), _lede(view, rows), _doubt(view, rows)))  # fmt: skip
    if not rows:
        st.html(
            faces.empty_face(
                say("هنوز فهرستی نرسیده است", "No register has arrived"),
                el(
                    "p",
                    say(
                        "شهرها با پروندهٔ ثبت‌ها از ادارهٔ کل میراث فرهنگی می‌رسند.",
                        "Cities arrive with the register of the heritage office.",
                    ),
                ),
            )
        )
        return
    st.html(el("div", _list(view, rows), _map(view, rows), class_="nq-row nq-row-list"))
    st.html(el("div", _not_known(view), class_="nq-row"))


def _lede(view: View, rows: tuple[Row, ...]) -> str:
    counts = [(view.code("city_kinds", kind), sum(1 for row in rows if row["kind"] == kind))
              for kind in dict.fromkeys(str(row["kind"]) for row in rows)]  # fmt: skip
    if view.language.is_persian:
        return (
            " و ".join(f"{'یک' if count == 1 else view.fmt.number(count)} {word}" for word, count in counts)
            + " به نام صنایع دستی ثبت شده است."
        )
    told = " and ".join(f"{view.fmt.number(count)} {_plural(word.lower(), count)}" for word, count in counts)
    return f"{told[:1].upper()}{told[1:]} are registered for their crafts."


def _plural(word: str, count: int) -> str:
    return (
        word if count == 1 else word.removesuffix("city") + "cities" if word.endswith("city") else word + "s"
    )


def _doubt(view: View, rows: tuple[Row, ...]) -> str | None:
    doubted = [view.column(row, "name") for row in rows if row["state"] != "definitive"]
    if not doubted:
        return None
    names = view.say(" و ", " and ").join(doubted)
    return view.say(f"ثبت {names} جای گفت‌وگوست؛ هر دو گفته می‌ماند.",
                    f"The registration of {names} is disputed; both accounts stay.")  # fmt: skip


def _list(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    title = say("شهر به شهر", "City by city")
    headers = [say("شهر", "City"), say("رشته", "Craft"), say("تراز", "Level"), say("ثبت", "Registered"),
               say("حال", "State"), say("منبع", "Source")]  # fmt: skip
    body = [[
        join([view.column(row, "name"), parts.real_tag(view, row), _remark(view, row)]), view.column(row, "craft"),
        view.code("city_kinds", row["kind"]), view.fmt.jalali(row["registered_on"]),
        join([parts.mark(MARKS.get(row["state"], "no_target")), " ", view.code("registration_states", row["state"])]),
        el("a", say("ردیف", "row"),
           href=view.address.to("rows", delivery=row["delivery_id"], row=str(row["row_number"]))),
    ] for row in rows]  # fmt: skip
    return parts.card(title, parts.table(headers, body, caption=title, numeric=(2, 3, 4)),
                      parts.origin_tags(view, rows), level=2)  # fmt: skip


def _remark(view: View, row: Row) -> Markup | None:
    text = view.column(row, "remark")
    return el("span", text, class_="nq-remark") if text else None


def _map(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    by_county: dict[str, list[Row]] = {}
    for row in rows:
        by_county.setdefault(str(row["county_code"]), []).append(row)
    counties = view.tables.rows(
        "select * from areas where kind = 'county' and tile_row is not null order by tile_row, tile_col"
    )
    places = []
    for county in counties:
        cities = by_county.get(str(county["area_code"]), [])
        class_ = None
        if cities:
            class_ = "nq-world" if any(city["kind"].startswith("world") for city in cities) else "nq-national"
        count = el("b", view.fmt.number(len(cities))) if len(cities) > 1 else None
        name = view.column(county, "name")
        inside = say("، ", ", ").join(view.column(city, "name") for city in cities)
        places.append(el("li", el("span", county_name(view, county)), count, class_=class_, title=f"{name}: {inside}" if inside else name,
                         style=f"grid-row:{county['tile_row']};grid-column:{county['tile_col']}"))  # fmt: skip
    legend = el("p", el("span", el("i", class_="nq-national"), say("شهر ملی", "national city")),
                el("span", el("i", class_="nq-world"), say("شهر جهانی", "world city")), class_="nq-legend")  # fmt: skip
    return parts.card(
        say(f"در {view.fmt.number(len(by_county))} شهرستان از {view.fmt.number(len(counties))}",
            f"In {view.fmt.number(len(by_county))} of {view.fmt.number(len(counties))} counties"),
        el("ul", *places, class_="nq-map"), legend, parts.origin_tags(view, rows),
        subtitle=say("هر خانه یک شهرستان، در جای جغرافیایی خود؛ عدد، شمار شهرهای آن است.",
                     "One tile a county, where it lies; a number counts its cities."), level=2)  # fmt: skip


def _not_known(view: View) -> Markup:
    say = view.say
    published = view.tables.names()
    awaited = (
        ("secretariats", say("دبیر و رئیس هر دبیرخانه و تاریخ حکم‌ها",
                             "Secretary and head of each secretariat, and the dates of their decrees")),
        ("annual_reports", say("گزارش سالانهٔ دستگاه‌ها برای شهر جهانی",
                               "The annual reports of the agencies for the world city")),
        ("city_readiness", say("آمادگی هر شهر برای ثبت جهانی", "How ready each city is for world registration")),
    )  # fmt: skip
    items = [words for table, words in awaited if table not in published]
    if not items:
        return Markup("")
    return parts.card(
        say("آنچه دربارهٔ این شهرها نمی‌دانیم", "What is not known of these cities"),
        el("ul", *(el("li", parts.mark("not_available"), item) for item in items), class_="nq-list nq-lines"),
        subtitle=say("پرونده‌ای از آن‌ها نرسیده است؛ نبودن پرونده، صفر نیست.",
                     "No file of these has come; the absence of a file is not a zero."), level=2)  # fmt: skip
