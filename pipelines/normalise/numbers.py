"""Numbers as offices write them, to exact decimals.

Digits of three scripts in one number, four thousands separators, two decimal points and the slash decimal
that right-to-left text turns round («5/0» is 0.5), five ways to write a negative, and amounts in words
(«۱۳ میلیارد و ۸۰۰ میلیون»). A text that can be read in two ways is refused, never guessed; whether a point before
three digits parts thousands or decimals («1.500») only the other values of its column can tell. Units belong to
:mod:`pipelines.normalise.money`; ranges belong to the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import reduce
from typing import Literal

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.number_words import HALF, SCALES, WORDS
from pipelines.normalise.result import MISSING_MARKS, MISSING_WORDS
from pipelines.normalise.text import clean_text, search_key

#: Fraction digits that a clean column holds.
SCALE = 9
#: Arithmetic that keeps every digit; the default context would round at 28.
EXACT = Context(prec=120)
_QUANTUM = Decimal(1).scaleb(-SCALE)
_LARGEST = Decimal(10) ** (38 - SCALE)

#: No word for «no value» is longer, its spaces and half-spaces included.
_LONGEST_WORD = 24

#: Thousands that points part: two groups or more can mean nothing else.
_POINT_GROUPS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![0-9])"
_NUMBER = (
    rf"{_POINT_GROUPS}"
    r"|[0-9]{1,3}(?:[,،٬][0-9]{3})+(?:[.٫][0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?:[.٫][0-9]+)?"
    r"|[0-9]+(?:[.٫][0-9]+)?[eE][+-]?[0-9]{1,3}|[0-9]+(?:[.٫][0-9]*)?|[.٫][0-9]+"
)
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_PLAIN = re.compile(rf"(?:{_NUMBER})\Z")
_IN_POINT_GROUPS = re.compile(rf"{_POINT_GROUPS}\Z")
#: One point before exactly three digits: «1.500» is one and a half, or one thousand five hundred.
_POINTED = re.compile(r"(?<![0-9.,،٬٫/])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.٫/])")
#: A point that can only part decimals, by the digits around it or by the commas before it.
_DECIMAL_POINT = re.compile(
    r"(?<![0-9.])(?:0|[0-9]{4,})?\.[0-9]+(?![0-9.])|(?<![0-9.])[0-9]{1,3}\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.])"
    r"|[0-9][,،٬][0-9]{3}(?:[.٫][0-9]+)?(?![0-9])"
)
_SLASH_GROUP = re.compile(r"[1-9][0-9]{0,2}/[0-9]{2}0\Z")
_SLASH = re.compile(r"([0-9]+|[0-9]{1,3}(?:[,،٬][0-9]{3})+)/([0-9]+|[0-9]{1,3}(?:[,،٬][0-9]{3})+)\Z")
_GROUPS = re.compile(r"(?<=[0-9])[,،٬ ](?=[0-9]{3})")
_MINUS = "-−‒–﹣－▲▼△▽"
_WORD_LIST = "|".join(sorted([*WORDS, *SCALES, HALF, "و"], key=len, reverse=True))
_SLASHED = r"[0-9]+(?:[,،٬][0-9]{3})*/[0-9]+(?:[,،٬][0-9]{3})*"
_TOKEN = re.compile(rf"\s*(?:(?P<number>{_SLASHED}|{_NUMBER})|(?P<word>{_WORD_LIST}))")
_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[^\W\d]*")
_NUMBER_WORDS = re.compile(f"(?:{_WORD_LIST})*")
#: «1.23457E+11» is how a spreadsheet shows a number that it has no room for: the other digits are gone.
_SHORTENED = re.compile(r"[0-9](?:[.٫]([0-9]{1,5}))?E\+?([0-9]{1,3})")


#: A value without any of these says nothing of what a point in its column means.
POINT_WITNESSES = ".,،٬"


class NotANumber(ValueError):
    """The text is not one number; ``problem`` is the message that says why, ``params`` are its values."""

    def __init__(self, problem: str = "not_a_number", **params: str) -> None:
        super().__init__(problem)
        self.problem, self.params = problem, params


#: What a point before three digits means in a column: decimals, thousands, not to be told (then a value that has one
#: is refused), or decimals for want of anything that speaks against it.
Point = Literal["decimal", "thousands", "unclear", "unquestioned"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the text that stood beside it (a unit, or nothing), and whether scale words made it.

    ``number`` takes a point before three digits for a decimal point; ``is_pointed`` says that it has one.
    """

    number: Decimal
    rest: str = ""
    has_scale: bool = False
    is_pointed: bool = False


def is_missing(raw: str) -> bool:
    """Tell whether ``raw`` is one of the marks or words for «no value»."""
    text = clean_text(raw)
    return text in MISSING_MARKS or (len(text) <= _LONGEST_WORD and search_key(text) in MISSING_WORDS)


def canonical(number: Decimal) -> str:
    """Return ``number`` as plain digits: no exponent, no needless zeros, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rounded(number: Decimal) -> Decimal:
    """Return ``number`` with the nine decimals of a clean column; raises :class:`NotANumber` when too large."""
    if abs(number) >= _LARGEST:
        raise NotANumber("number_too_large")
    return number.quantize(_QUANTUM, rounding=ROUND_HALF_EVEN, context=EXACT)


def point_of(raws: Iterable[str], *, has_decimals: bool = False) -> Point:
    """Tell what a point before three digits («1.500») means in the column whose values are ``raws``.

    Other values of the column tell: «12.5» has decimals, «1,234» parts thousands with commas, «1.234.500» with points.
    Without such a witness a value that no spreadsheet writes for a number (a last zero, a scale word beside it) leaves
    the whole column unclear. ``has_decimals`` says that a witness for decimals was seen elsewhere.
    """
    has_groups = is_doubtful = False
    for raw in raws:
        if not any(mark in raw for mark in POINT_WITNESSES):
            continue
        text = latin_digits(clean_text(raw))
        has_groups = has_groups or re.search(_POINT_GROUPS, text) is not None
        has_decimals = has_decimals or _DECIMAL_POINT.search(text) is not None
        if pointed := _POINTED.search(text):
            is_doubtful = is_doubtful or pointed.group().endswith("0") or any(scale in text for scale in SCALES)
    if has_groups != has_decimals:
        return "thousands" if has_groups else "decimal"
    return "unclear" if has_groups or is_doubtful else "unquestioned"


def point_of_total(rows: Sequence[str], stated: str) -> Point:
    """Tell what a point before three digits means in a total that stands below a column whose values are ``rows``.

    The column tells; a total alone decides nothing. Below values that have no such point, it may be either.
    """
    point = point_of(rows)
    if point != "unquestioned":
        return point
    if not any(_POINTED.search(latin_digits(clean_text(raw))) for raw in rows):
        return "unclear"
    return point_of([stated])


def parse_number(raw: str) -> Decimal:
    """Return the number that ``raw`` writes; raises :class:`NotANumber` when it is not exactly one number."""
    amount = parse_amount(raw)
    if amount.rest:
        raise NotANumber
    return amount.number


def parse_amount(raw: str) -> Amount:
    """Return the number that ``raw`` begins or ends with, and the words beside it."""
    if _CANONICAL.fullmatch(raw):
        return Amount(Decimal(raw), is_pointed=_POINTED.search(raw) is not None)
    text = latin_digits(clean_text(raw)).replace("\u200c", " ").removeprefix("'")
    outer, text = _sign(text)
    before, text, after = _split(text)
    inner, before, after = _sign_beside(before, after)
    if outer < 0 and inner < 0:
        raise NotANumber
    number = _plain(text)
    if number is None:
        number = _in_words(text)
    signed = number.copy_negate() if outer * inner < 0 else number
    return Amount(
        signed,
        f"{before} {after}".strip(),
        any(scale in text for scale in SCALES),
        _POINTED.search(text) is not None,
    )


def _sign(text: str) -> tuple[int, str]:
    """Take a negative sign off: (123), -123, 123-, −123 and ▲▼123 are the five ways to write it."""
    text = text.strip()
    if text.startswith("+"):
        return 1, text[1:].lstrip()
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        return -1, text[1:-1].strip()
    if text and text[0] in _MINUS:
        return -1, text[1:].lstrip()
    if text and text[-1] in _MINUS and _DIGIT.fullmatch(text[:-1].rstrip()[-1:]):
        return -1, text[:-1].rstrip()
    return 1, text


def _sign_beside(before: str, after: str) -> tuple[int, str, str]:
    """Take the sign off that stands between the number and its unit: «(123) ریال», «123- ریال», «ریال -123».

    A stroke that does not clearly belong to the number («5-کیلوگرم», «ریال - 5») is no sign and no unit.
    """
    sign = 1
    if before.endswith("(") and after.startswith(")"):
        sign, before, after = -1, before[:-1], after[1:]
    elif before and before[-1] in _MINUS and before[-2:-1] in ("", " "):
        sign, before = -1, before[:-1]
    elif after and after[0] in _MINUS and after[1:2] in ("", " "):
        sign, after = -1, after[1:]
    rest = before + after
    if any(mark in rest for mark in _MINUS) or rest.count("(") != rest.count(")"):
        raise NotANumber
    return sign, before.strip(), after.strip()


def _split(text: str) -> tuple[str, str, str]:
    """Split into what stands before the number, the number, and what stands after it."""
    start = 0
    if _number_end(text, 0) == 0:
        digit = _DIGIT.search(text)
        if digit is None:
            raise NotANumber
        start = digit.start()
    end = _number_end(text, start)
    number = text[start:end]
    return text[:start], number.strip(), number[len(number.rstrip()) :] + text[end:]


def _number_end(text: str, position: int) -> int:
    """Return where the run of number tokens that begins at ``position`` ends."""
    while match := _TOKEN.match(text, position):
        after = text[match.end() : match.end() + 1]
        if match["word"] and after.isalpha() and not _is_number_word(text, match.end()):
            break
        position = match.end()
    return position


def _is_number_word(text: str, position: int) -> bool:
    """Tell whether the letters at ``position`` go on as number words («بیست‌وپنج», «دومیلیون»)."""
    word = _LETTERS.match(text, position)
    return word is not None and _NUMBER_WORDS.fullmatch(word.group()) is not None


def _plain(text: str) -> Decimal | None:
    """Read digits with separators; None when the text is no such number."""
    text = text.strip()
    if (shown := _SHORTENED.fullmatch(text)) and len(shown[1] or "") < int(shown[2]):
        raise NotANumber("digits_lost")
    if _IN_POINT_GROUPS.match(text):
        return Decimal(text.replace(".", ""))
    if _SLASH_GROUP.match(text):
        raise NotANumber("ambiguous_thousands")
    if _PLAIN.match(text):
        return Decimal(_GROUPS.sub("", text).replace("٫", "."))
    if match := _SLASH.match(text):
        return _slash_decimal(*(part.translate(_NO_COMMAS) for part in match.groups()))
    return None


_NO_COMMAS = str.maketrans("", "", ",،٬")


def _slash_decimal(left: str, right: str) -> Decimal:
    """Read ``left/right`` as a decimal, whichever way round it was written.

    Right-to-left text stores «0/5» as «5/0». A reading is natural when its whole part has no leading zero
    and its fraction is short and does not end in zero; when both readings are natural, or neither is, the
    text says two things and is refused.
    """
    readings = {
        Decimal(f"{whole}.{fraction}")
        for whole, fraction in ((left, right), (right, left))
        if (whole == "0" or not whole.startswith("0")) and len(fraction) <= 3 and not fraction.endswith("0")
    }
    if len(readings) != 1:
        raise NotANumber("ambiguous_decimal")
    return readings.pop()


def _in_words(text: str) -> Decimal:
    """Read an amount in words and digits, such as «13 میلیارد و 800 میلیون» or «2 هزار و 334»."""
    if text == "نه":  # «no» as often as «nine»
        raise NotANumber
    terms: list[tuple[Decimal, int]] = []  # value, and the power of ten up to which it leaves room below
    position, joined = 0, True
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise NotANumber
        position = match.end()
        part = match["number"] or match["word"]
        if part == "و":
            if joined:
                raise NotANumber
            joined = True
        elif part in SCALES:
            terms, joined = _scaled(terms, SCALES[part], alone=joined), False
        else:
            if not joined:
                raise NotANumber
            terms, joined = [*terms, _term(part)], False
            _check_room(terms)
    if joined or not terms:
        raise NotANumber
    _check_rest(text, terms)
    return _total(terms)


def _check_rest(text: str, terms: Sequence[tuple[Decimal, int]]) -> None:
    """Refuse a rest without a scale word below millions: «12 میلیون و 500» is 12,000,500, or 12,500,000 as people say.

    What nobody rounds to («یک میلیون و سیصد و بیست و یک» in words, «… و 26») is meant to the letter.
    """
    scaled = [power for _, power in terms if power >= SCALES["هزار"]]
    rest = _total([term for term in terms if term[1] < SCALES["هزار"]])
    if not scaled or min(scaled) < SCALES["میلیون"] or not 0 < rest < Decimal(10) ** SCALES["هزار"]:
        return
    if rest % 10 and (rest < 100 or not _DIGIT.search(text)):
        return
    letter = _total(terms)
    spoken = letter - rest + rest.scaleb(min(scaled) - SCALES["هزار"])
    raise NotANumber("ambiguous_rest", found=f"{letter:,f}", other=f"{spoken:,f}")


def _total(terms: Sequence[tuple[Decimal, int]]) -> Decimal:
    return reduce(EXACT.add, (value for value, _ in terms), Decimal(0))


def _term(token: str) -> tuple[Decimal, int]:
    if token == HALF:
        return Decimal("0.5"), -1
    if token not in WORDS:
        if token[0] == "0" and token[1:2].isdigit():  # «سه‌هزار و 026»: the digits may stand in another order
            raise NotANumber("number_damaged")
        number = _plain(token)
        if number is None:
            raise NotANumber
        return number, 0
    value = WORDS[token]
    room = 2 if value >= 100 else 1 if value >= 20 else 0
    return Decimal(value), room


def _check_room(terms: list[tuple[Decimal, int]]) -> None:
    """Refuse a part that does not fit below the one before it («2 هزار و 5334»)."""
    if len(terms) > 1:
        value, room = terms[-1][0], terms[-2][1]
        # «دو میلیون و نیم» means two and a half million to most, and two million and a half to the letter.
        if value >= Decimal(10) ** room or (value < 1 and room >= min(SCALES.values())):
            raise NotANumber


def _scaled(terms: list[tuple[Decimal, int]], power: int, *, alone: bool) -> list[tuple[Decimal, int]]:
    """Multiply what stands below a scale word by it: «3 هزار و 200 میلیارد» is 3,200 milliards."""
    scale = Decimal(10) ** power
    kept = [t for t in terms if t[1] > power]
    below = [t for t in terms if t[1] <= power]
    if (alone and below) or any(t[1] == power for t in below if power >= 3):
        raise NotANumber
    part = _total(below) if below else Decimal(1)
    kept.append((EXACT.multiply(part, scale), power))
    _check_room(kept)
    return kept
