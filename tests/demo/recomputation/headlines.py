"""Which figure stands first, computed once more from the published values and from the words of the rule.

Nothing of ``models/derived/headlines`` is used: this is the rule of ``models/rules/headlines.yaml`` and the description
of the table, read by somebody who does not know its SQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]
Told = dict[tuple[str, str, str], tuple[int, str, Decimal | None, str]]

EVIDENCE = ("register", "customs", "suitcase", "reported")
GRADES = ("law", "register", "customs", "office_file", "statement", "press")
DOMAINS = ("crafts", "all", "carpet")
LEAST = Decimal("0.8")


def differences(database: Path) -> tuple[int, list[str]]:
    """Return how many headlines of several bases there are, and which published row is not the computed one."""
    with duckdb.connect(str(database), read_only=True) as connection:
        values = _rows(connection, "SELECT * FROM indicator_values")
        targets = _rows(connection, "SELECT * FROM target_progress WHERE decision_state = 'adopted'")
        indicators = _rows(connection, "SELECT * FROM indicators")
        published = _rows(connection, "SELECT * FROM headlines")
    computed = headlines(values, targets, indicators)
    told: Told = {
        (r["indicator_id"], r["area_code"], r["basis"]): (r["place"], r["value_id"], _rounded(r["coverage"]), r["rule"])
        for r in published
    }
    several = sum(1 for place, *_ in computed.values() if place == 2)
    keys = sorted(computed.keys() | told.keys())
    return several, [f"{k}: {computed.get(k)}, not {told.get(k)}" for k in keys if computed.get(k) != told.get(k)]


def headlines(values: Iterable[Row], targets: Iterable[Row], indicators: Iterable[Row]) -> Told:
    """Return place, value, coverage and rule of each indicator, area and basis."""
    kinds = {i["indicator_id"]: i["kind"] for i in indicators}
    flows = {name for name, kind in kinds.items() if kind == "flow"}
    parts = {i["indicator_id"]: set((i["depends_on"] or "").replace(",", " ").split()) for i in indicators}
    of_period = flows | {name for name, kind in kinds.items() if kind == "ratio" and parts[name] & flows}
    first_target: dict[tuple[str, ...], Row] = {}
    for target in sorted(targets, key=lambda t: (t["target_period"], t["target_id"])):
        if target["basis"]:
            first_target.setdefault(_cell(target), target)
    by_area: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in values:
        by_area[row["indicator_id"], row["area_code"]].append(row)
    found: Told = {}
    for (indicator, area), rows in by_area.items():
        cell = min({_cell(row) for row in rows}, key=lambda c: _cell_order(c, rows, first_target))
        shown = _shown([r for r in rows if _cell(r) == cell], first_target.get(cell), indicator in of_period)
        ordered, rule = _ordered(shown, first_target.get(cell), indicator in of_period, kinds[indicator])
        for place, (row, coverage) in enumerate(ordered, 1):
            found[indicator, area, row["basis"]] = (place, row["value_id"], coverage, rule)
    return found


def _cell_order(cell: tuple[str, ...], rows: list[Row], targets: Mapping[tuple[str, ...], Row]) -> tuple[Any, ...]:
    """The whole first, what is known, what a target speaks of, then the order of the domains."""
    domain, category = cell[2], cell[3]
    known = any(_known(r) for r in rows if _cell(r) == cell)
    breakdown = min(r["breakdown"] for r in rows if _cell(r) == cell)
    rank = DOMAINS.index(domain) if domain in DOMAINS else len(DOMAINS)
    return bool(category), not known, cell not in targets, rank, domain, breakdown, category


def _shown(rows: list[Row], target: Row | None, of_period: bool) -> dict[str, Row]:
    """Of counts the newest, of statements the best source; of flows the year before its quarters."""

    def unlike(row: Row) -> bool:
        return bool(of_period and target and (len(target["period"]) == 4) != (row["frequency"] == "A"))

    def older(row: Row) -> tuple[int, int]:
        period = row["period"]
        quarter = int(period[5:]) if len(period) > 4 else 9 if of_period else 0
        return -int(period[:4]), -quarter

    def grade(row: Row) -> int:
        return GRADES.index(row["evidence_grade"]) if row["evidence_grade"] in GRADES else len(GRADES)

    shown: dict[str, Row] = {}
    for basis in EVIDENCE[:-1]:
        if mine := [r for r in rows if r["basis"] == basis]:
            shown[basis] = min(mine, key=lambda r: (not _known(r), unlike(r), older(r), grade(r), r["value_id"]))
    spoken = next((r for b in EVIDENCE[:-1] if (r := shown.get(b)) and _known(r)), None)
    if stated := [r for r in rows if r["basis"] == "reported"]:
        apart = lambda r: not (of_period and spoken is not None and spoken["period"] == r["period"])  # noqa: E731
        key = lambda r: (not _known(r), apart(r), unlike(r), grade(r), older(r), r["value_id"])  # noqa: E731
        shown["reported"] = min(stated, key=key)
    return shown


def _ordered(
    shown: Mapping[str, Row], target: Row | None, of_period: bool, kind: str
) -> tuple[list[tuple[Row, Decimal | None]], str]:
    """Put first what may stand first, and say by which rule."""
    stated = shown.get("reported")
    coverage: dict[str, Decimal | None] = dict.fromkeys(shown)
    may = set[str]()
    for basis, row in shown.items():
        spoken = stated if stated and _known(stated) and _known(row) and basis != "reported" else None
        if spoken and of_period and spoken["period"] != row["period"]:
            spoken = None
        if spoken is None:
            may.add(basis)
            continue
        if spoken["is_synthetic"] != row["is_synthetic"] or kind == "rank":
            continue
        part = "denominator" if kind == "ratio" else "value"
        mine, whole = row[part], spoken[part]
        if whole is not None and whole == 0:
            may.add(basis)
        if mine is not None and whole:
            coverage[basis] = _rounded(mine / whole)
            if mine / whole >= LEAST:
                may.add(basis)
    assessed = target["basis"] if target else None
    first = min(shown, key=lambda b: (not _known(shown[b]), b not in may, b != assessed, EVIDENCE.index(b)))
    rest = sorted((b for b in shown if b != first), key=EVIDENCE.index)
    known = [b for b in shown if _known(shown[b])]
    covering = [b for b in known if b in may and b != "reported"]
    if len(known) <= 1:
        rule = "only"
    elif first == "reported" and not covering:
        rule = "under_coverage"
    elif first == assessed:
        rule = "assessed"
    else:
        compared = stated is not None and (not of_period or stated["period"] == shown[first]["period"])
        rule = "covers" if compared and _known(stated) else "evidence"
    return [(shown[b], coverage[b]) for b in (first, *rest)], rule


def _known(row: Row | None) -> bool:
    return row is not None and row["status"] not in ("missing", "not_applicable")


def _cell(row: Row) -> tuple[str, ...]:
    return row["indicator_id"], row["area_code"], row["domain"], row["category"]


def _rounded(share: Decimal | None) -> Decimal | None:
    """A share is published at six places; five are compared, as halves may be rounded either way."""
    return None if share is None else round(Decimal(share), 5)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
