"""Codes found inside longer texts: «تعداد هنرمندان صنایع دستی استان» names an indicator, a domain and a place.

What a person said in a meeting is written as a sentence and a figure, and a contract may let a column be found in it
(``foundIn``). What is found so is a reading and no statement: a person confirms it before it is published. Two codes
in one text are none.
"""

from __future__ import annotations

from decimal import Decimal

from pipelines.foundation.persian import listed
from pipelines.normalise.codebook import CodeBook, Spellings
from pipelines.normalise.codes import normalise_code_in_parts
from pipelines.normalise.numbers import NotANumber, canonical, parse_amount
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import Unit
from pipelines.normalise.word_runs import codes_in

#: The note of a value that was found in words, by which governance knows that somebody has to confirm it.
FOUND = "found_in_words"


def found_code(raw: str, spellings: Spellings, unknown: Normalised) -> Normalised:
    """Return the one code that a text names somewhere; ``unknown`` is the answer where it names none."""
    codes = codes_in(raw, spellings.codes)
    if not codes:
        return unknown
    if len(codes) > 1:
        return problem("two_in_words", found=listed(spellings.titles.get(code, code) for code in codes))
    return Normalised(codes[0], FOUND)


def qualifier_of(raw: str, qualifiers: Spellings) -> tuple[str | None, str]:
    """Split the words off that say how exact a spoken figure is: «نزدیک به ۱۰۵ هزار دلار» is about 105,000 dollars."""
    words = clean_text(raw).split(" ")
    for length in range(min(4, len(words) - 1), 0, -1):
        code = qualifiers.find(" ".join(words[:length]))
        if code is not None:
            return code, " ".join(words[length:])
    return None, clean_text(raw)


def unit_of_spoken(raw: str, book: CodeBook) -> Unit | None:
    """Return the unit in which a spoken figure is told: «۱۳ میلیارد و ۸۰۰ میلیون تومان» is in toman."""
    try:
        rest = parse_amount(_without_qualifier(raw, book)).rest
    except NotANumber:
        return None
    return _leading_unit(rest, book)


def unit_of_cell(raw: str, book: CodeBook, *, spoken: bool) -> str | None:
    """Return the code of the unit that a unit column reads in a cell, by the ways in which the column itself reads it.

    A figure is told in the unit that stands beside it in the clean row; a reading of its own here would let the two
    part. ``spoken``: the cell may be the whole figure («۱۳ میلیارد تومان» is in toman).
    """
    code = normalise_code_in_parts(
        raw, book.lists["units"], "unknown_code", remarks=book.lists.get("remark_words")
    ).value
    if code is not None or not spoken:
        return code
    unit = unit_of_spoken(raw, book)
    return unit.code if unit is not None else None


def plain_figure(raw: str, book: CodeBook) -> str:
    """Return a spoken figure as a number and its unit: «بیش از دویست و شصت نفر از هنرمندان» → «260 نفر».

    What is no such figure comes back as it is.
    """
    text = _without_qualifier(raw, book)
    try:
        amount = parse_amount(text)
    except NotANumber:
        return text
    unit = _leading_unit(amount.rest, book)
    if not amount.rest or unit is None or book.units.find(amount.rest) is not None or amount.is_pointed:
        return text
    return f"{canonical(Decimal(amount.number))} {unit.title_fa}"


def _without_qualifier(raw: str, book: CodeBook) -> str:
    qualifiers = book.lists.get("qualifiers")
    return qualifier_of(raw, qualifiers)[1] if qualifiers is not None else raw


def _leading_unit(text: str, book: CodeBook) -> Unit | None:
    """Return the unit with which ``text`` begins; people also count in words that are units in their mouths alone."""
    words, spoken = text.split(), book.lists.get("spoken_units")
    for length in range(min(3, len(words)), 0, -1):
        name = " ".join(words[:length])
        if (unit := book.units.find(name)) is not None:
            return unit
        if spoken is not None and (code := spoken.find(name)) is not None:
            return book.units.by_code.get(code)
    return None
