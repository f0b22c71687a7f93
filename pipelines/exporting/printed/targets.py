"""Targets in print: in how many states they are, and how far each is covered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import GRAVEST, Facts, Row
from pipelines.exporting.printed.writing import Writer, rounded

#: States of a target that wait for more than time.
BEHIND = ("missed", "off_track", "behind")


def sentence(facts: Facts, writer: Writer) -> str:
    """Return how many adopted targets are behind their path, in one sentence; the same on every document."""
    adopted = facts.adopted
    if not adopted:
        return writer.say("state", "none", proposed=len(facts.targets))
    behind = sum(row["status"] in BEHIND for row in adopted)
    form = "fine" if not behind else "one" if behind == 1 else "many"
    return writer.say("state", form, all=len(adopted), behind=behind)


def lede(facts: Facts, writer: Writer) -> str:
    """Return the two targets that are farthest from their path, by name."""
    if not facts.adopted:
        return writer.say("unadopted")
    worst = [row for row in facts.adopted if row["status"] in BEHIND][:2]
    if not worst:
        return ""
    names = writer.listed([name(row, facts, writer) for row in worst])
    return writer.say("worst", names=names)


def name(row: Row, facts: Facts, writer: Writer) -> str:
    """Return the name of a target: its indicator, and its area where that is not the place itself."""
    title = writer.title(row)
    if row["area_code"] == facts.place["area_code"]:
        return title
    return writer.say("of_area", title=title, area=writer.title(row, "area"))


def path_sentence(row: Row, writer: Writer) -> str:
    """Return how far a measured target is from what its path asked for, in words."""
    if row["value"] is None or row["expected_value"] is None:
        return writer.title(row, "arithmetic")
    asked = {**row, "status": "final", "qualifier": "exact"}
    if row["expected_value"] == row["baseline_value"]:
        end, goal = writer.period(row["target_period"]), writer.told(asked, "target_value")
        return writer.say("path", "not_begun", expected=writer.told(asked, "expected_value"), goal=goal, end=end)
    gap = row["gap"]
    form = "met" if not gap else "above" if gap > 0 else "below"
    return writer.say("path", form, expected=writer.told(asked, "expected_value"), gap=writer.size(row, gap))


def bar(facts: Facts, writer: Writer) -> parts.Part | None:
    """Return one cell a target, in groups by state, the worst first; None where none is adopted."""
    groups = []
    for status in GRAVEST:
        rows = [row for row in facts.adopted if row["status"] == status]
        if rows:
            groups.append({"states": [status] * len(rows), "words": writer.say("counts", status, n=len(rows))})
    return {"kind": "bar", "groups": groups} if groups else None


def rows_of(facts: Facts, writer: Writer, rows: Sequence[Row]) -> parts.Part:
    """Return the table of targets with the track of each."""
    say = writer.say
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "target"), width=2.4),
        parts.column(say("columns", "now"), "number", 2),
        parts.column(say("columns", "due"), "number", 1),
        parts.column(say("columns", "goal"), "number", 1.4),
        parts.column(say("columns", "track"), "track"),
    ]
    return parts.table(say("targets_table"), columns, [(_cells(row, facts, writer), True) for row in rows])


def _cells(row: Row, facts: Facts, writer: Writer) -> list[parts.Cell]:
    divisor, _ = writer.scale(str(row["unit"]), row["value"], row["target_value"])
    measured = {**row, "status": "provisional" if row["is_provisional"] else "final"}
    if row["value"] is None:
        now: parts.Cell = parts.soft(writer.say("unmeasured"))
    else:
        now = parts.strong(writer.measured(measured))
    asked = {**row, "status": "final", "qualifier": "exact"}
    due = writer.figure(asked, divisor, value="expected_value") if row["expected_value"] is not None else "—"
    return [
        parts.mark(str(row["status"]), writer.title(row, "progress")),
        parts.strong(name(row, facts, writer)),
        now,
        due,
        parts.target(_goal(row, writer)),
        {"kind": "track", "track": track(row)},
    ]


def _goal(row: Row, writer: Writer) -> str:
    """Return what is to be reached, with its year."""
    asked = {**row, "status": "final", "qualifier": "exact"}
    divisor, _ = writer.scale(str(row["unit"]), row["target_value"])
    value = writer.figure(asked, divisor, value="target_value")
    if row["unit"] == "share":
        value = writer.percent(value)
    return writer.say("goal", value=value, year=writer.period(str(row["target_period"])[:4]))


def track(row: Row) -> dict[str, Any] | None:
    """Return how far a target is covered and where its path is today, as shares of the way; None if unmeasured."""
    baseline, goal, value = row["baseline_value"], row["target_value"], row["value"]
    if value is None or baseline is None or goal == baseline:
        return None

    def share(at: Decimal) -> float:
        return rounded(min(Decimal(1), max(Decimal(0), (at - baseline) / (goal - baseline))))

    return {"covered": share(value), "due": None if row["expected_value"] is None else share(row["expected_value"])}


def proposals(facts: Facts, writer: Writer, most: int | None = None) -> parts.Part | None:
    """Return the targets that nobody has adopted yet, or ``most`` of them in short; None where there are none."""
    rows = [row for row in facts.targets if row["decision_state"] != "adopted"][:most]
    if not rows:
        return None
    say, is_short = writer.say, most is not None
    columns = [
        parts.column(say("columns", "state"), "mark"),
        parts.column(say("columns", "target_value"), width=2.2),
        parts.column(say("columns", "now"), "number", 1.3),
        parts.column(say("columns", "proposal"), "number", 1.1),
        *([] if is_short else [parts.column(say("columns", "whose"), width=3, small=True)]),
    ]
    told = []
    for row in rows:
        measured = {**row, "status": "final"}
        now = writer.say("unmeasured") if row["value"] is None else writer.measured(measured)
        told.append(
            (
                [
                    parts.mark("proposed"),
                    parts.strong(name(row, facts, writer)),
                    now,
                    parts.target(_goal(row, writer)),
                    *([] if is_short else [writer.title(row, "whose_decision")]),
                ],
                True,
            )
        )
    return parts.table(say("sections", "proposals"), columns, told, dense=is_short)
