"""Two figures beside each other: their difference where both can be subtracted, else why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from pipelines.foundation.persian import number
from pipelines.published.answers.telling import written
from pipelines.published.answers.words import LANGUAGES, Language, Words

Row = Mapping[str, Any]

#: Qualifiers of which a difference can be told; any other is a bound.
_MEASURED = frozenset({"exact", "about"})
_PLACES = Decimal("0.000001")
#: Wide enough for every DECIMAL(38,9) and its quotients.
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


def why_no_difference(first: Row, second: Row) -> str | None:
    """Return the name of the sentence that says why two figures have no difference; None where they have one."""
    pair = (first, second)
    if any(row["status"] == "suppressed" for row in pair):
        return "no_difference_suppressed"
    if any(row["value"] is None for row in pair):
        return "no_difference_silent"
    if first["is_synthetic"] != second["is_synthetic"]:
        return "no_difference_synthetic"
    if first["frequency"] != second["frequency"]:
        return "no_difference_frequency"
    if any(row["qualifier"] not in _MEASURED for row in pair):
        return "no_difference_bounds"
    return None


def compared(first: Row, second: Row, kind: str | None, words: Words) -> dict[str, Any]:
    """Return the difference of the second from the first, relative to it where that means something, in sentences."""
    if reason := why_no_difference(first, second):
        told = words.both(reason)
        return {"difference": None, "relative": None, **{f"sentence_{code}": told[code] for code in LANGUAGES}}
    difference = _WIDE.subtract(second["value"], first["value"])
    relative = None
    if kind not in ("ratio", "rank", "index") and first["value"] > 0:
        relative = _WIDE.divide(difference, first["value"]).quantize(_PLACES, context=_WIDE)
    return {
        "difference": difference,
        "relative": relative,
        **{f"sentence_{code}": _sentence(first, second, difference, relative, words, code) for code in LANGUAGES},
    }


def _sentence(
    first: Row, second: Row, difference: Decimal, relative: Decimal | None, words: Words, language: Language
) -> str:
    decimals = first["decimals"]
    if first["unit"] == "share":
        points = number(difference * 100, "points", 2 if decimals is None else decimals, language)
        said = words.say("difference_points", language, number=points)
    else:
        told = written(difference, first["unit"], decimals, language)
        said = words.say("difference", language, number=told, unit=f" {first[f'unit_{language}']}")
    if relative is not None:
        said += words.say("relative", language, number=number(relative, "share", 1, language))
    pair = (first, second)
    said += "."
    if any(row["qualifier"] == "about" for row in pair):
        said += words.say("difference_about", language)
    if any(row["status"] == "provisional" for row in pair):
        said += words.say("difference_provisional", language)
    return said
