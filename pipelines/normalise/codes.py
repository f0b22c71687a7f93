"""Codes, crafts and places, found by their spellings as a whole.

A place has editions: counties are made out of others, and a code may have meant another county once. So a place
is found by its spelling **and** the period of the delivery. Tariff codes belong to
:mod:`pipelines.normalise.tariff`.
"""

from __future__ import annotations

import re

from pipelines.foundation.period import Period
from pipelines.foundation.persian import latin_digits, listed
from pipelines.normalise.codebook import CodeBook, Spellings
from pipelines.normalise.numbers import is_missing
from pipelines.normalise.place_parts import place_in_parts
from pipelines.normalise.result import NOT_STATED, OTHER, Normalised, problem
from pipelines.normalise.text import clean_text, search_key
from pipelines.normalise.word_runs import codes_in, runs_in

#: How many titles a sentence lists when it says what was expected.
_LISTED = 12

_REMARK = re.compile(r"\s+[-–—ـ]+\s+|\s*[،؛;:()\[\]]\s*")
_LOST_ZERO = re.compile(r"[1-9][0-9]{2}")
_NAME_AND_CODE = re.compile(r"([0-9]{2,4})?([^0-9]*?)([0-9]{2,4})?")


def normalise_code(raw: str, spellings: Spellings, unknown: str) -> Normalised:
    """Return the code that ``raw`` spells; ``unknown`` is the message when it spells none.

    A list may know «ندارد» as a code of its own, so the list is asked before the words for «no value».
    """
    code = spellings.find(raw)
    if code is not None:
        is_plain = raw in (code, spellings.titles.get(code))
        return _meant(code, spellings, None if is_plain else "spelling_unified")
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    expected = listed(list(spellings.titles.values())[:_LISTED])
    if len(spellings.titles) > _LISTED:
        expected += "، …"
    return problem(unknown, suggestion=listed(spellings.suggestions(raw)) or "—", expected=expected)


def _meant(code: str, spellings: Spellings, note: str | None) -> Normalised:
    """Return what a spelling's code means: itself, or what a word was taught to mean, none of the list or nothing."""
    if code in (OTHER, NOT_STATED) and code not in spellings.titles:
        return Normalised(None if code == NOT_STATED else OTHER, f"word_is_{code}")
    return Normalised(code, note)


def normalise_code_in_parts(
    raw: str,
    spellings: Spellings,
    unknown: str,
    *,
    ignore: str | None = None,
    remarks: Spellings | None = None,
) -> Normalised:
    """Return the code that ``raw`` spells as a whole, or without what stands beside it.

    Beside it may stand words that ``ignore`` matches («پرداخت مرحلهٔ دوم» is a payment), and behind a dash, a comma or
    in brackets a remark that makes nothing else of it («مصوب کارگروه - منتظر معرفی»); ``remarks`` are words that do.
    What spells two codes is none.
    """
    whole = normalise_code(raw, spellings, unknown)
    if whole.problem is None:
        return whole
    text = clean_text(raw)
    if ignore is not None and (shorter := re.sub(ignore, " ", text)) != text:
        code = spellings.find(shorter)
        if code is not None:
            return _meant(code, spellings, "spelling_unified")
        text = shorter
    parts = [part for part in _REMARK.split(text) if part.strip()]
    code = spellings.find(parts[0]) if len(parts) > 1 else None
    if code is None or any(_contradicts(part, parts[0], code, spellings, remarks) for part in parts[1:]):
        return whole
    return _meant(code, spellings, "remark_left_out")


def _contradicts(remark: str, head: str, code: str, spellings: Spellings, remarks: Spellings | None) -> bool:
    """Tell whether a remark says another thing than ``head``, the word of ``code``, or takes it back.

    «پرداخت شده (برگشتی)» is taken back; what stands behind «منتظر» and its like has not come and contradicts nothing.
    """
    own = spellings.find(remark)
    if own is not None or spellings.has_names:
        return own not in (code, NOT_STATED)
    said = runs_in(remark, remarks.codes) if remarks is not None else []
    named = runs_in(remark, spellings.codes)
    ahead = min((place for place, word in said if word == "ahead"), default=len(remark))
    if any(other not in (code, NOT_STATED) and place < ahead for place, other in named):
        return True
    same = {place for place, other in named if other == code}
    undone = any(word == "undone" and place not in same for place, word in said)
    return undone and "undone" not in (codes_in(head, remarks.codes) if remarks is not None else ())


def normalise_place(raw: str, codebook: CodeBook, period: str | None, kinds: tuple[str, ...] = ()) -> Normalised:
    """Return the area that ``raw`` names or codes in ``period`` (None: today's edition).

    ``kinds`` are those of which it may be (none: any): a province is no county. A county that was not there in the
    period is a problem: which county its rows belonged to is for the office to say. A three-digit code lost its
    zero in a spreadsheet.
    """
    text = latin_digits(clean_text(raw))
    lost = f"0{text}" if _LOST_ZERO.fullmatch(text) and f"0{text}" in codebook.places.titles else None
    found = (
        Normalised(lost, "leading_zeros_restored") if lost else normalise_code(raw, codebook.places, "unknown_place")
    )
    if found.problem and (county := place_in_parts(raw, codebook)):
        found = Normalised(county, "part_of_county")
    if found.problem and (place := codebook.places.elsewhere.get(search_key(raw))):
        return problem("unknown_place", elsewhere=place[0], elsewhere_en=place[1], suggestion="—")
    if kinds and found.value is not None and codebook.area_kinds.get(found.value) not in kinds:
        return problem("area_of_other_kind", found=codebook.places.titles[found.value])
    if found.value is None or period is None:
        return found
    own = Period.parse(period)
    first, last = own.first_month.key, own.last_month.key
    if (lost or text) == found.value:
        for former in codebook.former_codes.get(found.value, ()):
            if last <= former.valid_to:
                return Normalised(former.area_code, "code_of_former_edition")
    valid_from, valid_to = codebook.spans.get(found.value, ("", ""))
    if valid_from and last < valid_from:
        return problem("place_of_other_edition", expected=valid_from)
    if valid_to and first > valid_to:
        return problem("place_of_other_edition", expected=valid_to)
    return found


def place_of_sheet(name: str, codebook: CodeBook) -> str | None:
    """Return the area that a sheet's name means: «بافت0801», «شهرستان بافت», «0801»; None when it means none.

    Where the name gives both a name and a code, they must agree.
    """
    parts = _NAME_AND_CODE.fullmatch(search_key(name))
    if parts is None or (parts[1] and parts[3]):
        return None
    code, spelled = parts[1] or parts[3], parts[2]
    by_code = code if code in codebook.places.titles else None
    if code and by_code is None:
        return None
    if not spelled:
        return by_code
    named = {codebook.places.codes.get(spelled), codebook.places.codes.get(f"استان{spelled}")} - {None}
    if by_code:
        return by_code if by_code in named else None
    return codebook.places.codes.get(spelled)
