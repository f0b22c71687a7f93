"""Early warnings of a credit share: how each stands, and in which month it would first have warned."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el, join
from dashboards.pages.credit.lines import KEY, WHERE, Key
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import month_name

#: warning state → mark.
MARKS = {"warns": "off_track", "calm": "on_track", "unknown": "not_available", "not_applicable": "no_target"}
#: Months of the replay, and how many of them a phone has room for.
MONTHS, MONTHS_OF_PHONE = 18, 6
#: Unknown figures that stand in the open; more of them fold.
UNFOLDED = 3
#: States that need nobody: they fold.
_QUIET = ("calm", "not_applicable")
_WORST_FIRST = tuple(MARKS)


def warnings(view: View, key: Key) -> Markup | None:
    """Return the table of early-warning figures, worst first, with their limits and first warnings."""
    rows = sorted(
        view.tables.rows(f"select * from warnings where {WHERE} order by warning_id", *key),
        key=lambda row: _WORST_FIRST.index(row["state"]) if row["state"] in _WORST_FIRST else 9,
    )
    if not rows:
        return None
    say = view.say
    count = sum(1 for row in rows if row["state"] == "warns")
    all_of_them = view.fmt.number(len(rows))
    title = say(
        f"{view.fmt.figure(count)} هشدار از {all_of_them} سنجه"
        if count
        else f"هیچ‌یک از {all_of_them} سنجه هشدار نمی‌دهد",
        f"{view.fmt.number(count)} of {all_of_them} figures warn" if count else f"None of {all_of_them} figures warns",
    )
    unknown = [row for row in rows if row["state"] == "unknown"]
    unknown = unknown if len(unknown) > UNFOLDED else []
    loud = [row for row in rows if row["state"] not in _QUIET and row not in unknown]
    quiet = [row for row in rows if row["state"] in _QUIET]
    return el(
        "div",
        cards.card(
            title,
            _list(view, loud) if loud else None,
            cards.disclosure(_unknown_words(view, rows, unknown), _list(view, unknown)) if unknown else None,
            cards.disclosure(_quiet_words(view, rows, quiet), _list(view, quiet)) if quiet else None,
            tags.origin_tags(view, rows),
            tool_row(view, "warnings", dict(zip(KEY, key, strict=True)), title=title, picture="warnings"),
            subtitle=say(
                "بدترین‌ها بالا؛ حد هر سنجه پیشنهاد تیم است، مگر گفته باشد.",
                "Worst first; the limits are the team’s proposals unless they say otherwise.",
            ),
            level=2,
        ),
        id="warnings",
    )


def _quiet_words(view: View, rows: list[Row], quiet: list[Row]) -> str:
    """Return how many figures are calm, and how many have no meaning for the share."""
    calm = sum(1 for row in quiet if row["state"] == "calm")
    rest = len(quiet) - calm
    all_, few, more = (view.fmt.number(count) for count in (len(rows), calm, rest))
    if not calm:
        return view.say(f"{more} سنجه از {all_} کاربرد ندارد", f"{more} of {all_} not applicable")
    said = view.say(f"{few} سنجه از {all_} آرام است", f"{few} of {all_} calm")
    if not rest:
        return said
    return view.say(f"{said} و {more} تا کاربرد ندارد", f"{said}, {more} not applicable")


def _unknown_words(view: View, rows: list[Row], unknown: list[Row]) -> str:
    all_, few = view.fmt.number(len(rows)), view.fmt.number(len(unknown))
    return view.say(f"{few} سنجه از {all_} نامعلوم است", f"{few} of {all_} not known")


def _list(view: View, rows: list[Row]) -> Markup:
    lines = (
        el(
            "li",
            statuses.mark(MARKS.get(str(row["state"]), "no_target")),
            el(
                "span",
                el("b", view.column(row, "title")),
                " ",
                _first(view, row),
                el("span", sentence(view.fmt, view.column(row, "sentence")), class_="nq-remark"),
            ),
        )
        for row in rows
    )
    return el("ul", *lines, class_="nq-list nq-lines nq-warnings")


def _first(view: View, row: Row) -> Markup | None:
    if row["first_warned_on"] is None:
        return None
    day = view.fmt.date(row["first_warned_on"])
    return el("small", view.say(f"نخستین بار {day}", f"first on {day}"), class_="nq-quiet")


def replay(view: View, key: Key) -> Markup | None:
    """Return the months in which each figure would have warned, as it was known then.

    Time runs left to right.
    """
    rows = view.tables.rows(
        "select h.*, w.title_fa, w.title_en from warning_history h "
        "join warnings w using (warning_id, scheme, budget_year, area_code, domain) "
        f"where h.month_key <> 'now' and {WHERE.replace('scheme', 'h.scheme', 1)} "
        "order by h.warning_id, h.day",
        *key,
    )
    if not rows:
        return None
    say = view.say
    months = list(dict.fromkeys(str(row["month_key"]) for row in rows))[-MONTHS:]
    by_figure: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_figure.setdefault(view.column(row, "title"), {})[str(row["month_key"])] = row
    head = el(
        "tr",
        el("th", say("سنجه", "Figure"), scope="col", class_="nq-matrix-name"),
        *(el("th", _month(view, month, place, len(months)), scope="col") for place, month in enumerate(months)),
    )
    body = (
        el(
            "tr",
            el("th", name, scope="row", class_="nq-matrix-name"),
            *(_cell(view, cells.get(month), month) for month in months),
        )
        for name, cells in by_figure.items()
    )
    title = say("کی می‌شد دید: هشدارها ماه به ماه", "When it could be seen: the warnings month by month")
    return el(
        "div",
        cards.card(
            title,
            el(
                "div",
                el("table", el("caption", title), el("thead", head), el("tbody", *body), class_="nq-replay"),
                class_="nq-scroll",
                tabindex="0",
                role="region",
                aria_label=title,
            ),
            _legend(view),
            tags.origin_tags(view, rows),
            tool_row(view, "warning_history", dict(zip(KEY, key, strict=True)), title=title, picture="replay"),
            subtitle=say(
                "هر خانه، حال سنجه در پایان آن ماه است، با آنچه همان روز دانسته بود.",
                "Each square is the state at the end of a month, by what was known on that day.",
            ),
            level=2,
        ),
        id="replay",
    )


def _month(view: View, month: str, place: int, months: int) -> Markup:
    """Return the head of a month: its name, and its year where it begins; a phone begins later."""
    told = Period.parse(month)
    name = month_name(told, view.language.code)
    shown = name[:3] if not view.language.is_persian else name
    year: Markup | str = "\u00a0"
    if place == 0 or told.month == 1:
        year = view.fmt.digits(told.year)
    elif place == months - MONTHS_OF_PHONE:
        year = el("span", view.fmt.digits(told.year), class_="nq-phone-only")
    return join([shown, el("br"), year])


def _cell(view: View, row: Row | None, month: str) -> Markup:
    state = str(row["state"]) if row is not None else "not_applicable"
    words = f"{view.fmt.jalali(month)}: {view.code('warning_states', state)}"
    return el("td", statuses.mark(MARKS.get(state, "no_target")), el("span", words, class_="nq-heard"), title=words)


def _legend(view: View) -> Markup:
    return el(
        "p",
        *(el("span", statuses.mark(shape), view.code("warning_states", state)) for state, shape in MARKS.items()),
        class_="nq-legend",
    )
