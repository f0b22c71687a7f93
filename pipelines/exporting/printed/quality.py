"""How far the figures can be trusted, in print: revisions, reports that came or did not, strengths and limits."""

from __future__ import annotations

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row
from pipelines.exporting.printed.writing import Writer

#: Revisions and reports that are listed by name.
MOST = 8
REVISIONS = """
SELECT r.*, i.title_fa, i.title_en, i.unit, i.decimals, u.title_fa AS unit_fa, u.title_en AS unit_en,
  c.title_fa AS cause_fa, c.title_en AS cause_en
FROM revisions r JOIN indicators i ON i.indicator_id = r.indicator_id LEFT JOIN units u ON u.unit = i.unit
LEFT JOIN codes c ON c.list = 'revision_causes' AND c.code = r.cause
WHERE r.area_code = ? AND r.category = '' AND r.difference IS NOT NULL AND r.difference <> 0
ORDER BY abs(r.difference / nullif(r.value_before, 0)) DESC NULLS LAST, r.value_id, r.version LIMIT ?
"""
CAUSES = """
SELECT c.title_fa, c.title_en, count(*) AS n FROM revisions r
LEFT JOIN codes c ON c.list = 'revision_causes' AND c.code = r.cause GROUP BY ALL ORDER BY n DESC, title_en
"""
REPORTS = """
SELECT c.feed_title_fa, c.feed_title_en, c.period, c.state, c.due_on, o.title_fa AS office_fa, o.title_en AS office_en
FROM completeness c LEFT JOIN codes o ON o.list = 'offices' AND o.code = c.office
WHERE c.state IN ('missing', 'never', 'held', 'refused') AND left(c.period, 6) <= ?
ORDER BY c.period DESC, c.office, c.feed LIMIT ?
"""


def revisions(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return how many figures changed after they were published, by cause, and the largest changes of whole ones."""
    causes, notes = facts.rows(CAUSES), [note[writer.language] for note in facts.notes]
    counted = say_how_many(causes, writer)
    # A draft begins with the count that the lede says already.
    notes = [note for note in notes if note.strip() != counted]
    written = parts.items(notes) if notes else None
    if not causes:
        return [written or parts.paragraph(writer.say("revisions", "none"))]
    say = writer.say
    columns = [parts.column(say("columns", "cause"), width=2), parts.column(say("columns", "count"), "number")]
    if len(causes) == 1:
        told = say("revisions", "one_cause", cause=writer.title(causes[0]))
        return [parts.paragraph(f"{counted} {told}", "lede"), written, _largest(facts, writer)]
    by_cause = [([writer.title(row), parts.strong(writer.count(int(row["n"])))], True) for row in causes]
    return [
        parts.paragraph(counted, "lede"),
        written,
        parts.table(say("revisions", "table"), columns, by_cause),
        _largest(facts, writer),
    ]


def say_how_many(causes: list[Row], writer: Writer) -> str:
    """Return how many figures changed after they were published, in one sentence."""
    return writer.say("revisions", "lede", n=sum(int(row["n"]) for row in causes))


def revised(facts: Facts, writer: Writer) -> list[str]:
    """Return what was revised in sentences, as a draft for who writes about it: the sum, then the largest changes."""
    causes = facts.rows(CAUSES)
    if not causes:
        return [writer.say("revisions", "none")]
    told = [say_how_many(causes, writer)]
    for row in facts.rows(REVISIONS, [facts.place["area_code"], MOST]):
        before = {**row, "status": row["status_before"], "value": row["value_before"]}
        told.append(
            writer.say(
                "revisions",
                "sentence",
                title=writer.title(row),
                period=writer.period(row["period"]),
                before=writer.told(before),
                after=writer.told(row),
                cause=writer.title(row, "cause"),
            )
        )
    return told


def _largest(facts: Facts, writer: Writer) -> parts.Part | None:
    rows, say = facts.rows(REVISIONS, [facts.place["area_code"], MOST]), writer.say
    if not rows:
        return None
    columns = [
        parts.column(say("columns", "indicator"), width=2.5),
        parts.column(say("columns", "period"), width=1, small=True),
        parts.column(say("columns", "before"), "number"),
        parts.column(say("columns", "after"), "number"),
        parts.column(say("columns", "cause"), width=1.2, small=True),
    ]
    return parts.table(say("revisions", "top"), columns, [(_revision(row, writer), True) for row in rows])


def _revision(row: Row, writer: Writer) -> list[parts.Cell]:
    divisor, unit = writer.scale(str(row["unit"]), row["value"], row["value_before"])
    before = {**row, "status": row["status_before"], "value": row["value_before"]}
    return [
        writer.titled(writer.title(row), writer.unit(row, unit)),
        writer.period(row["period"]),
        writer.figure(before, divisor),
        parts.strong(writer.figure(row, divisor)),
        writer.title(row, "cause"),
    ]


def quality(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return what came and what did not, what is hidden, and the strengths and limits of the figures."""
    say = writer.say
    counted = facts.rows(
        "SELECT sum(periods) FILTER (state IN ('received', 'late')) AS received, sum(periods) AS due FROM completeness"
    )[0]
    read = facts.rows(
        "SELECT sum(rows_read) AS read, sum(rows_loaded) AS loaded, sum(rows_quarantined) AS quarantined,"
        " sum(rows_non_data) AS other FROM deliveries WHERE state = 'published'"
    )[0]
    hidden = facts.rows("SELECT count(*) AS n FROM indicator_values WHERE status = 'suppressed'")[0]["n"]
    numbers = {name: int(row or 0) for name, row in {**counted, **read}.items()}
    told = {name: numbers[name] for name in ("loaded", "quarantined", "other")}
    return [
        parts.paragraph(say("quality", "lede", received=numbers["received"], due=numbers["due"]), "lede"),
        parts.paragraph(
            " ".join(
                [
                    say("quality", "rows", read=numbers["read"], counts=writer.counted("quality", "counts", **told)),
                    writer.form("one" if hidden == 1 else "many", "quality", "hidden", n=int(hidden)) if hidden else "",
                ]
            ).strip()
        ),
        _reports(facts, writer),
        parts.columns(
            [parts.heading(say("quality", "strengths"), 3), parts.items(writer.lines("quality", "strengths_list"))],
            [parts.heading(say("quality", "limits"), 3), parts.items(writer.lines("quality", "limits_list"))],
        ),
    ]


def _reports(facts: Facts, writer: Writer) -> parts.Part:
    rows, say = facts.rows(REPORTS, [facts.last_quarter, MOST]), writer.say
    if not rows:
        return parts.paragraph(say("quality", "all_received"))
    columns = [
        parts.column(say("columns", "report"), width=1.5),
        parts.column(say("columns", "office"), width=2.6, small=True),
        parts.column(say("columns", "period"), width=1, small=True),
        parts.column(say("columns", "standing"), width=1.1, small=True),
    ]
    told = [
        (
            [
                writer.title(row, "feed_title"),
                writer.title(row, "office"),
                writer.period(row["period"]),
                say("quality", "report_states", str(row["state"])),
            ],
            True,
        )
        for row in rows
    ]
    return parts.table(say("quality", "offices"), columns, told)
