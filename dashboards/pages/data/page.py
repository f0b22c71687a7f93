"""Downloads: every public table to take away, what its columns mean, and what this version is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.data import place, releases
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import COLUMN, TABLE, counted
from dashboards.language.markup import Child, el, join
from dashboards.registry import PAGES

_EXAMPLE = """select i.title_fa, v.period, v.value, v.unit, v.basis, v.status
from indicator_values v join indicators i using (indicator_id)
where v.area_code = '{home}' and v.category = ''
order by i.theme, v.indicator_id, v.period;"""


#: subject → (its words, how the names of its tables begin). The first that fits takes a table.
SUBJECTS: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "values": (
        ("شاخص‌ها و مقدارها", "Indicators and values"),
        ("indicator", "latest", "headline", "value", "county_", "decomp", "suppress", "unclass", "area_notes"),
    ),
    "targets": (
        ("هدف‌ها، پیش‌بینی، سناریو", "Targets, forecasts, scenarios"),
        ("target", "commission_", "requirement", "forecast", "scenario", "release_calendar"),
    ),
    "people": (
        ("هنرمندان، پروانه‌ها، رشته‌ها", "Artisans, licences, crafts"),
        ("licence", "craft_red", "register_", "outlets", "training", "craft_events", "local_goods"),
    ),
    "exports": (("صادرات", "Exports"), ("export", "suitcase", "customs", "destination", "hs_")),
    "credit": (("اعتبار", "Credit"), ("credit", "warning")),
    "cities": (
        ("شهرهای صنایع دستی", "Craft cities"),
        ("craft_cit", "secretariat", "annual_", "world_report"),
    ),
    "promises": (
        ("تعهدها، گفته‌ها، ناهم‌خوانی‌ها", "Commitments, statements, discrepancies"),
        ("commitment", "statement", "discrepanc", "stale_", "cross_"),
    ),
    "deliveries": (
        ("فایل‌های رسیده و سنجش آن‌ها", "Files received and their checks"),
        (
            "deliver",
            "quarantine",
            "column_",
            "non_data",
            "normalis",
            "correction",
            "expectation",
            "completeness",
            "freshness",
            "approvals",
            "source_rows",
            "vocabulary",
            "feed",
            "revision",
        ),
    ),
    "other": (("فهرست‌ها و خود نسخه", "Lists, and the version itself"), ()),
}


def draw(view: View) -> None:
    """Draw the page."""
    names = view.tables.names()
    say = view.say
    st.html(
        cards.page_head(
            say(*PAGES["data"].heading),
            say("گرفتن داده‌ها", "Downloads"),
            say(
                f"{counted(view.fmt, len(names), TABLE)} را می‌توانید بگیرید: همه در یک فایل DuckDB، "
                "هر یک به CSV و XLSX.",
                f"You can take {counted(view.fmt, len(names), TABLE)} away: all in one DuckDB file, "
                "each as CSV and XLSX.",
            ),
            say(
                "همهٔ صفحه‌ها از همین جدول‌ها ساخته می‌شوند و چیزی بیش از آن نمی‌دانند.",
                "Every page is drawn from these tables and knows nothing besides.",
            ),
        )
    )
    st.html(el("div", _outputs(view), class_="nq-row"))
    st.html(el("div", _take(view), _release(view), class_="nq-row nq-row-two"))
    st.html(el("div", _tables(view, names), class_="nq-row"))


#: A column, a code or a table inside a sentence.
_NAMES = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:, [A-Za-z][A-Za-z0-9_]*)*)")
#: What is for whom: a part of the file's name, what it is, and who needs it. The first that fits tells a file.
_FOR_WHOM: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "-bulletin-",
        ("بولتن فصلی", "Quarterly bulletin"),
        ("کمیسیون، استانداری، رسانه", "Commission, governor’s office, press"),
    ),
    ("-scorecard-", ("کارنامهٔ یک‌صفحه‌ای", "One-page scorecard"), ("شورای گفت‌وگو", "The dialogue council")),
    (
        "-commitments-",
        ("گزارش تعهدها", "Report on commitments"),
        ("دبیرخانه و متعهدان", "The secretariat and who promised"),
    ),
    (
        "-annual-report-",
        ("گزارش سالانهٔ شهر", "Annual report of a city"),
        ("شهرداری‌ها و وزارتخانه", "Municipalities and the ministry"),
    ),
    (".xlsx", ("کارپوشه", "Workbook"), ("کارشناسان دستگاه‌ها", "Staff of the offices")),
    ("sdmx", ("داده و ساختار SDMX", "SDMX data and structure"), ("مرکز آمار و سازمان‌های آماری", "Statistics offices")),
)


def _outputs(view: View) -> Markup:
    """Return what was released of the last quarter, with what each file is and for whom."""
    say, found = view.say, releases.released()
    title = say("خروجی‌های فصل", "Outputs of the quarter")
    if not found:
        due = view.tables.one("select * from release_calendar where state = 'next'") or {}
        day = view.fmt.date(due.get("due_on")) if due else ""
        told = say(
            f"هنوز فصلی منتشر نشده است؛ موعد بعدی {day} است.",
            f"No quarter has been released yet; the next is due on {day}.",
        )
        return cards.card(title, el("p", told), level=2)
    last = found[0]
    body: list[list[Markup | str | None]] = []
    for part, what, whom in _FOR_WHOM:
        names = [name for name in last.files if part in name and name.endswith((".pdf", ".xlsx", ".xml", ".csv"))]
        if names:
            body.append([say(*what), say(*whom), join([_file(view, last.period, name) for name in names])])
    tables_ = [n for n in last.files if n.endswith(".csv") and "sdmx" not in n]
    package = [n for n in ("datapackage.json", "metadata.jsonld") if n in last.files]
    body.append(
        [
            say("دادهٔ باز با دفتر رمز", "Open data with a codebook"),
            say("پژوهشگران و برنامه‌نویسان", "Researchers and programmers"),
            join([_file(view, last.period, name) for name in [*package, *tables_]]),
        ]
    )
    headers = [say("چه", "What"), say("برای چه کسی", "For whom"), say("فایل", "File")]
    others = [view.fmt.period(release.period) for release in found[1:]]
    return cards.card(
        f"{title} · {view.fmt.period(last.period)}",
        tables.table(headers, body, caption=title, class_="nq-tables"),
        el("p", say("فصل‌های دیگر: ", "Other quarters: ") + say("، ", ", ").join(others)) if others else None,
        tags.release_tag(view),
        level=2,
    )


def _file(view: View, period: str, name: str) -> Markup:
    told = name.removeprefix("demonstration-").removeprefix(f"naqsheh-{period}-")
    return el(
        "span",
        el("a", bidi_text.code(told), href=view.address.download(f"outputs/{period}/{name}"), download=True),
        " ",
    )


def _take(view: View) -> Markup:
    say, example = view.say, _EXAMPLE.format(home=place.home(view.tables).code)
    return cards.card(
        say("فایل تحلیلگران", "The analysts’ file"),
        el(
            "p",
            say(
                "با هر ابزاری که DuckDB می‌خواند باز می‌شود؛ هر جدول و ستون شرح خود را دارد.",
                "Opens in any tool that reads DuckDB; every table and column carries its description.",
            ),
        ),
        el(
            "p",
            el(
                "a",
                say("گرفتن فایل DuckDB", "Take the DuckDB file"),
                href=view.address.download("roadmap.duckdb"),
                download=True,
                class_="nq-button",
            ),
        ),
        tags.release_tag(view),
        cards.disclosure(say("یک پرسش نمونه", "An example query"), el("pre", example, class_="nq-sql", tabindex="0")),
        level=2,
    )


def _release(view: View) -> Markup:
    say, release = view.say, view.release
    pairs: list[tuple[str, Markup | str]] = [
        (say("نسخه", "Version"), view.fmt.digits(release["version"])),
        (say("ساخته", "Built"), view.fmt.date(release["built_at"])),
        (
            say("آن‌گونه که می‌دانستیم در", "As known at"),
            view.fmt.date(release["as_known_at"]) or say("همین ساخت", "this build"),
        ),
    ]
    hashes = (
        (say("کلید ساخت", "Build key"), "build_key"),
        (say("ورودی‌ها", "Inputs"), "inputs_hash"),
        (say("مدل‌ها", "Models"), "models_hash"),
        (say("برنامه", "Code"), "code_hash"),
    )
    keys = [(word, bidi_text.code(str(release[name] or "")[:16])) for word, name in hashes]
    return cards.card(
        say("این نسخه", "This version"),
        cards.facts(pairs),
        cards.disclosure(say("چهار کلید بازسازی نسخه", "Four keys to rebuild the version"), cards.facts(keys)),
        level=2,
    )


def _tables(view: View, names: tuple[str, ...]) -> Markup:
    """Return the public tables in folds by subject, each with what it holds, its columns and its files."""
    say = view.say
    comments = {
        str(row["table_name"]): str(row["comment"] or "")
        for row in view.tables.rows(
            "select table_name, comment from duckdb_tables() union all"
            " select view_name, comment from duckdb_views() where not internal order by 1"
        )
    }
    headers: list[Child] = [
        say("جدول", "Table"),
        say("چه دارد", "What it holds"),
        say("سطر", "Rows"),
        say("ستون‌ها", "Columns"),
        say("دریافت", "Download"),
    ]
    folds = []
    for subject, found in by_subject(names).items():
        words = say(*SUBJECTS[subject][0])
        body = [_line(view, name, comments.get(name, "")) for name in found]
        folds.append(
            cards.fold(
                f"{words}: {counted(view.fmt, len(found), TABLE)}",
                tables.table(headers, body, caption=words, numeric=(2, 4), class_="nq-tables"),
                open_=view.address.get("open") == subject,
                ident=f"tables-{subject}",
            )
        )
    return cards.card(
        say("جدول‌های عمومی، به موضوع", "Public tables by subject"), *folds, tags.release_tag(view), level=2
    )


def by_subject(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the tables by subject, in the order of the subjects; what fits none is of the last."""
    found: dict[str, list[str]] = {subject: [] for subject in SUBJECTS}
    for name in names:
        subject = next((s for s, (_, begins) in SUBJECTS.items() if name.startswith(begins)), "other")
        found[subject].append(name)
    return {subject: listed for subject, listed in found.items() if listed}


def _line(view: View, name: str, comment: str) -> list[Child]:
    count = view.tables.one(f"select count(*) as n from {name}") or {}
    return [
        el("span", bidi_text.code(name), id=f"table-{name}"),
        _said(view, comment),
        view.fmt.figure(count.get("n") or 0),
        _columns(view, name),
        join(
            [
                el("a", "CSV", href=view.address.download(f"tables/{name}.csv"), download=True),
                " ",
                el("a", "XLSX", href=view.address.download(f"tables/{name}.xlsx"), download=True),
            ]
        ),
    ]


def _said(view: View, comment: str) -> Markup:
    """Return what is said of a table; columns and codes that it names stand as they are written."""
    pieces = _NAMES.split(half_of(comment, persian=view.language.is_persian))
    if not view.language.is_persian:
        return el("span", *pieces)
    return el("span", *(bidi_text.code(piece) if place % 2 else piece for place, piece in enumerate(pieces)))


def half_of(comment: str, *, persian: bool) -> str:
    """Return the half of a comment («English — فارسی») in one language; English where there is no other."""
    english, _, other = comment.partition(" — ")
    return other or english if persian else english


def _columns(view: View, name: str) -> Markup:
    rows = view.tables.rows(
        "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
        name,
    )
    words = counted(view.fmt, len(rows), COLUMN)
    entries = (
        el(
            "li",
            bidi_text.code(row["column_name"]),
            el("span", _said(view, str(row["comment"] or ""))),
        )
        for row in rows
    )
    return cards.disclosure(words, el("ul", *entries, class_="nq-list nq-lines"))
