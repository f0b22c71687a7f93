"""Tags and chips: where a figure comes from, whether it is invented or real, whether it may still change."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboards.data.indicators import origin_word
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def origin_tag(view: View, synthetic: bool) -> Markup | None:
    """Return the tag that says whether data are invented; None in a version that holds real data alone."""
    word = origin_word(view, synthetic)
    if not word:
        return None
    return el("span", word, class_="nq-chip nq-chip-demo" if synthetic else "nq-tag nq-tag-real")


def origin_tags(view: View, rows: Iterable[Row]) -> Markup | None:
    """Return the tags of a table or chart.

    One of invented rows, one of real rows, each where there are some.
    """
    if not view.release.get("is_synthetic"):
        return None
    kinds = sorted({bool(row["is_synthetic"]) for row in rows}, reverse=True)
    tags = join((origin_tag(view, kind) for kind in kinds), between=" ")
    return el("p", tags, class_="nq-origin") if kinds else None


def release_tag(view: View) -> Markup | None:
    """Return the tag of figures of the whole version, which is invented as soon as a part of it is."""
    synthetic = bool(view.release.get("is_synthetic"))
    return el("p", origin_tag(view, True), class_="nq-origin") if synthetic else None


def real_tag(view: View, row: Row) -> Markup | None:
    """Return «واقعی» for a real row of a table that also holds invented ones, with a space before it."""
    return None if row["is_synthetic"] else join([" ", origin_tag(view, False)])


def chip(view: View, text: str, href: str | None, *, synthetic: bool) -> Markup:
    """Return where a figure comes from, as a link to its rows; it says of invented data that they are."""
    origin = origin_word(view, synthetic)
    word = f"{origin} · " if origin else ""
    inner = [el("span", class_="nq-file", aria_hidden="true"), el("span", word, text)]
    class_ = "nq-chip nq-chip-demo" if synthetic else "nq-chip"
    if href is None:
        return el("span", *inner, class_=class_)
    label = view.say(f"سطرهای منبع: {text}", f"Source rows: {text}")
    return el("a", *inner, class_=class_, href=href, aria_label=word + label)


def provisional_tag(view: View) -> Markup:
    """Return the tag of a value that may still change."""
    return el("span", view.say("موقت", "Provisional"), class_="nq-tag")
