"""What was kept back of a delivery and how it is corrected; the corrections applied.

The checks it went through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, forms, statuses, tables, tags
from dashboards.components.delivery_mistakes import kinds_of, mistakes_table, resolved
from dashboards.components.delivery_words import column_titles
from dashboards.data import machine
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import CELL, CHECK, ROW, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join

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

    By rule, the cells, and the button of the correction workbook.
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
    title = quarantine_words(view.fmt, count)
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
                    resolved(view) if entry.get("is_resolved") else None,
                ]
            ),
            _column_with_letter(view, titles, entry),
            view.fmt.number(entry["rows"]),
        ]
        for entry in in_order(summary)
    ]
    reasons = say("دلیل‌ها", "Reasons")
    return cards.card(
        title,
        tables.table(headers, body, caption=reasons, numeric=(2,), class_="nq-reasons"),
        _cells(view, row),
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


def _cells(view: View, row: Row) -> Markup | None:
    """Return the cells themselves, by kind, behind a line that says how many there are."""
    kinds = kinds_of(view, str(row["delivery_id"]))
    table = mistakes_table(view, kinds)
    if table is None:
        return None
    total = sum(int(rows[0]["cells"]) for rows in kinds)
    words = view.say("خانه به خانه: ", "Cell by cell: ") + counted(view.fmt, total, CELL)
    return cards.disclosure(words, table)


def _workbook(view: View, row: Row) -> Markup:
    """Return the button of the correction workbook; it may hold persons, so it is given on this machine alone."""
    ident = str(row["corrects"] or row["delivery_id"])
    if not machine.reader_is_here():
        words = view.say(
            "کارپوشهٔ اصلاح این سطرها را مسئول داده از رایانهٔ سامانه می‌دهد.",
            "The data steward hands out the correction workbook of these rows from the system’s own machine.",
        )
        return el("p", words, class_="nq-sub")
    return join(
        [
            el(
                "p",
                view.say(
                    "کارپوشهٔ اصلاح همهٔ این سطرها را دارد؛ اداره خانه‌های رنگی را درست می‌کند و همان را پس می‌دهد.",
                    "The correction workbook holds all these rows; the office mends the coloured cells and returns it.",
                ),
            ),
            forms.correction_button(view, ident),
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
    return cards.card(
        checks_words(view.fmt, found["passed"], found["n"]),
        el("ul", *items, class_="nq-list nq-lines") if items else None,
        level=2,
    )


def checks_words(fmt: Formatter, passed: int, total: int) -> str:
    """Return how many checks a file passed, in words of their own where it passed all or none."""
    say, all_ = fmt.language.say, counted(fmt, total, CHECK)
    if passed == total:
        return say(f"فایل از هر {all_} گذشت", f"The file passed {'its one check' if total == 1 else f'all {all_}'}")
    if not passed:
        return say(f"فایل از هیچ‌یک از {all_} نگذشت", f"The file passed none of {all_}")
    return say(
        f"فایل {counted(fmt, passed, CHECK)} را از {all_} گذراند", f"The file passed {fmt.share(passed, total)} checks"
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


def quarantine_words(fmt: Formatter, count: int) -> str:
    """Return the title of what was kept back: how many rows, or that all came in."""
    if not count:
        return fmt.language.say("همهٔ سطرها بارگذاری شد، با هشدار", "Every row was loaded, with warnings")
    rows = counted(fmt, count, ROW)
    return fmt.language.say(f"{rows} در قرنطینه است", f"{rows} {agrees(count, 'is', 'are')} in quarantine")


def found(view: View, observed: str) -> Child:
    """Return what a check found: how many rows of how many broke it and a few of their values, else its own text."""
    counted = re.fullmatch(r"(\d+)/(\d+)(?:: (.+))?", observed, re.DOTALL)
    if counted is None:
        return bidi_text.raw(observed)
    broke, rows = (view.fmt.number(int(number)) for number in counted.groups()[:2])
    told = view.say(f"{broke} از {rows} سطر", f"{broke} of {rows} rows")
    return join([told, ": ", bidi_text.raw(counted[3])]) if counted[3] else told
