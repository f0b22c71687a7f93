"""Dots on lines: a line an indicator, a dot a place, a tick the whole.

Values run from left to right in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.language.markup import Child, el

#: The shapes of the first to the fourth place.
SHAPES = ("dot", "square", "ring", "hollow")


@dataclass(frozen=True, slots=True)
class DotLine:
    """One line: its name, the words and the share of the scale (0 to 100) of each place, and of the whole."""

    name: Child
    words: Sequence[Child]
    places: Sequence[float]
    whole: float | None = None


def dot_lines(lines: Sequence[DotLine], heads: Sequence[Child], ticks: Sequence[Child], *, caption: str) -> Markup:
    """Return lines with dots as a table; ``heads`` are those of the name and of each place, ``ticks`` the scale's."""
    scale = [
        el("span", tick, style=f"left:{100 * place / max(len(ticks) - 1, 1):.1f}%") for place, tick in enumerate(ticks)
    ]
    head = el(
        "tr",
        *(
            el("th", words, scope="col", class_="nq-dots-name" if not place else "nq-dots-value")
            for place, words in enumerate(heads)
        ),
        el("td", el("div", *scale, class_="nq-dots-scale", aria_hidden="true"), class_="nq-dots-track"),
    )
    return el(
        "table",
        el("caption", caption),
        el("thead", head),
        el("tbody", *(_line(line, heads, len(ticks)) for line in lines)),
        class_="nq-dot-table",
    )


def _line(line: DotLine, heads: Sequence[Child], ticks: int) -> Markup:
    low, high = min(line.places), max(line.places)
    band = el("i", class_="nq-dots-band", style=f"left:{low:.2f}%;width:{high - low:.2f}%")
    tick = el("i", class_="nq-dots-whole", style=f"left:{line.whole:.2f}%") if line.whole is not None else None
    # The first place lies on top: where two are equal, the other shape still shows around it.
    dots = [
        el("i", class_=f"nq-county-mark nq-county-{SHAPES[place]}", style=f"left:{at:.2f}%")
        for place, at in reversed(list(enumerate(line.places)))
    ]
    values = [el("td", words, class_="nq-dots-value") for words in line.words]
    steps = f"--steps:{max(ticks - 1, 1)}"
    track = el("div", tick, band, *dots, class_="nq-dots-line", style=steps, aria_hidden="true")
    return el(
        "tr", el("th", line.name, scope="row", class_="nq-dots-name"), *values, el("td", track, class_="nq-dots-track")
    )
