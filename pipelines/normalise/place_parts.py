"""Places told in two parts: a county and what lies in it («شهرستان کرمان - بخش مرکزی», «کرمان/راین», «بردسیر(نگار)»).

The parts must agree: a county with a part of its own is that county; a county beside another county, a place of
elsewhere, a number that is not its code or the whole province is two places and none. What is no county before the
mark is left to the list of whole names.
"""

from __future__ import annotations

import re

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.codebook import CodeBook
from pipelines.normalise.text import clean_text, search_key

_MARKS = re.compile(r"\s*[-–—/\\،,؛:>›|()\[\]]+\s*")
#: The mark that lengthens letters, set alone between spaces, is somebody's dash.
_DASH = re.compile(r"(?<=\s)\u0640+(?=\s)")
_AND = re.compile(r"\s+و\s+")
_NUMBER = re.compile(r"[0-9]+")
#: The areas above a county: named first, they only say where to look.
_ABOVE = frozenset({"country", "province"})


def place_in_parts(raw: str, codebook: CodeBook) -> str | None:
    """Return the county that a place in several parts names first; None when it names none, or two that differ.

    «استان کرمان، شهرستان بم، بخش روداب» is Bam. A part that no list knows is taken for a part of the county before it.
    """
    parts = [part for part in _MARKS.split(clean_text(_DASH.sub("-", raw))) if part]
    if len(parts) < 2:
        return None
    county, before = None, ""
    for place, part in enumerate(parts):
        code = codebook.places.find(part)
        kind = codebook.area_kinds.get(code or "")
        if county is not None:
            if not all(_agrees(piece, county, before, codebook) for piece in _AND.split(part)):
                return None
        elif kind not in _ABOVE or place == len(parts) - 1:
            if kind != "county":
                return None
            county, before = code, part
    return county


def _agrees(part: str, county: str, before: str, codebook: CodeBook) -> bool:
    """Tell whether ``part`` can be of ``county``, which ``before`` names: nothing that is known speaks against it."""
    number = latin_digits(part)
    if _NUMBER.fullmatch(number):
        # The county's code, which may have lost its zero; what any other number counts nobody says.
        return county in (number, f"0{number}")
    key, code = search_key(part), codebook.places.find(part)
    if codebook.area_kinds.get(code or "") in _ABOVE:
        # «بم (استان کرمان)» says where Bam lies, «بم (کل استان)» that it is not Bam alone, and of «کرمان (استان کرمان)»
        # nobody knows which of the two is meant.
        named = key == search_key(codebook.places.titles[code or ""])
        return named and code in codebook.within(county) and codebook.places.find(f"استان {before}") != code
    if code is not None:
        return county in codebook.within(code)
    districts = codebook.districts.get(key)
    return key not in codebook.places.elsewhere or (districts is not None and (not districts or county in districts))
