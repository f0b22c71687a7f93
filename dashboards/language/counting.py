"""Counts with their nouns, in the number that each language asks for.

Persian nouns stay singular after a number and zero is a word; an English noun and its verb agree with the count. Every
sentence that counts something takes its words from here, so that «۱ سطرها» or “1 rows are” cannot be written.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboards.language.formatter import Formatter


class Noun(NamedTuple):
    """A thing that is counted: its Persian word, its English one, its English plural."""

    fa: str
    one: str
    many: str


ROW = Noun("سطر", "row", "rows")
CELL = Noun("خانه", "cell", "cells")
FILE = Noun("فایل", "file", "files")
WORD = Noun("واژه", "word", "words")
COLUMN = Noun("ستون", "column", "columns")
INDICATOR = Noun("شاخص", "indicator", "indicators")
LICENCE = Noun("پروانه", "licence", "licences")
PERMIT = Noun("مجوز", "permit", "permits")
CRAFT = Noun("رشته", "craft", "crafts")
CATEGORY = Noun("دسته", "category", "categories")
QUARTER = Noun("فصل", "quarter", "quarters")
EDITION = Noun("ویرایش", "edition", "editions")
COMMITMENT = Noun("تعهد", "commitment", "commitments")
DOWNLOAD = Noun("فایل گرفتنی", "download", "downloads")
TARIFF_LINE = Noun("ردیف تعرفه", "tariff line", "tariff lines")
TABLE = Noun("جدول", "table", "tables")
OFFICE = Noun("اداره", "office", "offices")
COUNTRY = Noun("کشور", "country", "countries")
CITY = Noun("شهر", "city", "cities")
DEFINITION = Noun("تعریف", "definition", "definitions")
REPORT = Noun("گزارش", "report", "reports")
PROBLEM = Noun("ایراد", "problem", "problems")
MEASURE = Noun("سنجه", "measure", "measures")
CHECK = Noun("آزمون", "check", "checks")
KIND = Noun("گونه", "kind", "kinds")
YEAR = Noun("سال", "year", "years")
DAY = Noun("روز", "day", "days")
PROPOSED_TARGET = Noun("هدف پیشنهادی", "proposed target", "proposed targets")
DISCREPANCY = Noun("اختلاف رقم", "discrepancy", "discrepancies")


def counted(fmt: Formatter, count: int, noun: Noun) -> str:
    """Return a count with its noun: «۱۱ سطر», 11 rows; «یک سطر», 1 row; «صفر سطر», no rows."""
    if fmt.language.is_persian:
        return f"{'یک' if count == 1 else fmt.figure(count)} {noun.fa}"
    return f"{fmt.number(count) if count else 'no'} {noun.one if count == 1 else noun.many}"


def none_of(noun: Noun) -> str:
    """Return the Persian of none of a thing: «هیچ سطری», «هیچ پروانه‌ای»; its verb is negated."""
    return f"هیچ {noun.fa}{'‌ای' if noun.fa.endswith('ه') else 'ی'}"


def agrees(count: int, one: str, many: str) -> str:
    """Return the English word that agrees with a count: is or are, has or have, it or them."""
    return one if count == 1 else many


def more(fmt: Formatter, count: int, noun: Noun) -> str:
    """Return the words of a fold that holds the rest of a list: «۲۵ رشتهٔ دیگر», 25 more crafts; nothing of none."""
    if not count:
        return ""
    ending = "ٔ" if noun.fa.endswith("ه") else ""
    english = f"{fmt.number(count)} more {agrees(count, noun.one, noun.many)}"
    persian = "یک" if count == 1 else fmt.number(count)
    return fmt.language.say(f"{persian} {noun.fa}{ending} دیگر", english)
