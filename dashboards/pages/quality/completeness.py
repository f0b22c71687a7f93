"""Who has sent which period.

The matrix of feeds, offices and quarters, and how old the newest file of each is.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.delivery_words import delivery_address
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.pages.quality.quarter_line import Cell, Line, offices, window
from pipelines.foundation.period import Period

#: state → (Persian, English), in the order of the key; four of them are kinds of silence.
STATES: dict[str, tuple[str, str]] = {
    "received": ("رسیده", "received"),
    "late": ("دیر رسیده", "received late"),
    "partial": ("ناتمام رسیده", "received in part"),
    "held": ("در انتظار تأیید", "held"),
    "refused": ("پذیرفته نشده", "refused"),
    "missing": ("نرسیده", "not received"),
    "never": ("هرگز نفرستاده", "never sent"),
    "not_due": ("هنوز سررسید نشده", "not due yet"),
    "nothing": ("خواسته نشده", "not asked for"),
}
FRESHNESS: dict[str, tuple[str, str, str]] = {
    "silent": ("off_track", "خاموش", "Silent"),
    "stale": ("behind", "کهنه", "Stale"),
    "fresh": ("on_track", "تازه", "Fresh"),
    "occasional": ("no_target", "گاه‌به‌گاه", "Occasional"),
    "never": ("not_available", "هرگز نرسیده", "Never came"),
}
#: Rows of the freshness table that stand open.
OPEN = 10


def matrix(view: View) -> Markup:
    """Return the card of the matrix; an office that is silent shows as silence, never as a zero."""
    say = view.say
    rows = view.tables.rows("select * from completeness order by feed, office, period")
    title = say("چه کسی چه دوره‌ای را فرستاده است", "Who has sent which period")
    if not rows:
        return cards.card(title, el("p", say("هنوز چیزی خواسته نشده است.", "Nothing has been asked for yet.")), level=2)
    begin, end = window(rows)
    told = offices(rows, begin, end)
    invented = _invented(view)
    table = el(
        "table",
        el("caption", title),
        _head(view, begin, end),
        *(_office(view, office, group, begin, end, invented) for office, group in told),
        class_="nq-matrix",
        style=f"--n:{end - begin}",
    )
    drawn = [line for _, group in told for line in group]
    silent = sum(1 for line in drawn if line.head["state"] == "never")
    finding = (
        say(
            f"{view.fmt.share(silent, len(drawn))} گزارش اداره‌ها هرگز فایلی نداشته است",
            f"{view.fmt.share(silent, len(drawn))} feeds of offices have never had a file",
        )
        if silent
        else title
    )
    return cards.card(
        finding,
        table,
        _key(view, rows),
        tags.release_tag(view),
        subtitle=say(
            "هر خانه یک فصل است و گزارشی که سالی یک بار می‌رسد چهار خانه را می‌گیرد. فایل نرسیده صفر نیست.",
            "One square a quarter; a yearly feed fills four. A file that has not come is not a zero.",
        ),
        level=2,
    )


def _invented(view: View) -> dict[tuple[str, str], bool]:
    """Return for each feed and office whether its deliveries are invented; only of a demonstration."""
    if not view.release.get("is_synthetic"):
        return {}
    found = view.tables.rows(
        "select feed, office, bool_or(is_synthetic) as invented from deliveries group by feed, office"
    )
    return {(str(row["feed"]), str(row["office"])): bool(row["invented"]) for row in found}


def _in_order(view: View, name: Child, cells: Iterable[Child]) -> Markup:
    """Return a row of the matrix: time runs from left to right, and the name stands where reading begins."""
    return el("tr", *cells, name) if view.language.is_persian else el("tr", name, *cells)


def _head(view: View, begin: int, end: int) -> Markup:
    years: list[Markup] = []
    place = begin
    while place < end:
        year = Period.at(place, "Q").ending("A")
        length = min(year.quarters[-1].place + 1, end) - place
        years.append(el("th", view.fmt.digits(year.year), scope="col", colspan=length, style=f"--w:{length}"))
        place += length
    return el("thead", _in_order(view, el("td", class_="nq-matrix-name"), years))


def _office(
    view: View, office: str, group: list[Line], begin: int, end: int, invented: dict[tuple[str, str], bool]
) -> Markup:
    """Return the rows of one office under its name."""
    name = el(
        "tr",
        el(
            "th",
            view.code("offices", office),
            scope="rowgroup",
            colspan=end - begin + 1,
            class_="nq-matrix-name",
        ),
        class_="nq-matrix-office",
    )
    return el(
        "tbody",
        name,
        *(
            _in_order(view, _name(view, line, invented), [_cell(view, cell, begin) for cell in line.cells])
            for line in group
        ),
    )


def _name(view: View, line: Line, invented: dict[tuple[str, str], bool]) -> Markup:
    row = line.head
    real = invented.get((str(row["feed"]), str(row["office"]))) is False
    return el(
        "th",
        view.column(row, "feed_title"),
        " ",
        tags.origin_tag(view, False) if real else None,
        scope="row",
        class_="nq-matrix-name",
    )


def _cell(view: View, cell: Cell, begin: int) -> Markup:
    """Return the square of one period.

    Its ground says the state, its words are heard and shown on pointing.
    """
    state = str(cell.row["state"]) if cell.row is not None else "nothing"
    word = view.say(*STATES[state])
    if cell.row is None:
        square, title = el("span", el("span", word, class_="nq-heard"), class_="nq-c-nothing"), None
    else:
        sentence = view.column(cell.row, "sentence")
        if state == "never":
            said, title = el("span", word), sentence
        else:
            period = view.fmt.period(cell.period)
            said, title = el("span", f"{period}: {word}", class_="nq-heard"), f"{period}: {sentence}"
        if cell.row["delivery_id"]:
            square = el("a", said, href=delivery_address(view, str(cell.row["delivery_id"])), class_=f"nq-c-{state}")
        else:
            square = el("span", said, class_=f"nq-c-{state}")
    new_year = Period.at(begin + cell.begin, "Q").quarter == 1 and cell.begin > 0
    return el(
        "td",
        square,
        colspan=cell.length,
        style=f"--w:{cell.length}",
        title=title,
        class_="nq-new-year" if new_year else None,
    )


def _key(view: View, rows: tuple[Row, ...]) -> Markup:
    present = {str(row["state"]) for row in rows} | {"nothing"}
    entries = (
        el("span", el("i", class_=f"nq-c-{state}"), view.say(*words))
        for state, words in STATES.items()
        if state in present
    )
    return el("p", *entries, class_="nq-legend nq-legend-matrix")


def freshness(view: View) -> Markup:
    """Return the age of each feed's and office's newest file beside what is allowed, the oldest first."""
    say = view.say
    rows = view.tables.rows(
        "select * from freshness where state <> 'never' "
        "order by case state when 'silent' then 0 when 'stale' then 1 when 'fresh' then 2 else 3 end, "
        "days_since desc nulls last, feed, office"
    )
    title = say("تازگی", "Freshness")
    if not rows:
        return cards.card(title, el("p", say("هنوز فایلی نرسیده است.", "No file has come yet.")), level=2)
    old = sum(1 for row in rows if row["state"] in ("stale", "silent"))
    told = (
        say(
            f"{view.fmt.share(old, len(rows))} گزارش از مهلت خود گذشته است",
            f"{view.fmt.share(old, len(rows))} feeds are past their time",
        )
        if old
        else say("همهٔ گزارش‌ها در مهلت خود تازه‌اند", "Every feed is fresh")
    )
    headers = [
        say("گزارش و اداره", "Feed and office"),
        say("حال", "State"),
        say("آخرین دوره", "Latest period"),
        say("رسیده", "Received"),
        say("روز از آن پس", "Days since"),
        say("سقف روز", "Days allowed"),
    ]
    invented = _invented(view)
    body = [_age(view, row, invented) for row in rows]
    first = tables.table(headers, body[:OPEN], caption=title, numeric=(3, 4, 5), class_="nq-ages")
    rest = None
    if len(body) > OPEN:
        words = say(
            f"{view.fmt.number(len(body) - OPEN)} گزارش دیگر",
            f"{view.fmt.number(len(body) - OPEN)} more feeds",
        )
        rest = cards.disclosure(
            words, tables.table(headers, body[OPEN:], caption=words, numeric=(3, 4, 5), class_="nq-ages")
        )
    return cards.card(
        told,
        first,
        rest,
        tags.release_tag(view),
        subtitle=say("شمرده تا روز ساخت این نسخه.", "Counted to the day this version was built."),
        level=2,
    )


def _age(view: View, row: Row, invented: dict[tuple[str, str], bool]) -> list[Child]:
    shape, persian, english = FRESHNESS[str(row["state"])]
    real = invented.get((str(row["feed"]), str(row["office"]))) is False
    name = join(
        [
            view.column(row, "feed_title"),
            " ",
            tags.origin_tag(view, False) if real else None,
            el("span", view.code("offices", row["office"]), class_="nq-remark"),
        ]
    )
    allowed = view.fmt.number(row["allowed_days"]) if row["allowed_days"] is not None else "—"
    since = view.fmt.number(row["days_since"]) if row["days_since"] is not None else "—"
    return [
        name,
        el("span", statuses.mark(shape), " ", view.say(persian, english), class_="nq-nowrap"),
        view.fmt.period(row["last_period"]),
        view.fmt.date(row["last_received_on"], table=True),
        since,
        allowed,
    ]
