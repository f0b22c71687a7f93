"""Codes, places, crafts and tariff lines, found by their spellings."""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.normalise.codebook import Spellings
from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import ascii_digits, clean_text

#: How many titles a sentence lists when it says what was expected.
_LISTED = 12


def normalise_code(raw: str, spellings: Spellings, unknown: str) -> Normalised:
    """Return the code that ``raw`` spells; ``unknown`` is the message when it spells none.

    A list may know «ندارد» as a code of its own, so the list is asked before the words for «no value».
    """
    code = spellings.find(raw)
    if code is not None:
        return Normalised(code)
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    expected = "، ".join(list(spellings.titles.values())[:_LISTED])
    if len(spellings.titles) > _LISTED:
        expected += "، …"
    return problem(unknown, suggestion=spellings.nearest(raw) or "—", expected=expected)


def normalise_hs8(raw: str, known: Set[str]) -> Normalised:
    """Return an eight-digit tariff line.

    Eight digits are taken as they are; seven are a line that lost its leading zero in a spreadsheet, taken
    only when the code list has the line with the zero.
    """
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    text = re.sub(r"\.0+\Z", "", ascii_digits(clean_text(raw)))
    digits = re.sub(r"(?<=\d)[ .\-/](?=\d)", "", text)
    if re.fullmatch(r"\d{8}", digits):
        return Normalised(digits, None if digits == raw else "number_normalised")
    if re.fullmatch(r"\d{7}", digits) and "0" + digits in known:
        return Normalised("0" + digits, "leading_zeros_restored")
    return problem("bad_hs8")


def normalise_hs(raw: str, known: Set[str]) -> Normalised:
    """Return a tariff code of two to ten digits, as fine or coarse as the edition has it.

    A code of odd length below ten digits lost its leading zero where the code list has the line with the zero; a
    code that no list proves is taken as it is written.
    """
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    text = re.sub(r"\.0+\Z", "", ascii_digits(clean_text(raw)))
    digits = re.sub(r"(?<=\d)[ .\-/](?=\d)", "", text)
    if not re.fullmatch(r"\d{2,10}", digits):
        return problem("bad_hs")
    if len(digits) == 7 and "0" + digits in known:
        return Normalised("0" + digits, "leading_zeros_restored")
    return Normalised(digits, None if digits == raw else "number_normalised")
