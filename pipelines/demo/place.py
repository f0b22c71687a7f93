"""The place that the invented world is told of: ``models/demo.yaml``, with what the reference tables say beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipelines.configuration.demo_rules import DemoFile, PromisePart, demo_path, read_demo
from pipelines.configuration.errors import RuleError, file_name
from pipelines.configuration.place import read_place
from pipelines.demo import calendar, stories
from pipelines.foundation.messages import Message
from pipelines.foundation.period import Period

Areas = Mapping[str, Mapping[str, str]]


class NoDemonstration(ValueError):
    """This models folder has no demonstration; ``message`` says which file would hold it."""

    def __init__(self, path: Path) -> None:
        self.message = Message("no_demonstration", "refuse", {"file": path.name})
        super().__init__(self.message.text("en"))


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise under the number that the deliveries give it."""

    commitment_id: str
    told: PromisePart

    @property
    def kept_in(self) -> str | None:
        """The quarter in which it is kept; None where it never is."""
        return calendar.quarter_of(self.told.kept) if self.told.kept else None


@dataclass(frozen=True)
class Place:
    """One province, or a country: what its demonstration is told with, its areas by code, and its own code."""

    told: DemoFile
    areas: Areas
    home: str

    @cached_property
    def province(self) -> str:
        """Name of the province, or of the country, without the word for it."""
        area = self.areas[self.home]
        return area["short_fa"] or area["name_fa"]

    @cached_property
    def counties(self) -> list[str]:
        """The counties whose population is known: those of the census."""
        return [c for c, a in self.areas.items() if a["kind"] == "county" and a["population"]]

    @cached_property
    def capital(self) -> str:
        """The county of the capital."""
        return self.areas[self.told.capital]["parent_code"]

    @cached_property
    def new_counties(self) -> list[tuple[str, str, str]]:
        """Counties that others were parted into: old one, new one, and the quarter from which it is."""
        return [
            (old, new, calendar.quarter_of(self.areas[new]["valid_from"]))
            for new, old in self.told.new_counties.items()
        ]

    @cached_property
    def promises(self) -> list[Promise]:
        """What is promised, in its order."""
        return [Promise(f"NC{number:02d}", told) for number, told in enumerate(self.told.promises, 1)]

    def promise_shown_by(self, feed: str) -> Promise | None:
        """Return the promise that can be seen among the ``kiosks``, or as an ``event``."""
        return next((promise for promise in self.promises if promise.told.shown_by == feed), None)

    def city_name(self, area: str) -> str:
        """Return the name of a city without the word for it."""
        return self.areas[area]["name_fa"].removeprefix("شهر ")

    def city_name_en(self, area: str) -> str:
        """Return the English name of a city without the word for it."""
        return self.areas[area]["name_en"].removesuffix(" (city)")

    @cached_property
    def person_rows(self) -> float:
        """Rows that the feeds of persons have together at full size."""
        registers = self.told.registers
        things = registers.crafts.persons + registers.carpet.persons + registers.workshops
        rows, of = stories.PERSON_ROWS
        return things * rows / of


def place_of(models: Path) -> Place:
    """Read the place of a models folder; raises :class:`NoDemonstration`, or ``RuleError`` with every fault."""
    told = read_demo(models)
    if told is None:
        raise NoDemonstration(demo_path(models))
    place = Place(told, _areas(models), read_place(models).home)
    if faults := _faults(place):
        raise RuleError(f"{file_name(demo_path(models))}: {fault}" for fault in faults)
    return place


def _areas(models: Path) -> dict[str, dict[str, str]]:
    with (models / "reference" / "areas.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["area_code"]: row for row in csv.DictReader(file)}


def _faults(place: Place) -> list[str]:
    """Return what the file says that does not fit the areas or the years of the demonstration."""
    told, counted = place.told, set(place.counties)
    faults = [
        f"known_for.{county}: the table of areas has no population of it, so nobody is invented there"
        for county in told.known_for
        if county not in counted
    ]
    for new, old in told.new_counties.items():
        if old not in counted:
            faults.append(f"new_counties.{new}: {old} has no population from which people could move")
        if new in counted or not place.areas[new]["valid_from"]:
            faults.append(f"new_counties.{new}: a county without population and with a month of beginning is expected")
    if place.capital not in counted:
        faults.append(f"capital: {told.capital} lies in no county whose population is known")
    years = {Period.parse(quarter).year for quarter in calendar.quarters()}
    faults += [f"credit.allotted_rial: {year} is missing" for year in sorted(years - set(told.credit.allotted_rial))]
    return faults
