"""Iranian identifiers: form and check digit. What comes out of a column of persons is a pseudonym.

The rules of the check digits are held by published vectors in the tests. An identifier that a spreadsheet
turned into a number may have lost its leading zeros; they are put back where the check digit proves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import ascii_digits, clean_text, search_key

Pseudonym = Callable[[str, str], str]

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)
_AS_NUMBER = re.compile(r"\d+[.,]\d+|\d+(\.\d+)?[eE]\+?\d+")


def is_national_id(digits: str) -> bool:
    """Tell whether ten digits are a valid national identifier of a person (کد ملی)."""
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1 or digits[3:9] == "000000":
        return False
    remainder = sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return int(digits[9]) == (remainder if remainder < 2 else 11 - remainder)


def is_legal_id(digits: str) -> bool:
    """Tell whether eleven digits are a valid national identifier of an organisation (شناسهٔ ملی)."""
    if not re.fullmatch(r"[0-9]{11}", digits) or len(set(digits)) == 1 or digits[3:9] == "000000":
        return False
    shift = int(digits[9]) + 2
    total = sum((shift + int(d)) * _LEGAL_WEIGHTS[i % 5] for i, d in enumerate(digits[:10]))
    return total % 11 % 10 == int(digits[10])


def _digits(raw: str) -> str:
    """Return the digits of an identifier without the spaces and dashes that people put between them."""
    return re.sub(r"[\s\u200c\-–—−_/]", "", ascii_digits(clean_text(raw)))


def normalise_national_id(raw: str, pseudonym: Pseudonym) -> Normalised:
    """Return the pseudonym of a person's national identifier."""
    if is_missing(raw):
        return _missing(raw)
    text = _digits(raw)
    if not text.isdigit():
        return problem("identifier_as_number" if _AS_NUMBER.fullmatch(text) else "bad_national_id")
    padded = text.zfill(10) if len(text) in (8, 9) else text
    if not is_national_id(padded):
        return problem("bad_national_id")
    note = "leading_zeros_restored" if padded != text else None
    return Normalised(pseudonym("national_id", padded), note)


def normalise_legal_id(raw: str, pseudonym: Pseudonym | None) -> Normalised:
    """Return an organisation's national identifier, or its pseudonym where the column identifies persons."""
    if is_missing(raw):
        return _missing(raw)
    text = _digits(raw)
    if not text.isdigit():
        return problem("identifier_as_number" if _AS_NUMBER.fullmatch(text) else "bad_legal_id")
    if not is_legal_id(text):
        return problem("bad_legal_id")
    return Normalised(pseudonym("legal_id", text) if pseudonym else text)


def normalise_phone(raw: str, pseudonym: Pseudonym) -> Normalised:
    """Return the pseudonym of a telephone number; +98, 0098 and a lost zero lead to one number."""
    if is_missing(raw):
        return _missing(raw)
    text = re.sub(r"[()+.]", "", _digits(raw))
    text = re.sub(r"\A(?:00)?98(?=[1-9]\d{9}\Z)", "", text)
    if re.fullmatch(r"[1-9]\d{9}", text):
        text = "0" + text
    if not re.fullmatch(r"\d{5,11}", text):
        return problem("bad_phone")
    return Normalised(pseudonym("phone", text))


def normalise_name(raw: str, purpose: str, pseudonym: Pseudonym) -> Normalised:
    """Return the pseudonym of a person's name or address, the same for every spelling of it."""
    if is_missing(raw):
        return _missing(raw)
    return Normalised(pseudonym(purpose, search_key(raw)))


def _missing(raw: str) -> Normalised:
    return Normalised(note="missing_marked" if raw.strip() else None)
