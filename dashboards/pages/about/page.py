"""About: how figures are made, when they are released, how they are revised, and how they may be cited."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables, tags
from dashboards.components.card_rows import draw_cards
from dashboards.components.tool_row import citation, tool_links
from dashboards.data import place
from dashboards.data.view import View
from dashboards.language.markup import el, join
from dashboards.registry import PAGES

#: Days after the end of a quarter on which its figures are released; the team's proposal until the commission
#: decides.
RELEASE_AFTER_DAYS = 45
COMING_RELEASES = 4


def draw(view: View) -> None:
    """Draw the page."""
    say = view.say
    counts = (
        view.tables.one(
            "select (select count(*) from indicators) as indicators, (select count(*) from deliveries "
            "where state = 'published') as files, (select count(*) from indicator_values "
            "where value is not null) as figures"
        )
        or {}
    )
    figures, files = view.fmt.figure(counts.get("figures") or 0), view.fmt.figure(counts.get("files") or 0)
    st.html(
        cards.page_head(
            say(*PAGES["about"].heading),
            say("دربارهٔ نقشه", "About Naqsheh"),
            say(
                f"این نسخه {figures} عدد از {files} فایل دارد و هر عدد به سطرهایی می‌رسد که از آن‌ها آمده است.",
                f"This version has {figures} figures from {files} files, and each leads to the rows that it came from.",
            ),
            say(
                "عدد نادرست از نبودن عدد بدتر است؛ عدد بی‌منبع، عدد نادرست است.",
                "A wrong number is worse than no number; a number without a source is a wrong number.",
            ),
        )
    )
    draw_cards(
        view,
        "nq-row-two",
        [(say("روش", "Method"), _method), (say("چهار گونه نبودن", "Four kinds of nothing"), _nothing)],
    )
    draw_cards(
        view,
        "nq-row-two",
        [(say("تقویم انتشار", "Release calendar"), _calendar), (say("بازنگری", "Revisions"), _revisions)],
    )
    draw_cards(
        view,
        "nq-row-two",
        [(say("وضعیت‌ها", "Statuses"), _statuses), (say("درجهٔ سند", "Grades of evidence"), _grades)],
    )
    draw_cards(view, "nq-row-two", [(say("حریم اشخاص", "Privacy"), _privacy), (say("ارجاع", "Citation"), _cite)])


def _list(lines: list[str]) -> Markup:
    return el("ul", *(el("li", line) for line in lines), class_="nq-bullets")


def _method(view: View) -> Markup:
    say = view.say
    return cards.card(
        say("روش", "Method"),
        _list(
            [
                say(
                    "اداره‌ها فایل خود را همان‌گونه که هست می‌فرستند؛ هیچ ستونی از آن‌ها خواسته نمی‌شود که ندارند.",
                    "Offices send the files that they have; no column is asked of them that they lack.",
                ),
                say(
                    "هر سطر یا بار می‌شود، یا با دلیل کنار گذاشته می‌شود؛ شمار آن‌ها با هم برابر است.",
                    "A row is loaded, or kept out with a reason; the counts agree.",
                ),
                say(
                    "شاخص، صورت و مخرج دارد و در یک نوشتهٔ SQL تعریف شده است؛ همان نوشته، تبار هر عدد است.",
                    "An indicator has numerator and denominator and is one SQL text; the same text is the "
                    "lineage of each figure.",
                ),
                say(
                    "دفتر ثبت و گفتهٔ مسئولان کنار هم می‌مانند و با هم جمع یا میانگین نمی‌شوند.",
                    "Registers and statements stand side by side and are neither added nor averaged.",
                ),
                say(
                    "صنایع دستی و فرش بی آنکه گفته شود جمع نمی‌شوند.",
                    "Crafts and carpet are never added without saying so.",
                ),
                say(
                    "پیش‌بینی با مدلی است که در گذشتهٔ همان سری آزموده شده؛ سری کوتاه، یا سری‌ای که بازه‌هایش در آن آزمون "
                    "درست درنیاید، پیش‌بینی نمی‌شود و دلیلش گفته می‌شود.",
                    "A forecast comes from a model that was tried on the past of its series; a short series, or one "
                    "whose intervals do not hold in that trial, gets none, with the reason.",
                ),
            ]
        ),
        links.link(say("همهٔ تعریف‌ها", "All definitions"), view.address.to("definitions")),
        level=2,
    )


def _nothing(view: View) -> Markup:
    say = view.say
    return cards.card(
        say("چهار گونه نبودن", "Four kinds of nothing"),
        cards.facts(
            [
                (say("نرسیده", "Missing"), say("فایلی نیامده است؛ هاشور", "no file has come; hatched")),
                (
                    say("صفر", "Zero"),
                    say("فایل آمده و شمار آن صفر است؛ واژهٔ صفر", "a file came and counts none; a hollow point"),
                ),
                (
                    say("پنهان", "Suppressed"),
                    say("برای حریم اشخاص؛ ستاره", "to protect persons; an asterisk"),
                ),
                (
                    say("کاربرد ندارد", "Not applicable"),
                    say("پرسش معنا ندارد؛ خط تیره", "the question has no meaning; a dash"),
                ),
            ]
        ),
        level=2,
    )


def _calendar(view: View) -> Markup:
    """Return the coming release days: each quarter's figures so many days after its end."""
    say = view.say
    rows = view.tables.rows(
        f"select *, last_day + {RELEASE_AFTER_DAYS} as released_on from quarters "
        f"where last_day + {RELEASE_AFTER_DAYS} >= ? order by last_day limit {COMING_RELEASES}",
        view.today,
    )
    title = say("تقویم انتشار", "Release calendar")
    body = [
        [
            view.fmt.period(row["period"]),
            view.fmt.date(row["last_day"], table=True),
            view.fmt.date(row["released_on"]),
        ]
        for row in rows
    ]
    headers = [say("فصل", "Quarter"), say("پایان", "Ends"), say("روز انتشار", "Released on")]
    days = view.fmt.number(RELEASE_AFTER_DAYS)
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        level=2,
        subtitle=say(
            f"{days} روز پس از پایان هر فصل؛ پیشنهاد تیم تا تصمیم کمیسیون. میان دو انتشار، "
            "صفحه‌ها با هر فایل تازه نو می‌شوند.",
            f"{days} days after the end of each quarter; the team’s proposal until the commission decides. "
            "Between releases the pages follow every new file.",
        ),
    )


def _revisions(view: View) -> Markup:
    say = view.say
    superseded = view.tables.one("select count(*) as n from deliveries where supersedes is not null") or {}
    count = view.fmt.figure(superseded.get("n") or 0)
    return cards.card(
        say("بازنگری", "Revisions"),
        _list(
            [
                say(
                    "عددی که فایلی از آن نیامده یا سطری در قرنطینه دارد، موقت است و نشان «موقت» دارد.",
                    "A figure of which a file is missing or a row is in quarantine is provisional and says so.",
                ),
                say(
                    "فایل تازه جای پیشین را می‌گیرد و پیشین پاک نمی‌شود؛ وضع هر روز گذشته را می‌توان دوباره ساخت.",
                    "A newer file replaces the one before, which is kept; the state "
                    "of any past day can be built again.",
                ),
                say(
                    "جابه‌جایی ده‌برابری، سطر گمشده و دورهٔ نادرست پیش از انتشار نگه داشته می‌شود تا کسی تأیید کند.",
                    "A tenfold move, lost rows or a wrong period wait before publication until somebody approves.",
                ),
                say(
                    f"تا کنون {count} فایل جای پیشین خود را گرفته است.",
                    f"So far {count} files have replaced one before.",
                ),
            ]
        ),
        links.link(say("فایل‌ها", "The files"), view.address.to("quality")),
        level=2,
    )


def _statuses(view: View) -> Markup:
    say = view.say
    words = {
        "missed": say("سررسید هدف گذشته و به آن نرسیده است", "the date of the target has passed and it was missed"),
        "off_track": say(
            "کمتر از ۶۰ درصد راهی که تا اکنون باید می‌رفت", "less than 60% of the gain that was due by now"
        ),
        "behind": say("میان ۶۰ و ۹۵ درصد راهی که باید می‌رفت", "between 60% and 95% of the gain that was due"),
        "on_track": say("دست‌کم ۹۵ درصد راهی که باید می‌رفت", "at least 95% of the gain that was due"),
        "reached": say("هدف به دست آمده است، پیش از سررسید یا در آن", "the target is reached, by its date or before"),
        "no_target": say("هیچ هدف مصوبی ندارد", "no adopted target"),
        "not_available": say(
            "عددی نیست که سنجیده شود: نرسیده، یا کهنه‌تر از آن است که جای امروز را بگوید",
            "no figure to assess: none came, or it is too old to say where things stand today",
        ),
    }
    lines = [
        (join([statuses.mark(status), " ", statuses.status_word(view, status)]), text) for status, text in words.items()
    ]
    return cards.card(
        say("وضعیت‌ها", "Statuses"),
        cards.facts(lines),
        level=2,
        subtitle=say(
            "قاعده یک‌جا نوشته شده است و حساب هر وضعیت کنار آن می‌آید.",
            "The rule is written in one place, and the arithmetic of each status stands beside it.",
        ),
    )


def _grades(view: View) -> Markup:
    rows = view.tables.codes("grades")
    used = {
        str(row["evidence_grade"]): row["n"]
        for row in view.tables.rows(
            "select evidence_grade, count(*) as n from indicator_values where value is not null group by evidence_grade"
        )
    }
    facts = [
        (
            view.code("grades", code),
            view.say(f"{view.fmt.figure(used.get(code, 0))} عدد", f"{view.fmt.number(used.get(code, 0))} figures"),
        )
        for code in rows
    ]
    return cards.card(
        view.say("درجهٔ سند", "Grades of evidence"),
        cards.facts(facts),
        tags.release_tag(view),
        level=2,
        subtitle=view.say("از محکم به سست نیست؛ هر عدد می‌گوید از کدام است.", "Every figure says from which it is."),
    )


def _privacy(view: View) -> Markup:
    say = view.say
    return cards.card(
        say("حریم اشخاص", "Privacy"),
        _list(
            [
                say(
                    "نام، کد ملی و تلفن هیچ‌جا منتشر نمی‌شود؛ درون سامانه هم تنها نشانهٔ رمزشدهٔ آن‌هاست.",
                    "Names, national codes and telephone numbers are published nowhere; inside there are "
                    "keyed pseudonyms alone.",
                ),
                say(
                    "شمار کمتر از پنج پنهان است و آنچه با جمع و تفریق آن را آشکار کند نیز پنهان می‌شود.",
                    "Counts below five are hidden, and so is what would reveal them by adding and subtracting.",
                ),
                say(
                    "پرونده‌های اعتبار تنها برای استان گفته می‌شود؛ در شهرستان همه یکدیگر را می‌شناسند.",
                    "Files of credit are told for the province alone; in a county everybody knows everybody.",
                ),
            ]
        ),
        level=2,
    )


def _cite(view: View) -> Markup:
    say = view.say
    cited = citation(view, place.eyebrow(view))
    return cards.card(
        say("ارجاع", "Citation"),
        el("p", cited, class_="nq-note"),
        tool_links(
            view,
            [(say("رونوشت", "Copy"), {"href": view.address.here(), "data_copy": cited, "role": "button"})],
        ),
        el(
            "p",
            say(
                "زیر هر نما هم «ارجاع» هست، که نشانی همان نما را در خود دارد.",
                "Under every view, too, there is “Cite this”, with the address of that very view.",
            ),
            class_="nq-sub",
        ),
        level=2,
    )
