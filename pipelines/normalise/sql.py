"""The same normalisation as SQL, for columns of many distinct values.

Most names, identifiers and plain numbers are written as they should be, and there are as many of them as there
are rows. For these a :class:`Tier` says by an SQL condition which raw texts it understands, and by an SQL
expression what their canonical text is. What no tier understands goes, as a distinct value, to the Python
functions of this package, which are the specification: tests hold that a tier never answers otherwise than they do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.contracts.model import Column
from pipelines.foundation.sql_text import literal, quoted
from pipelines.normalise.result import MISSING_WORDS
from pipelines.normalise.text import CLEAN_LETTERS, KEY_LETTERS, ZWNJ

#: Kinds whose columns hold about as many distinct values as rows.
MANY = frozenset({"text", "name", "national_id", "legal_id", "phone", "integer", "quantity", "money"})

_BASIC = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_LATIN_DIGITS = "0123456789"
_LETTERS_AND_DIGITS = "".join(c for c in CLEAN_LETTERS if c.isalnum())
_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)


@dataclass(frozen=True, slots=True)
class Tier:
    """Raw texts that SQL normalises by itself.

    ``condition`` and ``canonical`` are SQL over ``{raw}`` and ``{number}``, the same as a number
    (:func:`number_columns`). ``note`` is the message that the Python function gives for such a text.
    """

    condition: str
    canonical: str = "{raw}"
    note: str | None = None
    #: Whether such a text shows that a point parts decimals in its column.
    has_decimals: bool = False


def pseudonym_purpose(column: Column) -> str | None:
    """Return for which purpose a column's values become pseudonyms; None where they stay as they are.

    An organisation's identifier is public unless its column says that it leads to a person. A name is a pseudonym
    of its own column: a father's name and a person's name are not to be joined.
    """
    if column.kind in ("national_id", "phone"):
        return column.kind
    if column.kind == "legal_id":
        return column.kind if column.classification == "identifier" else None
    return column.name if column.kind == "name" else None


def tiers(column: Column, factor: Decimal = Decimal(1)) -> tuple[Tier, ...]:
    """Return the tiers of a column; none for kinds of few distinct values, and where a row has its own unit.

    ``factor`` turns a number of the declared unit into one of the column's unit.
    """
    match column.kind:
        case "text":
            return (Tier(_matches(_clean_pattern(starts=_LETTERS_AND_DIGITS))),)
        case "name":
            return _name_tiers()
        case "national_id":
            return (Tier(f"{_matches('[0-9]{10}')} AND {_national_check()}"),)
        case "legal_id":
            return (Tier(f"{_matches('[0-9]{11}')} AND {_legal_check()}"),)
        case "phone":
            return (Tier(_matches("0[1-9][0-9]{9}") + " AND " + _not_one_digit()),)
        case "integer" | "quantity" | "money" if not column.companions:
            return _number_tiers(column, factor)
    return ()


def canonical_sql(found: Sequence[Tier], raw: str, otherwise: str) -> str:
    """Return the SQL of the canonical text of ``raw``; ``otherwise`` answers what no tier understands.

    ``raw`` is a quoted column of a source that also has the :func:`number_columns`.
    """
    if not found:
        return otherwise
    cases = " ".join(f"WHEN {_over(t.condition, raw)} THEN {_over(t.canonical, raw)}" for t in found)
    return f"CASE {cases} ELSE {otherwise} END"


def tier_sql(found: Sequence[Tier], raw: str) -> str:
    """Return the SQL of the number of the tier that understands ``raw`` (from 1), 0 where none does."""
    cases = " ".join(f"WHEN {_over(t.condition, raw)} THEN {n}" for n, t in enumerate(found, 1))
    return f"CASE {cases} ELSE 0 END" if found else "0"


def number_columns(columns: Sequence[Column]) -> list[str]:
    """Return the SQL of columns that hold identifiers as numbers: cast once, they are cheap to check.

    The engine may evaluate conditions in any order, so a text that is no number must not fail here.
    """
    named = [quoted(c.name) for c in columns if c.kind in ("national_id", "legal_id")]
    return [f"TRY_CAST({name} AS BIGINT) AS {_as_number(name)}" for name in named]


def _as_number(raw: str) -> str:
    return raw[:-1] + ' as number"'


def _over(sql: str, raw: str) -> str:
    return sql.format(raw=raw, number=_as_number(raw))


# --- the parts of the conditions -------------------------------------------------------------------------------


def _literal(text: str) -> str:
    return literal(text).replace("{", "{{").replace("}", "}}")


def _matches(pattern: str) -> str:
    return f"regexp_full_match({{raw}}, {_literal(pattern)})"


def _class(characters: str) -> str:
    return "[" + "".join(re.escape(c) for c in characters) + "]"


def _clean_pattern(*, starts: str) -> str:
    """Return the pattern of clean text that begins with one of ``starts``; brackets go to the Python function."""
    inside = _class("".join(c for c in CLEAN_LETTERS if c not in "()"))
    return f"{_class(starts)}{inside}*(?:[ {ZWNJ}]{inside}+)*"


def _name_tiers() -> tuple[Tier, ...]:
    """Letters alone; letters, digits and the commonest signs; everything clean, which costs ten times as much."""
    # A pattern and no list: the engine turns IN into a join, and then reckons every tier for every row.
    missing = _literal(f"(?:{'|'.join(re.escape(word) for word in sorted(MISSING_WORDS))})?")
    letters = _class(_BASIC)
    alone = _keyed(f" {ZWNJ}")
    signs = "آئ،-. "
    few, many = _class(_BASIC + _LATIN_DIGITS + signs.strip()), _class(_BASIC + _LATIN_DIGITS)
    common = _keyed(f"{signs}{ZWNJ}")
    changed = {c: key for c, key in KEY_LETTERS.items() if c != key and c not in "()"}
    moved = {c: key for c, key in changed.items() if key}
    gone = "".join(c for c, key in changed.items() if not key)
    table = f"translate({{raw}}, {_literal(''.join(moved) + gone)}, {_literal(''.join(moved.values()))})"
    whole = f"trim({table}, '/')"
    return (
        Tier(
            f"{_matches(f'{letters}+(?:[ {ZWNJ}]{letters}+)*')} AND NOT regexp_full_match({alone}, {missing})",
            alone,
        ),
        Tier(
            f"{_matches(f'{many}{few}*(?:[ {ZWNJ}]{few}+)*')} AND NOT regexp_full_match({common}, {missing})",
            common,
        ),
        Tier(
            f"{_matches(_clean_pattern(starts=_LETTERS_AND_DIGITS))} AND NOT regexp_full_match({whole}, {missing})",
            whole,
        ),
    )


def _keyed(characters: str) -> str:
    """Return the SQL that writes each of ``characters`` as its search key; the engine's own table lookup is slow."""
    text = "{raw}"
    for character in characters:
        text = f"replace({text}, {_literal(character)}, {_literal(KEY_LETTERS[character])})"
    return text


def _not_one_digit() -> str:
    """Not one digit ten times: such a number is a filler."""
    return "replace(substr({raw}, 2), substr({raw}, 2, 1), '') <> ''"


def _national_check() -> str:
    total = " + ".join(f"({{number}} // {10 ** (9 - i)} % 10) * {10 - i}" for i in range(9))
    check = f"CASE WHEN ({total}) % 11 < 2 THEN ({total}) % 11 ELSE 11 - ({total}) % 11 END"
    return f"{{number}} % 1111111111 <> 0 AND {{number}} // 10 % 1000000 <> 0 AND {{number}} % 10 = {check}"


def _legal_check() -> str:
    shift = "({number} // 10 % 10 + 2)"
    total = " + ".join(f"({shift} + {{number}} // {10 ** (10 - i)} % 10) * {_LEGAL_WEIGHTS[i % 5]}" for i in range(10))
    return (
        f"{{number}} % 11111111111 <> 0 AND {{number}} // 100 % 1000000 <> 0 AND ({total}) % 11 % 10 = {{number}} % 10"
    )


def _number_tiers(column: Column, factor: Decimal) -> tuple[Tier, ...]:
    """Whole numbers, and decimals where no unit is to be converted; both without needless zeros."""
    whole = _matches("0|[1-9][0-9]{0,14}")
    zeros = _zeros(factor)
    if zeros is None:
        return ()
    converted = "{raw}" if not zeros else f"CASE WHEN {{raw}} = '0' THEN '0' ELSE {{raw}} || '{zeros}' END"
    note = "unit_converted" if zeros else None
    found = [Tier(whole, converted, note)]
    if column.kind != "integer" and not zeros:
        # A point before three digits («1.234») may part thousands: what it means, the whole column tells.
        found.append(
            Tier(
                _matches(
                    "(?:0|[1-9][0-9]{3,14})\\.[0-9]{0,8}[1-9]|[1-9][0-9]{0,2}\\.(?:[0-9]{0,1}[1-9]|[0-9]{3,8}[1-9])"
                ),
                has_decimals=True,
            )
        )
    return tuple(found)


def _zeros(factor: Decimal) -> str | None:
    """Return the zeros that multiply by ``factor``; None when it is no power of ten that fits."""
    text = format(factor, "f").rstrip("0").rstrip(".") if "." in format(factor, "f") else format(factor, "f")
    return text[1:] if re.fullmatch("10{0,13}", text) else None
