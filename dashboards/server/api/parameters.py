"""What an address may ask for, checked by Pydantic: a parameter that is not known is refused, never passed over.

A filter whose name is misspelt and passed over would answer with the wrong numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import QueryParams

from dashboards.server.api.problems import Refusal
from pipelines.published.answers import Choice
from pipelines.published.answers.words import quoted

#: Rows that one answer has at most.
LARGEST = 50_000
#: Characters of a query string, and parameters in it.
LONGEST_QUERY, MOST_PARAMETERS = 8_000, 200

_VERSION = Field(default=None, ge=1, le=10**9, description="Answer only if this version is the published one")
_LANGUAGE: Any = Field(default="fa", description="Language of labels")


class Asked(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Literal["fa", "en"] = _LANGUAGE
    version: int | None = _VERSION


class AskedIndicators(Asked):
    """Of the list of indicators."""

    q: str | None = Field(default=None, max_length=200, description="Words to search for, in Persian or English")


class AskedValues(Choice):
    """Of values: their filters, the form of the answer, and the largest number of rows that is wanted."""

    lang: Literal["fa", "en"] = _LANGUAGE
    version: int | None = _VERSION
    format: Literal["json-stat", "csv"] = Field(
        default="json-stat", description="JSON-stat 2.0, or CSV with titles in both"
    )
    limit: int = Field(
        default=LARGEST, ge=1, le=LARGEST, description="An answer with more rows than this is refused, not cut"
    )

    def choice(self) -> Choice:
        """Return the filters alone."""
        return Choice.model_validate({name: getattr(self, name) for name in Choice.model_fields})


Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], query: QueryParams) -> Model:
    """Return the parameters of an address; raises :class:`Refusal` that names the one that is wrong.

    A filter may be given several times; any other parameter once.
    """
    if len(str(query)) > LONGEST_QUERY or len(query.multi_items()) > MOST_PARAMETERS:
        raise Refusal("invalid_parameter", parameter="?", value=f"> {LONGEST_QUERY} / {MOST_PARAMETERS}")
    given: dict[str, Any] = {}
    for name in dict.fromkeys(query.keys()):
        values = query.getlist(name)
        several = name in model.model_fields and _is_list(model, name)
        if len(values) > 1 and not several:
            raise Refusal("invalid_parameter", parameter=quoted(name), value="× " + str(len(values)))
        given[name] = tuple(values) if several else values[0]
    return _validated(model, given)


def _validated(model: type[Model], given: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"][:1])
        if first["type"] == "extra_forbidden":
            raise Refusal(
                "unknown_parameter", parameter=quoted(name), suggestion=", ".join(model.model_fields)
            ) from None
        raise Refusal("invalid_parameter", parameter=quoted(name), value=first["msg"]) from None


def _is_list(model: type[BaseModel], name: str) -> bool:
    return model.model_fields[name].default == ()
