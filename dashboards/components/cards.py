"""Cards and tiles, headings, and what stands in them.

A headline figure, terms with values, what opens on demand.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.data.view import Shown, View
from dashboards.language.markup import Child, el


def domain_line(domain: str | None) -> Markup | None:
    """Return the line that says of which domain a figure is, where that has to be said."""
    return el("p", domain, class_="nq-domain") if domain else None


def figure(shown: Shown) -> Markup:
    """Return a headline value: qualifier, figure, unit."""
    if shown.absent == "missing":
        return el("p", shown.figure, class_="nq-figure nq-absent")
    return el(
        "p",
        el("span", shown.qualifier, " ", class_="nq-qualifier") if shown.qualifier else None,
        el("b", shown.figure),
        " ",
        el("span", shown.unit, class_="nq-unit"),
        class_="nq-figure",
    )


def no_figure(view: View, words: str | None = None) -> Markup:
    """Return the hatched band that stands where nothing has arrived."""
    text = words or view.say("عددی داده نشده است", "No figure was given")
    return el("div", el("span", text), class_="nq-hatched")


def tile(
    title: str,
    href: str,
    body: Child,
    *,
    class_: str = "",
) -> Markup:
    """Return one tile; its title's link covers it all."""
    return el(
        "article",
        el("h3", el("a", title, href=href, class_="nq-cover")),
        body,
        class_=f"nq-tile {class_}".strip(),
    )


def tiles(items: Sequence[Child], *, class_: str = "") -> Markup:
    """Return a grid of tiles."""
    return el("div", *items, class_=f"nq-tiles {class_}".strip())


def card(title: Child, *body: Child, subtitle: Child = None, class_: str = "", level: int = 3) -> Markup:
    """Return a card with a heading."""
    return el(
        "section",
        el(f"h{level}", title),
        el("p", subtitle, class_="nq-sub") if subtitle else None,
        *body,
        class_=f"nq-card {class_}".strip(),
    )


def heading(text: str, beside: str = "", *, ident: str | None = None) -> Markup:
    """Return a section heading with a quieter remark beside it."""
    return el("h2", text, " ", el("small", beside) if beside else None, class_="nq-h2", id=ident)


def page_head(eyebrow: Child, title: str, lede: Child, after: Child = None) -> Markup:
    """Return the head of a page: where it stands, its title, the finding, a quieter line."""
    return el(
        "header",
        el("p", eyebrow, class_="nq-eyebrow") if eyebrow else None,
        el("h1", title),
        el("p", lede, class_="nq-lede"),
        el("div", after, class_="nq-after") if after else None,
        class_="nq-head",
    )


def facts(pairs: Sequence[tuple[Child, Child]]) -> Markup:
    """Return a list of terms and their values."""
    return el("dl", *(el("div", el("dt", term), el("dd", value)) for term, value in pairs), class_="nq-facts")


def disclosure(summary: Child, *body: Child, open_: bool = False) -> Markup:
    """Return a part that opens on demand."""
    return el("details", el("summary", summary), *body, class_="nq-more", open=open_)


def fold(summary: Child, *body: Child, beside: str = "", open_: bool = False, ident: str | None = None) -> Markup:
    """Return a part of a page that is folded; its line says how many things of what it holds."""
    line = el("summary", summary, el("small", " · ", beside) if beside else None)
    return el("details", line, *body, class_="nq-fold", open=open_, id=ident)
