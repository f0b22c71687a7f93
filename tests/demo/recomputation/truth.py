"""The rows that count: those of published deliveries, without the planted ones that must be kept out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jdatetime
import pandas as pd

CELL = ["indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis"]
REFERENCE = Path(__file__).parents[3] / "models" / "reference"


def reference(name: str) -> pd.DataFrame:
    """Return a reference table, all text, empty cells as ''."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")


@dataclass(frozen=True)
class Truth:
    """The truth tables of a demonstration and its reference data."""

    folder: Path

    def deliveries(self, feed: str) -> pd.DataFrame:
        """Return the published deliveries of a feed."""
        found = pd.read_parquet(self.folder / "deliveries.parquet")
        return found[(found.feed == feed) & (found.expected_state == "published")]

    def rows(self, feed: str) -> pd.DataFrame:
        """Return the rows that count, with ``office`` and ``period`` of their delivery."""
        rows = pd.read_parquet(self.folder / f"{feed}.parquet")
        planted = pd.read_parquet(self.folder / "planted.parquet")
        bad = planted[planted.expected_answer == "quarantine"]
        key = ["raw_path", "sheet_name", "row_number"]
        rows = rows.merge(bad[key].drop_duplicates().assign(bad=True), on=key, how="left")
        rows = rows[rows.bad.isna()].drop(columns="bad")
        told = self.deliveries(feed)[["raw_path", "office", "period"]]
        return rows.merge(told, on="raw_path")

    def with_domain(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Fill a domain that is not written: by the craft's body, else by the office that keeps the list."""
        bodies = reference("crafts").set_index("craft_code").body
        body = rows.craft.map(bodies).where(lambda b: b.notna() & (b != ""), rows.office)
        inferred = body.map(lambda b: "carpet" if b == "carpet_centre" else "crafts")
        return rows.assign(domain=rows.domain.where(known(rows.domain), inferred))


def known(words: pd.Series) -> pd.Series:
    """Return which words are written and are of their list."""
    return words.notna() & (words != "not_recognised")


def quarter_of(day: object) -> str | None:
    """Return the Jalali quarter of a date."""
    if day is None or pd.isna(day):
        return None
    moment = pd.Timestamp(day)
    jalali = jdatetime.date.fromgregorian(date=moment.date())
    return f"{jalali.year}Q{(jalali.month + 2) // 3}"


def last_day(quarter: str) -> pd.Timestamp:
    """Return the last day of a Jalali quarter."""
    year, number = int(quarter[:4]), int(quarter[5])
    following = jdatetime.date(year + number // 4, 3 * (number % 4) + 1, 1)
    return pd.Timestamp(following.togregorian()) - pd.Timedelta(days=1)


def cells(
    indicator: str,
    rows: pd.DataFrame,
    *,
    numerator: object = 1,
    denominator: object = None,
    breakdown: str = "",
    category: str | None = None,
    basis: str = "register",
    by_county: bool = True,
) -> pd.DataFrame:
    """Return base cells of ``rows`` (area, domain, period), numerator and denominator added up."""
    told = pd.DataFrame(
        {
            "indicator_id": indicator,
            "area_code": rows.area,
            "domain": rows.domain,
            "breakdown": breakdown,
            "category": rows[category] if category else "",
            "frequency": rows.period.map(lambda p: "Q" if "Q" in p else "A"),
            "period": rows.period,
            "basis": basis,
            "numerator": rows[numerator] if isinstance(numerator, str) else numerator,
            "denominator": rows[denominator] if isinstance(denominator, str) else denominator,
        },
        index=rows.index,
    )
    return told if by_county else told.assign(area_code=told.area_code.map(parents()))


def parents() -> pd.Series:
    """Return the area above each area."""
    return reference("areas").set_index("area_code").parent_code


def carried(
    told: pd.DataFrame,
    *,
    province: bool = True,
    categories: bool = False,
    domains: bool = False,
    categories_from_province: bool = False,
    country: bool = False,
) -> pd.DataFrame:
    """Add what the header says is to be added: the province (and the country), all categories, all domains.

    Return summed cells.
    """
    parts = [told]
    if province:
        above = told
        while len(above := above.assign(area_code=above.area_code.map(parents()))):
            above = above[above.area_code.notna() & ~above.area_code.isin([""] if country else ["", "IR"])]
            parts.append(above)
    told = pd.concat(parts)
    if categories:
        whole = told[told.category != ""].assign(breakdown="", category="")
        if categories_from_province:
            told = told[(told.category == "") | (told.area_code == "08")]
        told = pd.concat([told, whole])
    if domains:
        told = pd.concat([told, told[told.domain != "all"].assign(domain="all")])
    summed = told.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1)
    return summed.reset_index()
