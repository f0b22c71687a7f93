"""The page of one indicator: finding, chart, arithmetic, where and by what, definition, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards import charts, figures, parts
from dashboards.bars import by_category
from dashboards.countymap import county_map
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View

#: The address's parameters that choose a series, in the order in which they narrow it.
CHOICES = {
    "area": "area_code",
    "domain": "domain",
    "basis": "basis",
    "category": "category",
    "period": "period",
}
_CHART_KEY = "card-series"
#: Rows of the table of all values; the file has them all.
LONGEST = 24


def draw(view: View, definition: Row) -> None:
    """Draw the indicator that ``definition`` defines, for the series that the address chooses."""
    wishes = {column: view.address.get(name) for name, column in CHOICES.items()}
    row = figures.chosen(view, str(definition["indicator_id"]), wishes)
    if row is None:
        st.html(_head(view, definition, None))
        st.html(
            parts.empty_face(
                view.say("هنوز عددی نرسیده است", "No figure has arrived"),
                el(
                    "p",
                    view.say(
                        "هیچ پرونده‌ای مقداری برای این شاخص نداده است.",
                        "No file has given a value of this indicator.",
                    ),
                ),
            )
        )
        st.html(el("div", _definition(view, definition, None), class_="nq-row"))
        return
    st.html(_head(view, definition, row))
    st.html(_filters(view, definition, row))
    wide, narrow = st.columns([2.6, 1], gap="small")
    with wide:
        _chart(view, definition, row)
    with narrow:
        st.html(el("div", parts.guarded(view, view.say("حساب آن", "Its arithmetic"), partial(_arithmetic, view, row)),
                   class_="nq-stack"))  # fmt: skip
    cards = [
        county_map(view, row),
        by_category(view, row),
        parts.guarded(
            view, view.say("از عدد تا پرونده", "From figure to file"), partial(_sources, view, row)
        ),
        parts.guarded(view, view.say("تعریف", "Definition"), partial(_definition, view, definition, row)),
    ]
    st.html(el("div", *cards, class_="nq-row nq-row-two nq-row-cards"))
    st.html(el("div", _all_values(view, definition), class_="nq-row"))


def _head(view: View, definition: Row, row: Row | None) -> Markup:
    eyebrow = join([
        el("a", view.say("شاخص‌ها", "Indicators"), href=view.address.to("indicators")), " › ",
        view.code("themes", definition["theme"]),
    ])  # fmt: skip
    title = view.column(definition, "title")
    if row is None:
        return parts.page_head(eyebrow, title, view.say("هنوز عددی نرسیده است.", "No figure has arrived."),
                               parts.status_line(view, "not_available"))  # fmt: skip
    status = figures.commission_status(view, row)
    real = None if row["is_synthetic"] or not view.release.get("is_synthetic") else el(
        "span", view.say("واقعی", "Real"), class_="nq-tag nq-tag-real")  # fmt: skip
    after = [parts.status_line(view, status), real,
             parts.provisional_tag(view) if row["status"] == "provisional" else None,
             el("span", view.fmt.period(row["period"], gregorian=True)),
             parts.chip(view, figures.origin_words(view, row), figures.rows_address(view, row),
                        synthetic=bool(row["is_synthetic"]))]  # fmt: skip
    return parts.page_head(eyebrow, title, _finding(view, row), after)


def _finding(view: View, row: Row) -> str:
    """Return the finding in one sentence, computed from the value and its series."""
    say, fmt = view.say, view.fmt
    place, period = view.area(row["area_code"]), fmt.period(row["period"])
    if row["category"]:
        place = f"{place}، {view.category(row['category'])}" if view.language.is_persian else \
            f"{place}, {view.category(row['category'])}"  # fmt: skip
    shown = view.shown(row)
    if shown.absent == "missing":
        return say(f"{place}: نام برده شد و عددی داده نشد.", f"{place}: named, but no figure was given.")
    if shown.absent:
        return f"{place}: {shown.text}."
    value = shown.text
    if row["denominator"]:
        value = say(f"{value}؛ {fmt.share(row['numerator'], row['denominator'])}",
                    f"{value}, {fmt.share(row['numerator'], row['denominator'])}")  # fmt: skip
    told = [other for other in figures.series(view, row) if other["value"] is not None]
    if len(told) < 2:
        return say(f"{place}، {period}: {value}. یک اندازه‌گیری است، نه روند.",
                   f"{place}, {period}: {value}. One measurement, not a trend.")  # fmt: skip
    first = view.shown(told[0]).text
    since = fmt.period(told[0]["period"])
    return say(f"{place}، {period}: {value}. در {since}، {first} بود.",
               f"{place}, {period}: {value}. In {since} it was {first}.")  # fmt: skip


def _filters(view: View, definition: Row, row: Row) -> Markup | None:
    rows = figures.values(view, str(definition["indicator_id"]))
    words = {"area": view.say("جا", "Area"), "domain": view.say("قلمرو", "Domain"),
             "basis": view.say("مبنا", "Basis"), "category": view.say("دسته", "Category"),
             "period": view.say("دوره", "Period")}  # fmt: skip
    labels = []
    for name, column in CHOICES.items():
        options = sorted({str(other[column] or "") for other in rows}, reverse=name == "period")
        if len(options) < 2 and name not in ("area", "domain", "basis"):
            continue
        chosen = str(row[column] or "")
        entries = (
            el("option", _option(view, name, code), value=_changed(view, row, name, code),
               selected=code == chosen)
            for code in options
        )  # fmt: skip
        labels.append(el("label", words[name], el("select", *entries, data_choice="")))
    return el(
        "div", *labels, class_="nq-filters", role="group", aria_label=view.say("گزینش نما", "Choose the view")
    )


def _changed(view: View, row: Row, name: str, code: str) -> str:
    """Return the address with one choice changed; another area or basis has periods of its own."""
    kept = {other: str(row[column]) or None for other, column in CHOICES.items() if other != "period"}
    return view.address.here(**{**kept, "period": None, name: code or None})


def _option(view: View, name: str, code: str) -> str:
    if name == "period":
        return view.fmt.period(code)
    if name == "area":
        return view.area(code)
    if name == "domain":
        return view.code("domains", code)
    if name == "basis":
        return view.code("bases", code)
    return view.category(code) or view.say("همه", "All")


def _chart(view: View, definition: Row, row: Row) -> None:
    line = figures.series(view, row)
    target = figures.proposed_target(view, row)
    others = figures.others(view, row)
    with st.container(key=_CHART_KEY):
        st.html(join([el("h2", _chart_title(view, row, line), class_="nq-card-title"),
                      el("p", _chart_subtitle(view, definition, row, line), class_="nq-sub")]))  # fmt: skip
        if any(other["value"] is not None for other in line):
            st.plotly_chart(charts.over_time(view, line, target, others), theme=None, width="stretch", key="series-chart",
                            config=charts.picture_options(f"naqsheh-{definition['indicator_id']}"))  # fmt: skip
        else:
            st.html(parts.no_figure(view))
        st.html(
            join(
                [
                    _legend(view, line, target, others),
                    _behind(view, [*line, *others]),
                    _tools(view, definition, row),
                ]
            )
        )


def _chart_title(view: View, row: Row, line: Sequence[Row]) -> str:
    told = [other for other in line if other["value"] is not None]
    if not told:
        return view.say("هنوز عددی داده نشده است", "No figure has been given yet")
    if len(told) == 1:
        return view.say("یک اندازه‌گیری، هنوز روندی نیست", "One measurement; no trend yet")
    change = float(told[-1]["value"]) - float(told[0]["value"])
    since = view.fmt.period(told[0]["period"])
    if change == 0:
        return view.say(f"از {since} تغییری نکرده است", f"Unchanged since {since}")
    return view.say(f"از {since} {'بیشتر' if change > 0 else 'کمتر'} شده است",
                    f"{'Higher' if change > 0 else 'Lower'} than in {since}")  # fmt: skip


def _chart_subtitle(view: View, definition: Row, row: Row, line: Sequence[Row]) -> str:
    unit = view.say("درصد", "per cent") if row["unit"] == "share" else view.unit(row["unit"])
    first, last = (view.fmt.period(line[index]["period"]) for index in (0, -1))
    span = first if first == last else view.say(f"{first} تا {last}", f"{first} to {last}")
    return " · ".join([view.column(definition, "title"), unit, span])


def _legend(view: View, line: Sequence[Row], target: Row | None, others: Sequence[Row]) -> Markup:
    entries = [el("span", el("i", class_="nq-key-line"), view.say("گزارش‌شده", "Reported"))]
    if any(row["status"] == "provisional" for row in line):
        entries.append(el("span", el("i", class_="nq-key-hollow"), view.say("موقت", "Provisional")))
    if others:
        entries.append(
            el("span", el("i", class_="nq-key-other"), view.say("گفته‌ها و مبناهای دیگر", "Told otherwise"))
        )
    if any(row["value"] is None for row in line):
        entries.append(el("span", el("i", class_="nq-key-missing"), view.say("نرسیده", "No file")))
    if target is not None:
        entries.append(el("span", el("i", class_="nq-key-target"),
                          view.say("هدف پیشنهادی، تصویب‌نشده", "Proposed target, not adopted")))  # fmt: skip
    return el("p", *entries, class_="nq-legend")


def _behind(view: View, line: Sequence[Row]) -> Markup:
    """Return the table behind the chart."""
    rows = [[view.fmt.period(row["period"]), view.shown(row).text, view.code("statuses", row["status"]),
             figures.origin_words(view, row)] for row in line]  # fmt: skip
    words = view.say("جدول پشت نمودار", "The table behind the chart")
    headers = [view.say("دوره", "Period"), view.say("مقدار", "Value"), view.say("حال", "Status"),
               view.say("منبع", "Source")]  # fmt: skip
    return parts.disclosure(words, parts.table(headers, rows, caption=words))


def _tools(view: View, definition: Row, row: Row) -> Markup:
    chosen = {"indicator": definition["indicator_id"], "area": row["area_code"], "domain": row["domain"],
              "basis": row["basis"], "category": row["category"] or None, "period": row["period"]}  # fmt: skip
    series = {name: value for name, value in chosen.items() if name != "period"}
    here = view.address.here(**chosen)
    return parts.tools(view, [
        (view.say("تصویر", "Picture"), {"href": here, "data_picture": _CHART_KEY}),
        ("CSV", {"href": view.address.download("values.csv", **series), "download": True}),
        ("XLSX", {"href": view.address.download("values.xlsx", **series), "download": True}),
        ("SQL", {"href": "#sql"}),
        (view.say("پیوند این نما", "Link to this view"), {"href": here, "data_copy": ""}),
    ])  # fmt: skip


def _arithmetic(view: View, row: Row) -> Markup:
    say = view.say
    pairs: list[tuple[str, str]] = []
    if row["denominator"]:
        pairs += [(say("صورت", "Numerator"), view.fmt.figure(row["numerator"])),
                  (say("مخرج", "Denominator"), view.fmt.figure(row["denominator"]))]  # fmt: skip
    if row["unit"] == "IRR" and row["value"] is not None:
        pairs.append((say("به تومان", "In tomans"), view.fmt.toman(row["value"])))
    pairs += [(say("دوره", "Period"), view.fmt.period(row["period"])),
              (say("جا", "Area"), view.area(row["area_code"])),
              (say("مبنا", "Basis"), view.code("bases", row["basis"])),
              (say("درجهٔ سند", "Evidence"), view.code("grades", row["evidence_grade"])),
              (say("حال", "Status"), view.code("statuses", row["status"]))]  # fmt: skip
    ambiguity = view.column(row, "ambiguity")
    return join([
        parts.card(say("حساب آن", "Its arithmetic"), parts.figure(view.shown(row)),
                   parts.facts([pair for pair in pairs if pair[1]]),
                   el("p", ambiguity, class_="nq-note") if ambiguity else None, class_="nq-big", level=2),
        *(_progress(view, found) for found in _judgements(view, row)),
    ])  # fmt: skip


def _judgements(view: View, row: Row) -> tuple[Row, ...]:
    return view.tables.rows(
        "select p.*, t.whose_decision_fa, t.whose_decision_en, t.basis_fa, t.basis_en from target_progress p "
        "join targets t on t.target_id = p.target_id where p.indicator_id = ? and p.area_code = ? and p.domain = ? "
        "and p.category = ? order by p.target_period, p.target_id",
        row["indicator_id"], row["area_code"], row["domain"], row["category"])  # fmt: skip


def _progress(view: View, found: Row) -> Markup:
    say = view.say
    adopted = found["decision_state"] == "adopted"
    unit = (view.indicator(str(found["indicator_id"])) or {}).get("unit")
    base = {"indicator_id": found["indicator_id"], "unit": unit, "status": "final"}
    goal = view.shown({**base, "value": found["target_value"]})
    title = say("هدف مصوب", "Adopted target") if adopted else say("هدف پیشنهادی", "Proposed target")
    tag = None if adopted else el("span", say("تصویب‌نشده", "Not adopted"), class_="nq-tag nq-tag-proposed")
    return parts.card(
        join([title, " ", tag]),
        el("p", el("b", goal.text, class_="nq-copper"), " ",
           say(f"تا {view.fmt.period(found['target_period'])}", f"by {view.fmt.period(found['target_period'])}")),
        el("p", view.column(found, "arithmetic"), class_="nq-sub"),
        el("p", say("تصمیم با: ", "Whose decision: "), view.column(found, "whose_decision"), class_="nq-sub"),
        el("p", view.column(found, "basis"), class_="nq-sub") if view.column(found, "basis") else None,
    )  # fmt: skip


def _definition(view: View, definition: Row, row: Row | None) -> Markup:
    say = view.say
    blocks = [
        (say("چیست", "What it is"), view.column(definition, "definition")),
        (say("هشدار", "Caveat"), view.column(definition, "caveat")),
        (say("مالک", "Owner"), view.code("offices", definition["owner"])),
    ]  # fmt: skip
    body = [join([el("h4", title), el("p", text)]) for title, text in blocks if text]
    if row is not None:
        body.append(join([el("h4", say("مبناها کنار هم", "The bases side by side")), _bases(view, row)]))
        body.append(join([el("h4", say("بازنگری‌ها", "Revisions")), el("p", _revisions(view, row))]))
    body.append(el("div", parts.disclosure(say("نوشتهٔ SQL", "The SQL"),
                                           el("pre", definition["sql"], class_="nq-sql", tabindex="0")), id="sql"))  # fmt: skip
    return parts.card(say("تعریف", "Definition"), *body, class_="nq-define", level=2)


def _bases(view: View, row: Row) -> Markup:
    rows = view.tables.rows(
        "select * from indicator_values where indicator_id = ? and area_code = ? and domain = ? and category = ? "
        "order by basis, period desc",
        row["indicator_id"], row["area_code"], row["domain"], row["category"])  # fmt: skip
    latest: dict[str, Row] = {}
    for found in rows:
        latest.setdefault(str(found["basis"]), found)
    if len(latest) == 1:
        word = view.code("bases", row["basis"])
        return el("p", view.say(f"تنها یک مبنا دارد: {word}.", f"There is one basis only: {word}."))
    return parts.facts([(f"{view.code('bases', basis)} · {view.fmt.period(found['period'])}", view.shown(found).text)
                        for basis, found in latest.items()])  # fmt: skip


def _revisions(view: View, row: Row) -> str:
    found = view.tables.one(
        "select count(*) as n from lineage l join deliveries d on d.delivery_id = l.delivery_id "
        "where l.value_id = ? and d.supersedes is not null", row["value_id"])  # fmt: skip
    if found and found["n"]:
        return view.say("پروندهٔ این مقدار جای پروندهٔ پیشین را گرفته است.",
                        "The file of this value has superseded an earlier one.")  # fmt: skip
    return view.say("این مقدار هنوز بازنگری نشده است.", "This value has not been revised yet.")


def _sources(view: View, row: Row) -> Markup:
    say = view.say
    rows = view.tables.rows(
        "select l.part, l.sheet_name, l.row_number, l.rows, l.contribution, d.file_name, d.office, "
        "d.received_at, d.delivery_id from lineage l join deliveries d on d.delivery_id = l.delivery_id "
        "where l.value_id = ? order by l.part desc, d.delivery_id, l.sheet_name, l.row_number limit 8",
        row["value_id"])  # fmt: skip
    total = view.tables.one(
        "select coalesce(sum(rows), 0) as n from lineage where value_id = ?", row["value_id"]
    )
    title = say("از عدد تا پرونده", "From figure to file")
    if not rows:
        return parts.card(title, el("p", say("این مقدار ردیفی پشت خود ندارد.", "No row stands behind this value.")),
                          level=2)  # fmt: skip
    headers = [say("پرونده", "File"), say("سطر", "Row"), say("سهم در مقدار", "Contribution"), say("اداره", "Office"),
               say("رسیده", "Received")]  # fmt: skip
    body = [[parts.file_name(found["file_name"]), _row_words(view, found), _contribution(view, found),
             view.code("offices", found["office"]), view.fmt.date(found["received_at"], table=True)]
            for found in rows]  # fmt: skip
    count = view.fmt.number(total["n"] if total else 0)
    return parts.card(
        title, parts.table(headers, body, caption=title, numeric=(4,), class_="nq-files"),
        parts.link(say(f"دیدن {count} ردیف", f"See {count} {'row' if total and total['n'] == 1 else 'rows'}"),
                   figures.rows_address(view, row)),
        subtitle=say("عدد ← ردیف‌ها ← پرونده: هر ردیف، برگه و شمارهٔ سطر خود را دارد.",
                     "Figure → rows → file: each row keeps its sheet and row number."), level=2)  # fmt: skip


def _row_words(view: View, found: Row) -> str:
    if found["row_number"] is None:
        return view.say(f"{view.fmt.number(found['rows'])} ردیف", f"{view.fmt.number(found['rows'])} rows")
    return view.fmt.number(found["row_number"])


def _contribution(view: View, found: Row) -> str:
    part = (
        view.say("مخرج", "denominator") if found["part"] == "denominator" else view.say("صورت", "numerator")
    )
    if found["contribution"] is None:
        return part
    return f"{view.fmt.figure(found['contribution'], 1)} ({part})"


def _all_values(view: View, definition: Row) -> Markup:
    say = view.say
    home = figures.home_area(view)
    rows = sorted(figures.values(view, str(definition["indicator_id"])),
                  key=lambda row: (row["area_code"] != home, row["area_code"] == "IR"))  # fmt: skip
    headers = [say("جا", "Area"), say("دوره", "Period"), say("مقدار", "Value"), say("قلمرو", "Domain"),
               say("دسته", "Category"), say("مبنا", "Basis"), say("منبع", "Source")]  # fmt: skip
    shown = rows[:LONGEST]
    body = [[view.area(row["area_code"]), view.fmt.period(row["period"]), el("b", view.shown(row).text),
             view.code("domains", row["domain"]), view.category(row["category"]), view.code("bases", row["basis"]),
             el("a", say("ردیف‌ها", "rows"), href=figures.rows_address(view, row))]
            for row in shown]  # fmt: skip
    count = view.fmt.number(len(rows))
    words = say(f"همهٔ {count} مقدار این شاخص", f"All {count} values of this indicator")
    rest = None
    if len(rows) > len(shown):
        rest = el(
            "p",
            say(
                f"{view.fmt.number(len(shown))} ردیف نخست؛ همه در پروندهٔ CSV.",
                f"The first {view.fmt.number(len(shown))}; all are in the CSV file.",
            ),
            class_="nq-sub",
        )
    return parts.card(
        words, parts.table(headers, body, caption=words), rest,
        parts.tools(view, [("CSV", {"href": view.address.download("values.csv", indicator=definition["indicator_id"]),
                                    "download": True}),
                           ("XLSX", {"href": view.address.download("values.xlsx", indicator=definition["indicator_id"]),
                                     "download": True})]), level=2)  # fmt: skip
