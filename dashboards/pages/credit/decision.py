"""The one decision that a running line asks for, with its letter ready to copy.

Which one is chosen by what is published: without a list of the banks nothing can be decided; a share for which too
little is asked for needs files while there is time, and a later deadline once most of the time has gone; else the files
that wait at the banks have to move.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboards.components import cards, links, statuses
from dashboards.data.versions import Row
from dashboards.language.markup import el
from dashboards.pages.credit.letters import letter
from dashboards.pages.credit.lines import WHERE, Line

#: Part of the time after which new files would come too late, so that a later deadline is asked for.
LATE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """What has to be decided, why, the letter that does it, and where more is to be seen."""

    mark: str
    title: str
    why: str
    act: str
    letter: str
    see: tuple[str, str]


def decision_card(line: Line) -> Markup | None:
    """Return the card of the one decision; where nothing has to be decided it says so."""
    view, pace = line.view, line.pace
    if pace is None or line.balance is None:
        return None
    found = _decide(line, pace)(line, pace)
    if found is None:
        title = view.say("تصمیمی لازم نیست", "Nothing has to be decided")
        words = view.say(
            "با آهنگ بهترین ماه، همهٔ سهم تا پایان مهلت جذب می‌شود.",
            "At the pace of the best month the whole share is used by the deadline.",
        )
        return cards.card(join_mark("on_track", title), el("p", words), class_="nq-decision nq-decision-calm", level=2)
    copy = el(
        "a",
        view.say("رونوشت نامه", "Copy the letter"),
        href="#",
        role="button",
        data_copy=found.letter,
        class_="nq-button",
    )
    draft = el(
        "details",
        el("summary", found.act, class_="nq-button nq-primary"),
        el("pre", found.letter, class_="nq-letter", tabindex="0", dir="auto"),
        el("p", copy),
        class_="nq-act",
    )
    return cards.card(
        join_mark(found.mark, found.title),
        el("p", found.why),
        el("div", draft, links.link(*found.see), class_="nq-credit-acts"),
        class_="nq-decision",
        level=2,
    )


def join_mark(mark: str, title: str) -> list[Markup | str]:
    """Return a title after its mark."""
    return [statuses.mark(mark), " ", title]


def _decide(line: Line, pace: Row) -> Callable[[Line, Row], Decision | None]:
    if pace["paid_rial"] is None or pace["requested_rial"] is None:
        return _list_first
    if pace["reach_rial"] is not None and pace["reach_rial"] >= pace["share_rial"]:
        return lambda _line, _pace: None
    late = pace["whole_days"] and pace["gone_days"] >= LATE * pace["whole_days"]
    if late and line.balance is not None and line.balance["extendable"]:
        return _extend
    return _call_for_files if pace["requested_share"] is not None and pace["requested_share"] < 1 else _push_banks


def _list_first(line: Line, _: Row) -> Decision:
    say = line.view.say
    return Decision(
        "not_available",
        say("یک تصمیم: گرفتن فهرست پرونده‌ها از بانک‌ها", "One decision: get the list of files from the banks"),
        say(
            "هیچ فهرستی از پرونده‌های این سهم نرسیده است؛ خاموشی بانک به معنای نبود پرونده نیست.",
            "No list of files has come for this share; a silent bank is not a bank without files.",
        ),
        say("تهیهٔ نامه به بانک‌ها", "Draft the letter to the banks"),
        letter(
            line,
            say("بانک‌های عامل استان", "the agent banks of the province"),
            say("درخواست فهرست پرونده‌ها", "Request for the list of files"),
            say(
                "خواهشمند است فهرست پرونده‌ها را با گام هر پرونده بفرستید.",
                "Please send the list of files with the stage of each.",
            ),
        ),
        (say("رفتن به تحویل فایل", "To the delivery of files"), line.view.address.to("deliver")),
    )


def _extend(line: Line, pace: Row) -> Decision:
    say, fmt = line.view.say, line.view.fmt
    day = fmt.date(line.balance["deadline"]) if line.balance is not None else ""
    why = _not_enough(line, pace)
    half = say(
        "مهلت تمدیدپذیر است و بیش از نیمی از آن گذشته است.",
        "The deadline may be extended, and more than half of the time has gone.",
    )
    please = say("خواهشمند است با تمدید مهلت موافقت شود.", "We ask that the deadline be extended.")
    return Decision(
        "off_track",
        say(f"یک تصمیم: تمدید مهلت پیش از {day}", f"One decision: extend the deadline before {day}"),
        f"{why} {half}",
        say("تهیهٔ نامهٔ تمدید", "Draft the letter of extension"),
        letter(
            line,
            say("استاندار محترم", "the Governor-General"),
            say("درخواست تمدید مهلت", "Request to extend the deadline"),
            f"{why} {please}",
        ),
        (say("دیدن گام‌های پرونده‌ها", "See the stages of the files"), "#funnel"),
    )


def _call_for_files(line: Line, pace: Row) -> Decision:
    say = line.view.say
    zero = _zero_counties(line)
    where = (
        say(f" از {zero[0]} هیچ پرونده‌ای نیامده است.", f" No file has come from {zero[1]}.") if zero is not None else ""
    )
    why = f"{_not_enough(line, pace)}{where}"
    please = say(
        "خواهشمند است هنرمندان و کارگاه‌های واجد شرایط را برای ثبت پرونده راهنمایی کنید.",
        "Please help artisans and workshops that qualify to register a file.",
    )
    return Decision(
        "off_track",
        say("یک تصمیم: فراخوان پروندهٔ تازه، تا وقت هست", "One decision: call for new files while there is time"),
        why,
        say("تهیهٔ نامهٔ فراخوان", "Draft the call for files"),
        letter(
            line,
            say("اداره‌های میراث فرهنگی شهرستان‌ها", "the heritage offices of the counties"),
            say("فراخوان پرونده‌های تسهیلات صنایع دستی", "Call for credit files of handicrafts"),
            f"{why} {please}",
        ),
        (say("دیدن شهرستان‌ها", "See the counties"), "#counties"),
    )


def _push_banks(line: Line, pace: Row) -> Decision:
    say, waiting = line.view.say, pace["waiting_files"]
    count = line.view.fmt.number(waiting) if waiting else ""
    why = (
        say(
            f"درخواست‌ها به اندازهٔ سهم‌اند و {count} پرونده نزد بانک‌ها مانده است.",
            f"Enough is asked for, and {count} files wait at the banks.",
        )
        if waiting
        else say("درخواست‌ها به اندازهٔ سهم‌اند و در راه مانده‌اند.", "Enough is asked for, and it is stuck on its way.")
    )
    please = say(
        "خواهشمند است دربارهٔ آن‌ها تصمیم بگیرید و نتیجه را بفرستید.",
        "Please decide on them and send the result.",
    )
    return Decision(
        "off_track",
        say("یک تصمیم: پیگیری پرونده‌ها نزد بانک‌ها", "One decision: press the banks to decide"),
        why,
        say("تهیهٔ نامهٔ پیگیری", "Draft the reminder to the banks"),
        letter(
            line,
            say("بانک‌های عامل استان", "the agent banks of the province"),
            say("پیگیری پرونده‌های تسهیلات صنایع دستی", "Credit files of handicrafts that wait"),
            f"{why} {please}",
        ),
        (say("دیدن گام‌های پرونده‌ها", "See the stages of the files"), "#funnel"),
    )


def _not_enough(line: Line, pace: Row) -> str:
    """Return what all requests come to, or what the best pace does where they would be enough."""
    say, fmt = line.view.say, line.view.fmt
    if pace["requested_share"] is not None and pace["requested_share"] < 1:
        asked, part = line.billions(pace["requested_rial"]), fmt.percent(pace["requested_share"], 0)
        return say(
            f"حتی اگر همهٔ درخواست‌ها پرداخت شود، {asked} میلیارد ریال جذب می‌شود: {part} سهم.",
            f"Even if all requests were paid, {asked} billion rials would be used: {part} of the share.",
        )
    reach, share = line.billions(pace["reach_rial"] or pace["paid_rial"]), line.billions(pace["share_rial"])
    return say(
        f"با آهنگ بهترین ماه، تا پایان مهلت {reach} از {share} میلیارد ریال پرداخت می‌شود.",
        f"At the pace of the best month, {reach} of {share} billion rials would be paid by the deadline.",
    )


def _zero_counties(line: Line) -> tuple[str, str] | None:
    """Return of how many counties it is known that no file came; None where there is none."""
    view = line.view
    if "credit_counties" not in view.tables.names():
        return None
    rows = view.tables.rows(f"select * from credit_counties where {WHERE} and files = 0", *line.key)
    count = view.fmt.number(len(rows))
    return (f"{count} شهرستان", f"{count} {'county' if len(rows) == 1 else 'counties'}") if rows else None
