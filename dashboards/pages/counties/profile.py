"""The profile of one county.

Who has a licence, where it stands among the counties, its craft cities and promises.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, states, statuses, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.commitment_words import MARKS, standing_word
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el, join
from dashboards.pages.counties import side_by_side

#: Shares of persons who hold what they need, what is valid before what was ever given: (indicator, of whom, what
#: they hold).
_COVERAGE = (
    ("valid_permit_coverage", ("قالی‌باف", "weavers"), ("مجوز معتبر", "a valid permit")),
    ("permit_coverage", ("قالی‌باف", "weavers"), ("مجوز", "a permit")),
    ("valid_licence_coverage", ("هنرمند", "artisans"), ("پروانهٔ معتبر", "a valid licence")),
    ("licence_coverage", ("هنرمند", "artisans"), ("پروانه", "a licence")),
)
#: Lines of the card of ranks: fewer say nothing of a county, more are in the tables.
FEWEST, LONGEST = 3, 14


def draw(view: View, row: Row) -> None:
    """Draw the profile of the county that ``row`` of ``areas`` describes."""
    code, say = str(row["area_code"]), view.say
    eyebrow = join(
        [
            el("a", say("شهرستان‌ها", "Counties"), href=view.address.to("counties")),
            " › ",
            say("یک شهرستان", "One county"),
        ]
    )
    name = view.column(row, "name")
    title = say(f"شهرستان {name}", f"{name} county")
    rows = side_by_side.latest(view, code)
    st.html(cards.page_head(eyebrow, title, _lede(view, rows), _facts(view, row)))
    heard = el("h2", say("شهرستان در یک نگاه", "The county at a glance"), class_="nq-heard")
    st.html(join([_picker(view, code), heard]))
    if not rows:
        st.html(
            states.empty_part(
                say("هنوز عددی نرسیده است", "No figure has arrived"),
                el(
                    "p",
                    say(
                        "فهرست‌های هنرمندان، پروانه‌ها و تعاونی‌ها با ستون شهرستان می‌رسند و این صفحه را پر می‌کنند.",
                        "Lists of artisans, licences and cooperatives with a column of the county fill this page.",
                    ),
                ),
            )
        )
    draw_cards(view, "", [(say("در میان شهرستان‌ها", "Among the counties"), lambda view: _ranks(view, rows))])
    draw_cards(
        view,
        "nq-row-two",
        [
            (say("شهرهای صنایع دستی", "Craft cities"), lambda view: _cities(view, code)),
            (say("تعهدها", "Commitments"), lambda view: _commitments(view, code)),
        ],
    )
    if themes := side_by_side.by_theme(view, code):
        st.html(el("div", *themes, class_="nq-row nq-themes"))


def _lede(view: View, rows: tuple[Row, ...]) -> str:
    told = {str(row["indicator_id"]): row for row in rows if row["value"] is not None}
    sentences: dict[str, str] = {}
    for indicator, whom, what in _COVERAGE:
        row = told.get(indicator)
        if row is None or not row["denominator"] or whom[1] in sentences:
            continue
        without = view.fmt.number(row["denominator"] - row["numerator"])
        whole, period = view.fmt.number(row["denominator"]), view.fmt.period(row["period"])
        sentences[whom[1]] = view.say(
            f"از {whole} {whom[0]}، {without} نفر {what[0]} ندارند ({period}).",
            f"Of {whole} {whom[1]}, {without} have no {what[1].removeprefix('a ')} ({period}).",
        )
    if sentences:
        return " ".join(sentences.values())
    count = view.fmt.number(len(told))
    return view.say(f"{count} شاخص این شهرستان گفته شده است.", f"{count} indicators of this county are told.")


def _facts(view: View, row: Row) -> list[Markup | None]:
    people = None
    if row["population"]:
        amount, year = view.fmt.number(row["population"]), view.fmt.digits(row["population_year"] or "")
        people = el("span", view.say(f"{amount} نفر در سرشماری {year}", f"{amount} people at the census of {year}"))
    since = (
        el(
            "span",
            view.say(
                f"شهرستان از {view.fmt.jalali(row['valid_from'])}",
                f"a county since {view.fmt.jalali(row['valid_from'])}",
            ),
        )
        if row["valid_from"]
        else None
    )
    return [people, since, el("span", view.say("کد ", "Code "), bidi_text.code(str(row["area_code"])))]


def _picker(view: View, code: str) -> Markup:
    province = place.province_of(view.tables, code)
    rows = [
        row
        for row in view.by_name(view.tables.rows("select * from areas where kind = 'county'"))
        if place.province_of(view.tables, str(row["area_code"])) == province
    ]
    entries = (
        el(
            "option",
            view.column(row, "name"),
            value=view.address.here(county=str(row["area_code"])),
            selected=row["area_code"] == code,
        )
        for row in rows
    )
    others = (
        el(
            "option",
            view.column(row, "name"),
            value=f"{view.address.to('counties', left=code, right=str(row['area_code']))}#side-by-side",
        )
        for row in rows
        if row["area_code"] != code
    )
    choose = el("option", view.say("برگزینید", "Choose"), value=view.address.here(), selected=True)
    return el(
        "div",
        el("label", view.say("شهرستان", "County"), el("select", *entries, data_choice="")),
        el("label", view.say("مقایسه با", "Compare with"), el("select", choose, *others, data_choice="")),
        links.link(
            view.say("مقایسهٔ همه", "Compare all"),
            view.address.to("counties", indicator=view.address.get("indicator")),
        ),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _ranks(view: View, rows: tuple[Row, ...]) -> Markup | None:
    """Return where the county stands by each indicator, with the ranks that chance alone could give it."""
    ranked = [row for row in rows if row["rank"] is not None and row["compared"] > 2][:LONGEST]
    if len(ranked) < FEWEST:
        return None
    entries = []
    for row in ranked:
        span = max(int(row["compared"]) - 1, 1)
        low, high = row["rank_low"] or row["rank"], row["rank_high"] or row["rank"]
        spread = el(
            "i",
            class_="nq-range",
            style=f"--from:{100 * (low - 1) / span:.2f};--to:{100 * (high - 1) / span:.2f}",
        )
        dot = el("i", class_="nq-dot", style=f"--at:{100 * (row['rank'] - 1) / span:.2f}")
        name = el(
            "a",
            view.column(row, "title"),
            href=view.address.to("counties", indicator=row["indicator_id"], basis=row["basis"], domain=row["domain"]),
        )
        entries.append(
            join(
                [
                    el("dt", name, el("small", view.code("domains", row["domain"]), class_="nq-quiet")),
                    el(
                        "dd",
                        el("span", spread, dot, class_="nq-dotline"),
                        el("span", side_by_side.rank_words(view, row)),
                    ),
                ]
            )
        )
    best = min(ranked, key=lambda row: (row["rank"] / row["compared"], row["rank_high"] or row["rank"]))
    place = view.fmt.share(best["rank"], best["compared"])
    title = view.say(
        f"بهترین جایگاه: {view.column(best, 'title')}، {place}",
        f"Best place: {view.column(best, 'title')}, {place}",
    )
    return cards.card(
        title,
        el("dl", *entries, class_="nq-bars nq-ranking nq-ranks"),
        tags.origin_tags(view, ranked),
        subtitle=view.say(
            "رتبهٔ یک در آغاز خط است؛ خط پهن، رتبه‌هایی است که با نوسان تصادفی هم ممکن بود.",
            "Rank one is where the line begins; the wide line spans the ranks that chance alone could give.",
        ),
    )


def _cities(view: View, code: str) -> Markup | None:
    rows = view.tables.rows("select * from craft_cities where county_code = ? order by kind desc, city_id", code)
    if not rows:
        return None
    lines = (
        el(
            "li",
            el("a", view.column(row, "name"), href=view.address.to("cities", city=row["area_code"])),
            ": ",
            f"{view.code('city_kinds', row['kind'])} · {view.column(row, 'craft')}",
        )
        for row in rows
    )
    count = view.fmt.number(len(rows))
    title = view.say(f"{count} شهر صنایع دستی", f"{count} craft {'city' if len(rows) == 1 else 'cities'}")
    return cards.card(title, el("ul", *lines, class_="nq-list nq-lines"), tags.origin_tags(view, rows))


def _commitments(view: View, code: str) -> Markup | None:
    rows = view.tables.rows(
        "select * from commitments where area_code = ? or area_code in (select area_code from areas "
        "where parent_code = ?) order by commitment_id",
        code,
        code,
    )
    if not rows:
        return None
    lines = (
        el(
            "li",
            statuses.mark(MARKS[str(row["standing"])]),
            el(
                "span",
                el(
                    "a",
                    view.column(row, "action"),
                    href=f"{view.address.to('commitments')}#{row['commitment_id']}",
                ),
                el(
                    "span",
                    f"{view.code('roles', row['role'])} · {standing_word(view, str(row['standing']))}",
                    class_="nq-remark",
                ),
            ),
        )
        for row in rows
    )
    count = view.fmt.number(len(rows))
    title = view.say(f"{count} تعهد دربارهٔ اینجا", f"{count} commitment{'s' if len(rows) > 1 else ''} about this place")
    return cards.card(title, el("ul", *lines, class_="nq-list nq-lines"), tags.origin_tags(view, rows))
