"""Promised places (kiosks, bazaars, shops…) beside how many stand, where an indicator counts them."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.commitment_words import MARKS, measure, standing_word
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join


def places(view: View, rows: tuple[Row, ...]) -> Markup | None:
    """Return the promises whose unit is counted by an indicator, each beside its latest count.

    None where there are none.
    The unit names the indicator: what was promised in kiosks is counted by ``kiosks``.
    """
    counted = [
        (row, definition) for row in rows if (definition := view.indicator(str(row["target_unit"] or ""))) is not None
    ]
    if not counted:
        return None
    say = view.say
    body: list[list[Child]] = []
    stand: list[Row | None] = []
    for row, definition in counted:
        value = indicators.principal(view, str(definition["indicator_id"]))
        stand.append(value)
        promised = measure(view, row) or say("شمارش گفته نشده", "number not said")
        shape = MARKS[str(row["standing"])]
        body.append(
            [
                join(
                    [
                        el("a", view.column(row, "action"), href=f"#{row['commitment_id']}"),
                        el("span", view.code("roles", row["role"]), class_="nq-remark"),
                    ]
                ),
                promised,
                _stands(view, definition, value),
                el(
                    "span",
                    statuses.mark(shape),
                    " ",
                    standing_word(view, str(row["standing"])),
                    class_=f"nq-status-{shape} nq-nowrap",
                ),
            ]
        )
    known = sum(1 for value in stand if value is not None and value["value"] is not None)
    title = (
        say("آنچه برپا شده، شمرده شده است", "What stands is counted")
        if known == len(stand)
        else say(
            f"از {view.fmt.number(len(stand))} وعده، شمار برپاشده‌های {view.fmt.figure(len(stand) - known)} "
            "تا گفته نشده است",
            f"Of {view.fmt.number(len(stand))} promises, nobody has told how many stand of "
            f"{view.fmt.number(len(stand) - known)}",
        )
    )
    caption = say("وعده‌داده‌شده و برپا", "Promised and standing")
    headers = [
        say("وعده", "Promise"),
        say("چند تا", "How many"),
        say("چند تا برپاست", "How many stand"),
        say("حال تعهد", "Standing of the promise"),
    ]
    word_fa, word_en = place.shown(view).word
    note = say(
        f"شمار برپاشده‌ها از همهٔ {word_fa} است، نه تنها از جای وعده.",
        f"What stands is counted over the whole {word_en}, not only where it was promised.",
    )
    return cards.card(
        title,
        tables.table(headers, body, caption=caption),
        el("p", note, class_="nq-sub"),
        tags.origin_tags(view, [row for row, _ in counted]),
        subtitle=say(
            "جاهایی که وعده داده شد، در کنار شمار آن‌ها در دفترها",
            "Places that were promised, beside their count in the registers",
        ),
        level=2,
    )


def _stands(view: View, definition: Row, value: Row | None) -> Markup:
    title = view.column(definition, "title")
    if value is None or value["value"] is None:
        missing = view.say("گفته نشده است", "not told")
        return join(
            [
                missing,
                el(
                    "span",
                    el("a", title, href=view.address.to("indicators", indicator=definition["indicator_id"])),
                    class_="nq-remark",
                ),
            ]
        )
    words = view.shown(value).text
    return join(
        [
            el("a", words, href=indicators.rows_address(view, value)),
            el(
                "span",
                el("a", title, href=indicators.indicator_address(view, value)),
                ", " if not view.language.is_persian else "، ",
                view.fmt.period(value["period"]),
                class_="nq-remark",
            ),
        ]
    )
