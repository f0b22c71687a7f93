"""Licences by state over the last quarters: what happened in each, and how things stood at its end."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el

#: In the order of a licence's life; flows first, stocks after them.
STATES = ("issued", "renewed", "expired", "revoked", "valid", "expiring", "lapsed")
_WORDS = {
    "issued": ("صادر", "Issued"),
    "renewed": ("تمدید", "Renewed"),
    "expired": ("به پایان رسید", "Ran out"),
    "revoked": ("باطل", "Revoked"),
    "valid": ("معتبر", "Valid"),
    "expiring": ("رو به پایان", "Expiring"),
    "lapsed": ("منقضی", "Lapsed"),
}
QUARTERS = 8


def licence_table(view: View, domain: str, area_code: str) -> Markup | None:
    """Return the card of an area's licences in one domain, newest quarter first; None without a register."""
    rows = view.tables.rows(
        "select * from licence_states where area_code = ? and domain = ? and licence_kind = '' "
        "and frequency = 'Q' order by period desc",
        area_code,
        domain,
    )
    if not rows:
        return None
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(str(row["period"]), {})[str(row["state"])] = row
    periods = list(found)[:QUARTERS]
    say = view.say
    title = say("زندگی یک پروانه، فصل به فصل", "The life of a licence, quarter by quarter")
    headers = [say("فصل", "Quarter"), *(say(*_WORDS[state]) for state in STATES)]
    body = [
        [view.fmt.period(period), *(_cell(view, found[period].get(state)) for state in STATES)] for period in periods
    ]
    shown = [row for period in periods for row in found[period].values()]
    return cards.card(
        title,
        tables.table(headers, body, caption=title),
        tags.origin_tags(view, shown),
        tool_row(
            view,
            "licence_states",
            {"area_code": area_code, "domain": domain, "licence_kind": "", "frequency": "Q"},
            title=title,
        ),
        subtitle=say(
            "چهار ستون نخست در فصل روی داد؛ سه ستون دیگر حال روز پایان فصل است و با آن‌ها جمع نمی‌شود.",
            "The first four happened in the quarter; the other three are as of its last day and are not added to them.",
        ),
        level=2,
    )


def _cell(view: View, row: Row | None) -> Markup | str:
    if row is None:
        return "—"
    if row["status"] == "suppressed":
        return "*"
    if row["licences"] is None:
        return view.say("نرسیده", "no file")
    return el("a", view.fmt.figure(row["licences"]), href=view.address.to("rows", value=row["value_id"]))
