"""Values of indicators as observations of SDMX: one at each address, every text a code, every number exact.

A value that is suppressed, missing or not applicable has no number at all: neither value, numerator nor denominator.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.exporting.content import Row
from pipelines.exporting.data_files import csv_cell
from pipelines.exporting.open_data.identity import LANGUAGES, Words
from pipelines.exporting.open_data.sdmx_codes import FREE, HIDDEN, OBS_STATUS, WHOLE, CodeLists, add_periods
from pipelines.foundation.period import Period

#: Components by their identifiers; a component without content is absent.
Observation = dict[str, str]
#: A value of these has a number.
WITH_NUMBER = frozenset({"final", "provisional"})
#: What may stand in an observation: codes, exact numbers, partial dates, time ranges. No text that a writer could harm.
_PLAIN = re.compile(r"[A-Za-z0-9_@$./+-]*")


def observations(values: list[Row], lists: CodeLists, words: Words) -> list[Observation]:
    """Return the observations of ``values`` in the order of their addresses; codes that were missing are added.

    Raises ValueError for a content that is no code, number or date, and for two values at one address.
    """
    add_periods(lists, (row["period"] for row in values))
    dimensions = [name for name, one in words["sdmx"]["components"].items() if one["role"] == "dimension"]
    found = {}
    for row in values:
        one = _observation(row, lists)
        harmful = {name: text for name, text in one.items() if not _PLAIN.fullmatch(text)}
        address = tuple(one[name] for name in dimensions)
        if harmful or address in found:
            raise ValueError(f"not an observation of its own: {address} {harmful}")
        found[address] = one
    return [found[address] for address in sorted(found)]


@cache
def time_range(period: str) -> str:
    """Return a Jalali period as its first day and length: ``1400Q4`` is ``2021-12-22/P89D``."""
    first, last = Period.parse(period).days
    return f"{first.isoformat()}/P{(last - first).days + 1}D"


def _observation(row: Row, lists: CodeLists) -> Observation:
    status, told = row["status"], row["status"] in WITH_NUMBER
    category = {one: row.get(f"category_title_{one}") or row["category"] for one in LANGUAGES}
    found: dict[str, Any] = {
        "FREQ": lists.known("CL_FREQ", row["frequency"]),
        "REF_AREA": lists.known("CL_AREA", row["area_code"]),
        "INDICATOR": lists.known(
            "CL_INDICATOR", row["indicator_id"], {one: row[f"indicator_{one}"] for one in LANGUAGES}
        ),
        "DOMAIN": lists.known("CL_DOMAIN", row["domain"]),
        "BREAKDOWN": lists.known("CL_BREAKDOWN", row["breakdown"] or WHOLE),
        "CATEGORY": lists.category(row["breakdown"], row["category"], category),
        "SOURCE_TYPE": lists.known("CL_BASIS", row["basis"]),
        "TIME_PERIOD": time_range(row["period"]),
        "OBS_VALUE": csv_cell(row["value"]) if told else "",
        "UNIT_MEASURE": lists.known("CL_UNIT", row["unit"]),
        "OBS_STATUS": lists.known("CL_OBS_STATUS", OBS_STATUS[status]),
        "CONF_STATUS": lists.known("CL_CONF_STATUS", HIDDEN if status == "suppressed" else FREE),
        "VALUE_STATUS": lists.known("CL_VALUE_STATUS", status),
        "QUALIFIER": lists.known("CL_QUALIFIER", row["qualifier"]),
        "JALALI_PERIOD": row["period"],
        "IS_SYNTHETIC": "true" if row["is_synthetic"] else "false",
        "NUMERATOR": csv_cell(row["numerator"]) if told else "",
        "DENOMINATOR": csv_cell(row["denominator"]) if told else "",
        "DATA_SOURCE": _text(row, "source", "CL_SOURCE", "S", lists),
        "EVIDENCE_GRADE": lists.known("CL_GRADE", row["evidence_grade"]) if row["evidence_grade"] else "",
        "COMMENT": _text(row, "ambiguity", "CL_COMMENT", "C", lists),
        "AS_OF": row["as_of"] or "",
        "VALUE_ID": row["value_id"],
    }
    return {name: text for name, text in found.items() if text != ""}


def _text(row: Row, column: str, name: str, prefix: str, lists: CodeLists) -> str:
    """Return the code of a text that a row has in both languages; where one is not there, the other stands for it."""
    fa, en = row[f"{column}_fa"] or "", row[f"{column}_en"] or ""
    return lists.text(name, prefix, {"fa": fa or en, "en": en or fa}) if fa or en else ""
