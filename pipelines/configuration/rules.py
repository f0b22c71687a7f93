"""The rules of reading and of governance: ``models/rules``. What analysis goes by stands beside this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, StrictInt

from pipelines.configuration.contracts import DeliveryKind
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError, RuleError, file_name
from pipelines.configuration.faults import Place, likely, several, understood
from pipelines.configuration.parts import Bilingual, Count, Feed, Grade, Part, Text
from pipelines.configuration.vocabulary import Vocabulary

T = TypeVar("T")
R = TypeVar("R", bound="RuleFile")

Words = list[Text]
Above = Annotated[Decimal, Field(gt=0)]
Share = Annotated[Decimal, Field(ge=0, le=1)]


Positive = Annotated[StrictInt, Field(ge=1)]
Number = Annotated[Decimal, Field(ge=0)]


def texts(*names: str) -> Any:
    """Return the type of texts in both languages under exactly these names: the code asks for each of them."""

    def check(found: dict[str, Bilingual]) -> dict[str, Bilingual]:
        unknown = [((n,), f"unknown key{likely(n, names)}") for n in found if n not in names]
        if faults := _missing(found, names) + unknown:
            raise several(faults)
        return found

    return AfterValidator(check)


def each_of(*names: str) -> Any:
    """Return what refuses a mapping that lacks one of these names; of others its keys tell by their own type."""

    def check(found: dict[str, Any]) -> dict[str, Any]:
        if faults := _missing(found, names):
            raise several(faults)
        return found

    return AfterValidator(check)


def _missing(found: Mapping[str, Any], names: Sequence[str]) -> list[tuple[Place, str]]:
    return [((name,), "is missing") for name in names if name not in found]


def unique(found: list[Any]) -> list[Any]:
    """Refuse two parts of one id."""
    ids = [part.id for part in found]
    if twice := [name for name in dict.fromkeys(ids) if ids.count(name) > 1]:
        raise several([((), f"{name!r} stands twice") for name in twice])
    return found


class RuleFile(Part):
    """What one file of ``models/rules`` may say; ``FILE`` is its name."""

    FILE: ClassVar[str]


class Reasoned(Part, Generic[T]):
    """A threshold with its reason."""

    value: T
    why: Text


def read_rules(models: Path, kind: type[R]) -> R:
    """Read the file of a kind of rules; raises :class:`RuleError` with every fault of it."""
    path = models / "rules" / kind.FILE
    where = file_name(path)
    try:
        text = path.read_text("utf-8")
        return understood(kind, read_yaml(text, where), where, Vocabulary.of(models))
    except FileNotFoundError:
        raise RuleError(f"{where} is missing") from None
    except ConfigurationError as error:
        raise RuleError(error.faults) from None


class Allowance(Part):
    """Days after the end of a period until its delivery is due, and since the last one until it is stale."""

    grace_days: Count
    allowed_days: Count


class FreshnessFile(RuleFile):
    """When a delivery is due, by cadence."""

    FILE = "freshness.yaml"
    cadences: dict[str, Allowance]
    why: Text


class SteadyRatioPart(Part):
    """Two columns of one feed whose ratio moves slowly."""

    feed: Feed
    over: Text
    under: Text
    why: Text


class HoldsFile(RuleFile):
    """When a delivery waits for a person."""

    FILE = "holds.yaml"
    least_rows: Reasoned[Count]
    least_quarantined: Reasoned[Count]
    least_other_period: Reasoned[Count]
    least_unrecognised: Reasoned[Count]
    largest_multiple: Reasoned[Count]
    summary_bits: Reasoned[Count]
    jump_factor: Reasoned[Above]
    most_rows_factor: Reasoned[Above]
    shrinkage_share: Reasoned[Above]
    quarantine_share: Reasoned[Above]
    other_period_share: Reasoned[Above]
    figure_jump_factor: Reasoned[Above]
    unit_tolerance: Reasoned[Above]
    least_edition_difference: Reasoned[Above]
    unrecognised_share: Reasoned[Above]
    total_tolerance: Reasoned[Above]
    steady_ratios: list[SteadyRatioPart]


class HarmlessColumnsFile(RuleFile):
    """Headings that need nobody's attention, in any file and in those of a feed."""

    FILE = "harmless_columns.yaml"
    everywhere: Words
    feeds: dict[str, Words] | None = None


class EvidenceFile(RuleFile):
    """The grade of evidence of a delivery whose note names none."""

    FILE = "evidence.yaml"
    feeds: dict[str, Grade]
    kinds: dict[DeliveryKind, Grade]


class LayoutsFile(RuleFile):
    """When the layout of a file makes it wait."""

    FILE = "layouts.yaml"
    copied_rows: Reasoned[Count]
    copied_share: Reasoned[Share]
    blank_rows: Reasoned[Count]
    blank_share: Reasoned[Share]
    period_words: Reasoned[Words]
    ditto_marks: Reasoned[Words]
    ditto_phrases: Reasoned[Words]


class NamesWithMonthsFile(RuleFile):
    """Names that hold a month's word and name no month."""

    FILE = "names_with_months.yaml"
    names: Words
    before: Words


TotalKind = Literal["whole", "total", "above", "subtotal", "page", "average", "share", "memo"]


class TotalsFile(RuleFile):
    """How a row that states a total is told from a row of data."""

    FILE = "totals.yaml"
    words: Annotated[dict[TotalKind, Words], each_of(*get_args(TotalKind))]
    begins: dict[TotalKind, Words]
    ends: dict[TotalKind, Words]
    of_above: Words
    of_whole: Words
    of_page: Words
    not_before: Words
    why_not: Text
    of_periods: Words
    beside_periods: Words
    closeness: Reasoned[Share]
    certain_bits: Reasoned[Count]
    doubtful_bits: Reasoned[Count]
    blank_bits: Reasoned[Count]
    most_blank: Reasoned[Count]
    most_bare: Reasoned[Count]
