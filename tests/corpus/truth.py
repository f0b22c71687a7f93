"""Small invented lists of five feeds: the truth that every layout of the corpus tells in its own way."""

from __future__ import annotations

from typing import Any

from tests.identifiers import legal_id, national_id

Rows = list[dict[str, Any]]

#: Headings as a plain table has them.
HEADINGS: dict[str, dict[str, str]] = {
    "exports": {
        "customs_office": "گمرک",
        "destination": "کشور طرف معامله",
        "hs_code": "تعرفه",
        "weight_kg": "وزن (کیلوگرم)",
        "value_rial": "ارزش (ریال)",
        "value_usd": "ارزش (دلار)",
    },
    "artisans": {
        "national_id": "کد ملی",
        "full_name": "نام و نام خانوادگی",
        "gender": "جنسیت",
        "area": "شهرستان",
        "craft": "رشته",
        "education": "تحصیلات",
    },
    "licences": {
        "licence_no": "شماره پروانه",
        "licence_kind": "نوع مجوز",
        "national_id": "کد ملی",
        "area": "شهرستان",
        "craft": "رشته",
        "issued_on": "تاریخ صدور",
    },
    "cooperatives": {
        "legal_id": "شناسه ملی",
        "name": "نام تعاونی",
        "domain": "حوزه",
        "area": "شهرستان",
        "members": "تعداد اعضا",
        "capital_rial": "سرمایه (ریال)",
        "state": "وضعیت",
    },
    "credit_applications": {
        "application_no": "کد رهگیری کارا",
        "budget_year": "سال بودجه",
        "area": "شهرستان",
        "craft": "رشته",
        "requested_rial": "مبلغ درخواستی (ریال)",
        "paid_rial": "مبلغ پرداختی (ریال)",
        "stage": "وضعیت",
    },
    "suitcase_exports": {
        "declaration_no": "شماره اظهارنامه",
        "area": "شهرستان",
        "month": "ماه",
        "craft": "رشته",
        "value_usd": "ارزش (دلار)",
        "declared_by": "اظهارکننده",
    },
}


_OFFICES = ["کرمان", "منطقه ویژه اقتصادی سیرجان", "فرودگاه امام خمینی"]
_COUNTRIES = ["آلمان", "عراق", "ژاپن", "چین"]
_LINES = ["57021020", "57011090", "74181010"]
_COUNTIES = ["بم", "بافت", "بردسیر"]
_CRAFTS = ["گلیم‌بافی", "پته‌دوزی", "سفالگری", "مسگری سنتی"]
_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر"]

#: Amounts of which no few add up to another one.
_AMOUNTS = [
    9173,
    20411,
    40933,
    81799,
    163027,
    1201,
    3313,
    6047,
    12119,
    27011,
    54319,
    108517,
    2083,
    4421,
    8887,
    17791,
]


def _exports() -> Rows:
    return [
        {
            "customs_office": _OFFICES[n // 4],
            "destination": _COUNTRIES[n % 4],
            "hs_code": _LINES[n % 3],
            "weight_kg": _AMOUNTS[n] // 7 + n,
            "value_rial": _AMOUNTS[n] * 285_037,
            "value_usd": _AMOUNTS[n],
        }
        for n in range(12)
    ]


def _artisans() -> Rows:
    return [
        {
            "national_id": national_id(304_567_501 + 7_919 * n),
            "full_name": f"هنرمند ساختگی {'آ' * (n % 3 + 1)}",
            "gender": "زن" if n % 2 else "مرد",
            "area": _COUNTIES[n // 4],
            "craft": _CRAFTS[n % 4],
            "education": ["دیپلم", "کارشناسی"][n % 2],
        }
        for n in range(12)
    ]


def _licences() -> Rows:
    return [
        {
            "licence_no": f"۱۴۰۲/{1_100 + n}",
            "licence_kind": ["پروانه تولید انفرادی", "کارت شناسایی"][n % 2],
            "national_id": national_id(298_111_003 + 6_421 * n),
            "area": _COUNTIES[n // 4],
            "craft": _CRAFTS[n % 4],
            "issued_on": f"1402/{n % 9 + 1:02d}/{n + 10}",
        }
        for n in range(12)
    ]


def _cooperatives() -> Rows:
    return [
        {
            "legal_id": legal_id(140_070_013 + 1_117 * n),
            "domain": "صنایع دستی",
            "name": f"تعاونی نمونه {_CRAFTS[n % 4]} {_COUNTIES[n // 4]}",
            "area": _COUNTIES[n // 4],
            "members": _AMOUNTS[n] // 900 + 7,
            "capital_rial": _AMOUNTS[n] * 10_007,
            "state": ["فعال", "راکد"][n % 2],
        }
        for n in range(12)
    ]


def _credit() -> Rows:
    return [
        {
            "application_no": f"KR1400{n:05d}",
            "budget_year": "1400",
            "area": _COUNTIES[n // 4],
            "craft": _CRAFTS[n % 4],
            "requested_rial": _AMOUNTS[n] * 1_000_003,
            "paid_rial": None,
            "stage": "معرفی به بانک",
        }
        for n in range(12)
    ]


def _suitcase() -> Rows:
    """One row for county, craft and month, so that the months can be turned into columns."""
    return [
        {
            "declaration_no": None,
            "area": county,
            "month": month,
            "craft": craft,
            "value_usd": _AMOUNTS[(5 * c + 3 * k + m) % len(_AMOUNTS)] + 11 * m + c,
            "declared_by": "مسافر",
        }
        for c, county in enumerate(_COUNTIES)
        for k, craft in enumerate(_CRAFTS[:2])
        for m, month in enumerate(_MONTHS)
    ]


TRUTH: dict[str, Rows] = {
    "exports": _exports(),
    "artisans": _artisans(),
    "licences": _licences(),
    "cooperatives": _cooperatives(),
    "credit_applications": _credit(),
    "suitcase_exports": _suitcase(),
}


def months_of_exports() -> Rows:
    """Return the exports with a month: two months of each row."""
    return [
        {**row, "month": month, **{m: row[m] + 17 * n + 5 for m in ("weight_kg", "value_rial", "value_usd")}}
        for row in TRUTH["exports"]
        for n, month in enumerate(_MONTHS[:2])
    ]
