"""Where exports left, where they went, what a kilogram brought, and how much hangs on one partner."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from dashboards.charts.bars import named_bars
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.place import Pair
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import TARIFF_LINE, counted
from dashboards.language.markup import Child, el, join
from dashboards.pages.exports import amounts, sentences
from dashboards.pages.exports.scope import Scope

LONGEST = 15


def _added(rows: list[Row], key: str) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    """Return (name, dollars, kilograms with a value, dollars with a weight) by ``key``, largest first."""
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        entry = found.setdefault(str(row[key]), [Decimal(0), Decimal(0), Decimal(0)])
        usd, kg = row["value_usd"] or Decimal(0), row["weight_kg"] or Decimal(0)
        entry[0] += usd
        if usd and kg:
            entry[1] += kg
            entry[2] += usd
    summed = [(name, usd, kg, known_usd) for name, (usd, kg, known_usd) in found.items()]
    return sorted(summed, key=lambda item: (-item[1], item[0]))


def _origin_rows(scope: Scope) -> list[Row]:
    """Return the flows that name an origin in the place.

    Where there are none, those through its own offices.
    """
    flows = scope.flows()
    named = [row for row in flows if scope.is_own(row["origin_area_code"])]
    return named or [row for row in flows if scope.is_own_office(row["office_area_code"])]


def _names_origin(scope: Scope) -> bool:
    return any(scope.is_own(row["origin_area_code"]) for row in scope.flows())


def _of_what(scope: Scope) -> Pair:
    """Return what the flows are of: the goods whose origin is known, else all through the place's own offices."""
    if not _names_origin(scope):
        return sentences.exports_of_offices(scope.place)
    return sentences.seen_goods(scope.goods)


def _bars_card(
    scope: Scope,
    key: str,
    title: str,
    subtitle: str,
    ident: str,
    label: Callable[[str], Markup],
    extra: list[tuple[str, Decimal]] | None = None,
    note: str = "",
) -> Markup | None:
    view, rows = scope.view, _origin_rows(scope)
    if not rows:
        return None
    found = [(name, usd) for name, usd, _, _ in _added(rows, key)][:LONGEST] + (extra or [])
    without = amounts.rows_without_value(rows, key)
    entries = [
        (label(name), float(usd), amounts.dollars(view.fmt, view.language, usd, without[name])) for name, usd in found
    ]
    return el(
        "div",
        cards.card(
            title,
            named_bars(entries),
            el("p", note, class_="nq-note") if note else None,
            tags.origin_tags(view, rows),
            tool_row(view, "export_flows", scope.where(), title=title, picture=ident),
            subtitle=subtitle,
            level=2,
        ),
        id=ident,
    )


def origin_offices(scope: Scope) -> Markup | None:
    """Return through which office the goods whose origin is known left.

    The place's own offices stand last, true zeros.
    """
    view, rows = scope.view, _origin_rows(scope)
    if not rows:
        return None
    say, name = view.say, view.say(*_of_what(scope))
    added = _added(rows, "customs_office")
    total = sum(usd for _, usd, _, _ in added) or Decimal(1)
    own = {str(row["office_name"]) for row in scope.offices()}
    through_own = sum((usd for office, usd, _, _ in added if office in own), Decimal(0))
    # Where a value is unknown, no share of the whole is known, and nought through the own offices is no true zero.
    is_whole = not amounts.rows_without_value(rows, "customs_office")
    extra = [("", Decimal(0))] if is_whole and own and not through_own and _names_origin(scope) else []
    share = view.fmt.percent(added[0][1] / total, 0)
    note = say(f"{share} از یک گمرک.", f"{share} through one office.") if is_whole else ""
    if extra:
        note += f" {say(*sentences.true_zero(scope.place, len(own)))}"

    def label(office: str) -> Markup:
        if office or not extra:
            return scope.office(office)
        fa, en = sentences.own_offices(scope.place, len(own), view.fmt)
        return el("span", say(fa, en[0].upper() + en[1:]))

    return _bars_card(
        scope,
        "customs_office",
        say(f"{name} از کدام گمرک بیرون رفت", f"Through which office {name} left"),
        say(f"دلار، {view.fmt.period(scope.period)}", f"US dollars, {view.fmt.period(scope.period)}"),
        "offices",
        label,
        extra,
        note,
    )


def destinations(scope: Scope) -> Markup | None:
    """Return the countries to which the goods whose origin is known went."""
    say, name = scope.view.say, scope.view.say(*_of_what(scope))
    rows = _origin_rows(scope)
    count = len({row["destination"] for row in rows if row["destination"]})
    number = scope.view.fmt.number(count)
    return _bars_card(
        scope,
        "destination",
        say(f"{name} به {number} کشور رفت", f"{name[:1].upper()}{name[1:]} went to {number} countries"),
        say("دلار", "US dollars"),
        "destinations",
        scope.country,
    )


def own_offices(scope: Scope) -> Markup | None:
    """Return the place's own customs offices, with the true zeros of those that had no row."""
    view, say = scope.view, scope.view.say
    offices = scope.offices()
    if not offices:
        return None
    dollars, weights = (scope.by_office(name) for name in ("exports_usd", "exports_weight_kg"))
    told = [row for row in offices if dollars.get(str(row["office_name"])) is not None]
    if not told:
        return None
    told.sort(key=lambda row: -dollars[str(row["office_name"])])
    without = amounts.rows_without_value(scope.flows(), "customs_office")
    body: list[list[Child]] = [
        [
            scope.office(name),
            el("b", amounts.dollars(view.fmt, view.language, dollars[name], without[name])),
            _kilograms(scope, weights.get(name)),
        ]
        for name in (str(row["office_name"]) for row in told)
    ]
    untold = [row for row in offices if row not in told]
    body += [[scope.office(str(row["office_name"])), say("گفته نشده", "not told"), "—"] for row in untold]
    whole, rest = scope.value("exports_usd", scope.home), body[LONGEST:]
    total: list[Child] = [say("جمع", "Total"), el("b", view.shown(whole).text if whole else "—"), ""]
    more = say(f"{view.fmt.number(len(rest))} گمرک دیگر", f"{view.fmt.number(len(rest))} more offices")
    active = sum(1 for name in dollars.values() if name)
    title = say(*sentences.active_offices(scope.place, len(told), active, scope.words, view.fmt))
    headers = [say("گمرک", "Office"), say("دلار", "US dollars"), say("کیلوگرم", "kg")]
    return cards.card(
        title,
        tables.table(headers, [*body[:LONGEST], total], caption=title),
        cards.disclosure(more, tables.table(headers, rest, caption=more)) if rest else None,
        tags.origin_tags(view, list(scope.flows())[:1]),
        tool_row(
            view,
            "export_flows",
            {**scope.where(), "office_area_code": None if scope.place.is_country else scope.home},
            title=title,
        ),
        subtitle=say(
            "صفر یعنی فایل آن گمرک رسیده و سطری ندارد.",
            "Zero means that the file of that office came and has no row.",
        ),
        level=2,
    )


def _kilograms(scope: Scope, weight: Decimal | None) -> str:
    return "—" if weight is None else scope.view.fmt.figure(weight)


def unit_values(scope: Scope) -> Markup | None:
    """Return dollars a kilogram by country as dots on a line, the mean marked.

    One odd price is pointed out.
    """
    view, say = scope.view, scope.view.say
    rows = [row for row in _origin_rows(scope) if row["weight_kg"] and row["value_usd"]]
    found = [(name, usd / kg, usd) for name, _, kg, usd in _added(rows, "destination") if kg][:LONGEST]
    if len(found) < 2:
        return None
    found.sort(key=lambda item: -item[1])
    mean = sum((row["value_usd"] for row in rows), Decimal(0)) / sum((row["weight_kg"] for row in rows), Decimal(0))
    most, largest = max(price for _, price, _ in found), max(usd for _, _, usd in found)
    at_mean = f"--at:{float(100 * mean / most):.1f}"
    entries = []
    for name, price, usd in found:
        odd = price < mean / 4
        size = 7 + 11 * float(usd / largest) ** 0.5
        dot = el(
            "i",
            class_="nq-dot nq-dot-odd" if odd else "nq-dot",
            style=f"--at:{float(100 * price / most):.1f};--size:{size:.1f}px",
        )
        entries.append(
            join(
                [
                    el("dt", scope.country(name)),
                    el(
                        "dd",
                        el("span", el("u", style=at_mean), dot, class_="nq-dotline"),
                        el("span", view.fmt.number(price, 1)),
                    ),
                ]
            )
        )
    odd_count = sum(1 for _, price, _ in found if price < mean / 4)
    number = view.fmt.number(mean, 1)
    title = say(
        f"هر کیلو {number} دلار، از {view.fmt.number(found[-1][1], 1)} تا {view.fmt.number(most, 1)}",
        f"A kilogram brings {number} dollars, from {view.fmt.number(found[-1][1], 1)} to {view.fmt.number(most, 1)}",
    )
    note = (
        el(
            "p",
            say(
                "نقطهٔ لاکی بهایی کمتر از یک‌چهارم میانگین دارد؛ پیش از نتیجه‌گیری سطر آن دیده شود.",
                "A madder dot is below a quarter of the mean; look at its rows before concluding.",
            ),
            class_="nq-note",
        )
        if odd_count
        else None
    )
    return el(
        "div",
        cards.card(
            title,
            el("dl", *entries, class_="nq-bars nq-dots"),
            note,
            tags.origin_tags(view, rows),
            tool_row(view, "export_flows", scope.where(), title=title, picture="unit-values"),
            subtitle=say(
                "خط نازک میانگین است؛ بزرگی نقطه به اندازهٔ فروش.",
                "The thin line is the mean; a dot is as large as its sales.",
            ),
            level=2,
        ),
        id="unit-values",
    )


def concentration(scope: Scope) -> Markup | None:
    """Return how much of the exports hangs on one country, one line, one office."""
    view, say = scope.view, scope.view.say
    rows = view.tables.rows(
        "select * from export_concentration where frequency = 'A' and period = ? and domain = ? order by dimension",
        scope.period,
        scope.domain,
    )
    if not rows:
        return None
    names = {
        "destination": say("کشور", "Country"),
        "line": say("ردیف تعرفه", "Tariff line"),
        "office": say("گمرک", "Office"),
    }
    shown = {"destination": scope.country, "line": scope.line, "office": scope.office}
    body = [
        [
            names.get(str(row["dimension"]), str(row["dimension"])),
            join(
                [
                    shown[str(row["dimension"])](str(row["largest"])),
                    el("b", f" {view.fmt.percent(row['largest_share'], 0)}"),
                ]
            ),
            view.fmt.percent(row["three_largest_share"], 0),
            view.fmt.number(row["herfindahl"], 2),
        ]
        for row in rows
    ]
    worst = max(rows, key=lambda row: row["largest_share"])
    share = view.fmt.percent(worst["largest_share"], 0)
    title = say(
        f"{share} صادرات کشور به یک {names[str(worst['dimension'])]} بسته است",
        f"{share} of the country’s exports hang on one {names[str(worst['dimension'])].lower()}",
    )
    headers = [
        say("از دید", "By"),
        say("بزرگ‌ترین", "Largest"),
        say("سه بزرگ", "Three largest"),
        say("شاخص تمرکز", "Herfindahl"),
    ]
    return cards.card(
        title,
        cards.disclosure(say("سهم بزرگ‌ترین‌ها", "Shares of the largest"), tables.table(headers, body, caption=title)),
        tags.origin_tags(view, rows),
        tool_row(view, "export_concentration", scope.where(), title=title),
        subtitle=say(
            "صادرات همهٔ کشور در این قلمرو. شاخص تمرکز ۱ یعنی همه به یکی؛ نزدیک صفر یعنی پراکنده.",
            "All of the country’s exports of this domain. An index of 1 means all to one; near 0, spread.",
        ),
        level=2,
    )


def lines(scope: Scope) -> Markup | None:
    """Return the lines of the place, by office and by origin, with the change to the year before."""
    view, say = scope.view, scope.view.say
    rows, (word_fa, word_en) = scope.lines(), scope.place.word
    title = say(f"ردیف‌های تعرفهٔ {word_fa}", f"Tariff lines of the {word_en}")
    if not rows:
        told = scope.value("exports_usd", scope.home)
        if told is None or told["value"] is None:
            return None
        return cards.card(
            title,
            el(
                "p",
                say(
                    f"در {view.fmt.period(scope.period)} هیچ کالایی از ردیف‌های تعرفهٔ {scope.words} "
                    f"از گمرک‌های {word_fa} نرفت؛ صفر واقعی است.",
                    f"In {view.fmt.period(scope.period)} no line of {scope.words} left through the "
                    f"{word_en}’s offices; a true zero.",
                ),
            ),
            level=2,
        )
    headers = [
        say("ردیف تعرفه", "Line"),
        say("چگونه دانسته", "Known by"),
        say("دلار", "US dollars"),
        say("کیلوگرم", "kg"),
        say("دلار هر کیلو", "Dollars a kg"),
        say("تغییر به سال پیش", "Change on the year"),
    ]
    body = [
        [
            scope.line(str(row["hs8"])),
            join([view.code("export_bases", row["basis"]), f"{_of_area(view, row)}"]),
            el("b", "—" if row["value_usd"] is None else scope.dollars(row["value_usd"])),
            "—" if row["weight_kg"] is None else view.fmt.figure(row["weight_kg"]),
            "—" if row["usd_per_kg"] is None else view.fmt.number(row["usd_per_kg"], 1),
            "—" if row["change_usd"] is None else view.fmt.number(row["change_usd"], 0, signed=True),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        cards.disclosure(counted(view.fmt, len(body), TARIFF_LINE), tables.table(headers, body, caption=title)),
        tags.origin_tags(view, rows),
        tool_row(view, "export_lines", scope.where(), title=title),
        subtitle=say(
            "گمرک و خاستگاه دو نگاه به همان کالا هستند و جمع نمی‌شوند.",
            "Office and origin are two looks at the same goods and are not added.",
        ),
        level=2,
    )


def _of_area(view: View, row: Row) -> str:
    """Return of which area a line is told, with a dot before it; of offices outside the list that they are others."""
    return f" · {view.area(row['area_code']) or view.say('گمرک‌های دیگر', 'other offices')}"
