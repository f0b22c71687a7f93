"""A part that opens in place: its line says how many of what are folded, and at its end that it can be opened."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.view import View
from dashboards.language.markup import Child, el


def show_more(view: View, line: Child, *body: Child, ident: str | None = None) -> Markup:
    """Return ``body`` folded under ``line``; the style sheet writes «show» or «hide» by whether it is open."""
    return el(
        "details",
        el(
            "summary",
            el("span", line),
            el("span", view.say("نشان دادن", "Show"), class_="nq-show-show"),
            el("span", view.say("بستن", "Hide"), class_="nq-show-hide"),
        ),
        *body,
        class_="nq-show-more",
        id=ident,
    )
