"""A small published version made by hand: the public tables with just enough rows for every face of the pages.

The real baseline is tested through the real build; this one shows what the baseline has not got (series, county
values, held and refused deliveries, quarantine, synthetic data) and stays quick.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tests.dashboards.draft import CUSTOMS, MINUTES, Draft, value_id
from tests.dashboards.fixture_deliveries import deliveries
from tests.dashboards.fixture_governance import governance

INDICATORS: list[tuple[str, str, str, str, str, str, int, int | None]] = [
    # id, fa, en, unit, kind, theme, decimals, headline
    ("artisans", "هنرمندان صنایع دستی", "Artisans", "persons", "stock", "artisans", 0, 1),
    ("artisans_licensed", "هنرمندان دارای پروانه", "Licensed artisans", "persons", "stock", "artisans", 0, 2),
    ("licence_coverage", "پوشش پروانهٔ تولید", "Licence coverage", "share", "ratio", "artisans", 1, None),
    ("weavers", "قالی‌بافان", "Weavers", "persons", "stock", "carpet", 0, None),
    ("weavers_permitted", "قالی‌بافان دارای مجوز", "Weavers with a permit", "persons", "stock", "carpet", 0, 3),
    ("permit_coverage", "پوشش مجوز قالی‌بافی", "Permit coverage", "share", "ratio", "carpet", 1, None),
    ("workshops", "کارگاه‌ها", "Workshops", "workshops", "stock", "artisans", 0, None),
    ("credit_allocated", "سهم تبصرهٔ ۱۸", "Note 18 share", "IRR", "flow", "credit", 0, None),
    ("credit_applied_files", "طرح‌های ارائه‌شده به تبصرهٔ ۱۸", "Files presented to Note 18", "files", "flow",
     "credit", 0, 4),
    ("exports_usd", "صادرات، به گمرک استان", "Exports, by customs office", "USD", "flow", "exports", 0, 5),
    ("exports_origin_usd", "صادرات گلیم سیرجان، به مبدأ", "Exports of Sirjan kilim, by origin", "USD", "flow",
     "exports", 0, 6),
    ("craft_fields", "رشته‌های فعال", "Active fields", "fields", "stock", "fields", 0, 7),
    ("authenticity_seals", "نشان‌های اصالت", "Seals of authenticity", "elements", "stock", "heritage", 0, 8),
]  # fmt: skip


def build(curated: Path, number: int = 1, *, synthetic: bool = False, pattern: Path | None = None) -> Path:
    """Write ``curated/versions/<number>`` and point ``current`` at it; return its folder.

    ``pattern`` is the database of a real version: what it has and the hand-made one has not is added, empty.
    """
    folder = curated / "versions" / str(number)
    folder.mkdir(parents=True)
    draft = Draft(folder / "roadmap.duckdb")
    _reference(draft)
    _figures(draft, synthetic)
    _derived(draft, synthetic)
    _exports(draft, synthetic)
    deliveries(draft, synthetic)
    governance(draft, synthetic)
    draft.table(
        "release", "version,built_at,as_known_at,build_key,code_hash,models_hash,inputs_hash,is_synthetic",
        [{"version": number, "built_at": "2026-11-22 08:00:00", "build_key": "ab" * 32, "code_hash": "cd" * 32,
          "models_hash": "ef" * 32, "inputs_hash": "01" * 32, "is_synthetic": synthetic}],
    )  # fmt: skip
    if pattern is not None:
        draft.complete(pattern)
    draft.connection.close()
    (folder / "manifest.json").write_text(json.dumps({"version": number, "files": {}}), encoding="utf-8")
    pointer = curated / "current.new"
    pointer.symlink_to(Path("versions") / str(number))
    os.replace(pointer, curated / "current")
    return folder


def _reference(draft: Draft) -> None:
    tiles = {
        "0801": ("بافت", "Baft", 4, 3), "0806": ("سیرجان", "Sirjan", 3, 2), "0808": ("کرمان", "Kerman", 2, 4),
        "0811": ("راور", "Ravar", 1, 4), "0802": ("بم", "Bam", 4, 5), "0824": ("گنبکی", "Gonbaki", 5, 6),
    }  # fmt: skip
    draft.table(
        "areas",
        "area_code,kind,parent_code,name_fa,name_en,lon,lat,population,valid_from,valid_to,tile_row,tile_col",
        [{"area_code": "IR", "kind": "country", "name_fa": "ایران", "name_en": "Iran"},
         {"area_code": "08", "kind": "province", "parent_code": "IR", "name_fa": "استان کرمان",
          "name_en": "Kerman province"},
         *({"area_code": code, "kind": "county", "parent_code": "08", "name_fa": fa, "name_en": en,
            "tile_row": row, "tile_col": col, "valid_from": "1402-02" if code == "0824" else None}
           for code, (fa, en, row, col) in tiles.items())],
    )  # fmt: skip
    units = {
        "persons": ("نفر", "persons"), "share": ("سهم", "share"), "USD": ("دلار", "US dollars"),
        "IRR": ("ریال", "rials"), "fields": ("رشته", "fields"), "files": ("پرونده", "files"),
        "elements": ("عنصر", "elements"), "workshops": ("کارگاه", "workshops"), "kg": ("کیلوگرم", "kg"),
        "commitments": ("تعهد", "commitments"), "cities": ("شهر", "cities"),
    }  # fmt: skip
    draft.table("units", "unit,title_fa,title_en",
                [{"unit": unit, "title_fa": fa, "title_en": en} for unit, (fa, en) in units.items()])  # fmt: skip
    codes = {
        "themes": {"artisans": ("هنرمندان و پروانه‌ها", "Artisans and licences"), "carpet": ("فرش", "Carpet"),
                   "exports": ("صادرات", "Exports"), "credit": ("اعتبار", "Credit"),
                   "fields": ("رشته‌ها", "Fields"), "heritage": ("میراث و نشان‌ها", "Heritage and seals")},
        "domains": {"crafts": ("صنایع دستی", "Crafts"), "carpet": ("فرش دستباف", "Hand-woven carpet"),
                    "all": ("همه", "All")},
        "bases": {"register": ("ثبت", "register"), "customs": ("گمرک", "customs"),
                  "reported": ("گفته", "reported")},
        "statuses": {"final": ("نهایی", "final"), "provisional": ("موقت", "provisional"),
                     "missing": ("نرسیده", "missing"), "suppressed": ("پنهان", "suppressed")},
        "commitment_states": {"open": ("باز", "open"), "under_way": ("در دست انجام", "under way"),
                              "kept": ("انجام‌شده", "kept")},
        "city_kinds": {"national_city": ("شهر ملی", "national craft city"),
                       "world_city": ("شهر جهانی", "world craft city")},
        "registration_states": {"definitive": ("قطعی", "definitive"), "disputed": ("محل اختلاف", "disputed")},
        "credit_schemes": {"note_18": ("تبصرهٔ ۱۸", "Note 18")},
        "credit_stages": {"allocated": ("ابلاغ سهم", "share notified"), "registered": ("ثبت پرونده", "file registered"),
                          "paid": ("پرداخت", "paid")},
        "roles": {"chamber_president": ("رئیس اتاق", "chamber president"),
                  "mayor_of_kerman": ("شهردار کرمان", "mayor of Kerman")},
        "workshop_kinds": {"home": ("خانگی", "home"), "group": ("گروهی", "group"), "large": ("بزرگ", "large")},
        "offices": {"chamber": ("اتاق بازرگانی", "Chamber"), "customs": ("گمرک", "Customs"),
                    "heritage": ("ادارهٔ کل میراث فرهنگی", "Heritage office")},
        "terms": {"public_record": ("سند عمومی", "public record")},
        "grades": {"statement": ("گفته", "statement"), "customs": ("گمرک", "customs")},
    }  # fmt: skip
    draft.table("craft_groups", "group_code,title_fa,title_en,status",
                [{"group_code": "G02", "title_fa": "دستبافته‌های غیرداری", "title_en": "Flat weaves",
                  "status": None}])  # fmt: skip
    draft.table("codes", "list,code,title_fa,title_en,sort",
                [{"list": name, "code": code, "title_fa": fa, "title_en": en, "sort": index}
                 for name, items in codes.items() for index, (code, (fa, en)) in enumerate(items.items())])  # fmt: skip
    draft.table(
        "indicators",
        "indicator_id,title_fa,title_en,definition_fa,definition_en,unit,kind,direction,decimals,theme,owner,"
        "caveat_fa,caveat_en,blank_fa,blank_en,disclosure,headline,source_feeds,possible_feeds,depends_on,sql",
        [{"indicator_id": ident, "title_fa": fa, "title_en": en, "definition_fa": f"تعریف {fa}.",
          "definition_en": f"Definition of {en}.", "unit": unit, "kind": kind, "direction": "up",
          "decimals": decimals, "theme": theme, "owner": "heritage", "headline": headline,
          "caveat_fa": "هشدار نمونه.", "caveat_en": "A sample caveat.",
          "blank_fa": "صفر نیست.", "blank_en": "It is not zero.", "source_feeds": "reported_figures",
          "possible_feeds": "artisans, reported_figures",
          "sql": "select area_code, value as numerator\nfrom core.statements\nwhere indicator_id = 'x' and value < 9"}
         for ident, fa, en, unit, kind, theme, decimals, headline in INDICATORS],
    )  # fmt: skip


def _figures(draft: Draft, synthetic: bool) -> None:
    rows: list[dict[str, Any]] = []

    def add(indicator: str, value: float | None, period: str = "1400Q4", *, area: str = "08",
            domain: str = "crafts", basis: str = "reported", status: str = "final", unit: str = "persons",
            qualifier: str = "exact", category: str = "", numerator: float | None = None,
            denominator: float | None = None, frequency: str = "Q") -> None:  # fmt: skip
        source = CUSTOMS if basis == "customs" else MINUTES
        rows.append({
            "value_id": value_id(indicator, area, domain, category, period, basis), "indicator_id": indicator,
            "area_code": area, "domain": domain, "breakdown": "workshop_kind" if category else "",
            "category": category, "frequency": frequency, "period": period, "value": value,
            "numerator": value if numerator is None else numerator, "denominator": denominator, "unit": unit,
            "basis": basis, "qualifier": qualifier, "status": status, "is_synthetic": synthetic,
            "source_fa": source[0], "source_en": source[1],
            "evidence_grade": "customs" if basis == "customs" else "statement", "as_of": "1400-12",
        })  # fmt: skip

    add("artisans", 70000)
    add("artisans", 10000, area="0808", qualifier="about")
    add("artisans_licensed", 15000)
    add("licence_coverage", 15000 / 70000, unit="share", numerator=15000, denominator=70000)
    add("weavers", 72000, domain="carpet")
    add("weavers_permitted", 50500, domain="carpet")
    add("permit_coverage", 50500 / 72000, unit="share", domain="carpet", numerator=50500, denominator=72000)
    for kind, count in (("home", 8000), ("group", 1000), ("large", 500)):
        add("workshops", count, area="0808", category=kind, unit="workshops",
            qualifier="more_than" if kind == "group" else "exact")  # fmt: skip
    add("credit_allocated", 220_000_000_000, "1400", unit="IRR", frequency="A")
    add("credit_applied_files", 0, "1400", unit="files", frequency="A")
    add("exports_usd", 0, "1400", unit="USD", frequency="A")
    add("exports_usd", 3334, "1402", unit="USD", basis="customs", frequency="A")
    add("exports_origin_usd", 104772, "1402", unit="USD", basis="customs", area="0806", frequency="A")
    add("craft_fields", 101, unit="fields", qualifier="more_than")
    add("craft_fields", 299, unit="fields", area="IR")
    add("authenticity_seals", None, unit="elements", status="missing")
    if synthetic:
        _series(add)
    draft.table(
        "indicator_values",
        "value_id,indicator_id,area_code,domain,breakdown,category,frequency,period,value,numerator,denominator,"
        "unit,basis,qualifier,status,is_synthetic,source_fa,source_en,evidence_grade,ambiguity_fa,ambiguity_en,"
        "as_of", rows)  # fmt: skip
    draft.table(
        "lineage", "value_id,part,row_id,delivery_id,sheet_name,row_number,rows,contribution",
        [{"value_id": row["value_id"], "part": "numerator", "row_id": "reported_figures-1400-chamber-aaaa1111##3",
          "delivery_id": "reported_figures-1400-chamber-aaaa1111", "sheet_name": "", "row_number": 3, "rows": 1,
          "contribution": row["value"]} for row in rows if row["value"] is not None],
    )  # fmt: skip
    draft.table(
        "statements",
        "figure_id,indicator_id,value,qualifier,unit,area_code,domain,category,period_kind,as_of,frequency,period,"
        "role,instrument,ambiguity_fa,ambiguity_en,source_fa,source_en,source_grade,is_preferred,delivery_id,"
        "sheet_name,row_number,row_id,is_synthetic",
        [{"figure_id": f"M{index:02}", "indicator_id": row["indicator_id"], "value": row["value"],
          "qualifier": row["qualifier"], "unit": row["unit"], "area_code": row["area_code"],
          "domain": row["domain"], "category": row["category"], "as_of": "1400-12", "period": row["period"],
          "role": "chamber_president", "source_fa": MINUTES[0], "source_en": MINUTES[1],
          "source_grade": "statement", "is_preferred": True, "is_synthetic": synthetic,
          "delivery_id": "reported_figures-1400-chamber-aaaa1111", "sheet_name": "", "row_number": index + 2}
         for index, row in enumerate(r for r in rows if r["basis"] == "reported")],
    )  # fmt: skip


def _series(add: Any) -> None:
    """Give licence coverage a quarterly series with a gap, a provisional end, and county values."""
    share = 0.24
    for year in (1403, 1404):
        for quarter in range(1, 5):
            share += 0.011
            gone = (year, quarter) == (1403, 4)
            status = "missing" if gone else "provisional" if (year, quarter) == (1404, 4) else "final"
            add("licence_coverage", None if gone else share, f"{year}Q{quarter}", unit="share",
                basis="register", status=status, numerator=None if gone else round(share * 71000),
                denominator=None if gone else 71000)  # fmt: skip
    for area, part, status in (("0801", 0.38, "final"), ("0806", 0.52, "final"), ("0808", 0.35, "final"),
                               ("0811", 0.0, "final"), ("0802", None, "suppressed"),
                               ("0824", None, "missing")):  # fmt: skip
        add(
            "licence_coverage",
            part,
            "1404Q4",
            area=area,
            unit="share",
            basis="register",
            status=status,
            numerator=None if part is None else part * 1000,
            denominator=None if part is None else 1000,
        )


def _derived(draft: Draft, synthetic: bool) -> None:
    draft.table(
        "targets",
        "target_id,indicator_id,area_code,domain,category,baseline_period,baseline_value,target_value,target_period,"
        "path,decision_state,decided_by,decided_on,whose_decision_fa,whose_decision_en,basis_fa,basis_en,"
        "delivery_id,sheet_name,row_number,is_synthetic",
        [{"target_id": "T1", "indicator_id": "licence_coverage", "area_code": "08", "domain": "crafts",
          "category": "", "baseline_period": "1400Q4", "baseline_value": 15000 / 70000, "target_value": 0.5,
          "target_period": "1407Q4", "path": "linear", "decision_state": "proposed",
          "whose_decision_fa": "کمیسیون گردشگری و صنایع دستی", "whose_decision_en": "Tourism and craft commission",
          "basis_fa": "نیمی از هنرمندان در پایان برنامهٔ هفتم", "basis_en": "Half by the end of the seventh plan",
          "is_synthetic": synthetic}],
    )  # fmt: skip
    draft.table(
        "target_progress",
        "target_id,indicator_id,area_code,domain,category,decision_state,counts,period,value,expected_value,"
        "baseline_value,target_value,target_period,status,arithmetic_fa,arithmetic_en,is_synthetic,basis,qualifier,"
        "age_months,is_stale,is_over,is_provisional",
        [{"target_id": "T1", "indicator_id": "licence_coverage", "area_code": "08", "domain": "crafts",
          "category": "", "decision_state": "proposed", "counts": False, "period": "1400Q4",
          "value": 15000 / 70000, "expected_value": 15000 / 70000, "baseline_value": 15000 / 70000,
          "target_value": 0.5, "target_period": "1407Q4", "status": "on_track",
          "basis": "reported", "qualifier": "exact", "age_months": 56, "is_stale": False, "is_over": False,
          "is_provisional": False,
          "arithmetic_fa": "۱۵٬۰۰۰ ÷ ۷۰٬۰۰۰ = ۲۱٫۴ درصد", "arithmetic_en": "15,000 ÷ 70,000 = 21.4%",
          "is_synthetic": synthetic}],
    )  # fmt: skip
    draft.table(
        "target_paths", "target_id,period,value,point,is_synthetic",
        [{"target_id": "T1", "period": period, "value": value, "point": point, "is_synthetic": synthetic}
         for period, value, point in (("1400Q4", 15000 / 70000, "start"), ("1407Q4", 0.5, "end"))],
    )  # fmt: skip
    status = {"authenticity_seals": "not_available"}
    domains = {"weavers": "carpet", "weavers_permitted": "carpet", "permit_coverage": "carpet"}
    areas = {"exports_origin_usd": "0806"}
    draft.table(
        "commission_status", "indicator_id,area_code,domain,category,status,target_id,period,age_months,is_stale",
        [{"indicator_id": row[0], "area_code": areas.get(row[0], "08"), "domain": domains.get(row[0], "crafts"),
          "category": "", "status": status.get(row[0], "no_target")} for row in INDICATORS],
    )  # fmt: skip
    claims = [
        ("exports", 1, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_usd", 0,
         "reported", MINUTES),
        ("exports", 2, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_usd", 3334,
         "customs", CUSTOMS),
        ("exports", 3, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_origin_usd", 104772,
         "customs", CUSTOMS),
    ]  # fmt: skip
    draft.table(
        "discrepancy_claims",
        "discrepancy_id,ordinal,kind,importance,title_fa,title_en,indicator_id,area_code,domain,category,period,basis,value,unit,"
        "qualifier,status,source_fa,source_en,explanation_fa,explanation_en,value_id,is_synthetic",
        [{"discrepancy_id": ident, "is_synthetic": synthetic, "ordinal": order, "kind": "contradiction",
          "importance": 1, "title_fa": fa, "title_en": en, "indicator_id": indicator,
          "area_code": "08", "domain": "crafts", "category": "", "period": "1402", "basis": basis, "value": value,
          "unit": "USD", "qualifier": "exact", "status": "final", "source_fa": source[0], "source_en": source[1],
          "explanation_fa": "گمرک محل ترخیص با خاستگاه کالا یکی نیست.",
          "explanation_en": "The customs office is not the place of origin."}
         for ident, order, fa, en, indicator, value, basis, source in claims],
    )  # fmt: skip
    draft.table(
        "craft_cities",
        "city_id,area_code,name_fa,name_en,kind,craft_fa,craft_en,county_code,registered_on,state,remark_fa,remark_en,"
        "delivery_id,sheet_name,row_number,is_synthetic",
        [{"city_id": city, "area_code": f"city-{city}", "name_fa": fa, "name_en": en, "kind": kind, "craft_fa": craft,
          "craft_en": craft_en, "county_code": county, "registered_on": day, "state": state, "is_synthetic": synthetic,
          "delivery_id": "reported_figures-1400-chamber-aaaa1111", "sheet_name": "", "row_number": 3}
         for city, fa, en, kind, craft, craft_en, county, day, state in (
             ("ravar", "راور", "Ravar", "national_city", "قالی", "carpet", "0811", "1400-12-05", "definitive"),
             ("rayen", "راین", "Rayen", "national_city", "چاقو", "knives", "0808", "1400-12-05", "disputed"),
             ("sirjan", "سیرجان", "Sirjan", "world_city", "گلیم", "kilim", "0806", "1396", "definitive"))],
    )  # fmt: skip
    draft.table(
        "credit_funnel", "scheme,budget_year,area_code,domain,stage,stage_order,files,amount_rial,status,is_synthetic",
        [{"scheme": "note_18", "budget_year": "1400", "area_code": "08", "domain": "crafts", "stage": stage,
          "stage_order": order, "files": files, "amount_rial": amount, "is_synthetic": synthetic,
          "status": "missing" if files is None and amount is None else "final"}
         for order, (stage, files, amount) in enumerate((
             ("allocated", None, 220_000_000_000), ("registered", 0, None), ("paid", None, None)))],
    )  # fmt: skip
    draft.table(
        "commitments",
        "commitment_id,spoken_on,role,action_fa,action_en,target_low,target_high,target_unit,due_period,place_text,"
        "area_code,theme,state,evidence_fa,evidence_en,note_fa,note_en,delivery_id,sheet_name,row_number,is_synthetic",
        [{"commitment_id": f"C{index:02}", "spoken_on": "1400-12", "role": "mayor_of_kerman",
          "action_fa": "ساختن بازار صنایع دستی", "action_en": "Build a craft bazaar", "area_code": "08",
          "theme": "market", "state": "under_way" if index == 2 else "open", "is_synthetic": synthetic,
          "delivery_id": "reported_figures-1400-chamber-aaaa1111", "sheet_name": "", "row_number": index + 1}
         for index in (1, 2, 3)],
    )  # fmt: skip


def _exports(draft: Draft, synthetic: bool) -> None:
    lines = [("منطقه ویژه رفسنجان", "08", "لبنان", "69120013", None, 1125, 3334),
             ("فرودگاه امام خمینی", None, "امارات", "57021020", "0806", 3000, 89439),
             ("مشهد", None, "ازبکستان", "57021030", "0806", 913, 15333)]  # fmt: skip
    draft.table(
        "exports",
        "period,customs_office,office_area_code,destination,hs8,origin_area_code,channel,weight_kg,value_rial,value_usd,"
        "delivery_id,sheet_name,row_number,is_synthetic",
        [{"period": "1402", "customs_office": office, "office_area_code": area, "destination": country, "hs8": hs8,
          "origin_area_code": origin, "channel": "customs", "weight_kg": weight, "value_rial": usd * 380_000,
          "value_usd": usd, "delivery_id": "exports-1402-customs-bbbb2222", "sheet_name": "لیست",
          "row_number": index + 2, "is_synthetic": synthetic}
         for index, (office, area, country, hs8, origin, weight, usd) in enumerate(lines)],
    )  # fmt: skip
