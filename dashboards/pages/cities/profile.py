"""The profile of one craft city.

Readiness for world registration, holders of office, annual reports, commitments.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, statuses, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.commitment_words import MARKS, standing_word
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el, join
from dashboards.pages.cities.office import clock, office_timeline

#: result → mark, best first.
RESULTS = {"met": "reached", "not_met": "off_track", "not_known": "not_available"}
_WORDS = {
    "met": ("برآورده", "met"),
    "not_met": ("برآورده نشده", "not met"),
    "not_known": ("دانسته نیست", "not known"),
}


def draw(view: View, row: Row) -> None:
    """Draw the profile of the city that ``row`` of ``craft_cities`` describes."""
    say = view.say
    code = str(row["area_code"])
    eyebrow = join(
        [
            el("a", say("شهرهای صنایع دستی", "Craft cities"), href=view.address.to("cities")),
            " › ",
            view.code("city_kinds", row["kind"]),
        ]
    )
    title = say(
        f"{view.column(row, 'name')}، {view.code('city_kinds', row['kind'])} {view.column(row, 'craft')}",
        f"{view.column(row, 'name')}, {view.code('city_kinds', row['kind']).lower()} of {view.column(row, 'craft')}",
    )
    registered = view.fmt.jalali(row["registered_on"])
    after = [
        el("span", view.area(row["county_code"])),
        el("span", say(f"ثبت {registered}", f"registered {registered}")),
        tags.real_tag(view, row),
        tags.origin_tag(view, bool(row["is_synthetic"])) if row["is_synthetic"] else None,
    ]
    st.html(cards.page_head(eyebrow, title, _lede(view, row), after))
    st.html(_picker(view, code))
    draw_cards(view, "", [(say("گفته‌ها ناهم‌خوان است", "The accounts differ"), lambda view: _doubt(view, row))])
    draw_cards(view, "", [(say("آمادگی ثبت جهانی", "Readiness"), lambda view: _readiness(view, code))])
    draw_cards(
        view,
        "nq-row-wide",
        [
            (
                say("دبیر و رئیس، در زمان", "Secretary and head over time"),
                lambda view: office_timeline(view, code),
            ),
            (say("ساعت گزارش سالانه", "Clock of the annual report"), lambda view: clock(view, code)),
        ],
    )
    draw_cards(
        view,
        "nq-row-two",
        [
            (say("تعهدهای این شهر", "Commitments of this city"), lambda view: _commitments(view, row)),
            (say("کجاست", "Where it is"), lambda view: _facts(view, row)),
        ],
    )


def _lede(view: View, row: Row) -> str:
    score = view.tables.one("select * from craft_city_scores where area_code = ?", row["area_code"])
    words = secretary_words(view, row)
    if score is None:
        return words
    met, criteria = view.fmt.number(score["met"]), view.fmt.number(score["criteria"])
    unknown = view.fmt.figure(score["not_known"])
    lede = view.say(
        f"{met} شرط از {criteria} شرط ثبت جهانی برآورده است و {unknown} شرط دانسته نیست.",
        f"{met} of {criteria} criteria for world registration are met; "
        f"{view.fmt.number(score['not_known'])} are not known.",
    )
    return f"{lede} {view.say('دبیر', 'Secretary')}: {words}."


def secretary_words(view: View, row: Row) -> str:
    """Return who holds the office of secretary by role, that it is vacant, or that nothing is known."""
    if row["secretariat_status"] != "known":
        return view.say("دانسته نیست", "not known")
    if not row["secretary_role"]:
        return view.say("دبیر ندارد", "none")
    role = view.code("holder_roles", row["secretary_role"])
    return role if view.language.is_persian else role.lower()


def _picker(view: View, code: str) -> Markup:
    rows = view.tables.rows("select * from craft_cities order by kind desc, city_id")
    entries = (
        el(
            "option",
            f"{view.column(row, 'name')} · {view.column(row, 'craft')}",
            value=view.address.to("cities", city=row["area_code"]),
            selected=row["area_code"] == code,
        )
        for row in rows
    )
    return el(
        "div",
        el("label", view.say("شهر", "City"), el("select", *entries, data_choice="")),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _doubt(view: View, row: Row) -> Markup | None:
    if row["state"] == "definitive" and not row["earlier_states"]:
        return None
    state = view.code("registration_states", row["state"])
    state = state if view.language.is_persian else state.lower()
    earlier = [
        (code, since)
        for code, _, since in (part.strip().partition(" ") for part in str(row["earlier_states"] or "").split(","))
        if code
    ]
    before = view.say("؛ ", "; ").join(
        view.say(
            f"پیش‌تر ({view.fmt.period(since)}) {view.code('registration_states', code)} گفته شد",
            f"earlier ({view.fmt.period(since)}) it was told {view.code('registration_states', code).lower()}",
        )
        for code, since in earlier
    )
    remark = view.column(row, "remark")
    words = view.say(f"ثبت این شهر اکنون «{state}» است. ", f"This registration is now “{state}”. ")
    return cards.card(
        join([statuses.mark("not_available"), " ", view.say("گفته‌ها ناهم‌خوان است", "The accounts differ")]),
        el("p", words, before, "." if before else ""),
        el("p", remark, class_="nq-sub") if remark else None,
        tags.origin_tags(view, [row]),
        level=2,
        subtitle=view.say("تا رسیدن حکم، هر دو گفته می‌ماند.", "Until the decree comes, both accounts stay."),
    )


def _criteria(view: View, code: str) -> tuple[Row, ...]:
    return view.tables.rows("select * from craft_city_readiness where area_code = ? order by ordinal", code)


def squares(view: View, code: str) -> Markup:
    """Return one mark a criterion, met first; each says what it is."""
    order = tuple(RESULTS)
    rows = sorted(_criteria(view, code), key=lambda row: (order.index(row["result"]), row["ordinal"]))
    marks = (
        el(
            "span",
            statuses.mark(RESULTS[str(row["result"])]),
            el(
                "span",
                f"{view.column(row, 'title')}: {view.say(*_WORDS[str(row['result'])])}",
                class_="nq-heard",
            ),
            title=f"{view.column(row, 'title')}: {view.say(*_WORDS[str(row['result'])])}",
        )
        for row in rows
    )
    return el("span", *marks, class_="nq-marks")


def readiness_legend(view: View) -> Markup:
    """Return the key of the criteria's marks."""
    return el(
        "p",
        *(el("span", statuses.mark(mark), view.say(*_WORDS[result])) for result, mark in RESULTS.items()),
        class_="nq-legend",
    )


def _readiness(view: View, code: str) -> Markup | None:
    rows = _criteria(view, code)
    if not rows:
        return None
    say = view.say
    score = view.tables.one("select * from craft_city_scores where area_code = ?", code) or {}
    title = (
        sentence(view.fmt, view.column(score, "sentence"))
        if score
        else say("آمادگی ثبت جهانی", "Readiness for world registration")
    )
    order = ("not_met", "not_known", "met")
    items = [
        el(
            "li",
            statuses.mark(RESULTS[str(row["result"])]),
            el(
                "span",
                el("b", view.column(row, "title")),
                _weight(view, row),
                el("span", sentence(view.fmt, view.column(row, "evidence")), class_="nq-remark"),
                _source(view, row),
            ),
        )
        for row in sorted(rows, key=lambda row: (order.index(row["result"]), row["ordinal"]))
    ]
    return el(
        "div",
        cards.card(
            title,
            squares(view, code),
            readiness_legend(view),
            el("ul", *items, class_="nq-list nq-checklist"),
            tags.origin_tags(view, rows),
            tool_row(
                view,
                "craft_city_readiness",
                {"area_code": code},
                title=say("آمادگی ثبت جهانی", "Readiness for world registration"),
                picture="readiness",
            ),
            subtitle=say(
                "هر شرط وزن و منبع خود را دارد؛ فهرست شرط‌ها داده است و ویرایش می‌شود.",
                "Each criterion has its weight and source; the list is data and can be edited.",
            ),
            level=2,
        ),
        id="readiness",
    )


def _weight(view: View, row: Row) -> Markup:
    weight = view.fmt.number(row["weight"])
    return el("small", view.say(f" وزن {weight}", f" weight {weight}"), class_="nq-quiet")


def _source(view: View, row: Row) -> Markup:
    team = row["source_kind"] == "team_proposal"
    tag = el("span", view.say("پیشنهاد تیم", "team’s proposal"), class_="nq-tag nq-tag-proposed") if team else None
    rows = (
        el("a", view.say("سطرها", "rows"), href=view.address.to("rows", value=row["value_id"]))
        if row["value_id"]
        else None
    )
    return el("span", sentence(view.fmt, view.column(row, "source")), " ", tag, " ", rows, class_="nq-remark")


def _commitments(view: View, row: Row) -> Markup | None:
    """Return the commitments that name the city's place or its county."""
    found = view.tables.rows(
        "select * from commitments where area_code in (?, ?) or theme in ('cities', 'secretariat') "
        "order by commitment_id",
        row["area_code"],
        row["county_code"],
    )
    if not found:
        return None
    items = (
        el(
            "li",
            statuses.mark(MARKS[str(entry["standing"])]),
            el(
                "span",
                el(
                    "a",
                    view.column(entry, "action"),
                    href=view.address.to("commitments") + f"#{entry['commitment_id']}",
                ),
                el(
                    "span",
                    f"{view.code('roles', entry['role'])} · {standing_word(view, str(entry['standing']))}",
                    class_="nq-remark",
                ),
            ),
        )
        for entry in found
    )
    return cards.card(
        view.say("تعهدهای این شهر و شهرهای صنایع دستی", "Commitments about this and other craft cities"),
        el("ul", *items, class_="nq-list nq-lines"),
        tags.origin_tags(view, found),
        level=2,
    )


def _facts(view: View, row: Row) -> Markup:
    """Return the county of the city with its artisans, and the row from which the registration comes."""
    say = view.say
    artisans: Markup | str = say("در دسترس نیست", "Not available")
    if row["county_artisans"] is not None:
        number = view.fmt.figure(row["county_artisans"])
        artisans = el("a", number, href=view.address.to("rows", value=row["county_artisans_value_id"]))
    period = view.fmt.period(row["county_artisans_period"])
    pairs = [
        (
            say("شهرستان", "County"),
            el(
                "a",
                view.area(row["county_code"]),
                href=view.address.to("counties", county=row["county_code"]),
            ),
        ),
        (
            say(f"هنرمندان شهرستان، {period}", f"Artisans of the county, {period}")
            if period
            else say("هنرمندان شهرستان", "Artisans of the county"),
            artisans,
        ),
        (say("رشته", "Craft"), view.column(row, "craft")),
        (
            say("منبع ثبت", "Source of the registration"),
            el(
                "a",
                say("سطر", "row"),
                href=view.address.to("rows", delivery=row["delivery_id"], row=str(row["row_number"])),
            ),
        ),
    ]
    return cards.card(say("این شهر", "This city"), cards.facts(pairs), tags.origin_tags(view, [row]), level=2)
