"""Invented persons: artisans and weavers of the two registers.

A person is a number; every property is a function of seed and number. Nobody is real: family names are made of
words for «invented», telephone numbers begin with 0900000, and national identifiers have valid check digits but
the issuing-place codes 009, 099 and 970 to 999, chosen because public lists of the codes do not have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.configuration.demo_rules import RegisterPart
from pipelines.demo import calendar, stories
from pipelines.demo.place import Place
from pipelines.demo.randomness import Numbers, below, shares, weighted
from pipelines.demo.world import Frame, World, coded, days, quarter_number

#: Issuing-place codes of invented national identifiers; the first two lose zeros when a spreadsheet counts.
INVENTED_PREFIXES = ("009", "099", *(str(n) for n in range(970, 1000)))
_SERIALS = 999_998
_ONE_IN = 16  # every sixteenth person's identifier begins with a zero
_STRIDE, _STRIDE_SHORT = 7_368_787, 611_953
#: Weavers are numbered from here, so that no two persons share an identifier.
_FIRST_WEAVER = 14_000_000
#: Share of a county's people who live in a county that was parted from it.
_MOVED = 0.2
#: Persons of the smallest world, enough for a licence each quarter.
_FEWEST = {"crafts": 24, "carpet": 48}

WOMEN = (
    "زهرا",
    "فاطمه",
    "مریم",
    "معصومه",
    "لیلا",
    "سکینه",
    "نرگس",
    "طاهره",
    "مهین",
    "پروین",
    "شهلا",
    "گل‌نسا",
    "فرشته",
    "اعظم",
    "کبری",
    "نسرین",
    "ماه‌بانو",
    "صغری",
    "راضیه",
    "هاجر",
)
MEN = (
    "علی",
    "محمد",
    "حسین",
    "رضا",
    "عباس",
    "مهدی",
    "یوسف",
    "ابراهیم",
    "کریم",
    "اکبر",
    "غلام‌رضا",
    "مصطفی",
    "داریوش",
    "بهرام",
    "قاسم",
    "یحیی",
    "موسی",
    "کاظم",
    "ماشاالله",
    "حبیب",
)
_STEMS = (
    "نمونه",
    "فرضی",
    "ساختگی",
    "نمایشی",
    "آزمایشی",
    "خیالی",
    "پنداری",
    "انگاری",
    "تمرینی",
    "الگویی",
    "نانوشته",
    "بی‌نشان",
)
_ENDINGS = ("‌زاده", "‌پور", "‌نژاد", "‌فر", "‌نیا", "‌منش", "‌یار", "‌کیا", "‌دوست")
VILLAGES = tuple(f"روستای نمونه {n}" for n in range(1, 31))

_EDUCATION = ("none", "primary", "lower_secondary", "diploma", "associate", "bachelor", "master", "doctorate")
_EDUCATION_WEIGHTS = (6, 22, 20, 28, 8, 12, 3, 1)


def families(place: Place) -> tuple[str, ...]:
    """Return the family names of a place; they say of themselves that they are invented."""
    return tuple(stem + ending for stem in _STEMS for ending in (*_ENDINGS, place.told.family_ending))


def check_digits(bodies: Numbers) -> Numbers:
    """Return the check digit of each nine-digit body of a national identifier."""
    total = np.zeros(len(bodies), np.int64)
    rest = bodies.copy()
    for weight in range(2, 11):
        total += (rest % 10) * weight
        rest //= 10
    remainder = total % 11
    return np.where(remainder < 2, remainder, 11 - remainder)


def national_ids(persons: Numbers) -> pa.Array:
    """Return the invented national identifier of each person, all different."""
    regular = persons * _STRIDE % (30 * _SERIALS)
    body = (970 + regular // _SERIALS) * 1_000_000 + regular % _SERIALS + 1
    short = persons // _ONE_IN
    short_body = np.where(short % 2 == 0, 9, 99) * 1_000_000 + short // 2 * _STRIDE_SHORT % _SERIALS + 1
    body = np.where(persons % _ONE_IN == 0, short_body, body)
    return pc.utf8_lpad(pa.array(body * 10 + check_digits(body)).cast(pa.string()), 10, "0")


@dataclass(frozen=True)
class Population:
    """The persons of one domain: artisans (``crafts``) or weavers (``carpet``)."""

    world: World
    domain: str

    @property
    def told(self) -> RegisterPart:
        """What the place says of this register."""
        registers = self.world.place.told.registers
        return registers.carpet if self.domain == "carpet" else registers.crafts

    @cached_property
    def sizes(self) -> Numbers:
        """Persons of the register at each quarter of the demonstration."""
        opening = self.world.scaled(self.told.persons, _FEWEST[self.domain])
        growth = 1 + stories.GROWTH_A_QUARTER[self.domain]
        return np.array([round(opening * growth**q) for q in range(len(calendar.quarters()))], np.int64)

    def size(self, period: str) -> int:
        """Return the persons of the register at the end of a period."""
        return int(self.sizes[quarter_number(period)])

    def numbers(self, indices: Numbers) -> Numbers:
        """Return the numbers of the persons at ``indices`` of the register."""
        return indices + (_FIRST_WEAVER if self.domain == "carpet" else 0)

    @cached_property
    def _county_weights(self) -> list[float]:
        place, in_capital = self.world.place, self.told.in_capital / self.told.persons
        people = {c: float(place.areas[c]["population"]) for c in place.counties if c != place.capital}
        rest = (1 - in_capital) / sum(people.values())
        return [in_capital if c == place.capital else people[c] * rest for c in place.counties]

    def county_positions(self, persons: Numbers) -> Numbers:
        """Return each person's county, as a position in the place's list of counties."""
        return weighted(self._county_weights, persons, self.world.seed, self.domain, "county")

    def counties(self, persons: Numbers, period: str | None = None) -> pa.Array:
        """Return each person's county; a new one has, from its first quarter, some people of the one it was part of."""
        place = self.world.place
        positions, codes = self.county_positions(persons), list(place.counties)
        drawn = shares(persons, self.world.seed, "new county")
        parted: dict[str, int] = {}
        for old, new, since in place.new_counties:
            moving = _MOVED * parted.get(old, 0), _MOVED * (parted.get(old, 0) + 1)
            parted[old] = parted.get(old, 0) + 1
            if period is not None and period >= since:
                moved = (drawn >= moving[0]) & (drawn < moving[1])
                positions = np.where(moved & (positions == codes.index(old)), len(codes), positions)
                codes.append(new)
        return coded(codes, positions)

    @property
    def crafts(self) -> list[str]:
        """Crafts of this domain."""
        return self.told.crafts

    def craft_positions(self, persons: Numbers) -> Numbers:
        """Return each person's craft, as a position in :attr:`crafts`."""
        seed = self.world.seed
        name = "carpet craft" if self.domain == "carpet" else "craft"
        if self.told.weights is not None:
            found = weighted(self.told.weights, persons, seed, name)
        else:
            found = below(len(self.crafts), persons, seed, name)
        if self.domain == "carpet":
            return found
        known = shares(persons, seed, "known craft") < 0.45
        positions = self.county_positions(persons)
        for county, craft in self.world.place.told.known_for.items():
            here = positions == self.world.place.counties.index(county)
            found = np.where(known & here, self.crafts.index(craft), found)
        return found

    def is_woman(self, persons: Numbers) -> np.ndarray:
        """Tell who is a woman."""
        return shares(persons, self.world.seed, self.domain, "gender") < (0.86 if self.domain == "carpet" else 0.68)

    def first_name_positions(self, persons: Numbers) -> Numbers:
        """Return each person's first name as a position in women's names followed by men's."""
        pick = below(len(WOMEN), persons, self.world.seed, "first name")
        return np.where(self.is_woman(persons), pick, len(WOMEN) + pick % len(MEN))

    def identity(self, persons: Numbers) -> Frame:
        """Return what identifies persons: identifiers, names, telephone, address."""
        seed = self.world.seed
        first = coded((*WOMEN, *MEN), self.first_name_positions(persons))
        names = families(self.world.place)
        last = coded(names, below(len(names), persons, seed, "family"))
        phone = below(10_000, persons, seed, "phone")
        city = self.world.place.city_name(self.world.place.told.capital)
        streets = tuple(f"{city}، خیابان نمونه {n}، پلاک {7 * n % 90 + 1}" for n in range(1, 400))
        certificate = pa.array(below(9_000, persons, seed, "certificate") + 1).cast(pa.string())
        return {
            "national_id": national_ids(persons),
            "full_name": pc.binary_join_element_wise(first.cast(pa.string()), last.cast(pa.string()), " "),
            "first_name": first,
            "last_name": last,
            "father_name": coded(MEN, below(len(MEN), persons, seed, "father")),
            "birth_certificate_no": certificate,
            "phone": pc.binary_join_element_wise(
                pa.scalar("0900000"), pc.utf8_lpad(pa.array(phone).cast(pa.string()), 4, "0"), ""
            ),
            "address": coded(streets, below(len(streets), persons, seed, "address")),
        }

    def description(self, persons: Numbers, period: str | None = None) -> Frame:
        """Return what describes persons: birth, gender, place, craft, education, insurance."""
        seed = self.world.seed
        born = calendar.day_number(1335, 1, 1) + below(365 * 50, persons, seed, "birth")
        groups = {r["craft_code"]: r["group_code"] for r in self.world.reference("crafts")}
        names = {r["group_code"]: r["title_fa"] for r in self.world.reference("craft_groups")}
        craft = self.craft_positions(persons)
        has_craft = shares(persons, seed, "craft is written") < 0.97
        insured = shares(persons, seed, "insured") < (0.27 if self.domain == "carpet" else 0.2)
        return {
            "birth_date": days(born, shares(persons, seed, "birth is written") < 0.95),
            "gender": coded(("female", "male"), (~self.is_woman(persons)).astype(np.int64)),
            "area": self.counties(persons, period),
            "settlement": coded(
                VILLAGES,
                below(len(VILLAGES), persons, seed, "village"),
                shares(persons, seed, "village is written") < 0.6,
            ),
            "craft": coded(self.crafts, craft, has_craft),
            "craft_group_text": coded([names[groups[c]] for c in self.crafts], craft, has_craft),
            "domain": coded((self.domain,), np.zeros(len(persons), np.int64)),
            "insurance": coded(
                ("insured", "not_insured"),
                (~insured).astype(np.int64),
                shares(persons, seed, "insurance is written") < 0.9,
            ),
            "education": coded(
                _EDUCATION,
                weighted(_EDUCATION_WEIGHTS, persons, seed, "education"),
                shares(persons, seed, "education is written") < 0.9,
            ),
        }

    def joined(self, indices: Numbers) -> Numbers:
        """Return the day on which the persons at ``indices`` of the register entered it."""
        persons = self.numbers(indices)
        quarter = np.searchsorted(self.sizes, indices, side="right")
        start = calendar.day_number(1385, 1, 1)
        opening = calendar.bounds(calendar.FIRST_QUARTER)[0]
        edges = np.array([calendar.bounds(q) for q in calendar.quarters()])
        first = np.where(quarter == 0, start, edges[np.minimum(quarter, len(edges) - 1), 0])
        last = np.where(quarter == 0, opening - 1, edges[np.minimum(quarter, len(edges) - 1), 1])
        return first + below(last - first, persons, self.world.seed, "joined")
