"""Values as a JSON-stat 2.0 dataset: seven dimensions, sparse, a status at every address that is published.

A cell that has a status and no number has the value null; a cell that has neither is an address of which the version
says nothing. What one value has besides (qualifier, source, grade, caveat) stands in ``extension.observations``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.published.answers import Answers
from pipelines.published.answers.words import LANGUAGES, Language

Row = Mapping[str, Any]

#: The code of the whole, where a value is not broken down: that of SDMX.
WHOLE = "_T"
#: The dimensions, and the columns of a value that they are.
DIMENSIONS = {
    "indicator": "indicator_id",
    "area": "area_code",
    "domain": "domain",
    "breakdown": "breakdown",
    "category": "category",
    "period": "period",
    "basis": "basis",
}
_TITLES: dict[str, tuple[str, str]] = {
    "indicator": ("شاخص", "Indicator"),
    "area": ("جا", "Area"),
    "domain": ("حوزه", "Domain"),
    "breakdown": ("تفکیک", "Breakdown"),
    "category": ("دسته", "Category"),
    "period": ("دوره (جلالی)", "Period (Jalali)"),
    "basis": ("مبنا", "Basis"),
}
_ROLES = {"time": ["period"], "geo": ["area"], "metric": ["indicator"]}
_OBSERVED = ("qualifier", "grade", "is_synthetic", "as_of", "numerator", "denominator")


def dataset(rows: Sequence[Row], answers: Answers, language: Language) -> dict[str, Any]:
    """Return ``rows`` (values of one version, as they are told) as a dataset with labels in ``language``.

    Each dimension's ``extension`` has the labels in both languages.
    """
    codes = {name: _codes(rows, column) for name, column in DIMENSIONS.items()}
    places = {name: {code: place for place, code in enumerate(listed)} for name, listed in codes.items()}
    sizes = [len(listed) for listed in codes.values()]
    index = {_cell(row, places, sizes): row for row in rows}
    release, say = answers.release(), answers.words.say
    notes = [say("bases_apart", language), say("no_cell", language)]
    if any(row["is_synthetic"] for row in rows):
        notes.insert(0, say("dataset_synthetic", language))
    return {
        "version": "2.0",
        "class": "dataset",
        "label": say("dataset", language, version=release.version),
        "source": " · ".join(dict.fromkeys(row[f"source_{language}"] for row in rows)),
        "updated": release.built_at,
        "note": notes,
        "id": list(DIMENSIONS),
        "size": sizes,
        "role": _ROLES,
        "dimension": {name: _dimension(name, codes[name], rows, answers, language) for name in DIMENSIONS},
        "value": {str(cell): row["value"] for cell, row in sorted(index.items())},
        "status": {str(cell): row["status"] for cell, row in sorted(index.items())},
        "extension": _extension(index, answers),
    }


def _codes(rows: Sequence[Row], column: str) -> list[str]:
    found = {str(row[column]) or WHOLE for row in rows}
    if column == "period":
        return sorted(found, key=Period.parse)
    return sorted(found, key=lambda code: (code != WHOLE, code))


def _cell(row: Row, places: Mapping[str, Mapping[str, int]], sizes: Sequence[int]) -> int:
    """Return the place of a value in the row-major order of the dimensions."""
    cell = 0
    for (name, column), size in zip(DIMENSIONS.items(), sizes, strict=True):
        cell = cell * size + places[name][str(row[column]) or WHOLE]
    return cell


def _dimension(
    name: str, codes: Sequence[str], rows: Sequence[Row], answers: Answers, language: Language
) -> dict[str, Any]:
    label = _labels(name, rows, answers)
    labels = {code: {one: label(one, code) for one in codes} for code in LANGUAGES}
    category: dict[str, Any] = {"index": list(codes), "label": labels[language]}
    if name == "indicator":
        category["unit"] = {row["indicator_id"]: _unit(row, language) for row in rows}
        category["note"] = {
            row["indicator_id"]: [row[f"caveat_{language}"]] for row in rows if row[f"caveat_{language}"]
        }
    return {
        "label": _TITLES[name][LANGUAGES.index(language)],
        "category": category,
        "extension": {
            code: {"label": _TITLES[name][i], "categories": labels[code]} for i, code in enumerate(LANGUAGES)
        },
    }


def _unit(row: Row, language: Language) -> dict[str, Any]:
    told = {"label": row[f"unit_{language}"], "symbol": row["unit"]}
    return {**told, "decimals": row["decimals"]} if row["decimals"] is not None else told


def _labels(name: str, rows: Sequence[Row], answers: Answers) -> Callable[[str, Language], str]:
    """Return the function that names a code of a dimension in a language."""
    column = DIMENSIONS[name]
    titles = {
        str(row[column]): {code: row.get(f"{name}_{code}") or str(row[column]) for code in LANGUAGES} for row in rows
    }

    def label(code: str, language: Language) -> str:
        if code == WHOLE:
            return answers.words.say("no_breakdown" if name == "breakdown" else "whole", language)
        return period_name(code, language) if name == "period" else str(titles[code][language])

    return label


def _extension(index: Mapping[int, Row], answers: Answers) -> dict[str, Any]:
    """Return what JSON-stat has no place for: the version, titles of statuses and bases, and each value's own marks."""
    rows = list(index.values())
    sources = list(dict.fromkeys((row["source_fa"], row["source_en"]) for row in rows))
    numbers = {pair: number for number, pair in enumerate(sources)}
    observations = {
        str(cell): {
            "value_id": row["value_id"],
            "source": numbers[row["source_fa"], row["source_en"]],
            **{name: row[name] for name in _OBSERVED if row[name] is not None},
            **{f"caveat_{code}": row[f"caveat_{code}"] for code in LANGUAGES if row[f"caveat_{code}"]},
            **({} if row["value"] is not None else {f"why_{code}": row[f"sentence_{code}"] for code in LANGUAGES}),
        }
        for cell, row in sorted(index.items())
    }
    return {
        "release": answers.release().model_dump(mode="python"),
        "is_synthetic": any(row["is_synthetic"] for row in rows),
        "whole": WHOLE,
        "status": {row["status"]: {code: row[f"status_{code}"] for code in LANGUAGES} for row in rows},
        "qualifier": {row["qualifier"]: {code: row[f"qualifier_{code}"] for code in LANGUAGES} for row in rows},
        "grade": {row["grade"]: {code: row[f"grade_{code}"] for code in LANGUAGES} for row in rows},
        "bases": answers.words.both("bases_apart"),
        "sources": [{"fa": fa, "en": en} for fa, en in sources],
        "observations": observations,
    }
