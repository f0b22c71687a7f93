"""Iranian identifiers: form and check digit, to one plain canonical text.

What :func:`canonical` returns is the plain value; it stays inside the process. The pseudonym that may be stored
is put on top of it in one place, :mod:`pipelines.normalise`. Answers that are problems never repeat the value.
The rules of the check digits are held by published vectors in the tests. An identifier that a spreadsheet turned
into a number may have lost its leading zeros; they are put back where the check digit proves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import clean_text, search_key

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)
#: A number's way to write an identifier: «1.23457E+09», «499370899.0», «1,583,250,689».
_AS_NUMBER = re.compile(r"[0-9]+(?:[.,٫٬،][0-9]+)+|[0-9]+(?:[.٫][0-9]+)?[eE]\+?[0-9]+")
_PUNCTUATION = re.compile(r"[\s\u200c\-–—−_/]")

_PHONE_AS_NUMBER = re.compile(r"[0-9]{7,}[.٫][0-9]{1,2}|[0-9]+(?:[.٫][0-9]+)?[eE]\+?[0-9]+")
_PHONE_PUNCTUATION = re.compile(r"[\s\u200c\-–—−_/.()+]")
#: «3212345-6» is two numbers, said in short.
_PHONE_RANGE = re.compile(r"[0-9]{5,}\s*[-–—−/]\s*[0-9]{1,2}")
#: The area code behind the number, as right-to-left text stores it.
_AREA_BEHIND = re.compile(r"([1-9][0-9]{7})\s*[-–—−/]\s*(0[1-9][0-9])")
_COUNTRY_CODE = re.compile(r"\A(?:00)?980?(?=[1-9][0-9]{9}\Z)")
_PHONE = re.compile(r"0[1-9][0-9]{9}|[1-9][0-9]{4,7}")


def canonical(kind: str, raw: str) -> Normalised:
    """Return the plain canonical text of an identifier.

    ``kind`` is ``national_id`` (ten digits), ``legal_id`` (eleven digits), ``phone`` (eleven digits from a
    leading zero, or a local number without its area code) or ``name`` (a search key). Idempotent. The caller
    turns the value of a person into a pseudonym before it leaves.
    """
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    return _RULES[kind](raw)


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


def _typed(raw: str) -> str:
    """Return what was typed: Latin digits, without the apostrophe that keeps a spreadsheet from counting."""
    return latin_digits(clean_text(raw)).removeprefix("'")


def canonical_national_id(raw: str) -> Normalised:
    """Return the ten digits of a person's national identifier; eight and nine where a zero or two are proven."""
    text = _PUNCTUATION.sub("", _typed(raw))
    if _AS_NUMBER.fullmatch(text):
        return problem("identifier_as_number")
    padded = text.zfill(10) if len(text) in (8, 9) else text
    if not is_national_id(padded):
        return problem("bad_national_id")
    return Normalised(padded, "leading_zeros_restored" if padded != text else _note(raw, padded))


def canonical_legal_id(raw: str) -> Normalised:
    """Return the eleven digits of an organisation's national identifier."""
    text = _PUNCTUATION.sub("", _typed(raw))
    if _AS_NUMBER.fullmatch(text):
        return problem("identifier_as_number")
    return Normalised(text, _note(raw, text)) if is_legal_id(text) else problem("bad_legal_id")


def canonical_phone(raw: str) -> Normalised:
    """Return one telephone number; +98, 0098, a lost zero and an area code behind lead to one text.

    A local number stays without the area code that nobody wrote. Several numbers in one cell are a problem.
    """
    text = _typed(raw)
    if _PHONE_AS_NUMBER.fullmatch(text):
        return problem("identifier_as_number")
    if _PHONE_RANGE.fullmatch(text):
        return problem("bad_phone")
    if behind := _AREA_BEHIND.fullmatch(text):
        text = behind[2] + behind[1]
    text = _COUNTRY_CODE.sub("", _PHONE_PUNCTUATION.sub("", text))
    lost_zero = re.fullmatch(r"[1-9][0-9]{9}", text) is not None
    digits = "0" + text if lost_zero else text
    if not _PHONE.fullmatch(digits) or len(set(digits.removeprefix("0"))) == 1:
        return problem("bad_phone")
    return Normalised(digits, "leading_zeros_restored" if raw == text != digits else _note(raw, digits))


def canonical_name(raw: str) -> Normalised:
    """Return the search key of a person's name or address, the same for every spelling of it."""
    key = search_key(raw)
    if not key:  # strokes and dots where a name should be
        return Normalised(note="missing_marked")
    return Normalised(key, None if clean_text(raw) == raw else "text_normalised")


def _note(raw: str, canonical_text: str) -> str | None:
    return None if raw == canonical_text else "identifier_normalised"


_RULES: dict[str, Callable[[str], Normalised]] = {
    "national_id": canonical_national_id,
    "legal_id": canonical_legal_id,
    "phone": canonical_phone,
    "name": canonical_name,
}
