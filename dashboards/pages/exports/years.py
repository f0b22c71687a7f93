"""The years beside each other: what left through each office of the place, and what each county is the origin of."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.language.markup import Child, el, join
from dashboards.pages.exports.scope import Scope

#: Years that the table holds, the newest ones.
MOST = 6

_ROWS = """
select v.*, a.kind from indicator_values v join areas a using (area_code)
where v.indicator_id = ? and v.basis = 'customs' and v.domain = ? and v.frequency = 'A' order by v.period"""


def years(scope: Scope) -> Markup | None:
    """Return the table of the years by office and by county of origin; None where there is but one year."""
    view, say = scope.view, scope.view.say
    through = [row for row in view.tables.rows(_ROWS, "exports_usd", scope.domain) if row["area_code"] == scope.home]
    origin = [
        row
        for row in view.tables.rows(_ROWS, "exports_origin_usd", scope.domain)
        if not row["category"] and scope.is_own(row["area_code"])
    ]
    shown = sorted({str(row["period"]) for row in (*through, *origin)})[-MOST:]
    if len(shown) < 2:
        return None
    names = sorted({str(row["category"]) for row in through if row["category"]})
    by_office = {name: _by_year(through, "category", name) for name in names}
    # An office that had nothing in any year is named in one sentence: a line of zeros would say no more.
    silent = [
        name
        for name, told in by_office.items()
        if set(told) == set(shown) and not any(row["value"] is None or row["value"] for row in told.values())
    ]
    body = [
        _line(scope, join([say("به گمرک: ", "By office: "), scope.office(name)]), told, shown)
        for name, told in by_office.items()
        if name not in silent
    ]
    whole = _by_year(through, "category", "")
    word_fa, word_en = scope.place.word
    if whole:
        body.append(_line(scope, say(f"همهٔ گمرک‌های {word_fa}", f"All offices of the {word_en}"), whole, shown))
    counties = sorted({str(row["area_code"]) for row in origin if row["kind"] == "county"})
    body += [
        _line(
            scope,
            say(f"به خاستگاه: {view.area(code)}", f"By origin: {view.area(code)}"),
            _by_year(origin, "area_code", code),
            shown,
        )
        for code in counties
    ]
    title = _finding(scope, whole)
    headers = [say("دلار", "US dollars"), *(view.fmt.period(period) for period in shown)]
    return el(
        "div",
        cards.card(
            title,
            tables.table(headers, body, caption=title, numeric=range(1, len(headers))),
            _silent(scope, silent),
            tags.origin_tags(view, [*through, *origin]),
            tool_row(
                view,
                "indicator_values",
                {"indicator_id": "exports_usd", "area_code": scope.home, "domain": scope.domain, "frequency": "A"},
                title=title,
                picture="years",
            ),
            subtitle=say(
                f"{scope.words}؛ به گمرک و به خاستگاه دو شمارش‌اند و با هم جمع نمی‌شوند.",
                f"{scope.words.capitalize()}; by office and by origin are two counts and are not added.",
            ),
            level=2,
        ),
        id="years",
    )


def _silent(scope: Scope, names: Sequence[str]) -> Markup | None:
    """Return which offices had nothing in any of the years."""
    if not names:
        return None
    view = scope.view
    listed = join((scope.office(name) for name in names), between=view.say("، ", ", "))
    return el("p", listed, view.say(": صفر در همهٔ این سال‌ها.", ": zero in each of these years."), class_="nq-sub")


def _by_year(rows: Sequence[Row], column: str, value: object) -> dict[str, Row]:
    return {str(row["period"]): row for row in rows if row[column] == value}


def _line(scope: Scope, name: Child, values: dict[str, Row], periods: Sequence[str]) -> list[Child]:
    return [name, *(_cell(scope, values.get(period)) for period in periods)]


def _cell(scope: Scope, row: Row | None) -> Child:
    """Return a year's figure as a link to its rows; a year told in part has none, and one that never came says so."""
    view = scope.view
    if row is None:
        return el("span", view.say("نرسیده", "not received"), class_="nq-quiet")
    if row["value"] is None:
        return el("span", view.say("ناتمام", "in part"), class_="nq-quiet")
    link = el("a", scope.dollars(row["value"]), href=indicators.rows_address(view, row))
    if row["status"] != "provisional":
        return link
    return join([link, el("span", view.say("موقت", "provisional"), class_="nq-remark")])


def _finding(scope: Scope, whole: dict[str, Row]) -> str:
    """Return how the newest year of all offices stands to the year before it."""
    view, say = scope.view, scope.view.say
    told = [row for _, row in sorted(whole.items()) if row["value"] is not None]
    if len(told) < 2 or int(told[-1]["period"]) - int(told[-2]["period"]) != 1:
        return say("سال‌ها کنار هم", "The years beside each other")
    before, last = told[-2], told[-1]
    now, then = view.fmt.period(last["period"]), view.fmt.period(before["period"])
    change = last["value"] - before["value"]
    if change == 0:
        return say(f"{now}: همان رقم {then}", f"{now}: the same figure as {then}")
    amount = scope.dollars(abs(change))
    return say(
        f"{now}: {amount} دلار {'بیشتر' if change > 0 else 'کمتر'} از {then}",
        f"{now}: {amount} US dollars {'more' if change > 0 else 'less'} than {then}",
    )
