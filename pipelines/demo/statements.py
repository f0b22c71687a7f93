"""What is stated and promised: reported figures, targets, commitments, the heritage registry. None is a register.

The figures of Esfand 1400 are the baseline's; they come again, moved on by invention, each winter. The number of
artisans is repeated unchanged for years, and in 1403 two offices tell the exports of Kerman differently.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.demo import calendar
from pipelines.demo.exports import exports_of
from pipelines.demo.world import Supply, World, frame_of, quarter_number
from pipelines.foundation.period import Period

_SPOKEN = "صورت‌جلسه نمایشی"
#: Indicator, value in 1400, unit, area, domain, category, qualifier, growth a year.
_FIGURES: tuple[tuple[str, int, str, str, str, str | None, str, float], ...] = (
    ("artisans", 70_000, "persons", "08", "crafts", None, "exact", 0.0),
    ("artisans_licensed", 15_000, "persons", "08", "crafts", None, "exact", 0.11),
    ("weavers", 72_000, "persons", "08", "carpet", None, "exact", 0.0),
    ("weavers_permitted", 50_500, "persons", "08", "carpet", None, "exact", 0.02),
    ("artisans", 10_000, "persons", "0808", "crafts", None, "about", 0.0),
    ("weavers", 39_200, "persons", "0808", "carpet", None, "exact", 0.0),
    ("weavers_permitted", 18_000, "persons", "0808", "carpet", None, "exact", 0.02),
    ("workshops", 1_000, "workshops", "0808", "crafts", "group", "more_than", 0.03),
    ("workshops", 8_000, "workshops", "0808", "crafts", "home", "exact", 0.02),
    ("workshops", 500, "workshops", "0808", "crafts", "large", "exact", 0.01),
    ("cooperatives", 44, "cooperatives", "0808", "crafts", None, "exact", 0.02),
    ("cooperatives", 29, "cooperatives", "0808", "carpet", None, "exact", 0.0),
    ("cooperatives", 367, "cooperatives", "08", "all", None, "exact", 0.02),
    ("named_masters", 250, "persons", "08", "crafts", None, "more_than", 0.0),
    ("intangible_elements", 46, "elements", "08", "crafts", None, "exact", 0.03),
    ("craft_cities", 5, "cities", "08", "crafts", "national_city", "exact", 0.0),
    ("kilim_weavers", 17_000, "persons", "0806", "crafts", None, "more_than", 0.01),
)
#: Statement, owner, theme, due period, quarter in which it is kept (None: never), place.
_PROMISES = (
    ("ترسیم نقشه راه صنایع دستی استان", "chamber_president", "roadmap", "1401Q2", "1402Q1", "08"),
    ("نصب کیوسک‌های گردشگری", "mayor_of_kerman", "market", "1401", "1403Q2", "city-kerman"),
    ("برگزاری رویداد سالانه صنایع دستی", "mayor_of_kerman", "events", "1401Q4", "1401Q4", "city-kerman"),
    ("برپایی دبیرخانه‌های شهرهای ملی", "heritage_director_general", "secretariat", "1401Q3", None, "08"),
    ("صدور پروانه برای نیمی از هنرمندان", "heritage_director_general", "artisans", "1407Q4", None, "08"),
    ("آموزش مشاوران طرح‌نویسی", "education_working_group_head", "training", "1401Q2", "1402Q3", "08"),
    (
        "راه‌اندازی بازارچه دائمی گلیم",
        "heritage_director_general",
        "market",
        "1402Q2",
        "1402Q2",
        "city-sirjan",
    ),
    ("پیگیری بیمه قالی‌بافان", "carpet_and_craft_working_group_head", "carpet", "1402", None, "08"),
    ("جذب کامل اعتبار تبصره", "heritage_director_general", "credit", "1401Q2", None, "08"),
    ("فراهم کردن پرونده جهانی پته", "iran_chamber_senior_adviser", "heritage", "1404Q4", "1405Q1", "08"),
    ("گزارش سالانه شهرهای صنایع دستی", "heritage_director_general", "governance", "1402Q1", "1403Q1", "08"),
    ("فروش برخط دستاوردهای هنرمندان", "handicraft_association_head", "market", "1403Q4", "1404Q2", "08"),
)
_TARGETS = (
    ("licence_coverage", "08", "crafts", None, "1400Q4", "0.214286", "0.5", "1407Q4", "linear"),
    ("permit_coverage", "08", "carpet", None, "1400Q4", "0.701389", "0.9", "1407Q4", "linear"),
    ("artisans_licensed", "08", "crafts", None, "1400Q4", "15000", "35000", "1407Q4", "linear"),
    ("exports_usd", "08", "crafts", None, "1402", "3334", "200000", "1407", "linear"),
    ("exports_origin_usd", "0806", "crafts", None, "1402", "104772", "210000", "1407", "linear"),
    ("credit_uptake", "08", "crafts", None, "1400", "0", "0.8", "1407", "steps"),
    ("craft_cities", "08", "crafts", "world_city", "1400Q4", "1", "3", "1406Q4", "milestones"),
)
_CITIES = (
    ("city-kerman", "کرمان", "Kerman", "همه رشته‌ها", "national_city", "1400-12-05"),
    ("city-ravar", "راور", "Ravar", "قالی‌بافی", "national_city", "1400-12-05"),
    ("city-shahr-e-babak", "شهربابک", "Shahr-e Babak", "فیروزه", "national_city", "1400-12-05"),
    ("city-qaleh-ganj", "قلعه‌گنج", "Qaleh Ganj", "حصیربافی", "national_city", "1400-12-05"),
    ("city-rayen", "راین", "Rayen", "چاقوسازی", "national_city", "1400-12-05"),
    ("city-sirjan", "سیرجان", "Sirjan", "گلیم", "world_city", "1396"),
)


def supply_figures(world: World, office: str, period: str) -> Supply | None:
    """Return what was said each winter; in 1403 the heritage office tells some of it differently."""
    if not period.endswith("Q4") or (office == "heritage") != (office == "heritage" and period == "1403Q4"):
        return None
    year = Period.parse(period).year
    kind = {"artisans_licensed": "cumulative"}
    rows: list[dict[str, Any]] = []
    for number, (indicator, value, unit, area, domain, category, qualifier, growth) in enumerate(_FIGURES, 1):
        moved = round(value * (1 + growth) ** (year - 1400))
        if office == "heritage":
            if indicator not in ("artisans_licensed", "workshops", "cooperatives"):
                continue
            moved = round(moved * 1.3)
        rows.append(
            _figure(
                f"N{year}-{office[:1]}{number:02d}",
                indicator,
                Decimal(moved),
                unit,
                area,
                domain,
                category,
                qualifier,
                kind.get(indicator, "stock"),
                f"{year}-12",
            )
        )
    own, _ = exports_of(world, str(year))
    said = Decimal(0) if office == "dialogue_council" else own + 95_000
    rows.append(
        _figure(
            f"N{year}-{office[:1]}90",
            "exports_usd",
            said,
            "USD",
            "08",
            "crafts",
            None,
            "exact",
            "flow",
            str(year),
        )
    )
    return Supply(len(rows), [frame_of(world.contracts["reported_figures"], rows)])


def _figure(
    figure_id: str,
    indicator: str,
    value: Decimal,
    unit: str,
    area: str,
    domain: str,
    category: str | None,
    qualifier: str,
    period_kind: str,
    as_of: str,
) -> dict[str, Any]:
    year = Period.parse(as_of).year
    return {
        "figure_id": figure_id,
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "area": area,
        "domain": domain,
        "category": category,
        "qualifier": qualifier,
        "period_kind": period_kind,
        "as_of": as_of,
        "role": "carpet_and_craft_working_group_head",
        "ambiguity_fa": "رقم ساختگی است",
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
    for number, (indicator, area, domain, category, base_period, base, target, due, path) in enumerate(_TARGETS, 1):
        raised = period == "1404Q2" and indicator == "exports_usd"
        row: dict[str, Any] = {
            "target_id": f"NT{number:02d}",
            "indicator": indicator,
            "area": area,
            "domain": domain,
            "category": category,
            "baseline_period": base_period,
            "baseline_value": Decimal(base),
            "target_value": Decimal(target) * (2 if raised else 1),
            "target_period": due,
            "path": path,
            "decision_state": "adopted" if adopted else "proposed",
            "whose_decision_fa": "کمیسیون (نمایشی)",
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
    for number, (action, role, theme, due, kept, area) in enumerate(_PROMISES, 1):
        row: dict[str, Any] = {
            "commitment_id": f"NC{number:02d}",
            "spoken_on": "1400-12",
            "role": role,
            "action_fa": f"{action} (نمایشی)",
            "action_en": f"Invented promise {number}",
            "due_period": due,
            "area": area,
            "theme": theme,
            "state": _state(period, due, kept),
            "note_fa": "سطر ساختگی",
        }
        if row["state"] == "kept":
            first, _ = calendar.bounds(calendar.quarter_of(kept or period))
            year, month, day = calendar.parts(first + 40)
            row |= {
                "evidence_fa": "گزارش نمایشی با تصویر",
                "evidence_document": f"ن/{year}/{100 + number}",
                "evidence_on": f"{year}-{month:02d}-{day:02d}",
                "owner_body": "میراث فرهنگی",
            }
        if theme == "market" and number == 2:
            row |= {"target_low": Decimal(4), "target_high": Decimal(5), "target_unit": "kiosks"}
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
    for area, name, name_en, craft, level, registered in _CITIES:
        rows.append(
            {
                "entry_id": f"N-{area}",
                "registry_kind": "craft_city",
                "name_fa": name,
                "name_en": name_en,
                "domain": "crafts",
                "level": level,
                "craft_fa": craft,
                "area": area,
                "registered_on": registered,
                "state": "conditional" if name == "راین" and year >= 1402 else "definitive",
            }
        )
    for entry, kind, count in (
        ("N-elements", "intangible_element_count", 46 + 3 * (year - 1400)),
        ("N-works", "historic_work_count", 700 + 9 * (year - 1400)),
        ("N-wipo", "wipo_file_count", 2 + (year - 1400) // 2),
    ):
        rows.append(
            {
                "entry_id": entry,
                "registry_kind": kind,
                "name_fa": "شمار فهرست (نمایشی)",
                "domain": "crafts",
                "level": "national",
                "area": "08",
                "count": count,
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
                "area": "08",
                "province_text": "کرمان" if number % 4 else "کرمان، فارس",
                "state": "definitive",
                "registered_on": str(min(year, 1396 + number)),
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["registry"], rows)])
