"""The part of a contract that the public standard defines (Open Data Contract Standard 3.1), read as its own model.

The standard's package has the model and the JSON schema. The model is narrowed here to what a feed cannot do without,
and refuses keys that it does not know, so that most faults are told in our sentences; what it leaves open (the words of
a list, patterns) the schema says. What our extras mean stands in :mod:`pipelines.configuration.contracts`.
"""

# Lists of the model become lists of narrower parts, which is sound where nothing is put into them.
# mypy: disable-error-code="assignment"

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from open_data_contract_standard.model import (
    CustomProperty,
    DataQuality,
    OpenDataContractStandard,
    SchemaObject,
    SchemaProperty,
)
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.configuration import ConfigurationError, Vocabulary, gathered, understood
from pipelines.configuration.faults import Place, by_name, place_name, several

#: The engine of the rules that are ours; others are for other tools.
ENGINE = "naqsheh"


class _Narrowed(BaseModel):
    """A part in which a key that the standard does not know, or a value of another type, is a fault."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FeedProperty(_Narrowed, CustomProperty):
    """One of our own properties: it has a name and a value."""

    property: str
    value: Any


class FeedColumn(_Narrowed, SchemaProperty):
    """A column of the feed. What is part of the key says at which place."""

    name: str
    customProperties: list[FeedProperty] = []  # noqa: N815  (so is it called by the standard)

    @model_validator(mode="after")
    def _has_its_place_in_the_key(self) -> FeedColumn:
        if self.primaryKey and self.primaryKeyPosition is None:
            raise several([(("primaryKeyPosition",), "is missing")])
        return self


class FeedQuality(_Narrowed, DataQuality):
    """A rule across columns; one of ours has a name, by which its results are published."""

    customProperties: list[FeedProperty] = []  # noqa: N815

    @model_validator(mode="after")
    def _has_its_name(self) -> FeedQuality:
        if self.is_ours and not self.id:
            raise several([(("id",), "is missing")])
        return self

    @property
    def is_ours(self) -> bool:
        """Whether the rule is for this system."""
        return self.engine == ENGINE


class FeedTable(_Narrowed, SchemaObject):
    """The table of the feed."""

    name: str
    properties: list[FeedColumn]
    quality: list[FeedQuality] = []
    customProperties: list[FeedProperty] = []  # noqa: N815


class FeedContract(_Narrowed, OpenDataContractStandard):
    """A contract of one feed."""

    apiVersion: Literal["v3.1.0"]  # noqa: N815
    version: str
    schema_: Annotated[list[FeedTable], Field(alias="schema", min_length=1)]
    customProperties: list[FeedProperty] = []  # noqa: N815

    @model_validator(mode="after")
    def _is_of_one_table(self) -> FeedContract:
        if len(self.schema_) > 1:  # the standard allows several; of a second one nothing would ever be read
            told = ", ".join(table.name for table in self.schema_)
            raise several([(("schema",), f"a feed is one table; there are {len(self.schema_)}: {told}")])
        return self

    @property
    def table(self) -> FeedTable:
        """The feed's one table."""
        return self.schema_[0]


@cache
def _schema_validator() -> Any:
    # The one in Rust: the public schema nests deeply, and the one in Python takes a second and a half for ours.
    import jsonschema_rs

    text = resources.files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text))


def schema_faults(document: Any) -> dict[str, str]:
    """Return what the public JSON schema has against ``document``: a sentence by place."""
    told: list[tuple[Place, str]] = []
    unknown: list[Place] = []
    for error in _schema_validator().iter_errors(document):
        place, kind = tuple(error.instance_path), error.kind
        match kind.name:
            case "required":
                told.append(((*place, kind.property), "is missing"))
            case "additionalProperties":
                told += [((*place, key), "unknown key") for key in kind.unexpected]
            case "unevaluatedProperties":
                unknown += [(*place, key) for key in kind.unexpected]
            case _:
                told.append((place, error.message))
    # Where something in a part is wrong, the schema calls the keys of the part unknown.
    wrong = {place[:steps] for place, _ in told for steps in range(len(place))}
    told += [(place, "unknown key") for place in unknown if place[:-1] not in wrong]
    return {place_name(by_name(document, place)): sentence for place, sentence in told}


def read_standard(document: Any, name: str, vocabulary: Vocabulary) -> FeedContract:
    """Return a document as the contract that it is by the standard.

    Raises :class:`ConfigurationError` with every fault, each behind the ``name`` of the file and the place in it.
    """
    faults: list[str] = []
    with gathered(faults):
        contract = understood(FeedContract, document, name, vocabulary)
    if isinstance(document, dict):  # where it is none, the one fault is told
        told = {fault.removeprefix(f"{name}: ").partition(": ")[0] for fault in faults}
        left = {place: said for place, said in schema_faults(document).items() if place not in told}
        faults += [f"{name}: {place}: {said}" for place, said in left.items()]
    if faults:
        raise ConfigurationError(faults)
    return contract
