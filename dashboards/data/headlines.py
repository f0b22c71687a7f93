"""Which figure of an indicator stands first in an area, and which stand beside it: rows of the table ``headlines``.

The build chooses (``models/rules/headlines.yaml``); pages only read. A version that was published before it told them
has none.
"""

from __future__ import annotations

from functools import lru_cache

from dashboards.data.versions import Row, Tables
from dashboards.data.view import View

_ROWS = (
    "select v.*, h.place, h.coverage, h.rule, h.stated_value_id from headlines h "
    "join indicator_values v on v.value_id = h.value_id order by h.indicator_id, h.area_code, h.place"
)


def told(view: View, indicator_id: str) -> tuple[Row, ...]:
    """Return the headline of an indicator in each area: its values on every basis, the first one first."""
    if "headlines" not in view.tables.names():
        return ()
    return _by_indicator(view.tables).get(indicator_id, ())


@lru_cache(maxsize=8)
def _by_indicator(tables: Tables) -> dict[str, tuple[Row, ...]]:
    """Return the headlines of every indicator: a page that lists them all reads them once."""
    found: dict[str, list[Row]] = {}
    for row in tables.rows(_ROWS):
        found.setdefault(str(row["indicator_id"]), []).append(row)
    return {indicator: tuple(rows) for indicator, rows in found.items()}


def firsts(view: View, indicator_id: str) -> list[Row]:
    """Return the value that stands first, of each area."""
    return [row for row in told(view, indicator_id) if row["place"] == 1]


def bases(view: View, row: Row) -> list[Row]:
    """Return the values of the headline to which a value belongs, in order; none where it belongs to none."""
    found = [other for other in told(view, str(row["indicator_id"])) if other["area_code"] == row["area_code"]]
    return found if any(other["value_id"] == row["value_id"] for other in found) else []


def of_area(view: View, area_code: str) -> list[str]:
    """Return the keys of the values that stand first in an area, of every indicator."""
    if "headlines" not in view.tables.names():
        return []
    found = view.tables.rows(
        "select value_id from headlines where area_code = ? and place = 1 order by value_id", area_code
    )
    return [str(row["value_id"]) for row in found]
