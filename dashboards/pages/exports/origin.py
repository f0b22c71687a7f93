"""What customs do not say.

Origins hidden in shared lines, money of other years, and what travels in suitcases.
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.language.markup import el, join
from dashboards.pages.exports import amounts, sentences
from dashboards.pages.exports.scope import Scope


def hidden_origin(scope: Scope) -> Markup | None:
    """Return of which crafts the tariff tells the origin, and of which nobody can know it."""
    view, say = scope.view, scope.view.say
    if not scope.flows():
        return None
    told = view.tables.rows(
        "select * from export_hidden_origin where frequency = 'A' and period = ? and domain = ? "
        "order by value_usd desc",
        scope.period,
        scope.domain,
    )
    rows = [row for row in told if scope.is_own(row["area_code"])]
    known = [
        (
            join([scope.line(str(row["hs8"])), el("span", _through(scope, row), class_="nq-remark")]),
            say(f"{_dollars(scope, row, 'value_usd')} دلار", f"{_dollars(scope, row, 'value_usd')} dollars"),
        )
        for row in rows
    ]
    unknown = [
        (
            join(
                [
                    statuses.mark("not_available"),
                    " ",
                    say(*good.name),
                    el("span", say(*good.note), class_="nq-remark"),
                ]
            ),
            say("نامعلوم", "unknown"),
        )
        for good in scope.goods
        if not good.own_line
    ]
    title = say(*sentences.known_origins(_known_crafts(scope, rows), view.fmt))
    return cards.card(
        title,
        cards.facts([*known, *unknown]) if known or unknown else None,
        tags.origin_tags(view, rows),
        tool_row(view, "export_hidden_origin", scope.where(), title=title),
        subtitle=say(
            "«نامعلوم» صفر نیست: تعرفه استان را نمی‌گوید.",
            "“Unknown” is no zero: the tariff does not tell the province.",
        ),
        level=2,
    )


def _known_crafts(scope: Scope, rows: list[Row]) -> int:
    """Return of how many crafts lines name the origin; an area of which no craft is told counts as one."""
    areas = {row["area_code"] for row in rows}
    crafts = [good.area_code for good in scope.goods if good.own_line and good.area_code in areas]
    return len(crafts) + len(areas - set(crafts))


def _dollars(scope: Scope, row: Row, column: str) -> str:
    """Return a sum of a line, the least that it is where a row of it has no value."""
    known = row[column] or Decimal(0)
    return amounts.dollars(scope.view.fmt, scope.view.language, known, int(row["rows_without_value"] or 0))


def _through(scope: Scope, row: Row) -> str:
    """Say through which offices a line left, or that its edition does not tell the office."""
    view, area = scope.view, scope.view.area(row["area_code"])
    if row["through_own_usd"] is None:
        return view.say(
            f"{area}؛ این ویرایش نمی‌گوید از کدام گمرک",
            f"{area}; this edition does not tell through which office",
        )
    offices, own = view.fmt.number(row["offices"]), _dollars(scope, row, "through_own_usd")
    return view.say(
        f"{area}؛ از {offices} گمرک، {own} از گمرک‌های استان",
        f"{area}; through {offices} offices, {own} through its own province",
    )


def real_terms(scope: Scope) -> Markup:
    """Return the rial value at constant prices, or that no price index was delivered."""
    view, say = scope.view, scope.view.say
    title = say("به ریال ثابت", "In constant rials")
    rows = view.tables.rows(
        "select * from export_real_values where area_code = ? and domain = ? and category = '' "
        "and frequency = 'A' order by period",
        scope.home,
        scope.domain,
    )
    told = [row for row in rows if row["real_rial"] is not None]
    if not told:
        nominal = next((row for row in rows if row["period"] == scope.period), None)
        amount = (
            " ".join(view.fmt.money(nominal["nominal_rial"]))
            if nominal and nominal["nominal_rial"] is not None
            else None
        )
        words = (
            say(
                f"ارزش ریالی {view.fmt.period(scope.period)}، {amount} بود. ",
                f"The rial value of {view.fmt.period(scope.period)} was {amount}. ",
            )
            if amount
            else ""
        )
        return cards.card(
            title,
            el(
                "p",
                words,
                say(
                    "شاخص بهایی نرسیده است و هیچ نرخی فرض نمی‌شود؛ مقایسهٔ ریال سال‌ها معنا ندارد.",
                    "No price index has come, and none is assumed; rials of different years cannot be compared.",
                ),
            ),
            cards.no_figure(view, say("شاخص بها نرسیده است", "no price index")),
            tags.origin_tags(view, rows),
            level=2,
        )
    headers = [
        say("سال", "Year"),
        say("به ریال همان سال", "In rials of the year"),
        say("به ریال ثابت", "In constant rials"),
        say("شاخص", "Index"),
    ]
    body = [
        [
            view.fmt.period(row["period"]),
            " ".join(view.fmt.money(row["nominal_rial"])),
            el("b", " ".join(view.fmt.money(row["real_rial"]))),
            view.fmt.number(row["price_index"], 1),
        ]
        for row in told
    ]
    prices = view.fmt.period(told[-1]["prices_of"])
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tags.origin_tags(view, told),
        tool_row(
            view,
            "export_real_values",
            {"area_code": scope.home, "domain": scope.domain, "frequency": "A"},
            title=title,
        ),
        subtitle=say(f"به بهای {prices}.", f"At prices of {prices}."),
        level=2,
    )


def suitcase(scope: Scope) -> Markup:
    """Return what was declared or estimated of goods that travel with passengers; never added to customs."""
    view, say = scope.view, scope.view.say
    title = say("صادرات چمدانی", "Suitcase exports")
    rows = view.tables.rows(
        "select declared_by, sum(value_usd) as value_usd, sum(declarations) as declarations, "
        "bool_or(is_synthetic) as is_synthetic, count(value_usd) as told from suitcase_exports "
        "where domain = ? and (period = ? or period like ?) group by declared_by order by 2 desc",
        scope.domain,
        scope.period,
        f"{scope.period}Q%",
    )
    if not rows:
        return cards.card(
            title,
            el(
                "p",
                say(
                    "فهرستی از کالای همراه مسافر نرسیده است؛ نبودن فهرست صفر نیست.",
                    "No list of goods carried by passengers has come; a missing list is not a zero.",
                ),
            ),
            cards.no_figure(view, say("فهرستی نرسیده است", "no list has arrived")),
            level=2,
        )
    headers = [say("چه کسی می‌گوید", "Told by"), say("دلار", "US dollars"), say("اظهار", "Declarations")]
    body = [
        [
            view.code("suitcase_declarers", row["declared_by"]),
            el("b", "—" if not row["told"] else scope.dollars(row["value_usd"])),
            view.fmt.figure(row["declarations"]),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tags.origin_tags(view, rows),
        tool_row(view, "suitcase_exports", {"domain": scope.domain}, title=title),
        subtitle=say("گفته و برآورد است و با گمرک جمع نمی‌شود.", "Stated and estimated; never added to customs."),
        level=2,
    )
