"""Fields of a steward's forms, and the buttons that hand out a workbook."""

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


def template_button(view: View, feed: str, title: str = "") -> Markup:
    """Return the button that hands out the blank workbook of a feed; ``title`` names it to who cannot see the row."""
    return _workbook(view.say("گرفتن الگوی خالی", "Get the blank template"), f"template/{feed}", title)


def correction_button(view: View, delivery_id: str, name: str = "") -> Markup:
    """Return the button that hands out the correction workbook of a delivery, on this machine alone."""
    return _workbook(view.say("گرفتن کارپوشهٔ اصلاح", "Get the correction workbook"), f"corrections/{delivery_id}", name)


def _workbook(words: str, path: str, about: str) -> Markup:
    return el(
        "a",
        words,
        href=f"/steward/{path}.xlsx",
        download=True,
        class_="nq-button",
        aria_label=f"{words}: {about}" if about else None,
    )
