"""Credit lines: the share and its deadline, how far its files are, what warns that it will go unused.

A stage without a list is missing, not zero. Files are told for the province alone: a county has a few
applicants, whom everybody there knows.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, states, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import with_addresses
from dashboards.language.markup import el, join
from dashboards.pages.credit.share_cards import countdown, cover, if_nothing, required_rate
from dashboards.pages.credit.warnings import replay, warnings

Key = tuple[str, str, str, str]
KEY = ("scheme", "budget_year", "area_code", "domain")


def draw(view: View) -> None:
    """Draw the page: the share that the address chooses, its countdown, funnel and warnings.

    Then every share.
    """
    say = view.say
    rows = view.tables.rows(
        "select * from credit_funnel order by budget_year desc, domain = 'crafts' desc, scheme, area_code, stage_order"
    )
    lines: dict[Key, list[Row]] = {}
    for row in rows:
        lines.setdefault(key_of(row), []).append(row)
    key = _chosen(view, lines)
    st.html(
        cards.page_head(
            place.eyebrow(view),
            say("اعتبار تبصره‌ها", "Credit lines"),
            _lede(view, lines.get(key, []) if key else []),
            say(
                "یک میلیارد تومان، ده میلیارد ریال است. صنایع دستی و فرش سهم جدا دارند.",
                "One billion tomans are ten billion rials. Crafts and carpet have shares of their own.",
            ),
        )
    )
    if key is None:
        st.html(
            states.empty_part(
                say("هنوز ابلاغی نرسیده است", "No allocation has arrived"),
                el(
                    "p",
                    say("سهم‌ها با فایل ابلاغ اعتبار می‌رسند.", "Shares arrive with the file of allocations."),
                ),
            )
        )
        return
    st.html(_picker(view, list(lines), key))
    draw_cards(
        view,
        "nq-row-three",
        [
            (say("تا مهلت", "Until the deadline"), lambda view: countdown(view, key)),
            (say("آهنگ لازم", "Required rate"), lambda view: required_rate(view, key)),
            (say("پوشش سهم با پرونده‌ها", "Cover by the files"), lambda view: cover(view, key)),
        ],
    )
    draw_cards(view, "", [(say("پرونده‌ها کجا می‌مانند", "Where files stay"), lambda view: _funnel(view, lines[key]))])
    draw_cards(
        view,
        "nq-row-two",
        [
            (say("هشدارهای زودهنگام", "Early warnings"), lambda view: warnings(view, key)),
            (say("اگر چیزی ثبت نشود", "If nothing is registered"), lambda view: if_nothing(view, key)),
        ],
    )
    draw_cards(view, "", [(say("ماه به ماه", "Month by month"), lambda view: replay(view, key))])
    draw_cards(view, "", [(say("همهٔ سهم‌ها", "Every share"), _shares)])
    draw_cards(view, "", [(say("برای سنجش", "For comparison"), _told_elsewhere)])


def key_of(row: Row) -> Key:
    """Return what a share is known by: scheme, budget year, area, domain."""
    scheme, year, area, domain = (str(row[name]) for name in KEY)
    return scheme, year, area, domain


def _chosen(view: View, lines: dict[Key, list[Row]]) -> Key | None:
    """Return the share that the address names, else the newest one whose files are told, else the newest."""
    wanted = tuple((view.address.get("share") or "").split("."))
    found = next((key for key in lines if key == wanted), None)
    told = (
        key
        for key, stages in lines.items()
        if any(row["files"] is not None for row in stages) and stages[0]["amount_rial"] is not None
    )
    return found or next(told, None) or next(iter(lines), None)


def _picker(view: View, keys: list[Key], key: Key) -> Markup:
    entries = (
        el(
            "option",
            _name(view, other),
            value=view.address.here(share=".".join(other)),
            selected=other == key,
        )
        for other in keys
    )
    return el(
        "div",
        el(
            "label",
            view.say("طرح، سال بودجه و قلمرو", "Scheme, budget year and domain"),
            el("select", *entries, data_choice=""),
        ),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش نما", "Choose the view"),
    )


def _name(view: View, key: Key) -> str:
    return f"{view.code('credit_schemes', key[0])} · {view.fmt.digits(key[1])} · {view.code('domains', key[3])}"


def _lede(view: View, stages: list[Row]) -> str:
    if not stages:
        return view.say("هنوز هیچ سهمی ابلاغ نشده است.", "No share has been notified yet.")
    share, filed = stages[0], next((row for row in stages if row["stage"] == "registered"), None)
    paid = next((row for row in stages if row["stage"] == "paid"), None)
    scheme, year = view.code("credit_schemes", share["scheme"]), view.fmt.digits(share["budget_year"])
    if share["amount_rial"] is None:
        return view.say(f"{scheme} سال {year}: مبلغ سهم گفته نشده است.", f"{scheme} {year}: the share is not stated.")
    amount, toman = " ".join(view.fmt.money(share["amount_rial"])), view.fmt.toman(share["amount_rial"])
    if filed is not None and filed["status"] == "suppressed":
        return view.say(
            f"سهم سال {year} از {scheme}، {amount} ({toman}) بود؛ شمار پرونده‌ها کمتر از آن است که گفته شود.",
            f"The {scheme} share of {year} was {amount} ({toman}); its files are too few to be told.",
        )
    if filed is None or filed["files"] is None:
        return view.say(
            f"سهم سال {year} از {scheme}، {amount} ({toman}) بود؛ از پرونده‌ها خبری نرسیده است.",
            f"The {scheme} share of {year} was {amount} ({toman}); nothing is known of its files.",
        )
    if not filed["files"]:
        return view.say(
            f"سهم سال {year} از {scheme}، {amount} ({toman}) بود و هیچ طرحی برای آن ارائه نشد.",
            f"The {scheme} share of {year} was {amount} ({toman}); for it no project was presented.",
        )
    count = view.fmt.number(filed["files"])
    if paid is None or paid["amount_rial"] is None:
        return view.say(
            f"سهم سال {year} از {scheme}، {amount} ({toman}) بود و {count} طرح برای آن ارائه شد.",
            f"The {scheme} share of {year} was {amount} ({toman}); for it {count} projects were presented.",
        )
    share_paid = view.fmt.percent(paid["amount_rial"] / share["amount_rial"]) if share["amount_rial"] else ""
    gone = " ".join(view.fmt.money(paid["amount_rial"]))
    return view.say(
        f"از {amount} ({toman}) سهم سال {year}، {gone} پرداخت شده است: {share_paid}. {count} طرح ثبت شده است.",
        f"Of the share of {year}, {amount} ({toman}), {gone} are paid: {share_paid}. {count} projects are registered.",
    )


def _funnel(view: View, stages: list[Row]) -> Markup:
    """Return the funnel.

    From the share to what is paid, with the share of the stage before and the days it takes.
    """
    say, first = view.say, stages[0]
    longest = max((float(row["amount_rial"]) for row in stages if row["amount_rial"] is not None), default=0.0)
    bars, before = [], None
    for row in stages:
        bars.append(join([el("dt", view.code("credit_stages", row["stage"])), _stage(view, row, before, longest)]))
        before = row if row["files"] is not None and row["stage"] != "allocated" else before
    known = sum(1 for row in stages if row["status"] != "missing")
    subtitle = say(
        f"{view.area(first['area_code'])}، {view.code('domains', first['domain'])}؛ پهنای میله مبلغ است. از "
        f"{view.fmt.number(len(stages))} گام، {view.fmt.number(known)} گام خبر دارد؛ نبودن فهرست، صفر نیست.",
        f"{view.area(first['area_code'])}, {view.code('domains', first['domain']).lower()}; a bar is as "
        f"long as its amount. Of {view.fmt.number(len(stages))} stages, {view.fmt.number(known)} are known; "
        "a missing list is not a zero.",
    )
    title = _slowest(view, stages) or _name(view, key_of(first))
    chosen = dict(zip(KEY, key_of(first), strict=True))
    return el(
        "div",
        cards.card(
            title,
            el("dl", *bars, class_="nq-bars nq-funnel"),
            _files_left(view, stages),
            tags.origin_tags(view, stages),
            tool_row(view, "credit_funnel", chosen, title=_name(view, key_of(first)), picture="funnel"),
            subtitle=subtitle,
            level=2,
        ),
        id="funnel",
    )


def _files_left(view: View, stages: list[Row]) -> Markup | None:
    """Return how many files left on the way; at least so many where a stage has too few to be told."""
    told = [row for row in stages if row["stage"] != "allocated" and row["status"] != "missing"]
    left = sum(int(row["files_left"] or 0) for row in told)
    if not left:
        return None
    count, some_hidden = view.fmt.number(left), any(row["files_left"] is None for row in told)
    at_least = view.say("دست‌کم ", "at least ") if some_hidden else ""
    words = view.say(
        f"{at_least}{count} پرونده در راه رد شد یا کنار رفت.",
        f"{at_least}{count} files were rejected or withdrawn on the way.",
    )
    return el("p", words[:1].upper() + words[1:], class_="nq-note")


def _slowest(view: View, stages: list[Row]) -> str | None:
    """Return the finding: the stage at which files wait longest."""
    timed = [row for row in stages if row["median_days"] is not None]
    if len(timed) < 2:
        return None
    row = max(timed, key=lambda found: found["median_days"])
    stage, days = view.code("credit_stages", row["stage"]), view.fmt.number(row["median_days"], 1)
    return view.say(
        f"کندترین گام: {stage}، میانهٔ {days} روز",
        f"The slowest stage: {stage.lower()}, a median of {days} days",
    )


def _stage(view: View, row: Row, before: Row | None, longest: float) -> Markup:
    if row["status"] == "missing":
        return el("dd", el("span", view.say("فهرستی نرسیده است", "no list has arrived"), class_="nq-gone"))
    words = []
    if row["status"] == "suppressed":
        words.append(view.say("شمار پرونده‌ها پوشیده است", "too few files to be told"))
    if row["files"] is not None:
        words.append(view.say(f"{view.fmt.figure(row['files'])} پرونده", f"{view.fmt.number(row['files'])} files"))
    if row["amount_rial"] is not None and not (row["files"] == 0 and row["amount_rial"] == 0):
        words.append(" ".join(view.fmt.money(row["amount_rial"])))
    told = []
    if before is not None and before["files"] and row["files"] is not None:
        told.append(
            view.say(
                f"{view.fmt.percent(row['files'] / before['files'], 0)} گام پیش",
                f"{view.fmt.percent(row['files'] / before['files'], 0)} of the stage before",
            )
        )
    if row["median_days"] is not None:
        days = view.fmt.number(row["median_days"], 1)
        told.append(view.say(f"میانه {days} روز", f"median {days} days"))
    width = 100 * float(row["amount_rial"] or 0) / longest if longest else 0
    target = "nq-bar nq-bar-share" if row["stage"] == "allocated" else "nq-bar"
    bar = el("span", class_=target, style=f"--part:{width:.2f}") if width else None
    comma = view.say("، ", ", ")
    more = el("small", comma.join(told), class_="nq-quiet") if told else None
    return el("dd", bar, el("span", comma.join(words), " ", more))


def _shares(view: View) -> Markup | None:
    """Return the table of every share: how much, how much of it was paid, what is left and by when.

    None without one.
    """
    say, fmt = view.say, view.fmt
    rows = view.tables.rows("select * from credit_balances order by budget_year desc, domain desc, scheme")
    if not rows:
        return None
    title = say("همهٔ سهم‌ها", "Every share")
    headers = [
        say("سهم", "Share"),
        say("ابلاغ‌شده", "Notified"),
        say("پس از جابه‌جایی", "After reallocation"),
        say("پرداخت", "Paid"),
        say("مانده", "Left"),
        say("پرونده", "Files"),
        say("مهلت", "Deadline"),
    ]
    unknown = say("نرسیده", "no list")
    body = [
        [
            join(
                [
                    el("a", _name(view, key_of(row)), href=view.address.here(share=".".join(key_of(row)))),
                    tags.real_tag(view, row),
                ]
            ),
            unknown if row["notified_rial"] is None else " ".join(fmt.money(row["notified_rial"])),
            # Where nobody has told movements, what is left after them is not known either.
            unknown if row["moved_rial"] is None else " ".join(fmt.money(row["share_rial"])),
            *(
                unknown if row[name] is None else " ".join(fmt.money(row[name]))
                for name in ("paid_rial", "remaining_rial")
            ),
            _file_count(view, row, unknown),
            join(
                [
                    fmt.date(row["deadline"], table=True),
                    "" if row["deadline_told"] else say(" (گفته نشده؛ پایان سال)", " (not told; end of the year)"),
                ]
            ),
        ]
        for row in rows
    ]
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tags.origin_tags(view, rows),
        tool_row(view, "credit_balances", {}, title=title),
        level=2,
    )


def _file_count(view: View, row: Row, unknown: str) -> str | Markup:
    if row["files"] is not None:
        return view.fmt.figure(row["files"])
    return unknown if row["told_by"] == "missing" else view.code("statuses", "suppressed")


def _told_elsewhere(view: View) -> Markup | None:
    """Return what was said of credit elsewhere: other provinces and other schemes, each with its source."""
    say = view.say
    rows = view.tables.rows(
        "select s.*, i.title_fa, i.title_en from statements s left join indicators i "
        "on i.indicator_id = s.indicator_id where s.indicator_id like 'credit%' and s.value is not null "
        "order by s.period desc, s.figure_id"
    )
    if not rows:
        return None
    title = say("برای سنجش: چه گفته شده است", "For comparison: what has been stated")
    headers = [
        say("کجا و کی", "Where and when"),
        say("چه", "What"),
        say("مقدار", "Value"),
        say("منبع", "Source"),
    ]
    body = [
        [
            join(
                [
                    view.area(row["area_code"]),
                    say("، ", ", "),
                    view.fmt.period(row["period"]),
                    tags.real_tag(view, row),
                ]
            ),
            view.column(row, "title") or view.code("figure_indicators", row["indicator_id"]),
            el("b", view.shown({**row, "status": "final"}).text),
            with_addresses(view.column(row, "source")),
        ]
        for row in rows
    ]
    return cards.card(title, tables.table(headers, body, caption=title), tags.origin_tags(view, rows), level=2)
