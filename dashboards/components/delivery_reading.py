"""How a delivery was understood.

Its columns, its totals, its rows that are no data, and what was normalised.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.clean_value import clean_value, columns_of
from dashboards.components.delivery_words import CLAIMS, NON_DATA_KINDS, column_titles
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import CELL, KIND, agrees, counted, more
from dashboards.language.formatter import Formatter, Number
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import HIDDEN

#: Rows of a table on this page; the files hold them all.
LONGEST = 40
#: Kinds of normalisation that stand open.
OPEN = 6


def normalisations(view: View, row: Row) -> Markup | None:
    """Return the table of what was normalised.

    The cell as sent beside the cell as loaded, and how many there are.
    """
    say = view.say
    rows = view.tables.rows(
        "select *, sum(cells) over () as all_cells, count(*) over () as kinds from normalisations "
        "where delivery_id = ? order by cells desc, column_name, note limit ?",
        row["delivery_id"],
        LONGEST,
    )
    title = say("یک‌دست‌سازی‌ها", "Normalisations")
    if not rows:
        return _untouched(view, row, title)
    columns = columns_of(view, str(row["feed"]))
    titles = {name: view.column(column, "title") for name, column in columns.items()}
    headers = [
        say("ستون", "Column"),
        say("چه شد", "What was done"),
        say("خانه", "Cells"),
        say("آنچه نوشته بود", "As sent"),
        say("آنچه بارگذاری شد", "As loaded"),
    ]
    body = [
        [
            titles.get(entry["column_name"], entry["column_name"]),
            bidi_text.sentence(view.fmt, view.column(entry, "sentence")),
            view.fmt.number(entry["cells"]),
            _sent(view, entry),
            _loaded(view, entry, columns.get(entry["column_name"])),
        ]
        for entry in rows
    ]
    return cards.card(
        normalised_words(view.fmt, int(rows[0]["all_cells"])),
        tables.table(headers, body[:OPEN], caption=title, numeric=(2,), class_="nq-normal"),
        cards.disclosure(
            rest := more(view.fmt, len(body) - OPEN, KIND),
            tables.table(headers, body[OPEN:], caption=rest, numeric=(2,), class_="nq-normal"),
        )
        if len(body) > OPEN
        else None,
        tags.origin_tags(view, [row]),
        subtitle=say(
            "هر سطر یک نمونه دارد؛ نمونه‌ای که شخصی را بشناساند نشان داده نمی‌شود.",
            "Each line has one example; none is shown that could identify a person.",
        ),
        level=2,
    )


def normalised_words(fmt: Formatter, count: int) -> str:
    """Return how many cells of a file were normalised."""
    if not count:
        return fmt.language.say("هیچ خانه‌ای یک‌دست نشد", "No cell was normalised")
    cells = counted(fmt, count, CELL)
    return fmt.language.say(
        f"{cells} یک‌دست شد؛ خود فایل دست‌نخورده می‌ماند",
        f"{cells} {agrees(count, 'was', 'were')} normalised; the file itself is untouched",
    )


def _untouched(view: View, row: Row, title: str) -> Markup | None:
    if not row["rows_loaded"]:
        return None
    return cards.card(
        title,
        el(
            "p",
            view.say(
                "هیچ خانه‌ای دگرگون نشد: همان است که در فایل بود.",
                "No cell was changed: all is as it stands in the file.",
            ),
        ),
        level=2,
    )


def _sent(view: View, entry: Row) -> Child:
    """Return an example as it was sent, or that it is masked."""
    return bidi_text.raw(str(entry["example_raw"])) if entry["example_raw"] else _hidden(view)


def _loaded(view: View, entry: Row, column: Row | None) -> Child:
    """Return the same example as it was loaded; a cell that became empty says so in words."""
    if not entry["example_raw"]:
        return _hidden(view)
    return clean_value(view, column, entry["example_clean"]) or el("span", view.say("خالی", "empty"), class_="nq-quiet")


def _hidden(view: View) -> Child:
    return el("span", view.say(*HIDDEN), class_="nq-quiet")


def totals(view: View, row: Row) -> Markup | None:
    """Return the table of the file's own totals beside the sums of its rows, the largest difference first.

    Of a list of persons the differences alone are told.
    """
    say = view.say
    rows = view.tables.rows(
        "select *, count(*) over () as all_totals, count(*) filter (difference <> 0) over () as differing, "
        "bool_or(quarantined <> 0) over () as some_quarantined "
        "from non_data_rows where delivery_id = ? and coalesce(stated, difference) is not null "
        "and kind <> 'average' "
        "order by abs(difference) desc nulls last, sheet_name, row_number, column_name limit ?",
        row["delivery_id"],
        LONGEST,
    )
    if not rows:
        return None
    titles = column_titles(view, str(row["feed"]))
    total, wrong = rows[0]["all_totals"], rows[0]["differing"]
    if wrong:
        title = say(
            f"{view.fmt.share(wrong, total)} جمع فایل با جمع سطرها یکی نیست",
            f"{view.fmt.share(wrong, total)} stated totals differ from the sums of the rows",
        )
    elif any(entry["difference"] is None for entry in rows):
        title = say("جمع‌های فایل", "Totals that the file states")
    else:
        title = say("جمع‌های فایل با جمع سطرها یکی است", "The stated totals equal the sums of the rows")
    differing = [entry for entry in rows if entry["difference"]]
    equal = [entry for entry in rows if not entry["difference"]]
    words = say(f"{view.fmt.number(total - wrong)} جمع دیگر", f"{view.fmt.number(total - wrong)} other totals")
    return cards.card(
        title,
        _totals_table(view, titles, differing, title) if differing else None,
        cards.disclosure(words, _totals_table(view, titles, equal, words))
        if equal and differing
        else _totals_table(view, titles, equal, title)
        if equal
        else None,
        tags.origin_tags(view, [row]),
        subtitle=say(
            "تفاوت گزارش می‌شود و چیزی افزوده نمی‌شود؛ جمع‌ها داده نیستند.",
            "A difference is reported and nothing is added; totals are no data.",
        ),
        level=2,
    )


def _totals_table(view: View, titles: dict[str, str], rows: list[Row], caption: str) -> Markup:
    say, with_quarantine = view.say, rows[0]["some_quarantined"]
    headers = [
        say("ستون", "Column"),
        say("برگه و سطر", "Sheet and row"),
        say("جمعِ", "Total of"),
        say("در فایل", "As stated"),
        say("جمع سطرهای فایل", "Sum of the file’s rows"),
        say("تفاوت", "Difference"),
        *([say("از آن در قرنطینه", "Of the sum, in quarantine")] if with_quarantine else []),
    ]
    body = [
        [
            titles.get(entry["column_name"], entry["column_name"]),
            join([bidi_text.raw(entry["sheet_name"]) if entry["sheet_name"] else None, " ", _place(view, entry)]),
            _claim(view, entry),
            *(
                [_hidden(view)] * 2
                if entry["stated"] is None
                else [view.fmt.number(entry["stated"], 3), _sum(view, entry["computed"])]
            ),
            _difference(view, entry["difference"]),
            *([_sum(view, entry["quarantined"] or 0)] if with_quarantine else []),
        ]
        for entry in rows
    ]
    return tables.table(headers, body, caption=caption, numeric=(3, 4, 5, 6) if with_quarantine else (3, 4, 5))


def _place(view: View, entry: Row) -> str:
    """Return the row of a total; in a list of persons its place among the totals of the sheet."""
    number = view.fmt.number(entry["row_number"])
    return number if entry["stated"] is not None else view.say(f"جمع {number}", f"total {number}")


def _claim(view: View, entry: Row) -> Child:
    """Return what a total is of, and the rows with which it is compared."""
    words = view.say(*CLAIMS[entry["claim"]]) if entry["claim"] in CLAIMS else "—"
    if entry["first_row"] is None:
        return words
    first, last = (view.fmt.number(entry[name]) for name in ("first_row", "last_row"))
    return join(
        [
            words,
            " ",
            el("span", view.say(f"(سطر {first} تا {last})", f"(rows {first} to {last})"), class_="nq-quiet"),
        ]
    )


def _sum(view: View, value: object) -> str:
    return "—" if value is None else view.fmt.number(value, 3)  # type: ignore[arg-type]


def _difference(view: View, value: Number | None) -> Child:
    if value is None:
        return "—"
    if not value:
        return view.fmt.figure(0)
    written = view.fmt.plain(value, 3, signed=True)
    return join([statuses.mark("behind"), " ", el("b", written, dir="ltr")])


def columns_read(view: View, row: Row) -> Markup | None:
    """Return how each column was matched: letter, heading as written, column of the contract, its unit."""
    say = view.say
    rows = view.tables.rows(
        "select m.*, c.title_fa, c.title_en, c.unit, count(*) over () as n from column_matches m "
        "left join feed_columns c on c.feed = ? and c.column_name = m.column_name where m.delivery_id = ? "
        "order by m.sheet_name, length(m.column_letter), m.column_letter limit ?",
        row["feed"],
        row["delivery_id"],
        LONGEST,
    )
    title = say("ستون‌ها چگونه شناخته شد", "How the columns were matched")
    if not rows:
        return cards.card(title, el("p", say("ستونی شناخته نشد.", "No column was matched.")), level=2)
    sheets = list(dict.fromkeys(str(entry["sheet_name"] or "") for entry in rows))
    headers = [
        say("ستون", "Column"),
        say("در فایل", "In the file"),
        say("در سامانه", "In the system"),
        say("یکا", "Unit"),
    ]
    drawn: list[Child] = []
    for sheet in sheets:
        body = [
            [
                bidi_text.code(entry["column_letter"] or ""),
                bidi_text.raw(entry["header"] or ""),
                _known(view, entry),
                view.unit(entry["unit"]) if entry["unit"] else "",
            ]
            for entry in rows
            if str(entry["sheet_name"] or "") == sheet
        ]
        named = join([say("برگهٔ ", "Sheet "), bidi_text.raw(sheet)]) if sheet else None
        drawn.append(el("h3", named, class_="nq-h4") if named else None)
        drawn.append(tables.table(headers, body, caption=join([title, " ", bidi_text.raw(sheet)]) if sheet else title))
    rest = int(rows[0]["n"]) - len(rows)
    more = None
    if rest:
        more = el(
            "p",
            say(f"و {view.fmt.number(rest)} ستون دیگر", f"and {view.fmt.number(rest)} more"),
            class_="nq-sub",
        )
    return cards.card(title, *drawn, more, tags.origin_tags(view, [row]), level=2)


def _known(view: View, entry: Row) -> Child:
    if not entry["column_name"]:
        return el("span", view.say("نادیده، در قرارداد نیست", "not read: not in the contract"), class_="nq-quiet")
    return view.column(entry, "title") or bidi_text.code(entry["column_name"])


def non_data(view: View, row: Row) -> Markup | None:
    """Return how many rows were no data, by kind."""
    rows = view.tables.rows(
        "select kind, count(distinct (sheet_name, row_number)) as n from non_data_rows where delivery_id = ? "
        "group by kind order by n desc, kind",
        row["delivery_id"],
    )
    if not rows:
        return None
    pairs: list[tuple[Child, Child]] = [
        (
            view.say(*NON_DATA_KINDS.get(str(entry["kind"]), (str(entry["kind"]),) * 2)),
            view.fmt.number(entry["n"]),
        )
        for entry in rows
    ]
    return cards.card(
        view.say("سطرهای غیرداده", "Rows that are not data"),
        cards.facts(pairs),
        tags.origin_tags(view, [row]),
        subtitle=view.say("شمرده می‌شوند، جمع نمی‌شوند.", "Counted, never added up."),
        level=2,
    )
