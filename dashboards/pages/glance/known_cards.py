"""The cards of the front page under the headline tiles.

Known, unknown, next step, discrepancies, proposals.
"""

from __future__ import annotations

import re
from collections import Counter

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables, tags
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def known(view: View) -> Markup:
    """Return the card of what is known, in counts."""
    counts = (
        view.tables.one(
            "select count(distinct indicator_id) as indicators, (select count(*) "
            "from indicators) as all_indicators from indicator_values where value is not null"
        )
        or {}
    )
    said = _count(view, "select count(*) as n from statements where value is not null")
    shipments = _count(view, "select count(distinct (delivery_id, sheet_name, row_number)) as n from exports")
    deliveries = _count(view, "select count(*) as n from deliveries where state = 'published'")
    commitments = _count(view, "select count(*) as n from commitments")
    told = view.fmt.share(counts.get("indicators") or 0, counts.get("all_indicators") or 0)
    pairs = [
        (
            view.say("شاخص‌های دارای دست‌کم یک عدد", "Indicators with at least one figure"),
            el("a", told, href=view.address.to("indicators")),
        ),
        (
            view.say("عددهای گفته‌شده، از همهٔ منبع‌ها", "Figures stated, from all sources"),
            view.fmt.figure(said),
        ),
        (view.say("سطرهای گمرکی", "Customs rows"), view.fmt.figure(shipments)),
        (
            view.say("تعهدها", "Commitments"),
            el("a", view.fmt.figure(commitments), href=view.address.to("commitments")),
        ),
        (
            view.say("فایل‌های منتشرشده", "Published deliveries"),
            el("a", view.fmt.figure(deliveries), href=view.address.to("quality", state="published")),
        ),
    ]
    return cards.card(
        view.say("آنچه می‌دانیم", "What is known"),
        cards.facts(pairs),
        tags.release_tag(view),
    )


def unknown(view: View) -> Markup:
    """Return the card of what is not known.

    Figures without a value, feeds without a file, names without a number.
    """
    announced = view.tables.rows(
        "select s.indicator_id, any_value(i.title_fa) as title_fa, any_value(i.title_en) as title_en "
        "from statements s left join indicators i on i.indicator_id = s.indicator_id "
        "where s.value is null group by s.indicator_id order by min(s.figure_id)"
    )
    names = [
        (row, view.column(row, "title") or view.code("figure_indicators", row["indicator_id"])) for row in announced
    ]
    without = _count(
        view,
        "select count(*) as n from indicators i where not exists (select 1 from indicator_values v "
        "where v.indicator_id = i.indicator_id and v.value is not null)",
    )
    silent = _count(
        view,
        "select count(*) as n from feeds f where not exists (select 1 from deliveries d "
        "where d.feed = f.feed and d.state = 'published')",
    )
    pairs = [
        (view.say("شاخص‌هایی که هیچ عددی ندارند", "Indicators without any figure"), view.fmt.figure(without)),
        (
            view.say("گزارش‌هایی که فایلی از آن‌ها نرسیده است", "Feeds from which no file has come"),
            view.fmt.figure(silent),
        ),
    ]
    items = (el("li", statuses.mark("not_available"), name) for _, name in names)
    return cards.card(
        view.say("آنچه نمی‌دانیم", "What is not known"),
        cards.facts(pairs),
        el("h4", view.say("نامشان برده شد و عددی داده نشد", "Announced, but no figure was given")) if names else None,
        el("ul", *items, class_="nq-list") if names else None,
        tags.release_tag(view),
    )


#: An address behind the name of its publisher, and the path of one that stands alone: the table has both in
#: full.
ADDRESS_BEHIND_NAME = re.compile(r"[،,]\s*[\w.-]+\.(?:ir|com)\S*")
ADDRESS_PATH = re.compile(r"(\w\.(?:ir|com))/\S+")
#: Discrepancies on the front page; the others stand in the published table.
SHOWN_DISCREPANCIES = 3


def discrepancies(view: View) -> Markup:
    """Return the table of one thing told differently, each claim beside its source.

    They are counted as on the page of discrepancies, on which series and what never changes stand apart.
    """
    rows = view.tables.rows(
        "select * from discrepancy_claims where kind = 'contradiction' order by importance, ordinal"
    )
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(str(row["discrepancy_id"]), []).append(row)
    more = max(len(told) - SHOWN_DISCREPANCIES, 0)
    told = dict(list(told.items())[:SHOWN_DISCREPANCIES])
    title = view.say("ناهم‌خوانی‌ها", "Discrepancies between sources")
    if not told:
        return cards.card(title, el("p", view.say("ناهم‌خوانی شناخته‌شده‌ای نیست.", "None is known.")))
    body = []
    for claims in told.values():
        cells = (
            el("div", el("b", view.shown(row).text), el("span", _source(view, row), tags.real_tag(view, row)))
            for row in claims
        )
        explanation = next((view.column(row, "explanation") for row in claims if view.column(row, "explanation")), "")
        body.append(
            [
                view.column(claims[0], "title"),
                join(
                    [
                        el("div", *cells, class_="nq-claims"),
                        cards.disclosure(
                            view.say("چرا یکی نیستند", "Why they differ"),
                            el("p", explanation, class_="nq-sub"),
                        )
                        if explanation
                        else None,
                    ]
                ),
            ]
        )
    return cards.card(
        title,
        tables.table(
            [
                view.say("شاخص", "Indicator"),
                view.say("گفته‌ها و ثبت‌ها، هر کدام با منبع", "Each claim and its source"),
            ],
            body,
            caption=title,
            class_="nq-discrepancies",
        ),
        links.link(
            view.say("دیدن همهٔ {0} سنجش", "See all {0} discrepancies").format(view.fmt.number(more + len(told))),
            view.address.to("contradictions"),
        )
        if more
        else None,
        tags.origin_tags(view, rows),
        subtitle=view.say(
            "یک شاخص، چند گوینده. هیچ‌کدام پاک یا میانگین نمی‌شود.",
            "One indicator, several voices. None is deleted or averaged.",
        ),
    )


def _source(view: View, claim: Row) -> str:
    """Return where and of when a claim is.

    An invented one is never laid into the mouth of a real source.
    """
    if claim["is_synthetic"]:
        return f"{view.code('bases', claim['basis'])} · {view.fmt.period(claim['period'])}"
    source = ADDRESS_PATH.sub(r"\1", ADDRESS_BEHIND_NAME.sub("", view.column(claim, "source")))
    return f"{source or view.code('bases', claim['basis'])} · {view.fmt.period(claim['period'])}"


def next_step(view: View) -> Markup:
    """Return the card of what the commission and the offices do next."""
    waiting = view.tables.rows(
        "select f.title_fa, f.title_en, f.owner_office from feeds f where not exists (select 1 "
        "from deliveries d where d.feed = f.feed and d.state = 'published') order by f.feed"
    )
    by_office = Counter(str(row["owner_office"]) for row in waiting)
    lines = [
        (view.code("offices", office), view.say(f"{view.fmt.number(count)} فایل", _files(view, count)))
        for office, count in by_office.most_common(5)
    ]
    return cards.card(
        view.say("گام بعد", "Next step"),
        el(
            "p",
            view.say(
                "برای پیدا شدن وضعیت، کمیسیون هدف تصویب می‌کند و هر اداره یک فایل می‌فرستد.",
                "For a status to appear, the commission adopts targets and each office sends one file.",
            ),
        ),
        cards.facts(lines) if lines else None,
        tags.release_tag(view),
        links.link(
            view.say("فایل‌های نرسیده و الگوی آن‌ها", "Files awaited and their templates"),
            view.address.to("quality") + "#awaited",
        ),
    )


def _files(view: View, count: int) -> str:
    return "1 file" if count == 1 else f"{view.fmt.number(count)} files"


def proposed_targets(view: View) -> Markup:
    """Return the table of targets that nobody has adopted, with whose decision each is."""
    rows = view.tables.rows(
        "select * from targets where decision_state <> 'adopted' order by indicator_id, area_code, target_period"
    )
    title = view.say("هدف‌های پیشنهادی", "Proposed targets")
    if not rows:
        return cards.card(title, el("p", view.say("هنوز هدفی پیشنهاد نشده است.", "None has been proposed yet.")))
    body = []
    for row in rows:
        indicator = view.indicator(str(row["indicator_id"])) or {}
        unit = indicator.get("unit")
        base = {"indicator_id": row["indicator_id"], "unit": unit, "status": "final"}
        start = view.shown({**base, "value": row["baseline_value"]})
        goal = view.shown({**base, "value": row["target_value"]})
        href = view.address.to(
            "indicators",
            indicator=row["indicator_id"],
            area=row["area_code"],
            domain=row["domain"],
            category=row["category"] or None,
        )
        body.append(
            [
                join(
                    [
                        _target_name(view, indicator, row, href),
                        tags.real_tag(view, row),
                        el("span", view.code("decision_states", row["decision_state"]), class_="nq-remark"),
                    ]
                ),
                join([start.text, " (", view.fmt.period(row["baseline_period"]), ")"]) if not start.absent else "—",
                el("b", goal.text, class_="nq-copper"),
                view.fmt.period(row["target_period"]),
                view.column(row, "whose_decision"),
                view.column(row, "basis"),
            ]
        )
    say = view.say
    headers = [
        say("شاخص", "Indicator"),
        say("مبنا", "Baseline"),
        say("هدف پیشنهادی", "Proposed target"),
        say("تا", "By"),
        say("تصمیم با کیست", "Whose decision"),
        say("چرا این مقدار", "Why this value"),
    ]
    return cards.card(
        title,
        tables.table(headers, body, caption=title, numeric=(3,)),
        tags.origin_tags(view, rows),
        subtitle=say(
            "پیشنهادند، نه تصمیم: تا تصویب نشوند، در هیچ وضعیتی شمرده نمی‌شوند.",
            "Proposals, not decisions: until adopted they count in no status.",
        ),
    )


def _target_name(view: View, indicator: Row, row: Row, href: str) -> Markup:
    """Return what a target is about: its indicator, or the name of a figure that has no indicator yet."""
    title = view.column(indicator, "title") or view.code("figure_indicators", row["indicator_id"])
    if row["category"]:
        title = (
            f"{title}، {view.category(row['category'])}"
            if view.language.is_persian
            else f"{title}, {view.category(row['category']).lower()}"
        )
    return el("a", title, href=href) if indicator else el("span", title)


def _count(view: View, sql: str) -> int:
    row = view.tables.one(sql)
    return int(row["n"]) if row else 0
