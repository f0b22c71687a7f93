"""Tell the columns of the tables under one heading: each from the lines over it, all from those over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.contracts.model import Column, Contract
from pipelines.foundation.messages import Message
from pipelines.reading.lines_over import Lines
from pipelines.reading.shapes import Reading, Shaped
from pipelines.reading.sheets import Row
from pipelines.reading.told import Around, Narrator, Told, label_of

Differing = tuple[Column, list[Told]]


def told_over(
    narrator: Narrator, shaped: Shaped, around: Sequence[tuple[Sequence[str], Sequence[str]]], sheet: str
) -> tuple[list[dict[str, Told]], list[Differing]]:
    """Return what is told for each table, and what is told differently, once.

    ``around`` are the lines of each table, and those further above.
    """
    told: list[dict[str, Told]] = []
    differing: list[Differing] = []
    for own, above in around:
        chosen, others = narrator.tell(shaped.columns, Around(own, above, sheet))
        told.append(chosen)
        differing += [found for found in others if found not in differing]
    return told, differing


def bands_of(rows: Sequence[Row], shaped: Shaped, reading: Reading, narrator: Narrator) -> list[list[str]]:
    """Return what a heading's upper rows say of each table below and name no column: «فروردین» over its measures."""
    bands = []
    for shape in shaped.shapes:
        low, high = shape.span or (0, 1 << 30)
        texts = (
            t
            for row in rows
            for p, t in enumerate(row)
            if t and t.strip() and low <= p <= high
            if reading.index.match(p, t).column is None
        )
        bands.append([t for t in dict.fromkeys(texts) if _tells(t, shaped.columns, narrator)])
    return bands


def _tells(text: str, present: set[str], narrator: Narrator) -> bool:
    return bool(narrator.line(present, text) or narrator.unclear(present, [text], is_line=True))


def differing_beside(narrator: Narrator, where: Mapping[str, str], told: Sequence[Mapping[str, Told]]) -> list[Message]:
    """Hold tables side by side where one's title tells a column, and another has it from nowhere or further away."""
    notes = []
    for column in narrator.contract.columns:
        found = [t.get(column.name) for t in told]
        titled = next((t for t in found if t is not None and t.by == "title"), None)
        if titled is None or all(t is not None and (t.by == "title" or t.value == titled.value) for t in found):
            continue
        shown = label_of(column, titled.value, narrator.known)
        values = {**where, "column": column.title_fa, "column_en": column.title_en, "value": shown}
        notes.append(Message("told_of_one_table", "hold", values))
    return notes


def unclear_notes(contract: Contract, where: Mapping[str, str], unclear: Sequence[Mapping[str, str]]) -> list[Message]:
    """Hold rows above which a line speaks of a column and is not understood."""
    found = dict.fromkeys((name, text) for lost in unclear for name, text in lost.items())
    return [
        Message(
            "told_unclear",
            "hold",
            {
                **where,
                "column": contract.column(n).title_fa,
                "column_en": contract.column(n).title_en,
                "found": text,
            },
        )
        for n, text in found
    ]


def told_by_line(narrator: Narrator, shaped: Shaped, lines: Lines) -> list[dict[str, Told]]:
    """Return what a line between the rows tells each table."""
    return [
        {name: t for line in lines.over(n) for name, t in narrator.line(shaped.columns, line).items()}
        for n in range(len(shaped.shapes))
    ]


def unclear_in_line(
    narrator: Narrator, shaped: Shaped, lines: Lines, held: Sequence[Mapping[str, Told]]
) -> list[dict[str, str]]:
    """Return what a line between the rows speaks of without being understood, of what each table ``held``."""
    found = []
    for n, told in enumerate(held):
        spoken = narrator.unclear(shaped.columns, lines.over(n), is_line=True)
        found.append({name: line for name, line in spoken.items() if name in told})
    return found
