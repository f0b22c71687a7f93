"""How far what sources say lies apart: one line a comparison, from zero to its largest figure, a point for each claim.

The largest figure stands at the end of its line, so that the emptiness before it is the distance. What is counted is a
round point, what was stated a hollow square; both ends are labelled with value and basis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: A smallest figure beyond this part of the line is labelled above it, where the largest one's label is not.
_CLOSE = 45.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing of which sources give different figures, with what each of them says."""

    row: Row
    claims: tuple[Row, ...]

    @property
    def ident(self) -> str:
        """Its key, by which an address opens it."""
        return str(self.row["discrepancy_id"])


@dataclass(frozen=True, slots=True)
class Group:
    """The comparisons of one indicator, the most important first."""

    title: str
    comparisons: tuple[Comparison, ...]


def groups(view: View, rows: Sequence[Row]) -> list[Group]:
    """Return discrepancies by the indicator of their first claim, groups in the order of their first one."""
    claims: dict[str, list[Row]] = {}
    for claim in view.tables.rows("select * from discrepancy_claims order by discrepancy_id, ordinal"):
        claims.setdefault(str(claim["discrepancy_id"]), []).append(claim)
    found: dict[str, list[Comparison]] = {}
    for row in rows:
        told = tuple(claims.get(str(row["discrepancy_id"]), ()))
        indicator = str(told[0]["indicator_id"] or "") if told else ""
        found.setdefault(indicator, []).append(Comparison(row, told))
    return [Group(_name(view, indicator), tuple(comparisons)) for indicator, comparisons in found.items()]


def _name(view: View, indicator: str) -> str:
    return view.column(view.indicator(indicator) or {}, "title") or view.say("رقم‌های دیگر", "Other figures")


def finding(view: View, group: Group) -> str:
    """Return how many comparisons a group has, and which lies furthest apart."""
    count, number = view.fmt.number(len(group.comparisons)), len(group.comparisons)
    measured = [one for one in group.comparisons if one.row["relative_difference"] is not None]
    if not measured:
        return view.say(f"{count} مقایسه", f"{count} comparison{'' if number == 1 else 's'}")
    widest = max(measured, key=lambda one: one.row["relative_difference"])
    apart = _apart(view, widest.row)
    if number == 1:
        return view.say(f"{apart} است.", f"{apart[:1].upper()}{apart[1:]}.")
    what = label(view, group, widest)
    return view.say(
        f"{count} مقایسه؛ دورترین «{what}» است که در آن {apart} است.",
        f"{count} comparisons; furthest apart is “{what}”: {apart}.",
    )


def _apart(view: View, row: Row) -> str:
    """Return the published distance of the smallest figure from the largest, in per cent of the largest."""
    if not row["least_value"]:
        return view.say("رقم کوچک‌تر صفر", "the smaller figure is zero")
    share = view.fmt.figure(row["relative_difference"] * 100, 1)
    percent = view.fmt.percent(row["relative_difference"], 1)
    return view.say(f"رقم کوچک‌تر {share} درصد کمتر از بزرگ‌تر", f"the smaller figure is {percent} below the larger")


def label(view: View, group: Group, one: Comparison) -> str:
    """Return what is compared, without the name of the indicator under which it stands."""
    title = view.column(one.row, "title")
    return title.removeprefix(group.title + view.say("، ", ", "))


def key(view: View) -> Markup:
    """Return what the marks on the lines mean."""
    say = view.say
    marks = (
        ("nq-claim", say("ثبت‌شده یا شمرده", "registered or counted")),
        ("nq-claim nq-claim-hollow", say("همان، موقت", "the same, provisional")),
        ("nq-claim nq-claim-stated", say("اظهارشده", "stated")),
    )
    scale = say(
        "هر خط از صفر است تا بزرگ‌ترین رقم همان مقایسه؛ رقم پررنگ، محکم‌ترین سند را دارد.",
        "Each line runs from zero to the largest figure compared; the figure in bold has the strongest evidence.",
    )
    return el(
        "p",
        *(el("span", el("i", class_=shape, aria_hidden="true"), " ", word) for shape, word in marks),
        el("span", scale),
        class_="nq-legend nq-legend-dots",
    )


def line(view: View, group: Group, one: Comparison, *, chosen: bool) -> Markup:
    """Return one comparison as a link that opens its claims, or closes them where they are open."""
    ident = f"comparison-{one.ident}"
    beside = [_strongest_between(view, one)]
    beside += [view.say("توضیح دارد", "explained")] if one.row["state"] == "explained" else []
    state = " · ".join(part for part in beside if part)
    address = view.address.here(comparison=None if chosen else one.ident)
    return el(
        "li",
        el(
            "a",
            el("span", label(view, group, one), el("small", state) if state else None, class_="nq-strips-name"),
            _strip(view, one),
            href=address if chosen else f"{address}#{ident}",
            aria_expanded="true" if chosen else "false",
        ),
        id=ident,
    )


def _strip(view: View, one: Comparison) -> Markup:
    told = sorted((c for c in one.claims if c["value"] is not None), key=lambda claim: claim["value"])
    most = told[-1]["value"] if told else 0
    if not told or most <= 0:
        return el("span", view.say("؛ ", "; ").join(_said(view, c) for c in told), class_="nq-strips-words")
    places = [float(claim["value"] / most) * 100 for claim in told]
    points = (
        el("i", class_=_shape(claim), style=f"inset-inline-start:{place:.1f}%", aria_hidden="true")
        for claim, place in zip(told, places, strict=True)
    )
    least = el(
        "span",
        _value(view, told[0]),
        class_="nq-strips-least" + (" nq-strips-above" if places[0] > _CLOSE else ""),
        style=f"inset-inline-end:{100 - places[0]:.1f}%"
        if places[0] > _CLOSE
        else f"inset-inline-start:{places[0]:.1f}%",
    )
    between = len(told) - 2
    words = view.say(f"و {view.fmt.number(between)} رقم میان آن‌ها", f"and {view.fmt.number(between)} between them")
    heard = el("span", words, class_="nq-heard") if between > 0 else None
    return el(
        "span",
        el("span", *points, class_="nq-strips-line"),
        el("span", least if len(told) > 1 else None, " ", heard, class_="nq-strips-side"),
        el("span", _value(view, told[-1]), class_="nq-strips-most"),
        class_="nq-strips-strip",
    )


def _strongest_between(view: View, one: Comparison) -> str:
    """Return the claims with the strongest evidence that stand at neither end of the line, where labels are."""
    told = sorted((c for c in one.claims if c["value"] is not None), key=lambda claim: claim["value"])
    between = list(dict.fromkeys(_said(view, claim) for claim in told[1:-1] if claim["is_strongest"]))
    words = view.say("محکم‌ترین سند: ", "strongest evidence: ")
    return words + view.say("، ", ", ").join(between) if between else ""


def _value(view: View, claim: Row) -> Markup:
    """Return a claim's value and basis; the one with the strongest evidence is bold."""
    return join([_basis(view, claim), ": ", el("b" if claim["is_strongest"] else "span", view.shown(claim).text)])


def _said(view: View, claim: Row) -> str:
    return f"{view.shown(claim).text} ({_basis(view, claim)})"


def _basis(view: View, claim: Row) -> str:
    return view.code("bases", claim["basis"])


def _shape(claim: Row) -> str:
    if claim["basis"] == "reported":
        return "nq-claim nq-claim-stated"
    return "nq-claim nq-claim-hollow" if claim["status"] == "provisional" else "nq-claim"
