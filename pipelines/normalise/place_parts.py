"""Places told in two parts: a county and what lies in it («شهرستان کرمان - بخش مرکزی», «کرمان/راین», «بردسیر(نگار)»).

The parts must agree: a county with a part of its own is that county; a county beside another county is two places and
none. What is no county before the mark is left to the list of whole names.
"""

from __future__ import annotations

import re

from pipelines.normalise.codebook import CodeBook
from pipelines.normalise.text import clean_text

_MARKS = re.compile(r"\s*[-–—/\\،,؛:>›|()\[\]]+\s*")
#: The mark that lengthens letters, set alone between spaces, is somebody's dash.
_DASH = re.compile(r"(?<=\s)\u0640+(?=\s)")
#: The areas above a county: named first, they only say where to look.
_ABOVE = frozenset({"country", "province"})


def place_in_parts(raw: str, codebook: CodeBook) -> str | None:
    """Return the county that a place in several parts names first; None when it names none, or two that differ.

    «استان کرمان، شهرستان بم، بخش روداب» is Bam. A part that no list knows is taken for a part of the county before it.
    """
    parts = [part for part in _MARKS.split(clean_text(_DASH.sub("-", raw))) if part]
    if len(parts) < 2:
        return None
    county: str | None = None
    for place, part in enumerate(parts):
        code = codebook.places.find(part)
        kind = codebook.area_kinds.get(code or "")
        if kind in _ABOVE and county is None and place < len(parts) - 1:
            continue
        own = _county_of(code, codebook)
        if county is None:
            if own is None or kind != "county":
                return None
            county = own
        elif own is not None and own != county:
            return None
    return county


def _county_of(code: str | None, codebook: CodeBook) -> str | None:
    """Return the county in which an area lies, itself if it is one."""
    if code is None or codebook.area_kinds.get(code) in _ABOVE:
        return None
    return code if codebook.area_kinds.get(code) == "county" else codebook.area_parents.get(code)
