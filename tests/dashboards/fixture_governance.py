"""The hand-made version on its deliveries: normalisations, comparisons, decisions, silence, rules across figures."""

from __future__ import annotations

from typing import Any

from tests.dashboards.draft import Draft, value_id

EXPORTS, HELD = "exports-1402-customs-bbbb2222", "artisans-1404-heritage-cccc3333"
AS_OF = "2026-11-22"


def governance(draft: Draft, synthetic: bool) -> None:
    """Add the tables that assess deliveries and figures."""
    _reading(draft)
    _decisions(draft)
    _silence(draft)
    _across(draft, synthetic)


def _reading(draft: Draft) -> None:
    draft.table(
        "normalisations",
        "delivery_id,column_name,note,cells,example_raw,example_clean,sentence_fa,sentence_en",
        [
            {
                "delivery_id": EXPORTS,
                "column_name": "customs_office",
                "note": "text_normalised",
                "cells": 171,
                "example_raw": "آستارا ",
                "example_clean": "آستارا",
                "sentence_fa": "حرف‌ها و فاصله‌های متن یک‌دست شد.",
                "sentence_en": "Letters and spaces of the text were unified.",
            },
            {
                "delivery_id": EXPORTS,
                "column_name": "value_usd",
                "note": "number_normalised",
                "cells": 12,
                "example_raw": "۳٬۳۳۴",
                "example_clean": "3334",
                "sentence_fa": "رقم‌ها و جداکننده‌های عدد یک‌دست شد.",
                "sentence_en": "Digits and separators of the number were unified.",
            },
            {
                "delivery_id": HELD,
                "column_name": "national_id",
                "note": "identifier_normalised",
                "cells": 3,
                "sentence_fa": "رقم‌های شناسه یک‌دست شد.",
                "sentence_en": "The digits of the identifier were unified.",
            },
        ],
    )
    draft.table(
        "delivery_notes",
        "delivery_id,ordinal,note,severity,sentence_fa,sentence_en",
        [
            {
                "delivery_id": HELD,
                "ordinal": 1,
                "note": "unknown_columns",
                "severity": "warn",
                "sentence_fa": "فایل «هنرمندان 1404.xlsx»، برگهٔ «لیست 2»: این ستون در قرارداد نیست "
                "و نادیده گرفته شد: امضا.",
                "sentence_en": "File “هنرمندان 1404.xlsx”, sheet “لیست 2”: this column is not in the contract "
                "and was left aside: امضا.",
            }
        ],
    )
    draft.table(
        "delivery_comparisons",
        "delivery_id,compared_with,relation,column_name,unit,measure,rows_compared,before,after,factor",
        [
            {
                "delivery_id": EXPORTS,
                "compared_with": "exports-1402-customs-eeee5555",
                "relation": "before",
                "unit": "",
                "column_name": column,
                "measure": measure,
                "rows_compared": 700,
                "before": before,
                "after": after,
                "factor": factor,
            }
            for column, measure, before, after, factor in (
                ("", "rows", 700, 748, 748 / 700),
                ("value_usd", "sum", 9_453_410.6, 94_534_106, 10),
                ("value_usd", "median", 3334, 3334, 1),
            )
        ]
        + [
            {
                "delivery_id": HELD,
                "compared_with": "artisans-1403-heritage-0000bbbb",
                "relation": "before",
                "unit": "",
                "column_name": "income_rial",
                "measure": "median",
                "rows_compared": 96,
                "factor": 0.1,
            }
        ],
    )


def _decisions(draft: Draft) -> None:
    draft.table(
        "approvals",
        "delivery_id,ordinal,decision,decided_at,actor,reason",
        [
            {
                "delivery_id": EXPORTS,
                "ordinal": 1,
                "decision": "approved",
                "decided_at": "2026-11-21 10:00:00",
                "actor": "steward",
                "reason": "ادارهٔ گمرک رقم را تأیید کرد.",
            }
        ],
    )
    draft.table(
        "corrections_applied",
        "correction_id,feed,delivery_id,sheet_name,row_number,column_name,old_value,found_value,new_value,state,"
        "reason_fa,reason_en,provider_fa,provider_en,document_fa,document_en,told_on,sentence_fa,sentence_en",
        [
            {
                "correction_id": f"office-name-{index}",
                "feed": "exports",
                "delivery_id": EXPORTS,
                "sheet_name": "لیست",
                "row_number": row,
                "column_name": "customs_office",
                "old_value": "شرکت کرمان",
                "found_value": found,
                "new_value": "کرمان",
                "state": state,
                "reason_fa": "نام دفتر در فایل نادرست است.",
                "reason_en": "The file misnames the office.",
                "provider_fa": "گمرک کرمان",
                "provider_en": "Kerman customs",
                "document_fa": "نامهٔ آذر ۱۴۰۵",
                "document_en": "letter of Azar 1405",
                "told_on": "1405-09-01",
                "sentence_fa": "اصلاح شد.",
                "sentence_en": "Corrected.",
            }
            for index, row, found, state in (
                (1, 12, "شرکت کرمان", "applied"),
                (2, 13, "سیرجان", "guard_failed"),
            )
        ],
    )


def _silence(draft: Draft) -> None:
    def line(
        feed: str,
        fa: str,
        en: str,
        office: str,
        period: str,
        state: str,
        *,
        to: str | None = None,
        delivery: str | None = None,
        late: int | None = None,
    ) -> dict[str, Any]:
        return {
            "feed": feed,
            "feed_title_fa": fa,
            "feed_title_en": en,
            "office": office,
            "period": period,
            "period_to": to or period,
            "periods": 1,
            "state": state,
            "days_late": late,
            "delivery_id": delivery,
            "sentence_fa": "در یک جمله.",
            "sentence_en": "In a sentence.",
            "as_of": AS_OF,
        }

    exports = ("exports", "صادرات گمرکی", "Customs exports", "customs")
    artisans = ("artisans", "هنرمندان", "Artisans", "heritage")
    draft.table(
        "completeness",
        "feed,feed_title_fa,feed_title_en,office,period,period_to,periods,due_on,state,days_late,delivery_id,"
        "received_on,sentence_fa,sentence_en,as_of",
        [
            line(*exports, "1402", "late", delivery=EXPORTS, late=12),
            line(*exports, "1403", "received", delivery=EXPORTS),
            line(*exports, "1404", "not_due"),
            line(*artisans, "1402Q4", "received", delivery=HELD),
            line(*artisans, "1403Q1", "missing", to="1403Q3", late=90),
            line(*artisans, "1403Q4", "held", delivery=HELD),
            line(
                "licences",
                "پروانه‌ها",
                "Licences",
                "heritage",
                "1404Q1",
                "refused",
                delivery="licences-1404-heritage-dddd4444",
            ),
            line(
                "cooperatives",
                "تعاونی‌ها",
                "Cooperatives",
                "chamber",
                "1402Q4",
                "never",
                to="1404Q1",
                late=400,
            ),
        ],
    )
    draft.table(
        "freshness",
        "feed,feed_title_fa,feed_title_en,office,cadence,deliveries,last_period,last_received_on,days_since,"
        "allowed_days,stale_on,state,as_of",
        [
            {
                "feed": feed,
                "feed_title_fa": fa,
                "feed_title_en": en,
                "office": office,
                "cadence": cadence,
                "as_of": AS_OF,
                "last_period": period,
                "last_received_on": day,
                "days_since": since,
                "allowed_days": allowed,
                "state": state,
            }
            for feed, fa, en, office, cadence, period, day, since, allowed, state in (
                (*exports, "annual", "1402", "2026-11-20", 900, 457, "stale"),
                (*artisans, "quarterly", "1404", "2026-11-20", 2, 123, "fresh"),
                (
                    "cooperatives",
                    "تعاونی‌ها",
                    "Cooperatives",
                    "chamber",
                    "quarterly",
                    None,
                    None,
                    None,
                    123,
                    "never",
                ),
            )
        ],
    )


def _across(draft: Draft, synthetic: bool) -> None:
    draft.table(
        "cross_checks",
        "rule_id,title_fa,title_en,kind,severity,indicator_id,area_code,domain,category,frequency,period,basis,"
        "left_value,right_value,difference,unit,holds,value_ids,sentence_fa,sentence_en,is_synthetic",
        [
            {
                "rule_id": rule,
                "title_fa": "یک قاعده",
                "title_en": "A rule",
                "kind": "at_most",
                "severity": severity,
                "indicator_id": "artisans",
                "area_code": "08",
                "domain": "crafts",
                "category": "",
                "frequency": "Q",
                "period": "1400Q4",
                "basis": "reported",
                "left_value": left,
                "right_value": right,
                "difference": None if right is None else left - right,
                "unit": "persons",
                "holds": holds,
                "value_ids": value_id("artisans", "08"),
                "sentence_fa": fa,
                "sentence_en": en,
                "is_synthetic": synthetic,
            }
            for rule, severity, left, right, holds, fa, en in (
                (
                    "broken",
                    "hold",
                    71_000,
                    70_000,
                    "false",
                    "دارندگان پروانه بیشتر از هنرمندان‌اند: \u2066۷۱٬۰۰۰\u2069 از \u2066۷۰٬۰۰۰\u2069 بیشتر است.",
                    "More are licensed than there are artisans: \u206671,000\u2069 is more than \u206670,000\u2069.",
                ),
                ("whole", "warn", 15_000, 70_000, "true", "می‌خواند.", "It agrees."),
                ("unknown", "warn", 40_000, None, "unknown", "سنجیدنی نیست.", "It cannot be judged."),
            )
        ],
    )
