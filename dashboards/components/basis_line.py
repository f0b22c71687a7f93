"""The bases of a headline side by side, what each count covers of what was stated, and why the first is first."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from dashboards.data import headlines
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: Who counts, as the beginning of a sentence.
_COUNTS = {
    "register": ("دفتر", "the register covers"),
    "customs": ("گمرک", "customs cover"),
    "suitcase": ("آمار چمدانی", "the suitcase trade covers"),
}
#: Units of which every figure tells its own: a sum of money its scale, a share its per cent.
_TOLD_UNITS = ("IRR", "share")
#: A share below this would be rounded to nothing.
_LEAST = Decimal("0.001")


def basis_line(view: View, row: Row) -> Markup | None:
    """Return «اظهارشده ۷۰٬۰۰۰ · ثبت‌شده ۳۵۵» with the share that the register covers.

    None where the value is known on one basis only, or is not the one of the headline.
    """
    told = [found for found in headlines.bases(view, row) if found["status"] != "missing"]
    if len(told) < 2:
        return None
    with_periods = len({found["period"] for found in told}) > 1
    figures = " · ".join(_figure(view, found, with_period=with_periods) for found in told)
    covered = view.say("؛ ", "; ").join(filter(None, (coverage(view, found) for found in told)))
    return join(
        [
            el("p", figures, class_="nq-bases"),
            el("p", f"{covered[:1].upper()}{covered[1:]}.", class_="nq-bases") if covered else None,
        ]
    )


def other_bases(view: View, row: Row) -> str | None:
    """Return «ثبت‌شده ۳۵۵ (تابستان ۱۴۰۵)» of a value that stands large on another basis, in one sentence.

    What it covers of what was stated is told on the page of the indicator. None where the value is known on one basis
    only, or is not the one of the headline.
    """
    told = [found for found in headlines.bases(view, row) if found["status"] != "missing"]
    if len(told) < 2:
        return None
    with_periods = len({found["period"] for found in told}) > 1
    others = [found for found in told if found["value_id"] != row["value_id"]]
    return view.say("؛ ", "; ").join(_figure(view, found, with_period=with_periods) for found in others) + "."


def coverage(view: View, row: Row) -> str | None:
    """Return «دفتر ۰٫۵ درصدِ رقم اظهارشده را دارد»; None where no share of it is told."""
    share = row["coverage"]
    if share is None:
        return None
    who = view.say(*_COUNTS.get(str(row["basis"]), _COUNTS["register"]))
    words = view.fmt.percent(share)
    if 0 < share < _LEAST:
        words = view.say(f"کمتر از {view.fmt.percent(_LEAST)}", f"less than {view.fmt.percent(_LEAST)}")
    if row["denominator"] is not None and row["unit"] == "share":
        return view.say(f"مخرجِ {who} {words}ِ مخرج اظهارشده است", f"{who} {words} of the stated denominator")
    return view.say(f"{who} {words}ِ رقم اظهارشده را دارد", f"{who} {words} of the stated figure")


def rule_words(view: View, row: Row) -> str | None:
    """Return why the first basis of a headline is first; None where there is but one."""
    told = headlines.bases(view, row)
    if len(told) < 2:
        return None
    first = view.code("bases", told[0]["basis"])
    why = view.code("headline_rules", told[0]["rule"])
    return view.say(f"نخست {first}: {why}.", f"First, {first.lower()}: {why[:1].lower()}{why[1:]}.")


def _figure(view: View, row: Row, *, with_period: bool) -> str:
    shown = view.shown(row)
    written = shown.text if row["unit"] in _TOLD_UNITS else " ".join(filter(None, (shown.qualifier, shown.figure)))
    period = f" ({view.fmt.period(row['period'])})" if with_period else ""
    return f"{view.code('bases', row['basis'])} {written}{period}"
