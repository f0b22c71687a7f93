"""Codes of the SDMX files and what they mean: read from the published tables, made where a category is a text.

A code is of letters, digits and ``_@$-``. A customs office has one of its own; any other text gets one made of its
hash, and the text itself is its name. A whole that is not broken down is ``_T``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.exporting.content import Row
from pipelines.exporting.open_data.identity import LANGUAGES, Said, Words
from pipelines.exporting.scope import period_words
from pipelines.foundation.hashing import text_hash
from pipelines.published import PublishedDatabase

#: What SDMX takes for a code.
CODE = re.compile(r"[A-Za-z0-9_@$-]+")
#: The whole of something, as SDMX lists write it.
WHOLE = "_T"
_HASH_DIGITS = 12
#: Observation status of CL_OBS_STATUS for ours. What was not told may exist or not, so it is O (missing) and not L
#: (data exist but were not collected); what has no meaning is M (data cannot exist).
OBS_STATUS = {"final": "A", "provisional": "P", "missing": "O", "suppressed": "Q", "not_applicable": "M"}
#: Of CL_CONF_STATUS. Whether a hidden value is itself small or hides another one must not be told, so it is not A or D.
FREE, HIDDEN = "F", "N"
#: Published tables whose rows are codes: identifier, names, description, and of which list.
_LISTS = {
    "CL_AREA": "SELECT area_code AS code, name_fa, name_en FROM areas ORDER BY area_code",
    "CL_INDICATOR": "SELECT indicator_id AS code, title_fa AS name_fa, title_en AS name_en, definition_fa AS text_fa,"
    " definition_en AS text_en FROM indicators ORDER BY indicator_id",
    "CL_UNIT": "SELECT unit AS code, title_fa AS name_fa, title_en AS name_en FROM units ORDER BY unit",
}
_CODED = "SELECT code, title_fa AS name_fa, title_en AS name_en FROM codes WHERE list = ? ORDER BY sort, code"
_OF_CODES = {
    "CL_DOMAIN": "domains",
    "CL_BASIS": "bases",
    "CL_VALUE_STATUS": "statuses",
    "CL_QUALIFIER": "qualifiers",
    "CL_GRADE": "grades",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A code, its names and, where there is one, its description, by language."""

    name: Said
    description: Said = field(default_factory=dict)


#: Codes of a list in order.
CodeList = dict[str, Code]


class CodeClash(ValueError):
    """Two texts have the same code, so a reader could not tell them apart."""


@dataclass(slots=True)
class CodeLists:
    """The code lists of a message by their identifiers; a text that is not known yet gets a code."""

    lists: dict[str, CodeList]
    offices: dict[str, tuple[str, Code]]
    titles: dict[str, Said]

    def known(self, name: str, code: str, title: Said | None = None) -> str:
        """Return ``code`` of the list ``name``, added with ``title`` where the list lacks it; refuses a wrong code."""
        if not CODE.fullmatch(code):
            raise ValueError(f"{code!r} of {name} is no code of SDMX")
        if code not in self.lists[name]:
            self.lists[name][code] = Code(title or self.titles.get(code) or dict.fromkeys(LANGUAGES, code))
        return code

    def text(self, name: str, prefix: str, said: Said) -> str:
        """Return the code of a text in two languages, made of its hash; raises :class:`CodeClash`."""
        code = prefix + text_hash("\n".join(said[one] for one in LANGUAGES))[:_HASH_DIGITS]
        if self.lists[name].setdefault(code, Code(said)).name != said:
            raise CodeClash(f"{said} and {self.lists[name][code].name} are both {code} of {name}")
        return code

    def category(self, breakdown: str, category: str, title: Said) -> str:
        """Return the code of a category: that of the customs office, its own, or one made for its text."""
        if not category:
            return self.known("CL_CATEGORY", WHOLE)
        if breakdown == "customs_office" and category in self.offices:
            code, office = self.offices[category]
            if self.lists["CL_CATEGORY"].setdefault(code, office) != office:
                raise CodeClash(f"{code} is a customs office and another category")
            return code
        if CODE.fullmatch(category):
            return self.known("CL_CATEGORY", category, title)
        return self.text("CL_CATEGORY", "X", title)


def read_code_lists(database: PublishedDatabase, words: Words) -> CodeLists:
    """Read the code lists that do not depend on the period; the rest is added with the observations."""
    sdmx = words["sdmx"]
    lists: dict[str, CodeList] = {name: {} for name in sdmx["lists"]}
    for name, codes in sdmx["codes"].items():
        lists[name] = {code: Code(said) for code, said in codes.items()}
    for name, sql in _LISTS.items():
        lists[name] = _codes(database.rows(sql))
    for name, of_list in _OF_CODES.items():
        lists[name] = _codes(database.rows(_CODED, [of_list]))
    for name in ("CL_BREAKDOWN", "CL_CATEGORY"):
        lists[name] = {WHOLE: Code(sdmx["whole"]), **lists[name]}
    offices = {
        row["office_name"]: (row["office_code"], Code({"fa": row["office_name"], "en": row["name_en"]}))
        for row in database.rows("SELECT office_code, office_name, name_en FROM customs_offices ORDER BY office_code")
    }
    categories = database.rows(_CODED, ["categories"])
    tariff = database.rows("SELECT hs8 AS code, label_fa AS name_fa, label_en AS name_en FROM hs_codes")
    titles = {code: one.name for code, one in (_codes(tariff) | _codes(categories)).items()}
    return CodeLists(lists, offices, titles)


def add_periods(lists: CodeLists, periods: Iterable[str]) -> None:
    """Add Jalali periods with their names, as «زمستان ۱۴۰۴»."""
    for key in sorted(set(periods)):
        lists.known("CL_JALALI_PERIOD", key, {one: period_words(key, one) for one in LANGUAGES})


def _codes(rows: list[Row]) -> CodeList:
    found = {}
    for row in rows:
        name = {one: row[f"name_{one}"] or row["code"] for one in LANGUAGES}
        text = {one: row[f"text_{one}"] for one in LANGUAGES if row.get(f"text_{one}")}
        found[row["code"]] = Code(name, text)
    return found
