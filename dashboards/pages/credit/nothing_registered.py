"""What happens to a share for which nothing is registered in time, in the order of events."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.pages.credit.lines import WHERE, Line


def if_nothing(view: View, line: Line) -> Markup | None:
    """Return what happens to the share when no file is registered in time, in the order of events.

    None where files are registered.
    """
    registered, key = line.stage("registered"), line.key
    if registered is not None and (registered["files"] or registered["status"] == "suppressed"):
        return None
    row = view.tables.one(f"select * from credit_balances where {WHERE}", *key)
    if row is None:
        return None
    say, fmt = view.say, view.fmt
    year, day = fmt.digits(key[1]), fmt.date(row["deadline"])
    share = " ".join(fmt.money(row["share_rial"]))
    title = say("اگر تا پایان خرداد پرونده‌ای ثبت نشود", "If no file is registered by the end of Khordad")
    spring = view.tables.one(
        f"select * from warning_history where {WHERE} and warning_id = 'needed_pace' and month_key = ?",
        *key,
        f"{key[1]}-03",
    )
    moved = say(
        "کمیتهٔ استان می‌تواند سهم را به گردشگری یا حوزهٔ دیگری ببرد؛ این پیش از مهلت هم روی می‌دهد.",
        "The province’s committee may move the share to tourism or another field; this can come before the deadline.",
    )
    steps = [
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
        steps.insert(
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
            el("ol", *(el("li", step) for step in steps), class_="nq-steps"),
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
