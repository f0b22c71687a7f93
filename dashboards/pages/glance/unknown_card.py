"""What is not known, by the office that owes it: each with how many reports it owes, and their templates."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses
from dashboards.data import owed
from dashboards.data.owed import Owed
from dashboards.data.view import View
from dashboards.language.markup import el, join


def unknown_card(view: View) -> Markup:
    """Return the card of what is not known; silence is not a zero."""
    return cards.card(
        view.say("آنچه هنوز نمی‌دانیم", "What is not known yet"),
        el("p", statuses.mark("not_available"), " ", _counted(view)),
        el("ul", *(el("li", *_office(view, one)) for one in owed.by_office(view)), class_="nq-owing"),
        level=2,
    )


def _counted(view: View) -> Markup:
    row = (
        view.tables.one(
            "select count(*) as n, (select count(*) from indicators) as whole from indicators i where not exists "
            "(select 1 from indicator_values v where v.indicator_id = i.indicator_id and v.value is not null)"
        )
        or {}
    )
    found = owed.by_office(view)
    number = view.fmt.number
    without, whole = number(row.get("n") or 0), number(row.get("whole") or 0)
    reports, offices = number(sum(len(one.feeds) for one in found)), number(len(found))
    return join(
        [
            view.say(
                f"{without} شاخص از {whole} هیچ عددی ندارد. ", f"{without} of {whole} indicators have no figure. "
            ),
            view.say(
                f"{reports} گزارش از {offices} اداره باید برسد؛ نرسیدن، صفر نیست.",
                f"{reports} reports are due from {offices} offices; not received is not zero.",
            )
            if found
            else None,
        ]
    )


def _office(view: View, one: Owed) -> tuple[Markup, ...]:
    """Return an office with how many reports it owes, and the button of its template, or of all templates."""
    name, count = view.code("offices", one.office), view.fmt.number(len(one.feeds))
    only = one.feeds[0] if len(one.feeds) == 1 else None
    template = view.say("دریافت الگو", "Get the template") if only else view.say("دریافت الگوها", "Get the templates")
    return (
        el(
            "span",
            el("a", name, href=view.address.to("quality") + f"#owed-{one.office}"),
            el(
                "span",
                view.say(f"{count} گزارش", f"{count} {'report' if only else 'reports'}"),
                class_="nq-remark",
            ),
        ),
        el(
            "a",
            template,
            href=view.address.to("deliver", feed=only),
            class_="nq-button nq-do",
            aria_label=f"{template}: {name}",
        ),
    )
