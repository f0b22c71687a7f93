"""Numbers as offices write them, to exact decimals.

Digits of three scripts in one number, four thousands separators, two decimal points and the slash decimal
that right-to-left text turns round («5/0» is 0.5), five ways to write a negative, and amounts in words
(«۱۳ میلیارد و ۸۰۰ میلیون»). A text that can be read in two ways is refused, never guessed. Units belong to
:mod:`pipelines.normalise.money`; ranges belong to the contract.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import reduce

from pipelines.normalise.result import MISSING_MARKS, MISSING_WORDS
from pipelines.normalise.text import ascii_digits, clean_text, search_key

#: Fraction digits that a clean column holds.
SCALE = 9
#: Arithmetic that keeps every digit; the default context would round at 28.
EXACT = Context(prec=120)
_QUANTUM = Decimal(1).scaleb(-SCALE)
_LARGEST = Decimal(10) ** (38 - SCALE)

_SCALES = {"هزار": 3, "میلیون": 6, "ملیون": 6, "میلیارد": 9, "ملیارد": 9, "تریلیون": 12}
_WORDS = {
    "صفر": 0, "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8, "نه": 9,
    "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "شانزده": 16, "هفده": 17,
    "هجده": 18, "هیجده": 18, "نوزده": 19, "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60,
    "هفتاد": 70, "هشتاد": 80, "نود": 90, "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400,
    "پانصد": 500, "ششصد": 600, "شیشصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900,
}  # fmt: skip
_NUMBER = (
    r"\d{1,3}(?:[,،٬]\d{3})+(?:[.٫]\d+)?|\d{1,3}(?: \d{3})+(?:[.٫]\d+)?"
    r"|\d+(?:[.٫]\d+)?[eE][+-]?\d{1,3}|\d+(?:[.٫]\d*)?|[.٫]\d+"
)
_PLAIN = re.compile(rf"(?:{_NUMBER})\Z")
_SLASH = re.compile(r"(\d+|\d{1,3}(?:[,،٬]\d{3})+)/(\d+|\d{1,3}(?:[,،٬]\d{3})+)\Z")
_GROUPS = re.compile(r"(?<=\d)[,،٬ ](?=\d{3})")
_MINUS = "-−‒–﹣－▲▼△▽"
_WORD_LIST = "|".join(sorted([*_WORDS, *_SCALES, "و"], key=len, reverse=True))
_SLASHED = r"\d+(?:[,،٬]\d{3})*/\d+(?:[,،٬]\d{3})*"
_TOKEN = re.compile(rf"\s*(?:(?P<number>{_SLASHED}|{_NUMBER})|(?P<word>{_WORD_LIST}))")
_DIGIT = re.compile(r"\d")


class NotANumber(ValueError):
    """The text is not one number; ``problem`` is the message that says why."""

    def __init__(self, problem: str = "not_a_number") -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the text that stood beside it (a unit, or nothing), and whether scale words made it."""

    number: Decimal
    rest: str = ""
    has_scale: bool = False


def is_missing(raw: str) -> bool:
    """Tell whether ``raw`` is one of the marks or words for «no value»."""
    text = clean_text(raw)
    return text in MISSING_MARKS or search_key(text) in MISSING_WORDS


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


def parse_number(raw: str) -> Decimal:
    """Return the number that ``raw`` writes; raises :class:`NotANumber` when it is not exactly one number."""
    amount = parse_amount(raw)
    if amount.rest:
        raise NotANumber
    return amount.number


def parse_amount(raw: str) -> Amount:
    """Return the number that ``raw`` begins or ends with, and the words beside it."""
    text = ascii_digits(clean_text(raw)).replace("\u200c", " ")
    sign, text = _sign(text)
    before, text, after = _split(text)
    number = _plain(text)
    if number is None:
        number = _in_words(text)
    signed = number.copy_negate() if sign < 0 else number
    return Amount(signed, f"{before} {after}".strip(), any(scale in text for scale in _SCALES))


def _sign(text: str) -> tuple[int, str]:
    """Take a negative sign off: (123), -123, 123-, −123 and ▲▼123 are the five ways to write it."""
    text = text.strip()
    if text.startswith("+"):
        return 1, text[1:].lstrip()
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        return -1, text[1:-1].strip()
    if text and text[0] in _MINUS:
        return -1, text[1:].lstrip()
    if text and text[-1] in _MINUS:
        return -1, text[:-1].rstrip()
    return 1, text


def _split(text: str) -> tuple[str, str, str]:
    """Split into what stands before the number, the number, and what stands after it."""
    start = 0
    if _number_end(text, 0) == 0:
        digit = _DIGIT.search(text)
        if digit is None:
            raise NotANumber
        start = digit.start()
    end = _number_end(text, start)
    return text[:start].strip(), text[start:end].strip(), text[end:].strip()


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
    word = re.compile(r"[^\W\d]*").match(text, position)
    return word is not None and re.fullmatch(f"(?:{_WORD_LIST})*", word.group()) is not None


def _plain(text: str) -> Decimal | None:
    """Read digits with separators; None when the text is no such number."""
    text = text.strip()
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
        elif part in _SCALES:
            terms, joined = _scaled(terms, _SCALES[part], alone=joined), False
        else:
            if not joined:
                raise NotANumber
            terms, joined = [*terms, _term(part)], False
            _check_room(terms)
    if joined or not terms:
        raise NotANumber
    return _total(terms)


def _total(terms: list[tuple[Decimal, int]]) -> Decimal:
    return reduce(EXACT.add, (value for value, _ in terms), Decimal(0))


def _term(token: str) -> tuple[Decimal, int]:
    if token not in _WORDS:
        number = _plain(token)
        if number is None:
            raise NotANumber
        return number, 0
    value = _WORDS[token]
    room = 2 if value >= 100 else 1 if value >= 20 else 0
    return Decimal(value), room


def _check_room(terms: list[tuple[Decimal, int]]) -> None:
    """Refuse a part that does not fit below the one before it («2 هزار و 5334»)."""
    if len(terms) > 1 and terms[-1][0] >= Decimal(10) ** terms[-2][1]:
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
