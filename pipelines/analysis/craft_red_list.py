"""The craft red list: what may be told of each craft of a county, and whether the craft is in danger.

The counts come from the query of ``models/derived/crafts/craft_red_list.sql``, the criteria from
``models/rules/red_list.yaml``. First is hidden what would single persons out; the state is judged by what is left, so
it can tell no more than the table does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.analysis.bilingual import in_both, in_language
from pipelines.analysis.disclosure import smallest_published
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.red_list_rules import DangerPart, RedListFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period_names import period_name
from pipelines.modelling.making import Inputs

#: Counts of persons, each hidden along the lines in which it adds up. ``under_35`` is told as a share only.
COUNTS = ("practitioners", "teachers", "under_35", "entrants", "leavers")
#: Of which counts a whole is published beside this table, by kind of line and domain. Who publishes another adds it.
PUBLISHED_WHOLES: Mapping[str, frozenset[tuple[str, str]]] = {
    "practitioners": frozenset((kind, d) for kind in ("area", "group", "kilim") for d in ("crafts", "carpet")),
    "under_35": frozenset({("area", "crafts")}),
    "entrants": frozenset({("area", "crafts")}),
}
WHOLE_PER_CENT = Decimal("0.01")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that add up to a whole: another cell, or (None) a figure that is published elsewhere and shown."""

    whole: Key | None
    parts: tuple[Key, ...]
    kind: str = ""
    domain: str = ""

    def binds(self, count: str) -> bool:
        """Tell whether the whole of this count is published, here or elsewhere."""
        return self.whole is not None or (self.kind, self.domain) in PUBLISHED_WHOLES.get(count, ())


def told_red_list(inputs: Inputs) -> list[dict[str, Any]]:
    """Return every craft of every county and province with its state. Grain: area, domain and craft."""
    rules, smallest = read_rules(inputs.models, RedListFile), smallest_published(inputs.models)
    return list(red_list(inputs.asked(), rules, smallest))


def red_list(rows: list[dict[str, Any]], rules: RedListFile, smallest: int) -> Iterator[dict[str, Any]]:
    """Yield what may be told of each craft, its state and a sentence."""
    lines = lines_of(rows)
    hidden = {
        name: hidden_cells(_numbers(rows, name, smallest), [line for line in lines if line.binds(name)], smallest)
        for name in COUNTS
    }
    for row in rows:
        told = _told(row, {name: _key(row) in cells for name, cells in hidden.items()}, rules)
        state, criterion = judged(told, rules.criteria)
        is_hidden = told["practitioners"] is None
        title = criterion.title if criterion is not None and not is_hidden else None
        yield {
            **told,
            "state": state,
            "criterion": "hidden" if is_hidden else criterion.id if criterion is not None else None,
            "criterion_fa": title.fa if title is not None else None,
            "criterion_en": title.en if title is not None else None,
            "status": "suppressed" if is_hidden else "final",
            **_sentence(row, state, title, rules, is_hidden),
        }


def _key(row: Mapping[str, Any]) -> Key:
    return row["area_code"], row["domain"], row["craft_code"]


def _numbers(rows: Iterable[Mapping[str, Any]], name: str, smallest: int) -> dict[Key, tuple[int, bool]]:
    """Return the count of each cell, and whether it is too small, or withheld elsewhere.

    Of a share, what is left of the whole must not be too small either.
    """
    found = dict[Key, tuple[int, bool]]()
    for row in rows:
        if (number := row[name]) is not None:
            rest = row["aged"] - number if name == "under_35" else 0
            is_small = 0 < number < smallest or 0 < rest < smallest
            found[_key(row)] = number, is_small or bool(row.get(f"{name}_withheld"))
    return found


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return what adds up: crafts of an area, counties of a craft, crafts of a group, kilims of an area.

    How many are at work in a county, in a group of crafts and in kilim weaving are values published beside this table.
    """
    wholes, parts = dict[tuple[str, ...], Key](), defaultdict[tuple[str, ...], list[Key]](list)
    for row in rows:
        key, domain = _key(row), row["domain"]
        parts["area", row["area_code"], domain].append(key)
        if row["family"] == "kilim":
            parts["kilim", row["area_code"], domain].append(key)
        if row["area_kind"] == "province":
            wholes["craft", row["area_code"], domain, row["craft_code"]] = key
            parts["group", row["area_code"], domain, row["group_code"]].append(key)
        else:
            parts["craft", row["parent_code"], domain, row["craft_code"]].append(key)
    return [Line(wholes.get(name), tuple(cells), name[0], name[2]) for name, cells in parts.items()]


def hidden_cells(numbers: Mapping[Key, tuple[int, bool]], lines: Iterable[Line], smallest: int) -> set[Key]:
    """Return the cells that must be hidden so that none that is too small follows from the rest of its line.

    Nought is told everywhere, so whoever knows of a hidden cell knows that it is at least one: of several gaps, each
    can be any small number only where their sum leaves that much to each beside one for all others.
    """
    hidden = {key for key, (_, is_small) in numbers.items() if is_small}
    known = [line for line in lines if any(cell in numbers for cell in line.parts)]
    fresh = bool(hidden)
    while fresh:
        more = {cell for line in known if (cell := _next(line, numbers, hidden, smallest)) is not None}
        fresh = bool(more)
        hidden |= more
    return hidden


def _next(line: Line, numbers: Mapping[Key, tuple[int, bool]], hidden: set[Key], smallest: int) -> Key | None:
    """Return the cell of a line to hide next, or None where nothing follows from what the line shows."""
    cells = [cell for cell in line.parts if cell in numbers and numbers[cell][0] > 0]
    gaps = [cell for cell in cells if cell in hidden]
    shown = sorted((cell for cell in cells if cell not in hidden), key=lambda cell: (numbers[cell][0], cell))
    whole = line.whole if line.whole in numbers else None
    if whole is not None and whole in hidden:
        return shown[0] if shown and not gaps else None
    if not gaps or (len(gaps) > 1 and sum(numbers[cell][0] for cell in gaps) >= len(gaps) - 1 + smallest - 1):
        return None
    return shown[0] if shown else whole


def _told(row: Mapping[str, Any], hidden: Mapping[str, bool], rules: RedListFile) -> dict[str, Any]:
    """Return the row with only what may be told of it."""
    told: dict[str, Any] = {
        **row,
        **{name: None if hidden["practitioners"] or hidden[name] else row[name] for name in COUNTS},
    }
    practitioners, aged = told["practitioners"], row["aged"]
    enough = (
        practitioners is not None
        and aged >= rules.fewest_for_age.value
        and aged >= rules.least_known_share.value * practitioners
    )
    young = told["under_35"]
    told["median_age"] = row["median_age"] if enough else None
    told["under_35_share"] = (
        (Decimal(young) / aged).quantize(WHOLE_PER_CENT, ROUND_HALF_UP) if enough and young is not None else None
    )
    told["trainees_per_practitioner"] = (
        Decimal(row["trainees"]) / practitioners if practitioners and row["trainees"] is not None else None
    )
    return told


def judged(told: Mapping[str, Any], criteria: Iterable[DangerPart]) -> tuple[str, DangerPart | None]:
    """Return the state of a craft and the criterion that decided, or the first that cannot be told."""
    entrants, leavers = told["entrants"], told["leavers"]
    balance = entrants - leavers if entrants is not None and leavers is not None else None
    measures = {**told, "balance": balance}
    state, decided, unknown = "viable", None, None
    for criterion in criteria:
        if decided is not None and criterion.state != decided.state:
            break
        answers = [condition.holds(measures[condition.measure]) for condition in criterion.all]
        if all(answer is True for answer in answers):
            state, decided = (criterion.state, criterion) if decided is None else (state, decided)
        elif unknown is None and False not in answers:
            unknown = criterion
    # What cannot be told of a lighter danger takes nothing from one that is certain.
    if unknown is not None and (decided is None or unknown.state != decided.state):
        return "not_known", unknown
    return state, decided


def _sentence(
    row: Mapping[str, Any], state: str, criterion: Bilingual | None, rules: RedListFile, is_hidden: bool
) -> dict[str, str]:
    name = "hidden" if is_hidden else {"not_known": "not_told", "viable": "viable"}.get(state, "decided")
    return in_both(
        rules.sentences[name],
        lambda language: {
            "craft": row[f"craft_{language}"],
            "area": row[f"area_{language}"],
            "state": in_language(rules.states[state], language),
            "criterion": in_language(criterion, language) if criterion is not None else "",
            "period": period_name(row["period"], language),
        },
    )
