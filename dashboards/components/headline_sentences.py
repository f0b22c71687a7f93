"""Headline sentences: what each headline tile of the front page says beside its value, in one short sentence.

An indicator becomes a headline by the ``headline`` number in its own definition. A composition here adds the
sentence that only a person would think of; an indicator without one shows the first sentence of its caveat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboards.data import headlines, place
from dashboards.data.companions import companion
from dashboards.data.versions import Row
from dashboards.data.view import Shown, View
from pipelines.foundation.period import Period


@dataclass(frozen=True, slots=True)
class Headline:
    """What a tile shows besides its title, status and source."""

    shown: Shown
    sentence: str


def headline(view: View, indicator: Row, row: Row) -> Headline:
    """Return the value and sentence of one headline tile."""
    compose = _COMPOSITIONS.get(str(indicator["indicator_id"]), _plain)
    return compose(view, indicator, row)


def _plain(view: View, indicator: Row, row: Row) -> Headline:
    return Headline(view.shown(row), _caveat(view, indicator, row))


def _caveat(view: View, indicator: Row, row: Row) -> str:
    """Return the first sentence of the caveat; nothing of an invented figure, for it speaks of real ones."""
    return "" if row["is_synthetic"] else _first_sentence(view.column(indicator, "caveat"))


def _first_sentence(text: str) -> str:
    for end in ("؛", ". ", ";"):
        head, found, _ = text.partition(end)
        if found:
            return head.strip() + "."
    return text


def _artisans(view: View, indicator: Row, row: Row) -> Headline:
    repeated = view.tables.one(
        "select min(period) as first, max(period) as last from statements where indicator_id = ? "
        "and area_code = ? and domain = ? and value = ?",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        row["value"],
    )
    if not repeated or not repeated["first"]:
        return _plain(view, indicator, row)
    begin, end = (Period.parse(repeated[name]).year for name in ("first", "last"))
    if begin == end:
        return _plain(view, indicator, row)
    first, last = view.fmt.digits(begin), view.fmt.digits(end)
    return Headline(
        view.shown(row),
        view.say(
            f"از {first} تا {last} همین عدد است: برآورد، نه شمارش.",
            f"Unchanged from {first} to {last}: an estimate, not a count.",
        ),
    )


def _licensed(view: View, indicator: Row, row: Row) -> Headline:
    if valid := companion(view, row, "valid_licence_coverage"):
        share = view.fmt.percent(valid["value"])
        told = view.say(f"{share} هنرمندان پروانهٔ معتبر دارند.", f"{share} of artisans hold a valid licence.")
        return Headline(view.shown(row), told)
    coverage = companion(view, row, "licence_coverage")
    if not coverage:
        return _plain(view, indicator, row)
    share = view.fmt.percent(coverage["value"])
    return Headline(
        view.shown(row),
        view.say(
            f"{share} هنرمندان، اگر هیچ پروانه‌ای منقضی نشده باشد.",
            f"{share} of artisans, if no licence expired.",
        ),
    )


def _permitted(view: View, indicator: Row, row: Row) -> Headline:
    weavers, coverage = companion(view, row, "weavers"), companion(view, row, "permit_coverage")
    if not weavers or not coverage:
        return _plain(view, indicator, row)
    shown, whole, share = (
        view.shown(row),
        view.fmt.number(weavers["value"]),
        view.fmt.percent(coverage["value"]),
    )
    of = view.say(f"از {whole} نفر", f"of {whole} weavers")
    noted = [_first_sentence(note) for note in place.notes(view, [str(row["indicator_id"])], str(row["area_code"]))]
    said = view.say(f"{share} بافندگان.", f"{share} of weavers.")
    if valid := companion(view, row, "valid_permit_coverage"):
        share = view.fmt.percent(valid["value"])
        said = view.say(f"{share} بافندگان مجوز معتبر دارند.", f"{share} of weavers hold a valid permit.")
    return Headline(Shown(shown.figure, of, shown.qualifier), " ".join([said, *noted]))


def _credit_files(view: View, indicator: Row, row: Row) -> Headline:
    share = companion(view, row, "credit_allocated")
    if not share:
        return _plain(view, indicator, row)
    shown, amount = view.shown(row), " ".join(view.fmt.money(share["value"]))
    toman = view.fmt.toman(share["value"])
    unit = view.say(f"طرح برای {amount}", f"projects for {amount}")
    if row["value"] == 0:
        sentence = view.say(
            f"سهم {toman} بود و هیچ طرحی ارائه نشد.", f"The share was {toman}; no project was presented."
        )
    else:
        sentence = view.say(f"سهم {toman} است.", f"That is {toman}.")
    return Headline(Shown(shown.figure, unit, shown.qualifier), sentence)


def _exports(view: View, indicator: Row, row: Row) -> Headline:
    rows = view.tables.one(
        "select sum(rows) as n from export_lines where basis = 'office' and period = ? and domain = ? "
        "and area_code = ?",
        row["period"],
        row["domain"],
        row["area_code"],
    )
    said = view.tables.one(
        "select value from statements where indicator_id = 'exports_usd' and area_code = ? and domain = ? "
        "and period = ? and value = 0 limit 1",
        row["area_code"],
        row["domain"],
        row["period"],
    )
    if not rows or not rows["n"] or not said or row["basis"] != "customs":
        return _plain(view, indicator, row)
    if len(headlines.bases(view, row)) > 1:  # what the minutes say stands beside it already
        return Headline(view.shown(row), "")
    count = view.fmt.figure(rows["n"])
    return Headline(
        view.shown(row),
        view.say(
            f"صورت‌جلسه آن را «هیچ» گفته است؛ ثبت گمرک {'یک' if rows['n'] == 1 else count} سطر دارد.",
            f"The minutes say “none”; the customs record has {'one row' if rows['n'] == 1 else count + ' rows'}.",
        ),
    )


def _origin(view: View, indicator: Row, row: Row) -> Headline:
    here = place.shown(view)
    within = place.inside(view.tables, here.code)
    flows = view.tables.rows(
        "select * from export_flows where origin_area_code <> '' and period = ? and domain = ?",
        row["period"],
        row["domain"],
    )
    of_here = [flow for flow in flows if flow["origin_area_code"] in within]
    told = sum(flow["rows"] or 0 for flow in of_here)
    outside = all(flow["customs_office"] and flow["office_area_code"] not in within for flow in of_here)
    if here.is_country or not told or not outside:
        return _plain(view, indicator, row)
    count = view.fmt.number(told)
    word_fa, word_en = here.word
    return Headline(
        view.shown(row),
        view.say(
            f"{count} سطر، همه از گمرک‌های بیرون از {word_fa}.",
            f"{count} rows, all through offices outside the {word_en}.",
        ),
    )


def _fields(view: View, indicator: Row, row: Row) -> Headline:
    others = view.tables.rows(
        "select value, period from indicator_values where indicator_id = ? and area_code = ? and domain = ? "
        "and category = '' and value <> ? order by value, period",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        row["value"],
    )
    national = companion(view, {**row, "area_code": place.country_code(view.tables)}, str(row["indicator_id"]))
    shown = view.shown(row)
    if national and row["area_code"] != national["area_code"]:
        whole = view.fmt.number(national["value"])
        shown = Shown(shown.figure, view.say(f"{shown.unit} از {whole}", f"{shown.unit} of {whole}"), shown.qualifier)
    if len(others) != 2:
        return Headline(shown, _caveat(view, indicator, row))
    first, second = (f"{view.fmt.number(other['value'])} ({view.fmt.period(other['period'])})" for other in others)
    return Headline(
        shown,
        view.say(f"دو منبع دیگر {first} و {second} می‌گویند.", f"Two other sources say {first} and {second}."),
    )


def _announced(view: View, indicator: Row, row: Row) -> Headline:
    return Headline(
        view.shown(row),
        view.say(
            "نام برده شده است، بی عدد. تا رسیدن فایل همین می‌ماند.",
            "Named, but without a figure. It stays so until a file arrives.",
        ),
    )


_COMPOSITIONS: dict[str, Callable[[View, Row, Row], Headline]] = {
    "artisans": _artisans,
    "artisans_licensed": _licensed,
    "weavers_permitted": _permitted,
    "credit_applied_files": _credit_files,
    "exports_usd": _exports,
    "exports_origin_usd": _origin,
    "craft_fields": _fields,
    "authenticity_seals": _announced,
}
