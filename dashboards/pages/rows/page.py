"""From a figure to the rows that it came from: raw cells beside clean values, and the file that holds them.

The address names a value (``?value=``) or a delivery (``?delivery=``), and may name one row of it
(``?row=``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, states, tables, tags
from dashboards.components.clean_value import clean_value, columns_of
from dashboards.components.file_card import file_card
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el, join

PAGE_SIZE = 10


def draw(view: View) -> None:
    """Draw the rows of the value or the delivery that the address names."""
    value_id, delivery_id = view.address.get("value"), view.address.get("delivery")
    value = view.tables.one("select * from indicator_values where value_id = ?", value_id) if value_id else None
    if value is not None:
        _of_value(view, value)
        return
    delivery = view.tables.one("select * from deliveries where delivery_id = ?", delivery_id) if delivery_id else None
    if delivery is not None:
        _of_delivery(view, delivery)
        return
    say = view.say
    st.html(
        cards.page_head(
            None,
            say("سطرهای منبع", "Source rows"),
            say(
                "این نشانی به مقدار یا فایلی از این نسخه نمی‌رسد.",
                "This address leads to no value and no delivery of this version.",
            ),
        )
    )
    st.html(
        states.empty_part(
            say("از کجا آغاز کنید", "Where to begin"),
            el(
                "p",
                say(
                    "زیر هر عدد، نشان منبع آن به سطرهایش می‌رسد.",
                    "Under every figure, the source chip leads to its rows.",
                ),
            ),
            links.link(say("نقشهٔ راه در یک نگاه", "The roadmap at a glance"), view.address.to("glance")),
        )
    )


def _of_value(view: View, value: Row) -> None:
    say = view.say
    definition = view.indicator(str(value["indicator_id"])) or {}
    name = view.column(definition, "title") or str(value["indicator_id"])
    lineage = view.tables.rows(
        "select * from lineage where value_id = ? order by part desc, delivery_id, sheet_name, row_number, row_id",
        value["value_id"],
    )
    count = sum(int(row["rows"] or 0) for row in lineage)
    files = sorted({str(row["delivery_id"]) for row in lineage})
    place = view.area(value["area_code"])
    eyebrow = join(
        [
            el("a", name, href=indicators.indicator_address(view, value)),
            " › ",
            say("سطرهای منبع", "Source rows"),
        ]
    )
    lede = say(
        f"{place}، {view.fmt.period(value['period'])}: {view.shown(value).text}. از "
        f"{view.fmt.number(count)} سطر در {view.fmt.number(len(files))} فایل.",
        f"{place}, {view.fmt.period(value['period'])}: {view.shown(value).text}. From {_rows(view, count)} "
        f"in {view.fmt.number(len(files))} {'file' if len(files) == 1 else 'files'}.",
    )
    st.html(cards.page_head(eyebrow, say(f"سطرهای «{name}»", f"Rows of “{name}”"), lede))
    notes = [view.column(value, "ambiguity"), view.column(definition, "caveat")]
    said = [el("p", note, class_="nq-note") for note in notes if note]
    if said:
        st.html(
            el(
                "div",
                cards.card(say("چه چیزی بد فهمیده می‌شود", "What can be misread"), *said, level=2),
                class_="nq-row",
            )
        )
    page = tables.asked_page(view, PAGE_SIZE, len(lineage))
    begin = page * PAGE_SIZE
    shown = lineage[begin : begin + PAGE_SIZE]
    st.html(cards.heading(say("سطرها", "Rows"), tables.span(view, begin, len(shown), len(lineage))))
    st.html(
        el(
            "div",
            *(_lineage_card(view, value, row, open_=begin + index == 0) for index, row in enumerate(shown)),
            class_="nq-row",
        )
    )
    st.html(tables.pager(view, page, PAGE_SIZE, len(lineage), say("صفحه‌های سطرها", "Pages of rows")))
    st.html(cards.heading(say("فایل", "The file") if len(files) == 1 else say("فایل‌ها", "The files")))
    near = sorted({str(row["delivery_id"]) for row in shown})
    st.html(el("div", *(file_card(view, ident) for ident in near), class_="nq-row"))


def _of_delivery(view: View, delivery: Row) -> None:
    say = view.say
    title = view.column(delivery, "feed_title")
    total = view.tables.one("select count(*) as n from source_rows where delivery_id = ?", delivery["delivery_id"])
    count = int(total["n"]) if total else 0
    eyebrow = join(
        [
            el("a", say("کیفیت داده", "Data quality"), href=view.address.to("quality")),
            " › ",
            say("سطرهای منبع", "Source rows"),
        ]
    )
    lede = say(
        f"{title}، {view.fmt.period(delivery['period'])}: {view.fmt.figure(count)} سطر بارگذاری شده است.",
        f"{title}, {view.fmt.period(delivery['period'])}: {_rows(view, count)} loaded.",
    )
    st.html(cards.page_head(eyebrow, say("سطرهای یک فایل", "Rows of one file"), lede))
    st.html(el("div", file_card(view, str(delivery["delivery_id"])), class_="nq-row"))
    if delivery["contains_persons"]:
        st.html(el("div", _restricted(view), class_="nq-row"))
        return
    page, wanted = tables.asked_page(view, PAGE_SIZE, count), view.address.get("row")
    if wanted and wanted.isdecimal() and len(wanted) < 10:
        rows = view.tables.rows(
            "select * from source_rows where delivery_id = ? and row_number = ? order by sheet_name",
            delivery["delivery_id"],
            int(wanted),
        )
        count = len(rows)
    else:
        rows = view.tables.rows(
            "select * from source_rows where delivery_id = ? order by sheet_name, row_number limit ? offset ?",
            delivery["delivery_id"],
            PAGE_SIZE,
            page * PAGE_SIZE,
        )
    st.html(cards.heading(say("سطرها", "Rows"), tables.span(view, page * PAGE_SIZE, len(rows), count)))
    st.html(
        el(
            "div",
            *(
                _row_card(view, row, None, synthetic=bool(delivery["is_synthetic"]), open_=index == 0)
                for index, row in enumerate(rows)
            ),
            class_="nq-row",
        )
    )
    st.html(tables.pager(view, page, PAGE_SIZE, count, say("صفحه‌های سطرها", "Pages of rows")))


def _rows(view: View, count: int) -> str:
    return "1 row" if count == 1 else f"{view.fmt.number(count)} rows"


def _lineage_card(view: View, value: Row, line: Row, *, open_: bool) -> Markup:
    row = view.tables.one("select * from source_rows where row_id = ?", line["row_id"]) if line["row_id"] else None
    if row is not None:
        return _row_card(view, row, line, synthetic=bool(value["is_synthetic"]), open_=open_)
    if line["row_number"] is None and str(line["row_id"] or "").endswith("#"):
        return cards.card(
            view.say("کل فایل", "The whole file"),
            el(
                "p",
                view.say(
                    "در این فایل سطری برای این جا نیست؛ صفر، از نبودن سطر در فایل رسیده دانسته می‌شود.",
                    "This file has no row of this place; the zero is known from its absence in a file that did arrive.",
                ),
            ),
            el("p", bidi_text.code(line["delivery_id"])),
            tags.origin_tags(view, [value]),
        )
    return cards.card(
        view.say(f"{view.fmt.number(line['rows'])} سطر", _rows(view, int(line["rows"] or 0))),
        el("p", _contribution(view, line)),
        _restricted_words(view),
        tags.origin_tags(view, [value]),
    )


def _contribution(view: View, line: Row) -> str:
    part = view.say("مخرج", "denominator") if line["part"] == "denominator" else view.say("مقدار", "value")
    if line["contribution"] is None:
        return part
    return view.say(
        f"سهم در {part}: {view.fmt.figure(line['contribution'], 3)}",
        f"contributes {view.fmt.number(line['contribution'], 3)} to the {part}",
    )


def _row_card(view: View, row: Row, line: Row | None, *, synthetic: bool, open_: bool) -> Markup:
    say = view.say
    words: list[Markup | str] = [
        say(f"سطر {view.fmt.number(row['row_number'])}", f"Row {view.fmt.number(row['row_number'])}")
    ]
    if row["sheet_name"]:
        words.append(join([say("برگهٔ ", "sheet "), bidi_text.raw(row["sheet_name"])]))
    if line is not None:
        words.append(_contribution(view, line))
    tag = tags.origin_tag(view, synthetic)
    if tag is not None:
        words.append(tag)
    return el(
        "section",
        cards.disclosure(join(words, " · "), _cells(view, row), open_=open_),
        class_="nq-card nq-source",
    )


def _cells(view: View, row: Row) -> Markup:
    """Return the row's cells: what the file says beside what the system keeps."""
    say = view.say
    written, kept = _object(row["raw"]), _object(row["clean"])
    matches = view.tables.rows(
        "select header, column_name from column_matches where delivery_id = ? and sheet_name = ? ",
        row["delivery_id"],
        row["sheet_name"],
    )
    column_of = {str(match["header"]): match["column_name"] for match in matches}
    columns = columns_of(view, str(row["feed"]))
    titles = {name: view.column(found, "title") for name, found in columns.items()}
    by_column = {name: header for header, name in column_of.items() if name}
    lines: list[Sequence[Any]] = []
    for header, cell in written.items():
        column = column_of.get(header) or (header if header in kept else None)
        clean = kept.get(column) if column else None
        lines.append(
            [
                bidi_text.raw(header),
                _cell(cell),
                titles.get(column, column) if column else say("در قرارداد نیست", "not in the contract"),
                clean_value(view, columns.get(column or ""), _shortened(clean)),
            ]
        )
    for column, clean in kept.items():
        if column in titles and column not in by_column and column not in written and clean not in (None, ""):
            lines.append([say("—", "—"), "", titles[column], clean_value(view, columns[column], _shortened(clean))])
    headers = [
        say("ستون در فایل", "Column in the file"),
        say("آنچه نوشته است", "As written"),
        say("ستون در سامانه", "Column in the system"),
        say("آنچه نگه داشته شد", "As kept"),
    ]
    return tables.table(headers, lines, caption=say("خانه‌های سطر", "Cells of the row"), class_="nq-cells")


def _cell(value: Any) -> Markup | str:
    return "" if value is None or value == "" else bidi_text.raw(_shortened(value))


def _shortened(value: Any) -> str:
    """Return a value as text, a decimal without the zeros that it does not need."""
    text = "" if value is None else str(value)
    if "." in text and text.replace(".", "", 1).lstrip("-").isdigit():
        text = text.rstrip("0").rstrip(".")
    return text


def _object(text: Any) -> dict[str, Any]:
    """Return a JSON object column as a dictionary; anything else is empty."""
    found = json.loads(text) if isinstance(text, str) and text else text
    return found if isinstance(found, dict) else {}


def _restricted_words(view: View) -> Markup:
    return el(
        "p",
        view.say(
            "سطرهای این فایل دربارهٔ شخص‌هاست و منتشر نمی‌شود؛ تنها شمارشان اینجاست.",
            "The rows of this file are about persons and are not published; only their number is.",
        ),
        class_="nq-sub",
    )


def _restricted(view: View) -> Markup:
    return cards.card(view.say("سطرها نشان داده نمی‌شوند", "The rows are not shown"), _restricted_words(view))
