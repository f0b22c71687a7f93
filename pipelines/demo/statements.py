"""What is stated and promised: reported figures, targets, commitments, the heritage registry. None is a register.

What is stated and promised is the place's (``models/demo.yaml``). Figures of Esfand 1400 come again, moved on by
invention, each winter; one without growth is repeated unchanged for years, and in 1403 two offices tell the exports of
the province differently.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.configuration.demo_rules import FigurePart
from pipelines.demo import calendar
from pipelines.demo.exports import exports_of
from pipelines.demo.world import Supply, World, frame_of, quarter_number
from pipelines.foundation.period import Period

_SPOKEN = "صورت‌جلسه نمایشی"
#: What two offices tell differently.
_EXPORTS = FigurePart(indicator="exports_usd", value=0, unit="USD", domain="crafts")


def supply_figures(world: World, office: str, period: str) -> Supply | None:
    """Return what was said each winter; in 1403 the heritage office tells some of it differently."""
    if not period.endswith("Q4") or (office == "heritage") != (office == "heritage" and period == "1403Q4"):
        return None
    year = Period.parse(period).year
    kind = {"artisans_licensed": "cumulative"}
    rows: list[dict[str, Any]] = []
    for number, told in enumerate(world.place.told.figures.rows, 1):
        moved = round(told.value * (1 + told.growth) ** (year - 1400))
        if office == "heritage":
            if told.indicator not in ("artisans_licensed", "workshops", "cooperatives"):
                continue
            moved = round(moved * 1.3)
        rows.append(
            _figure(world, f"N{year}-{office[:1]}{number:02d}", told, f"{year}-12")
            | {"value": Decimal(moved), "period_kind": kind.get(told.indicator, "stock")}
        )
    own, _ = exports_of(world, str(year))
    said = Decimal(0) if office == "dialogue_council" else own + 95_000
    rows.append(_figure(world, f"N{year}-{office[:1]}90", _EXPORTS, str(year)) | {"value": said, "period_kind": "flow"})
    return Supply(len(rows), [frame_of(world.contracts["reported_figures"], rows)])


def _figure(world: World, figure_id: str, told: FigurePart, as_of: str) -> dict[str, Any]:
    """Return the row of a figure without its value and the kind of its period."""
    year = Period.parse(as_of).year
    return {
        "figure_id": figure_id,
        "indicator": told.indicator,
        "unit": told.unit,
        "area": told.area or world.place.home,
        "domain": told.domain,
        "category": told.category,
        "qualifier": told.qualifier,
        "as_of": as_of,
        "role": world.place.told.figures.role,
        "ambiguity_fa": "رقم ساختگی است",
        "ambiguity_en": "the figure is invented",
        "source_fa": f"{_SPOKEN}، {year}",
        "source_en": f"Minutes of the demonstration, {year}",
        "source_grade": "statement",
    }


def supply_targets(world: World, office: str, period: str) -> Supply | None:
    """Return the targets: proposed in 1400, adopted in the spring of 1403, one raised in 1404."""
    if period not in ("1400Q4", "1403Q1", "1404Q2"):
        return None
    adopted = period >= "1403Q1"
    rows = []
    for number, told in enumerate(world.place.told.targets, 1):
        raised = period == "1404Q2" and told.indicator == "exports_usd"
        row: dict[str, Any] = {
            "target_id": f"NT{number:02d}",
            "indicator": told.indicator,
            "area": told.area or world.place.home,
            "domain": told.domain,
            "category": told.category,
            "baseline_period": told.baseline_period,
            "baseline_value": told.baseline,
            "target_value": told.target * (2 if raised else 1),
            "target_period": told.due,
            "path": told.path,
            "decision_state": "adopted" if adopted else "proposed",
            "whose_decision_fa": "کمیسیون (نمایشی)",
            "whose_decision_en": "the commission (demonstration)",
            "basis_fa": "مقدار ساختگی",
            "basis_en": "Invented value",
        }
        if adopted:
            row |= {
                "decided_by": "commission",
                "decided_on": "1404-04-10" if raised else "1403-02-18",
                "decision_no": "ن/1404/7" if raised else "ن/1403/2",
            }
        rows.append(row)
    return Supply(len(rows), [frame_of(world.contracts["targets"], rows)])


def supply_commitments(world: World, office: str, period: str) -> Supply:
    """Return the promises with their state at the end of a quarter: kept with evidence, overdue, or on the way."""
    rows = []
    for number, promised in enumerate(world.place.promises, 1):
        told = promised.told
        row: dict[str, Any] = {
            "commitment_id": promised.commitment_id,
            "spoken_on": "1400-12",
            "role": told.role,
            "action_fa": f"{told.action.fa} (نمایشی)",
            "action_en": told.action.en,
            "due_period": told.due,
            "area": told.area or world.place.home,
            "theme": told.theme,
            "state": _state(period, told.due, told.kept),
            "note_fa": "سطر ساختگی",
            "note_en": "invented row",
        }
        if row["state"] == "kept":
            first, _ = calendar.bounds(promised.kept_in or period)
            year, month, day = calendar.parts(first + 40)
            row |= {
                "evidence_fa": "گزارش نمایشی با تصویر",
                "evidence_en": "invented report with a picture",
                "evidence_document": f"ن/{year}/{100 + number}",
                "evidence_on": f"{year}-{month:02d}-{day:02d}",
                "owner_body": "میراث فرهنگی",
            }
        if goal := told.goal:
            row |= {
                "target_low": Decimal(goal.low),
                "target_high": Decimal(goal.high),
                "target_unit": goal.unit,
            }
        rows.append(row)
    return Supply(len(rows), [frame_of(world.contracts["commitments"], rows)])


def _state(period: str, due: str, kept: str | None) -> str:
    now, end = quarter_number(period), quarter_number(due)
    if kept is not None and now >= quarter_number(kept):
        return "kept"
    if now > end:
        return "overdue"
    return "under_way" if end - now <= 2 else "open"


def supply_registry(world: World, office: str, period: str) -> Supply:
    """Return the registry of a year: craft cities, counts of the lists, and single elements that are added."""
    year = Period.parse(period).year
    rows: list[dict[str, Any]] = []
    place, told = world.place, world.place.told
    for city in told.cities:
        conditional = city.conditional_since is not None and year >= city.conditional_since
        rows.append(
            {
                "entry_id": f"N-{city.area}",
                "registry_kind": "craft_village" if city.level.endswith("_village") else "craft_city",
                "name_fa": place.city_name(city.area),
                "name_en": place.city_name_en(city.area),
                "domain": "crafts",
                "level": city.level,
                "craft_fa": city.craft_fa,
                "area": city.area,
                "registered_on": city.registered_on,
                "state": "conditional" if conditional else "definitive",
            }
        )
    for counted in told.registry.counts:
        rows.append(
            {
                "entry_id": f"N-{counted.id}",
                "registry_kind": counted.kind,
                "name_fa": "شمار فهرست (نمایشی)",
                "name_en": "Count of the list (demonstration)",
                "domain": "crafts",
                "level": "national",
                "area": place.home,
                "count": counted.count + int(counted.more_a_year * (year - 1400)),
                "qualifier": "exact",
                "state": "definitive",
            }
        )
    for number in range(1, 4 + 2 * (year - 1400)):
        rows.append(
            {
                "entry_id": f"N-{2_900 + number}",
                "registry_kind": "intangible_element",
                "name_fa": f"مهارت نمایشی شماره {number}",
                "domain": "all_culture",
                "level": "national",
                "area": place.home,
                "province_text": place.province if number % 4 else f"{place.province}، {told.registry.shared_with_fa}",
                "state": "definitive",
                "registered_on": str(min(year, 1396 + number)),
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["registry"], rows)])
