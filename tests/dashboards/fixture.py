"""A small published version made by hand: the public tables with just enough rows for every face of the pages.

The real baseline is tested through the real build; this one shows what the baseline has not got (series, county
values, held and refused deliveries, quarantine, synthetic data) and stays quick.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import duckdb

MINUTES = ("صورت‌جلسهٔ شورای گفت‌وگو، اسفند ۱۴۰۰", "Minutes of the dialogue council, Esfand 1400")
CUSTOMS = ("گمرک ایران، صادرات ۱۴۰۲", "Iran customs, exports of 1402")

TYPES = {
    "value": "decimal(38,9)", "numerator": "decimal(38,9)", "denominator": "decimal(38,9)",
    "baseline_value": "decimal(38,9)", "target_value": "decimal(38,9)", "expected_value": "decimal(38,9)",
    "target_low": "decimal(38,9)", "target_high": "decimal(38,9)", "value_usd": "decimal(38,9)",
    "value_rial": "decimal(38,9)", "weight_kg": "decimal(38,9)", "amount_rial": "decimal(38,9)",
    "stated": "decimal(38,9)", "computed": "decimal(38,9)", "difference": "decimal(38,9)",
    "contribution": "decimal(38,9)", "stated_total_difference": "decimal(38,9)",
    "is_synthetic": "boolean", "counts": "boolean", "reconciled": "boolean", "contains_persons": "boolean",
    "is_preferred": "boolean", "success": "boolean", "required": "boolean", "template_available": "boolean",
    "row_number": "integer", "rows": "bigint", "rows_read": "bigint", "rows_loaded": "bigint",
    "rows_quarantined": "bigint", "rows_non_data": "bigint", "size_bytes": "bigint", "headline": "integer",
    "decimals": "integer", "sort": "integer", "ordinal": "integer", "tile_row": "integer",
    "tile_col": "integer", "version": "integer", "position": "integer", "population": "bigint",
    "received_at": "date", "known_from": "timestamp", "known_to": "timestamp", "built_at": "timestamp",
    "files": "bigint", "stage_order": "integer",
}  # fmt: skip


def columns(text: str) -> list[str]:
    return text.replace(" ", "").split(",")


class Draft:
    """Public tables under construction."""

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect(str(path))

    def table(self, name: str, names: str, rows: list[dict[str, Any]]) -> None:
        """Create a table; a column that a row does not give is null."""
        listed = columns(names)
        types = ", ".join(f"{column} {TYPES.get(column, 'varchar')}" for column in listed)
        self.connection.execute(f"create table {name} ({types})")
        marks = ", ".join("?" * len(listed))
        for row in rows:
            unknown = set(row) - set(listed)
            assert not unknown, (name, unknown)
            self.connection.execute(
                f"insert into {name} values ({marks})", [row.get(column) for column in listed]
            )


def value_id(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


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


def build(curated: Path, number: int = 1, *, synthetic: bool = False) -> Path:
    """Write ``curated/versions/<number>`` and point ``current`` at it; return its folder."""
    folder = curated / "versions" / str(number)
    folder.mkdir(parents=True)
    draft = Draft(folder / "roadmap.duckdb")
    _reference(draft)
    _figures(draft, synthetic)
    _judged(draft, synthetic)
    _exports(draft, synthetic)
    _deliveries(draft, synthetic)
    draft.table(
        "release", "version,built_at,as_known_at,build_key,code_hash,models_hash,inputs_hash,is_synthetic",
        [{"version": number, "built_at": "2026-11-22 08:00:00", "build_key": "ab" * 32, "code_hash": "cd" * 32,
          "models_hash": "ef" * 32, "inputs_hash": "01" * 32, "is_synthetic": synthetic}],
    )  # fmt: skip
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
        "bases": {"reported": ("گفته", "reported"), "customs": ("گمرک", "customs"),
                  "register": ("ثبت", "register")},
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
        "grades": {"statement": ("گفته", "statement"), "customs": ("گمرک", "customs")},
    }  # fmt: skip
    draft.table("codes", "list,code,title_fa,title_en,sort",
                [{"list": name, "code": code, "title_fa": fa, "title_en": en, "sort": index}
                 for name, items in codes.items() for index, (code, (fa, en)) in enumerate(items.items())])  # fmt: skip
    draft.table(
        "indicators",
        "indicator_id,title_fa,title_en,definition_fa,definition_en,unit,kind,direction,decimals,theme,owner,"
        "caveat_fa,caveat_en,disclosure,headline,source_feeds,depends_on,sql",
        [{"indicator_id": ident, "title_fa": fa, "title_en": en, "definition_fa": f"تعریف {fa}.",
          "definition_en": f"Definition of {en}.", "unit": unit, "kind": kind, "direction": "up",
          "decimals": decimals, "theme": theme, "owner": "heritage", "headline": headline,
          "caveat_fa": "هشدار نمونه.", "caveat_en": "A sample caveat.", "source_feeds": "reported_figures",
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


def _judged(draft: Draft, synthetic: bool) -> None:
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
        "baseline_value,target_value,target_period,status,arithmetic_fa,arithmetic_en,is_synthetic",
        [{"target_id": "T1", "indicator_id": "licence_coverage", "area_code": "08", "domain": "crafts",
          "category": "", "decision_state": "proposed", "counts": False, "period": "1400Q4",
          "value": 15000 / 70000, "expected_value": 15000 / 70000, "baseline_value": 15000 / 70000,
          "target_value": 0.5, "target_period": "1407Q4", "status": "on_track",
          "arithmetic_fa": "۱۵٬۰۰۰ ÷ ۷۰٬۰۰۰ = ۲۱٫۴ درصد", "arithmetic_en": "15,000 ÷ 70,000 = 21.4%",
          "is_synthetic": synthetic}],
    )  # fmt: skip
    status = {"authenticity_seals": "not_available"}
    domains = {"weavers": "carpet", "weavers_permitted": "carpet", "permit_coverage": "carpet"}
    areas = {"exports_origin_usd": "0806"}
    draft.table(
        "commission_status", "indicator_id,area_code,domain,category,status",
        [{"indicator_id": row[0], "area_code": areas.get(row[0], "08"), "domain": domains.get(row[0], "crafts"),
          "category": "", "status": status.get(row[0], "no_target")} for row in INDICATORS],
    )  # fmt: skip
    telling = [
        ("exports", 1, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_usd", 0, "reported", MINUTES),
        ("exports", 2, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_usd", 3334, "customs", CUSTOMS),
        ("exports", 3, "صادرات صنایع دستی کرمان", "Handicraft exports of Kerman", "exports_origin_usd", 104772,
         "customs", CUSTOMS),
    ]  # fmt: skip
    draft.table(
        "contradictions",
        "comparison_id,ordinal,title_fa,title_en,indicator_id,area_code,domain,category,period,basis,value,unit,"
        "qualifier,status,source_fa,source_en,explanation_fa,explanation_en,value_id",
        [{"comparison_id": ident, "ordinal": order, "title_fa": fa, "title_en": en, "indicator_id": indicator,
          "area_code": "08", "domain": "crafts", "category": "", "period": "1402", "basis": basis, "value": value,
          "unit": "USD", "qualifier": "exact", "status": "final", "source_fa": source[0], "source_en": source[1],
          "explanation_fa": "گمرک محل ترخیص با خاستگاه کالا یکی نیست.",
          "explanation_en": "The customs office is not the place of origin."}
         for ident, order, fa, en, indicator, value, basis, source in telling],
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


def _deliveries(draft: Draft, synthetic: bool) -> None:
    one, two = "reported_figures-1400-chamber-aaaa1111", "exports-1402-customs-bbbb2222"
    held = "artisans-1404-heritage-cccc3333"

    def delivery(ident: str, feed: str, fa: str, en: str, office: str, period: str, file: str, counts: tuple[int, ...],
                 state: str = "published", **more: Any) -> dict[str, Any]:  # fmt: skip
        read, loaded, quarantined, other = counts
        return {"delivery_id": ident, "feed": feed, "feed_title_fa": fa, "feed_title_en": en, "office": office,
                "period": period, "file_name": file, "sha256": "9f" * 32, "size_bytes": 48_211,
                "received_at": "2026-11-20", "received_at_jalali": "1405-08-29", "known_from": "2026-11-20 08:00:00",
                "state": state, "document_fa": MINUTES[0], "document_en": MINUTES[1], "terms": "public record",
                "evidence_grade": "statement", "rows_read": read, "rows_loaded": loaded,
                "rows_quarantined": quarantined, "rows_non_data": other, "reconciled": True,
                "is_synthetic": synthetic, "contains_persons": False, **more}  # fmt: skip

    draft.table(
        "deliveries",
        "delivery_id,feed,feed_title_fa,feed_title_en,office,period,file_name,sha256,size_bytes,received_at,"
        "received_at_jalali,known_from,known_to,state,state_fa,state_en,document_fa,document_en,terms,evidence_grade,"
        "transcribed_fa,transcribed_en,rows_read,rows_loaded,rows_quarantined,rows_non_data,stated_total_difference,"
        "reconciled,supersedes,is_synthetic,contains_persons",
        [delivery(one, "reported_figures", "عددهای گفته‌شده", "Reported figures", "chamber", "1400",
                  "minutes_1400_figures.csv", (33, 33, 0, 0)),
         delivery(two, "exports", "صادرات گمرکی", "Customs exports", "customs", "1402", "exports_1402.xlsx",
                  (750, 744, 4, 2), stated_total_difference=-42.5),
         delivery(held, "artisans", "هنرمندان", "Artisans", "heritage", "1404", "هنرمندان ۱۴۰۴.xlsx", (120, 0, 11, 109),
                  "held", state_fa="بیش از پنج درصد ردیف‌ها در قرنطینه است؛ پرونده را درست کنید یا تأیید کنید.",
                  state_en="Over five per cent of the rows are quarantined; mend the file or approve it.",
                  contains_persons=True),
         delivery("licences-1404-heritage-dddd4444", "licences", "پروانه‌ها", "Licences", "heritage", "1404",
                  "licences.xlsx", (0, 0, 0, 0), "refused",
                  state_fa="پرونده کارپوشهٔ اکسل نیست؛ دوباره با نوع XLSX ذخیره کنید.",
                  state_en="The file is not an Excel workbook; save it again as XLSX.")],
    )  # fmt: skip
    draft.table(
        "non_data_rows", "delivery_id,sheet_name,row_number,kind,text,column_name,stated,computed,difference",
        [{"delivery_id": two, "sheet_name": "لیست", "row_number": 748, "kind": "total", "text": "جمع کل",
          "column_name": "value_usd", "stated": 94534063.5, "computed": 94534106, "difference": -42.5},
         {"delivery_id": two, "sheet_name": "لیست", "row_number": 749, "kind": "signature", "text": "امضا"}],
    )  # fmt: skip
    sentence = ("سطر ۵۷، ستون B: شهرستانی با این نام در استان نیست. «کرمان»؟",
                "Row 57, column B: no county of this name in the province. Kerman?")  # fmt: skip
    draft.table(
        "quarantine_rows",
        "delivery_id,file_name,sheet_name,row_number,column_letter,column_name,column_title_fa,column_title_en,rule,"
        "value_shown,sentence_fa,sentence_en",
        [{"delivery_id": two, "file_name": "exports_1402.xlsx", "sheet_name": "لیست", "row_number": 57,
          "column_letter": "B", "column_name": "customs_office", "column_title_fa": "گمرک",
          "column_title_en": "Customs office", "rule": "unknown_place", "value_shown": "<b>کرمانشا</b>",
          "sentence_fa": sentence[0], "sentence_en": sentence[1]}],
    )  # fmt: skip
    draft.table(
        "quarantine_summary", "delivery_id,rule,column_name,rows,sentence_fa,sentence_en",
        [{"delivery_id": two, "rule": "unknown_place", "column_name": "customs_office", "rows": 4,
          "sentence_fa": "۴ ردیف: نام گمرک شناخته نشد.", "sentence_en": "4 rows: unknown customs office."},
         {"delivery_id": held, "rule": "bad_checksum", "column_name": "national_id", "rows": 11,
          "sentence_fa": "۱۱ ردیف: رقم کنترل کد ملی درست نیست.",
          "sentence_en": "11 rows: the check digit of the national ID is wrong."}],
    )  # fmt: skip
    draft.table(
        "column_matches", "delivery_id,sheet_name,column_letter,header,column_name,note",
        [{"delivery_id": two, "sheet_name": "لیست", "column_letter": letter, "header": header, "column_name": name}
         for letter, header, name in (("A", "سال", "period"), ("B", "گمرك", "customs_office"),
                                      ("C", "ملاحظات", None))],
    )  # fmt: skip
    draft.table(
        "source_rows", "row_id,delivery_id,feed,sheet_name,row_number,raw,clean",
        [{"row_id": f"{one}##3", "delivery_id": one, "feed": "reported_figures", "sheet_name": "", "row_number": 3,
          "raw": json.dumps({"شناسه": "M03", "مقدار": "۷۰٬۰۰۰", "یکا": "نفر"}, ensure_ascii=False),
          "clean": json.dumps({"figure_id": "M03", "value": "70000", "unit": "persons"})}],
    )  # fmt: skip
    draft.table(
        "feeds",
        "feed,title_fa,title_en,owner_office,delivery_kind,cadence,description_en,contains_persons,template_available",
        [{"feed": feed, "title_fa": fa, "title_en": en, "owner_office": office, "delivery_kind": "snapshot",
          "cadence": "quarterly", "contains_persons": persons, "template_available": True}
         for feed, fa, en, office, persons in (
             ("reported_figures", "عددهای گفته‌شده", "Reported figures", "chamber", False),
             ("exports", "صادرات گمرکی", "Customs exports", "customs", False),
             ("cooperatives", "تعاونی‌ها", "Cooperatives", "heritage", False))],
    )  # fmt: skip
    draft.table(
        "feed_columns",
        "feed,position,column_name,title_fa,title_en,kind,required,classification,description_fa,description_en,codes",
        [{"feed": "reported_figures", "position": index, "column_name": name, "title_fa": fa, "title_en": en,
          "kind": "text", "required": True, "classification": "public"}
         for index, (name, fa, en) in enumerate((("figure_id", "شناسه", "Identifier"), ("value", "مقدار", "Value"),
                                                 ("unit", "یکا", "Unit")))],
    )  # fmt: skip
    draft.table(
        "expectation_results",
        "subject_kind,subject,expectation,column_name,success,severity,observed,description_fa,description_en",
        [{"subject_kind": "table", "subject": "indicator_values", "expectation": "expect_column_values_to_not_be_null",
          "column_name": "indicator_id", "success": True, "severity": "quarantine"},
         {"subject_kind": "delivery", "subject": two, "expectation": "expect_column_values_to_be_in_set",
          "column_name": "customs_office", "success": False, "severity": "warn", "observed": "4"}],
    )  # fmt: skip
