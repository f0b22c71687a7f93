"""What was promised, and what is told differently, in print."""

from __future__ import annotations

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row
from pipelines.exporting.printed.writing import Writer

#: Commitments and discrepancies that a bulletin lists; a report of its own lists all of them.
MOST_COMMITMENTS, MOST_DISCREPANCIES = 8, 4
#: The mark of each standing of a commitment.
MARKS = {
    "kept": "reached",
    "open": "on_track",
    "overdue": "missed",
    "withdrawn": "no_target",
    "no_due_date": "no_target",
}
COMMITMENTS = """
SELECT c.*, r.title_fa AS role_fa, r.title_en AS role_en, s.title_fa AS standing_fa, s.title_en AS standing_en
FROM commitments c
LEFT JOIN codes r ON r.list = 'roles' AND r.code = c.role
LEFT JOIN codes s ON s.list = 'commitment_standings' AND s.code = c.standing
ORDER BY CASE c.standing WHEN 'overdue' THEN 1 WHEN 'open' THEN 2 WHEN 'no_due_date' THEN 3 ELSE 4 END,
  c.days_overdue DESC NULLS LAST, c.commitment_id
"""
DISCREPANCIES = """
SELECT * FROM discrepancies ORDER BY state IS DISTINCT FROM 'unexplained', importance DESC, discrepancy_id
"""


def commitments(facts: Facts, writer: Writer, most: int | None = MOST_COMMITMENTS) -> list[parts.Part | None]:
    """Return the commitments with where each stands, the overdue first; all of them where ``most`` is None."""
    rows = facts.rows(COMMITMENTS)
    if not rows:
        return []
    counts = {name: sum(row["standing"] == name for row in rows) for name in ("kept", "open", "overdue", "no_due_date")}
    say = writer.say
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "commitment"), width=2.6),
        parts.column(say("columns", "role"), width=1.7, small=True),
        parts.column(say("columns", "when"), width=0.9, small=True),
        parts.column(say("columns", "standing"), width=2.2, small=True),
    ]
    lede = say(
        "commitments",
        "lede",
        all=len(rows),
        kept=counts["kept"],
        open=counts["open"],
        overdue=counts["overdue"],
        undated=counts["no_due_date"],
    )
    shown = rows if most is None else rows[:most]
    return [
        parts.paragraph(lede, "lede"),
        parts.table(
            say("commitments", "table" if most is None else "worst"),
            columns,
            [(_commitment(row, writer), True) for row in shown],
        ),
        parts.paragraph(say("decisions", "more", n=len(rows) - len(shown)), "small")
        if len(shown) < len(rows)
        else None,
    ]


def _commitment(row: Row, writer: Writer) -> list[parts.Cell]:
    return [
        parts.mark(MARKS.get(str(row["standing"]), "no_target"), writer.title(row, "standing")),
        parts.strong(writer.title(row, "action")),
        writer.title(row, "role"),
        writer.period(row["due_period"]) or "—",
        writer.title(row, "sentence"),
    ]


def discrepancy_titles(facts: Facts, writer: Writer, most: int) -> parts.Part:
    """Return by name what sources tell most differently, where there is no room for sentences."""
    rows = facts.rows(DISCREPANCIES)
    if not rows:
        return parts.paragraph(writer.say("discrepancies", "none"), "small")
    unexplained = sum(row["state"] == "unexplained" for row in rows)
    told = writer.say("discrepancies", "lede", n=len(rows), open=unexplained)
    names = list(dict.fromkeys(writer.title(row) for row in rows))[:most]
    return parts.paragraph(f"{told} {writer.say('discrepancies', 'named', names=writer.listed(names))}", "small")


def discrepancies(facts: Facts, writer: Writer, most: int = MOST_DISCREPANCIES) -> list[parts.Part | None]:
    """Return what sources tell differently, the weightiest unexplained first."""
    rows = facts.rows(DISCREPANCIES)
    if not rows:
        return [parts.paragraph(writer.say("discrepancies", "none"))]
    unexplained = sum(row["state"] == "unexplained" for row in rows)
    told = [writer.title(row, "sentence") for row in rows[:most]]
    return [
        parts.paragraph(writer.say("discrepancies", "lede", n=len(rows), open=unexplained), "lede"),
        parts.items(told),
        parts.paragraph(writer.say("decisions", "more", n=len(rows) - most), "small") if len(rows) > most else None,
    ]
