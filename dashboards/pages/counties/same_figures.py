"""The figures that several counties have alike: the same indicator, domain, basis, frequency and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts.words import position
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View

_VALUES = """
select v.*, i.title_fa, i.title_en, i.headline, i.direction,
  exists (select 1 from targets t where t.indicator_id = v.indicator_id and t.decision_state = 'adopted') as is_targeted
from indicator_values v join indicators i using (indicator_id)
where v.category = '' and v.status <> 'missing' and list_contains(string_split(?, ' '), v.area_code)"""


@dataclass(frozen=True)
class SameFigure:
    """One indicator and domain of several counties at one time, on one basis; ``whole`` is the province's."""

    rows: tuple[Row, ...]
    whole: Row | None

    @property
    def is_hidden(self) -> bool:
        """Whether the figure of some county is hidden: such a comparison has no place for a dot."""
        return any(row["status"] == "suppressed" for row in self.rows)

    @property
    def is_told(self) -> bool:
        """Whether every county has a figure."""
        return all(row["value"] is not None for row in self.rows)

    @property
    def is_share(self) -> bool:
        """Whether the figures are parts of a whole, which one scale holds all."""
        return self.rows[0]["unit"] == "share"

    @property
    def amounts(self) -> list[float]:
        """The figures, in the order of the counties."""
        return [float(row["value"]) for row in self.rows]

    @property
    def difference(self) -> float:
        """How far the figures are apart: of shares in points, of amounts as a part of the largest."""
        low, high = min(self.amounts), max(self.amounts)
        if self.is_share:
            return high - low
        return (high - low) / high if high else 0.0

    @property
    def order(self) -> tuple[bool, float]:
        """By what the lines stand: what has a target or is a headline first, then the largest difference."""
        first = self.rows[0]
        return not (first["is_targeted"] or first["headline"] is not None), -self.difference


def same_figures(view: View, codes: Sequence[str]) -> tuple[list[SameFigure], int]:
    """Return what all the counties have, and how many indicators only some of them have."""
    province = place.province_of(view.tables, codes[0]) or ""
    rows = view.tables.rows(_VALUES, " ".join([*codes, province]))
    cells: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        key = tuple(str(row[name]) for name in ("indicator_id", "domain", "basis", "frequency", "period"))
        cells.setdefault(key, {})[str(row["area_code"])] = row
    found: dict[tuple[str, str], SameFigure] = {}
    some: set[tuple[str, str]] = set()
    ranked = indicators.bases(view)
    for key, areas in cells.items():
        name = key[0], key[1]
        if any(code in areas for code in codes):
            some.add(name)
        if not all(code in areas for code in codes):
            continue
        figure = SameFigure(tuple(areas[code] for code in codes), areas.get(province))
        if name not in found or _weight(figure, ranked) > _weight(found[name], ranked):
            found[name] = figure
    return sorted(found.values(), key=lambda one: one.order if one.is_told else (True, 0.0)), len(some - set(found))


def _weight(figure: SameFigure, ranked: Sequence[str]) -> tuple[int, float, bool]:
    """Return by what one of several comparisons is chosen: its evidence, and how new it is.

    What is hidden now is not replaced by what was told before.
    """
    first = figure.rows[0]
    basis = ranked.index(first["basis"]) if first["basis"] in ranked else len(ranked)
    return -basis, position(str(first["period"])), first["frequency"] == "Q"
