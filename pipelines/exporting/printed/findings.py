"""The main findings of a period: at most six, computed from what is published, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.exporting.printed import credit, targets
from pipelines.exporting.printed.facts import Facts, Row, chosen_domains, newest
from pipelines.exporting.printed.lines import spark
from pipelines.exporting.printed.writing import Writer
from pipelines.foundation.period import Period

MOST = 6
#: Of the findings that many at most tell of targets, so that others have their place.
MOST_TARGETS = 4

Finding = dict[str, Any]


def findings(facts: Facts, writer: Writer, pages: dict[str, str]) -> list[Finding]:
    """Return the findings; ``pages`` names the section in which each theme is told."""
    found = [_of_target(row, facts, writer, pages) for row in facts.adopted[:MOST_TARGETS]]
    for other in (_of_credit(facts, writer, pages), _of_commitments(facts, writer, pages)):
        if other is not None:
            found.append(other)
    told = {item["indicator_id"] for item in found}
    for item in _of_figures(facts, writer, pages):
        if len(found) >= MOST:
            break
        if item["indicator_id"] not in told:
            found.append(item)
    return found[:MOST]


def _of_target(row: Row, facts: Facts, writer: Writer, pages: dict[str, str]) -> Finding:
    shown = {**row, "status": "provisional" if row["is_provisional"] else "final"}
    title = targets.name(row, facts, writer)
    if row["value"] is not None:
        title = _figure_title(shown, title, str(row["period"]), writer)
    return {
        "indicator_id": row["indicator_id"],
        "status": str(row["status"]),
        "title": title,
        "note": targets.path_sentence(row, writer),
        "line": spark(_series_of(row, facts), facts.path(str(row["target_id"]))),
        "page": pages.get(str(row["theme"]), pages.get("targets")),
    }


def _figure_title(row: Row, title: str, period: str, writer: Writer) -> str:
    return writer.say("findings", "figure", title=title, value=writer.told(row), period=writer.period(period))


def _series_of(row: Row, facts: Facts) -> list[Row]:
    """Return the series that a target is assessed by, in the frequency of its measurement."""
    rows = facts.home_series if row["area_code"] == facts.place["area_code"] else facts.series(str(row["area_code"]))
    measured = Period.find(str(row["period"]))
    frequency = "A" if measured is not None and measured.frequency == "A" else "Q"
    return [
        r
        for r in rows
        if r["indicator_id"] == row["indicator_id"]
        and r["domain"] == row["domain"]
        and r["basis"] == row["basis"]
        and r["frequency"] == frequency
    ]


def _of_credit(facts: Facts, writer: Writer, pages: dict[str, str]) -> Finding | None:
    line = credit.running_line(facts)
    if line is None:
        return None
    title, note = credit.sentences(line, facts, writer)
    status = "behind" if (line["days_left"] or 0) >= 0 else "missed" if line["remaining_rial"] else "no_target"
    return {
        "indicator_id": "credit",
        "status": status,
        "title": title,
        "note": note,
        "line": None,
        "page": pages.get("credit"),
    }


def _of_commitments(facts: Facts, writer: Writer, pages: dict[str, str]) -> Finding | None:
    rows = facts.rows("SELECT standing, count(*) AS n FROM commitments GROUP BY standing")
    counts = {str(row["standing"]): int(row["n"]) for row in rows}
    overdue = counts.get("overdue", 0)
    if not overdue:
        return None
    form = "commitments_one" if overdue == 1 else "commitments"
    return {
        "indicator_id": "commitments",
        "status": "missed",
        "title": writer.say("findings", form, n=overdue),
        "note": _kept(sum(counts.values()), counts.get("kept", 0), writer),
        "line": None,
        "page": pages.get("commitments"),
    }


def _kept(promised: int, kept: int, writer: Writer) -> str:
    form = "none" if not kept else "one" if kept == 1 else "many"
    return writer.say("findings", "commitments_note", form, all=promised, kept=kept)


def _of_figures(facts: Facts, writer: Writer, pages: dict[str, str]) -> Iterator[Finding]:
    """Yield the headline figures without a target, in their order on the front page."""
    rows = [
        r for r in newest(chosen_domains(facts.home_series)) if r["headline"] is not None and r["value"] is not None
    ]
    for row in sorted(rows, key=lambda r: (r["headline"], r["basis"] != "register")):
        series = [
            r
            for r in facts.home_series
            if all(r[k] == row[k] for k in ("indicator_id", "domain", "basis", "frequency"))
        ]
        yield {
            "indicator_id": row["indicator_id"],
            "status": "no_target",
            "title": _figure_title(row, writer.title(row), str(row["period"]), writer),
            "note": change_sentence(row, writer),
            "line": spark(series),
            "page": pages.get(str(row["theme"])),
        }


def change_sentence(row: Row, writer: Writer) -> str:
    """Return by how much a value differs from that of the year before, in one sentence."""
    change = row["change"]
    if change is None:
        known = {"suppressed": "change_hidden", "not_applicable": "change_incomparable"}
        return writer.say("findings", known.get(str(row["change_status"]), "change_unknown"))
    if change == 0:
        return writer.say("findings", "change_none")
    share = change / 100 if row["unit"] == "share" and row["change_unit"] == "percentage_points" else change
    size = writer.size(row, share)
    return writer.say("findings", "change_up" if change > 0 else "change_down", change=size)
