"""HTML made of escaped parts.

Data reach a page only through :func:`el` or ``Markup.format``; both escape, so no text of a delivery can
become a tag. Nothing here knows a page, a language or a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Child = str | Markup | None | Iterable["Child"]

_VOID = {"img", "br", "hr", "col", "meta", "input"}
_SPECIAL = re.compile(r"[&<>\"']")


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
        written.append(f" {name}" if value is True else f' {name}="{_escaped(str(value))}"')
    opening = f"<{tag}{''.join(written)}>"
    if tag in _VOID:
        return Markup(opening)  # noqa: S704 (every attribute is escaped above)
    inner = "".join(map(_text, children))
    return Markup(f"{opening}{inner}</{tag}>")  # noqa: S704 (_text escapes what is not markup)


def join(children: Child, between: str = "") -> Markup:
    """Return the children one after another, escaped where they are plain text."""
    if children is None or isinstance(children, str):
        return Markup(_text(children))  # noqa: S704 (_text escapes what is not markup)
    written = _escaped(between).join([_text(child) for child in children if child is not None])
    return Markup(written)  # noqa: S704 (as above)


def _text(child: Child) -> str:
    """Return a child as HTML: markup as it is, text escaped, several one after another.

    A page has thousands of them, most without a letter to escape; so plain strings are joined, and ``Markup``
    is made once.
    """
    if isinstance(child, Markup):
        return str.__str__(child)
    if isinstance(child, str):
        return _escaped(child)
    return "" if child is None else "".join(map(_text, child))


def _escaped(text: str) -> str:
    return str(escape(text)) if _SPECIAL.search(text) else text
