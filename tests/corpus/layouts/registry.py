"""The register of the layouts: each says how it is drawn, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tests.corpus.drawing import Drawing
from tests.corpus.truth import HEADINGS, TRUTH, Rows

Draw = Callable[[str, Rows], Drawing]


@dataclass(frozen=True)
class Layout:
    """A layout: how it is drawn of the rows of a feed, and what must come of it.

    ``held`` and ``refused`` are messages; with neither, the rows must be read exactly. ``filled`` are columns that a
    steward has filled down. ``known`` are notes that must be there. ``folder`` is the period of the folder.
    """

    name: str
    feed: str
    draw: Draw
    held: str | None = None
    refused: tuple[str, ...] = ()
    filled: frozenset[str] = frozenset()
    known: tuple[str, ...] = ()
    folder: str = "1402"
    rows: Rows = field(default_factory=list)

    @property
    def truth(self) -> Rows:
        """The rows that the layout tells."""
        return self.rows or TRUTH[self.feed]


LAYOUTS: list[Layout] = []


def layout(name: str, *feeds: str, **expected: Any) -> Callable[[Draw], Draw]:
    """Enter a layout for each of some feeds."""

    def enter(draw: Draw) -> Draw:
        for feed in feeds:
            LAYOUTS.append(Layout(name, feed, draw, **expected))
        return draw

    return enter


FIVE = ("exports", "artisans", "licences", "cooperatives", "credit_applications")
PERSONS = ("artisans", "licences")


def columns(feed: str, *, without: Sequence[str] = ()) -> list[str]:
    return [c for c in HEADINGS[feed] if c not in without]


def by(rows: Rows, column: str) -> list[tuple[Any, Rows]]:
    return [(key, list(group)) for key, group in groupby(rows, key=lambda row: row[column])]
