"""The ranking of the counties by one indicator: dot, interval, possible ranks.

Who is not told stands last with the reason.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.pages.counties.comparison import UNDIRECTED, Comparison


def finding(comparison: Comparison) -> str:
    """Return the finding in one sentence: who is first, and from whom that can be told apart."""
    view, rows = comparison.view, [row for row in comparison.rows if row["rank"] is not None]
    if not rows:
        count = view.fmt.number(sum(row["value"] is not None for row in comparison.rows))
        told = view.say(f"{count} شهرستان گفته شده‌اند", f"{count} counties are told")
        return f"{comparison.title}: {told}."
    best, apart = rows[0], sum(1 for row in rows if row["note"] == "distinguishable")
    by = view.say(" برای هر هزار نفر", " for each 1,000 people") if comparison.by != "value" else ""
    place, period = view.column(best, "name"), view.fmt.period(comparison.period)
    first = view.say(
        f"{comparison.title}{by}، {period}: {place} با {comparison.words(best)} پیش از همه است",
        f"{comparison.title}{by}, {period}: {place} leads with {comparison.words(best)}",
    )
    if best["note"] == "as_measured":
        return f"{first}."
    if best["rank_high"] and best["rank_high"] > 1:
        others = view.fmt.number(best["rank_high"] - 1)
        return view.say(
            f"{first}، اما از {others} شهرستان دیگر جداشدنی نیست.",
            f"{first}, but cannot be told apart from {others} others.",
        )
    count = view.fmt.figure(apart)
    return view.say(
        f"{first}؛ رتبهٔ {count} شهرستان از همه جداست.",
        f"{first}; the ranks of {view.fmt.number(apart)} are apart from all others.",
    )


def ranking(comparison: Comparison) -> Markup:
    """Return the card of the ranking."""
    view = comparison.view
    told = [row for row in comparison.rows if row["rank"] is not None or row["note"] == UNDIRECTED]
    rest = [row for row in comparison.rows if row not in told]
    longest = max((float(row["high"] or comparison.amount(row) or 0) for row in told), default=1.0) or 1.0
    entries = [_entry(comparison, row, longest) for row in told]
    untold = join([_untold(comparison, rest)]) if rest else None
    count = view.fmt.number(len(told))
    title = view.say(f"{count} شهرستان به ترتیب", f"{count} counties in order")
    if any(row["rank"] is None for row in told):
        title = view.say(f"{count} شهرستان به ترتیب اندازه، بی‌رتبه", f"{count} counties by size, without a rank")
    subtitle = (
        comparison.title
        if comparison.by == "value"
        else view.say(
            f"{comparison.title}، برای هر هزار نفر سرشماری {_years(comparison)}",
            f"{comparison.title}, for each 1,000 people of the census of {_years(comparison)}",
        )
    )
    return el(
        "div",
        cards.card(
            title,
            el("dl", *entries, class_="nq-bars nq-ranking"),
            _legend(comparison),
            untold,
            tags.origin_tags(view, comparison.rows),
            links.link(view.say("همه در یک جدول", "All in one table"), f"{view.address.here(view='table')}#counties"),
            tool_row(
                view,
                "county_comparisons",
                comparison.where,
                title=comparison.title,
                picture="ranking",
                period=view.fmt.period(comparison.period),
            ),
            subtitle=f"{subtitle}، {view.fmt.period(comparison.period)}"
            if view.language.is_persian
            else f"{subtitle}, {view.fmt.period(comparison.period)}",
            level=2,
        ),
        id="ranking",
    )


def _years(comparison: Comparison) -> str:
    years = sorted({int(row["people_year"]) for row in comparison.rows if row["people_year"]})
    return comparison.view.say(" و ", " and ").join(comparison.view.fmt.digits(year) for year in years)


def _entry(comparison: Comparison, row: Row, longest: float) -> Markup:
    view, amount = comparison.view, comparison.amount(row) or 0.0
    low, high = row["low"], row["high"]
    spread = None
    if low is not None and high is not None:
        begin, end = 100 * float(low) / longest, min(100.0, 100 * float(high) / longest)
        spread = el("i", class_="nq-range", style=f"--from:{begin:.2f};--to:{end:.2f}")
    province = None
    if comparison.by == "value" and row["unit"] == "share" and comparison.province is not None:
        province = el("em", style=f"--at:{100 * float(comparison.province['value']) / longest:.2f}")
    dot = el("i", class_="nq-dot", style=f"--at:{100 * amount / longest:.2f}")
    name = el(
        "a",
        f"{view.fmt.number(row['rank'])}. " if row["rank"] is not None else None,
        view.column(row, "name"),
        href=view.address.to("counties", county=row["area_code"], indicator=row["indicator_id"]),
    )
    note = view.code("county_notes", row["note"])
    return join(
        [
            el("dt", name),
            el(
                "dd",
                el(
                    "span",
                    province,
                    spread,
                    dot,
                    class_="nq-dotline",
                    title=f"{ranks(view, row)}؛ {note}" if view.language.is_persian else f"{ranks(view, row)}; {note}",
                ),
                el("span", comparison.words(row)),
            ),
        ]
    )


def ranks(view: View, row: Row) -> str:
    """Return the ranks that a county may have: «رتبهٔ ۱ تا ۳»; a dash where it has none."""
    if row["rank"] is None:
        return "—"
    if row["rank_low"] is None or row["rank_low"] == row["rank_high"]:
        return view.say(f"رتبهٔ {view.fmt.number(row['rank'])}", f"rank {view.fmt.number(row['rank'])}")
    low, high = view.fmt.number(row["rank_low"]), view.fmt.number(row["rank_high"])
    return view.say(f"رتبهٔ {low} تا {high}", f"rank {low} to {high}")


def _untold(comparison: Comparison, rows: list[Row]) -> Markup:
    """Return the counties without a rank, each with the reason."""
    view = comparison.view
    entries = (
        el(
            "li",
            el("a", view.column(row, "name"), href=view.address.to("counties", county=row["area_code"])),
            ": ",
            _reason(view, row),
        )
        for row in rows
    )
    count = view.fmt.number(len(rows))
    return cards.disclosure(
        view.say(f"{count} شهرستان رتبه ندارند", f"{count} counties have no rank"),
        el("ul", *entries, class_="nq-list"),
        open_=len(rows) <= 6,
    )


def _reason(view: View, row: Row) -> str:
    if row["note"] == "not_told":
        return view.code("statuses", row["status"])
    return (
        f"{view.shown(row).text}؛ {view.code('county_notes', row['note'])}"
        if view.language.is_persian
        else f"{view.shown(row).text}; {view.code('county_notes', row['note']).lower()}"
    )


def _legend(comparison: Comparison) -> Markup:
    view = comparison.view
    shares = comparison.by == "value" and comparison.province is not None and comparison.province["unit"] == "share"
    return el(
        "p",
        el("span", el("i", class_="nq-key-dot"), view.say("مقدار", "Value")),
        el("span", el("i", class_="nq-key-range"), view.say("بازهٔ ۹۵ درصد", "95% interval")),
        el("span", el("i", class_="nq-key-whole"), view.say("کل استان", "The whole province")) if shares else None,
        class_="nq-legend",
    )


def interval(comparison: Comparison, row: Row) -> str:
    """Return the 95% interval of a value; a dash where it has none."""
    view = comparison.view
    if row["low"] is None:
        return "—"
    if row["unit"] == "share" and comparison.by == "value":
        low, high = (view.fmt.percent(row[name]) for name in ("low", "high"))
    else:
        low, high = (view.fmt.number(row[name], 1) for name in ("low", "high"))
    return view.say(f"{low} تا {high}", f"{low} to {high}")
