"""What became of a delivery.

Why it waits, what it stands beside, what it replaces or corrects, who decided.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, states, statuses, tables, tags
from dashboards.components.delivery_family import editions, words_waiting
from dashboards.components.delivery_words import column_titles, counts_bar, delivery_address, state_line
from dashboards.components.forms import template_button
from dashboards.data import machine
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import Child, el, join

#: severity of a note about the whole file → mark.
NOTE_MARKS = {
    "refuse": "off_track",
    "hold": "behind",
    "quarantine": "behind",
    "warn": "behind",
    "normalise": "no_target",
}
#: what a comparison measures → (Persian, English); ratio and rows name their columns themselves.
MEASURES: dict[str, tuple[str, str]] = {
    "rows": ("شمار سطرها", "Number of rows"),
    "sum": ("جمع روی سطرهای مشترک", "Sum over the rows that both have"),
    "median": ("میانه", "Median"),
    "ratio": ("نسبت میانهٔ دو ستون", "Median ratio of two columns"),
    "total": ("جمع همهٔ سطرها", "Total of all rows"),
}
#: What the other delivery is to this one: title of the comparison, and the words before the other's name.
RELATIONS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "before": (("سنجش با فایل پیشین", "Beside the file before"), ("پیش از این: ", "Before: ")),
    "after": (("سنجش با دورهٔ پس از آن", "Beside the period after it"), ("پس از آن: ", "After it: ")),
    "edition": (
        ("سنجش با ویرایش دیگر همین دوره", "Beside another edition of its period"),
        ("ویرایش دیگر: ", "Other edition: "),
    ),
}
DECISIONS: dict[str, tuple[str, str]] = {
    "approved": ("تأیید شد", "Approved"),
    "rejected": ("رد شد", "Rejected"),
}
#: A measure that moved further than this, up or down, is marked.
FAR = 5


def outcome(view: View, row: Row) -> Markup:
    """Return the card of the delivery's state: why, rows in and out, age, and the files beside it."""
    say = view.say
    sentence = view.column(row, "state")
    notes = view.tables.rows(
        "select * from delivery_notes where delivery_id = ? order by ordinal limit 12", row["delivery_id"]
    )
    told = [note for note in notes if view.column(note, "sentence") != sentence]
    items = [
        el(
            "li",
            statuses.mark(NOTE_MARKS.get(str(note["severity"]), "no_target")),
            el("span", bidi_text.sentence(view.fmt, view.column(note, "sentence"))),
        )
        for note in told
    ]
    resolved = int(row["rows_resolved"] or 0)
    return cards.card(
        say("سرنوشت فایل", "What became of it"),
        el(
            "div",
            state_line(view, row),
            tags.origin_tag(view, bool(row["is_synthetic"])),
            class_="nq-statuses",
        ),
        el("p", bidi_text.sentence(view.fmt, sentence), class_="nq-note nq-note-strong") if sentence else None,
        counts_bar(view, row) if row["rows_read"] else None,
        el(
            "p",
            say(
                f"{view.fmt.number(resolved)} سطر قرنطینه با فایل اصلاح بارگذاری شد.",
                f"Corrections have brought in {view.fmt.number(resolved)} of the quarantined rows.",
            ),
            class_="nq-note",
        )
        if resolved
        else None,
        _age(view, row),
        el("ul", *items, class_="nq-list nq-lines") if items else None,
        _beside(view, row),
        editions(view, row),
        words_waiting(view, row),
        _next_step(view, row),
        level=2,
    )


def _next_step(view: View, row: Row) -> Markup | None:
    """Return the buttons of a file that is not published: decide about it, or send a mended one."""
    if row["state"] not in ("held", "refused"):
        return None
    name = view.column(row, "feed_title")
    again = el(
        "a",
        view.say("فرستادن فایل درست‌شده", "Send the mended file"),
        href=view.address.to("deliver", feed=row["feed"], office=row["office"], period=row["period"]),
        class_="nq-button",
    )
    return el("p", again, " ", template_button(view, str(row["feed"]), name), class_="nq-acts")


def _age(view: View, row: Row) -> Markup | None:
    """Say that an office's newest file is older than its feed allows, counted to the day of the build."""
    found = view.tables.one(
        "select * from freshness where feed = ? and office = ? and state in ('stale', 'silent')",
        row["feed"],
        row["office"],
    )
    if found is None or found["last_received_on"] != row["received_at"]:
        return None
    return states.stale_note(view, int(found["days_since"]), int(found["allowed_days"]))


def _beside(view: View, row: Row) -> Markup | None:
    """Return the deliveries that this one replaces, is replaced by, corrects or is corrected by, as links."""
    say, ident = view.say, row["delivery_id"]
    others = view.tables.rows(
        "select * from deliveries where delivery_id in (?, ?) or supersedes = ? or corrects = ? order by known_from",
        row["supersedes"] or "",
        row["corrects"] or "",
        ident,
        ident,
    )
    pairs: list[tuple[Child, Child]] = []
    for other in others:
        if other["delivery_id"] == row["corrects"]:
            word = say("سطرهای این فایل را اصلاح می‌کند", "Corrects rows of")
        elif other["corrects"] == ident:
            word = say("با این فایل اصلاح شده است", "Corrected by")
        elif other["delivery_id"] == row["supersedes"]:
            word = say("جای این فایل را گرفته است", "Supersedes")
        else:
            word = say("جایش را این فایل گرفته است", "Superseded by")
        pairs.append(
            (
                word,
                el(
                    "a",
                    bidi_text.file_name(other["file_name"]),
                    href=delivery_address(view, str(other["delivery_id"])),
                ),
            )
        )
    return cards.facts(pairs) if pairs else None


def decisions(view: View, row: Row) -> Markup | None:
    """Return the card of decisions about the delivery; for one that waits, the way to decide."""
    say, ident = view.say, str(row["delivery_id"])
    rows = view.tables.rows("select * from approvals where delivery_id = ? order by ordinal", ident)
    waits = row["state"] == "held"
    if not rows and not waits:
        return None
    items = [
        el(
            "li",
            statuses.mark("on_track" if entry["decision"] == "approved" else "off_track"),
            el(
                "span",
                el("b", say(*DECISIONS.get(str(entry["decision"]), (str(entry["decision"]),) * 2))),
                " · ",
                view.fmt.date(entry["decided_at"]),
                " · ",
                el("bdi", entry["actor"], class_="nq-code"),
                el("span", el("bdi", entry["reason"]), class_="nq-remark"),
            ),
        )
        for entry in rows
    ]
    return cards.card(
        say("تصمیم‌ها", "Decisions"),
        el("ul", *items, class_="nq-list nq-lines")
        if items
        else el("p", say("هنوز تصمیمی گرفته نشده است.", "Nobody has decided yet.")),
        _decide(view, ident) if waits else None,
        level=2,
    )


def _decide(view: View, ident: str) -> Markup:
    """Return the button that leads to the decision; on another machine, who decides and where."""
    if not machine.reader_is_here():
        words = view.say(
            "مسئول داده از رایانهٔ سامانه تصمیم می‌گیرد؛ دلیل او همین‌جا می‌ماند.",
            "The data steward decides on the system’s own machine; the reason stays here.",
        )
        return el("p", words, class_="nq-sub")
    return el(
        "p",
        el(
            "a",
            view.say("بررسی و تأیید یا رد", "Review, approve or reject"),
            href=f"{view.address.to('deliver')}#held-{ident}",
            class_="nq-button",
        ),
    )


def comparisons(view: View, row: Row) -> Markup | None:
    """Return the delivery's measures beside those of each delivery that it was compared with, a card each."""
    rows = view.tables.rows(
        "select * from delivery_comparisons where delivery_id = ? "
        "order by abs(ln(nullif(abs(factor), 0))) desc nulls last, column_name, unit, measure limit 80",
        row["delivery_id"],
    )
    found: dict[tuple[str, str], list[Row]] = {}
    for entry in sorted(rows, key=lambda e: (list(RELATIONS).index(str(e["relation"])), e["compared_with"])):
        found.setdefault((str(entry["relation"]), str(entry["compared_with"])), []).append(entry)
    return join([_one_comparison(view, row, *other, entries) for other, entries in found.items()]) if found else None


def _one_comparison(view: View, row: Row, relation: str, other: str, rows: list[Row]) -> Markup:
    """Return the card of one comparison, the measure that moved most first."""
    say = view.say
    titles = column_titles(view, str(row["feed"]))
    before = view.tables.one("select * from deliveries where delivery_id = ?", other)
    moved = [entry for entry in rows if entry["factor"] != 1]
    still = [entry for entry in rows if entry["factor"] == 1]
    title, label = say(*RELATIONS[relation][0]), say(*RELATIONS[relation][1])
    words = say(f"{view.fmt.number(len(still))} سنجه تغییری نکرده است", f"{view.fmt.number(len(still))} unchanged")
    beside = None
    if before is not None:
        beside = join(
            [
                label,
                el(
                    "a",
                    bidi_text.file_name(before["file_name"]),
                    href=delivery_address(view, str(before["delivery_id"])),
                ),
            ]
        )
    return cards.card(
        title,
        _measures(view, titles, moved, title) if moved else None,
        cards.disclosure(words, _measures(view, titles, still, words)) if still else None,
        el(
            "p",
            say(
                "در فهرست‌های اشخاص، تنها نسبت‌ها نشان داده می‌شود.",
                "Of lists of persons only the factors are shown.",
            ),
            class_="nq-sub",
        )
        if row["contains_persons"]
        else None,
        tags.origin_tags(view, [row]),
        subtitle=beside,
        level=2,
    )


def _measures(view: View, titles: dict[str, str], rows: list[Row], caption: str) -> Markup:
    """Return the table of measures; the columns of amounts are left out where none may be shown."""
    say = view.say
    amounts = any(entry["before"] is not None for entry in rows)
    headers = [
        say("ستون", "Column"),
        say("سنجه", "Measure"),
        say("چند برابر", "Times"),
        say("سطر سنجیده", "Rows compared"),
    ]
    body: list[list[Child]] = [
        [
            _column(view, titles, str(entry["column_name"] or "")),
            say(*MEASURES.get(str(entry["measure"]), (str(entry["measure"]),) * 2)),
            _factor(view, entry["factor"]),
            view.fmt.number(entry["rows_compared"] or 0),
        ]
        for entry in rows
    ]
    if amounts:
        headers[2:2] = [say("پیش از این", "Before"), say("در این فایل", "In this file")]
        for line, entry in zip(body, rows, strict=True):
            line[2:2] = [_amount(view, entry["before"]), _amount(view, entry["after"])]
    return tables.table(headers, body, caption=caption, numeric=range(2, len(headers)))


def _column(view: View, titles: dict[str, str], name: str) -> str:
    """Return a column's title; a ratio names two columns, and the count of rows none."""
    if not name:
        return view.say("همهٔ فایل", "The whole file")
    words = [titles.get(part.strip(), part.strip()) for part in name.replace("/", ",").split(",")]
    return view.say(" بر ", " by ").join(words)


def _amount(view: View, value: object) -> str:
    return "—" if value is None else view.fmt.number(value, 3)  # type: ignore[arg-type]


def _factor(view: View, factor: float | None) -> Child:
    if factor is None:
        return "—"
    written = view.fmt.number(factor, 3)
    far = factor <= 0 or not 1 / FAR < factor < FAR
    return join([statuses.mark("behind"), " ", el("b", written)]) if far else written
