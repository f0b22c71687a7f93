"""What the page says first: the days that are left and what is paid, or how a closed line ended."""

from __future__ import annotations

from decimal import Decimal

from dashboards.pages.credit.lines import Line

_TENTH = Decimal("0.1")


def title(line: Line) -> str:
    """Return the finding of a line: of one that runs its days and what is paid, of a closed one what was used."""
    say = line.view.say
    if line.is_running and line.pace is not None:
        left = _days_left(line, int(line.pace["days_left"]))
        return say(f"{left[0]} و {_paid(line)[0]}", f"{left[1]} and {_paid(line)[1]}")
    name = line.scheme_and_year
    ended = _used(line)
    if line.is_closed:
        return say(f"{name} بسته شد و {ended[0]}", f"{name} is closed, and {ended[1]}")
    return say(f"{name}: {ended[0]}", f"{name}: {ended[1]}")


def _days_left(line: Line, days: int) -> tuple[str, str]:
    if days == 0:
        return "امروز آخرین روز است", "Today is the last day"
    count = line.view.fmt.number(days)
    if days == 1:
        return "یک روز مانده", "One day is left"
    return f"{count} روز مانده", f"{count} days are left"


def _paid(line: Line) -> tuple[str, str]:
    """Return what is paid of a line that runs."""
    share: Decimal | None = line.pace["paid_share"] if line.pace is not None else None
    if share is None:
        return "از پرداخت‌ها خبری نرسیده است", "nothing is known of payments"
    if share == 0:
        return "هنوز چیزی پرداخت نشده است", "nothing is paid yet"
    part = percent(line, share)
    return f"{part} سهم پرداخت شده است", f"{part} of the share is paid"


def _used(line: Line) -> tuple[str, str]:
    """Return how much of a closed line was used."""
    registered = line.stage("registered")
    if registered is not None and registered["files"] == 0:
        return "هیچ طرحی برای آن ارائه نشد", "no project was presented for it"
    paid = line.pace["paid_share"] if line.pace is not None else None
    if paid is None:
        return "از پرداخت‌ها خبری نرسیده است", "nothing is known of its payments"
    if paid == 0:
        return "هیچ بخشی از سهم پرداخت نشد", "nothing of the share was paid"
    part = percent(line, paid)
    return f"{part} سهم پرداخت شد", f"{part} of the share was paid"


def percent(line: Line, share: Decimal) -> str:
    """Return a share of money in per cent; of less than a tenth with one decimal."""
    return line.view.fmt.percent(share, 0 if share >= _TENTH else 1)


def lede(line: Line) -> str:
    """Return the sentence below the title: the share, what is paid, what is needed against what was."""
    view, say = line.view, line.view.say
    share = line.stages[0]["amount_rial"]
    if share is None:
        return say("مبلغ سهم گفته نشده است.", "The share is not stated.")
    whole = f"{' '.join(view.fmt.money(share))} ({view.fmt.toman(share)})"
    pace = line.pace
    if pace is None or pace["paid_rial"] is None:
        return say(
            f"سهم {whole} بود و از پرداخت‌ها خبری نرسیده است.",
            f"The share was {whole}; nothing is known of payments.",
        )
    paid = " ".join(view.fmt.money(pace["paid_rial"])) if pace["paid_rial"] else say("هیچ", "nothing")
    of = say(
        f"از {whole}، {paid} پرداخت {'نشده' if not pace['paid_rial'] else 'شده'} است.",
        f"Of {whole}, {paid} {'is' if not pace['paid_rial'] else 'are'} paid.",
    )
    if not line.is_running or pace["needed_week_rial"] is None:
        return f"{of} {_files(line)}".strip()
    needed, mean = line.billions(pace["needed_week_rial"]), line.billions(pace["mean_week_rial"] or Decimal(0))
    return say(
        f"{of} برای جذب همهٔ سهم، هر هفته {needed} میلیارد ریال لازم است؛ میانگین هر هفته تاکنون {mean} میلیارد بود.",
        f"{of} To use the whole share, {needed} billion rials a week are needed; "
        f"so far an average week brought {mean} billion.",
    )


def _files(line: Line) -> str:
    """Return how many files there were; nothing where that is not told."""
    row, say = line.stage("registered"), line.view.say
    if row is None or row["status"] == "missing":
        return ""
    if row["files"] is None:
        return say("شمار پرونده‌ها کمتر از آن است که گفته شود.", "Its files are too few to be told.")
    if row["files"] == 0:
        return ""  # The title says it.
    count = line.view.fmt.number(row["files"])
    return say(f"{count} پرونده برای آن ثبت شد.", f"{count} files were registered for it.")
