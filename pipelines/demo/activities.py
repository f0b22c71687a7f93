"""What is done: courses, events, outlets, and the secretariats of the craft cities with their annual reports.

The secretariat of Ravar has nobody for half a year, and the cities' annual reports come late or not at all.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pipelines.demo import calendar, stories
from pipelines.demo.population import FAMILIES, MEN
from pipelines.demo.randomness import chooser
from pipelines.demo.world import Supply, World, frame_of, quarter_number
from pipelines.foundation.period import Period

_EPOCH = dt.date(1970, 1, 1)
_CITY_CODES = (
    "city-kerman",
    "city-ravar",
    "city-shahr-e-babak",
    "city-qaleh-ganj",
    "city-rayen",
    "city-sirjan",
)
_CITY_NAMES = ("کرمان", "راور", "شهربابک", "قلعه‌گنج", "راین", "سیرجان")
_COURSES = ("گلیم‌بافی مقدماتی", "پته‌دوزی", "مسگری", "قالی‌بافی", "حصیربافی", "طرح‌نویسی و تسهیلات", "سفالگری")
_COURSE_CRAFTS = ("C004", "C005", "C006", "C001", "C008", None, "C027")


def _date(day: int) -> dt.date:
    return _EPOCH + dt.timedelta(days=day)


def _jalali(day: int) -> str:
    year, month, date = calendar.parts(day)
    return f"{year}-{month:02d}-{date:02d}"


def supply_training(world: World, office: str, period: str) -> Supply:
    """Return the courses that began in a quarter."""
    first, last = calendar.bounds(period)
    rows = []
    for number in range(14 + quarter_number(period) if office == "vocational_training" else 6):
        chance = chooser(world.seed, "training", office, period, number)
        at = chance.randrange(len(_COURSES))
        began = chance.randrange(first, last + 1)
        enrolled = chance.randrange(8, 26)
        women = chance.randrange(0, enrolled)
        men = chance.randrange(0, enrolled - women)
        rows.append(
            {
                "course_id": f"N{office[:1].upper()}-{period}-{number + 1:02d}",
                "title": _COURSES[at],
                "craft": _COURSE_CRAFTS[at],
                "domain": "carpet" if _COURSE_CRAFTS[at] == "C001" else "crafts",
                "centre": f"مرکز نمایشی {chance.randrange(1, 9)}",
                "centre_kind": chance.choice(world.codes["training_centre_kinds"]),
                "area": chance.choice(world.counties),
                "level": chance.choice(world.codes["course_levels"][:3]),
                "started_on": _date(began),
                "ended_on": _date(min(last, began + chance.randrange(5, 60))),
                "hours": Decimal(chance.randrange(20, 480)) / 2,
                "enrolled": enrolled,
                "graduates_women": women,
                "graduates_men": men,
                "graduates": women + men,
                "certified": chance.randrange(0, women + men + 1),
                "organiser": office,
                "remark": "دوره ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["training"], rows)])


def supply_happenings(world: World, office: str, period: str) -> Supply:
    """Return the exhibitions, festivals and markets that began in a quarter."""
    first, last = calendar.bounds(period)
    rows = []
    for number in range(4 if period.endswith("Q1") else 2 + quarter_number(period) % 3):
        chance = chooser(world.seed, "events", period, number)
        began = chance.randrange(first, last + 1)
        stands = chance.randrange(10, 120)
        abroad = chance.random() < 0.15
        rows.append(
            {
                "event_id": f"NE-{period}-{number + 1:02d}",
                "name": f"نمایشگاه ساختگی شماره {number + 1}",
                "event_kind": "exhibition_abroad"
                if abroad
                else chance.choice(("exhibition", "festival", "bazaar_event")),
                "scope": "international" if abroad else chance.choice(("county", "provincial", "national")),
                "area": "IR" if abroad else chance.choice(("0808", "0806", "0804", "08")),
                "place_text": chance.choice(("مسقط", "دبی", "استانبول")) if abroad else None,
                "domain": "crafts",
                "started_on": _date(began),
                "ended_on": _date(min(last, began + chance.randrange(1, 8))),
                "stands": stands,
                "own_stands": chance.randrange(1, stands),
                "visitors": chance.randrange(300, 9_000),
                "sales_rial": Decimal(chance.randrange(30, 4_000) * 10_000_000),
                "organiser": "دستگاه نمایشی",
                "commitment_id": "NC03" if number == 0 and period == "1401Q4" else None,
                "remark": "رویداد ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["events"], rows)])


def supply_outlets(world: World, office: str, period: str) -> Supply:
    """Return shops, kiosks and bazaars at the end of a quarter; four kiosks of a promise open in 1403."""
    quarter = quarter_number(period)
    rows: list[dict[str, Any]] = []
    for number in range(1, 17 + quarter // 2):
        chance = chooser(world.seed, "outlets", number)
        city = chance.randrange(len(_CITY_CODES))
        rows.append(
            {
                "outlet_id": f"NB-{number:02d}",
                "outlet_kind": chance.choice(("shop", "bazaar", "market", "gallery", "hotel_stand")),
                "name": f"محل فروش نمایشی {number}",
                "area": _CITY_CODES[city],
                "settlement": _CITY_NAMES[city],
                "domain": "crafts",
                "owner_body": f"شهرداری {_CITY_NAMES[city]}",
                "stalls": chance.randrange(1, 40),
                "state": "inactive" if chance.random() < 0.1 else "active",
                "opened_on": f"{1390 + number % 10}-05",
            }
        )
    opened = period >= "1403Q2"
    for number in range(1, 5):
        rows.append(
            {
                "outlet_id": f"NK-{number:02d}",
                "outlet_kind": "kiosk",
                "name": f"کیوسک نمایشی {number}",
                "area": "city-kerman",
                "settlement": "کرمان",
                "domain": "crafts",
                "owner_body": "شهرداری کرمان",
                "stalls": 1,
                "state": "active" if opened else "planned",
                "opened_on": "1403-05" if opened else None,
                "commitment_id": "NC02",
                "remark": "ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["outlets"], rows)])


def supply_secretariats(world: World, office: str, period: str) -> Supply:
    """Return who holds which office in the secretariats, with its history up to the end of a quarter."""
    rows: list[dict[str, Any]] = []
    vacant, first_empty, last_empty = stories.VACANT_SECRETARIAT
    empty_from, empty_to = calendar.bounds(first_empty)[0], calendar.bounds(last_empty)[1]
    now = calendar.bounds(period)[1]
    for at, city in enumerate(_CITY_CODES):
        begins = calendar.day_number(1400, 12, 10) if city != "city-sirjan" else calendar.day_number(1397, 2, 1)
        ends = empty_from - 1 if city == vacant else None
        rows.append(_term(world, at, "secretary", "mayor", begins, ends, now, 1))
        rows.append(_term(world, at, "head", "expert" if at % 2 else "private_sector", begins + 10, None, now, 2))
        if city == vacant:
            if now >= empty_from:
                rows.append(
                    {
                        "area": city,
                        "role": "secretary",
                        "holder_role": "mayor",
                        "from_on": _jalali(empty_from),
                        "to_on": _jalali(empty_to) if now > empty_to else None,
                        "state": "vacant",
                        "remark": "دبیرخانه شش ماه دبیر نداشت (ساختگی)",
                    }
                )
            if now > empty_to:
                rows.append(_term(world, at, "secretary", "governor", empty_to + 1, None, now, 3))
    return Supply(len(rows), [frame_of(world.contracts["secretariats"], rows)])


def _term(
    world: World, at: int, role: str, holder: str, begins: int, ends: int | None, now: int, number: int
) -> dict[str, Any]:
    chance = chooser(world.seed, "secretariat", at, number)
    ended = ends is not None and now > ends
    return {
        "area": _CITY_CODES[at],
        "role": role,
        "holder_role": holder,
        "person": f"{chance.choice(MEN)} {chance.choice(FAMILIES)}",
        "proposed_by": "director_general",
        "appointed_by": "deputy_minister",
        "decree_no": f"ن/{1400 + at}/{number}{at}",
        "decree_on": _jalali(begins - 5),
        "from_on": _jalali(begins),
        "to_on": _jalali(ends) if ended and ends is not None else None,
        "state": "ended" if ended else "in_office",
    }


def supply_annual_reports(world: World, office: str, period: str) -> Supply:
    """Return the annual reports on a year: due at the end of the next spring, half of them late, some missing."""
    year, rows = Period.parse(period).year, []
    due = calendar.day_number(year + 1, 3, 31)
    for at, city in enumerate(_CITY_CODES):
        chance = chooser(world.seed, "annual report", year, at)
        late = chance.random() < 0.55
        never = chance.random() < 0.2
        on = due + chance.randrange(10, 90) if late else due - chance.randrange(1, 40)
        rows.append(
            {
                "agency": f"شهرداری {_CITY_NAMES[at]}",
                "area": city,
                "report_year": year,
                "due_on": _jalali(due),
                "submitted_on": None if never else _jalali(on),
                "state": "missing" if never else "submitted",
                "document": None if never else f"ن/{year + 1}/{200 + at}",
                "remark": "ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["annual_reports"], rows)])
