"""The parts every page is made of: tiles, cards, status marks, chips, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboards.markup import Child, el, join
from dashboards.tables import Row
from dashboards.view import Shown, View

#: progress status → (Persian, English); the order is worst first.
STATUS_WORDS: dict[str, tuple[str, str]] = {
    "off_track": ("خارج از مسیر", "Off track"),
    "behind": ("عقب از مسیر", "Behind"),
    "on_track": ("در مسیر", "On track"),
    "reached": ("رسیده", "Reached"),
    "no_target": ("بدون هدف", "No target set"),
    "not_available": ("در دسترس نیست", "Not available"),
}


def mark(status: str) -> Markup:
    """Return the shape of a status; always write its word beside it."""
    return el("span", class_=f"nq-mark nq-mark-{status}", aria_hidden="true")


def status_word(view: View, status: str) -> str:
    """Return the word of a status."""
    persian, english = STATUS_WORDS.get(status, (status, status))
    return view.say(persian, english)


def status_line(view: View, status: str) -> Markup:
    """Return a status: its shape, then its word."""
    return el("p", mark(status), " ", status_word(view, status), class_=f"nq-status nq-status-{status}")


def origin_word(view: View, synthetic: bool) -> str:
    """Return «نمایشی» for invented data, «واقعی» for real data beside invented ones, and nothing where all are real."""
    if synthetic:
        return view.say("نمایشی", "Demo")
    return view.say("واقعی", "Real") if view.release.get("is_synthetic") else ""


def origin_tag(view: View, synthetic: bool) -> Markup | None:
    """Return the tag that says whether data are invented; None in a version that holds real data alone."""
    word = origin_word(view, synthetic)
    if not word:
        return None
    return el("span", word, class_="nq-chip nq-chip-demo" if synthetic else "nq-tag nq-tag-real")


def origin_tags(view: View, rows: Iterable[Row]) -> Markup | None:
    """Return the tags of a table or chart: one of invented rows, one of real rows, each where there are some."""
    if not view.release.get("is_synthetic"):
        return None
    kinds = sorted({bool(row["is_synthetic"]) for row in rows}, reverse=True)
    tags = join((origin_tag(view, kind) for kind in kinds), between=" ")
    return el("p", tags, class_="nq-origin") if kinds else None


def release_tag(view: View) -> Markup | None:
    """Return the tag of figures counted over the whole version, which is invented as soon as a part of it is."""
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


def one_measurement(view: View, label: str) -> Markup:
    """Return a single dot with its period: one measurement is no line."""
    words = view.say("یک اندازه‌گیری", "one measurement")
    return el(
        "div",
        el("span", words, class_="nq-one-words"),
        el("span", label, class_="nq-one-label"),
        el("span", class_="nq-one-dot"),
        class_="nq-one",
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


def tiles(items: Sequence[Child]) -> Markup:
    """Return a grid of tiles."""
    return el("div", *items, class_="nq-tiles")


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


def table(
    headers: Sequence[Child],
    rows: Sequence[Sequence[Child]],
    *,
    caption: Child,
    numeric: Sequence[int] = (),
    class_: str = "",
) -> Markup:
    """Return a table whose first column heads each row; on a phone every row becomes a small block."""
    labels = [join(header).striptags() for header in headers]
    head = el(
        "tr",
        *(el("th", header, scope="col", class_="nq-num" if index in numeric else None)
          for index, header in enumerate(headers)),
    )  # fmt: skip
    body = [
        el("tr", *(_cell(index, child, labels[index], index in numeric) for index, child in enumerate(row)))
        for row in rows
    ]
    return el(
        "table",
        el("caption", caption),
        el("thead", head),
        el("tbody", *body),
        class_=f"nq-table {class_}".strip(),
    )


def _cell(index: int, child: Child, label: str, numeric: bool) -> Markup:
    if index == 0:
        return el("th", child, scope="row")
    return el("td", child, data_label=label or None, class_="nq-num" if numeric else None)


def facts(pairs: Sequence[tuple[Child, Child]]) -> Markup:
    """Return a list of terms and their values."""
    return el("dl", *(el("div", el("dt", term), el("dd", value)) for term, value in pairs), class_="nq-facts")


def raw(text: str) -> Markup:
    """Return a cell's text as it stands in the file, shut off from the direction around it."""
    return el("bdi", text, class_="nq-raw")


def code(text: str) -> Markup:
    """Return an identifier, hash or file name: Latin, left to right."""
    return el("code", text, class_="nq-code", dir="ltr")


def disclosure(summary: Child, *body: Child, open_: bool = False) -> Markup:
    """Return a part that opens on demand."""
    return el("details", el("summary", summary), *body, class_="nq-more", open=open_)


def link(text: str, href: str) -> Markup:
    """Return a link that leads on, with the arrow of the reading direction."""
    return el("a", text, el("span", class_="nq-arrow", aria_hidden="true"), href=href, class_="nq-on")


def tools(view: View, items: Sequence[tuple[str, dict[str, str | bool]]]) -> Markup:
    """Return the row of tools under a chart or a table: (word, attributes of its link)."""
    label = view.say("ابزارهای این نما", "Tools of this view")
    return el("p", *(join([el("a", word, **given), " "]) for word, given in items), class_="nq-tools",
              role="group", aria_label=label)  # fmt: skip


def command(view: View, text: str) -> Markup:
    """Return a command for the steward's terminal, with a link that copies it; a line breaks between its words only."""
    words = join((el("span", word) for word in text.split(" ")), between=" ")
    copy = el("a", view.say("رونوشت", "Copy"), href="#", role="button", data_copy=text)
    return el("p", el("code", words, class_="nq-code", dir="ltr"), " ", copy, class_="nq-command")


def pager(view: View, page: int, size: int, total: int, label: str) -> Markup:
    """Return the links to the page before and the page after, counted from zero; nothing when one page holds all."""
    last = (total - 1) // size
    if last <= 0:
        return el("span")
    links = []
    if page > 0:
        links.append(
            el("a", view.say("پیشین", "Previous"), href=view.address.here(page=str(page)), class_="nq-button")
        )
    if page < last:
        links.append(
            el("a", view.say("بعدی", "Next"), href=view.address.here(page=str(page + 2)), class_="nq-button")
        )
    return el("nav", *links, class_="nq-pager", aria_label=label)


def asked_page(view: View, size: int, total: int) -> int:
    """Return the page that the address asks for, counted from zero and kept within what there is."""
    asked = view.address.get("page") or "1"
    wanted = int(asked) - 1 if asked.isdecimal() and len(asked) < 10 else 0
    return max(0, min(wanted, (total - 1) // size))


def span(view: View, begin: int, shown: int, total: int) -> str:
    """Return «۱ تا ۱۰ از ۴۲» of a list that is shown in pages; nothing when all is shown."""
    if shown >= total:
        return ""
    first, last, all_ = (view.fmt.number(count) for count in (begin + 1, begin + shown, total))
    return view.say(f"{first} تا {last} از {all_}", f"{first} to {last} of {all_}")
