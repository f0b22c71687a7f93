"""What was kept back of a delivery and how it is corrected; the corrections applied.

The checks it went through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables, tags
from dashboards.components.delivery_words import column_titles
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import Child, el, join

#: Rows of quarantine that the page shows; the correction workbook holds them all.
SHOWN = 24
#: First rows of each sheet, column and rule among them.
OF_EACH = 3
LONGEST = 30
CORRECTION_STATES: dict[str, tuple[str, str, str]] = {
    "applied": ("on_track", "انجام شد", "Applied"),
    "guard_failed": (
        "off_track",
        "انجام نشد: در فایل چیز دیگری نوشته است",
        "Not applied: the file says something else",
    ),
    "no_delivery": ("no_target", "فایلش در کار نیست", "Its file is not in force"),
}


def quarantine(view: View, row: Row, *, workbook: bool = True) -> Markup | None:
    """Return what was kept out or pointed out.

    By rule, the first rows, and the command of the correction workbook.
    ``workbook`` is False for a file that is not accepted yet: it has no workbook.
    """
    say = view.say
    summary = view.tables.rows(
        "select *, count(*) over () as n from quarantine_summary where delivery_id = ? "
        "order by rows desc, rule, column_name, sentence_en limit ?",
        row["delivery_id"],
        LONGEST,
    )
    if not summary:
        return None
    count = int(row["rows_quarantined"] or 0)
    if count:
        title = say(
            f"{view.fmt.number(count)} سطر در قرنطینه",
            f"{view.fmt.number(count)} quarantined {_rows(count)}",
        )
    else:
        title = say("بارگذاری شد، با هشدار", "Loaded, with warnings")
    titles = column_titles(view, str(row["feed"]))
    headers = [
        say("چه نادرست است و چه باید کرد", "What is wrong and what to do"),
        say("ستون", "Column"),
        say("سطر", "Rows"),
    ]
    body = [
        [
            join(
                [
                    statuses.mark(group_shape(entry)),
                    " ",
                    bidi_text.sentence(view.fmt, view.column(entry, "sentence")),
                    _brought_in(view) if entry.get("is_resolved") else None,
                ]
            ),
            _column_with_letter(view, titles, entry),
            view.fmt.number(entry["rows"]),
        ]
        for entry in in_order(summary)
    ]
    reasons = say("به تفکیک دلیل", "By reason")
    return cards.card(
        title,
        tables.table(headers, body, caption=reasons, numeric=(2,), class_="nq-reasons"),
        _first_rows(view, row),
        _workbook(view, row) if count and workbook else None,
        tags.origin_tags(view, [row]),
        subtitle=say(
            "سطر قرنطینه در هیچ عددی شمرده نمی‌شود؛ نشان شخص هرگز کامل نوشته نمی‌شود.",
            "A quarantined row counts in no figure; what identifies a person is never shown in full.",
        ),
        level=2,
    )


def in_order(groups: Sequence[Row]) -> list[Row]:
    """Return the groups of quarantine.

    Those that wait first, then what is pointed out, then what was corrected.
    """
    shapes = ("off_track", "behind", "reached")
    return sorted(groups, key=lambda entry: shapes.index(group_shape(entry)))


def group_shape(entry: Row) -> str:
    """Return the mark of a group: its rows wait, count all the same, or came in by a correction."""
    if entry.get("is_resolved"):
        return "reached"
    return "behind" if entry.get("severity") == "warn" else "off_track"


def _column_with_letter(view: View, titles: dict[str, str], entry: Row) -> Markup:
    title, letter = _columns(view, titles, entry["column_name"]), entry.get("column_letter")
    return join([title, join([" ", bidi_text.code(letter)]) if letter else None])


def _columns(view: View, titles: dict[str, str], names: object) -> str:
    words = [titles.get(name.strip(), name.strip()) for name in str(names or "").split(",") if name.strip()]
    return view.say("، ", ", ").join(words)


def _first_rows(view: View, row: Row) -> Markup | None:
    say = view.say
    rows = view.tables.rows(
        "select * from (select *, count(*) over () as n, row_number() over (partition by sheet_name, "
        "column_name, rule, severity order by row_number) as place from quarantine_rows "
        "where delivery_id = ?) where place <= ? "
        "order by severity, sheet_name, column_name, rule, row_number limit ?",
        row["delivery_id"],
        OF_EACH,
        SHOWN,
    )
    if not rows:
        return None
    headers = [
        say("سطر", "Row"),
        say("ستون", "Column"),
        say("فیلد", "Field"),
        say("مقدار در فایل", "In the file"),
        say("چه باید کرد", "What to do"),
    ]
    body = [
        [
            _place(view, entry),
            bidi_text.code(entry["column_letter"] or ""),
            view.column(entry, "column_title"),
            bidi_text.raw(entry["value_shown"] or ""),
            join([bidi_text.sentence(view.fmt, view.column(entry, "sentence")), _resolved(view, entry)]),
        ]
        for entry in rows
    ]
    shown, all_ = view.fmt.number(len(rows)), view.fmt.number(rows[0]["n"])
    words = (
        say(
            f"{shown} خانه از {all_} خانه، نخستین‌های هر دلیل",
            f"{shown} of {all_} cells, the first of each reason",
        )
        if rows[0]["n"] > len(rows)
        else say(
            f"هر {shown} خانه" if len(rows) > 1 else "یک خانه",
            f"All {shown} cells" if len(rows) > 1 else "One cell",
        )
    )
    return cards.disclosure(words, tables.table(headers, body, caption=words))


def _place(view: View, entry: Row) -> Markup:
    sheet = el("span", bidi_text.raw(entry["sheet_name"]), class_="nq-remark") if entry["sheet_name"] else None
    return join([view.fmt.number(entry["row_number"]), sheet])


def _resolved(view: View, entry: Row) -> Markup | None:
    if not entry["resolved_by"]:
        return None
    return _brought_in(view)


def _brought_in(view: View) -> Markup:
    return el(
        "span",
        statuses.mark("reached"),
        " ",
        view.say("با فایل اصلاح بارگذاری شد", "brought in by a correction"),
        class_="nq-remark",
    )


def _workbook(view: View, row: Row) -> Markup:
    ident = str(row["corrects"] or row["delivery_id"])
    return join(
        [
            el(
                "p",
                view.say(
                    "کارپوشهٔ اصلاح همهٔ سطرها را دارد؛ اداره خانه‌های نشان‌دار را درست می‌کند و همان را پس می‌دهد:",
                    "The correction workbook holds every row; the office mends the marked cells and hands it back:",
                ),
            ),
            links.command(view, f"naqsheh corrections {ident} --out {row['feed']}-corrections.xlsx"),
        ]
    )


def corrections_applied(view: View, row: Row) -> Markup | None:
    """Return the guarded corrections that speak of this delivery."""
    say = view.say
    rows = view.tables.rows(
        "select * from corrections_applied where delivery_id = ? order by state, correction_id limit ?",
        row["delivery_id"],
        LONGEST,
    )
    if not rows:
        return None
    titles = column_titles(view, str(row["feed"]))
    headers = [
        say("ستون", "Column"),
        say("سطر", "Row"),
        say("نوشته بود", "It said"),
        say("خوانده شد", "Read as"),
        say("چرا و به گفتهٔ که", "Why, and by whose word"),
    ]
    body = [
        [
            titles.get(entry["column_name"], entry["column_name"]),
            view.fmt.number(entry["row_number"]) if entry["row_number"] is not None else "—",
            bidi_text.raw(entry["found_value"] if entry["found_value"] is not None else entry["old_value"] or ""),
            _new_value(view, entry),
            _why(view, entry),
        ]
        for entry in rows
    ]
    title = say("اصلاح‌های نگهبانی‌شده", "Guarded corrections")
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tags.origin_tags(view, [row]),
        subtitle=say(
            "هر اصلاح تنها جایی انجام می‌شود که فایل هنوز همان را بگوید.",
            "Each applies only where the file still says what it was written for.",
        ),
        level=2,
    )


def _new_value(view: View, entry: Row) -> Child:
    if entry["state"] != "applied":
        return "—"
    return bidi_text.raw(entry["new_value"]) if entry["new_value"] else view.say("خالی", "empty")


def _why(view: View, entry: Row) -> Markup:
    shape, persian, english = CORRECTION_STATES.get(str(entry["state"]), ("no_target", "", ""))
    told = [view.column(entry, name) for name in ("provider", "document")]
    return join(
        [
            statuses.mark(shape),
            " ",
            view.say(persian, english) or bidi_text.sentence(view.fmt, view.column(entry, "sentence")),
            el(
                "span",
                " · ".join(part for part in (view.column(entry, "reason"), *told) if part),
                class_="nq-remark",
            ),
        ]
    )


def checks(view: View, row: Row) -> Markup | None:
    """Return the quality checks of this delivery: how many held, and those that did not."""
    say = view.say
    found = view.tables.one(
        "select count(*) as n, count(*) filter (success) as passed from expectation_results "
        "where subject_kind = 'delivery' and subject = ?",
        row["delivery_id"],
    )
    if found is None or not found["n"]:
        return None
    failed = view.tables.rows(
        "select * from expectation_results where subject_kind = 'delivery' and subject = ? and not success "
        "order by severity, expectation, column_name limit ?",
        row["delivery_id"],
        LONGEST,
    )
    titles = column_titles(view, str(row["feed"]))
    items = [
        el(
            "li",
            statuses.mark("off_track" if entry["severity"] == "error" else "behind"),
            el("span", _check(view, titles, entry)),
        )
        for entry in failed
    ]
    share = view.fmt.share(found["passed"], found["n"])
    return cards.card(
        say(f"{share} آزمون گذرانده شد", f"{share} checks passed"),
        el("ul", *items, class_="nq-list nq-lines") if items else el("p", say("هیچ آزمونی نماند.", "None is left.")),
        level=2,
    )


def _check(view: View, titles: dict[str, str], entry: Row) -> Markup:
    columns = _columns(view, titles, entry["column_name"])
    words = bidi_text.sentence(view.fmt, view.column(entry, "description"))
    observed = (
        el(
            "span",
            view.say("دیده شد: ", "Found: "),
            found(view, str(entry["observed"])),
            class_="nq-remark",
        )
        if entry["observed"]
        else None
    )
    return join([f"{columns}: " if columns else None, words or bidi_text.code(entry["expectation"]), observed])


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def found(view: View, observed: str) -> Child:
    """Return what a check found: how many rows of how many broke it and a few of their values, else its own text."""
    counted = re.fullmatch(r"(\d+)/(\d+)(?:: (.+))?", observed, re.DOTALL)
    if counted is None:
        return bidi_text.raw(observed)
    broke, rows = (view.fmt.number(int(number)) for number in counted.groups()[:2])
    told = view.say(f"{broke} از {rows} سطر", f"{broke} of {rows} rows")
    return join([told, ": ", bidi_text.raw(counted[3])]) if counted[3] else told
