"""Reports of their own: the commitments of the minutes, and one report a craft city."""

from __future__ import annotations

from typing import Any

from pipelines.exporting.printed import accounts, parts
from pipelines.exporting.printed.document import document, origin
from pipelines.exporting.printed.facts import Facts, Row, chosen_domains, newest
from pipelines.exporting.printed.themes import named
from pipelines.exporting.printed.writing import Writer

#: Indicators of its county that a report of a city shows.
MOST_FIGURES = 10
#: The mark of each result of a criterion.
RESULTS = {"met": "on_track", "not_met": "behind", "unknown": "not_available"}
SHARES = """
SELECT s.*, r.title_fa, r.title_en FROM commitment_shares s
LEFT JOIN codes r ON r.list = 'roles' AND r.code = s.role WHERE s.role <> '' ORDER BY s.commitments DESC, s.role
"""
CITIES = """
SELECT c.* REPLACE (coalesce(c.craft_en,
    (SELECT min(t.title_en) FROM crafts t WHERE t.title_fa = c.craft_fa)) AS craft_en),
  k.title_fa AS kind_fa, k.title_en AS kind_en FROM craft_cities c
LEFT JOIN codes k ON k.list = 'city_kinds' AND k.code = c.kind ORDER BY c.area_code, c.registered_on, c.city_id
"""
CRITERIA = "SELECT * FROM craft_city_readiness WHERE area_code = ? ORDER BY ordinal"
YEARS = "SELECT * FROM annual_reports WHERE area_code = ? ORDER BY report_year"
CLOCKS = "SELECT sentence_fa, sentence_en FROM annual_report_clock WHERE area_code = ? ORDER BY agency"
WORLD = "SELECT sentence_fa, sentence_en FROM world_report_clock WHERE area_code = ? ORDER BY body, due_from"
GAPS = "SELECT sentence_fa, sentence_en FROM secretariat_gaps WHERE area_code = ? ORDER BY from_on, role"


def commitments(facts: Facts, writer: Writer) -> dict[str, Any]:
    """Return the report on the commitments of the minutes, all of them, with what each role has kept."""
    say = writer.say
    columns = [
        parts.column(say("columns", "role"), width=3),
        *(
            parts.column(say("shares", name), "number")
            for name in ("commitments", "kept", "open", "overdue", "no_due_date")
        ),
    ]
    rows = [
        (
            [
                writer.title(row),
                *(writer.count(int(row[name])) for name in ("commitments", "kept", "open", "overdue", "no_due_date")),
            ],
            True,
        )
        for row in facts.rows(SHARES)
    ]
    sections = [
        parts.section(
            None,
            parts.heading(say("titles", "commitments", place=writer.place)),
            *(accounts.commitments(facts, writer, None) or [parts.paragraph(say("commitments", "none"))]),
            parts.table(say("shares", "table"), columns, rows) if rows else None,
        )
    ]
    return document("commitments", facts, writer, sections)


def cities(facts: Facts, writer: Writer) -> list[tuple[str, dict[str, Any]]]:
    """Return the annual report of each craft city, by the code of its area."""
    rows = facts.rows(CITIES)
    found = dict.fromkeys(str(row["area_code"]) for row in rows)
    return [(code, _city([row for row in rows if row["area_code"] == code], facts, writer)) for code in found]


def _city(registrations: list[Row], facts: Facts, writer: Writer) -> dict[str, Any]:
    say = writer.say
    city, code = registrations[0], str(registrations[0]["area_code"])
    name = writer.title(city, "name")
    ledes = [_registration(row, name, writer) for row in registrations]
    owed = [writer.title(row, "sentence") for row in [*facts.rows(CLOCKS, [code]), *facts.rows(WORLD, [code])]]
    gaps = [writer.title(row, "sentence") for row in facts.rows(GAPS, [code])]
    sections = [
        parts.section(
            None,
            parts.heading(say("titles", "city", city=name)),
            *(parts.paragraph(lede, "lede") for lede in ledes),
            parts.heading(say("city", "reports"), 2),
            parts.items(owed) if owed else parts.paragraph(say("city", "no_reports")),
            _years(code, facts, writer),
            parts.heading(say("city", "readiness"), 2),
            _criteria(code, name, facts, writer),
            parts.heading(say("city", "secretariat"), 2),
            parts.items(gaps) if gaps else parts.paragraph(say("city", "no_gap")),
            parts.heading(say("city", "county"), 2),
            _figures(str(city["county_code"]), facts, writer),
            parts.paragraph(f"{origin(facts, writer)}. {say('signature')}", "small"),
        )
    ]
    return document("city", facts, writer, sections, city=name)


def _registration(row: Row, name: str, writer: Writer) -> str:
    """Return what a city is registered as, and for what craft where that has a name in the language."""
    craft = row[f"craft_{writer.language}"]
    told = {
        "city": name,
        "kind": writer.title(row, "kind"),
        "registered": writer.period(row["registered_on"]) or writer.say("credit", "unknown"),
    }
    return writer.say("city", "lede", craft=craft, **told) if craft else writer.say("city", "lede_alone", **told)


def _years(code: str, facts: Facts, writer: Writer) -> parts.Part | None:
    rows, say = facts.rows(YEARS, [code]), writer.say
    if not rows:
        return None
    columns = [
        parts.column(say("columns", "year")),
        parts.column(say("columns", "due_on"), width=1.5),
        parts.column(say("columns", "submitted"), width=1.5),
        parts.column(say("columns", "standing"), width=1.5),
    ]
    told = [
        (
            [
                writer.period(str(row["report_year"])),
                writer.period(row["due_on"]) or "—",
                writer.period(row["submitted_on"]) or say("missing"),
                writer.title(facts.codes.get(("report_states", str(row["state"])), {}))
                or writer.text(row["state"] or ""),
            ],
            True,
        )
        for row in rows
    ]
    return parts.table(
        say("city", "reports_table", first=writer.period(str(rows[0]["report_year"]))), columns, told, dense=True
    )


def _criteria(code: str, name: str, facts: Facts, writer: Writer) -> parts.Part | None:
    rows, say = facts.rows(CRITERIA, [code]), writer.say
    if not rows:
        return None
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "criterion"), width=2.2),
        parts.column(say("columns", "result"), width=1, small=True),
        parts.column(say("columns", "evidence"), width=2.8, small=True),
    ]
    told = []
    for row in rows:
        result = str(row["result"]) if str(row["result"]) in RESULTS else "unknown"
        told.append(
            (
                [
                    parts.mark(RESULTS[result]),
                    writer.title(row),
                    say("city", "results", result),
                    writer.title(row, "evidence"),
                ],
                True,
            )
        )
    return parts.table(say("city", "readiness_table", city=name), columns, told, dense=True)


def _figures(county: str, facts: Facts, writer: Writer) -> parts.Part | None:
    rows, say = newest(chosen_domains(facts.series(county))), writer.say
    rows.sort(
        key=lambda r: (
            r["headline"] is None,
            r["headline"] or 0,
            r["value"] is None,
            str(r["title_en"]),
            str(r["basis"]),
        )
    )
    if not rows:
        return parts.paragraph(say("counties", "none"))
    columns = [
        parts.column(say("columns", "indicator"), width=3),
        parts.column(say("columns", "basis"), width=1, small=True),
        parts.column(say("columns", "period"), width=1.2, small=True),
        parts.column(say("columns", "latest"), "number", 1.3),
    ]
    told = []
    for row in rows[:MOST_FIGURES]:
        divisor, unit = writer.scale(str(row["unit"]), row["value"])
        told.append(
            (
                [
                    writer.titled(named(row, writer), writer.unit(row, unit)),
                    writer.title(facts.codes[("bases", str(row["basis"]))]),
                    writer.period(row["period"]),
                    parts.strong(writer.figure(row, divisor)),
                ],
                True,
            )
        )
    return parts.table(say("city", "figures_table"), columns, told, dense=True)
