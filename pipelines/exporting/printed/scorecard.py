"""One page for the council: the state of the targets, the credit line, what needs a decision, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.exporting.printed import accounts, credit, decisions, parts, targets
from pipelines.exporting.printed.document import document
from pipelines.exporting.printed.facts import GRAVEST, Facts, Row, chosen_domains, newest
from pipelines.exporting.printed.findings import change_sentence
from pipelines.exporting.printed.lines import spark
from pipelines.exporting.printed.writing import Writer

#: What has room on one page.
MOST_PROPOSALS = 12
FILLER: parts.Part = {"kind": "filler"}
MOST_TARGETS, MOST_DECISIONS, MOST_FOLLOWED, MOST_DISCREPANCIES = 7, 3, 4, 3


def scorecard(facts: Facts, writer: Writer) -> dict[str, Any]:
    """Return the scorecard of a period as the template reads it."""
    say = writer.say
    lede = targets.lede(facts, writer)
    stated = (
        targets.rows_of(facts, writer, facts.adopted[:MOST_TARGETS])
        if facts.adopted
        else targets.proposals(facts, writer, MOST_PROPOSALS)
    )
    sections = [
        parts.section(
            None,
            parts.heading(targets.sentence(facts, writer)),
            parts.paragraph(lede, "lede") if lede else None,
            targets.bar(facts, writer),
            stated,
            FILLER,
            parts.columns(_credit(facts, writer), decisions.table(facts, writer, MOST_DECISIONS), shares=(2, 3)),
            FILLER,
            parts.heading(say("sections", "followed"), 2),
            _followed(facts, writer),
            FILLER,
            parts.columns(
                [parts.heading(say("sections", "unknown"), 2), parts.paragraph(_unknown(facts, writer), "small")],
                [
                    parts.heading(say("sections", "discrepancies"), 2),
                    *accounts.discrepancy_titles(facts, writer, MOST_DISCREPANCIES),
                ],
            ),
            FILLER,
            _key(facts, writer),
        )
    ]
    return document("scorecard", facts, writer, sections)


def _key(facts: Facts, writer: Writer) -> parts.Part | None:
    """Return what the marks of the page mean, only those that stand on it; None where no target is assessed."""
    if not facts.adopted:
        return None
    found = {str(row["status"]) for row in facts.adopted}
    states = [{"state": name, "words": writer.say("marks", name)} for name in GRAVEST if name in found]
    return {
        "kind": "key",
        "states": states,
        "due": writer.say("where_due"),
        "goal": writer.say("columns", "target_value"),
        "sign": writer.say("signs", "provisional"),
    }


def _credit(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    line = credit.running_line(facts)
    if line is None:
        return [
            parts.heading(writer.say("sections", "credit"), 2),
            parts.paragraph(writer.say("credit", "none"), "small"),
        ]
    title, _ = credit.sentences(line, facts, writer)
    return [parts.heading(title, 2), credit.money(line, writer)]


def _followed(facts: Facts, writer: Writer) -> parts.Part:
    """Return the headline figures without a target, each with its line and change."""
    goals = {row["indicator_id"] for row in facts.adopted}
    rows = [
        row
        for row in newest(chosen_domains(facts.home_series))
        if row["headline"] is not None and row["value"] is not None and row["indicator_id"] not in goals
    ]
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (r["headline"], r["basis"] != "register", str(r["basis"]))):
        first.setdefault(str(row["indicator_id"]), row)
    return {"kind": "figures", "items": [_tile(row, facts, writer) for row in list(first.values())[:MOST_FOLLOWED]]}


def _tile(row: Row, facts: Facts, writer: Writer) -> dict[str, Any]:
    divisor, unit = writer.scale(str(row["unit"]), row["value"])
    words = writer.unit(row, unit, row["value"] / divisor)
    same = ("indicator_id", "domain", "basis", "frequency")
    series: Sequence[Row] = [r for r in facts.home_series if all(r[name] == row[name] for name in same)]
    return {
        "title": writer.title(row),
        "value": writer.figure({**row, "status": "final"}, divisor),
        "unit": f"{words} {writer.say('provisional_sign')}" if row["status"] == "provisional" else words,
        "period": writer.heading(writer.period(row["period"])),
        "line": spark(series),
        "note": change_sentence(row, writer),
    }


def _unknown(facts: Facts, writer: Writer) -> str:
    known = {str(row["indicator_id"]) for row in facts.home_series if row["value"] is not None}
    hidden = {str(row["indicator_id"]) for row in facts.home_series if row["status"] == "suppressed"} - known
    without = len(facts.indicators) - len(known) - len(hidden)
    late = facts.rows(
        "SELECT count(DISTINCT office) AS n FROM completeness WHERE state IN ('missing', 'never')"
        " AND left(period, 6) <= ?",
        [facts.last_quarter],
    )[0]["n"]
    told = (("without", without), ("hidden", len(hidden)), ("offices", int(late)))
    sentences = [writer.form("one" if n == 1 else "many", "unknown", name, n=n) for name, n in told if n]
    return " ".join([*sentences, writer.say("unknown", "zero")])
