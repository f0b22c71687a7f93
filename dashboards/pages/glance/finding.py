"""The head of the front page: the state of the targets as its title, and the worst of them by name and number."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, target_words
from dashboards.data import target_standings
from dashboards.data.target_standings import SHORT
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join


def head(view: View) -> Markup:
    """Return the title and the lede; before any target is adopted, that none is, and what that means."""
    rows = target_standings.adopted(view)
    if rows:
        return cards.page_head(None, target_words.finding(view, rows), worst(view, rows[0]))
    return cards.page_head(None, proposals_title(view), _day_one(view))


def worst(view: View, row: Row) -> Child:
    """Return the worst target by name, with its number and what it should be; none is named where none is short."""
    if row["status"] == "not_available":
        return view.say(
            "تا رقمی نرسد، نمی‌توان گفت کدام عقب است.", "Until a figure comes, nobody can say which is behind."
        )
    if row["status"] not in SHORT:
        return view.say("هیچ هدف سنجیده‌شده‌ای عقب نیست.", "None of those measured is behind.")
    against = target_words.against_its_path(view, row)
    end = view.say(f"؛ {against}.", f"; {against}.") if against else "."
    name = el("b", target_words.target_name(view, row))
    return join(
        [
            view.say("دورترین: ", "Furthest off: "),
            name,
            view.say("، ", ", "),
            target_words.measured(view, row) if row["value"] is not None else target_words.unmeasured(view, row),
            end,
        ]
    )


def proposals_title(view: View) -> str:
    """Return how many targets wait for adoption, before any is adopted."""
    count = len(target_standings.proposed(view))
    number = view.fmt.number(count)
    if not count:
        return view.say("هنوز هیچ هدفی پیشنهاد یا تصویب نشده است", "No target is proposed or adopted yet")
    if count == 1:
        return view.say("یک هدف پیشنهاد شده و هنوز تصویب نشده است", "One target is proposed, and none is adopted yet")
    return view.say(
        f"{number} هدف پیشنهاد شده؛ هنوز هیچ‌یک تصویب نشده است",
        f"{number} targets are proposed; none is adopted yet",
    )


def _day_one(view: View) -> str:
    return view.say(
        "تا کمیسیون هدف تصویب نکند، کسی نمی‌تواند بگوید کدام شاخص عقب است. آنچه می‌دانیم این‌هاست.",
        "Until the commission adopts targets, nobody can say which indicator is behind. This is what we know.",
    )


def known_words(view: View) -> str:
    """Return from what is known: «۳۵ عدد از صورت‌جلسه‌های اسفند ۱۴۰۰ و صادرات گمرکی ۱۴۰۲»."""
    said = view.tables.one(
        "select count(*) as n, max(as_of) as last from statements where source_grade = 'statement' "
        "and value is not null and as_of like '1%'"
    )
    customs = view.tables.rows("select distinct period from exports where channel = 'customs' order by period")
    known = []
    if said and said["n"]:
        count, day = view.fmt.number(said["n"]), view.fmt.jalali(str(said["last"])[:7])
        known.append(view.say(f"{count} عدد از صورت‌جلسه‌های {day}", f"{count} figures from the minutes of {day}"))
    if customs:
        first, last = (view.fmt.period(customs[place]["period"]) for place in (0, -1))
        years = (
            view.say(f"{first} تا {last}", f"{first} to {last}")
            if len(customs) > 2
            else view.say(" و ", " and ").join(view.fmt.period(row["period"]) for row in customs)
        )
        known.append(view.say(f"صادرات گمرکی {years}", f"the customs exports of {years}"))
    return view.say(" و ", " and ").join(known)
