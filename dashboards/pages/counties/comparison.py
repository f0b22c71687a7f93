"""What the counties are compared by: one indicator, basis, domain and frequency, in one period and over time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dashboards.charts.small_lines import Point
from dashboards.charts.words import position
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from pipelines.foundation.period import Period
from pipelines.foundation.persian import left_to_right

#: The note of a figure of which neither high nor low is good: it has a size and no rank.
UNDIRECTED = "no_direction"
#: What the counties are put in order by: the value, or the value for each thousand people.
PER_PERSON = "per_1000_people"


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
        return bool(self._rows(PER_PERSON))

    @cached_property
    def by(self) -> str:
        """By what the counties are ranked."""
        return PER_PERSON if self.wanted == PER_PERSON and self.per_person else "value"

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
        return next((row for row in self._of_province if row["period"] == self.period), None)

    @cached_property
    def _of_province(self) -> tuple[Row, ...]:
        """The values of the whole province, with what they are for each thousand people."""
        return self.view.tables.rows(
            "select v.*, c.change as per_1000_people from indicator_values v left join indicator_changes c "
            "on c.value_id = v.value_id and c.comparison = 'per_1000_people' where v.area_code = ? "
            "and v.indicator_id = ? and v.basis = ? and v.domain = ? and v.frequency = ? "
            "and v.category = '' and v.value is not null order by v.period",
            self.province_code,
            *(self.line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
        )

    @property
    def is_share(self) -> bool:
        """Whether the figure of the whole lies among those of its parts: a share does, a count is their sum."""
        return self.by == PER_PERSON or self.unit == "share"

    @cached_property
    def unit(self) -> str:
        """The unit of the values."""
        return str(self.rows[0]["unit"]) if self.rows else ""

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

    def short(self, amount: float) -> str:
        """Return an amount as a tile or an axis has room for it: zero is a word."""
        if amount == 0:
            return self.view.say("صفر", "0")
        if self.by != PER_PERSON and self.unit == "share":
            return left_to_right(self.view.fmt.percent_tick(amount, 1))
        if self.unit == "IRR" and self.by != PER_PERSON:
            return " ".join(self.view.fmt.money(amount))
        return self.view.fmt.number(amount, 0 if amount >= 100 else 1 if amount >= 1 else 2)

    # --- over time -------------------------------------------------------------------------------------------

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods up to the one compared in which some county has a figure, oldest first."""
        found = {str(row["period"]) for row in self._over_time if row[self.by] is not None} | {self.period}
        last = position(self.period)
        return tuple(period for period in sorted(found, key=position) if position(period) <= last)

    @cached_property
    def _over_time(self) -> tuple[Row, ...]:
        within = place.inside(self.view.tables, self.province_code)
        rows = self.view.tables.rows(
            "select area_code, period, value, per_1000_people, status from county_comparisons "
            "where indicator_id = ? and basis = ? and domain = ? and frequency = ? and ranked_by = ?",
            *(self.line[name] for name in ("indicator_id", "basis", "domain", "frequency")),
            self.by,
        )
        return tuple(row for row in rows if row["area_code"] in within)

    @cached_property
    def _by_county(self) -> dict[tuple[str, str], Row]:
        return {(str(row["area_code"]), str(row["period"])): row for row in self._over_time}

    def points(self, county: Row) -> tuple[Point, ...]:
        """Return what a county has in each period: a figure, a hidden one, nothing, or no existence yet."""
        return tuple(self._point(county, period) for period in self.periods)

    def _point(self, county: Row, period: str) -> Point:
        row = self._by_county.get((str(county["area_code"]), period))
        if row is not None and row["status"] == "suppressed":
            return Point(period, None, "hidden")
        if row is not None and row[self.by] is not None:
            return Point(period, float(row[self.by]), "told")
        if row is not None and row["value"] is not None:
            return Point(period, None, "not_applicable")  # no census, so nothing for each thousand people
        founded = county["valid_from"]
        young = founded and Period.parse(str(founded)).span.first > Period.parse(period).span.last
        return Point(period, None, "absent" if young else "missing")

    @cached_property
    def whole(self) -> tuple[Point, ...]:
        """The points of the whole province on the axis of the counties; none where it is their sum."""
        if not self.is_share:
            return ()
        told = {str(row["period"]): row[self.by] for row in self._of_province}
        return tuple(
            Point(
                period,
                None if told.get(period) is None else float(told[period]),
                "missing" if told.get(period) is None else "told",
            )
            for period in self.periods
        )

    @cached_property
    def highest(self) -> float:
        """The highest amount over time, of counties and of the whole beside them."""
        amounts = [
            float(row[self.by])
            for row in self._over_time
            if row[self.by] is not None and str(row["period"]) in self.periods
        ]
        return max([*amounts, *(point.value for point in self.whole if point.value is not None)], default=0.0)
