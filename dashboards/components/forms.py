"""Fields of a steward's forms."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.view import View
from dashboards.language.markup import Child, el


def hidden_fields(view: View, **values: str) -> list[Child]:
    """Return hidden fields of a form: the page's language, and ``values``."""
    fields = {"page_language": "fa" if view.language.is_persian else "en", **values}
    return [el("input", type="hidden", name=name, value=value) for name, value in fields.items()]


def field(label: str, control: Markup) -> Markup:
    """Return a control under its label."""
    return el("label", el("span", label), control)
