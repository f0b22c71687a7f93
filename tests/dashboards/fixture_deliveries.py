"""The deliveries of the hand-made version: published, held, refused, superseded, corrected; and how each was read."""

from __future__ import annotations

import json
from typing import Any

from tests.dashboards.draft import MINUTES, Draft

#: feed → (column, Persian, English, unit) of its data dictionary.
COLUMNS: dict[str, list[tuple[str, str, str, str | None]]] = {
    "reported_figures": [
        ("figure_id", "شناسه", "Identifier", None),
        ("value", "مقدار", "Value", None),
        ("unit", "یکا", "Unit", None),
    ],
    "exports": [
        ("period", "سال", "Year", None),
        ("customs_office", "گمرک", "Customs office", None),
        ("value_usd", "ارزش (دلار)", "Value (US dollar)", "USD"),
    ],
    "artisans": [
        ("national_id", "کد ملی", "National ID", None),
        ("income_rial", "درآمد (ریال)", "Income (rial)", "IRR"),
    ],
}


def deliveries(draft: Draft, synthetic: bool) -> None:
    """Add the deliveries, what was read of them, and what was kept back."""
    one, two = "reported_figures-1400-chamber-aaaa1111", "exports-1402-customs-bbbb2222"
    held = "artisans-1404-heritage-cccc3333"
    older, mended = "exports-1402-customs-eeee5555", "exports-1402-customs-ffff6666"

    def delivery(
        ident: str,
        feed: str,
        fa: str,
        en: str,
        office: str,
        period: str,
        file: str,
        counts: tuple[int, ...],
        state: str = "published",
        **more: Any,
    ) -> dict[str, Any]:
        read, loaded, quarantined, other = counts
        return {
            "delivery_id": ident,
            "feed": feed,
            "feed_title_fa": fa,
            "feed_title_en": en,
            "office": office,
            "period": period,
            "file_name": file,
            "sha256": "9f" * 32,
            "size_bytes": 48_211,
            "received_at": "2026-11-20",
            "received_at_jalali": "1405-08-29",
            "known_from": "2026-11-20 08:00:00",
            "state": state,
            "document_fa": MINUTES[0],
            "document_en": MINUTES[1],
            "terms": "public_record",
            "evidence_grade": "statement",
            "rows_read": read,
            "rows_loaded": loaded,
            "rows_quarantined": quarantined,
            "rows_non_data": other,
            "reconciled": True,
            "is_synthetic": synthetic,
            "contains_persons": False,
            "kind": "original",
            "rows_resolved": 0,
            **more,
        }

    draft.table(
        "deliveries",
        "delivery_id,feed,feed_title_fa,feed_title_en,office,period,file_name,sha256,size_bytes,received_at,"
        "received_at_jalali,known_from,known_to,state,state_fa,state_en,document_fa,document_en,terms,evidence_grade,"
        "transcribed_fa,transcribed_en,rows_read,rows_loaded,rows_quarantined,rows_non_data,stated_total_difference,"
        "reconciled,supersedes,is_synthetic,contains_persons,kind,corrects,rows_resolved",
        [
            delivery(
                one,
                "reported_figures",
                "عددهای گفته‌شده",
                "Reported figures",
                "chamber",
                "1400",
                "minutes_1400_figures.csv",
                (33, 33, 0, 0),
            ),
            delivery(
                two,
                "exports",
                "صادرات گمرکی",
                "Customs exports",
                "customs",
                "1402",
                "exports_1402.xlsx",
                (750, 744, 4, 2),
                stated_total_difference=-42.5,
                supersedes=older,
                rows_resolved=2,
            ),
            delivery(
                held,
                "artisans",
                "هنرمندان",
                "Artisans",
                "heritage",
                "1404",
                "هنرمندان ۱۴۰۴.xlsx",
                (120, 0, 11, 109),
                "held",
                state_fa="فایل «هنرمندان 1404.xlsx»: 11 سطر از 120 سطر نادرست است، بیش از 5 درصد. سطرها را درست "
                "کنید و دوباره بفرستید، یا فایل را تأیید کنید.",
                state_en="File “هنرمندان 1404.xlsx”: 11 of 120 rows are faulty, more than 5 per cent. "
                "Mend the file or approve it.",
                contains_persons=True,
            ),
            delivery(
                "licences-1404-heritage-dddd4444",
                "licences",
                "پروانه‌ها",
                "Licences",
                "heritage",
                "1404",
                "licences.xlsx",
                (0, 0, 0, 0),
                "refused",
                state_fa="فایل کارپوشهٔ اکسل نیست؛ دوباره با نوع XLSX ذخیره کنید.",
                state_en="The file is not an Excel workbook; save it again as XLSX.",
            ),
            delivery(
                older,
                "exports",
                "صادرات گمرکی",
                "Customs exports",
                "customs",
                "1402",
                "صادرات 1402.xlsx",
                (700, 700, 0, 0),
                "superseded",
            ),
            delivery(
                mended,
                "exports",
                "صادرات گمرکی",
                "Customs exports",
                "customs",
                "1402",
                "اصلاح صادرات.xlsx",
                (2, 2, 0, 0),
                kind="correction",
                corrects=two,
            ),
            # A real register beside invented files: real and invented stand in one version, and each says which it is.
            delivery(
                "registry-1400Q4-heritage-9999aaaa",
                "registry",
                "ثبت‌ها",
                "Registrations",
                "heritage",
                "1400Q4",
                "registrations.xlsx",
                (11, 11, 0, 0),
                is_synthetic=False,
            ),
        ],
    )
    draft.table(
        "non_data_rows",
        "delivery_id,sheet_name,row_number,kind,text,column_name,stated,computed,difference,"
        "quarantined,claim,first_row,last_row",
        [
            {
                "delivery_id": two,
                "sheet_name": "لیست",
                "row_number": 748,
                "kind": "total",
                "text": "جمع کل",
                "column_name": "value_usd",
                "stated": 94534063.5,
                "computed": 94534106,
                "difference": -42.5,
                "quarantined": 1200,
                "claim": "all",
                "first_row": 3,
                "last_row": 747,
            },
            {
                "delivery_id": two,
                "sheet_name": "لیست",
                "row_number": 749,
                "kind": "signature",
                "text": "امضا",
            },
        ],
    )
    sentence = (
        "فایل «exports_1402.xlsx»، سطر ۵۷: «کرمانشا» گمرک شناخته‌ای نیست. نام گمرک را درست کنید.",
        "File “exports_1402.xlsx”, row 57: “کرمانشا” is no known customs office. Correct its name.",
    )
    draft.table(
        "quarantine_rows",
        "delivery_id,file_name,sheet_name,row_number,column_letter,column_name,column_title_fa,column_title_en,rule,"
        "severity,value_shown,sentence_fa,sentence_en,resolved_by",
        [
            {
                "delivery_id": two,
                "file_name": "exports_1402.xlsx",
                "sheet_name": "لیست",
                "row_number": 57,
                "column_letter": "B",
                "column_name": "customs_office",
                "column_title_fa": "گمرک",
                "column_title_en": "Customs office",
                "rule": "unknown_place",
                "severity": "quarantine",
                "resolved_by": mended,
                "value_shown": "<b>کرمانشا</b>",
                "sentence_fa": sentence[0],
                "sentence_en": sentence[1],
            }
        ],
    )
    draft.table(
        "quarantine_summary",
        "delivery_id,sheet_name,column_name,column_letter,rule,severity,is_resolved,value_shown,"
        "value_count,rows,first_row,first_rows,sentence_fa,sentence_en",
        [
            {
                "delivery_id": two,
                "sheet_name": "لیست",
                "rule": "unknown_place",
                "column_name": "customs_office",
                "rows": 4,
                "column_letter": "B",
                "severity": "quarantine",
                "is_resolved": False,
                "value_shown": "کرمانشا",
                "value_count": 1,
                "first_row": 57,
                "first_rows": "57, 61, 64",
                "sentence_fa": sentence[0],
                "sentence_en": sentence[1],
            },
            {
                "delivery_id": held,
                "rule": "bad_checksum",
                "column_name": "national_id",
                "rows": 11,
                "sheet_name": "لیست",
                "column_letter": "C",
                "severity": "quarantine",
                "is_resolved": False,
                "value_shown": "•••",
                "value_count": 1,
                "first_row": 38,
                "first_rows": "38, 40, 41",
                "sentence_fa": "فایل «هنرمندان 1404.xlsx»، سطر 38: رقم کنترل کد ملی درست نیست. آن را از کارت بنویسید.",
                "sentence_en": "File “هنرمندان 1404.xlsx”, row 38: the check digit of the national ID is wrong. "
                "Copy it from the card.",
            },
        ],
    )
    draft.table(
        "column_matches",
        "delivery_id,sheet_name,column_letter,header,column_name,note",
        [
            {
                "delivery_id": two,
                "sheet_name": "لیست",
                "column_letter": letter,
                "header": header,
                "column_name": name,
            }
            for letter, header, name in (
                ("A", "سال", "period"),
                ("B", "گمرك", "customs_office"),
                ("D", "ارزش دلاري", "value_usd"),
                ("C", "ملاحظات", None),
            )
        ],
    )
    draft.table(
        "source_rows",
        "row_id,delivery_id,feed,sheet_name,row_number,raw,clean",
        [
            {
                "row_id": f"{one}##3",
                "delivery_id": one,
                "feed": "reported_figures",
                "sheet_name": "",
                "row_number": 3,
                "raw": json.dumps({"شناسه": "M03", "مقدار": "۷۰٬۰۰۰", "یکا": "نفر"}, ensure_ascii=False),
                "clean": json.dumps({"figure_id": "M03", "value": "70000", "unit": "persons"}),
            }
        ],
    )
    draft.table(
        "feeds",
        "feed,title_fa,title_en,owner_office,delivery_kind,cadence,description_en,contains_persons,template_available",
        [
            {
                "feed": feed,
                "title_fa": fa,
                "title_en": en,
                "owner_office": office,
                "delivery_kind": "snapshot",
                "cadence": "quarterly",
                "contains_persons": persons,
                "template_available": True,
            }
            for feed, fa, en, office, persons in (
                ("reported_figures", "عددهای گفته‌شده", "Reported figures", "chamber", False),
                ("exports", "صادرات گمرکی", "Customs exports", "customs", False),
                ("cooperatives", "تعاونی‌ها", "Cooperatives", "heritage", False),
            )
        ],
    )
    draft.table(
        "feed_columns",
        "feed,position,column_name,title_fa,title_en,kind,required,classification,unit,description_fa,description_en,codes",
        [
            {
                "feed": feed,
                "unit": unit,
                "position": index,
                "column_name": name,
                "title_fa": fa,
                "title_en": en,
                "kind": "text",
                "required": True,
                "classification": "public",
            }
            for feed, listed in COLUMNS.items()
            for index, (name, fa, en, unit) in enumerate(listed)
        ],
    )
    draft.table(
        "expectation_results",
        "subject_kind,subject,expectation,column_name,success,severity,observed,description_fa,description_en",
        [
            {
                "subject_kind": "table",
                "subject": "indicator_values",
                "expectation": "expect_column_values_to_not_be_null",
                "column_name": "indicator_id",
                "success": True,
                "severity": "error",
            },
            {
                "subject_kind": "delivery",
                "subject": two,
                "expectation": "expect_column_values_to_be_in_set",
                "column_name": "customs_office",
                "success": False,
                "severity": "warning",
                "observed": "4/748",
                "description_fa": "نام گمرک از فهرست است.",
                "description_en": "The office is of the list.",
            },
        ],
    )
