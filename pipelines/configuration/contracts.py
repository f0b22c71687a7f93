"""What a feed's contract says beyond the public standard: our properties of the feed, its table, columns and rules.

The standard itself is held by its own JSON schema (:mod:`pipelines.contracts.load`). Names are those of the files
(``ownerOffice``); what they mean stands at :class:`pipelines.contracts.model.Contract` and ``Column``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

from pipelines.configuration.faults import likely, several
from pipelines.configuration.parts import Cadence, CodeList, Office, Part, Text, Unit

Kind = Literal[
    "text",
    "integer",
    "quantity",
    "money",
    "date",
    "jalali",
    "period",
    "year",
    "code",
    "place",
    "craft",
    "hs8",
    "hs",
    "national_id",
    "legal_id",
    "phone",
    "name",
]
Classification = Literal["public", "quasi_identifier", "identifier"]
Severity = Literal["refuse", "hold", "quarantine", "normalise", "warn"]
DeliveryKind = Literal["snapshot", "events", "statements"]
#: What may stand for a column that a table lacks: a title above it, the name of its sheet, note or folder of the file.
Teller = Literal["title", "sheet", "note", "folder"]
AreaKind = Literal["country", "province", "county", "city"]
FoundIn = Literal["words", "prefix", "unit", "indicator_kind"]
Duplicates = Literal["quarantine", "warn"]
Overlaps = Literal["hold", "resolved"]
Names = list[Text]


class _Part(Part):
    model_config = ConfigDict(alias_generator=to_camel)


class ReadFromPart(_Part):
    """Another column whose cell is read where this one's is empty."""

    column: Text
    condition: Text | None = None
    extract: Text | None = None


class ColumnPart(_Part):
    """What is said of one column. ``carrier`` marks one that only carries what others read from it."""

    business_name: Text
    classification: Classification = "public"
    kind: Kind
    title_en: Text
    description_fa: str = ""
    aliases: Names = Field(default_factory=list)
    codes: CodeList | None = Field(default=None, validate_default=True)
    unit: Unit | None = None
    units: list[Unit] = Field(default_factory=list)
    unit_column: Text | None = None
    indicator_column: Text | None = None
    read_from: ReadFromPart | None = None
    carrier: StrictBool = False
    ignore: Text | None = None
    found_in: FoundIn | None = None
    default: str | int | None = None
    heading_required: StrictBool = False
    told_by: list[Teller] = Field(default_factory=list)
    from_headings: StrictBool = False
    may_be_future: StrictBool = False
    area_kinds: list[AreaKind] = Field(default_factory=list)
    grain_column: StrictBool = False
    additive: StrictBool = True
    needed_for_row: StrictBool | None = None

    @field_validator("codes")
    @classmethod
    def _belongs_to_the_kind(cls, codes: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind")  # absent where it is wrong itself, which is told
        if kind is not None and (kind == "code") != (codes is not None):
            wrong = "a column of the kind code needs its list" if codes is None else f"the kind {kind} has no list"
            raise several([((), wrong)])
        return codes


class FiguresPart(_Part):
    """How the figures of a document are known again in a later one."""

    value: Text
    of: Annotated[Names, Field(min_length=1)]
    dated: Text | None = None
    source: Text | None = None


class CoverPart(_Part):
    """How a file of the feed may be restricted to a part of what the feed is of."""

    column: Text
    words: Annotated[Names, Field(min_length=1)]
    levels: list[AreaKind] = Field(default=["county"])
    of_one_value: StrictBool = False


class RulePart(_Part):
    """A condition across the columns of one row, and what is said where it does not hold."""

    expression: Text
    columns: Annotated[Names, Field(min_length=1)]
    severity: Severity = "quarantine"
    message_fa: Text
    message_en: Text


class TablePart(_Part):
    """What is said of the feed's table."""

    business_name: Text
    title_en: Text
    description_fa: str = ""


class FeedPart(_Part):
    """What is said of the feed as a whole."""

    owner_office: Office
    cadence: Cadence
    delivery_kind: DeliveryKind
    contains_persons: StrictBool = False
    period_required: StrictBool = True
    duplicates: Duplicates = "quarantine"
    overlaps: Overlaps = "hold"
    period_column: Text | None = None
    period_expression: Text | None = None
    offices: list[Office] | None = None
    expected_from: str | int | None = None
    owned_number: Names = Field(default_factory=list)
    number_owner: Text | None = None
    figures: list[FiguresPart] = Field(default_factory=list)
    cover: CoverPart | None = None
    places: Names = Field(default_factory=list)


def unknown_columns(named: dict[str, Any], columns: set[str]) -> list[str]:
    """Return a sentence for each place that names a column which the feed does not have; ``named`` is by place."""
    listed = ((place, [name] if isinstance(name, str) else name or []) for place, name in named.items())
    return [
        f"{place}: {name!r} is no column of the feed{likely(name, sorted(columns))}"
        for place, names in listed
        for name in names
        if name not in columns
    ]
