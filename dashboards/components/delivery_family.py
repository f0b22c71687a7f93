"""The files beside a file: the editions of one report, which of them is in force, and words of it that wait."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables
from dashboards.components.delivery_words import STATES, delivery_address
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import EDITION, WORD, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import NOT_APPLICABLE

#: Editions that are listed; a report that came oftener is told by its newest.
SHOWN = 20


def editions(view: View, row: Row) -> Markup | None:
    """Return the editions of the same report, office and period, the newest first; None where there is one alone."""
    rows = view.tables.rows(
        "select * from deliveries where feed = ? and office is not distinct from ? and period is not distinct from ? "
        "and kind = 'original' order by known_from desc, delivery_id limit ?",
        *(row[name] for name in ("feed", "office", "period")),
        SHOWN,
    )
    if len(rows) < 2:
        return None
    say = view.say
    headers: list[Child] = [
        say("فایل", "File"),
        say("رسیده", "Received"),
        say("سطر بارگذاری‌شده", "Rows loaded"),
        say("حال", "State"),
        say("جای کدام را گرفت", "Took the place of"),
    ]
    names = {str(one["delivery_id"]): str(one["file_name"]) for one in rows}
    words = editions_words(view.fmt, len(rows))
    return cards.disclosure(
        words,
        tables.table(headers, [_line(view, one, row, names) for one in rows], caption=words),
        open_=view.address.get("open") == "editions",
    )


def editions_words(fmt: Formatter, count: int) -> str:
    """Return how many editions of a report have come for one period."""
    if not count:
        return fmt.language.say("این گزارش هنوز نرسیده است", "This report has not come yet")
    if count == 1:
        return fmt.language.say("این گزارش یک بار رسیده است", "This report has come once")
    editions_ = counted(fmt, count, EDITION)
    return fmt.language.say(f"{editions_} از این گزارش و دوره رسیده است", f"{editions_} of this report have come")


def _line(view: View, one: Row, row: Row, names: dict[str, str]) -> list[Child]:
    shape, persian, english = STATES.get(str(one["state"]), ("no_target", one["state"], one["state"]))
    ident, before = str(one["delivery_id"]), str(one["supersedes"] or "")
    name = bidi_text.file_name(str(one["file_name"]))
    is_this = ident == row["delivery_id"]
    return [
        el("b", name, " ", view.say("(همین)", "(this one)"))
        if is_this
        else el("a", name, href=delivery_address(view, ident)),
        view.fmt.date(one["received_at"]),
        view.fmt.figure(one["rows_loaded"] or 0),
        join([statuses.mark(shape), " ", view.say(persian, english)]),
        bidi_text.file_name(names[before]) if before in names else NOT_APPLICABLE,
    ]


def words_waiting(view: View, row: Row) -> Markup | None:
    """Return how many words of a file no list knows, with the way to say what they mean."""
    if "vocabulary_words" not in view.tables.names():
        return None
    found = view.tables.one(
        "select count(*) as n from vocabulary_words where list_contains(string_split(files, '؛ '), ?)",
        row["file_name"],
    )
    count = int(found["n"]) if found else 0
    if not count:
        return None
    href = view.address.to("vocabulary", file=str(row["file_name"]))
    return el("p", unknown_words(view.fmt, count), " ", links.link(view.say("معنای آن‌ها", "Their meaning"), href))


def unknown_words(fmt: Formatter, count: int) -> str:
    """Return how many words of a file are in no list."""
    if not count:
        return fmt.language.say("فهرست‌ها همهٔ واژه‌ها را می‌شناسند.", "The lists know every word.")
    words = counted(fmt, count, WORD)
    return fmt.language.say(
        f"{words}ٔ این فایل در هیچ فهرستی نیست.", f"{words} of this file {agrees(count, 'is', 'are')} in no list."
    )
