"""The end of a printed document: definitions of what it shows, and the documents behind it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row
from pipelines.exporting.printed.writing import Writer

#: Documents that are listed; the others stand in the workbook.
MOST_SOURCES = 10


def definitions(shown: Sequence[Row], facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return the definitions of the indicators of ``shown``, in their order."""
    ids = list(dict.fromkeys(str(row["indicator_id"]) for row in shown))
    said = [facts.indicators[name] for name in ids]
    return [
        {
            "kind": "definitions",
            "items": [{"label": f"{writer.title(row)}:", "text": writer.title(row, "definition")} for row in said],
        }
    ]


def sources(shown: Sequence[Row], facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return the documents behind the figures of ``shown``, with the grade of their evidence."""
    rows = facts.sources([str(row["value_id"]) for row in shown if row.get("value_id")])
    say = writer.say
    columns = [
        parts.column(say("columns", "document"), width=3, small=True),
        parts.column(say("columns", "office"), width=1.5, small=True),
        parts.column(say("columns", "period"), width=1, small=True),
        parts.column(say("columns", "grade"), width=1.2, small=True),
    ]
    told = [
        (
            [
                writer.title(row, "document") or writer.title(row, "feed_title"),
                writer.title(row, "office"),
                writer.period(row["period"]),
                writer.title(row, "grade"),
            ],
            True,
        )
        for row in rows[:MOST_SOURCES]
    ]
    more = len(rows) - MOST_SOURCES
    return [
        parts.table(say("sources_table"), columns, told) if told else None,
        parts.paragraph(say("sources_more", n=more), "small") if more > 0 else None,
    ]
