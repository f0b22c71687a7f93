"""How differences are told: a change between two periods, and how far a value is from the path of its target."""

from __future__ import annotations

from decimal import Decimal

from dashboards.data.indicators import UNIT_VALUE
from dashboards.data.versions import Row
from dashboards.data.view import View
from pipelines.foundation.persian import MINUS


def signed_change(view: View, change: Row) -> str:
    """Return a change with its sign and unit: «+۰٫۸ واحد درصد», −23 US dollars; of a unit value its growth as well."""
    amount, unit = change["change"], change["change_unit"]
    if unit == "percentage_points":
        points = view.fmt.number(amount, 1, signed=True)
        return view.say(f"{points} واحد درصد", f"{points} percentage points")
    if unit == "IRR":
        scaled, words = view.fmt.money(abs(amount))
        return f"{MINUS if amount < 0 else '+'}{scaled} {words}"
    if unit == UNIT_VALUE:
        written = f"{view.fmt.number(amount, 2, signed=True)} {view.unit(unit, amount)}"
        if change.get("relative") is None:
            return written
        growth = view.fmt.number(change["relative"] * 100, 1, signed=True)
        return view.say(f"{written} ({growth} درصد)", f"{written} ({growth}%)")
    return f"{view.fmt.number(amount, 1, signed=True)} {view.unit(unit, amount)}"


def signed_gap(view: View, row: Row, gap: Decimal) -> str:
    """Return how far a value is from the path of its target, with sign and unit: «−۵٫۲ واحد درصد»."""
    if row["unit"] == "share":
        return signed_change(view, {"change": gap * 100, "change_unit": "percentage_points"})
    if row["unit"] in ("IRR", UNIT_VALUE):
        return signed_change(view, {"change": gap, "change_unit": row["unit"]})
    decimals = int((view.indicator(str(row["indicator_id"])) or {}).get("decimals") or 0)
    return f"{view.fmt.number(gap, decimals, signed=True)} {view.unit(row['unit'], gap)}"
