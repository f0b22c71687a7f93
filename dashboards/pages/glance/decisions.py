"""What needs a decision: each with the act that answers it, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.components import cards, links, statuses
from dashboards.components.delivery_words import waiting_address
from dashboards.components.show_more import show_more
from dashboards.data import owed, target_standings
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import (
    CITY,
    COMMITMENT,
    DAY,
    DISCREPANCY,
    FILE,
    OFFICE,
    PROPOSED_TARGET,
    REPORT,
    agrees,
    counted,
)
from dashboards.language.markup import el

#: Decisions that stand open; the others fold.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that somebody has to decide: how bad, what, why, the act, and the list from which it is taken."""

    mark: str
    title: str
    why: str
    act: str
    href: str
    #: The list and its address, where it is another place than the act.
    beside: tuple[str, str] | None = None


def decisions(view: View) -> Markup:
    """Return the card of what needs a decision."""
    title = view.say("چه چیزی تصمیم می‌خواهد", "What needs a decision")
    found = _found(view)
    if not found:
        words = view.say("هیچ چیزی در انتظار تصمیم نیست.", "Nothing waits for a decision.")
        return cards.card(title, el("p", words, class_="nq-sub"), level=2)
    drawn = [_decision(view, item, is_first=not place) for place, item in enumerate(found)]
    more = drawn[SHOWN:]
    count = view.fmt.number(len(more))
    return cards.card(
        title,
        *drawn[:SHOWN],
        show_more(view, view.say(f"{count} مورد دیگر", f"{count} more"), *more, ident="more-decisions")
        if more
        else None,
        level=2,
        class_="nq-todos",
    )


def _found(view: View) -> Sequence[Decision]:
    """Return what waits; before any target is adopted, proposals and silence have cards of their own."""
    makers = [_credit, _held, _missing, _refused, _commitments, _cities, _contradicted, _undated, _proposed]
    if not target_standings.adopted(view):
        makers = [_credit, _held, _refused, _commitments, _cities, _contradicted, _undated]
    return [item for make in makers if (item := make(view))]


def _decision(view: View, item: Decision, *, is_first: bool) -> Markup:
    primary = is_first and bool(target_standings.adopted(view))
    return el(
        "section",
        el("h3", statuses.mark(item.mark), " ", item.title),
        el("p", item.why, class_="nq-sub"),
        el(
            "p",
            el("a", item.act, href=item.href, class_=f"nq-button nq-do{' nq-primary' if primary else ''}"),
            " ",
            links.link(*item.beside) if item.beside else None,
            class_="nq-dos",
        ),
        class_="nq-todo",
    )


def _credit(view: View) -> Decision | None:
    """Return the newest share that still runs, if any of its figures warns; a closed one has no decision left."""
    rows = view.tables.rows(
        "select w.*, coalesce(b.notified_rial, b.share_rial) as notified_rial, b.paid_rial, b.days_left "
        "from warnings w join credit_balances b using (scheme, budget_year, area_code, domain) where w.state = 'warns' "
        "and b.told_by <> 'missing' and b.days_left >= 0 order by w.budget_year desc, w.warning_id"
    )
    if not rows:
        return None
    first = rows[0]
    scheme, year = view.code("credit_schemes", first["scheme"]), view.fmt.digits(first["budget_year"])
    share, days = " ".join(view.fmt.money(first["notified_rial"])), counted(view.fmt, int(first["days_left"]), DAY)
    if first["paid_rial"] is None:
        paid = view.say(f"از {share} پرداختی گفته نشده است", f"no payment is told of {share}")
    else:
        gone = " ".join(view.fmt.money(first["paid_rial"]))
        paid = view.say(f"از {share}، {gone} پرداخت شده است", f"{gone} of {share} paid")
    where = view.address.to(
        "credit", share=".".join(str(first[name]) for name in ("scheme", "budget_year", "area_code", "domain"))
    )
    return Decision(
        "off_track",
        view.say(f"سهم {scheme} سال {year} در خطر است", f"The share of {scheme} {year} is at risk"),
        view.say(f"{days} مانده؛ {paid}.", f"{days} left; {paid}."),
        view.say("بررسی و تصمیم", "Review and decide"),
        where,
    )


def _held(view: View) -> Decision | None:
    """Return the files that wait for approval; the act leads to the form of the oldest."""
    rows = view.tables.rows("select * from deliveries where state = 'held' order by received_at, delivery_id")
    if not rows:
        return None
    count, oldest = counted(view.fmt, len(rows), FILE), rows[0]
    feed, period, day = (
        view.column(oldest, "feed_title"),
        view.fmt.period(oldest["period"]),
        view.fmt.date(oldest["received_at"]),
    )
    return Decision(
        "behind",
        view.say(f"{count} در انتظار تأیید است", f"{count} {agrees(len(rows), 'awaits', 'await')} approval"),
        view.say(f"کهنه‌ترین: {feed}، {period}، رسیده {day}.", f"Oldest: {feed}, {period}, received {day}."),
        view.say("بررسی و تأیید", "Review and approve"),
        waiting_address(view, str(oldest["delivery_id"])),
    )


def _refused(view: View) -> Decision | None:
    """Return the files that could not be taken in; the act leads to why, and to the form for the mended one."""
    rows = view.tables.rows("select * from deliveries where state = 'refused' order by received_at desc, delivery_id")
    if not rows:
        return None
    count, newest = counted(view.fmt, len(rows), FILE), rows[0]
    feed, day = view.column(newest, "feed_title"), view.fmt.date(newest["received_at"])
    return Decision(
        "behind",
        view.say(f"{count} پذیرفته نشد", f"{count} {agrees(len(rows), 'was', 'were')} refused"),
        view.say(f"تازه‌ترین: {feed}، رسیده {day}.", f"Newest: {feed}, received {day}."),
        view.say("دیدن دلیل و فرستادن دوباره", "See why and send again"),
        view.address.to("deliver") + "#refused",
    )


def _missing(view: View) -> Decision | None:
    """Return the offices that owe reports; the act leads to the letter to the one that owes the longest."""
    found = owed.by_office(view)
    if not found:
        return None
    many, oldest = len(found), found[0]
    offices = counted(view.fmt, many, OFFICE)
    reports = counted(view.fmt, sum(len(one.feeds) for one in found), REPORT)
    title = view.say(
        f"{offices} {reports} نفرستاده{' است' if many == 1 else '‌اند'}",
        f"{offices} {agrees(many, 'owes', 'owe')} {reports}",
    )
    name, days = view.code("offices", oldest.office), counted(view.fmt, oldest.days_late, DAY)
    return Decision(
        "not_available",
        title,
        view.say(f"دیرترین: {name}، {days} پس از مهلت.", f"Longest: {name}, {days} late."),
        view.say("نامهٔ یادآوری", "Reminder letter"),
        view.address.to("quality") + f"#letter-{oldest.office}",
        (view.say("فهرست اداره‌ها", "All offices"), view.address.to("quality") + "#owed"),
    )


def _commitments(view: View) -> Decision | None:
    rows = view.tables.rows(
        "select * from commitments where standing = 'overdue' order by days_overdue desc nulls last"
    )
    if not rows:
        return None
    count = counted(view.fmt, len(rows), COMMITMENT)
    return Decision(
        "behind",
        view.say(f"سررسید {count} گذشته است", f"{count} {agrees(len(rows), 'is', 'are')} overdue"),
        view.say(f"کهنه‌ترین: {view.column(rows[0], 'action')}", f"Oldest: {view.column(rows[0], 'action')}"),
        view.say("ثبت وضعیت تازه", "Record their state"),
        view.address.to("deliver", feed="commitments"),
        (view.say("دیدن تعهدها", "See the commitments"), view.address.to("commitments", state="overdue")),
    )


def _undated(view: View) -> Decision | None:
    rows = view.tables.rows("select * from commitments where due_period is null or due_period = ''")
    if not rows:
        return None
    count = counted(view.fmt, len(rows), COMMITMENT)
    return Decision(
        "not_available",
        view.say(f"{count} سررسید ندارد", f"{count} {agrees(len(rows), 'has', 'have')} no due date"),
        view.say(
            "تا سررسید نداشته باشند، نمی‌توان گفت دیر شده‌اند.", "Without a date nobody can say that they are late."
        ),
        view.say("تعیین سررسید", "Set the dates"),
        view.address.to("deliver", feed="commitments"),
        (view.say("دیدن تعهدها", "See the commitments"), view.address.to("commitments", state="no_due_date")),
    )


def _cities(view: View) -> Decision | None:
    """Return the cities without a secretary, or else those whose registration is not definite."""
    rows = view.tables.rows(
        "select * from craft_cities where secretariat_status = 'known' "
        "and coalesce(secretary_role, '') = '' order by city_id"
    )
    see = (view.say("دیدن شهرها", "See the cities"), view.address.to("cities"))
    if rows:
        count = counted(view.fmt, len(rows), CITY)
        return Decision(
            "behind",
            view.say(f"{count} دبیر ندارد", f"{count} {agrees(len(rows), 'has', 'have')} no secretary"),
            view.say(f"{_names(view, rows)}.", f"{_names(view, rows)}."),
            view.say("معرفی دبیر", "Name a secretary"),
            view.address.to("deliver", feed="secretariats"),
            see,
        )
    doubted = view.tables.rows("select * from craft_cities where state <> 'definitive' order by city_id")
    if not doubted:
        return None
    count = counted(view.fmt, len(doubted), CITY)
    return Decision(
        "not_available",
        view.say(f"ثبت {count} قطعی نیست", f"The registration of {count} is not definite"),
        view.say(
            f"{_names(view, doubted)}: دو گفته هست؛ حکم ثبت باید برسد.",
            f"{_names(view, doubted)}: there are two accounts; the decree has to come.",
        ),
        view.say("ارسال حکم ثبت", "Send the decree"),
        view.address.to("deliver", feed="registry"),
        see,
    )


def _names(view: View, rows: Sequence[Row]) -> str:
    return view.say("، ", ", ").join(view.column(row, "name") for row in rows)


def _proposed(view: View) -> Decision | None:
    """Return the proposals that wait beside adopted targets."""
    rows = target_standings.proposed(view)
    if not rows:
        return None
    count = counted(view.fmt, len(rows), PROPOSED_TARGET)
    return Decision(
        "proposed",
        view.say(f"{count} تصویب نشده است", f"{count} {agrees(len(rows), 'is', 'are')} not adopted"),
        view.say("تا تصویب نشوند، در هیچ وضعیتی شمرده نمی‌شوند.", "Until adopted they count in no state."),
        view.say("پیش‌نویس مصوبه", "Draft of the decision"),
        view.address.to("glance") + "#proposed",
    )


def _contradicted(view: View) -> Decision | None:
    rows = view.tables.rows(
        "select * from discrepancies where kind = 'contradiction' and state = 'unexplained' order by importance"
    )
    if not rows:
        return None
    count = counted(view.fmt, len(rows), DISCREPANCY)
    return Decision(
        "behind",
        view.say(f"{count} بی‌توضیح است", f"{count} {agrees(len(rows), 'is', 'are')} unexplained"),
        view.column(rows[0], "title"),
        view.say("بررسی گفته‌ها", "Look at the claims"),
        view.address.to("contradictions"),
    )
