"""Recognise what stands around the rows of a printed table: letterheads, page numbers, rows of column numbers.

Only rows that hold next to nothing are looked at; what a row of data may say is no furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.text import clean_text
from pipelines.reading.non_data.marks import are_signatures
from pipelines.reading.result import NonDataKind

_LETTERHEAD = re.compile(
    r"(?:باسمه|بسمه|بسم الله|به نام خدا|هو ?العلیم|جمهوری اسلامی|وزارت|سازمان|استانداری|فرمانداری|اداره|ادارهٔ|مرکز ملی"
    r"|شرکت ملی|گمرک جمهوری|معاونت|دبیرخانه|موسسه|مؤسسه|بنیاد|روابط عمومی)(?:\s|\Z)|islamic republic|ministry of",
    re.IGNORECASE,
)
#: «شماره: ۱۲۳», «تاریخ: ۱۴۰۳/۰۲/۰۱», «پیوست: دارد», and their like at the head of a letter.
_OF_LETTER = re.compile(
    r"(?:شماره(?: نامه| ثبت)?|تاریخ(?: نامه| گزارش| تهیه| چاپ)?|پیوست|ساعت(?: چاپ)?|کاربر|طبقه‌?بندی|از|به|موضوع"
    r"|no|date|attachment)\s*[:：]",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:(?:صفحه|صفحهٔ|ص|برگ|page|p)\.?\s*[:：]?\s*\(?\d+\)?(?:\s*(?:از|of|/)\s*\d+)?(?:\s*صفحه)?|-\s*\d+\s*-|ادامه\s.{0,40}صفحه.{0,10})\Z",
    re.IGNORECASE,
)
#: «(۳)», «ستون ۳», «۷ = ۵ + ۶» under a heading.
_COLUMN_NUMBER = re.compile(r"(?:ستون\s*)?[(\[]?\s*(\d{1,2})\s*[)\]]?\s*(?:=.*)?\Z")
#: Texts of a row of furniture, and how many columns at least are numbered.
_MOST_TEXTS, _FEWEST_NUMBERED = 4, 3


def kind_of_line(texts: Sequence[str]) -> NonDataKind | None:
    """Return the kind of a row with these few texts; None when it is no furniture."""
    shown = [clean_text(text) for text in texts]
    if not shown or len(shown) > _MOST_TEXTS:
        return None
    if are_signatures(shown):
        return "signature"
    if len(shown) == 1 and _PAGE.match(latin_digits(shown[0])):
        return "page_number"
    if all(_OF_LETTER.match(t) for t in shown) or (len(shown) == 1 and _LETTERHEAD.match(shown[0])):
        return "letterhead"
    if _LETTERHEAD.match(shown[0]) and all(_OF_LETTER.match(t) or _LETTERHEAD.match(t) for t in shown[1:]):
        return "letterhead"
    return None


def numbers_columns(row: Sequence[str | None], headings: int) -> bool:
    """Tell whether the row under a heading only numbers its columns: 1, 2, 3 … from either side.

    ``headings`` is how many columns the heading has; at least half of them are numbered.
    """
    texts = [text for text in row if text and text.strip()]
    found = [_COLUMN_NUMBER.match(latin_digits(clean_text(text))) for text in texts]
    if len(texts) < max(_FEWEST_NUMBERED, (headings + 1) // 2) or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match]
    return numbers in (sorted(set(numbers)), sorted(set(numbers), reverse=True)) and (
        min(numbers) <= 1 and max(numbers) - min(numbers) < len(numbers) + 2
    )
