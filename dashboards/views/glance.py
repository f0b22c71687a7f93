"""The roadmap at a glance: what is known, what is not, what contradicts, and what the commission decides next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboards import figures, parts
from dashboards.headlines import headline
from dashboards.markup import el, join
from dashboards.sparkline import sparkline
from dashboards.tables import Row
from dashboards.view import View


def draw(view: View) -> None:
    """Draw the front page."""
    st.html(_head(view))
    st.html(_status_squares(view))
    adopted = _adopted(view)
    beside = "" if adopted else view.say("بدون هدف مصوب", "without an adopted target")
    st.html(parts.heading(view.say("شاخص‌های اصلی", "Headline indicators"), beside))
    st.html(parts.tiles([
        parts.guarded(view, view.column(row, "title"), partial(_tile, view, row)) for row in _headlines(view)
    ]))  # fmt: skip
    st.html(parts.heading(view.say("دانسته و نادانسته", "Known and not known")))
    st.html(_cards(view, "nq-row-three", (
        (view.say("آنچه می‌دانیم", "What is known"), _known),
        (view.say("آنچه نمی‌دانیم", "What is not known"), _unknown),
        (view.say("گام بعد", "Next step"), _next_step),
    )))  # fmt: skip
    st.html(_cards(view, "", ((view.say("ناهم‌خوانی‌ها", "Contradictions"), _contradictions),)))
    st.html(_cards(view, "", ((view.say("هدف‌های پیشنهادی", "Proposed targets"), _proposed_targets),)))


def _cards(view: View, class_: str, drawn: tuple[tuple[str, Callable[[View], Markup]], ...]) -> Markup:
    """Return a row of cards, each of which may fail alone."""
    return el("div", *(parts.guarded(view, title, partial(draw, view)) for title, draw in drawn),
              class_=f"nq-row {class_}".strip())  # fmt: skip


def _headlines(view: View) -> tuple[Row, ...]:
    return view.tables.rows(
        "select * from indicators where headline is not null order by headline, indicator_id"
    )


def _adopted(view: View) -> int:
    row = view.tables.one("select count(*) as n from targets where decision_state = 'adopted'")
    return int(row["n"]) if row else 0


def _head(view: View) -> Markup:
    eyebrow = view.say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province")
    title = view.say("نقشهٔ راه در یک نگاه", "The roadmap at a glance")
    after = view.say(
        "هر کاشی یک گفته یا یک ثبت است، نه روند. با رسیدن دومین پرونده، روند و با تصویب هدف، وضعیت پیدا می‌شود.",
        "Each tile is one statement or one record, not a trend. A second file brings the trend; an adopted target, "
        "the status.",
    )
    return parts.page_head(eyebrow, title, _lede(view), after)


def _lede(view: View) -> str:
    """Return what is known in one sentence, counted from the tables."""
    said = view.tables.one(
        "select count(*) as n, max(as_of) as last from statements where source_grade = 'statement' "
        "and value is not null and as_of like '1%'"
    )
    customs = view.tables.rows(
        "select distinct period from exports where channel = 'customs' order by period"
    )
    known = []
    if said and said["n"]:
        count, day = view.fmt.number(said["n"]), view.fmt.jalali(str(said["last"])[:7])
        known.append(
            view.say(f"{count} عدد از صورت‌جلسه‌های {day}", f"{count} figures from the minutes of {day}")
        )
    if customs:
        years = view.say(" و ", " and ").join(view.fmt.period(row["period"]) for row in customs)
        known.append(view.say(f"صادرات گمرکی {years}", f"the customs exports of {years}"))
    what = view.say(" و ", " and ").join(known) or view.say("هیچ", "nothing")
    adopted = _adopted(view)
    if adopted:
        decided = view.say(f"{view.fmt.number(adopted)} هدف تصویب شده است.",
                           f"{view.fmt.number(adopted)} targets are adopted.")  # fmt: skip
    else:
        decided = view.say("هنوز هیچ هدفی تصویب نشده است.", "No target has been adopted yet.")
    return view.say(f"آنچه می‌دانیم: {what}. {decided}", f"What we know: {what}. {decided}")


def _status_squares(view: View) -> Markup:
    """Return one square for each indicator, gathered by status, worst first."""
    rows = view.tables.rows(
        "select indicator_id, title_fa, title_en from indicators order by theme, indicator_id"
    )
    groups: dict[str, list[Row]] = {}
    for row in rows:
        value = figures.principal(view, str(row["indicator_id"]))
        status = figures.commission_status(view, value) if value else "not_available"
        groups.setdefault(status, []).append(row)
    blocks = []
    for status in parts.STATUS_WORDS:
        members = groups.get(status, [])
        if not members:
            continue
        word = parts.status_word(view, status)
        squares = (
            el("li", el("a", parts.mark(status), href=view.address.to("indicators", indicator=row["indicator_id"]),
                        title=view.column(row, "title"), aria_label=f"{view.column(row, 'title')}: {word}"))
            for row in members
        )  # fmt: skip
        blocks.append(el("div", el("p", el("b", view.fmt.number(len(members))), " ", word,
                                   class_=f"nq-status-{status}"), el("ul", *squares)))  # fmt: skip
    count = view.fmt.number(len(rows))
    title = view.say(f"{count} شاخص، هر خانه یک شاخص", f"{count} indicators, one square each")
    return el("div", parts.card(title, el("div", *blocks, class_="nq-squares"), level=2), class_="nq-row")


def _tile(view: View, indicator: Row) -> Markup:
    row = figures.principal(view, str(indicator["indicator_id"]))
    title = view.column(indicator, "title")
    if row is None:
        href = view.address.to("indicators", indicator=indicator["indicator_id"])
        absent = view.shown({"value": None, "status": "missing"})
        return parts.tile(title, href, join([parts.figure(absent), parts.status_line(view, "not_available"),
                                             parts.no_figure(view)]))  # fmt: skip
    content = headline(view, indicator, row)
    status = figures.commission_status(view, row)
    line = figures.series(view, row)
    drawn = parts.no_figure(view) if row["value"] is None else sparkline(view, line)
    tag = parts.provisional_tag(view) if row["status"] == "provisional" else None
    body = join([
        parts.figure(content.shown),
        el("div", parts.status_line(view, status), tag, class_="nq-statuses"),
        _proposal(view, row),
        drawn,
        el("p", content.sentence, class_="nq-line"),
        parts.chip(view, figures.origin_words(view, row), figures.rows_address(view, row),
                   synthetic=bool(row["is_synthetic"])),
    ])  # fmt: skip
    return parts.tile(title, figures.indicator_address(view, row), body)


def _proposal(view: View, row: Row) -> Markup | None:
    target = figures.proposed_target(view, row)
    if target is None:
        return None
    shown = view.shown({**row, "value": target["target_value"], "qualifier": None, "status": "final"})
    period = view.fmt.period(target["target_period"])
    return el("p", view.say(f"هدف پیشنهادی: {shown.text} در {period}", f"Proposed target: {shown.text} by {period}"),
              class_="nq-proposal")  # fmt: skip


def _known(view: View) -> Markup:
    counts = view.tables.one(
        "select count(distinct indicator_id) as indicators, "
        "(select count(*) from indicators) as all_indicators from indicator_values where value is not null"
    ) or {}  # fmt: skip
    said = _count(view, "select count(*) as n from statements where value is not null")
    shipments = _count(view, "select count(*) as n from exports")
    deliveries = _count(view, "select count(*) as n from deliveries where state = 'published'")
    commitments = _count(view, "select count(*) as n from commitments")
    pairs = [
        (view.say("شاخص‌های دارای دست‌کم یک عدد", "Indicators with at least one figure"),
         view.fmt.share(counts.get("indicators") or 0, counts.get("all_indicators") or 0)),
        (view.say("عددهای گفته‌شده، از همهٔ منبع‌ها", "Figures stated, from all sources"), view.fmt.figure(said)),
        (view.say("ردیف‌های گمرکی", "Customs rows"), view.fmt.figure(shipments)),
        (view.say("تعهدها", "Commitments"), view.fmt.figure(commitments)),
        (view.say("پرونده‌های منتشرشده", "Published deliveries"), view.fmt.figure(deliveries)),
    ]  # fmt: skip
    return parts.card(
        view.say("آنچه می‌دانیم", "What is known"), parts.facts(pairs),
        parts.link(view.say("دیدن همهٔ شاخص‌ها", "See all indicators"), view.address.to("indicators")))  # fmt: skip


def _unknown(view: View) -> Markup:
    announced = view.tables.rows(
        "select s.indicator_id, any_value(i.title_fa) as title_fa, any_value(i.title_en) as title_en "
        "from statements s left join indicators i on i.indicator_id = s.indicator_id "
        "where s.value is null group by s.indicator_id order by min(s.figure_id)"
    )  # fmt: skip
    names = [
        (row, view.column(row, "title") or view.code("figure_indicators", row["indicator_id"]))
        for row in announced
    ]
    without = _count(
        view, "select count(*) as n from indicators i where not exists (select 1 from indicator_values v "
        "where v.indicator_id = i.indicator_id and v.value is not null)")  # fmt: skip
    silent = _count(
        view, "select count(*) as n from feeds f where not exists (select 1 from deliveries d "
        "where d.feed = f.feed and d.state = 'published')")  # fmt: skip
    pairs = [
        (view.say("شاخص‌هایی که هیچ عددی ندارند", "Indicators without any figure"), view.fmt.figure(without)),
        (view.say("خوراک‌هایی که پرونده‌ای از آن‌ها نرسیده است", "Feeds from which no file has come"),
         view.fmt.figure(silent)),
    ]  # fmt: skip
    items = (el("li", parts.mark("not_available"), name) for _, name in names)
    return parts.card(
        view.say("آنچه نمی‌دانیم", "What is not known"),
        parts.facts(pairs),
        el("h4", view.say("نامشان برده شد و عددی داده نشد", "Announced, but no figure was given"))
        if names
        else None,
        el("ul", *items, class_="nq-list") if names else None,
    )


def _contradictions(view: View) -> Markup:
    rows = view.tables.rows("select * from contradictions order by comparison_id, ordinal")
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(str(row["comparison_id"]), []).append(row)
    title = view.say("ناهم‌خوانی‌ها", "Contradictions")
    if not told:
        return parts.card(title, el("p", view.say("ناهم‌خوانی شناخته‌شده‌ای نیست.", "None is known.")))
    body = []
    for tellings in told.values():
        cells = (
            el("div", el("b", view.shown(row).text),
               el("span", view.column(row, "source") or view.code("bases", row["basis"])))
            for row in tellings
        )  # fmt: skip
        explanation = next(
            (view.column(row, "explanation") for row in tellings if view.column(row, "explanation")), ""
        )
        body.append([view.column(tellings[0], "title"), join([
            el("div", *cells, class_="nq-tellings"),
            parts.disclosure(view.say("چرا یکی نیستند", "Why they differ"), el("p", explanation, class_="nq-sub"))
            if explanation else None,
        ])])  # fmt: skip
    return parts.card(
        title,
        parts.table([view.say("شاخص", "Indicator"), view.say("گفته‌ها و ثبت‌ها، هر کدام با منبع", "Each telling and its source")],
                    body, caption=title, class_="nq-contradictions"),
        subtitle=view.say("یک شاخص، چند گوینده. هیچ‌کدام پاک یا میانگین نمی‌شود.",
                          "One indicator, several voices. None is deleted or averaged."),
    )  # fmt: skip


def _next_step(view: View) -> Markup:
    waiting = view.tables.rows(
        "select f.title_fa, f.title_en, f.owner_office from feeds f where not exists (select 1 from deliveries d "
        "where d.feed = f.feed and d.state = 'published') order by f.feed")  # fmt: skip
    by_office = Counter(str(row["owner_office"]) for row in waiting)
    lines = [(view.code("offices", office), view.say(f"{view.fmt.number(count)} پرونده", _files(view, count)))
             for office, count in by_office.most_common(5)]  # fmt: skip
    return parts.card(
        view.say("گام بعد", "Next step"),
        el("p", view.say("برای پیدا شدن وضعیت، کمیسیون هدف تصویب می‌کند و هر اداره یک پرونده می‌فرستد.",
                         "For a status to appear, the commission adopts targets and each office sends one file.")),
        parts.facts(lines) if lines else None,
        parts.link(view.say("پرونده‌های نرسیده و الگوی آن‌ها", "Files awaited and their templates"),
                   view.address.to("quality") + "#awaited"),
    )  # fmt: skip


def _files(view: View, count: int) -> str:
    return "1 file" if count == 1 else f"{view.fmt.number(count)} files"


def _proposed_targets(view: View) -> Markup:
    rows = view.tables.rows(
        "select * from targets where decision_state <> 'adopted' order by indicator_id, area_code, target_period"
    )
    title = view.say("هدف‌های پیشنهادی", "Proposed targets")
    if not rows:
        return parts.card(
            title, el("p", view.say("هنوز هدفی پیشنهاد نشده است.", "None has been proposed yet."))
        )
    body = []
    for row in rows:
        indicator = view.indicator(str(row["indicator_id"])) or {}
        unit = indicator.get("unit")
        base = {"indicator_id": row["indicator_id"], "unit": unit, "status": "final"}
        start = view.shown({**base, "value": row["baseline_value"]})
        goal = view.shown({**base, "value": row["target_value"]})
        href = view.address.to("indicators", indicator=row["indicator_id"], area=row["area_code"],
                               domain=row["domain"])  # fmt: skip
        body.append([
            join([_target_name(view, indicator, row, href), el("span", view.code("decision_states", row["decision_state"]),
                                                               class_="nq-remark")]),
            join([start.text, " (", view.fmt.period(row["baseline_period"]), ")"]) if not start.absent else "—",
            el("b", goal.text, class_="nq-copper"), view.fmt.period(row["target_period"]),
            view.column(row, "whose_decision"), view.column(row, "basis"),
        ])  # fmt: skip
    say = view.say
    headers = [
        say("شاخص", "Indicator"),
        say("مبنا", "Baseline"),
        say("هدف پیشنهادی", "Proposed target"),
        say("تا", "By"),
        say("تصمیم با کیست", "Whose decision"),
        say("چرا این مقدار", "Why this value"),
    ]
    return parts.card(title, parts.table(headers, body, caption=title, numeric=(3,)), subtitle=say(
        "پیشنهادند، نه تصمیم: تا تصویب نشوند، در هیچ وضعیتی شمرده نمی‌شوند.",
        "Proposals, not decisions: until adopted they count in no status."))  # fmt: skip


def _target_name(view: View, indicator: Row, row: Row, href: str) -> Markup:
    """Return what a target is about: its indicator, or the name of a figure that has no indicator yet."""
    title = view.column(indicator, "title") or view.code("figure_indicators", row["indicator_id"])
    if row["category"]:
        title = f"{title}، {view.category(row['category'])}" if view.language.is_persian else \
            f"{title}, {view.category(row['category']).lower()}"  # fmt: skip
    return el("a", title, href=href) if indicator else el("span", title)


def _count(view: View, sql: str) -> int:
    row = view.tables.one(sql)
    return int(row["n"]) if row else 0
