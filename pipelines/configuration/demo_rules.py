"""The demonstration's place: ``models/demo.yaml``, what an invented world says of one province.

The world's course (peaks, silences, contradictions) is the same everywhere and stands in :mod:`pipelines.demo`; which
counties, cities, crafts, promises and words it is told with is here. A models folder without the file has none.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError, RuleError, file_name
from pipelines.configuration.faults import several, understood
from pipelines.configuration.parts import Area, Bilingual, Count, Domain, Indicator, Part, Text, Theme, Unit, Word
from pipelines.configuration.rules import Number, Positive, Words
from pipelines.configuration.vocabulary import Vocabulary
from pipelines.foundation.period import Period

FILE = "demo.yaml"

County = Annotated[str, Word("county")]
City = Annotated[str, Word("city")]
Craft = Annotated[str, Word("craft")]
Role = Annotated[str, Word("role")]
Qualifier = Annotated[str, Word("qualifier")]
PathOfTarget = Annotated[str, Word("path")]
CityKind = Annotated[str, Word("city kind")]
RegistryKind = Annotated[str, Word("registry kind")]
CustomsOffice = Annotated[str, Word("customs office")]
Destination = Annotated[str, Word("destination")]
TariffLine = Annotated[str, Field(pattern=r"^[0-9]{8}$")]
Some = Annotated[Words, Field(min_length=1)]


def _period(text: str) -> str:
    Period.parse(text)  # says itself what a period is
    return text


def _quarter(text: str) -> str:
    if not Period.parse(text).quarter:
        raise ValueError(f"{text!r} is no quarter; write one as 1403Q1")
    return text


def _day(text: str) -> str:
    month, _, day = text.rpartition("-")
    told = Period.find(month)
    first, last = told.days if told is not None and told.month else (None, None)
    if first is None or last is None or day not in {f"{n:02d}" for n in range(1, (last - first).days + 2)}:
        raise ValueError(f"{text!r} is no day; write one as 1400-12-05")
    return text


def _date(text: str) -> str:
    known = Period.find(text)
    return text if known is not None and known.quarter is None else _day(text)


PeriodKey = Annotated[str, AfterValidator(_period)]
Quarter = Annotated[str, AfterValidator(_quarter)]
#: A day of the Jalali calendar, and one of which perhaps the month or the year alone is known.
JalaliDay = Annotated[str, AfterValidator(_day)]
JalaliDate = Annotated[str, AfterValidator(_date)]


class NewLicencesPart(Part):
    """Licences issued in a quarter: until 1402, at the beginning of 1403, and how many more each quarter then."""

    until_1402: Count
    from_1403: Count
    more_a_quarter: Count


class RegisterPart(Part):
    """The persons of one register in the winter of 1400, and what they practise."""

    persons: Positive
    licensed: Count
    in_capital: Count
    new_licences: NewLicencesPart
    crafts: Annotated[list[Craft], Field(min_length=1)]
    weights: list[Positive] | None = None

    @model_validator(mode="after")
    def _fits(self) -> RegisterPart:
        faults = [
            ((name,), f"{value:,} is more than the {self.persons:,} persons of the register")
            for name, value in (("licensed", self.licensed), ("in_capital", self.in_capital))
            if value > self.persons
        ]
        if self.weights is not None and len(self.weights) != len(self.crafts):
            faults.append((("weights",), f"{len(self.crafts)} are expected, one for each craft"))
        if faults:
            raise several(faults)
        return self


class RegistersPart(Part):
    """Both registers of persons, and how many workshops and cooperatives there are."""

    crafts: RegisterPart
    carpet: RegisterPart
    workshops: Positive
    cooperatives: Positive


class CraftCityPart(Part):
    """A craft city or village; names stand in the table of areas."""

    area: City
    craft_fa: Text
    level: CityKind
    registered_on: JalaliDate
    conditional_since: Positive | None = None
    secretariat_from: JalaliDay
    no_secretary: Annotated[list[Quarter], Field(min_length=2, max_length=2)] | None = None


class FigurePart(Part):
    """What is stated of the winter of 1400 and again each winter, moved by its growth a year."""

    indicator: Indicator
    value: Count
    unit: Unit
    area: Area | None = None
    domain: Domain
    category: Text | None = None
    qualifier: Qualifier = "exact"
    growth: float = 0.0


class FiguresPart(Part):
    """Who states the figures, and which."""

    role: Role
    rows: Annotated[list[FigurePart], Field(min_length=1)]


class GoalPart(Part):
    """How many are promised, from and to."""

    low: Count
    high: Count
    unit: Unit


class PromisePart(Part):
    """A promise of Esfand 1400, with the period in which it is kept; without one it never is.

    ``shown_by`` says in which other feed it can be seen: ``kiosks`` among the outlets of its city, ``event`` among the
    events of the quarter in which it is kept.
    """

    action: Bilingual
    role: Role
    theme: Theme
    due: PeriodKey
    kept: PeriodKey | None = None
    area: Area | None = None
    goal: GoalPart | None = None
    shown_by: Annotated[str, Field(pattern="^(kiosks|event)$")] | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> PromisePart:
        if self.shown_by == "kiosks" and (self.goal is None or self.area is None):
            raise several([((), "kiosks are shown in an area, and as many as its goal says; both are expected")])
        return self


class TargetPart(Part):
    """A target from a baseline."""

    indicator: Indicator
    area: Area | None = None
    domain: Domain
    category: Text | None = None
    baseline_period: PeriodKey
    baseline: Number
    target: Number
    due: PeriodKey
    path: PathOfTarget


class CountedListPart(Part):
    """A list of the registry whose length is told: in 1400, and how many more each year."""

    id: Text
    kind: RegistryKind
    count: Count
    more_a_year: Number


class RegistryPart(Part):
    """Lists whose length is told, and the province that shares every fourth single element."""

    counts: list[CountedListPart]
    shared_with_fa: Text


class MovedCreditPart(Part):
    """What of a year's share is moved to tourism, and in which quarter."""

    quarter: Quarter
    rial: Decimal


class CreditPart(Part):
    """The province's share of the credit line by budget year, in rial."""

    allotted_rial: dict[int, Decimal]
    moved_to_tourism: dict[int, MovedCreditPart]


class ShipmentPart(Part):
    """A row of the customs' table of a year."""

    office: CustomsOffice
    destination: Destination
    line: TariffLine
    weight_kg: Number
    value_usd: Number


class PatternPart(Part):
    """The customs' year after which all years are invented: a workbook that the project keeps, or rows."""

    workbook: Text | None = None
    rows: Annotated[list[ShipmentPart], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> PatternPart:
        if (self.workbook is None) == (self.rows is None):
            raise several([((), "a workbook or rows are expected, one of them")])
        return self


class GoodsPart(Part):
    """Goods that travellers carry."""

    craft: Craft
    line: TariffLine
    goods_fa: Text


class SuitcasePart(Part):
    """Trade in suitcases: from where (a county that stands twice is drawn twice as often), how, to where, of what."""

    counties: Annotated[list[County], Field(min_length=1)]
    exits_fa: Some
    destinations: Annotated[list[Destination], Field(min_length=1)]
    goods: Annotated[list[GoodsPart], Field(min_length=1)]


class ExportsPart(Part):
    """What is exported."""

    pattern: PatternPart
    suitcase: SuitcasePart


class CoursePart(Part):
    """A course that is held, and the craft that it teaches, if it is one."""

    title_fa: Text
    craft: Craft | None = None


class EventsPart(Part):
    """Where events are held: in which counties besides the whole province, and at which places abroad."""

    counties: list[County]
    abroad_fa: Some


class DemoFile(Part):
    """What the demonstration of one province is told with."""

    capital: City
    family_ending: Text
    registers: RegistersPart
    known_for: dict[County, Craft]
    new_counties: dict[County, County]
    unknown_places_fa: Some
    cities: Annotated[list[CraftCityPart], Field(min_length=1)]
    figures: FiguresPart
    promises: Annotated[list[PromisePart], Field(min_length=1)]
    targets: Annotated[list[TargetPart], Field(min_length=1)]
    registry: RegistryPart
    credit: CreditPart
    exports: ExportsPart
    courses: Annotated[list[CoursePart], Field(min_length=1)]
    events: EventsPart

    @field_validator("known_for")
    @classmethod
    def _is_practised(cls, known: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        registers = info.data.get("registers")
        if registers is None:  # told already
            return known
        crafts = registers.crafts.crafts
        if faults := [
            ((k,), f"{c!r} is not among registers.crafts.crafts") for k, c in known.items() if c not in crafts
        ]:
            raise several(faults)
        return known


def demo_path(models: Path) -> Path:
    """Return where the file of a models folder stands, if it has one."""
    return models / FILE


def read_demo(models: Path) -> DemoFile | None:
    """Read the demonstration's place; None where there is none. Raises ``RuleError`` with every fault of the file."""
    path = demo_path(models)
    where = file_name(path)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    try:
        return understood(DemoFile, read_yaml(text, where), where, Vocabulary.of(models))
    except ConfigurationError as error:
        raise RuleError(error.faults) from None
