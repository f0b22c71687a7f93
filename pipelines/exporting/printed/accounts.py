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
#: Standings of commitments in the order in which they are counted.
STANDINGS = ("kept", "open", "overdue", "no_due_date", "withdrawn")
COMMITMENTS = """
SELECT c.*, r.title_fa AS role_fa, r.title_en AS role_en, s.title_fa AS standing_fa, s.title_en AS standing_en
FROM commitments c
LEFT JOIN codes r ON r.list = 'roles' AND r.code = c.role
LEFT JOIN codes s ON s.list = 'commitment_standings' AND s.code = c.standing
ORDER BY CASE c.standing WHEN 'overdue' THEN 1 WHEN 'open' THEN 2 WHEN 'no_due_date' THEN 3 ELSE 4 END,
  c.days_overdue DESC NULLS LAST, c.commitment_id
"""
#: Figures that sources tell differently; what is only repeated or of different times contradicts nothing. Those that
#: nobody has explained come first, of those the newest.
DISCREPANCIES = """
SELECT d.*, i.decimals, u.title_fa AS unit_fa, u.title_en AS unit_en, c.least_qualifier, c.greatest_qualifier
FROM discrepancies d
LEFT JOIN (
  SELECT k.discrepancy_id, min(k.indicator_id) AS indicator_id,
    arg_min(k.qualifier, k.ordinal) FILTER (k.value = e.least_value) AS least_qualifier,
    arg_min(k.qualifier, k.ordinal) FILTER (k.value = e.greatest_value) AS greatest_qualifier
  FROM discrepancy_claims k JOIN discrepancies e USING (discrepancy_id) GROUP BY k.discrepancy_id
) c USING (discrepancy_id)
LEFT JOIN indicators i ON i.indicator_id = c.indicator_id LEFT JOIN units u ON u.unit = d.unit
WHERE d.kind = 'contradiction' AND left(d.first_period, 6) <= ?
ORDER BY d.state IS DISTINCT FROM 'unexplained', CASE WHEN length(d.last_period) = 4 THEN concat(d.last_period, 'Q4')
  ELSE d.last_period END DESC, d.importance DESC, d.discrepancy_id
"""


def commitments(facts: Facts, writer: Writer, most: int | None = MOST_COMMITMENTS) -> list[parts.Part | None]:
    """Return the commitments with where each stands, the overdue first; all of them where ``most`` is None."""
    rows = facts.rows(COMMITMENTS)
    if not rows:
        return []
    counts = {name: sum(row["standing"] == name for row in rows) for name in STANDINGS}
    say = writer.say
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "commitment"), width=3),
        parts.column(say("columns", "role"), width=1.8, small=True),
        parts.column(say("columns", "when"), width=1, small=True),
        parts.column(say("columns", "standing"), width=2.4, small=True),
    ]
    lede = say("commitments", "lede", all=len(rows), counts=writer.counted("commitments", "counts", **counts))
    shown = rows if most is None else rows[:most]
    return [
        parts.paragraph(lede, "lede"),
        parts.table(
            say("commitments", "table" if most is None else "worst"),
            columns,
            [(_commitment(row, writer), True) for row in shown],
            dense=most is None,
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


def discrepancy_titles(facts: Facts, writer: Writer, most: int) -> list[parts.Part]:
    """Return in short what sources tell most differently, where there is no room for a table."""
    rows = _told_differently(facts)
    if not rows:
        return [parts.paragraph(writer.say("discrepancies", "none"), "small")]
    told = [
        writer.say("discrepancies", "short", title=writer.title(row), least=least, greatest=greatest)
        for row in rows[:most]
        for least, greatest in [_ends(row, writer)]
    ]
    return [parts.paragraph(_lede(rows, writer), "small"), parts.items(told, is_small=True)]


def discrepancies(facts: Facts, writer: Writer, most: int = MOST_DISCREPANCIES) -> list[parts.Part | None]:
    """Return what sources tell differently, the newest unexplained first."""
    rows, say = _told_differently(facts), writer.say
    if not rows:
        return [parts.paragraph(say("discrepancies", "none"))]
    columns = [
        parts.column(say("columns", "figure"), width=3.4),
        parts.column(say("columns", "least"), "number", 1.2),
        parts.column(say("columns", "greatest"), "number", 1.2),
        parts.column(say("columns", "apart"), "number", 0.9),
    ]
    told = [([parts.strong(writer.title(row)), *_ends(row, writer), _apart(row, writer)], True) for row in rows[:most]]
    more = len(rows) - most
    return [
        parts.paragraph(_lede(rows, writer), "lede"),
        parts.table(say("discrepancies", "table"), columns, told),
        parts.paragraph(say("decisions", "more", n=more), "small") if more > 0 else None,
    ]


def _told_differently(facts: Facts) -> list[Row]:
    return facts.rows(DISCREPANCIES, [facts.last_quarter])


def _lede(rows: list[Row], writer: Writer) -> str:
    left = sum(row["state"] == "unexplained" for row in rows)
    told = writer.form("one" if len(rows) == 1 else "many", "discrepancies", "lede", n=len(rows))
    return f"{told} {writer.say('discrepancies', 'left' if left else 'none_left', n=left)}"


def _ends(row: Row, writer: Writer) -> tuple[str, str]:
    """Return the least and the greatest figure, each as it was told («more than …»)."""
    least, greatest = (
        writer.measured(
            {**row, "value": row[f"{name}_value"], "qualifier": row[f"{name}_qualifier"], "status": "final"}
        )
        for name in ("least", "greatest")
    )
    return least, greatest


def _apart(row: Row, writer: Writer) -> str:
    """Return how far the least is from the greatest, in per cent of the greatest."""
    if row["relative_difference"] is None:
        return "—"
    return writer.percent(writer.digits(row["relative_difference"] * 100, 0))
