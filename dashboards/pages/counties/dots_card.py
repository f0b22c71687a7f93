"""Counties beside each other: a line an indicator, a dot a county, a tick the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from dashboards.charts.dot_lines import SHAPES, DotLine, dot_lines
from dashboards.charts.small_lines import round_top
from dashboards.components import cards, statuses, tags
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.pages.counties.lines_card import shape_mark
from dashboards.pages.counties.same_figures import SameFigure, same_figures
from pipelines.foundation.persian import left_to_right

#: Lines of shares, and of amounts, that stand open.
SHARES, AMOUNTS = 10, 5


def dots_card(view: View, counties: Sequence[Row], picker: Markup) -> Markup:
    """Return the card of what the counties have alike; what is hidden folds, with the reason."""
    say = view.say
    names = [view.column(county, "name") for county in counties]
    found, lacking = same_figures(view, [str(county["area_code"]) for county in counties])
    told = [figure for figure in found if figure.is_told]
    hidden = [figure for figure in found if figure.is_hidden]
    shares = [figure for figure in told if figure.is_share]
    amounts = [figure for figure in told if not figure.is_share]
    parts: list[Markup | None] = [picker]
    if not told:
        parts.append(cards.no_figure(view, _nothing(view, hidden)))
    if shares:
        words = say("سهم‌ها، بر یک محور از صفر تا ۱۰۰ درصد", "Shares, on one axis from 0 to 100 per cent")
        parts.append(_section(view, words, shares, names, SHARES))
    if amounts:
        words = say(
            "شمارها، هر سطر با مقیاس خود؛ شهرستان بزرگ‌تر شمار بزرگ‌تر دارد",
            "Amounts, each line on its own scale; a larger county has larger amounts",
        )
        parts.append(_section(view, words, amounts, names, AMOUNTS))
    parts += [_legend(view, names, bool(shares)) if told else None, _hidden(view, hidden, names)]
    if lacking:
        count = view.fmt.number(lacking)
        parts.append(
            el(
                "p",
                say(
                    f"{count} شاخص تنها در یکی از این شهرستان‌ها گفته شده است و سنجیدنی نیست.",
                    f"{count} indicator{'s are' if lacking > 1 else ' is'} told of some of these counties only, "
                    "and cannot be compared.",
                ),
                class_="nq-sub",
            )
        )
    parts.append(tags.origin_tags(view, [row for figure in told for row in figure.rows]))
    return el(
        "div",
        cards.card(finding(view, told, names), *parts, subtitle=_subtitle(view, told), level=2),
        id="side-by-side",
    )


def finding(view: View, told: Sequence[SameFigure], names: Sequence[str]) -> str:
    """Return who is ahead in how many indicators, where one end of the scale is the good one."""
    say = view.say
    if not told:
        joined = say(" و ", " and ").join(names)
        return say(f"{joined} سنجیدنی نیستند", f"{joined} cannot be compared")
    ahead: Counter[int] = Counter()
    judged = 0
    for figure in told:
        if figure.rows[0]["direction"] not in ("up", "down") or not figure.is_share:
            continue
        judged += 1
        amounts = figure.amounts if figure.rows[0]["direction"] == "up" else [-one for one in figure.amounts]
        if amounts.count(max(amounts)) == 1:
            ahead[amounts.index(max(amounts))] += 1
    if not judged or not ahead:
        widest = max(told, key=lambda one: one.difference)
        name = view.column(widest.rows[0], "title")
        return say(f"بیشترین اختلاف در {name} است", f"They differ most in {name}")
    first, count = ahead.most_common(1)[0]
    others = [
        say(f"{names[place]} در {view.fmt.number(number)}", f"{names[place]} in {view.fmt.number(number)}")
        for place, number in ahead.most_common()[1:]
    ]
    lead = say(
        f"{names[first]} در {view.fmt.number(count)} سهم از {view.fmt.number(judged)} جلوتر است",
        f"{names[first]} is ahead in {view.fmt.number(count)} of {view.fmt.number(judged)} shares",
    )
    return say("، ", ", ").join([lead, *others])


def _subtitle(view: View, told: Sequence[SameFigure]) -> str:
    basis, period = _common(told)
    said = [view.fmt.period(period), view.code("bases", basis)]
    of = f"{view.say('، ', ', ').join(said)}{view.say('؛ ', '; ')}" if told else ""
    words = view.say(
        "نخست شاخص‌های اصلی، سپس بزرگ‌ترین اختلاف‌ها.", "first the headline indicators, then the largest differences."
    )
    return of + words if of else words[:1].upper() + words[1:]


def _common(told: Sequence[SameFigure]) -> tuple[str, str]:
    """Return the basis and the period of most of the lines; a line of another one says so itself."""
    found = Counter((str(one.rows[0]["basis"]), str(one.rows[0]["period"])) for one in told)
    return found.most_common(1)[0][0] if found else ("", "")


def _section(view: View, title: str, figures: Sequence[SameFigure], names: Sequence[str], open_: int) -> Markup:
    ticks = _ticks(view) if figures[0].is_share else []
    common = _common(figures)
    heads = [view.say("شاخص", "Indicator"), *(join([shape_mark(place), name]) for place, name in enumerate(names))]
    twice = {name for name, count in Counter(_name(figure) for figure in figures).items() if count > 1}
    lines = [_line(view, figure, common, with_domain=_name(figure) in twice) for figure in figures]
    rest = lines[open_:]
    count = view.fmt.number(len(rest))
    more = view.say(f"{count} شاخص دیگر", f"{count} more indicators" if len(rest) > 1 else "1 more indicator")
    return el(
        "div",
        el("h3", title, class_="nq-h4"),
        dot_lines(lines[:open_], heads, ticks, caption=title),
        cards.disclosure(more, dot_lines(rest, heads, ticks, caption=f"{title}: {more}")) if rest else None,
        class_="nq-dots-part",
        style=f"--n:{len(names)}",
    )


def _ticks(view: View) -> list[str]:
    marks = [left_to_right(view.fmt.percent_tick(part / 4)) for part in range(1, 5)]
    return [view.say("صفر", "0"), *marks]


def _name(figure: SameFigure) -> str:
    return str(figure.rows[0]["indicator_id"])


def _line(view: View, figure: SameFigure, common: tuple[str, str], *, with_domain: bool) -> DotLine:
    first = figure.rows[0]
    top = 1.0 if figure.is_share else round_top(max(figure.amounts))
    whole = None
    if figure.is_share and figure.whole is not None and figure.whole["value"] is not None:
        whole = 100 * float(figure.whole["value"])
    below = [
        _unit(view, figure),
        view.code("domains", first["domain"]) if with_domain else None,
        view.code("bases", first["basis"]) if first["basis"] != common[0] else None,
        view.fmt.period(first["period"]) if first["period"] != common[1] else None,
    ]
    name = join(
        [
            el("a", view.column(first, "title"), href=indicators.indicator_address(view, first)),
            join([" ", el("small", " · ".join(filter(None, below)))]) if any(below) else None,
        ]
    )
    words: list[Child] = [
        join([shape_words(place), el("a", _short(view, row), href=indicators.rows_address(view, row))])
        for place, row in enumerate(figure.rows)
    ]
    return DotLine(name, words, [100 * amount / top for amount in figure.amounts], whole)


def shape_words(place: int) -> Markup:
    """Return the shape before a value, which a phone shows where the table has no heads."""
    return el("i", class_=f"nq-county-mark nq-county-{SHAPES[place]} nq-on-phone", aria_hidden="true")


def _short(view: View, row: Row) -> str:
    """Return a value as a table of several has room for it; its unit stands in the name of the indicator."""
    if row["unit"] == "share":
        if row["value"] == 0:
            return view.say("صفر", "0%")
        return left_to_right(view.fmt.percent_tick(row["value"], 1))
    shown = view.shown(row)
    return shown.text if row["unit"] == "IRR" else " ".join(filter(None, (shown.qualifier, shown.figure)))


def _unit(view: View, figure: SameFigure) -> str | None:
    """Return the unit of amounts, once for the line; shares show it, and sums of money their scale."""
    unit = figure.rows[0]["unit"]
    return None if unit in ("share", "IRR") else view.unit(unit)


def _legend(view: View, names: Sequence[str], with_whole: bool) -> Markup:
    entries = [el("span", shape_mark(place), name) for place, name in enumerate(names)]
    if with_whole:
        entries.append(el("span", el("i", class_="nq-key-tick"), view.say("استان", "Province")))
    return el("p", *entries, class_="nq-legend")


def _nothing(view: View, hidden: Sequence[SameFigure]) -> str:
    if hidden:
        return view.say(
            "هر عددی که این شهرستان‌ها با هم دارند برای حریم افراد پنهان است",
            "Every figure that these counties have alike is hidden to protect persons",
        )
    return view.say("این شهرستان‌ها عددی از یک دوره و یک مبنا ندارند", "These counties have no figure alike")


def _hidden(view: View, hidden: Sequence[SameFigure], names: Sequence[str]) -> Markup | None:
    """Return the indicators in which some county is hidden, with the reason."""
    if not hidden:
        return None
    count = view.fmt.number(len(hidden))
    summary = view.say(
        f"{count} شاخص پنهان است، چون در یکی از این شهرستان‌ها شمار افراد اندک است",
        f"{count} indicator{'s are' if len(hidden) > 1 else ' is'} hidden, since one of these counties has few persons",
    )
    entries = []
    for figure in hidden:
        first = figure.rows[0]
        who = view.say("، ", ", ").join(
            name for name, row in zip(names, figure.rows, strict=True) if row["status"] == "suppressed"
        )
        entries.append(
            el(
                "li",
                el("a", view.column(first, "title"), href=indicators.indicator_address(view, first)),
                el("span", f"{view.code('domains', first['domain'])}: * {who}", class_="nq-remark"),
            )
        )
    return cards.disclosure(join([statuses.mark("hidden"), " ", summary]), el("ul", *entries, class_="nq-list"))
