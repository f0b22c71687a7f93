"""What is done: courses, events, outlets, and the secretariats of the craft cities with their annual reports.

A secretariat has nobody for half a year, and the cities' annual reports come late or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipelines.configuration.demo_rules import CraftCityPart
from pipelines.demo import calendar
from pipelines.demo.place import Promise
from pipelines.demo.population import MEN, families
from pipelines.demo.randomness import chooser
from pipelines.demo.world import Supply, World, frame_of, quarter_number
from pipelines.foundation.period import Period

_EPOCH = dt.date(1970, 1, 1)


def _date(day: int) -> dt.date:
    return _EPOCH + dt.timedelta(days=day)


def _jalali(day: int) -> str:
    year, month, date = calendar.parts(day)
    return f"{year}-{month:02d}-{date:02d}"


def supply_training(world: World, office: str, period: str) -> Supply:
    """Return the courses that began in a quarter."""
    first, last = calendar.bounds(period)
    told, rows = world.place.told, []
    for number in range(14 + quarter_number(period) if office == "vocational_training" else 6):
        chance = chooser(world.seed, "training", office, period, number)
        course = chance.choice(told.courses)
        began = chance.randrange(first, last + 1)
        enrolled = chance.randrange(8, 26)
        women = chance.randrange(0, enrolled)
        men = chance.randrange(0, enrolled - women)
        rows.append(
            {
                "course_id": f"N{office[:1].upper()}-{period}-{number + 1:02d}",
                "title": course.title_fa,
                "craft": course.craft,
                "domain": "carpet" if course.craft in told.registers.carpet.crafts else "crafts",
                "centre": f"مرکز نمایشی {chance.randrange(1, 9)}",
                "centre_kind": chance.choice(world.codes["training_centre_kinds"]),
                "area": chance.choice(world.place.counties),
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
    told, rows = world.place.told, []
    promised = world.place.promise_shown_by("event")
    proof = promised.commitment_id if promised and promised.kept_in == period else None
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
                "area": "IR" if abroad else chance.choice((*told.events.counties, world.place.home)),
                "place_text": chance.choice(told.events.abroad_fa) if abroad else None,
                "domain": "crafts",
                "started_on": _date(began),
                "ended_on": _date(min(last, began + chance.randrange(1, 8))),
                "stands": stands,
                "own_stands": chance.randrange(1, stands),
                "visitors": chance.randrange(300, 9_000),
                "sales_rial": Decimal(chance.randrange(30, 4_000) * 10_000_000),
                "organiser": "دستگاه نمایشی",
                "commitment_id": proof if number == 0 else None,
                "remark": "رویداد ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["events"], rows)])


def supply_outlets(world: World, office: str, period: str) -> Supply:
    """Return shops and bazaars at the end of a quarter, and the kiosks of a promise, planned until it is kept."""
    quarter = quarter_number(period)
    rows: list[dict[str, Any]] = []
    for number in range(1, 17 + quarter // 2):
        chance = chooser(world.seed, "outlets", number)
        city = chance.choice(world.place.told.cities)
        rows.append(
            {
                "outlet_id": f"NB-{number:02d}",
                "outlet_kind": chance.choice(("shop", "bazaar", "market", "gallery", "hotel_stand")),
                "name": f"محل فروش نمایشی {number}",
                "area": city.area,
                "settlement": world.place.city_name(city.area),
                "domain": "crafts",
                "owner_body": _municipality(world, city),
                "stalls": chance.randrange(1, 40),
                "state": "inactive" if chance.random() < 0.1 else "active",
                "opened_on": f"{1390 + number % 10}-05",
            }
        )
    if promised := world.place.promise_shown_by("kiosks"):
        rows += _kiosks(world, promised, period)
    return Supply(len(rows), [frame_of(world.contracts["outlets"], rows)])


def _kiosks(world: World, promised: Promise, period: str) -> Iterator[dict[str, Any]]:
    """Return as many kiosks as a promise speaks of at the least."""
    opened = promised.kept_in is not None and period >= promised.kept_in
    goal, area = promised.told.goal, str(promised.told.area)
    city = world.place.city_name(area)
    for number in range(1, (goal.low if goal else 0) + 1):
        yield {
            "outlet_id": f"NK-{number:02d}",
            "outlet_kind": "kiosk",
            "name": f"کیوسک نمایشی {number}",
            "area": area,
            "settlement": city,
            "domain": "crafts",
            "owner_body": f"شهرداری {city}",
            "stalls": 1,
            "state": "active" if opened else "planned",
            "opened_on": Period.parse(str(promised.kept_in)).months[1].key if opened else None,
            "commitment_id": promised.commitment_id,
            "remark": "ساختگی",
        }


def _municipality(world: World, city: CraftCityPart) -> str:
    word = "دهیاری" if city.level.endswith("_village") else "شهرداری"
    return f"{word} {world.place.city_name(city.area)}"


def supply_secretariats(world: World, office: str, period: str) -> Supply:
    """Return who holds which office in the secretariats, with its history up to the end of a quarter."""
    rows: list[dict[str, Any]] = []
    now = calendar.bounds(period)[1]
    for at, city in enumerate(world.place.told.cities):
        begins = calendar.day_number(*(int(part) for part in city.secretariat_from.split("-")))
        empty = city.no_secretary
        ends = calendar.bounds(empty[0])[0] - 1 if empty else None
        rows.append(_term(world, at, "secretary", "mayor", begins, ends, now, 1))
        rows.append(_term(world, at, "head", "expert" if at % 2 else "private_sector", begins + 10, None, now, 2))
        if empty:
            rows += _vacancy(world, at, calendar.bounds(empty[0])[0], calendar.bounds(empty[1])[1], now)
    return Supply(len(rows), [frame_of(world.contracts["secretariats"], rows)])


def _vacancy(world: World, at: int, first: int, last: int, now: int) -> Iterator[dict[str, Any]]:
    """Return the months without a secretary, and who came afterwards, as far as ``now`` knows of them."""
    if now >= first:
        yield {
            "area": world.place.told.cities[at].area,
            "role": "secretary",
            "holder_role": "mayor",
            "from_on": _jalali(first),
            "to_on": _jalali(last) if now > last else None,
            "state": "vacant",
            "remark": "دبیرخانه شش ماه دبیر نداشت (ساختگی)",
        }
    if now > last:
        yield _term(world, at, "secretary", "governor", last + 1, None, now, 3)


def _term(
    world: World, at: int, role: str, holder: str, begins: int, ends: int | None, now: int, number: int
) -> dict[str, Any]:
    chance = chooser(world.seed, "secretariat", at, number)
    ended = ends is not None and now > ends
    return {
        "area": world.place.told.cities[at].area,
        "role": role,
        "holder_role": holder,
        "person": f"{chance.choice(MEN)} {chance.choice(families(world.place))}",
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
    for at, city in enumerate(world.place.told.cities):
        chance = chooser(world.seed, "annual report", year, at)
        late = chance.random() < 0.55
        never = chance.random() < 0.2
        on = due + chance.randrange(10, 90) if late else due - chance.randrange(1, 40)
        rows.append(
            {
                "agency": _municipality(world, city),
                "area": city.area,
                "report_year": year,
                "due_on": _jalali(due),
                "submitted_on": None if never else _jalali(on),
                "state": "missing" if never else "submitted",
                "document": None if never else f"ن/{year + 1}/{200 + at}",
                "remark": "ساختگی",
            }
        )
    return Supply(len(rows), [frame_of(world.contracts["annual_reports"], rows)])
