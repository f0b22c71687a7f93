"""Hand-woven carpet: weavers, their permits and insurance; never added to the other crafts."""

from __future__ import annotations

from functools import partial

from dashboards.components.card_rows import Card
from dashboards.components.expiry_card import expiry_card
from dashboards.components.licence_table import licence_table
from dashboards.components.theme_page import breakdown_of, draw_theme, map_of, value_words
from dashboards.data import indicators, place
from dashboards.data.view import View

TILES = (
    "weavers",
    "weavers_permitted",
    "valid_permit_coverage",
    "permit_coverage",
    "weavers_insured_share",
    "weavers_women_share",
    "carpet_employed",
    "weavers_valid_permit",
)


def draw(view: View) -> None:
    """Draw the page."""
    home, say = indicators.home_area(view), view.say
    rows: list[tuple[str, list[Card]]] = [
        (
            "",
            [
                (
                    say("مجوزهایی که به پایان می‌رسند", "Permits that run out"),
                    lambda view: expiry_card(view, "carpet", home),
                )
            ],
        ),
        (
            "",
            [(say("زندگی مجوزها", "The life of permits"), lambda view: licence_table(view, "carpet", home))],
        ),
        (
            "nq-flow",
            [
                (
                    say("شهرستان‌ها", "Counties"),
                    partial(map_of, names=("valid_permit_coverage", "permit_coverage", "weavers")),
                ),
                (say("به تفکیک", "By category"), partial(breakdown_of, name="weavers")),
            ],
        ),
    ]
    draw_theme(
        view,
        ("carpet",),
        _lede(view),
        TILES,
        rows,
        " ".join(place.notes(view, ["permit_coverage"], home)),
    )


def _lede(view: View) -> str:
    valid = value_words(view, "valid_permit_coverage")
    found = valid or value_words(view, "permit_coverage")
    if found is None:
        return view.say("هنوز شمار مجوزهای قالی‌بافی نرسیده است.", "The number of weaving permits has not arrived yet.")
    row, share = found
    period = view.fmt.period(row["period"])
    if row["numerator"] is not None and row["denominator"]:
        part, whole = view.fmt.number(row["numerator"]), view.fmt.number(row["denominator"])
        without = view.fmt.number(row["denominator"] - row["numerator"])
        if valid is not None:
            return view.say(
                f"از {whole} قالی‌باف دفتر، {part} نفر مجوز معتبر دارند ({share}) و {without} نفر ندارند؛ {period}.",
                f"Of {whole} weavers in the register, {part} hold a valid permit ({share}) and {without} none; "
                f"{period}.",
            )
        return view.say(
            f"از {whole} قالی‌باف، {part} نفر مجوز دارند ({share}) و {without} نفر ندارند؛ {period}.",
            f"Of {whole} weavers, {part} have a permit ({share}) and {without} have none; {period}.",
        )
    return view.say(f"{share} قالی‌بافان مجوز دارند؛ {period}.", f"{share} of weavers have a permit; {period}.")
