"""The status of an indicator against its target: its shape, its word, its line."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el

#: progress status → (Persian, English); the order is worst first.
STATUS_WORDS: dict[str, tuple[str, str]] = {
    "missed": ("مهلت‌گذشته", "Missed"),
    "off_track": ("خارج از مسیر", "Off track"),
    "behind": ("عقب از مسیر", "Behind"),
    "on_track": ("در مسیر", "On track"),
    "reached": ("رسیده", "Reached"),
    "no_target": ("بدون هدف", "No target set"),
    "not_available": ("در دسترس نیست", "Not available"),
}


def mark(status: str) -> Markup:
    """Return the shape of a status; always write its word beside it."""
    return el("span", class_=f"nq-mark nq-mark-{status}", aria_hidden="true")


def status_word(view: View, status: str) -> str:
    """Return the word of a status."""
    persian, english = STATUS_WORDS.get(status, (status, status))
    return view.say(persian, english)


def status_line(view: View, status: str, beside: str | None = None) -> Markup:
    """Return a status: its shape, then its word, and what is said ``beside`` it."""
    said = el("span", " · ", beside, class_="nq-age") if beside else None
    return el("p", mark(status), " ", status_word(view, status), said, class_=f"nq-status nq-status-{status}")


def standing_words(view: View, row: Row, found: Row | None) -> str | None:
    """Return by which figure a target stands, if not by the one shown: the basis if it is another, the age if old."""
    if found is None:
        return None
    told = []
    if found["basis"] not in (None, row["basis"]):
        basis = view.code("bases", found["basis"])
        told.append(view.say(f"بر مبنای «{basis}»", f"by basis “{basis}”"))
    if found["age_months"]:
        period, months = view.fmt.period(found["period"]), view.fmt.number(found["age_months"])
        told.append(view.say(f"رقم {period}، {months} ماه پیش", f"figure of {period}, {months} months ago"))
    return " · ".join(told) or None
