"""Every indicator as one line of a table: the value that stands for it, its state, target, distance, change and series.

Rows of many indicators are read at once; choosing among them is left to :mod:`dashboards.data.indicators`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from pipelines.foundation.persian import letter_order

#: The states of a line, worst first: those of adopted targets, then what has no target, then two kinds of nothing.
STATES = (
    "missed",
    "off_track",
    "behind",
    "unmeasured",
    "on_track",
    "reached",
    "no_target",
    "hidden",
    "no_figure",
)
#: States in which an adopted target asks for something that is not there.
BAD = ("missed", "off_track", "behind")
#: States of lines that have an adopted target.
TARGETED = STATES[:6]


@dataclass(frozen=True)
class Line:
    """One indicator with the value that stands for it; ``row`` is None where none has come.

    ``parts`` are the categories of a value that has no whole, largest first; ``domain`` is said where
    there are several.
    """

    definition: Row
    row: Row | None
    state: str
    progress: Row | None
    target: Row | None
    change: Row | None = None
    series: tuple[Row, ...] = ()
    parts: tuple[Row, ...] = ()
    domain: str | None = None

    @property
    def indicator_id(self) -> str:
        """The name of the indicator."""
        return str(self.definition["indicator_id"])

    @property
    def is_adopted(self) -> bool:
        """Whether the target of the line was adopted; a proposed one gives no state."""
        return self.target is not None and self.target["decision_state"] == "adopted"

    @property
    def gap(self) -> Decimal | None:
        """How far the value is from where the path of its target is; None where that was not assessed."""
        gap = self.progress["gap"] if self.progress is not None else None
        return None if gap is None or gap != gap else Decimal(str(gap))


def lines(view: View, definitions: Sequence[Row]) -> list[Line]:
    """Return the lines of some indicators, in their order."""
    chosen = [(found, indicators.principal(view, str(found["indicator_id"]))) for found in definitions]
    told = [row for _, row in chosen if row is not None]
    values, changes = _values(view, told), _changes(view, told)
    return [
        _line(view, found, row, values[_key(row)], changes.get(str(row["value_id"])))
        if row is not None
        else _untold(view, found)
        for found, row in chosen
    ]


def _line(view: View, definition: Row, row: Row, same_area: Sequence[Row], change: Row | None) -> Line:
    same = ("domain", "breakdown", "category", "basis", "frequency")
    line = [other for other in same_area if all(other[name] == row[name] for name in same)]
    domains = {other["domain"] for other in same_area if other["value"] is not None}
    parts = [
        other
        for other in same_area
        if row["category"] and other["category"] and all(other[name] == row[name] for name in (*same[:2], "basis"))
    ]
    return Line(
        definition,
        row,
        _state(view, row),
        indicators.assessed(view, row),
        indicators.adopted_target(view, row) or indicators.proposed_target(view, row),
        change,
        tuple(indicators.with_gaps(line)),
        tuple(
            sorted(
                (part for part in parts if part["period"] == row["period"]),
                key=lambda part: -(part["value"] or 0),
            )
        ),
        view.code("domains", row["domain"]) if domains - {row["domain"]} else None,
    )


def _untold(view: View, definition: Row) -> Line:
    """Return the line of an indicator without a figure: an adopted target of it waits to be measured."""
    name = str(definition["indicator_id"])
    progress = next((row for row in indicators.standings(view.tables) if row["cell_indicator_id"] == name), None)
    targets = [row for row in view.tables.rows("select * from targets") if row["indicator_id"] == name]
    if progress is not None:
        target = next((row for row in targets if row["target_id"] == progress["target_id"]), None)
        return Line(definition, None, "unmeasured", progress, target)
    proposed = sorted(
        (row for row in targets if row["decision_state"] != "adopted"), key=lambda row: str(row["target_period"])
    )
    return Line(definition, None, "no_figure", None, proposed[0] if proposed else None)


def _state(view: View, row: Row) -> str:
    """Return the state of a value: what is hidden or missing is no state of a target, unless one was set for it."""
    if indicators.assessed(view, row) is not None:
        status = indicators.commission_status(view, row)
        return status if status in STATES else "unmeasured"
    if row["status"] == "suppressed":
        return "hidden"
    return "no_target" if row["value"] is not None else "no_figure"


def _key(row: Row) -> tuple[str, str]:
    return str(row["indicator_id"]), str(row["area_code"])


def _values(view: View, told: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return every value of the indicators and areas of some values, oldest period first."""
    found: dict[tuple[str, str], list[Row]] = {}
    for area in sorted({str(row["area_code"]) for row in told}):
        names = sorted({str(row["indicator_id"]) for row in told if row["area_code"] == area})
        rows = view.tables.rows(
            "select * from indicator_values where area_code = ? "
            "and list_contains(string_split(?, ' '), indicator_id) order by period, category",
            area,
            " ".join(names),
        )
        for row in rows:
            found.setdefault(_key(row), []).append(row)
    return found


def _changes(view: View, told: Sequence[Row]) -> dict[str, Row]:
    """Return the change of some values since a year before, by value; of a year that is the one before it."""
    told = [row for row in told if not indicators.is_running(view, row)]
    rows = view.tables.rows(
        "select c.*, o.value as other_value, o.period as other_period from indicator_changes c "
        "join indicator_values v on v.value_id = c.value_id "
        "left join indicator_values o on o.value_id = c.other_value_id "
        "where c.comparison = case v.frequency when 'A' then 'previous' else 'year_before' end "
        "and list_contains(string_split(?, ' '), c.value_id)",
        " ".join(sorted(str(row["value_id"]) for row in told)),
    )
    return {str(row["value_id"]): row for row in rows}


# --- finding and ordering --------------------------------------------------------------------------------


def matches(line: Line, words: str) -> bool:
    """Tell whether every word stands in the name or the definition of a line, however its letters are typed."""
    columns = ("title_fa", "title_en", "definition_fa", "definition_en", "indicator_id")
    text = _letters(" ".join(str(line.definition[name] or "") for name in columns))
    return all(_letters(word) in text for word in words.split())


def _letters(text: str) -> str:
    """Return letters as a dictionary sees them: an Arabic yeh is a Persian one, spaces and half-spaces are none."""
    places = letter_order("".join(text.replace("_", "").split()))
    return "".join(chr(0xE000 + place) if kind else chr(place) for kind, place in places)


def severity(line: Line) -> tuple[int, float, int]:
    """Return by what the worst line stands first: its state, how little of what was expected it gained, its rank."""
    ratio = line.progress["gain_ratio"] if line.progress is not None else None
    gained = float(ratio) if ratio is not None and ratio == ratio else float("inf")
    return STATES.index(line.state), gained, int(line.definition["headline"] or 999)


def growth(line: Line) -> float | None:
    """Return a change as a part of what it was a year before, by which unlike units are put in order."""
    if line.change is None or line.change["change"] is None or not line.change["other_value"]:
        return None
    change = float(line.change["change"])
    before = float(line.change["other_value"])
    return change / (100 * before if line.change["change_unit"] == "percentage_points" else abs(before))
