"""The cards above the funnel of a credit share: days left, required rate, what its files cover.

And what if none come.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dashboards.components import cards, statuses, tags
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el

Key = tuple[str, str, str, str]
_WHERE = "scheme = ? and budget_year = ? and area_code = ? and domain = ?"
#: warning state → mark.
MARKS = {"warns": "off_track", "calm": "on_track", "unknown": "not_available", "not_applicable": "no_target"}


def balance(view: View, key: Key) -> Row | None:
    """Return the balance of a share."""
    return view.tables.one(f"select * from credit_balances where {_WHERE}", *key)


def warning(view: View, key: Key, warning_id: str) -> Row | None:
    """Return one early-warning figure of a share."""
    return view.tables.one(f"select * from warnings where {_WHERE} and warning_id = ?", *key, warning_id)


def warning_state(view: View, state: str) -> Markup:
    """Return a warning's state: its shape, then its word."""
    shape = MARKS.get(state, "no_target")
    return el(
        "p",
        statuses.mark(shape),
        " ",
        view.code("warning_states", state),
        class_=f"nq-status nq-status-{shape}",
    )


def countdown(view: View, key: Key) -> Markup | None:
    """Return the days left to the deadline, with the time between notification and deadline as a bar."""
    row = balance(view, key)
    if row is None:
        return None
    say, fmt = view.say, view.fmt
    title, day, left = say("تا مهلت", "Until the deadline"), fmt.date(row["deadline"]), _days_left(view, row)
    told = (
        ""
        if row["deadline_told"]
        else say(
            " مهلت گفته نشده است؛ پایان سال بودجه گرفته شد.",
            " No deadline is told; the end of the budget year is taken.",
        )
    )
    more = say(" تمدیدپذیر است.", " It may be extended.") if row["extendable"] else ""
    if left < 0:
        figure = el(
            "p",
            el("b", fmt.number(-left)),
            " ",
            el("span", say("روز گذشته است", "days past"), class_="nq-unit"),
            class_="nq-figure",
        )
        status = statuses.status_line(view, "not_available") if row["paid_rial"] is None else None
    else:
        figure = el(
            "p",
            el("b", fmt.number(left)),
            " ",
            el("span", say(f"روز، {day}", f"days, {day}"), class_="nq-unit"),
            class_="nq-figure",
        )
        status = None
    passed = say(f"مهلت {day} بود.", f"The deadline was {day}.") if left < 0 else ""
    return cards.card(
        title,
        figure,
        _time_bar(view, row),
        status,
        el("p", f"{passed}{told}{more}".strip(), class_="nq-sub"),
        tags.origin_tags(view, [row]),
        class_="nq-big",
        level=2,
    )


def _days_left(view: View, row: Row) -> int:
    """Return the days to the deadline.

    Of a share whose replay has ended they are counted to the day of the build.
    """
    left = int(row["days_left"])
    return min(left, (row["deadline"] - view.today).days) if left < 0 else left


def _time_bar(view: View, row: Row) -> Markup | None:
    """Return the time from the notification to the deadline with today on it.

    Nothing where one of them is not known.
    """
    if row["notified_on"] is None or row["days_left"] < 0:
        return None
    whole = (row["deadline"] - row["notified_on"]).days or 1
    gone = max(0.0, min(100.0, 100 * (1 - row["days_left"] / whole)))
    first, last = view.fmt.date(row["notified_on"]), view.fmt.date(row["deadline"])
    label = view.say(f"از ابلاغ {first} تا مهلت {last}", f"From the notification {first} to the deadline {last}")
    return el("div", el("i", style=f"inline-size:{gone:.1f}%"), class_="nq-countdown", role="img", aria_label=label)


def required_rate(view: View, key: Key) -> Markup | None:
    """Return how much has to be paid a month so that nothing is left at the deadline."""
    return _figure_card(
        view,
        warning(view, key, "needed_pace"),
        view.say("آهنگ لازم", "Required rate"),
        lambda value: (
            view.fmt.money(value)[0],
            view.say(f"{view.fmt.money(value)[1]} در ماه", f"{view.fmt.money(value)[1]} a month"),
        ),
    )


def cover(view: View, key: Key) -> Markup | None:
    """Return how much of the share the files on their way would reach."""
    return _figure_card(
        view,
        warning(view, key, "pipeline_cover"),
        view.say("پوشش سهم با پرونده‌های در جریان", "Cover by the files on their way"),
        lambda value: (view.fmt.figure(value * 100, 0), view.say("درصد سهم", "% of the share")),
    )


def _figure_card(view: View, row: Row | None, title: str, words: Any) -> Markup | None:
    if row is None:
        return None
    if row["value"] is None:
        figure = cards.figure(view.shown({"value": None, "status": "missing"}))
    else:
        number, unit = words(row["value"])
        figure = el("p", el("b", number), " ", el("span", unit, class_="nq-unit"), class_="nq-figure")
    return cards.card(
        title,
        figure,
        warning_state(view, str(row["state"])),
        el("p", sentence(view.fmt, view.column(row, "sentence")), class_="nq-sub"),
        tags.origin_tags(view, [row]),
        class_="nq-big",
        level=2,
    )


def if_nothing(view: View, key: Key) -> Markup | None:
    """Return what happens to the share when no file is registered in time, in the order of events."""
    row = balance(view, key)
    if row is None:
        return None
    say, fmt = view.say, view.fmt
    year, day = fmt.digits(key[1]), fmt.date(row["deadline"])
    share = " ".join(fmt.money(row["share_rial"]))
    title = say("اگر تا پایان خرداد پرونده‌ای ثبت نشود", "If no file is registered by the end of Khordad")
    spring = view.tables.one(
        f"select * from warning_history where {_WHERE} and warning_id = 'needed_pace' and month_key = ?",
        *key,
        f"{key[1]}-03",
    )
    moved = say(
        "کمیتهٔ استان می‌تواند سهم را به گردشگری یا حوزهٔ دیگری ببرد؛ این پیش از مهلت هم روی می‌دهد.",
        "The province’s committee may move the share to tourism or another field; this can come before the deadline.",
    )
    lines = [
        say(
            f"همهٔ سهم، {share}، دست‌نخورده می‌ماند؛ یک فصل پس از ابلاغ، صفر پرونده خود هشدار است.",
            f"The whole share, {share}, stays untouched; one quarter after the notification, "
            "no file is a warning of its own.",
        ),
        " ".join([moved, *place.notes(view, ["credit_allocated"], str(key[2]))]),
        say(
            f"آنچه تا {day} پرداخت نشود، از دست این حوزه می‌رود، مگر مهلت تمدید شود.",
            f"What is not paid by {day} is lost to the field, unless the deadline is extended.",
        ),
    ]
    if spring is not None and spring["value"] is not None:
        needed = " ".join(fmt.money(spring["value"]))
        lines.insert(
            1,
            say(
                f"در پایان خرداد {year}، برای پرداخت همهٔ سهم ماهی {needed} لازم بود.",
                f"At the end of Khordad {year}, {needed} a month were needed to pay out the whole share.",
            ),
        )
    return el(
        "div",
        cards.card(
            title,
            el("ol", *(el("li", line) for line in lines), class_="nq-steps"),
            _moved(view, row),
            tags.origin_tags(view, [row]),
            level=2,
        ),
        id="if-nothing",
    )


def _moved(view: View, row: Row) -> Markup | None:
    """Return how much of the share is known to have been moved, or that nobody has told it."""
    if row["moved_rial"] is None:
        words = view.say(
            "فهرستی از جابه‌جایی‌ها نرسیده است؛ دانسته نیست که چیزی از این سهم رفته باشد یا نه.",
            "No list of movements has come; whether any of this share was moved is not known.",
        )
    elif row["moved_rial"]:
        moved = " ".join(view.fmt.money(row["moved_rial"]))
        words = view.say(
            f"تا کنون {moved} از این سهم جابه‌جا شده است.", f"So far {moved} of this share have been moved."
        )
    else:
        return None
    return el("p", words, class_="nq-note")
