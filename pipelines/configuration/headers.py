"""The headers of SQL files: what a core table, an indicator and a public table say of themselves.

A header stands in the first comment of its file, between ``/*---`` and ``---*/``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError, file_name, gathered
from pipelines.configuration.faults import likely, several, understood
from pipelines.configuration.parts import Bilingual, Codes, Count, Office, Part, Text, Theme, Unit
from pipelines.configuration.vocabulary import Vocabulary

HEADER = re.compile(r"\A/\*---\n(?P<yaml>.*?)\n---\*/\s*(?P<sql>.*)\Z", re.DOTALL)

Kind = Literal["stock", "flow", "cumulative", "ratio", "rank", "index"]
Direction = Literal["up", "down", "none"]
Disclosure = Literal["none", "small_counts"]
#: How far up each kind of area stands; a sum is carried up to the named kind and no further.
LEVELS = {"city": 0, "county": 1, "province": 2, "country": 3}
#: The bases that may be carried up; a statement stays where it was stated.
CARRIED_BASES = ("register", "customs", "suitcase")
#: Every basis on which a value may be known.
BASES = ("reported", *CARRIED_BASES)
#: What a roll-up over time may do with each kind of indicator.
OVER_TIME = {
    "flow": ("sum",),
    "stock": ("last",),
    "cumulative": ("last",),
    "ratio": ("sum", "last"),
    "rank": (),
    "index": (),
}


def check_rollup(kind: str, rollup: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is wrong with the roll-up of an indicator of ``kind``, each with the key at which it is."""
    allowed = {
        "categories": ("total",),
        "domains": ("total",),
        "time": OVER_TIME.get(kind, ()),
        "categories_from": tuple(LEVELS),
        **dict.fromkeys(CARRIED_BASES, tuple(LEVELS)),
    }
    faults = [
        (name, f"unknown key{likely(name, allowed) or '; there is ' + ', '.join(allowed)}")
        for name in rollup
        if name not in allowed
    ]
    faults += [
        (
            name,
            f"{how} is not possible for the kind {kind}; there is {', '.join(allowed[name]) or 'nothing'}",
        )
        for name, how in rollup.items()
        if name in allowed and how not in allowed[name]
    ]
    faults += [
        (name, "no basis is carried up")
        for name in ("time", "categories_from")
        if name in rollup and not any(b in rollup for b in CARRIED_BASES)
    ]
    return faults


#: How a column of a core or derived table is told: its type, a comma, and what it means.
TOLD_COLUMN = re.compile(
    r"(?P<type>(?:VARCHAR|BOOLEAN|INTEGER|BIGINT|HUGEINT|DOUBLE|DATE|TIMESTAMP|DECIMAL\(\d+, ?\d+\))(?:\[\])?)"
    r", (?P<means>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column of a core or derived table: its SQL type and what it means."""

    sql_type: str
    means: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._told, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z].*, .+$"}

    @classmethod
    def _told(cls, text: str) -> TypedColumn:
        found = TOLD_COLUMN.fullmatch(text.strip())
        if found is None:
            raise PydanticCustomError(
                "no_column",
                "a type, a comma and what the column means are expected, as in: VARCHAR, the area",
            )
        return cls(found["type"].replace(", ", ","), found["means"])


class CoreHeader(Part):
    """The header of a file of ``models/core``: a table with its grain, and its columns with type and meaning.

    A column without a text (``~``) is the column of that name of a core table that is read.
    """

    name: Text
    grain: Text
    description: Text
    columns: Annotated[dict[str, TypedColumn | None], Field(min_length=1)]


class CheckPart(Part):
    """What is asked of every row of a table; rows of which ``broken`` is true are told in the words of ``sentence``.

    Such a check points out; it never stops a build.
    """

    name: Text
    asks: Text
    broken: Text
    sentence: Text


class DerivedHeader(Part):
    """The header of a file of ``models/derived``: a table that is computed from others.

    A column without a text (``~``) is the column of that name of a derived table that is read, type and meaning.
    ``rules`` names parameters of the query: ``$smallest`` is what ``smallest: licences.smallest_base`` says of
    ``models/rules/licences.yaml``. Where SQL cannot compute the table, ``function`` names the Python function that
    returns its rows; ``tables`` are what it reads, and the query below the header what it asks. Several tables may name
    one function, which returns all of them by name. ``facts`` lets it see what a build knows of its deliveries, and
    ``today`` the day from which ages are counted; a query says ``$today``.
    ``step`` is when the table is made: with the others, when a version is published, or when that was validated.
    """

    name: Text
    grain: Text
    description: Text
    columns: Annotated[dict[str, TypedColumn | None], Field(min_length=1)]
    rules: dict[str, Text] = Field(default_factory=dict)
    function: Text | None = None
    tables: list[Text] = Field(default_factory=list)
    facts: StrictBool = False
    today: StrictBool = False
    step: Literal["model", "publish", "validate"] = "model"
    check: CheckPart | None = None

    @model_validator(mode="after")
    def _needs_a_function(self) -> DerivedHeader:
        if self.function is None and (self.tables or self.facts or self.today):
            raise several([(("function",), "is missing: tables, facts and today are what a function sees")])
        return self


class NothingHidden(Part):
    """Why nothing of an indicator is hidden, though its rows come from lists of persons: it counts something else."""

    none: Text


class Balance(Part):
    """How a stock follows from the quarter before: with ``beside``, plus what it ``gains``, less what it ``loses``.

    Published numbers that hang together so could be reckoned from one another; what is suppressed must not be.
    """

    beside: list[Text] = Field(default_factory=list)
    gains: list[Text] = Field(default_factory=list)
    loses: list[Text] = Field(default_factory=list)


class IndicatorHeader(Part):
    """The header of a file of ``models/indicators``: the definition of an indicator.

    ``headline`` is its place on the front page; ``oldest_months`` the age beyond which a figure does not say where a
    target stands, where that of its kind (``models/rules/status.yaml``) does not fit; ``blank`` what it means that
    there is no figure, where the sentences of its bases and kind (``models/rules/blanks.yaml``) do not. What is counted
    from lists of persons is protected without a word; ``of_flows`` is the unit of the parts of a ratio that begin anew
    with each period and that no indicator counts; ``disclosure`` says why it need not be, where none of them is
    counted. ``placed_by`` is the column that says where a row counts, where its feed has several places.
    """

    id: Text
    title: Bilingual
    definition: Bilingual
    unit: Unit
    kind: Kind
    direction: Direction
    decimals: Count
    theme: Theme
    owner: Office
    caveat: Bilingual | None = None
    blank: Bilingual | None = None
    disclosure: NothingHidden | None = None
    rollup: dict[str, str] = Field(default_factory=dict)
    balance: Balance | None = None
    headline: StrictInt | None = None
    oldest_months: Annotated[StrictInt, Field(ge=1)] | None = None
    of_flows: Unit | None = None
    placed_by: Text | None = None

    @field_validator("rollup")
    @classmethod
    def _fits_the_kind(cls, rollup: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        kind = info.data.get("kind")  # absent where it is wrong itself, which is told
        if kind is not None and (faults := check_rollup(kind, rollup)):
            raise several([((name,), told) for name, told in faults])
        return rollup


class BranchHeader(Part):
    """The header of a file of ``models/indicators/branches``: a query that many indicators share.

    ``values`` gives the words that a parameter may be, where not every text is one.
    """

    branch: Text
    means: Text
    parameters: dict[str, Text]
    values: dict[str, list[Text]] = Field(default_factory=dict)


def branch_headers(models: Path) -> dict[str, BranchHeader]:
    """Read the headers of ``models/indicators/branches``; raises :class:`ConfigurationError` with every fault."""
    found, faults = {}, list[str]()
    for path in sorted((models / "indicators" / "branches").glob("*.sql")):
        name, match = file_name(path), HEADER.match(path.read_text("utf-8"))
        with gathered(faults):
            said = read_yaml(match["yaml"], name, first_line=2) if match else None
            head = understood(BranchHeader, said, name, Vocabulary())
            if head.branch != path.stem:
                faults.append(f"{name}: its header needs branch: {path.stem}, and has {head.branch}")
            found[path.stem] = head
    if faults:
        raise ConfigurationError(faults)
    return found


def indicator_header(branches: Mapping[str, BranchHeader]) -> type[IndicatorHeader]:
    """Return the type of an indicator's header that may also ask for ``branches``, each by its name."""
    fields: dict[str, Any] = {
        name: (Any, Field(default=None, description=head.means, json_schema_extra=_asked(head)))
        for name, head in branches.items()
    }
    return create_model("IndicatorHeader", __base__=IndicatorHeader, **fields)


def _asked(head: BranchHeader) -> dict[str, Any]:
    """Return what a header may say to ask for a branch, as a JSON Schema: true, or parameters."""
    values = {n: {"enum": list(head.values[n])} if n in head.values else {"type": "string"} for n in head.parameters}
    return {"anyOf": [{"const": True}, {"type": "object", "properties": values, "additionalProperties": False}]}


class PublicHeader(Part):
    """The header of a file of ``models/public``: a table of the published file, its key, and what may be empty.

    A column without a text means what the table that is read says of it. ``codes`` gives the words that a column may
    hold, or the code list that has them. A table that only selects is a header alone: ``from`` names the derived table
    that is published as it is, or the columns of it that are listed. ``trap`` says how the table is misread most easily
    and stands in the comment of the table, where whoever opens the file sees it.
    """

    name: Text
    title: Bilingual
    grain: Text
    columns: dict[str, Text | None] = Field(default_factory=dict)
    source: Annotated[Text | None, Field(alias="from")] = None
    key: Annotated[list[str], Field(min_length=1)]
    optional: list[str] = Field(default_factory=list)
    codes: dict[str, Codes] = Field(default_factory=dict)
    trap: Bilingual | None = None

    @field_validator("key", "optional", "codes")
    @classmethod
    def _names_columns(cls, named: Any, info: ValidationInfo) -> Any:
        columns = info.data.get("columns")  # absent where it is wrong itself, which is told
        if columns and (unknown := [n for n in named if n not in columns]):
            raise several([((), f"{n!r} is no column of the table{likely(n, columns)}") for n in unknown])
        return named
