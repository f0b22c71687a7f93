"""Licences by state over the last quarters: what happened in each, and how things stood at its end."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.counting import LICENCE, PERMIT, QUARTER, Noun, agrees, counted, none_of
from dashboards.language.formatter import Formatter
from dashboards.language.markup import el
from dashboards.language.nothing import NOT_APPLICABLE

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
    title = say("زندگی پروانه‌ها، فصل به فصل", "The life of licences, quarter by quarter")
    finding = _finding(view, periods[0], found[periods[0]], PERMIT if domain == "carpet" else LICENCE)
    headers = [say("فصل", "Quarter"), *(say(*_WORDS[state]) for state in STATES)]
    body = [
        [view.fmt.period(period), *(_cell(view, found[period].get(state)) for state in STATES)] for period in periods
    ]
    shown = [row for period in periods for row in found[period].values()]
    words = counted(view.fmt, len(body), QUARTER)
    return cards.card(
        finding or title,
        cards.disclosure(f"{title}: {words}", tables.table(headers, body, caption=title), _key(view, shown)),
        tags.origin_tags(view, shown),
        tool_row(
            view,
            "licence_states",
            {"area_code": area_code, "domain": domain, "licence_kind": "", "frequency": "Q"},
            title=title,
        ),
        subtitle=say(
            "چهار ستون نخست رویداد فصل است؛ سه ستون دیگر وضع روز پایان آن، و با آن‌ها جمع نمی‌شود.",
            "The first four columns happened in the quarter; the other three are as of its last day, never added.",
        ),
        level=2,
    )


def _key(view: View, shown: Sequence[Row]) -> Markup | None:
    return tables.nothing_key(
        view,
        suppressed=any(row["status"] == "suppressed" for row in shown),
        missing=any(row["status"] != "suppressed" and row["licences"] is None for row in shown),
    )


def _finding(view: View, period: str, states: dict[str, Row], noun: Noun) -> str | None:
    """Return how many licences are valid and how many lapsed at the end of the newest quarter, where both are told."""
    valid, lapsed = (states.get(name, {}).get("licences") for name in ("valid", "lapsed"))
    if valid is None or lapsed is None:
        return None
    return state_words(view.fmt, view.fmt.period(period), int(valid), int(lapsed), noun)


def state_words(fmt: Formatter, period: str, valid: int, lapsed: int, noun: Noun = LICENCE) -> str:
    """Return how many licences were valid and how many had lapsed at the end of a quarter."""
    say = fmt.language.say
    left_fa = f"{counted(fmt, lapsed, noun)} منقضی مانده است" if lapsed else f"{none_of(noun)} منقضی نمانده است"
    left_en = f"{counted(fmt, lapsed, noun)} {agrees(lapsed, 'has', 'have')} lapsed"
    good_fa = f"{counted(fmt, valid, noun)} معتبر است" if valid else f"{none_of(noun)} معتبر نیست"
    good_en = f"{counted(fmt, valid, noun)} {agrees(valid, 'is', 'are')} valid"
    return say(f"پایان {period}: {good_fa} و {left_fa}", f"End of {period}: {good_en}, {left_en}")


def _cell(view: View, row: Row | None) -> Markup | str:
    if row is None:
        return NOT_APPLICABLE
    if row["licences"] is None:
        return tables.count_cell(view, row, "licences")
    return el("a", view.fmt.figure(row["licences"]), href=view.address.to("rows", value=row["value_id"]))
