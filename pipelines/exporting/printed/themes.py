"""A theme in print: its finding, one chart, the table of its indicators by basis, notes and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipelines.exporting.printed import findings, parts, targets
from pipelines.exporting.printed.facts import Facts, Row, chosen_domains, newest
from pipelines.exporting.printed.lines import time_chart
from pipelines.exporting.printed.writing import Writer

#: Rows that the table of a theme shows; the others are in the workbook.
MOST = 8
#: Sources that are named below a table.
MOST_SOURCES = 4
CHART_HEIGHT = 116


@dataclass(frozen=True, slots=True)
class Theme:
    """What is printed of a theme: its code, its rows and the parts of its page."""

    code: str
    shown: list[Row]
    parts: list[parts.Part | None]


#: Themes that have a part of their own in the bulletin.
ELSEWHERE = ("quality", "commitments", "governance")


def themes(facts: Facts, writer: Writer) -> tuple[list[Theme], list[str]]:
    """Return the themes of which something is known, in their order, and the names of those of which nothing is."""
    rows = newest(chosen_domains(facts.home_series))
    known = {str(row["theme"]) for row in rows}
    every = {str(said["theme"]) for said in facts.indicators.values()}
    order = sorted(every, key=lambda code: (facts.codes[("themes", code)]["sort"], code))
    told = [
        _theme(code, [r for r in rows if r["theme"] == code], facts, writer)
        for code in order
        if code in known and code not in ELSEWHERE
    ]
    return told, [writer.title(facts.codes[("themes", code)]) for code in order if code not in known]


def _theme(code: str, rows: Sequence[Row], facts: Facts, writer: Writer) -> Theme:
    goals = {str(r["indicator_id"]): r for r in facts.adopted if r["area_code"] == facts.place["area_code"]}
    named = sorted(
        rows,
        key=lambda r: (
            str(r["indicator_id"]) not in goals,
            r["headline"] is None,
            r["headline"] or 0,
            # The same indicators, in the same order, stand in both languages.
            str(r["title_en"]),
            str(r["indicator_id"]),
            str(r["domain"]),
            r["basis"] != "reported",
            str(r["basis"]),
        ),
    )
    ids = list(dict.fromkeys(str(r["indicator_id"]) for r in named))
    shown = _first(named)
    title = writer.heading(writer.title(facts.codes[("themes", code)]))
    leading = shown[0]
    told: list[parts.Part | None] = [
        parts.heading(title, 2),
        parts.paragraph(_finding(leading, goals.get(str(leading["indicator_id"])), writer), "lede"),
        _chart(
            [r for r in shown if r["headline"] is not None or str(r["indicator_id"]) in goals], goals, facts, writer
        ),
        _table(title, shown, goals, facts, writer),
        _notes(shown, len(ids) - len({str(r["indicator_id"]) for r in shown}), writer),
    ]
    return Theme(code, shown, told)


def _first(rows: Sequence[Row]) -> list[Row]:
    """Leave as many indicators, whole, as have room in a table."""
    shown: list[Row] = []
    for _, of_one in groupby(rows, key=lambda r: r["indicator_id"]):
        together = list(of_one)
        if shown and len(shown) + len(together) > MOST:
            break
        shown += together
    return shown


def _finding(row: Row, goal: Row | None, writer: Writer) -> str:
    if goal is not None and goal["value"] is not None:
        assessed = {**goal, "status": "provisional" if goal["is_provisional"] else "final"}
        told, period = writer.told(assessed), writer.period(goal["period"])
        title = writer.say("findings", "figure", title=writer.title(row), value=told, period=period)
        return f"{title}. {targets.path_sentence(goal, writer)}"
    told, period = writer.told(row), writer.period(row["period"])
    title = writer.say("findings", "figure", title=named(row, writer), value=told, period=period)
    return f"{title}. {findings.change_sentence(row, writer)}" if row["value"] is not None else f"{title}."


def named(row: Row, writer: Writer) -> str:
    """Return the title of a row's indicator, with its domain where it is one of several."""
    title = writer.title(row)
    if not row.get("is_one_of_several"):
        return title
    return writer.say("in_domain", title=title, domain=writer.title(row, "domain"))


# --- the chart -------------------------------------------------------------------------------------------


def _chart(shown: Sequence[Row], goals: dict[str, Row], facts: Facts, writer: Writer) -> parts.Part | None:
    """Return the chart of the first indicator of which there is something to draw."""
    for row in shown:
        series = [
            r
            for r in facts.home_series
            if r["indicator_id"] == row["indicator_id"] and r["domain"] == row["domain"] and r["value"] is not None
        ]
        stated = _one_frequency([r for r in series if r["basis"] == "reported"])
        counted = _one_frequency([r for r in series if r["basis"] == row["basis"] and r["basis"] != "reported"])
        if not counted:
            others = sorted({str(r["basis"]) for r in series} - {"reported"})
            counted = _one_frequency([r for r in series if others and r["basis"] == others[0]])
        goal = goals.get(str(row["indicator_id"]))
        path = facts.path(str(goal["target_id"])) if goal is not None else []
        names = {
            kind: writer.title(facts.codes[("bases", str(rows[0]["basis"]))])
            for kind, rows in (("stated", stated), ("counted", counted))
            if rows
        }
        drawn = time_chart(writer, names, stated, counted, path, facts.last_quarter)
        if drawn is not None:
            basis = str(goal["basis"]) if goal is not None else ""
            return _drawn(row, drawn, names, stated, counted, basis, writer)
    return None


def _one_frequency(rows: Sequence[Row]) -> list[Row]:
    """Leave the frequency of the newest value: a quarter never stands on the line of years."""
    if not rows:
        return []
    frequency = newest(rows)[0]["frequency"]
    return [row for row in rows if row["frequency"] == frequency]


def _drawn(
    row: Row,
    chart: parts.Part,
    names: Mapping[str, str],
    stated: Sequence[Row],
    counted: Sequence[Row],
    basis: str,
    writer: Writer,
) -> parts.Part:
    """Return a chart with its title, that says how the figures of ``basis`` ran (of the counted ones where none is)."""
    key = [("stated", bool(stated)), ("counted", bool(counted)), ("target", bool(chart["path"]))]
    key += [
        ("provisional", any(r["status"] == "provisional" for r in [*stated, *counted])),
        ("gap", bool(chart["gaps"])),
    ]
    told = list(stated) if stated and (basis == "reported" or not counted) else list(counted)
    _, unit = writer.scale(str(row["unit"]), *(r["value"] for r in [*stated, *counted]))
    unit, title = writer.unit(row, unit), named(row, writer)
    ends = {
        "title": title,
        "first": writer.told({**told[0], "status": "final"}),
        "begin": writer.period(told[0]["period"]),
        "last": writer.told(told[-1]),
        "end": writer.period(told[-1]["period"]),
    }
    caption = "chart_flat" if told[0]["value"] == told[-1]["value"] else "chart"
    return {
        "kind": "time",
        "caption": writer.say("themes", caption, **ends),
        "alt": writer.say("themes", "alt", **ends),
        "unit": unit,
        "key": [{"kind": kind, "words": names.get(kind) or writer.say("key", kind)} for kind, there in key if there],
        "height": CHART_HEIGHT,
        "chart": chart,
    }


# --- the table -------------------------------------------------------------------------------------------


def _table(title: str, shown: Sequence[Row], goals: dict[str, Row], facts: Facts, writer: Writer) -> parts.Part:
    say = writer.say
    with_goals, with_changes = any(str(r["indicator_id"]) in goals for r in shown), is_compared(shown)
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "indicator"), width=3.3),
        parts.column(say("columns", "basis"), width=0.85, small=True),
        parts.column(say("columns", "period"), width=1.05, small=True),
        parts.column(say("columns", "latest"), "number", 1.25),
    ]
    if with_changes:
        columns += [
            parts.column(say("columns", "year_before"), "number", 1.3),
            parts.column(say("columns", "change"), "number", 0.95),
        ]
    if with_goals:
        columns.append(parts.column(say("columns", "target_value"), "number", 0.85))
    rows = []
    for _, pair in groupby(shown, key=lambda r: (r["indicator_id"], r["domain"])):
        together = list(pair)
        goal = goals.get(str(together[0]["indicator_id"]))
        told = (r[name] for r in together for name in ("value", "before"))
        divisor, unit = writer.scale(str(together[0]["unit"]), *told)
        unit = writer.unit(together[0], unit)
        for place, row in enumerate(together):
            cells = _cells(row, goal if place == 0 else None, divisor, unit, writer, is_first=place == 0, facts=facts)
            if with_changes:
                cells += [_before(row, divisor, writer), writer.change(row, divisor)]
            if with_goals:
                cells.append(_goal(goal, divisor, writer) if place == 0 else "")
            rows.append((cells, place == len(together) - 1))
    return parts.table(say("themes", "table", theme=title), columns, rows)


def _cells(
    row: Row, goal: Row | None, divisor: Decimal, unit: str, writer: Writer, *, is_first: bool, facts: Facts
) -> list[parts.Cell]:
    title = writer.titled(named(row, writer), unit)
    return [
        parts.mark(_state(row, goal) if is_first else None),
        parts.strong(title) if is_first else "",
        writer.title(facts.codes[("bases", str(row["basis"]))]),
        writer.period(row["period"]),
        parts.strong(writer.figure(row, divisor)),
    ]


def is_compared(rows: Sequence[Row]) -> bool:
    """Return whether of any of ``rows`` the value of the year before is known or hidden."""
    return any(row["before_status"] not in (None, "missing") for row in rows)


def _before(row: Row, divisor: Decimal, writer: Writer) -> parts.Cell:
    """Return the value of the year before as it is published: its own sign, qualifier and silence."""
    status = row["before_status"] or "missing"
    told = {**row, "value": row["before"], "status": status, "qualifier": row["before_qualifier"] or "exact"}
    return parts.soft(writer.figure(told, divisor)) if row["before"] is None else writer.figure(told, divisor)


def _state(row: Row, goal: Row | None) -> str:
    if goal is not None:
        return str(goal["status"])
    return "suppressed" if row["status"] == "suppressed" else "no_target"


def _goal(goal: Row | None, divisor: Decimal, writer: Writer) -> parts.Cell:
    if goal is None:
        return parts.soft(writer.say("no_target"))
    asked = {**goal, "status": "final", "qualifier": "exact"}
    return parts.target(writer.figure(asked, divisor, value="target_value"))


def _signs(shown: Sequence[Row], writer: Writer) -> str:
    """Return what the signs of a table mean, only those that stand in it."""
    there = {
        "provisional": any(row["status"] == "provisional" for row in shown),
        "suppressed": any(row["status"] == "suppressed" for row in shown),
        "not_applicable": any(row["status"] == "not_applicable" for row in shown),
        "incomparable": is_compared(shown) and any(row["change"] is None for row in shown),
    }
    return " · ".join(writer.say("signs", name) for name, is_there in there.items() if is_there)


def _sources(shown: Sequence[Row], writer: Writer) -> str:
    """Return the first sources of rows, each once: the source of one figure can be several."""
    separator = "؛ " if writer.is_persian else "; "
    every = (name for row in shown for name in writer.title(row, "source").split(separator))
    return separator.join([name for name in dict.fromkeys(every) if name][:MOST_SOURCES])


def _notes(shown: Sequence[Row], more: int, writer: Writer) -> parts.Part:
    caveats = list(dict.fromkeys(writer.title(row, "caveat") for row in shown if writer.title(row, "caveat")))
    numbered = " ".join(f"{writer.count(n)}. {text}" for n, text in enumerate(caveats[:3], 1))
    if more:
        numbered = f"{numbered} {writer.form('one' if more == 1 else 'many', 'themes', 'more', n=more)}".strip()
    return parts.notes(
        [
            (writer.say("signs", "label"), _signs(shown, writer)),
            (writer.say("notes"), numbered),
            (writer.say("source"), _sources(shown, writer)),
        ]
    )
