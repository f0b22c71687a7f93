"""Who has not reported: the offices, the oldest debt first, each with what it owes and a letter that reminds it."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables
from dashboards.components.ready_letter import ready_letter
from dashboards.components.show_more import show_more
from dashboards.data import owed, place
from dashboards.data.owed import Owed
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el

#: Reports of one office that stand open; more of them fold.
OPEN = 3


def owed_by_office(view: View) -> Markup:
    """Return a card for each office that owes a report."""
    found = owed.by_office(view)
    if not found:
        return cards.card(
            view.say("هیچ اداره‌ای گزارش معوقی ندارد", "No office owes a report"),
            el("p", view.say("همهٔ گزارش‌های سررسیدشده رسیده‌اند.", "Every report that was due has come.")),
        )
    return el(
        "div", *(_office(view, one) for one in found), class_="nq-row nq-row-two nq-row-cards nq-row-start nq-owed"
    )


def _office(view: View, one: Owed) -> Markup:
    say = view.say
    count, days = view.fmt.number(len(one.feeds)), view.fmt.number(one.days_late)
    reports = say(f"{count} گزارش", f"{count} {'report' if len(one.feeds) == 1 else 'reports'}")
    lines = [_line(view, row) for row in one.rows]
    headers = [say("گزارش", "Report"), say("دوره", "Period"), say("روز پس از مهلت", "Days past due")]
    caption = say(
        f"گزارش‌های نرسیدهٔ {view.code('offices', one.office)}", f"Reports owed by {view.code('offices', one.office)}"
    )
    table = tables.table(headers, lines, caption=caption, numeric=(2,))
    listed = show_more(view, say("فهرست گزارش‌ها", "List of the reports"), table) if len(lines) > OPEN else table
    return el(
        "div",
        cards.card(
            view.code("offices", one.office),
            ready_letter(
                view,
                say("نامهٔ یادآوری", "Reminder letter"),
                reminder(view, one),
                view.address.to("deliver"),
                ident=f"letter-{one.office}",
            ),
            listed,
            subtitle=say(
                f"{reports} نرسیده است؛ دیرترین، {days} روز پس از مهلت.",
                f"{reports} not received; the oldest is {days} days past due.",
            ),
        ),
        id=f"owed-{one.office}",
    )


def _line(view: View, row: Row) -> list[Markup | str]:
    """Return what is owed of one feed, with a link to where it is sent and its template lies."""
    name = el("a", view.column(row, "feed_title"), href=view.address.to("deliver", feed=row["feed"]))
    return [name, _periods(view, row), view.fmt.number(row["days_late"])]


def _periods(view: View, row: Row) -> str:
    """Return «تابستان ۱۴۰۲ تا پاییز ۱۴۰۲ (۲ دوره)»."""
    first, last = view.fmt.period(row["period"]), view.fmt.period(row["period_to"])
    if row["period"] == row["period_to"]:
        return first
    count = view.fmt.number(row["periods"])
    if not view.language.is_persian:
        last = last[:1].lower() + last[1:]
    return view.say(f"{first} تا {last} ({count} دوره)", f"{first} to {last} ({count} periods)")


def reminder(view: View, one: Owed) -> str:
    """Return the letter to an office: what has not come, of when, how late, what to send and where."""
    say, today = view.say, view.fmt.date(view.today)
    here = place.home(view.tables)
    roadmap = say(*place.roadmap(here))
    office = view.code("offices", one.office)
    listed = [_listed(view, row, view.fmt.number(number)) for number, row in enumerate(one.rows, 1)]
    never = all(row["state"] == "never" for row in one.rows)
    persian = [
        f"به: {office}",
        f"موضوع: یادآوری ارسال گزارش‌های {roadmap}",
        "",
        "با سلام و احترام",
        f"تا {today}، گزارش‌های زیر از آن دستگاه " + ("هنوز دریافت نشده است:" if never else "به دبیرخانه نرسیده است:"),
        *listed,
        "",
        "خواهشمند است دستور فرمایید فایل هر گزارش، همان‌گونه که در آن دستگاه نگهداری می‌شود (اکسل یا متن جداشده با "
        "ویرگول) یا در الگوی خالی آن، هر چه زودتر ارسال شود. نشانی الگوها و ارسال فایل: {address}",
        "نرسیدن گزارش به معنای صفر نیست؛ شاخص‌هایی که از آن ساخته می‌شوند تا رسیدن فایل بی‌مقدار می‌مانند. اگر گزارشی "
        "در آن دستگاه تهیه نمی‌شود یا متولی دیگری دارد، لطفاً به دبیرخانه اعلام فرمایید.",
        "",
        "با سپاس از همکاری شما",
        f"دبیرخانهٔ {roadmap}",
    ]
    subject = f"{roadmap[:1].lower()}{roadmap[1:]}"
    english = [
        f"To: {office}",
        f"Subject: reports outstanding for the {subject}",
        "",
        "Dear colleagues,",
        f"As of {today} we have not received the following from your office:",
        *listed,
        "",
        "Please send each of them as soon as you can: the file as you keep it (Excel or comma-separated text), or the "
        "blank template filled in. Templates and delivery: {address}",
        "A report that has not come is not a zero: the indicators made from it stay without a value until it does. If "
        "your office does not compile one of these reports, or another office does, please let us know.",
        "",
        "With thanks,",
        f"Secretariat of the {subject}",
    ]
    return "\n".join(persian if view.language.is_persian else english)


def _listed(view: View, row: Row, number: str) -> str:
    due = view.fmt.date(row["due_on"])
    days = view.fmt.number(row["days_late"])
    name, periods = view.column(row, "feed_title"), _periods(view, row)
    if not view.language.is_persian:
        periods = periods[:1].lower() + periods[1:]
    return view.say(
        f"{number}. {name}، {periods}؛ مهلت {due}، {days} روز تأخیر",
        f"{number}. {name}, {periods}; due {due}, {days} {'day' if row['days_late'] == 1 else 'days'} late",
    )
