"""The list of indicators by theme; with ``?indicator=`` the page of one indicator."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards import figures, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View
from dashboards.views import indicator


def draw(view: View) -> None:
    """Draw the list, or one indicator when the address names one that exists."""
    wanted = view.address.get("indicator")
    definition = view.indicator(wanted) if wanted else None
    if definition is not None:
        indicator.draw(view, definition)
        return
    rows = view.tables.rows("select * from indicators order by theme, headline nulls last, indicator_id")
    st.html(parts.page_head(
        view.say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province"),
        view.say("شاخص‌ها", "Indicators"), _lede(view, rows),
        _unknown(view, wanted) if wanted else None))  # fmt: skip
    themes = view.tables.codes("themes")
    order = [theme for theme in themes if any(row["theme"] == theme for row in rows)]
    order += sorted({str(row["theme"]) for row in rows} - set(order))
    for theme in order:
        st.html(_theme(view, theme, [row for row in rows if row["theme"] == theme]))


def _lede(view: View, rows: tuple[Row, ...]) -> str:
    told = view.tables.one(
        "select count(distinct indicator_id) as n from indicator_values where value is not null") or {}  # fmt: skip
    adopted = view.tables.one("select count(*) as n from targets where decision_state = 'adopted'") or {}
    share = view.fmt.share(told.get("n") or 0, len(rows))
    if adopted.get("n"):
        decided = view.say(f"{view.fmt.number(adopted['n'])} هدف تصویب شده است.",
                           f"{view.fmt.number(adopted['n'])} targets are adopted.")  # fmt: skip
    else:
        decided = view.say("هیچ‌کدام هدف مصوب ندارد.", "None has an adopted target.")
    return view.say(f"{share} شاخص دست‌کم یک عدد دارد. {decided}",
                    f"{share} indicators have at least one figure. {decided}")  # fmt: skip


def _unknown(view: View, wanted: str) -> Markup:
    return el("p", parts.mark("behind"), " ",
              view.say("شاخصی با این شناسه در این نسخه نیست: ", "This version has no indicator with the id "),
              parts.code(wanted))  # fmt: skip


def _theme(view: View, theme: str, rows: list[Row]) -> Markup:
    say = view.say
    title = view.code("themes", theme)
    body = []
    for definition in rows:
        row = figures.principal(view, str(definition["indicator_id"]))
        name = view.column(definition, "title")
        if row is None:
            status, value, origin = "not_available", say("در دسترس نیست", "Not available"), None
            href = view.address.to("indicators", indicator=definition["indicator_id"])
        else:
            status, value, href = (figures.commission_status(view, row), view.shown(row).text,
                                   figures.indicator_address(view, row))  # fmt: skip
            if row["category"]:
                value = _categories(view, row)
            origin = parts.chip(view, figures.origin_words(view, row), figures.rows_address(view, row),
                                synthetic=bool(row["is_synthetic"]))  # fmt: skip
        body.append([el("a", name, href=href), el("b", value), _where(view, row),
                     join([parts.mark(status), " ", parts.status_word(view, status)]), origin])  # fmt: skip
    headers = [say("شاخص", "Indicator"), say("آخرین مقدار", "Latest value"), say("جا", "Area"),
               say("وضعیت", "Status"), say("منبع", "Source")]  # fmt: skip
    return el("div", parts.card(title, parts.table(headers, body, caption=title, class_="nq-list-table"), level=2),
              class_="nq-row")  # fmt: skip


def _categories(view: View, row: Row) -> str:
    """Return the categories of a value that has no whole: «خانگی ۸٬۰۰۰، گروهی بیش از ۱٬۰۰۰ کارگاه»."""
    told = [(view.category(found["category"]), view.shown(found)) for found in figures.categories(view, row)]
    words = view.say("، ", ", ").join(
        f"{name} {shown.qualifier} {shown.figure}".replace("  ", " ") for name, shown in told
    )
    return f"{words} {told[0][1].unit}" if told else view.shown(row).text


def _where(view: View, row: Row | None) -> str:
    return view.area(row["area_code"]) if row is not None else ""
