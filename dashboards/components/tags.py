"""Tags and chips: where a figure comes from, whether it is real beside invented ones, whether it may still change.

That a version is invented is said once a page, by the strip at its top
(:func:`dashboards.components.states.demonstration_banner`), and in every file and picture that leaves it. So a card
says nothing of its invented rows; it says of real ones that they are real, for the strip does not mean them.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboards.data.indicators import origin_word
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def origin_tag(view: View, synthetic: bool) -> Markup | None:
    """Return «واقعی» for real data of a version that also holds invented ones, None for the invented ones.

    Where no strip stands above, as over a file that is looked at before it is taken in, invented data say so.
    """
    word = origin_word(view, synthetic)
    if not word or (synthetic and view.release.get("is_synthetic")):
        return None
    return el("span", word, class_="nq-chip nq-chip-demo" if synthetic else "nq-tag nq-tag-real")


def origin_tags(view: View, rows: Iterable[Row]) -> Markup | None:
    """Return the tag of a table or chart of a demonstration whose rows are all real.

    Where some are invented the strip of the page speaks for the whole; a real row among them has a tag of its own.
    """
    kinds = {bool(row["is_synthetic"]) for row in rows}
    tag = origin_tag(view, False) if kinds == {False} else None
    return el("p", tag, class_="nq-origin") if tag else None


def release_tag(view: View) -> Markup | None:
    """Return nothing: that a whole version is invented is said by the strip of the page, and by it alone."""
    return None


def real_tag(view: View, row: Row) -> Markup | None:
    """Return «واقعی» for a real row of a table that also holds invented ones, with a space before it."""
    return None if row["is_synthetic"] else join([" ", origin_tag(view, False)])


def chip(view: View, text: str, href: str | None, *, synthetic: bool) -> Markup:
    """Return where a figure comes from, as a link to its rows; real data beside invented ones say that they are."""
    word = "" if synthetic and view.release.get("is_synthetic") else origin_word(view, synthetic)
    said = f"{word} · " if word else ""
    inner = [el("span", class_="nq-file", aria_hidden="true"), el("span", said, text)]
    if href is None:
        return el("span", *inner, class_="nq-chip")
    label = view.say(f"سطرهای منبع: {text}", f"Source rows: {text}")
    return el("a", *inner, class_="nq-chip", href=href, aria_label=said + label)


def provisional_tag(view: View) -> Markup:
    """Return the tag of a value that may still change."""
    return el("span", view.say("موقت", "Provisional"), class_="nq-tag")
