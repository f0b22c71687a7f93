"""Tariff codes of the Harmonised System: digits in pairs, from the chapter (2) to the national line (8, 10).

A code that a spreadsheet took for a number has lost the zero of chapters 01 to 09. It is put back where a list
proves it; a code of an odd length that no list explains has lost something else and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import clean_text

#: The last heading of each chapter that begins with zero (Harmonised System, every edition): 0101 to 0106, …
_LAST_HEADING = {"01": 6, "02": 10, "03": 9, "04": 10, "05": 11, "06": 4, "07": 14, "08": 14, "09": 10}

_PAIRS = re.compile(r"[0-9]{2}(?:[ .\-/]?[0-9]{2}){0,4}")
_ODD = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,3}")
#: «20.10.5702» is 5702.10.20 in the order in which right-to-left text shows it, or it is not: two readings.
_TURNED = re.compile(r"[0-9]{2}[ .\-/](?:[0-9]{2}[ .\-/])*[0-9]{4}")
_AS_NUMBER = re.compile(r"[0-9]+(?:[.٫][0-9]+)?[eE]\+?[0-9]+")


def normalise_hs(raw: str, known: Set[str]) -> Normalised:
    """Return a code of two to ten digits; ``known`` are the lines of the code list."""
    return _normalise(raw, known, lengths=(2, 4, 6, 8, 10), headings=True, refusal="bad_hs")


def normalise_hs8(raw: str, known: Set[str]) -> Normalised:
    """Return an eight-digit tariff line; seven digits only where the code list has the line with the zero."""
    return _normalise(raw, known, lengths=(8,), headings=False, refusal="bad_hs8")


def _normalise(raw: str, known: Set[str], *, lengths: tuple[int, ...], headings: bool, refusal: str) -> Normalised:
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    text = re.sub(r"(?<=[0-9])\.0\Z", "", latin_digits(clean_text(raw)).removeprefix("'"))
    if _AS_NUMBER.fullmatch(text):
        return problem("identifier_as_number")
    note = None if text == raw else "number_normalised"
    if _ODD.fullmatch(text) and (f"0{text}" in known or (headings and _has_heading(f"0{text}"))):
        text, note = f"0{text}", "leading_zeros_restored"
    digits = re.sub(r"[ .\-/]", "", text)
    if not _PAIRS.fullmatch(text) or _TURNED.fullmatch(text) or len(digits) not in lengths:
        return problem(refusal)
    if digits.startswith("00"):  # no such chapter: the digits stand in another order
        return problem(refusal)
    return Normalised(digits, note if digits == text else "number_normalised")


def _has_heading(digits: str) -> bool:
    """Tell whether a heading of the first nine chapters begins ``digits``."""
    return len(digits) >= 4 and 1 <= int(digits[2:4]) <= _LAST_HEADING.get(digits[:2], 0)
