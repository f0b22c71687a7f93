"""What needs a decision: the cards at the head of the front page, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.components import links, statuses, tags
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el

#: Decisions on the front page; everything else stands on its own page.
SHOWN = 6
#: Marks, worst first.
_ORDER = ("off_track", "behind", "not_available", "no_target")


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that somebody has to decide: how bad, what, why, and where to see it."""

    mark: str
    title: str
    why: str
    link: str
    href: str
    rows: Sequence[Row] = ()


def decisions(view: View) -> Markup:
    """Return the cards of what needs a decision, worst first."""
    found = [
        item
        for make in (_credit, _cities, _commitments, _held, _missing, _proposed, _contradicted)
        if (item := make(view))
    ]
    found.sort(key=lambda item: _ORDER.index(item.mark))
    if not found:
        return el("p", view.say("هیچ چیزی در انتظار تصمیم نیست.", "Nothing waits for a decision."), class_="nq-sub")
    return el("div", *(_decision(view, item) for item in found[:SHOWN]), class_="nq-decisions")


def _decision(view: View, item: Decision) -> Markup:
    return el(
        "section",
        el("h3", statuses.mark(item.mark), " ", item.title),
        el("p", item.why, class_="nq-sub"),
        links.link(item.link, item.href),
        tags.origin_tags(view, item.rows),
        class_="nq-card",
    )


def _credit(view: View) -> Decision | None:
    """Return the newest share whose files are told, if any of its figures warns."""
    rows = view.tables.rows(
        "select w.*, coalesce(b.notified_rial, b.share_rial) as notified_rial, b.paid_rial, b.days_left "
        "from warnings w join credit_balances b using (scheme, budget_year, area_code, domain) where w.state = 'warns' "
        "and b.told_by <> 'missing' order by w.budget_year desc, w.warning_id"
    )
    if not rows:
        return None
    first = rows[0]
    same = [row for row in rows if (row["scheme"], row["budget_year"]) == (first["scheme"], first["budget_year"])]
    scheme, year = view.code("credit_schemes", first["scheme"]), view.fmt.digits(first["budget_year"])
    share = " ".join(view.fmt.money(first["notified_rial"]))
    count = view.fmt.number(len(same))
    if first["paid_rial"] is None:
        paid = view.say(f"از {share} پرداختی گفته نشده است.", f"No payment is told of {share}.")
    else:
        gone = " ".join(view.fmt.money(first["paid_rial"]))
        paid = view.say(f"از {share}، {gone} پرداخت شده است.", f"Of {share}, {gone} are paid.")
    days = int(first["days_left"])
    left = (
        view.say(f" {view.fmt.number(days)} روز تا مهلت مانده است.", f" {view.fmt.number(days)} days are left.")
        if days >= 0
        else view.say(" مهلت آن گذشته است.", " Its deadline is past.")
    )
    return Decision(
        "off_track" if days >= 0 else "behind",
        view.say(
            f"{scheme} سال {year}: {count} هشدار",
            f"{scheme} {year}: {count} {'warning' if len(same) == 1 else 'warnings'}",
        ),
        paid + left,
        view.say("دیدن هشدارها", "See the warnings"),
        view.address.to(
            "credit",
            share=".".join(str(first[name]) for name in ("scheme", "budget_year", "area_code", "domain")),
        ),
        same,
    )


def _cities(view: View) -> Decision | None:
    rows = view.tables.rows(
        "select * from craft_cities where secretariat_status = 'known' "
        "and coalesce(secretary_role, '') = '' order by city_id"
    )
    doubted = view.tables.rows("select * from craft_cities where state not in ('definitive') order by city_id")
    if rows:
        names = view.say("، ", ", ").join(view.column(row, "name") for row in rows)
        return Decision(
            "behind",
            view.say(
                f"{view.fmt.number(len(rows))} شهر دبیر ندارد",
                f"{view.fmt.number(len(rows))} craft {'city has' if len(rows) == 1 else 'cities have'} no secretary",
            ),
            view.say(
                f"{names}. دبیر تنها از میان شهردار، فرماندار یا رئیس شورا برگزیده می‌شود.",
                f"{names}. Only the mayor, the governor or the head of the council may be chosen.",
            ),
            view.say("دیدن شهرها", "See the cities"),
            view.address.to("cities"),
            rows,
        )
    if doubted:
        names = view.say("، ", ", ").join(view.column(row, "name") for row in doubted)
        return Decision(
            "not_available",
            view.say("ثبت یک شهر قطعی نیست", "A registration is not definite"),
            view.say(
                f"{names}: دو گفته هست؛ حکم ثبت باید فرستاده شود.",
                f"{names}: there are two accounts; the decree has to be sent.",
            ),
            view.say("دیدن شهرها", "See the cities"),
            view.address.to("cities"),
            doubted,
        )
    return None


def _commitments(view: View) -> Decision | None:
    rows = view.tables.rows(
        "select * from commitments where standing = 'overdue' order by days_overdue desc nulls last"
    )
    without = view.tables.rows("select * from commitments where due_period is null or due_period = ''")
    if rows:
        count = view.fmt.number(len(rows))
        return Decision(
            "behind",
            view.say(f"سررسید {count} تعهد گذشته است", f"{count} commitments are overdue"),
            view.column(rows[0], "action"),
            view.say("دیدن تعهدها", "See the commitments"),
            view.address.to("commitments", state="overdue"),
            rows,
        )
    if without:
        count = view.fmt.number(len(without))
        return Decision(
            "not_available",
            view.say(f"{count} تعهد سررسید ندارد", f"{count} commitments have no due date"),
            view.say(
                "تا سررسید نداشته باشند، نمی‌توان گفت دیر شده‌اند.",
                "Without a date nobody can say that they are late.",
            ),
            view.say("دیدن تعهدها", "See the commitments"),
            view.address.to("commitments"),
            without,
        )
    return None


def _held(view: View) -> Decision | None:
    rows = view.tables.rows("select * from deliveries where state = 'held' order by received_at desc")
    if not rows:
        return None
    count = view.fmt.number(len(rows))
    offices = view.say("، ", ", ").join(dict.fromkeys(view.code("offices", row["office"]) for row in rows))
    return Decision(
        "behind",
        view.say(
            f"{count} فایل در انتظار تأیید است",
            f"{count} {'file waits' if len(rows) == 1 else 'files wait'} for approval",
        ),
        offices,
        view.say("دیدن فایل‌ها", "See the files"),
        view.address.to("quality", state="held"),
        rows,
    )


def _missing(view: View) -> Decision | None:
    rows = view.tables.rows("select * from completeness where state = 'missing' order by days_late desc")
    if rows:
        count = view.fmt.number(len(rows))
        named = view.say("، ", ", ").join(dict.fromkeys(view.code("offices", row["office"]) for row in rows))
        return Decision(
            "not_available",
            view.say(f"{count} فایل نرسیده است", f"{count} files have not come"),
            view.say(
                f"{named}. نبودن فایل صفر نیست؛ شاخص بی‌مقدار می‌ماند.",
                f"{named}. A missing file is not a zero; its indicators stay without a value.",
            ),
            view.say("دیدن تحویل‌ها", "See the deliveries"),
            view.address.to("quality") + "#awaited",
        )
    silent = view.tables.rows(
        "select * from feeds f where not exists (select 1 from deliveries d where d.feed = f.feed "
        "and d.state = 'published')"
    )
    if not silent:
        return None
    count = view.fmt.number(len(silent))
    return Decision(
        "not_available",
        view.say(f"از {count} گزارش هیچ فایلی نرسیده است", f"Nothing has come of {count} feeds"),
        view.say(
            "نبودن فایل صفر نیست؛ شاخص‌های آن بی‌مقدار می‌مانند.",
            "A missing file is not a zero; its indicators stay without a value.",
        ),
        view.say("فایل‌های نرسیده و الگوی آن‌ها", "Files awaited and their templates"),
        view.address.to("quality") + "#awaited",
    )


def _proposed(view: View) -> Decision | None:
    rows = view.tables.rows("select * from targets where decision_state <> 'adopted'")
    if not rows:
        return None
    count = view.fmt.number(len(rows))
    return Decision(
        "no_target",
        view.say(f"{count} هدف تصویب نشده است", f"{count} targets are not adopted"),
        view.say(
            "تا کمیسیون هدف تصویب نکند، هیچ شاخصی وضعیت ندارد.",
            "Until the commission adopts targets no indicator has a status.",
        ),
        view.say("دیدن هدف‌های پیشنهادی", "See the proposed targets"),
        view.address.to("glance") + "#proposed",
        rows,
    )


def _contradicted(view: View) -> Decision | None:
    rows = view.tables.rows(
        "select * from discrepancies where kind = 'contradiction' and state = 'unexplained' order by importance"
    )
    if not rows:
        return None
    count = view.fmt.number(len(rows))
    return Decision(
        "behind",
        view.say(f"{count} ناهم‌خوانی بی‌توضیح است", f"{count} discrepancies are unexplained"),
        view.column(rows[0], "title"),
        view.say("دیدن گفته‌ها", "See the claims"),
        view.address.to("contradictions"),
        rows[:1],
    )
