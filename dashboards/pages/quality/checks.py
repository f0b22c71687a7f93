"""The files that are awaited, with the command of their template; and the quality checks of the build."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.delivery_checks import found
from dashboards.components.delivery_words import delivery_address
from dashboards.components.tool_row import tool_links
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import Child, el, join

#: Failed checks, and subjects of checks, that the card shows; the table's file has them all.
FAILED, SUBJECTS = 20, 40

#: A feed's cadence → words.
CADENCES: dict[str, tuple[str, str]] = {
    "quarterly": ("فصلی", "quarterly"),
    "annual": ("سالانه", "annual"),
    "monthly": ("ماهانه", "monthly"),
    "occasional": ("گاه‌به‌گاه", "occasional"),
}


def awaited(view: View) -> Markup:
    """Return the feeds of which no file is in force, each with its office and the command of its template."""
    say = view.say
    rows = view.tables.rows(
        "select * from feeds f where not exists (select 1 from deliveries d where d.feed = f.feed "
        "and d.state = 'published') order by f.owner_office, f.feed"
    )
    title = say("گزارش‌هایی که فایل منتشرشده ندارند", "Feeds without a published file")
    if not rows:
        return cards.card(title, el("p", say("همهٔ گزارش‌ها دست‌کم یک فایل دارند.", "Every feed has at least one.")))
    headers = [
        say("گزارش", "Feed"),
        say("از کدام اداره", "From which office"),
        say("هر چند گاه", "How often"),
        say("دادهٔ شخص", "Persons"),
        say("فرستادن یا الگوی خالی", "Send it, or its blank template"),
    ]
    body = [
        [
            view.column(row, "title"),
            view.code("offices", row["owner_office"]),
            say(*CADENCES.get(str(row["cadence"]), (str(row["cadence"] or "—"),) * 2)),
            say("دارد؛ منتشر نمی‌شود", "yes; never published") if row["contains_persons"] else say("ندارد", "no"),
            join(
                [
                    el(
                        "a",
                        say("تحویل فایل", "Deliver a file"),
                        href=view.address.to("deliver", feed=row["feed"]),
                    ),
                    el(
                        "span",
                        bidi_text.code(f"naqsheh template {row['feed']} --out {row['feed']}.xlsx"),
                        class_="nq-remark",
                    ),
                ]
            ),
        ]
        for row in rows
    ]
    return cards.card(title, tables.table(headers, body, caption=title), tags.release_tag(view))


def expectations(view: View) -> Markup:
    """Return the checks of this build: those that did not hold, then all by subject."""
    say = view.say
    total = (
        view.tables.one(
            "select count(*) as n, count(*) filter (success) as passed, count(distinct subject) as subjects "
            "from expectation_results"
        )
        or {}
    )
    title = say("آزمون‌های کیفیت", "Quality checks")
    if not total.get("n"):
        return cards.card(title, el("p", say("هنوز آزمونی اجرا نشده است.", "No check has run yet.")), level=2)
    failed = view.tables.rows(
        "select e.*, d.feed_title_fa, d.feed_title_en, d.period, d.is_synthetic, count(*) over () as n "
        "from expectation_results e left join deliveries d on d.delivery_id = e.subject where not e.success "
        "order by e.severity, e.subject, e.expectation, e.column_name limit ?",
        FAILED,
    )
    share = view.fmt.share(total["passed"], total["n"])
    rest = int(failed[0]["n"]) - len(failed) if failed else 0
    return cards.card(
        say(f"{share} آزمون گذرانده شد", f"{share} checks passed"),
        el("ul", *(_failed(view, row) for row in failed), class_="nq-list nq-lines") if failed else None,
        el(
            "p",
            say(f"و {view.fmt.number(rest)} آزمون دیگر", f"and {view.fmt.number(rest)} more"),
            class_="nq-sub",
        )
        if rest
        else None,
        _by_subject(view, int(total["subjects"])),
        tags.release_tag(view),
        subtitle=say(
            "از قراردادها ساخته می‌شوند و پیش از انتشار اجرا می‌شوند.",
            "Compiled from the contracts and run before every publication.",
        ),
        level=2,
    )


def _failed(view: View, row: Row) -> Markup:
    """Return one check that did not hold: of which file or table, what it asks, and what was found."""
    if row["feed_title_fa"]:
        name = f"{view.column(row, 'feed_title')} · {view.fmt.period(row['period'])}"
        subject: Child = el("a", name, href=delivery_address(view, str(row["subject"])))
    else:
        subject = bidi_text.code(row["subject"])
    words = bidi_text.sentence(view.fmt, view.column(row, "description")) or join(
        [bidi_text.code(row["expectation"]), " ", bidi_text.code(row["column_name"] or "")]
    )
    observed = (
        join([" · ", view.say("دیده شد: ", "found: "), found(view, str(row["observed"]))]) if row["observed"] else None
    )
    return el(
        "li",
        statuses.mark("off_track" if row["severity"] == "error" else "behind"),
        el("span", words, el("span", subject, observed, class_="nq-remark")),
    )


def _by_subject(view: View, subjects: int) -> Markup:
    say = view.say
    rows = view.tables.rows(
        "select e.subject_kind, e.subject, any_value(d.feed_title_fa) as feed_title_fa, "
        "any_value(d.feed_title_en) as feed_title_en, any_value(d.period) as period, count(*) as n, "
        "count(*) filter (not e.success) as failed from expectation_results e "
        "left join deliveries d on d.delivery_id = e.subject group by e.subject_kind, e.subject "
        "order by failed desc, e.subject_kind desc, e.subject limit ?",
        SUBJECTS,
    )
    headers = [say("دربارهٔ", "Subject"), say("آزمون", "Checks"), say("نگذرانده", "Not passed")]
    body = [[_subject(view, row), view.fmt.number(row["n"]), view.fmt.figure(row["failed"])] for row in rows]
    words = say("آزمون‌ها به تفکیک", "Checks by subject")
    rest = None
    if subjects > len(rows):
        rest = el(
            "p",
            say(
                f"{view.fmt.share(len(rows), subjects)} جدول و فایل؛ همه در فایل CSV.",
                f"{view.fmt.share(len(rows), subjects)} tables and files; all are in the CSV file.",
            ),
            class_="nq-sub",
        )
    files = tool_links(
        view,
        [
            ("CSV", {"href": view.address.download("tables/expectation_results.csv"), "download": True}),
            ("XLSX", {"href": view.address.download("tables/expectation_results.xlsx"), "download": True}),
        ],
    )
    return cards.disclosure(words, tables.table(headers, body, caption=words, numeric=(1, 2)), rest, files)


def _subject(view: View, row: Row) -> Child:
    if row["subject_kind"] == "delivery" and row["feed_title_fa"]:
        name = f"{view.column(row, 'feed_title')} · {view.fmt.period(row['period'])}"
        return el("a", name, href=delivery_address(view, str(row["subject"])))
    return bidi_text.code(row["subject"])
