"""The parts of which a printed document is made, as its template reads them (``templates/document.typ``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Part = dict[str, Any]
#: A cell: plain text, or a text with a face of its own (``strong``, ``soft``, ``target``), a mark or a track.
Cell = str | dict[str, Any]


def section(name: str | None, *parts: Part | None, new_page: bool = False) -> dict[str, Any]:
    """Return a section; ``name`` is what others refer to, a part that is None is left out."""
    return {"id": name, "new_page": new_page, "parts": [part for part in parts if part is not None]}


def heading(text: str, level: int = 1) -> Part:
    """Return a heading of a level."""
    return {"kind": "heading", "level": level, "text": text}


def paragraph(text: str, kind: str = "paragraph") -> Part:
    """Return a paragraph: ``lede`` stands first and larger, ``small`` beneath a figure."""
    return {"kind": kind, "text": text}


def items(texts: Sequence[str], *, is_small: bool = False) -> Part:
    """Return a list of sentences; a small one as what stands beneath a figure."""
    return {"kind": "list", "items": list(texts), "small": is_small}


def facts(pairs: Iterable[tuple[str, str]]) -> Part:
    """Return short facts side by side, each with its label."""
    return {"kind": "facts", "items": [{"label": label, "value": value} for label, value in pairs]}


def labelled(pairs: Iterable[tuple[str, str]]) -> Part:
    """Return facts one below the other."""
    return {"kind": "labelled", "items": [{"label": label, "value": value} for label, value in pairs]}


def notes(pairs: Iterable[tuple[str, str]]) -> Part:
    """Return what stands beneath a table: signs, notes, sources."""
    return {"kind": "notes", "items": [{"label": label, "text": text} for label, text in pairs if text]}


def column(title: str, kind: str = "text", width: float = 1, *, small: bool = False) -> dict[str, Any]:
    """Return a column of a table; ``width`` is its share, 0 as wide as its longest cell."""
    return {"title": title, "kind": kind, "width": width, "small": small}


def table(
    caption: str,
    columns: Sequence[Mapping[str, Any]],
    rows: Iterable[tuple[Sequence[Cell], bool]],
    *,
    dense: bool = False,
) -> Part:
    """Return a table; each row says whether a rule stands below it (it is the last of those that belong together).

    A ``dense`` one has less air, so that many rows have room on a page.
    """
    told = [{"cells": list(cells), "last": last} for cells, last in rows]
    return {"kind": "table", "caption": caption, "columns": list(columns), "rows": told, "dense": dense}


def strong(text: str) -> Cell:
    """Return a cell in bold."""
    return {"kind": "strong", "text": text}


def soft(text: str) -> Cell:
    """Return a cell that stands back."""
    return {"kind": "soft", "text": text}


def target(text: str) -> Cell:
    """Return a cell in the colour of targets."""
    return {"kind": "target", "text": text}


def mark(state: str | None, words: str = "") -> Cell:
    """Return the mark of a state; ``words`` are what it means."""
    return {"kind": "mark", "state": state, "words": words}


def columns(*sides: Sequence[Part | None], shares: Sequence[int] = (1, 1)) -> Part:
    """Return parts side by side, each with its share of the width."""
    return {
        "kind": "columns",
        "shares": list(shares),
        "sides": [[part for part in side if part is not None] for side in sides],
    }
