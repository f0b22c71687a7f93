"""The curve of what was paid of a share against the path to its deadline.

Paid is a solid line, the even path copper dashes, the pace that is needed from today madder dots, all requests a thin
dashed level, and what comes if every day is like the best month turquoise dots. After the last day of which anything is
told the line ends: what lies between it and today is hatched, for silence is not a standstill.

The lines are an image that stretches with its frame, and every word stands beside them in the page's own type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import jdatetime
from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.data.view import View
from dashboards.language.markup import el
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import month_name

WIDTH, HEIGHT = 1000, 400
#: Ticks of the value axis above its zero.
TICKS = 4
#: Month names on the time axis at most; a phone shows every other one.
MONTHS = 8
BILLION = Decimal(10) ** 9
#: Part of the height by which the words of two lines must be apart.
APART = 9.0


@dataclass(frozen=True, slots=True)
class Curve:
    """What was paid until when, of how much, by when; amounts in rial."""

    begin: date
    deadline: date
    today: date
    told_until: date
    share: Decimal
    paid: tuple[tuple[date, Decimal], ...]
    requested: Decimal | None
    reach: Decimal | None

    @property
    def now(self) -> Decimal:
        """What is known to be paid."""
        return self.paid[-1][1]

    @property
    def top(self) -> Decimal:
        """The end of the value axis: a round amount that holds the share, so that ticks are round as well."""
        highest = max([self.share, self.now, *([self.requested] if self.requested else [])]) / BILLION
        size = Decimal(10) ** (highest / TICKS).adjusted()
        step = next(
            size * n for n in (1, Decimal("1.5"), 2, Decimal("2.5"), 3, 4, 5, 6, 8, 10) if size * n * TICKS >= highest
        )
        return step * TICKS * BILLION

    def across(self, day: date) -> float:
        """Return where a day stands, in per cent from the left."""
        whole = (self.deadline - self.begin).days or 1
        return max(0.0, min(100.0, 100 * (day - self.begin).days / whole))

    def up(self, rial: Decimal) -> float:
        """Return where an amount stands, in per cent from the ground."""
        return float(100 * rial / self.top)


def pace_curve(view: View, curve: Curve, alternative: str) -> Markup:
    """Return the curve with its words; ``alternative`` says it to those who do not see it."""
    source = f"data:image/svg+xml,{quote(_drawing(palette(view.scheme), curve))}"
    today = curve.across(curve.today)
    told = curve.across(min(curve.told_until, curve.today))
    gap = el(
        "span",
        el("span", view.say("خبری نرسیده", "nothing told"), class_="nq-curve-gap-words") if today - told > 8 else None,
        class_="nq-curve-gap",
        style=f"left:{told:.2f}%;inline-size:{today - told:.2f}%",
    )
    return el(
        "div",
        el(
            "div",
            el("span", class_="nq-curve-ahead", style=f"left:{today:.2f}%"),
            gap if today - told > 1 else None,
            el("img", src=source, alt=alternative),
            el("span", class_="nq-curve-goal", style=f"left:100%;bottom:{curve.up(curve.share):.2f}%"),
            el("span", class_="nq-curve-dot", style=f"left:{told:.2f}%;bottom:{curve.up(curve.now):.2f}%"),
            *_words(view, curve),
            *_amounts(view, curve),
            *_months(view, curve),
            class_="nq-curve-plot",
        ),
        class_="nq-curve",
    )


def _drawing(colours: dict[str, str], curve: Curve) -> str:
    def at(day: date, rial: Decimal) -> str:
        return f"{curve.across(day) * WIDTH / 100:.1f} {HEIGHT - curve.up(rial) * HEIGHT / 100:.1f}"

    def line(points: Iterator[str] | list[str], colour: str, width: float, dash: str = "") -> str:
        dashes = f" stroke-dasharray='{dash}'" if dash else ""
        return (
            f"<path d='M{' L'.join(points)}' fill='none' stroke='{colours[colour]}' stroke-width='{width}'{dashes} "
            "stroke-linejoin='round' vector-effect='non-scaling-stroke'/>"
        )

    ticks = [curve.top * step / TICKS for step in range(TICKS + 1)]
    drawn = [line([at(curve.begin, rial), at(curve.deadline, rial)], "hairline", 1) for rial in ticks]
    drawn.append(line([at(curve.today, Decimal(0)), at(curve.today, curve.top)], "edge", 1.2, "3 3"))
    drawn.append(line([at(curve.begin, Decimal(0)), at(curve.deadline, curve.share)], "copper", 2, "8 5"))
    if curve.requested is not None:
        drawn.append(line([at(curve.begin, curve.requested), at(curve.deadline, curve.requested)], "turq", 1.4, "10 4"))
    here = at(curve.today, curve.now)
    drawn.append(line([here, at(curve.deadline, curve.share)], "madder", 2.4, "2 5"))
    if curve.reach is not None:
        drawn.append(line([here, at(curve.deadline, curve.reach)], "turq", 2.2, "2 5"))
    drawn.append(line([at(curve.begin, Decimal(0)), *(at(day, rial) for day, rial in curve.paid)], "turq", 3))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' preserveAspectRatio='none'>"
        f"{''.join(drawn)}</svg>"
    )


def _words(view: View, curve: Curve) -> Iterator[Markup]:
    """Yield the words of the lines, each where its line is alone."""
    say, share = view.say, curve.up(curve.share)
    yield _word(
        "copper",
        "end",
        100,
        share + 2,
        say(f"سهم: {_billions(view, curve.share)}", f"share: {_billions(view, curve.share)}"),
    )
    yield _word("copper", "end", 34, share * 0.34 + 3, say("مسیر یکنواخت", "even path"))
    today, now = curve.across(curve.today), curve.up(curve.now)
    middle = (today + 100) / 2
    yield _word("madder", "end", middle - 1, (now + share) / 2 + 2, say("آهنگ لازم", "needed"))
    taken = None
    if curve.requested is not None:
        taken = curve.up(curve.requested)
        words = _billions(view, curve.requested)
        yield _word("turq", "end", 99, taken + 1, say(f"همهٔ درخواست‌ها: {words}", f"all requests: {words}"))
    if curve.reach is not None and curve.reach < curve.share:
        height = curve.up(curve.reach)
        # The line rises, so its words have room above its end, unless those of the requests are there.
        near = taken is not None and abs(height - taken) < APART
        low = height - APART - 1 if near else height + 2
        words = _billions(view, curve.reach)
        yield _word("turq", "end", 99, max(1.0, low), say(f"با بهترین ماه: {words}", f"at the best month: {words}"))
    told = curve.across(min(curve.told_until, curve.today))
    words = _billions(view, curve.now)
    side, place = ("start", told + 1) if told < 22 else ("end", told - 1)
    yield _word("turq nq-curve-paid", side, place, now + 3, say(f"پرداخت: {words}", f"paid: {words}"))


def _word(colour: str, side: str, left: float, bottom: float, words: str) -> Markup:
    return el(
        "span",
        words,
        class_=f"nq-curve-word nq-curve-{side} nq-in-{colour}",
        style=f"left:{left:.2f}%;bottom:{bottom:.2f}%",
    )


def _amounts(view: View, curve: Curve) -> Iterator[Markup]:
    for step in range(TICKS + 1):
        rial = curve.top * step / TICKS
        yield el("span", _billions(view, rial), class_="nq-curve-amount", style=f"bottom:{curve.up(rial):.2f}%")


def _months(view: View, curve: Curve) -> Iterator[Markup]:
    first, last = (jdatetime.date.fromgregorian(date=day) for day in (curve.begin, curve.deadline))
    months = [
        jdatetime.date(first.year + (first.month + n) // 12, (first.month + n) % 12 + 1, 1)
        for n in range((last.year - first.year) * 12 + last.month - first.month)
    ]
    every = -(-len(months) // MONTHS) or 1
    for place, month in enumerate(months[::every]):
        key = Period.parse(f"{month.year}-{month.month:02}")
        name = month_name(key, view.language.code)
        shown = name if view.language.is_persian else name[:3]
        yield el(
            "span",
            shown,
            " ",
            el("small", view.fmt.digits(month.year)) if place == 0 or month.month <= every else None,
            class_="nq-curve-month" if place % 2 == 0 else "nq-curve-month nq-curve-wide",
            style=f"left:{curve.across(month.togregorian()):.2f}%",
        )


def _billions(view: View, rial: Decimal) -> str:
    """Return an amount in billions, the one unit of the chart."""
    return view.fmt.figure(rial / BILLION, 1)
