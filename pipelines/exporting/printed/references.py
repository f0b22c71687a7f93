"""The end of a printed document: definitions of what it shows, and the documents behind it."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row, quarter_place
from pipelines.exporting.printed.writing import Writer

#: Documents that are listed; the others stand in the workbook.
MOST_SOURCES = 12


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
    """Return the documents behind the figures of ``shown``, with the grade of their evidence.

    What one office has sent quarter after quarter under one name is one document with several periods.
    """
    rows = facts.sources([str(row["value_id"]) for row in shown if row.get("value_id")])
    say, periods = writer.say, _periods(rows, writer)
    columns = [
        parts.column(say("columns", "document"), width=3, small=True),
        parts.column(say("columns", "office"), width=2.3, small=True),
        parts.column(say("columns", "periods"), width=1.6, small=True),
        parts.column(say("columns", "grade"), width=1.3, small=True),
    ]
    told = [
        ([document, office, _told(found, writer), grade], True)
        for (document, office, grade), found in list(periods.items())[:MOST_SOURCES]
    ]
    more = len(periods) - MOST_SOURCES
    return [
        parts.table(say("sources_table"), columns, told) if told else None,
        parts.paragraph(say("sources_more", n=more), "small") if more > 0 else None,
    ]


def _periods(rows: Sequence[Row], writer: Writer) -> dict[tuple[str, str, str], list[str]]:
    """Return the periods of each document, by its name, office and grade, those behind most figures first."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        document = writer.title(row, "document") or writer.title(row, "feed_title")
        name = (document, writer.title(row, "office"), writer.title(row, "grade"))
        found.setdefault(name, []).append(str(row["period"] or ""))
    return found


def _told(periods: Sequence[str], writer: Writer) -> str:
    """Return one or two periods by name, more of them from the first to the last with how many there are."""
    known = sorted({period for period in periods if period}, key=quarter_place)
    if len(known) <= 2:
        return writer.listed([writer.period(period) for period in known])
    first, last = writer.period(known[0]), writer.period(known[-1])
    return writer.say("sources_periods", first=first, last=last, n=len(known))
