"""The form that sends a file, and the blank templates: first what it is, then the file, its period and its office."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dashboards.components import cards
from dashboards.components.forms import field, hidden_fields, template_button
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from pipelines.foundation.period import Period

FORMATS = ".xlsx,.xls,.xlsb,.ods,.csv,.parquet"
#: Years that may be chosen for a file, back from today.
YEARS_BACK = 12
#: A feed's cadence → the frequencies of its periods; a feed without one of these may be of a year or a quarter.
FREQUENCIES = {"annual": "A", "quarterly": "Q", "monthly": "M"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What is said of a file beside the file itself; empty where the file says it."""

    feed: str = ""
    period: str = ""
    office: str = ""


def send_card(view: View, sent: Sent, *, again: bool = False) -> Markup:
    """Return the form; until it is said what the file is, it asks for that alone.

    ``again`` says that a file is being looked at: the form takes its mended successor.
    """
    say = view.say
    feed = view.tables.lookup("feeds", "feed").get(sent.feed)
    return cards.card(
        say("فایل درست‌شده را بفرستید", "Send the mended file")
        if again
        else say("فایل را بفرستید و ببینید", "Send a file and look"),
        _feeds(view, sent.feed),
        _form(view, feed, sent) if feed is not None else _templates(view),
        subtitle=say(
            "اکسل، متن جداشده با ویرگول یا پارکت. تا تأیید شما چیزی وارد نمی‌شود.",
            "Excel, comma-separated text or Parquet. Nothing is taken in before you approve it.",
        ),
        level=2,
    )


def _feeds(view: View, wanted: str) -> Markup:
    """Return the choice of the feed; choosing one opens the form with its periods and offices."""
    feeds = view.by_name(view.tables.rows("select * from feeds"), "title")
    address = view.address
    options = [
        el(
            "option",
            view.column(row, "title"),
            value=address.to("deliver", feed=row["feed"]),
            selected=row["feed"] == wanted,
        )
        for row in feeds
    ]
    first = el("option", view.say("برگزینید", "Choose"), value=address.to("deliver"), selected=not wanted)
    choice = el("select", first, *options, data_choice="", id="feed")
    return el("div", field(view.say("چه گزارشی است؟", "Which report is it?"), choice), class_="nq-form")


def _form(view: View, feed: Row, sent: Sent) -> Markup:
    say, name = view.say, str(feed["feed"])
    itself = say("همان که فایل می‌گوید", "As the file says")
    return el(
        "form",
        *hidden_fields(view, feed=name),
        el("p", template_button(view, name, view.column(feed, "title"))),
        field(say("فایل", "File"), _picker(view)),
        el(
            "div",
            field(
                say("دوره", "Period"),
                el("select", el("option", itself, value=""), *_periods(view, feed, sent.period), name="period"),
            ),
            field(
                say("اداره", "Office"),
                el("select", el("option", itself, value=""), *_offices(view, feed, sent.office), name="office"),
            ),
            class_="nq-pair",
        ),
        cards.disclosure(
            say("نامهٔ همراه، دادهٔ ساختگی", "Covering letter, invented data"),
            field(
                say("نامه یا سند همراه", "Letter or document"),
                el("input", type="text", name="letter", maxlength="200"),
            ),
            el(
                "label",
                el("input", type="checkbox", name="synthetic", value="1"),
                " ",
                say("داده‌های این فایل ساختگی است", "The data of this file are invented"),
                class_="nq-check",
            ),
        ),
        el(
            "p",
            el(
                "button",
                say("دیدن پیش از تأیید", "Look before approving"),
                type="submit",
                class_="nq-button nq-look",
                data_busy=say("در حال خواندن…", "Reading…"),
            ),
        ),
        action="/steward/preview",
        method="post",
        enctype="multipart/form-data",
        class_="nq-form",
        target="_self",
    )


def _picker(view: View) -> Markup:
    """Return the file field with words of the page's language; the browser's own are those of the browser."""
    return el(
        "span",
        el("span", view.say("برگزیدن فایل", "Choose a file"), class_="nq-button"),
        el(
            "span",
            view.say("هنوز فایلی برگزیده نشده", "No file chosen yet"),
            class_="nq-quiet",
            data_chosen="",
        ),
        el(
            "input",
            type="file",
            name="upload",
            accept=FORMATS,
            required=True,
            aria_label=view.say("فایل", "File"),
        ),
        class_="nq-pick",
    )


def _periods(view: View, feed: Row, wanted: str) -> list[Markup]:
    """Return the periods of a feed that have begun, the newest first; those that are owed say so."""
    owed = {
        str(row["period"])
        for row in view.tables.rows(
            "select distinct period from completeness where feed = ? and state in ('missing', 'never', 'refused')",
            feed["feed"],
        )
    }
    missing = view.say(" · نرسیده", " · not received")
    offered = periods_of(view, feed)
    if wanted and wanted not in offered:
        offered = [wanted, *offered]
    return [
        el(
            "option",
            view.fmt.period(period) + (missing if period in owed else ""),
            value=period,
            selected=period == wanted,
        )
        for period in offered
    ]


def periods_of(view: View, feed: Row) -> list[str]:
    """Return the periods that a file of a feed may be of: of its frequency, and none that has not begun."""
    cadence = FREQUENCIES.get(str(feed["cadence"]))
    seen = {
        period.frequency
        for row in view.tables.rows("select distinct period from deliveries where feed = ?", feed["feed"])
        if (period := Period.find(str(row["period"]))) is not None
    }
    kinds = seen | ({cadence} if cadence else {"A", "Q"})
    this_year = Period.of_day(view.today, "A").year
    begun = [
        part
        for year in range(this_year, this_year - YEARS_BACK, -1)
        for part in sorted(_parts(Period(year), kinds), reverse=True)
        if part.days[0] <= view.today
    ]
    return [part.key for part in begun]


def _parts(year: Period, kinds: set[str]) -> list[Period]:
    """Return a year and its parts, as far as they are of ``kinds``."""
    return [part for part in (year, *year.quarters, *year.months) if part.frequency in kinds]


def _offices(view: View, feed: Row, wanted: str) -> list[Child]:
    """Return the offices: those that owe the feed first, then all others."""
    codes = list(view.tables.codes("offices"))
    owing = {
        str(row["office"])
        for row in view.tables.rows("select distinct office from completeness where feed = ?", feed["feed"])
    } | {str(feed["owner_office"])}
    chosen = wanted or (next(iter(owing)) if len(owing) == 1 else "")

    def options(own: bool) -> list[Markup]:
        return [
            el("option", view.code("offices", code), value=code, selected=code == chosen)
            for code in codes
            if (code in owing) is own
        ]

    return [
        el("optgroup", *options(True), label=view.say("فرستندگان این گزارش", "Offices that owe this report")),
        el("optgroup", *options(False), label=view.say("دیگران", "Others")),
    ]


def _templates(view: View) -> Markup:
    """Return the blank template of every feed; once it is said what a file is, the form has that one alone."""
    feeds = view.by_name(view.tables.rows("select * from feeds"), "title")
    lines = (
        el(
            "li",
            el("a", view.column(row, "title"), href=f"/steward/template/{row['feed']}.xlsx", download=True),
        )
        for row in feeds
    )
    return join(
        [
            el("h3", view.say("فایلی ندارید؟ الگوی خالی بگیرید", "No file? Take a blank template"), class_="nq-h4"),
            el("ul", *lines, class_="nq-list nq-lines nq-templates"),
        ]
    )
