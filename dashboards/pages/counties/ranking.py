"""The ranking of the counties by one indicator: dot, interval, possible ranks.

Who is not told stands last with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: The note of a figure of which neither high nor low is good: it has a size and no rank.
UNDIRECTED = "no_direction"


@dataclass(frozen=True)
class Comparison:
    """One indicator, basis, domain and frequency, compared between the counties of a province in one period."""

    view: View
    line: Row
    period: str
    wanted: str
    province_code: str

    @cached_property
    def where(self) -> dict[str, str | None]:
        """The equalities that give exactly the rows of the comparison."""
        names = ("indicator_id", "basis", "domain", "frequency")
        return {**{name: str(self.line[name]) for name in names}, "period": self.period, "ranked_by": self.by}

    @cached_property
    def per_person(self) -> bool:
        """Whether the indicator is also ranked for each thousand people."""
        return bool(self._rows("per_1000_people"))

    @cached_property
    def by(self) -> str:
        """By what the counties are ranked."""
        return "per_1000_people" if self.wanted == "per_1000_people" and self.per_person else "value"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The counties, best first, those without a rank last."""
        return self._rows(self.by)

    def _rows(self, by: str) -> tuple[Row, ...]:
        within = place.inside(self.view.tables, self.province_code)
        rows = self.view.tables.rows(
            "select c.*, a.name_fa, a.name_en, v.unit, v.qualifier, v.numerator, v.denominator "
            "from county_comparisons c join areas a using (area_code) "
            "join indicator_values v using (value_id) where c.indicator_id = ? and c.basis = ? "
            "and c.domain = ? and c.frequency = ? and c.period = ? and c.ranked_by = ? "
            "order by c.rank nulls last",
            *(self.line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
            self.period,
            by,
        )
        named = self.view.by_name(row for row in rows if row["area_code"] in within)  # of one rank, by name
        # What is not ranked, since no direction is good, stands by size.
        named.sort(key=lambda row: -(row[by] or 0) if row["note"] == UNDIRECTED else 0)
        return tuple(sorted(named, key=lambda row: (row["rank"] is None, row["rank"])))

    @cached_property
    def province(self) -> Row | None:
        """The value of the whole province in the same period, None where it is not told."""
        return self.view.tables.one(
            "select v.* from indicator_values v where v.area_code = ? "
            "and v.indicator_id = ? and v.basis = ? and v.domain = ? and v.frequency = ? and v.period = ? "
            "and v.category = '' and v.value is not null",
            self.province_code,
            *(self.line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
            self.period,
        )

    @property
    def title(self) -> str:
        """The title of the indicator."""
        return self.view.column(self.line, "title")

    def amount(self, row: Row) -> float | None:
        """Return what a county is ranked by."""
        value = row[self.by]
        return float(value) if value is not None else None

    def words(self, row: Row) -> str:
        """Return the amount with its unit."""
        if self.by == "value":
            return self.view.shown(row).text
        return self.view.fmt.number(row["per_1000_people"], 1)


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
            _behind(comparison),
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
                    title=f"{_ranks(view, row)}؛ {note}"
                    if view.language.is_persian
                    else f"{_ranks(view, row)}; {note}",
                ),
                el("span", comparison.words(row)),
            ),
        ]
    )


def _ranks(view: View, row: Row) -> str:
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


def _behind(comparison: Comparison) -> Markup:
    view = comparison.view
    words = view.say("جدول پشت رتبه‌ها", "The table behind the ranking")
    headers = [
        view.say("شهرستان", "County"),
        view.say("مقدار", "Value"),
        view.say("بازهٔ ۹۵ درصد", "95% interval"),
        view.say("رتبه", "Rank"),
        view.say("یادداشت", "Note"),
    ]
    body = [
        [
            view.column(row, "name"),
            comparison.words(row) if row[comparison.by] is not None else view.shown(row).text,
            _interval(comparison, row),
            _ranks(view, row),
            view.code("county_notes", row["note"]),
        ]
        for row in comparison.rows
    ]
    return cards.disclosure(words, tables.table(headers, body, caption=words))


def _interval(comparison: Comparison, row: Row) -> str:
    view = comparison.view
    if row["low"] is None:
        return "—"
    if row["unit"] == "share" and comparison.by == "value":
        low, high = (view.fmt.percent(row[name]) for name in ("low", "high"))
    else:
        low, high = (view.fmt.number(row[name], 1) for name in ("low", "high"))
    return view.say(f"{low} تا {high}", f"{low} to {high}")
