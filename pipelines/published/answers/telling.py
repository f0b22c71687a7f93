"""A published value with everything that has to be said of it: titles, source, caveat, and a sentence to quote.

Here a figure that has no number loses any it might have: whatever stands in the file, a suppressed count leaves this
module as words.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number
from pipelines.published.answers.catalogue import Catalogue
from pipelines.published.answers.words import LANGUAGES, Language, Words

Row = dict[str, Any]

#: The states of a value that has a number; every other one is told in words alone.
TOLD = frozenset({"final", "provisional"})
_NUMBERS = ("value", "numerator", "denominator")


def told(row: Mapping[str, Any], catalogue: Catalogue, words: Words, *, quotable: bool = True) -> Row:
    """Return a row of ``indicator_values`` as an answer tells it (the fields of :class:`~.model.Value`).

    A sentence costs as much as all the rest: thousands of numbers for a program may go without.
    """
    has_number = row["status"] in TOLD and row["value"] is not None
    status = row["status"] if has_number or row["status"] not in TOLD else "missing"
    indicator = catalogue.indicators.get(row["indicator_id"], {})
    titles = {
        "indicator": (indicator.get("title_fa") or row["indicator_id"], indicator.get("title_en") or ""),
        "area": catalogue.area(row["area_code"]),
        "domain": catalogue.title("domains", row["domain"]),
        "category": catalogue.category(row["breakdown"] or "", row["category"]) if row["category"] else ("", ""),
        "unit": catalogue.unit(row["unit"]),
        "basis": catalogue.title("bases", row["basis"]),
        "qualifier": catalogue.title("qualifiers", row["qualifier"]),
        "status": catalogue.title("statuses", status),
        "grade": catalogue.title("grades", row["evidence_grade"]),
    }
    found: Row = {
        **{name: row[name] for name in ("value_id", "indicator_id", "area_code", "domain", "frequency", "period")},
        "breakdown": row["breakdown"] or "",
        "category": row["category"] or "",
        **{name: row[name] if has_number else None for name in _NUMBERS},
        **{name: row[name] for name in ("unit", "basis", "as_of")},
        "qualifier": row["qualifier"] or "exact",
        "status": status,
        "is_synthetic": bool(row["is_synthetic"]),
        "grade": row["evidence_grade"] or "",
        "decimals": indicator.get("decimals"),
    }
    for place, language in enumerate(LANGUAGES):
        found |= {f"{name}_{language}": pair[place] or "" for name, pair in titles.items()}
        found[f"source_{language}"] = row[f"source_{language}"] or ""
        found[f"caveat_{language}"] = _caveat(row, indicator, catalogue, language)
        found[f"sentence_{language}"] = (
            _sentence(found, indicator, catalogue, words, language) if quotable or not has_number else ""
        )
    return found


def written(value: Decimal, unit: str, decimals: int | None, language: Language) -> str:
    """Return a number as a sentence says it, a share in per cent."""
    return number(value, unit, _DECIMALS if decimals is None else decimals, language)


#: Decimals of an indicator that does not say how many.
_DECIMALS = 2


def _caveat(row: Mapping[str, Any], indicator: Mapping[str, Any], catalogue: Catalogue, language: Language) -> str:
    """Return what can be misread: of the indicator, of this statement, and of the indicator in this area."""
    note = catalogue.notes.get((row["indicator_id"], row["area_code"]), ("", ""))[LANGUAGES.index(language)]
    parts = (indicator.get(f"caveat_{language}"), row[f"ambiguity_{language}"], note)
    return " ".join(dict.fromkeys(part.strip() for part in parts if part))


def why_no_number(status: str, indicator: Mapping[str, Any], words: Words, language: Language) -> str:
    """Return why a figure has no number, and of a missing one what that means for its indicator."""
    said = words.say(status if status in ("suppressed", "not_applicable") else "missing", language)
    blank = indicator.get(f"blank_{language}") if status == "missing" else None
    return f"{said}. {blank.rstrip('. ')}" if blank else said


def area_in_words(code: str, catalogue: Catalogue, words: Words, language: Language) -> str:
    """Return an area as a sentence names it: a county with its kind, since a province may have the same name."""
    name = catalogue.area(code)[LANGUAGES.index(language)]
    if catalogue.areas.get(code, {}).get("kind") != "county":
        return name
    kind = words.say("kind_county", language)
    return f"{kind} {name}" if language == "fa" else f"{name} {kind}"


def _sentence(found: Row, indicator: Mapping[str, Any], catalogue: Catalogue, words: Words, language: Language) -> str:
    """Return the figure as it can be quoted, with qualifier, unit, basis, status and source, or why there is none."""
    value, unit = found["value"], found[f"unit_{language}"]
    common = {
        "synthetic": words.say("synthetic", language) if found["is_synthetic"] else "",
        **{name: found[f"{name}_{language}"] for name in ("indicator", "domain", "basis", "status", "source")},
        "area": area_in_words(found["area_code"], catalogue, words, language),
        "category": f" ({found[f'category_{language}']})" if found["category"] else "",
        "period": period_name(found["period"], language),
    }
    if value is None:
        why = why_no_number(found["status"], indicator, words, language)
        return words.say("no_value", language, why=why, **common)
    exact = found["qualifier"] == "exact"
    if value == 0 and exact:
        return words.say("value", language, qualifier="", number=words.say("zero", language), unit="", **common)
    return words.say(
        "value",
        language,
        qualifier="" if exact else f"{found[f'qualifier_{language}']} ",
        number=written(value, found["unit"], found["decimals"], language),
        unit="" if found["unit"] == "share" else f" {unit}",
        **common,
    )
