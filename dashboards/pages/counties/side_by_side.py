"""The figures of one county by theme, beside the province; the first theme stands open."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import differences, headlines, indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: The value of each indicator and domain that the headline of the county shows, else the newest on its best basis, with
#: the province's and the rank beside it. A quarter comes before the year that it belongs to.
_LATEST = """
with own as (
  select * from indicator_values where area_code = ? and category = ''
  qualify row_number() over (partition by indicator_id, domain
    order by list_contains(string_split(?, ' '), value_id) desc, list_position(string_split(?, ' '), basis),
      period desc, frequency desc) = 1)
select own.*, i.theme, i.title_fa, i.title_en, i.headline,
  whole.value_id as whole_id, whole.value as whole, whole.status as whole_status,
  c.rank, c.rank_low, c.rank_high, c.compared, c.note
from own join indicators i using (indicator_id)
left join indicator_values whole on whole.area_code = ? and whole.category = ''
  and whole.indicator_id = own.indicator_id and whole.domain = own.domain and whole.basis = own.basis
  and whole.frequency = own.frequency and whole.period = own.period
left join county_comparisons c on c.value_id = own.value_id and c.ranked_by = 'value'
where own.status <> 'missing' order by i.headline is null, i.headline, i.title_en, own.domain"""

#: Lines of a theme that stand open; the rest is behind a disclosure.
FIRST = 6


def latest(view: View, code: str) -> tuple[Row, ...]:
    """Return the newest value of each indicator and domain of a county (grain: indicator × domain)."""
    firsts, bases = " ".join(headlines.of_area(view, code)), " ".join(indicators.bases(view))
    return view.tables.rows(_LATEST, code, firsts, bases, place.province_of(view.tables, code) or "")


def by_theme(view: View, code: str) -> list[Markup]:
    """Return one card a theme with every figure of the county; nothing for themes without one."""
    rows = latest(view, code)
    themes = [theme for theme in view.tables.codes("themes") if any(row["theme"] == theme for row in rows)]
    return [
        _theme(view, code, theme, [row for row in rows if row["theme"] == theme], is_open=not place)
        for place, theme in enumerate(themes)
    ]


def _theme(view: View, code: str, theme: str, rows: list[Row], *, is_open: bool) -> Markup:
    say, title = view.say, view.code("themes", theme)
    headers = [
        say("شاخص", "Indicator"),
        say("شهرستان", "County"),
        say("استان", "Province"),
        say("رتبه", "Rank"),
        say("از سال پیش", "Since a year before"),
        say("منبع", "Source"),
    ]
    body = [
        [
            _name(view, row),
            join(
                [
                    el("b", "*", class_="nq-hidden-value")
                    if row["status"] == "suppressed"
                    else el("b", view.shown(row).text),
                    el("span", view.fmt.period(row["period"]), class_="nq-remark"),
                ]
            ),
            _whole(view, row),
            rank_words(view, row),
            _change(view, row),
            tags.chip(
                view,
                view.code("grades", row["evidence_grade"]),
                indicators.rows_address(view, row),
                synthetic=bool(row["is_synthetic"]),
            ),
        ]
        for row in rows
    ]
    more = say(
        f"{view.fmt.number(len(body) - FIRST)} شاخص دیگر",
        f"{view.fmt.number(len(body) - FIRST)} more indicators",
    )
    count = view.fmt.number(len(rows))
    summary = join(
        [
            el("h2", title),
            el("span", say(f"{count} شاخص", f"{count} indicator{'s' if len(rows) > 1 else ''}"), class_="nq-sub"),
        ]
    )
    return el(
        "details",
        el("summary", summary),
        tables.table(headers, body[:FIRST], caption=title, class_="nq-county"),
        cards.disclosure(more, tables.table(headers, body[FIRST:], caption=more, class_="nq-county"))
        if len(body) > FIRST
        else None,
        tool_row(view, "indicator_values", {"area_code": code}, title=f"{view.area(code)}: {title}"),
        class_="nq-card nq-theme",
        open=is_open,
    )


def _name(view: View, row: Row) -> Markup:
    """Return the title as a link; crafts and carpet are told apart wherever an indicator has both."""
    domain = view.code("domains", row["domain"])
    return join(
        [
            el("a", view.column(row, "title"), href=indicators.indicator_address(view, row)),
            el("span", domain, class_="nq-remark"),
        ]
    )


def _whole(view: View, row: Row) -> str:
    if row["whole_id"] is None:
        return "—"
    return view.shown({**row, "value": row["whole"], "status": row["whole_status"], "qualifier": None}).text


def rank_words(view: View, row: Row) -> str:
    """Return the rank with the ranks that it could also have: «۳ از ۲۲ (۱ تا ۷)»."""
    if row["rank"] is None:
        return "—"
    rank = view.fmt.share(row["rank"], row["compared"])
    if row["rank_low"] is None or row["rank_low"] == row["rank_high"]:
        return rank
    low, high = view.fmt.number(row["rank_low"]), view.fmt.number(row["rank_high"])
    return view.say(f"{rank} ({low} تا {high})", f"{rank} ({low} to {high})")


def _change(view: View, row: Row) -> str:
    found = indicators.change_since(view, row)
    if found is None or found["change"] is None:
        return "—"
    return differences.signed_change(view, found)
