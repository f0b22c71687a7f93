"""The registers that are delivered as a whole each quarter: artisans and weavers, workshops, cooperatives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.demo import calendar, stories
from pipelines.demo.licences import Licences, licence_numbers
from pipelines.demo.population import MEN, WOMEN, Population, families
from pipelines.demo.randomness import Numbers, below, shares, weighted
from pipelines.demo.world import CHUNK, Frame, Supply, World, coded, days, quarter_number, whole

_LOOMS = ("دار عمودی", "دار افقی", "دار فلزی گردان")
_COOPERATIVE_STATES = ("active", "inactive", "stagnant", "in_liquidation", "dissolved")
_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)


def domain_of(office: str) -> str:
    """Return the domain that an office keeps the register of."""
    return "carpet" if office == "carpet_centre" else "crafts"


def tenths(numbers: Numbers, present: np.ndarray | None = None) -> pa.Array:
    """Return numbers given in tenths as exact decimals."""
    values = pa.array(numbers, pa.int64(), mask=None if present is None else ~present)
    return pc.multiply(values.cast(pa.decimal128(19, 0)), pa.scalar(Decimal("0.1"))).cast(pa.decimal128(38, 9))


def artisan_frame(population: Population, indices: Numbers, period: str | None) -> Frame:
    """Return the register's rows of the persons at ``indices``."""
    seed = population.world.seed
    persons = population.numbers(indices)
    frame = population.identity(persons) | population.description(persons, period)
    weaver = np.full(len(persons), population.domain == "carpet")
    share = shares(persons, seed, "state")
    quarter = quarter_number(period) if period else 0
    fading = share < 0.04 + 0.001 * quarter  # some leave the craft each quarter; nobody leaves the register
    frame["state"] = coded(
        ("active", "inactive", "retired", "deceased"),
        np.where(fading, 1 + below(3, persons, seed, "left"), 0),
        shares(persons, seed, "state is written") < 0.96,
    )
    frame["workshop_kind"] = coded(
        ("home", "group", "large"),
        weighted((84, 11, 5), persons, seed, "workshop"),
        shares(persons, seed, "workshop is written") < 0.8,
    )
    frame["loom_kind"] = coded(_LOOMS, below(3, persons, seed, "loom"), weaver & (share < 0.9))
    frame["loom_area"] = tenths(5 * (1 + below(30, persons, seed, "loom area")), weaver & (share < 0.85))
    frame["joined_on"] = days(population.joined(indices), shares(persons, seed, "joined is written") < 0.97)
    return frame


def supply_artisans(world: World, office: str, period: str) -> Supply:
    """Return the register of an office at the end of a quarter."""
    population = Population(world, domain_of(office))
    size = population.size(period)
    if ("artisans", office, period) in stories.SHRUNK:
        size = size * 2 // 3

    def frames() -> Iterator[Frame]:
        for start in range(0, size, CHUNK):
            yield artisan_frame(population, np.arange(start, min(start + CHUNK, size), dtype=np.int64), period)

    return Supply(size, frames())


def supply_workshops(world: World, office: str, period: str) -> Supply:
    """Return the workshops of an office at the end of a quarter; each belongs to a person of its register."""
    domain, seed = domain_of(office), world.seed
    population = Population(world, domain)
    share = 0.62 if domain == "crafts" else 0.38
    quarter = quarter_number(period)
    size = min(
        world.scaled(world.place.told.registers.workshops * share * (1 + 0.006 * quarter), 3), population.size(period)
    )
    licensed = Licences(population).issued_until(quarter)

    def frames() -> Iterator[Frame]:
        for start in range(0, size, CHUNK):
            indices = np.arange(start, min(start + CHUNK, size), dtype=np.int64)
            persons = population.numbers(indices)
            identity, described = population.identity(persons), population.description(persons, period)
            kind = weighted((84, 11, 5), persons, seed, "workshop")
            workers = 1 + below(np.array([3, 9, 40])[kind], persons, seed, "workers")
            women = below(workers + 1, persons, seed, "women workers")
            closed = shares(persons, seed, "closed") < 0.002 * quarter
            opened = population.joined(indices)
            yield {
                "workshop_id": pc.binary_join_element_wise(
                    "KN-" if domain == "crafts" else "KF-", pa.array(persons).cast(pa.string()), ""
                ),
                "name": pc.binary_join_element_wise("کارگاه", identity["last_name"].cast(pa.string()), " "),
                "workshop_kind": coded(("home", "group", "large"), kind),
                "area": described["area"],
                "settlement": described["settlement"],
                "craft": described["craft"],
                "domain": described["domain"],
                "floor_area": tenths(5 * (20 + below(400, persons, seed, "floor"))),
                "looms": whole(below(6, persons, seed, "looms"), np.full(len(persons), domain == "carpet")),
                "workers": whole(workers),
                "women_workers": whole(women),
                "licence_no": pc.if_else(
                    pa.array(indices < licensed),
                    licence_numbers(domain, persons),
                    pa.scalar(None, pa.string()),
                ),
                "open_to_visitors": coded(
                    ("yes", "no"),
                    below(2, persons, seed, "visitors"),
                    shares(persons, seed, "visitors are written") < 0.7,
                ),
                "state": coded(("active", "closed"), closed.astype(np.int64)),
                "opened_on": days(opened),
                "closed_on": days(np.maximum(opened, calendar.bounds(period)[0] - 30), closed),
                "owner_national_id": identity["national_id"],
                "owner_name": identity["full_name"],
                "phone": identity["phone"],
                "address": identity["address"],
            }

    return Supply(size, frames())


# --- cooperatives ----------------------------------------------------------------------------------------------


def legal_ids(numbers: Numbers) -> pa.Array:
    """Return invented national identifiers of organisations, with valid check digits; they begin with 1999."""
    body = 1_999_000_000 + numbers * 37 + 1_003
    digits = [(body // 10 ** (9 - i)) % 10 for i in range(10)]
    total = sum((digits[9] + 2 + digit) * _LEGAL_WEIGHTS[i % 5] for i, digit in enumerate(digits))
    return pa.array(body * 10 + total % 11 % 10).cast(pa.string())


def supply_cooperatives(world: World, office: str, period: str) -> Supply:
    """Return the register of cooperatives at the end of a quarter, in a large world all of them, most in carpet."""
    seed, quarter = world.seed, quarter_number(period)
    numbers = np.arange(world.cooperatives, dtype=np.int64)
    carpet = shares(numbers, seed, "co-op domain") < 0.55
    state = weighted((60, 18, 12, 7, 3), numbers, seed, "co-op state")
    stopped = (state == 0) & (shares(numbers, seed, "co-op stops") < 0.006 * quarter)
    state = np.where(stopped, 1, state)
    members = 3 + below(90, numbers, seed, "members")
    names = families(world.place)
    managers = below(len(names), numbers, seed, "manager")
    first = coded((*WOMEN, *MEN), below(len(WOMEN) + len(MEN), numbers, seed, "manager's name"))
    population = Population(world, "crafts")
    registered = calendar.day_number(1372, 1, 1) + below(365 * 27, numbers, seed, "co-op registered")
    frame: Frame = {
        "legal_id": legal_ids(numbers),
        "name": pc.binary_join_element_wise("تعاونی نمایشی شماره", pa.array(numbers + 1).cast(pa.string()), " "),
        "registration_no": pa.array(1_000 + 7 * numbers).cast(pa.string()),
        "registered_on": days(registered),
        "economic_code": pa.array(411_000_000_000 + numbers * 13).cast(pa.string()),
        "domain": coded(("crafts", "carpet"), carpet.astype(np.int64)),
        "area": population.counties(numbers),
        "members": whole(members),
        "women_members": whole(below(members + 1, numbers, seed, "co-op women")),
        "capital_rial": whole((1 + below(9_000, numbers, seed, "capital")) * 10_000_000),
        "employed": whole(below(60, numbers, seed, "co-op jobs"), state <= 2),
        "state": coded(_COOPERATIVE_STATES, state),
        "manager_name": pc.binary_join_element_wise(
            first.cast(pa.string()), coded(names, managers).cast(pa.string()), " "
        ),
        "phone": population.identity(numbers)["phone"],
        "address": population.identity(numbers)["address"],
    }
    return Supply(len(numbers), [frame])
