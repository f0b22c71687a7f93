"""Counties in print: a tile grid of one indicator, and a table of the few that most counties have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row, chosen_domains
from pipelines.exporting.printed.writing import Writer
from pipelines.foundation.persian import letter_order

#: Indicators that stand beside one another in the table, and steps of colour on the map.
COLUMNS, STEPS = 5, 5
#: Counties with a figure above zero without which a map says nothing.
LEAST = 5


def pages(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return the parts of the page of counties."""
    rows = _of_one_basis(chosen_domains(facts.counties))
    chosen = _chosen(rows)
    heading = parts.heading(writer.say("sections", "counties"), 2)
    if not chosen:
        return [heading, parts.paragraph(writer.say("counties", "none"))]
    return [heading, _tiles(rows, chosen[0], facts, writer), _table(rows, chosen, facts, writer)]


def _of_one_basis(rows: Sequence[Row]) -> list[Row]:
    """Leave of each indicator the basis that tells most counties; two bases are never one column."""
    counts = Counter((row["indicator_id"], row["domain"], row["basis"]) for row in rows)
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for (indicator, domain, basis), count in sorted(counts.items()):
        held = best.get((indicator, domain))
        if held is None or count > held[0]:
            best[indicator, domain] = (count, str(basis))
    return [row for row in rows if best[row["indicator_id"], row["domain"]][1] == row["basis"]]


def _chosen(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the indicators (and domains) that most counties have: shares and headlines first."""
    counts = Counter((str(row["indicator_id"]), str(row["domain"])) for row in rows if row["value"])
    facts = {(str(row["indicator_id"]), str(row["domain"])): row for row in rows}
    able = [address for address, count in counts.items() if count >= LEAST]
    able.sort(
        key=lambda a: (
            facts[a]["headline"] is None,
            facts[a]["headline"] or 0,
            facts[a]["unit"] != "share",
            -counts[a],
            a,
        )
    )
    return able[:COLUMNS]


def _tiles(rows: Sequence[Row], address: tuple[str, str], facts: Facts, writer: Writer) -> parts.Part:
    found = {str(r["area_code"]): r for r in rows if (str(r["indicator_id"]), str(r["domain"])) == address}
    known = sorted(r["value"] for r in found.values() if r["value"] is not None)
    some = next(iter(found.values()))
    divisor, unit = writer.scale(str(some["unit"]), *known)
    unit = writer.unit(some, unit)
    areas = facts.rows(
        "SELECT * FROM areas WHERE kind = 'county' AND parent_code = ? AND tile_row IS NOT NULL ORDER BY area_code",
        [facts.place["area_code"]],
    )
    tiles = [_tile(area, found.get(str(area["area_code"])), known, divisor, writer) for area in areas]
    top = max((r for r in found.values() if r["value"] is not None), key=lambda r: r["value"])
    title = writer.title(some)
    return {
        "kind": "tiles",
        "caption": writer.say(
            "counties", "chart", title=writer.titled(title, unit), period=writer.period(_latest(found.values()))
        ),
        "alt": writer.say(
            "counties", "alt", title=title, n=len(known), top=f"{writer.title(top, 'name')}: {writer.told(top)}"
        ),
        "key": _key(known, found.values(), divisor, writer),
        "grid": {
            "columns": max(tile["column"] for tile in tiles),
            "rows": max(tile["row"] for tile in tiles),
            "tiles": tiles,
        },
    }


def _key(known: Sequence[Any], rows: Iterable[Row], divisor: Any, writer: Writer) -> dict[str, Any]:
    """Return what the colours and grounds of the map mean, only those that are there."""
    some = {**next(iter(rows)), "status": "final", "qualifier": "exact"}
    ends = [writer.figure({**some, "value": value}, divisor) for value in (known[0], known[-1])]
    return {"low": writer.say("counties", "low", value=ends[0]), "high": writer.say("counties", "high", value=ends[1])}


def _latest(rows: Any) -> str:
    return str(max(rows, key=lambda r: str(r["ends"]))["period"])


def _tile(area: Row, row: Row | None, known: Sequence[Any], divisor: Any, writer: Writer) -> dict[str, Any]:
    name = writer.title(area, "short") or writer.title(area, "name")
    place = {"column": area["tile_col"], "row": area["tile_row"], "name": name}
    if row is None:
        return {**place, "value": writer.say("missing"), "state": "missing", "step": None}
    if row["value"] is None:
        return {**place, "value": writer.figure(row), "state": str(row["status"]), "step": None}
    state = "zero" if row["value"] == 0 else "number"
    step = None if state == "zero" else min(STEPS - 1, STEPS * known.index(row["value"]) // len(known))
    return {**place, "value": writer.figure({**row, "status": "final"}, divisor), "state": state, "step": step}


def _table(rows: Sequence[Row], chosen: Sequence[tuple[str, str]], facts: Facts, writer: Writer) -> parts.Part:
    cells = {(str(r["area_code"]), str(r["indicator_id"]), str(r["domain"])): r for r in rows}
    names = {str(r["area_code"]): writer.title(r, "name") for r in rows}
    scales = {}
    for address in chosen:
        of_it = [r for r in rows if (str(r["indicator_id"]), str(r["domain"])) == address]
        divisor, unit = writer.scale(str(of_it[0]["unit"]), *(r["value"] for r in of_it))
        scales[address] = (divisor, writer.titled(writer.title(of_it[0]), writer.unit(of_it[0], unit)))
    columns = [
        parts.column(writer.say("columns", "county"), width=1.3),
        *(parts.column(scales[a][1], "number", 1.2) for a in chosen),
    ]
    order = sorted(names, key=lambda code: letter_order(names[code]) if writer.is_persian else names[code])
    told = []
    for code in order:
        line: list[parts.Cell] = [parts.strong(names[code])]
        for address in chosen:
            row = cells.get((code, *address))
            line.append(parts.soft(writer.say("missing")) if row is None else writer.figure(row, scales[address][0]))
        told.append((line, True))
    return parts.table(
        writer.say("counties", "table", period=writer.period(facts.scope.key)), columns, told, dense=True
    )
