"""Figures among themselves.

Where parts do not make the whole, or a part is larger than what it belongs to.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tags
from dashboards.components.tool_row import tool_links
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el, join

#: Failed rules that stand open, and those that hold or cannot be checked and open on demand.
FAILED, OTHERS = 12, 20


def cross_figures(view: View) -> Markup:
    """Return the card of rules across figures: the broken ones first, each with its arithmetic."""
    say = view.say
    counts = {
        str(row["holds"]): int(row["n"])
        for row in view.tables.rows("select holds, count(*) as n from cross_checks group by holds order by holds")
    }
    title = say("رقم‌ها با هم", "Figures among themselves")
    if not counts:
        return cards.card(title, el("p", say("رقمی برای سنجیدن نیست.", "There is no figure to assess.")), level=2)
    failed, true, unknown = (counts.get(name, 0) for name in ("false", "true", "unknown"))
    broken = _rows(view, "false", FAILED)
    broken_share = view.fmt.share(failed, failed + true)
    finding = (
        say(f"{broken_share} قاعده شکسته است", f"{broken_share} rules are broken")
        if failed
        else say(
            f"هر {view.fmt.number(true)} قاعده‌ای که سنجیدنی بود می‌خواند",
            f"All {view.fmt.number(true)} rules that could be checked agree",
        )
    )
    others = [
        _more(
            view,
            "unknown",
            say(
                f"{view.fmt.number(unknown)} قاعده سنجیدنی نبود",
                f"{view.fmt.number(unknown)} could not be checked",
            ),
            unknown,
        ),
        _more(
            view,
            "true",
            say(f"{view.fmt.number(true)} قاعده می‌خواند", f"{view.fmt.number(true)} agree"),
            true,
        ),
    ]
    rest = failed - len(broken)
    return cards.card(
        finding,
        _list(view, broken) if broken else None,
        el(
            "p",
            say(f"و {view.fmt.number(rest)} قاعدهٔ شکستهٔ دیگر", f"and {view.fmt.number(rest)} more"),
            class_="nq-sub",
        )
        if rest > 0
        else None,
        *others,
        tool_links(
            view,
            [
                ("CSV", {"href": view.address.download("tables/cross_checks.csv"), "download": True}),
                ("XLSX", {"href": view.address.download("tables/cross_checks.xlsx"), "download": True}),
            ],
        ),
        subtitle=say(
            "جزء از کل بیشتر نیست و جزءها کل را می‌سازند؛ هیچ رقمی برای خواندن حساب عوض نمی‌شود.",
            "A part is no more than its whole, and parts make the whole; no figure is changed to fit.",
        ),
        level=2,
    )


def _rows(view: View, holds: str, limit: int) -> tuple[Row, ...]:
    """Return rules in one state, the one that matters most first.

    Those that hold a file, then the widest gap.
    """
    return view.tables.rows(
        "select * from cross_checks where holds = ? "
        "order by severity, abs(difference / nullif(right_value, 0)) desc nulls last, rule_id, "
        "indicator_id, area_code, period limit ?",
        holds,
        limit,
    )


def _more(view: View, holds: str, words: str, count: int) -> Markup | None:
    if not count:
        return None
    rows = _rows(view, holds, OTHERS)
    rest = count - len(rows)
    tail = el(
        "p",
        view.say(f"و {view.fmt.number(rest)} قاعدهٔ دیگر", f"and {view.fmt.number(rest)} more"),
        class_="nq-sub",
    )
    return cards.disclosure(words, _list(view, rows), tail if rest else None)


def _list(view: View, rows: tuple[Row, ...]) -> Markup:
    shapes = {"false": "off_track", "true": "on_track", "unknown": "no_target"}
    items = []
    for row in rows:
        shape = "behind" if row["holds"] == "false" and row["severity"] == "warn" else shapes[str(row["holds"])]
        href = view.address.to(
            "indicators",
            indicator=row["indicator_id"],
            area=row["area_code"],
            domain=row["domain"],
            basis=row["basis"],
            category=row["category"] or None,
            period=row["period"],
        )
        known = view.indicator(str(row["indicator_id"])) is not None
        items.append(
            el(
                "li",
                statuses.mark(shape),
                el(
                    "span",
                    bidi_text.sentence(view.fmt, view.column(row, "sentence")),
                    _gap(view, row),
                    " ",
                    tags.origin_tag(view, bool(row["is_synthetic"])),
                    join([" ", el("a", view.say("رقم", "Figure"), href=href)]) if known else None,
                ),
            )
        )
    return el("ul", *items, class_="nq-list nq-lines nq-rules")


def _gap(view: View, row: Row) -> Markup | None:
    """Say by how much a broken rule is broken, in the unit of its figures."""
    if row["holds"] != "false" or row["difference"] is None:
        return None
    gap = abs(row["difference"])
    written = (
        " ".join(view.fmt.money(gap))
        if row["unit"] == "IRR"
        else (
            view.fmt.percent(gap)
            if row["unit"] == "share"
            else f"{view.fmt.number(gap, 1)} {view.unit(row['unit'], gap)}"
        )
    )
    return el("span", view.say(f" تفاوت: {written}.", f" Difference: {written}."))
