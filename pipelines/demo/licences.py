"""Licences and cards, event by event: the opening cohort of Esfand 1400, new issues, renewals, expiries, revocations.

Six of ten licences of the opening cohort end in the winter of 1405, and the three-year licences of 1402 end in 1405
as well: the peak of the expiry profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.demo import calendar, stories
from pipelines.demo.population import Population
from pipelines.demo.randomness import Numbers, below, shares, weighted
from pipelines.demo.world import CHUNK, Frame, Supply, World, coded, days, quarter_number

_KINDS = {
    "crafts": (
        "individual_production",
        "workshop_production",
        "identity_card",
        "home_business",
        "establishment",
    ),
    "carpet": ("weaving_permit", "weaver_card", "skill_card"),
}
_KIND_WEIGHTS = {"crafts": (58, 12, 16, 11, 3), "carpet": (72, 25, 3)}
_BODIES = {"crafts": "اداره‌کل میراث فرهنگی (نمایشی)", "carpet": "مرکز ملی فرش، دفتر {province} (نمایشی)"}
_EVENTS = ("issued", "renewed", "expired", "revoked")
_REVOKED_SHARE = 0.004


@dataclass(frozen=True)
class Licences:
    """The licences of one domain's persons; a licence is the number of its holder."""

    population: Population

    @property
    def _seed(self) -> int:
        return self.population.world.seed

    def issued_until(self, quarter: int) -> int:
        """Return how many persons got their licence by the end of a quarter (0 is 1400Q4)."""
        told, world = self.population.told, self.population.world
        size, quarters = int(self.population.sizes[max(quarter, 0)]), len(calendar.quarters())
        opening = max(2, min(world.scaled(told.licensed), int(self.population.sizes[0]) - quarters))
        later = sum(
            max(1, round(stories.new_licences(told.new_licences, q) * world.scale)) for q in range(1, quarter + 1)
        )
        return min(opening + later, size) if quarter >= 0 else 0

    def validity(self, indices: Numbers) -> Numbers:
        """Return for how many years each licence was first issued."""
        persons = self.population.numbers(indices)
        years = [y for y, _ in stories.OPENING_VALIDITY]
        drawn = np.array(years)[weighted([s for _, s in stories.OPENING_VALIDITY], persons, self._seed, "validity")]
        return np.where(indices < self.issued_until(0), drawn, stories.NEW_VALIDITY_YEARS)

    def first_quarter(self, indices: Numbers) -> Numbers:
        """Return the quarter in which each licence was first issued."""
        edges = [self.issued_until(q) for q in range(len(calendar.quarters()))]
        return np.minimum(np.searchsorted(edges, indices, side="right"), len(edges) - 1)

    def issued_on(self, indices: Numbers) -> Numbers:
        """Return the day on which each licence was first issued."""
        bounds = np.array([calendar.bounds(q) for q in calendar.quarters()])
        quarter = self.first_quarter(indices)
        length = bounds[quarter, 1] - bounds[quarter, 0] + 1
        return bounds[quarter, 0] + below(length, self.population.numbers(indices), self._seed, "issued on")

    def events(self, quarter: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return holder, event (position in ``_EVENTS``) and day of every event of a quarter."""
        fresh = np.arange(self.issued_until(quarter - 1), self.issued_until(quarter), dtype=np.int64)
        older = np.arange(0, self.issued_until(quarter - 1), dtype=np.int64)
        ends = calendar.add_years(self.issued_on(older), self.validity(older)) if len(older) else older
        first, last = calendar.bounds(calendar.quarters()[quarter])
        due = (ends >= first) & (ends <= last)
        persons = self.population.numbers(older)
        renewed = shares(persons, self._seed, "renewed") < stories.RENEWED_SHARE
        revoked = (ends > last) & (shares(persons, self._seed, "revoked", quarter) < _REVOKED_SHARE / 4)
        groups = [
            (fresh, 0, self.issued_on(fresh) if len(fresh) else fresh),
            (older[due & renewed], 1, ends[due & renewed]),
            (older[due & ~renewed], 2, ends[due & ~renewed]),
            (older[revoked], 3, first + below(last - first, persons[revoked], self._seed, "revoked on")),
        ]
        holders = np.concatenate([g[0] for g in groups])
        kinds = np.concatenate([np.full(len(g[0]), g[1], np.int64) for g in groups])
        on = np.concatenate([g[2] for g in groups]).astype(np.int64)
        order = np.lexsort((holders, on))
        return holders[order], kinds[order], on[order]

    def opening_frame(self, holders: Numbers) -> Frame:
        """Return licences as if all were issued in the first quarter, however many there are."""
        first, last = calendar.bounds(calendar.FIRST_QUARTER)
        on = first + below(last - first + 1, self.population.numbers(holders), self._seed, "issued on")
        return self.frame(holders, np.zeros(len(holders), np.int64), on, calendar.FIRST_QUARTER)

    def frame(self, holders: Numbers, events: Numbers, on: Numbers, period: str | None = None) -> Frame:
        """Return events as clean rows."""
        population, domain = self.population, self.population.domain
        persons = population.numbers(holders)
        began = np.where(events <= 1, on, self.issued_on(holders))
        years = np.where(events == 1, stories.NEW_VALIDITY_YEARS, self.validity(holders))
        ended = events == 3
        kinds = weighted(_KIND_WEIGHTS[domain], persons, self._seed, "licence kind")
        body = _BODIES[domain].format(province=population.world.place.province)
        frame = population.identity(persons) | population.description(persons, period)
        frame["licence_no"] = licence_numbers(domain, persons)
        frame["event"] = coded(_EVENTS, events)
        frame["licence_kind"] = coded(_KINDS[domain], kinds)
        frame["issuing_body"] = coded((body,), np.zeros(len(persons), np.int64))
        frame["issued_on"] = days(began)
        frame["expires_on"] = days(calendar.add_years(began, years))
        frame["ended_on"] = days(on, ended)
        return frame


def licence_numbers(domain: str, persons: Numbers) -> pa.Array:
    """Return the licence number of each person; «N» says that it is a number of the demonstration."""
    prefix = "NS-" if domain == "crafts" else "NF-"
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(pa.array(persons).cast(pa.string()), 8, "0"), "")


def supply_licences(world: World, office: str, period: str) -> Supply:
    """Return the licence events of one quarter of one office."""
    domain = "carpet" if office == "carpet_centre" else "crafts"
    licences = Licences(Population(world, domain))
    holders, events, on = licences.events(quarter_number(period))

    def frames() -> Iterator[Frame]:
        for start in range(0, len(holders), CHUNK):
            part = slice(start, start + CHUNK)
            yield licences.frame(holders[part], events[part], on[part], period)

    return Supply(len(holders), frames())
