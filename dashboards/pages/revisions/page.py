"""Revisions: which published figures changed after they were published, from what to what, by which file and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: Revised figures of one screen; the rest follow on the next.
PER_PAGE = 25
#: Quarters of publication beside each other in a triangle: the newest.
VINTAGES = 8
#: Places after the point of a figure that differs from another only there.
MOST_DECIMALS = 6

_REVISED = (
    "select r.*, i.unit, i.title_fa, i.title_en, i.theme from revisions r join indicators i using (indicator_id) "
)


def draw(view: View) -> None:
    """Draw the page: the indicators that were revised, the revisions of one of them or of all, and its triangle."""
    counts = view.tables.rows(
        "select indicator_id, count(*) as revised from revisions "
        "group by indicator_id order by revised desc, indicator_id"
    )
    known = {str(row["indicator_id"]) for row in counts}
    chosen = view.address.get("indicator")
    chosen = chosen if chosen in known else None
    st.html(
        cards.page_head(
            place.eyebrow(view),
            view.say("بازنگری‌ها", "Revisions"),
            _lede(view, counts),
            view.say(
                "هیچ رقمی بی‌نشان عوض نمی‌شود: رقم پیشین، رقم تازه و سبب آن کنار هم می‌مانند.",
                "No figure changes without a trace: the earlier one, the new one and the cause stay side by side.",
            ),
        )
    )
    if not counts:
        return
    st.html(_choices(view, counts, chosen))
    st.html(el("div", _revisions(view, chosen), class_="nq-row"))
    if chosen is not None and (triangle := _triangle(view, chosen)) is not None:
        st.html(el("div", triangle, class_="nq-row"))


def _lede(view: View, counts: Sequence[Row]) -> str:
    version = view.fmt.number(view.release["version"])
    total = sum(int(row["revised"]) for row in counts)
    if not total:
        return view.say(
            f"هیچ رقمی پس از انتشار تغییر نکرده است (نسخهٔ {version}).",
            f"No figure has changed since it was published (version {version}).",
        )
    newest = view.tables.one("select count(*) as revised from revisions where version = ?", view.release["version"])
    now = int(newest["revised"]) if newest else 0
    last_fa = f"{view.fmt.figure(now)} بازنگری از آنِ همین نسخه است" if now else "هیچ‌یک از آنِ همین نسخه نیست"
    last_en = f"{view.fmt.number(now)} of them with this version" if now else "none of them with this version"
    return view.say(
        f"رقم‌های {view.fmt.count(len(counts))} شاخص {view.fmt.figure(total)} بار بازنگری شده‌اند؛ {last_fa}.",
        f"Figures of {_counted(view, len(counts), 'indicator')} were revised {_times(view, total)}, {last_en}.",
    )


def _counted(view: View, number: int, noun: str) -> str:
    return f"{view.fmt.number(number)} {noun if number == 1 else noun + 's'}"


def _times(view: View, number: int) -> str:
    return "once" if number == 1 else f"{view.fmt.number(number)} times"


def _choices(view: View, counts: Sequence[Row], chosen: str | None) -> Markup:
    """Return the links to the revisions of all indicators and of each."""
    every = el(
        "a",
        view.say("همه", "All"),
        href=view.address.to("revisions"),
        aria_current="true" if chosen is None else None,
    )
    links = [every]
    for row in counts:
        name = str(row["indicator_id"])
        title = view.column(view.indicator(name) or {"title_fa": name, "title_en": name}, "title")
        links.append(
            el(
                "a",
                f"{title} ({view.fmt.number(row['revised'])})",
                href=view.address.to("revisions", indicator=name),
                aria_current="true" if name == chosen else None,
            )
        )
    return el("p", *(join([link, " "]) for link in links), class_="nq-links nq-tabs")


def _revisions(view: View, chosen: str | None) -> Markup:
    """Return the table of revisions, the newest first."""
    say, where = view.say, "where r.indicator_id = ? " if chosen else ""
    given = (chosen,) if chosen else ()
    found = view.tables.one(f"select count(*) as revised from revisions r {where}", *given)
    total = int(found["revised"]) if found else 0
    begin = tables.asked_page(view, PER_PAGE, total) * PER_PAGE
    order = "order by r.version desc, r.indicator_id, r.area_code, r.domain, r.category, r.period desc, r.basis"
    rows = view.tables.rows(f"{_REVISED}{where}{order} limit ? offset ?", *given, PER_PAGE, begin)
    title = say("رقم‌های بازنگری‌شده", "Revised figures")
    headers = [
        say("شاخص", "Indicator"),
        say("جا", "Area"),
        say("دوره", "Period"),
        say("پیش از این", "Before"),
        say("اکنون", "Now"),
        say("سبب", "Cause"),
        say("نسخه و روز", "Version and day"),
    ]
    body = [
        [
            join([el("a", _title(view, row), href=_indicator_page(view, row)), _part(view, row)]),
            view.area(row["area_code"]),
            view.fmt.period(row["period"]),
            _told(view, row, "_before"),
            _told(view, row, ""),
            _cause(view, row),
            join([view.fmt.number(row["version"]), " · ", view.fmt.date(row["published_at"], table=True)]),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tables.pager(view, begin // PER_PAGE, PER_PAGE, total, say("صفحه‌ها", "Pages")),
        tags.origin_tags(view, rows),
        tool_row(view, "revisions", {"indicator_id": chosen}, title=title),
        subtitle=tables.span(view, begin, len(rows), total) or None,
        level=2,
    )


def _title(view: View, row: Row) -> str:
    return view.column(row, "title")


def _indicator_page(view: View, row: Row) -> str:
    return view.address.to("indicators", indicator=row["indicator_id"], area=row["area_code"], basis=row["basis"])


def _part(view: View, row: Row) -> Markup | None:
    """Return of which domain, category and basis a figure is."""
    parts = [view.code("domains", row["domain"]), view.category(row["category"]), view.code("bases", row["basis"])]
    return el("span", " · ".join(part for part in parts if part), class_="nq-remark")


def _decimals(view: View, row: Row) -> int | None:
    """Return as many places as it takes to see that two figures differ; None for those of the indicator."""
    before, now = row["value_before"], row["value"]
    if before is None or now is None or before == now:
        return None
    least = int((view.indicator(str(row["indicator_id"])) or {}).get("decimals") or 0)
    factor = 100 if row["unit"] == "share" else 1
    differ = (n for n in range(least, MOST_DECIMALS) if round(before * factor, n) != round(now * factor, n))
    return next(differ, MOST_DECIMALS)


def _told(view: View, row: Row, when: str) -> Markup | str:
    """Return a figure as it was told, and what it was where it was not final."""
    status = str(row[f"status{when}"])
    if status == "withdrawn":
        return view.say("دیگر منتشر نمی‌شود", "published no more")
    shown = view.shown(
        {
            "value": row[f"value{when}"],
            "unit": row["unit"],
            "status": status,
            "indicator_id": row["indicator_id"],
        },
        decimals=_decimals(view, row),
    )
    remark = view.code("statuses", status) if status == "provisional" else ""
    return join([shown.text, el("span", remark, class_="nq-remark") if remark else None])


def _cause(view: View, row: Row) -> Markup:
    """Return why a figure changed, with the file that brought it."""
    cause = view.code("revision_causes", row["cause"])
    delivery = view.tables.lookup("deliveries", "delivery_id").get(row["delivery_id"] or "")
    if delivery is None:
        return join([cause])
    link = el(
        "a",
        el("bdi", delivery["file_name"]),
        href=view.address.to("quality", delivery=delivery["delivery_id"]),
        class_="nq-remark",
    )
    return join([cause, " ", link])


def _triangle(view: View, indicator: str) -> Markup | None:
    """Return the figures of each period as told by the end of each quarter; None where one quarter told all."""
    say = view.say
    rows = view.tables.rows(
        "select t.*, i.unit from revision_triangles t join indicators i using (indicator_id) "
        "where t.indicator_id = ? and t.area_code = ? "
        "order by t.domain, t.basis, t.breakdown, t.period desc, t.vintage",
        indicator,
        place.shown(view).code,
    )
    vintages = sorted({str(row["vintage"]) for row in rows})[-VINTAGES:]
    if len(vintages) < 2:
        return None
    by_figure: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        key = (str(row["domain"]), str(row["basis"]), str(row["period"]))
        by_figure.setdefault(key, {})[str(row["vintage"])] = row
    title = say("رقم هر دوره، چنان که در پایان هر فصل گفته شده بود", "Each period as told by the end of each quarter")
    body = [
        [
            join([view.fmt.period(period), el("span", _of(view, domain, basis), class_="nq-remark")]),
            *(_cell(view, told, vintages, position) for position in range(len(vintages))),
        ]
        for (domain, basis, period), told in by_figure.items()
        if len({(r["value"], r["status"]) for r in told.values()}) > 1
    ]
    if not body:
        return None
    headers = [say("دوره", "Period"), *(view.fmt.period(vintage) for vintage in vintages)]
    return cards.card(
        title,
        tables.table(headers, body, caption=title, numeric=range(1, len(headers))),
        tool_row(view, "revision_triangles", {"indicator_id": indicator}, title=title),
        subtitle=view.area(place.shown(view).code),
        level=2,
    )


def _of(view: View, domain: str, basis: str) -> str:
    return f"{view.code('domains', domain)} · {view.code('bases', basis)}"


def _cell(view: View, told: dict[str, Row], vintages: Sequence[str], position: int) -> str:
    """Return what was told by the end of a quarter: what that one told, or the last one before it."""
    known = [told[vintage] for vintage in vintages[: position + 1] if vintage in told]
    if not known:
        return ""
    if known[-1]["status"] == "withdrawn":
        return "—"
    return view.shown(known[-1]).text
