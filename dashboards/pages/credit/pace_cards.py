"""The cards of a line that runs: its days, the pace that it needs against the one it has, the curve of its payments."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from dashboards.charts.days_bar import Days, days_bar
from dashboards.charts.pace_curve import Curve, pace_curve
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import HIDDEN
from dashboards.pages.credit.headline import percent
from dashboards.pages.credit.lines import KEY, WHERE, Line


def days_card(line: Line) -> Markup | None:
    """Return the days left to the deadline, with the time since the notification as a bar."""
    view, balance, pace = line.view, line.balance, line.pace
    if balance is None or pace is None:
        return None
    say, fmt = view.say, view.fmt
    left = int(pace["days_left"])
    of = (
        say(f"روز از {fmt.number(pace['whole_days'])} روز", f"of {fmt.number(pace['whole_days'])} days")
        if pace["whole_days"]
        else say("روز", "days")
    )
    bar = (
        days_bar(
            view,
            Days(balance["notified_on"], balance["deadline"], view.today),
            (say("ابلاغ", "notified"), say("مهلت", "deadline")),
        )
        if balance["notified_on"] is not None
        else el("p", say("روز ابلاغ سهم گفته نشده است.", "The day of the notification is not told."), class_="nq-sub")
    )
    return cards.card(
        say("تا پایان مهلت", "Until the deadline"),
        el("p", el("b", fmt.number(left)), " ", el("span", of, class_="nq-unit"), class_="nq-figure nq-days-figure"),
        bar,
        el("p", _about_deadline(line, balance), class_="nq-sub"),
        class_="nq-days-card",
        level=2,
    )


def _about_deadline(line: Line, balance: Row) -> str:
    """Return whether the deadline is told, and whether it may be put off; the last day to ask is in no document."""
    say = line.view.say
    told = (
        ""
        if balance["deadline_told"]
        else say(
            "مهلت گفته نشده است و پایان سال بودجه گرفته شد. ", "No deadline is told; the end of the year is taken. "
        )
    )
    more = (
        say(
            "مهلت تمدیدپذیر است؛ آخرین روز درخواست تمدید در سندها نیامده است.",
            "It may be extended; no document says by when that has to be asked for.",
        )
        if balance["extendable"]
        else say("تمدیدپذیر بودن مهلت گفته نشده است.", "Whether it may be extended is not told.")
    )
    return f"{told}{more}"


def pace_card(line: Line) -> Markup | None:
    """Return what is needed a week and a month, dashed and empty, above the best and the mean so far."""
    view, pace = line.view, line.pace
    if pace is None:
        return None
    say = view.say
    title = _pace_title(line, pace)
    if pace["needed_month_rial"] is None:
        words = say(
            "تا فهرست بانک نرسد، آهنگ لازم دانسته نیست.",
            "Until the banks’ list comes, the pace that is needed is not known.",
        )
        body: Child = cards.no_figure(view, words)
    else:
        month = view.fmt.jalali(pace["best_month"]) if pace["best_month"] else ""
        best = say(f"بهترین ماه، {month}" if month else "بهترین ماه", f"best month, {month}" if month else "best month")
        mean = say("میانگین تاکنون", "mean so far")
        body = join(
            [
                _bars(
                    line,
                    say("در هفته، میلیارد ریال", "A week, billion rials"),
                    (
                        (say("لازم", "needed"), pace["needed_week_rial"], "needed"),
                        (say("بهترین هفته", "best week"), pace["best_week_rial"], pace["best_week_status"]),
                        (mean, pace["mean_week_rial"], "final"),
                    ),
                ),
                _bars(
                    line,
                    say("در ماه، میلیارد ریال", "A month, billion rials"),
                    (
                        (say("لازم", "needed"), pace["needed_month_rial"], "needed"),
                        (best, pace["best_month_rial"], "final"),
                        (mean, pace["mean_month_rial"], "final"),
                    ),
                ),
            ]
        )
    how = say(
        "لازم: ماندهٔ سهم، بخش بر روزهای مانده (هفته ۷ روز، ماه ۳۰ روز).",
        "Needed: what is left of the share over the days that are left (a week of 7 days, a month of 30).",
    )
    return el(
        "div",
        cards.card(title, body, el("p", how, class_="nq-sub"), _before(line), class_="nq-pace", level=2),
        id="pace",
    )


def _pace_title(line: Line, pace: Row) -> str:
    say, times = line.view.say, pace["times_best"]
    if pace["needed_month_rial"] is None:
        return say("آهنگ لازم دانسته نیست", "The pace that is needed is not known")
    if times is None:
        return say(
            "هنوز آهنگی نیست که با آنچه لازم است سنجیده شود", "There is no pace yet to hold the needed one against"
        )
    if times <= 1:
        return say("آهنگ بهترین ماه برای جذب سهم بس است", "The pace of the best month is enough for the share")
    count = line.view.fmt.number(times, 1)
    return say(f"آهنگ لازم {count} برابر بهترین ماه است", f"The pace needed is {count} times the best month")


def _bars(line: Line, title: str, entries: tuple[tuple[str, Decimal | None, str], ...]) -> Markup:
    """Return one group of bars: what is needed is dashed and empty, what was is solid; a hidden one has no bar."""
    longest = max((amount for _, amount, _ in entries if amount is not None), default=Decimal(0)) or Decimal(1)
    rows = []
    for label, amount, kind in entries:
        if amount is None:
            rows.append(join([el("dt", label), el("dd", _nothing(line, kind))]))
            continue
        shape = "nq-bar nq-bar-needed" if kind == "needed" else "nq-bar"
        bar = el("span", class_=shape, style=f"--part:{100 * amount / longest:.2f}") if amount else None
        rows.append(join([el("dt", label), el("dd", bar, el("span", line.billions(amount)))]))
    return join([el("p", title, class_="nq-sub nq-pace-unit"), el("dl", *rows, class_="nq-bars nq-pace-bars")])


def _nothing(line: Line, kind: str) -> Markup:
    say = line.view.say
    if kind == "suppressed":
        words = say(*HIDDEN)
        return el("span", el("b", "*"), " ", words, class_="nq-few")
    return el("span", say("پرداختی نبوده است", "no payment yet"), class_="nq-quiet")


def _before(line: Line) -> Markup | None:
    """Return how the line of the year before ended, with the way to the closed ones."""
    view = line.view
    scheme, year, area, domain = line.key
    rows = view.tables.rows(
        "select * from credit_paces where area_code = ? and domain = ? and budget_year < ? and not is_running "
        "and paid_rial is not null order by budget_year desc, scheme = ? desc limit 1",
        area,
        domain,
        int(year),
        scheme,
    )
    closed = el("a", view.say("دیدن خط‌های بسته", "See the closed lines"), href="#all-lines")
    if not rows or rows[0]["notified_rial"] is None:
        return None
    row = rows[0]
    paid, share = line.billions(row["paid_rial"]), line.billions(row["notified_rial"])
    part = percent(line, row["paid_share"])
    of = view.fmt.digits(row["budget_year"])
    words = view.say(
        f"سهم سال {of} با پرداخت {paid} از {share} میلیارد ریال بسته شد: {part}. ",
        f"The share of {of} closed; {paid} of {share} billion rials were paid: {part}. ",
    )
    return el("p", words, closed, class_="nq-note")


def curve_card(line: Line) -> Markup | None:
    """Return the curve of payments against the even path and the pace that is needed, with its table behind it."""
    view, balance, pace = line.view, line.balance, line.pace
    if balance is None or pace is None or pace["paid_rial"] is None or balance["notified_on"] is None:
        return None
    rows = view.tables.rows(f"select * from credit_progress where {WHERE} order by day", *line.key)
    if not rows or pace["told_until"] is None:
        return None
    told = min(pace["told_until"], view.today)
    points = [(row["day"], row["paid_rial"]) for row in rows if row["day"] >= balance["notified_on"]]
    curve = Curve(
        balance["notified_on"],
        balance["deadline"],
        view.today,
        told,
        pace["share_rial"],
        (*points, (told, pace["paid_rial"])),
        pace["requested_rial"],
        pace["reach_rial"],
    )
    say = view.say
    title = _curve_title(line, pace)
    where = dict(zip(KEY, line.key, strict=True))
    return el(
        "div",
        cards.card(
            title,
            pace_curve(view, curve, f"{title}."),
            el("p", _silence(line, curve), class_="nq-sub") if curve.told_until < curve.today else None,
            _months_behind(line, rows),
            tags.origin_tags(view, rows),
            tool_row(view, "credit_progress", where, title=title, picture="curve"),
            subtitle=say("پرداخت انباشته، میلیارد ریال", "Paid so far, added up, billion rials"),
            level=2,
        ),
        id="curve",
    )


def _curve_title(line: Line, pace: Row) -> str:
    say, share = line.view.say, line.billions(pace["share_rial"])
    if pace["reach_rial"] is None or not pace["best_month_rial"]:
        return say("هنوز پرداختی نیست که ادامه یابد", "There is no payment yet that could go on")
    if pace["reach_rial"] >= pace["share_rial"]:
        return say(
            "با آهنگ بهترین ماه همهٔ سهم تا پایان مهلت جذب می‌شود",
            "At the pace of the best month the whole share is used by the deadline",
        )
    reach = line.billions(pace["reach_rial"])
    return say(
        f"حتی با آهنگ بهترین ماه، تا پایان مهلت {reach} از {share} میلیارد پرداخت می‌شود",
        f"Even at the pace of the best month, {reach} of {share} billion would be paid by the deadline",
    )


def _silence(line: Line, curve: Curve) -> str:
    day = line.view.fmt.date(curve.told_until)
    return line.view.say(
        f"آخرین خبر بانک‌ها تا {day} است؛ از آن روز تا امروز چیزی دانسته نیست و آهنگ لازم از امروز شمرده شده است.",
        f"The banks’ last word is of {day}; since then nothing is known. The pace needed is counted from today.",
    )


def _months_behind(line: Line, rows: Sequence[Row]) -> Markup:
    view, say = line.view, line.view.say
    words = say("جدول پشت نمودار", "The table behind the chart")
    unknown = say("گفته نشده", "not told")
    body = [
        [
            view.fmt.jalali(row["month_key"]),
            line.billions(row["paid_in_month_rial"]),
            line.billions(row["paid_rial"]),
            unknown if row["requested_rial"] is None else line.billions(row["requested_rial"]),
        ]
        for row in rows
    ]
    headers = [
        say("ماه", "Month"),
        say("پرداخت ماه", "Paid in it"),
        say("پرداخت تا آن", "Paid by its end"),
        say("درخواست تا آن", "Asked for by its end"),
    ]
    return cards.disclosure(words, tables.table(headers, body, caption=words, numeric=(1, 2, 3)))


def used_card(line: Line) -> Markup | None:
    """Return what was used of a closed line: its share, what was paid, what is left, and until when it was."""
    view, balance = line.view, line.balance
    if balance is None:
        return None
    say, fmt = view.say, view.fmt
    unknown = say("نرسیده", "not told")

    def money(rial: Decimal | None) -> str:
        return unknown if rial is None else " ".join(fmt.money(rial)) if rial else say("صفر", "zero")

    day = fmt.date(balance["deadline"])
    told = (
        "" if balance["deadline_told"] else say(" (گفته نشده؛ پایان سال بودجه)", " (not told; end of the budget year)")
    )
    pairs: list[tuple[Child, Child]] = [
        (say("سهم ابلاغ‌شده", "Share notified"), money(balance["notified_rial"])),
        (say("جابه‌جا شده", "Moved elsewhere"), money(balance["moved_rial"])),
        (say("پرداخت‌شده", "Paid"), money(balance["paid_rial"])),
        (say("جذب‌نشده", "Not used"), money(balance["remaining_rial"])),
        (say("مهلت", "Deadline"), f"{day}{told}"),
    ]
    past = fmt.number((view.today - balance["deadline"]).days)
    return cards.card(
        say("بسته: چه اندازه جذب شد", "Closed: how much was used"),
        cards.facts(pairs),
        el("p", say(f"{past} روز از مهلت گذشته است.", f"The deadline passed {past} days ago."), class_="nq-sub"),
        tags.origin_tags(view, [balance]),
        class_="nq-used",
        level=2,
    )
