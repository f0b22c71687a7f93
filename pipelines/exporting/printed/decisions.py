"""What needs a decision, by whom and by when: read from what waits, what is late and what runs out."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.exporting.printed import credit, parts, targets
from pipelines.exporting.printed.facts import Facts
from pipelines.exporting.printed.writing import Writer

#: Decisions that are listed; how many there are beyond them is said.
MOST = 9
#: Days before the deadline of a credit line from which it needs a decision.
SOON = 120
REPORTS = """
SELECT c.office, c.period, o.title_fa AS office_fa, o.title_en AS office_en,
  string_agg(DISTINCT c.feed_title_fa, '، ' ORDER BY c.feed_title_fa) AS feeds_fa,
  string_agg(DISTINCT c.feed_title_en, ', ' ORDER BY c.feed_title_en) AS feeds_en
FROM completeness c LEFT JOIN codes o ON o.list = 'offices' AND o.code = c.office
WHERE c.state IN ('missing', 'never') AND left(c.period, 6) <= ?
GROUP BY ALL ORDER BY c.period DESC, c.office
"""
COMMITMENTS = """
SELECT c.*, r.title_fa AS role_fa, r.title_en AS role_en FROM commitments c
LEFT JOIN codes r ON r.list = 'roles' AND r.code = c.role
WHERE c.standing = 'overdue' ORDER BY c.days_overdue DESC, c.commitment_id
"""
ANNUAL = """
SELECT k.agency, k.last_due_on, k.days_overdue, a.name_fa, a.name_en FROM annual_report_clock k
JOIN areas a ON a.area_code = k.area_code WHERE k.is_owed AND k.days_overdue > 0
ORDER BY k.days_overdue DESC, k.area_code
"""


def rows(facts: Facts, writer: Writer) -> list[list[parts.Cell]]:
    """Return the decisions as cells of a table, the most pressing first."""
    return list(_every(facts, writer))


def table(facts: Facts, writer: Writer, most: int = MOST) -> list[parts.Part]:
    """Return the table of decisions, and how many more there are; a sentence where there is none."""
    every, say = rows(facts, writer), writer.say
    if not every:
        return [parts.paragraph(say("decisions", "none"))]
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "what"), width=3),
        parts.column(say("columns", "who"), width=2, small=True),
        parts.column(say("columns", "until"), width=1.1, small=True),
    ]
    shown = parts.table(say("sections", "decisions"), columns, [(cells, True) for cells in every[:most]])
    if len(every) > most:
        return [shown, parts.paragraph(say("decisions", "more", n=len(every) - most), "small")]
    return [shown]


def _every(facts: Facts, writer: Writer) -> Iterator[list[parts.Cell]]:
    say = writer.say
    line = credit.running_line(facts)
    if line is not None and 0 <= (line["days_left"] if line["days_left"] is not None else -1) <= SOON:
        what = say("decisions", "credit", scheme=credit.name(line, writer))
        yield [
            parts.mark("off_track"),
            parts.strong(what),
            say("decisions", "credit_who"),
            writer.day(line["deadline"]),
        ]
    held = facts.rows("SELECT count(*) AS n FROM deliveries WHERE state = 'held'")[0]["n"]
    if held:
        what = writer.form("one" if held == 1 else "many", "decisions", "held", n=int(held))
        yield [parts.mark("behind"), parts.strong(what), say("decisions", "held_who"), say("decisions", "now")]
    yield from _commitments(facts, writer)
    for row in facts.rows(ANNUAL):
        what = say("decisions", "annual", city=writer.title(row, "name"))
        who = say("decisions", "annual_who", agency=writer.text(row["agency"]), city=writer.title(row, "name"))
        yield [parts.mark("missed"), parts.strong(what), who, writer.period(row["last_due_on"])]
    for row in facts.rows(REPORTS, [facts.last_quarter]):
        what = say("decisions", "reports", period=writer.period(row["period"]), feeds=writer.title(row, "feeds"))
        yield [parts.mark("not_available"), parts.strong(what), writer.title(row, "office"), say("decisions", "now")]
    for row in facts.targets:
        if row["decision_state"] != "adopted":
            what = say("decisions", "adopt", title=targets.name(row, facts, writer))
            who = writer.title(row, "whose_decision")
            yield [parts.mark("proposed"), parts.strong(what), who, say("decisions", "meeting")]


def _commitments(facts: Facts, writer: Writer) -> Iterator[list[parts.Cell]]:
    for row in facts.rows(COMMITMENTS):
        what = writer.say("decisions", "commitment", action=writer.title(row, "action"))
        yield [
            parts.mark("missed"),
            parts.strong(what),
            writer.title(row, "role"),
            writer.say("decisions", "meeting"),
        ]
