"""HTML made of escaped parts.

Data reach a page only through :func:`el` or ``Markup.format``; both escape, so no text of a delivery can become
a tag. Nothing here knows a page, a language or a table.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Child = str | Markup | None | Iterable["Child"]

_VOID = {"img", "br", "hr", "col"}


def el(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Return one element; text is escaped, ``Markup`` is kept, ``None`` is left out.

    Attribute names: ``class_`` and ``for_`` lose the underscore, other underscores become hyphens
    (``aria_label``, ``data_open``). ``True`` writes the bare attribute; ``None`` and ``False`` write nothing.
    """
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        written.append(f" {name}" if value is True else f' {name}="{escape(str(value))}"')
    opening = f"<{tag}{''.join(written)}>"
    if tag in _VOID:
        return Markup(opening)  # noqa: S704 (every attribute is escaped above)
    return Markup(f"{opening}{join(children)}</{tag}>")  # noqa: S704 (join escapes what is not markup)


def join(children: Child, between: str = "") -> Markup:
    """Return the children one after another, escaped where they are plain text."""
    if children is None:
        return Markup("")
    if isinstance(children, str):
        return escape(children)
    return escape(between).join(join(child) for child in children if child is not None)
