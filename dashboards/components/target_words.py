"""What is said of a target in words: its name, its number beside what it should be, and the sentence of them all.

Every page that speaks of the state of the targets takes its sentence from here, so that two never differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboards.data import indicators
from dashboards.data.target_standings import SHORT
from dashboards.data.versions import Row
from dashboards.data.view import Shown, View
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period
from pipelines.foundation.persian import with_sign_of_percent

#: state of a target → (Persian, English), one word or two, as under the bar.
WORDS: dict[str, tuple[str, str]] = {
    "missed": ("مهلت‌گذشته", "missed"),
    "off_track": ("خارج از مسیر", "off track"),
    "behind": ("عقب از مسیر", "behind"),
    "on_track": ("در مسیر", "on track"),
    "reached": ("رسیده", "reached"),
    "not_available": ("سنجیده‌نشده", "unmeasured"),
}


def state_word(view: View, status: str) -> str:
    """Return the word of a target's state."""
    return view.say(*WORDS.get(status, (status, status)))


def target_name(view: View, row: Row) -> str:
    """Return of what a target is: its indicator, the kind within it, and the area where the name does not say it."""
    found = view.indicator(str(row["indicator_id"]))
    title = view.column(found, "title") if found else view.code("figure_indicators", row["indicator_id"])
    parts = [title]
    if row["category"]:
        kind = view.category(row["category"])
        parts.append(kind if view.language.is_persian else kind[:1].lower() + kind[1:])
    area = view.area(row["area_code"])
    if row["area_code"] != indicators.home_area(view) and area.split()[0] not in title:
        parts.append(area)
    return view.say("، ", ", ").join(parts)


def target_address(view: View, row: Row) -> str:
    """Return the address of the indicator's page at the value that speaks of a target."""
    return view.address.to(
        "indicators",
        indicator=row["indicator_id"],
        area=row["area_code"],
        domain=row["domain"],
        category=row["category"] or None,
        basis=row["basis"],
        period=row["period"],
    )


def value_of(view: View, row: Row, name: str) -> Shown:
    """Return one of a target's values (``value``, ``expected_value``, ``target_value`` …) as a reader sees it."""
    found = view.indicator(str(row["indicator_id"])) or {}
    qualifier = row.get("qualifier") if name == "value" else None
    shown = view.shown(
        {
            "indicator_id": row["indicator_id"],
            "unit": found.get("unit"),
            "value": row[name],
            "qualifier": qualifier,
            "status": "final",
        }
    )
    is_dollars = found.get("unit") == "USD" and not view.language.is_persian
    return replace(shown, unit="USD") if is_dollars else shown


def measured(view: View, row: Row) -> str:
    """Return «۷۵٫۹ درصد (زمستان ۱۴۰۴)»; what may still change says that it does."""
    told = [when(view, row["period"])]
    if row.get("is_provisional"):
        told.append(view.say("موقت", "provisional"))
    return f"{value_of(view, row, 'value').text} ({view.say('، ', ', ').join(told)})"


def when(view: View, period: str) -> str:
    """Return a period as it stands inside a sentence: «زمستان ۱۴۰۴», winter 1404."""
    written = view.fmt.period(period)
    return written if view.language.is_persian else written[:1].lower() + written[1:]


def against_its_path(view: View, row: Row) -> str | None:
    """Return «باید ۸۱٫۵ می‌بود», by the value that the build assessed it by; None where none is published."""
    status, expected = row["status"], row["expected_value"]
    if status == "reached":
        return view.say("هدف محقق شده است", "the target is reached")
    if status == "missed":
        return view.say(
            f"مهلت در {when(view, row['target_period'])} گذشت", f"it was due by {when(view, row['target_period'])}"
        )
    if status not in ("off_track", "behind", "on_track") or expected is None:
        return None
    if status == "on_track":
        if expected == row["baseline_value"]:
            return view.say("مسیر هنوز بیشتر نمی‌خواهد", "no more due yet")
        return view.say(f"مسیر {_bare(view, row)} می‌خواهد", f"the path asks for {_bare(view, row)}")
    definition = view.indicator(str(row["indicator_id"])) or {}
    if definition.get("direction") == "down":
        return view.say(f"باید تا {_bare(view, row)} پایین می‌آمد", f"should be down to {_bare(view, row)}")
    return view.say(f"باید {_bare(view, row)} می‌بود", f"should be {_bare(view, row)}")


def _bare(view: View, row: Row) -> str:
    """Return what the path asks for; its unit was said just before, save of money, whose scale may differ."""
    shown = value_of(view, row, "expected_value")
    unit = (view.indicator(str(row["indicator_id"])) or {}).get("unit")
    return shown.text if unit == "IRR" else shown.figure


def unmeasured(view: View, row: Row) -> str:
    """Return why a target has no state."""
    if row["value"] is None:
        return view.say("هنوز رقمی نرسیده است", "no figure has come yet")
    if row.get("is_stale"):
        period = when(view, row["period"])
        return view.say(f"رقم {period} کهنه است و وضعیت نمی‌دهد", f"the figure of {period} is too old to judge by")
    return view.say(f"{measured(view, row)}؛ سنجیدنی نیست", f"{measured(view, row)}; it cannot be judged")


def goal(view: View, row: Row) -> str:
    """Return «هدف ۵۰٪ تا ۱۴۰۷» in as few words as there are; one that nobody adopted says that it is proposed."""
    value, period = short(view, row, row["target_value"]), _until(view, str(row["target_period"]))
    if row["decision_state"] == "adopted":
        return view.say(f"هدف {value} تا {period}", f"target {value} by {period}")
    return view.say(f"پیشنهاد {value} تا {period}", f"proposed {value} by {period}")


def _until(view: View, period: str) -> str:
    """Return by when, in few words: the last quarter of a year ends with it."""
    parsed = Period.parse(period)
    return view.fmt.digits(parsed.year) if parsed.quarter == QUARTERS_OF_YEAR else when(view, period)


def short(view: View, row: Row, value: object) -> str:
    """Return a value without its unit where a label has little room: «۷۵٫۹٪», «۲۲٬۷۷۱»; money keeps its scale."""
    found = view.indicator(str(row["indicator_id"])) or {}
    shown = view.shown(
        {"indicator_id": row["indicator_id"], "unit": found.get("unit"), "value": value, "status": "final"}
    )
    unit = found.get("unit")
    if unit == "share" and view.language.is_persian:
        return with_sign_of_percent(shown.figure, "fa")
    return shown.text if unit == "IRR" else shown.figure


def finding(view: View, rows: Sequence[Row]) -> str:
    """Return the state of all adopted targets as one sentence without its full stop, a title."""
    counted = Counter(str(row["status"]) for row in rows)
    total, short_of, missed = len(rows), sum(counted[name] for name in SHORT), counted["missed"]
    unknown, good = counted["not_available"], counted["on_track"] + counted["reached"]
    number = view.fmt.number
    if not total:
        return view.say("هنوز هیچ هدفی تصویب نشده است", "No target has been adopted yet")
    if total == 1:
        return _of_one(view, str(rows[0]["status"]))
    if short_of == total and not missed:
        return view.say(
            f"هر {number(total)} هدف مصوب از مسیر عقب است", f"All {number(total)} adopted targets are off their path"
        )
    if short_of:
        fa, en = _short(view, short_of - missed, missed)
        return view.say(f"از {number(total)} هدف مصوب، {fa}", f"Of {number(total)} adopted targets, {en}")
    if unknown == total:
        return view.say(
            f"هیچ‌یک از {number(total)} هدف مصوب سنجیده نشده است", f"None of {number(total)} adopted targets is measured"
        )
    if unknown:
        return view.say(
            f"از {number(total)} هدف مصوب، {number(good)} هدف در مسیر است و {number(unknown)} هدف سنجیده نشده است",
            f"Of {number(total)} adopted targets, {number(good)} {_is(good)} on track and {number(unknown)} unmeasured",
        )
    return view.say(f"هر {number(total)} هدف مصوب در مسیر است", f"All {number(total)} adopted targets are on track")


def _short(view: View, behind: int, missed: int) -> tuple[str, str]:
    """Return how many are off their path and how many passed their date, in Persian and in English."""
    number = view.fmt.number
    off = (
        f"{number(behind)} هدف از مسیر عقب مانده است",
        f"{number(behind)} {_is(behind)} off {'its' if behind == 1 else 'their'} path",
    )
    gone = (
        f"{number(missed)} هدف در مهلت خود محقق نشد",
        f"{number(missed)} {'was' if missed == 1 else 'were'} missed",
    )
    if not missed:
        return off
    return (f"{gone[0]} و {off[0]}", f"{gone[1]} and {off[1]}") if behind else gone


def _of_one(view: View, status: str) -> str:
    said = {
        "missed": ("در مهلت خود محقق نشد", "was missed"),
        "on_track": ("در مسیر است", "is on track"),
        "reached": ("محقق شده است", "is reached"),
        "not_available": ("سنجیده نشده است", "is not measured yet"),
    }.get(status, ("از مسیر عقب است", "is off its path"))
    return view.say(f"تنها هدف مصوب {said[0]}", f"The one adopted target {said[1]}")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
