"""Error and empty states: invented data, a failed build, a broken part or page, an old or missing file."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from dashboards.components.cards import disclosure
from dashboards.components.statuses import mark
from dashboards.data import editions, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import code, sentence
from dashboards.language.markup import Child, el

log = logging.getLogger(__name__)

#: Days that may pass until a version has to say that it is old; a build a day renews it.
OLD_DAYS = 7


def demonstration_banner(view: View) -> Markup:
    """Return the banner of a version whose ``is_synthetic`` field is true."""
    word_fa, word_en = place.home(view.tables).word
    return el(
        "p",
        el("span", class_="nq-demo-mark", aria_hidden="true"),
        el("b", view.say("دادهٔ نمایشی.", "Demonstration data.")),
        " ",
        view.say("عددهای این صفحه ساختگی‌اند", "The figures here are invented"),
        el(
            "span",
            view.say(f" و چیزی دربارهٔ {word_fa} نمی‌گویند", f" and say nothing about the {word_en}"),
            class_="nq-banner-more",
        ),
        ".",
        class_="nq-banner",
        role="note",
    )


def failed_build_strip(view: View, failure: Row) -> Markup:
    """Return the strip that names the version still shown after a build failed, and says why it failed."""
    number, day = view.fmt.digits(view.tables.number), view.fmt.date(view.release.get("built_at"))
    reason = view.column(failure, "sentence")
    return el(
        "div",
        mark("behind"),
        " ",
        view.say(
            f"نسخهٔ تازه ساخته نشد؛ نسخهٔ {number} از {day} نشان داده می‌شود.",
            f"The new version was not built; version {number} of {day} is shown.",
        ),
        disclosure(view.say("چرا؟", "Why?"), el("p", sentence(view.fmt, reason)), _error_id(view, failure))
        if reason
        else None,
        class_="nq-strip",
        role="status",
    )


def _error_id(view: View, failure: Row) -> Markup | None:
    """Return under which id the log tells of a failure, where it has one."""
    found = str(failure.get("error_id") or "")
    return el("p", view.say("شناسهٔ خطا: ", "Error id: "), code(found)) if found else None


def old_version_strip(view: View, today: date) -> Markup | None:
    """Return the strip of a version from which days have passed uncounted; None where it is of these days.

    Deadlines and ages are counted from the day of the version. Whoever reads it later has to know that.
    """
    age = (today - view.today).days
    if age <= OLD_DAYS:
        return None
    days, day = view.fmt.number(age), view.fmt.date(view.today)
    return el(
        "p",
        mark("behind"),
        " ",
        view.say(
            f"این نسخه {days} روز است که تازه نشده؛ روزهای مانده و گذشته از {day} شمرده شده‌اند، نه از امروز.",
            f"This version has not been renewed for {days} days; days left and days overdue are counted from {day}, "
            "not from today.",
        ),
        class_="nq-strip nq-strip-old",
        role="status",
    )


def failed_part(view: View, title: str, error_id: str) -> Markup:
    """Return what stands in place of one part that could not be drawn; the rest of the page stands."""
    return el(
        "section",
        el("h3", title),
        el("p", view.say("این بخش ساخته نشد", "This part could not be drawn"), class_="nq-figure nq-broken"),
        el(
            "p",
            view.say(
                f"بقیهٔ صفحه درست است و نسخهٔ {view.fmt.digits(view.tables.number)} برجاست. شناسهٔ خطا: ",
                f"The rest of the page is right and version {view.tables.number} stands. Error id: ",
            ),
            code(error_id),
        ),
        el(
            "a",
            view.say("بار دیگر", "Try again"),
            href=view.address.here(),
            data_reload="",
            class_="nq-button",
        ),
        class_="nq-tile nq-error",
    )


def guarded(view: View, title: str, draw: Callable[[], Markup]) -> Markup:
    """Draw one part; when it fails, log the error under an id and show that id in its place."""
    try:
        return draw()
    except Exception as error:
        return failed_part(view, title, _logged(view, title, error))


def failed_page(view: View, error: Exception) -> Markup:
    """Return what stands below a page that broke off, with the id under which the error is logged."""
    title = view.say("ادامهٔ این صفحه", "The rest of this page")
    return el("div", failed_part(view, title, _logged(view, title, error)), class_="nq-row")


def _logged(view: View, title: str, error: Exception) -> str:
    error_id = uuid.uuid4().hex[:8]
    log.error("%r of page %r failed, error id %s", title, view.address.page, error_id, exc_info=error)
    return error_id


def foot(view: View) -> Markup:
    """Return the last line of every page, which stays when it is printed: version and date."""
    version = editions.version_words(view.language, view.tables)
    return el(
        "p",
        view.say(
            f"نقشه · {version}. زیر هر عدد، نشان منبع به سطرهای آن می‌رسد.",
            f"Naqsheh · {version}. Under every figure, its source chip leads to its rows.",
        ),
        class_="nq-foot",
    )


def stale_note(view: View, age_days: int, allowed_days: int) -> Markup:
    """Return the age of a file that is older than its cadence allows."""
    return el(
        "p",
        mark("behind"),
        " ",
        view.say(
            f"{view.fmt.number(age_days)} روز از رسیدن این فایل گذشته است؛ سقف این گزارش "
            f"{view.fmt.number(allowed_days)} روز است.",
            f"{view.fmt.number(age_days)} days since this file came; this feed allows {view.fmt.number(allowed_days)}.",
        ),
        class_="nq-status nq-status-behind",
    )


def empty_part(title: str, *body: Child) -> Markup:
    """Return what stands in place of a part that has nothing yet.

    What is awaited, from whom, and how it comes.
    """
    return el("section", el("h2", title), *body, class_="nq-card nq-empty")
