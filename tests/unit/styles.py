"""How offices write one thing: strategies that turn a value into any of its styles.

Every style here can be read in one way only, so whoever reads it must get the value back. What can be read in two
ways has its own strategies, and must be refused.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from pipelines.normalise.dates import to_jalali
from tests.identifiers import legal_id, national_id

ZWNJ = "\u200c"
SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
MARKS = ("", "\u200f", "\u200e", "\u202b", " ", "\u00a0", "_x000D_\n", "\ufeff")
NEGATIVES = ("-{}", "({})", "{}-", "−{}", "▲{}", "▼{}", "( {} )", "- {}")
MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
QUARTERS = ("اول", "دوم", "سوم", "چهارم")
SEASONS = ("بهار", "تابستان", "پاییز", "زمستان")
GREGORIAN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SCALES = ((10**12, "هزار میلیارد"), (10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار"))
#: Letters that are written in more than one way.
VARIANTS = {
    "ی": "یيىئ",
    "ک": "کك",
    "ه": "هةۀ",
    "ا": "اأإآ",
    "آ": "آاأ",
    "ئ": "ئیي",
    "و": "وؤ",
    "أ": "أا",
    "ؤ": "ؤو",
}

#: Anything that can stand in a cell, thick with what makes trouble.
troublesome = st.text(
    alphabet=st.sampled_from(
        [
            *"یيىکكةهۀؤوأإآائء نمبر۱١1٬/%()«»-_x0D¬abC٪٫،.,ǆ™½\n\t\x00\u00a0",
            *f"{ZWNJ}\u200b\u200f\u202b\u0640\u064f\u0653\u0654\ufefb",
        ]
    ),
    max_size=24,
)
anything = st.one_of(troublesome, st.text(max_size=20))


@st.composite
def in_scripts(draw: st.DrawFn, text: str) -> str:
    """``text`` with the digits of one script, or of several mixed."""
    # One number stands for the script of every digit: a draw for each would be slow.
    plan = draw(st.integers(0, 3 ** min(len(text), 12) - 1))
    written = []
    for letter in text:
        plan, script = divmod(plan, 3)
        written.append(SCRIPTS[script][int(letter)] if letter in SCRIPTS[0] else letter)
    return "".join(written)


@st.composite
def in_a_cell(draw: st.DrawFn, text: str) -> str:
    """``text`` in any script, with marks and spaces around it that nobody sees."""
    body = draw(in_scripts(text))
    return draw(st.sampled_from(MARKS)) + body + draw(st.sampled_from(MARKS))


# --- numbers ---------------------------------------------------------------------------------------------------


def plain(number: Decimal) -> str:
    """The digits of a number, without sign and needless zeros."""
    text = format(abs(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def slashed(number: Decimal) -> list[str]:
    """The ways to write a decimal with a slash that cannot be taken for another number."""
    whole, _, fraction = plain(number).partition(".")
    turned_is_natural = len(whole) <= 3 and not whole.endswith("0") and (fraction == "0" or fraction[:1] != "0")
    if not fraction or len(fraction) > 3 or turned_is_natural:
        return []
    # «1/490» may part thousands as well.
    parts_thousands = len(whole) == 3 and whole.endswith("0") and fraction[0] != "0"
    return [f"{whole}/{fraction}", *([] if parts_thousands else [f"{fraction}/{whole}"])]


def in_words(number: int) -> str:
    """A whole number as digits and scale words: «13 میلیارد و 800 میلیون»."""
    said = []
    for size, name in SCALES[1:]:
        if number >= size:
            said.append(f"{number // size} {name}")
            number %= size
    if number or not said:
        said.append(str(number))
    return " و ".join(said)


def says_one_number(number: int) -> bool:
    """Tell whether the words of a number say no other: «12 میلیون و 500» means 12,500,000 as well."""
    rest = number % 1000
    return not rest or number < 10**6 or number // 1000 % 1000 != 0 or (rest < 100 and rest % 10 != 0)


@st.composite
def number_text(draw: st.DrawFn, number: Decimal) -> str:
    """A number with any separators, in any script and any negative style; or in words, or with a slash."""
    separator = draw(st.sampled_from(("", ",", "٬", "،", " ", "\u00a0")))
    point = draw(st.sampled_from((".", "٫")))
    whole, _, fraction = plain(number).partition(".")
    text = f"{int(whole):,}".replace(",", separator) + (point + fraction if fraction else "")
    ways = [text, *slashed(number)]
    if not fraction and int(whole) >= 1000 and says_one_number(int(whole)):
        ways.append(in_words(int(whole)))
    text = draw(st.sampled_from(ways))
    if number < 0:
        text = draw(st.sampled_from(NEGATIVES)).format(text)
    return draw(in_a_cell(text))


numbers = st.one_of(
    st.decimals(min_value=-(10**15), max_value=10**15, places=3),
    st.integers(-(10**24), 10**24).map(Decimal),
    st.integers(-2000, 2000).map(Decimal),
    st.decimals(min_value=-100, max_value=100, places=2),
    st.decimals(min_value=0, max_value=10**12, places=9),
)

#: Spelling of a unit and its exact size in rial.
RIAL_UNITS = {
    "ریال": 1,
    "هزار ریال": 10**3,
    "میلیون ریال": 10**6,
    "میلیارد ریال": 10**9,
    "تومان": 10,
    "تومن": 10,
    "هزار تومان": 10**4,
    "میلیون تومان": 10**7,
    "میلیارد تومان": 10**10,
    "میلياردتومان": 10**10,
    "همت": 10**13,
}


@st.composite
def money_text(draw: st.DrawFn, rial: int) -> str:
    """An amount of rial in any unit: beside the number, or as scale words and a currency."""
    unit = draw(st.sampled_from(sorted(RIAL_UNITS)))
    amount = Decimal(rial) / RIAL_UNITS[unit]
    text = f"{plain(amount)} {unit}"
    if rial < 0:
        text = draw(st.sampled_from(("-{0} {1}", "({0}) {1}", "{0}- {1}", "({0} {1})", "▼{0} {1}"))).format(
            plain(amount), unit
        )
    elif rial % 10 == 0 and draw(st.booleans()):
        ways = [f"{in_words(n)} {unit}" for n, unit in ((rial, "ریال"), (rial // 10, "تومان")) if says_one_number(n)]
        text = draw(st.sampled_from([*ways, text]))
    return draw(in_a_cell(text))


# --- dates ------------------------------------------------------------------------------------------------------


@st.composite
def day_text(draw: st.DrawFn, day: dt.date) -> str:
    """A day between 1375 and 1410 in any style that can be read in one way."""
    jalali = to_jalali(day)
    y, m, d = jalali.year, jalali.month or 0, jalali.day or 0
    apart = draw(st.sampled_from(("/", "-", ".", " / ", "–")))
    name = MONTHS[m - 1] + draw(st.sampled_from(("", " ماه", f"{ZWNJ}ماه")))
    serial = (day - dt.date(1899, 12, 30)).days
    ways = [
        f"{y}{apart}{m:02d}{apart}{d:02d}",
        f"{y}{apart}{m}{apart}{d}",
        f"{d:02d}{apart}{m:02d}{apart}{y}",
        f"{d}{apart}{m}{apart}{y}",
        f"{y}{m:02d}{d:02d}",
        f"{d} {name} {y}",
        f"{y} {name} {d}",
        f"{d:02d} {name} سال {y}",
        f"{y}-{m:02d}-{d:02d} 00:00:00",
        f"{y}/{m}/{d} 08:30",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T07:05:00",
        f"{day.day} {GREGORIAN_MONTHS[day.month - 1]} {day.year}",
        f"{GREGORIAN_MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.strftime('%Y%m%d')}",
        str(serial),
        f"{serial}.0",
        f"{serial}.75",
        f"{y % 1000}/{m}/{d}",
        f"{d}/{m}/{y % 1000:04d}",
    ]
    if day.day > 12 or day.day == day.month:
        ways += [f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"]
    if y % 100 > 31 or y == 1400:
        ways += [
            f"{y % 100:02d}/{m:02d}/{d:02d}",
            f"{d:02d}-{m:02d}-{y % 100:02d}",
            f"{d} {name} {y % 100:02d}",
        ]
    return draw(in_a_cell(draw(st.sampled_from(ways))))


@st.composite
def two_faced_day(draw: st.DrawFn) -> str:
    """A day that two readings fit: short years on both ends, or American and European order."""
    first = draw(st.integers(1, 12))
    second = draw(st.integers(1, 12).filter(lambda n: n != first))
    if draw(st.booleans()):
        return f"{first}/{second}/{draw(st.integers(1996, 2031))}"
    return f"{first:02d}/{draw(st.integers(1, 12)):02d}/{second:02d}"


@st.composite
def period_text(draw: st.DrawFn, year: int, quarter: int) -> str:
    """A quarter in any style."""
    name = QUARTERS[quarter - 1]
    ways = [
        f"{year}Q{quarter}",
        f"Q{quarter} {year}",
        f"{year}-Q{quarter}",
        f"{year}_{quarter}",
        f"{year}q{quarter}",
        f"سه‌ماهه {name} {year}",
        f"سه ماههٔ {name} سال {year}",
        f"فصل {name} {year}",
        f"سه ماهه {quarter} {year}",
        f"{SEASONS[quarter - 1]} {year}",
        f"{year} {SEASONS[quarter - 1]}",
        f"3 ماهه {name} {year}",
        f"{year} سه‌ماهه {name}",
    ]
    return draw(in_a_cell(draw(st.sampled_from(ways))))


# --- spellings --------------------------------------------------------------------------------------------------


@st.composite
def spelling(draw: st.DrawFn, text: str) -> str:
    """``text`` with other letters for the same sounds, and with marks and spaces that change nothing."""
    plan = draw(st.lists(st.integers(0, 9), min_size=len(text), max_size=len(text)))
    written = []
    for letter, choice in zip(text, plan, strict=True):
        if letter in (" ", ZWNJ):
            written.append(("", ZWNJ, " ", "  ", f" {ZWNJ}", "\u00a0", ZWNJ, " ", "", " ")[choice])
            continue
        options = VARIANTS.get(letter, letter)
        written.append(options[choice % len(options)])
        persian = "\u0600" <= letter <= "\u06ff" and letter.isalpha()
        if persian and choice > 6:
            written.append(("\u0640", "\u064f", "\u200e")[choice - 7])
    return draw(in_a_cell("".join(written)))


# --- identifiers -----------------------------------------------------------------------------------------------


def identifier_text(digits: str, way: int) -> str:
    """An identifier with strokes or spaces between its digits, all of them there, in the ``way``-th way."""
    chance = Random(way)
    cut = chance.randrange(1, len(digits))
    text = digits[:cut] + chance.choice(("", "-", " ", "–", ZWNJ, "_")) + digits[cut:]
    scripts = chance.choice((*[(s,) for s in SCRIPTS], SCRIPTS))
    text = "".join(chance.choice(scripts)[int(c)] if c in SCRIPTS[0] else c for c in text)
    return f"'{text}" if chance.random() < 0.2 else chance.choice(MARKS) + text + chance.choice(MARKS)


_ways = st.integers(0, 2**32)
national_ids = st.integers(0, 10**9 - 1).map(national_id)
legal_ids = st.integers(0, 10**10 - 1).map(legal_id)
#: Kind, digits, and the digits as somebody writes them.
valid_identifier_texts = st.one_of(
    st.tuples(st.just("national_id"), national_ids, _ways),
    st.tuples(st.just("legal_id"), legal_ids, _ways),
).map(lambda case: (case[0], case[1], identifier_text(case[1], case[2])))

phones = st.one_of(
    st.integers(0, 10**9 - 1).map("09{:09d}".format),
    st.integers(0, 10**8 - 1).map("034{:08d}".format),
)


@st.composite
def phone_text(draw: st.DrawFn, number: str) -> str:
    """A telephone number with its country, without its zero, with strokes."""
    rest = number[1:]
    ways = [
        number,
        rest,
        f"+98{rest}",
        f"0098{rest}",
        f"98{rest}",
        f"+98 (0) {rest}",
        f"{number[:4]} {number[4:7]} {number[7:]}",
        f"{number[:3]}-{number[3:]}",
        f"({number[:3]}) {number[3:]}",
    ]
    if number[3] != "0" and not number.startswith("09"):
        ways.append(f"{number[3:]}-{number[:3]}")
    return draw(in_a_cell(draw(st.sampled_from(ways))))
