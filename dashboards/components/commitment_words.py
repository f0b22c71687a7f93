"""What the views of commitments share: marks of the standings, their words, measures and dates."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.data.versions import Row
from dashboards.data.view import View

#: standing → mark, worst first.
MARKS = {
    "overdue": "off_track",
    "cannot_be_judged": "behind",
    "withdrawn": "not_available",
    "no_due_date": "no_target",
    "open": "on_track",
    "kept": "reached",
}


def standing_word(view: View, standing: str) -> str:
    """Return the word of a standing."""
    return view.code("commitment_standings", standing)


def spoken_day(view: View, rows: Iterable[Row]) -> str:
    """Return when the commitments were spoken: one day, or the first and the last."""
    days = sorted({str(row["spoken_on"]) for row in rows if row["spoken_on"]})
    if not days:
        return ""
    first, last = view.fmt.jalali(days[0]), view.fmt.jalali(days[-1])
    if first == last:
        return view.say(f"در {first}", f"in {first}")
    return view.say(f"از {first} تا {last}", f"from {first} to {last}")


def measure(view: View, row: Row) -> str:
    """Return the amount that was promised with its unit; nothing where none was said."""
    low, high = row["target_low"], row["target_high"]
    if low is None and high is None:
        return ""
    first = low if low is not None else high
    if row["target_unit"] == "IRR":
        return " ".join(view.fmt.money(first))
    amount = view.fmt.number(first)
    if low is not None and high is not None and low != high:
        amount = view.say(f"{amount} تا {view.fmt.number(high)}", f"{amount} to {view.fmt.number(high)}")
    return f"{amount} {view.unit(row['target_unit'], high if high is not None else low)}".strip()
