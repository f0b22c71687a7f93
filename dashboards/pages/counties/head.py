"""What the page of counties found, as its title and the sentences below it."""

from __future__ import annotations

from dashboards.pages.counties.comparison import PER_PERSON, Comparison
from dashboards.pages.counties.ranking import finding


def title(comparison: Comparison) -> str:
    """Return in how many counties a share is above that of the province, or who has most and least of an amount."""
    view, say = comparison.view, comparison.view.say
    told = [
        (view.column(row, "name"), amount) for row in comparison.rows if (amount := comparison.amount(row)) is not None
    ]
    name = comparison.title
    if comparison.by == PER_PERSON:
        name = say(f"{name} برای هر هزار نفر", f"{name} for each 1,000 people")
    if not told:
        count = view.fmt.number(len(comparison.rows))
        return say(
            f"{name}: عدد هر {count} شهرستانی که گفته شده پنهان است",
            f"{name}: hidden in all {count} counties that were told",
        )
    whole = comparison.whole[-1].value if comparison.whole else None
    if whole is not None:
        return _above(comparison, name, told, whole)
    most, least = max(told, key=lambda one: one[1]), min(told, key=lambda one: one[1])
    if most[1] == least[1]:
        return say(f"{name} در همهٔ شهرستان‌ها یکسان است", f"{name}: the same in all counties")
    return say(f"{name}: بیشترین در {most[0]}، کمترین در {least[0]}", f"{name}: most in {most[0]}, least in {least[0]}")


def _above(comparison: Comparison, name: str, told: list[tuple[str, float]], whole: float) -> str:
    view, say = comparison.view, comparison.view.say
    above = [county for county, amount in told if amount > whole]
    count, all_ = view.fmt.number(len(above)), view.fmt.number(len(told))
    if not above:
        return say(
            f"{name} در هیچ شهرستانی از کل استان بیشتر نیست", f"{name}: no county is above the province as a whole"
        )
    if len(above) == 1:
        return say(
            f"{name} تنها در {above[0]} از کل استان بیشتر است",
            f"{name}: only {above[0]} is above the province as a whole",
        )
    if len(above) == len(told):
        return say(
            f"{name} در هر {all_} شهرستان از کل استان بیشتر است",
            f"{name}: all {all_} counties are above the province as a whole",
        )
    return say(
        f"{name} در {count} شهرستان از {all_} از کل استان بیشتر است",
        f"{name}: {count} of {all_} counties are above the province as a whole",
    )


def lede(comparison: Comparison) -> str:
    """Return who is first and whether chance could have made it so, and of how many counties there is no figure."""
    view = comparison.view
    hidden = sum(row["status"] == "suppressed" for row in comparison.rows)
    without = sum(row["value"] is not None and comparison.amount(row) is None for row in comparison.rows)
    missing = sum(row["value"] is None for row in comparison.rows) - hidden
    if hidden == len(comparison.rows):
        return view.say(
            "شمار افراد در هر شهرستان اندک است و عدد آن نشان داده نمی‌شود.",
            "Each county has few persons, and its figure is not shown.",
        )
    told = [finding(comparison)]
    for count, words in (
        (hidden, ("پنهان است", "hidden to protect persons")),
        (missing, ("نرسیده است", "not received")),
        (without, ("حساب نمی‌شود، چون سرشماری ندارد", "not reckoned, for want of a census")),
    ):
        if count:
            number = view.fmt.number(count)
            told.append(
                view.say(
                    f"عدد {number} شهرستان {words[0]}.",
                    f"{number} {'county is' if count == 1 else 'counties are'} {words[1]}.",
                )
            )
    return " ".join(told)
