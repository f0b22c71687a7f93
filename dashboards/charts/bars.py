"""Rows of names with a bar: text that begins at its label, so it follows the reading direction."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.language.markup import Child, el, join


def named_bars(entries: Sequence[tuple[Child, float | None, Child]]) -> Markup:
    """Return rows of (label, amount, words).

    A missing amount has words and no bar, zero a stroke and its word.
    """
    longest = max((abs(amount) for _, amount, _ in entries if amount), default=0.0)
    rows = []
    for label, amount, words in entries:
        part = 100 * abs(amount) / longest if amount and longest else 0.0
        bar = el("span", class_="nq-bar", style=f"--part:{part:.2f}") if part else None
        rows.append(join([el("dt", label), el("dd", bar, el("span", words))]))
    return el("dl", *rows, class_="nq-bars")
