"""Of which files of the customs a year is made.

The months and offices that each speaks for, and whether it counts.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.delivery_words import cover_words, delivery_address
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import FILE, counted
from dashboards.language.markup import Child, el
from dashboards.pages.exports.scope import Scope

#: What becomes of an edition, in both languages.
STANDINGS = {
    "counted": ("در {period} شمرده می‌شود", "counts for {period}"),
    "other_sum": ("جمع دیگری از {period}؛ برای سنجش", "another sum of {period}; for comparison"),
    "so_far": (
        "ماه‌های {period} کامل نیست؛ هنوز شمرده نمی‌شود",
        "months of {period} are missing; does not count yet",
    ),
    "release": (
        "از آغاز سال است؛ تفاضل آن با انتشار پیشین شمرده می‌شود",
        "of the year to date; its difference from the release before counts",
    ),
}


def editions(scope: Scope) -> Markup | None:
    """Return the editions that tell the year or a part of it, with what each covers and whether it counts."""
    view, say = scope.view, scope.view.say
    rows = view.tables.rows(
        "select * from export_editions where year = ? order by period_key, cover, standing, delivery_id",
        scope.period,
    )
    if not rows:
        return None
    title = say(f"{view.fmt.period(scope.period)} از چه فایل‌هایی است", f"Of which files {scope.period} is made")
    headers = [
        say("از ماه‌های", "Of the months"),
        say("دربارهٔ", "Of"),
        say("شمار سطرها", "Rows"),
        say("جمع همهٔ کالاها (دلار)", "Sum of all goods (USD)"),
        say("چه می‌شود", "What becomes of it"),
    ]
    body: list[list[Child]] = [
        [
            el("a", view.fmt.period(row["period_key"]), href=delivery_address(view, str(row["delivery_id"]))),
            _cover(view, row),
            view.fmt.number(row["rows"]),
            scope.dollars(row["value_usd"]) if row["value_usd"] is not None else "—",
            say(*STANDINGS[str(row["standing"])]).format(period=view.fmt.period(row["period"])),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        _gaps(scope),
        cards.disclosure(
            counted(view.fmt, len(body), FILE),
            tables.table(headers, body, caption=title),
            # What does not count, or not yet, has to be seen at once.
            open_=any(row["standing"] != "counted" for row in rows),
        ),
        tags.origin_tags(view, rows),
        tool_row(view, "export_editions", {"year": scope.period}, title=title),
        subtitle=say(
            "جمع‌های یک دوره به کشور، به گمرک و به تعرفه یک تجارت است و روی هم نمی‌رود.",
            "Sums of one period by country, office and tariff line are one trade and are not added.",
        ),
        level=2,
    )


def _cover(view: View, row: Row) -> Child:
    """Say of which offices an edition tells: all of them, those of one area, or one."""
    words = cover_words(view, row["cover"])
    if str(row["cover"] or "").startswith("area:"):
        return view.say(f"گمرک‌های {words}", f"offices of {words}")
    return words or view.say("همهٔ گمرک‌ها", "all offices")


def _gaps(scope: Scope) -> Markup | None:
    """Say which periods of the year have no figure because only a part of them was told."""
    view = scope.view
    rows = view.tables.rows(
        "select distinct period from indicator_values where indicator_id = 'exports_usd' and area_code = ? "
        "and domain = ? and basis = 'customs' and category = '' and status = 'missing' "
        "and left(period, 4) = ? order by period",
        scope.home,
        scope.domain,
        scope.period,
    )
    if not rows:
        return None
    named = view.say("، ", ", ").join(view.fmt.period(row["period"]) for row in rows)
    return el(
        "p",
        view.say(
            f"از {named} تنها بخشی گفته شده است و رقمی داده نمی‌شود؛ پاره را نمی‌توان با دورهٔ کامل سنجید.",
            f"Of {named} only a part was told, and no figure is given: a part cannot be compared with a whole period.",
        ),
    )
