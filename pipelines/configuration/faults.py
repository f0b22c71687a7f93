"""Faults of configuration as sentences: the file, the place inside it, what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from reprlib import Repr
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pipelines.configuration.errors import ConfigurationError
from pipelines.configuration.vocabulary import Vocabulary

#: The kind of an error that stands for several, each with its own place below that of the value.
SEVERAL = "several_faults"
Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

_KINDS = {
    "string_type": "a text is expected",
    "int_type": "a whole number is expected",
    "bool_type": "true or false is expected",
    "list_type": "a list is expected",
    "dict_type": "keys and values are expected",
    "model_type": "keys and values are expected",
    "string_too_short": "a text is expected, and it is empty",
    "too_short": "at least one is expected, and there is none",
    "missing": "is missing",
}


#: Sentences that would not gain by what was given: it is absent or empty.
_SAID_ALREADY = frozenset({"missing", "string_too_short", "too_short"})


def understood(model: type[M], document: Any, where: str, vocabulary: Vocabulary, inside: Place = ()) -> M:
    """Return ``document`` as ``model``; raises :class:`ConfigurationError` with every fault.

    Each is told behind ``where``, the name of the file; ``inside`` is the place of the document in it.
    """
    try:
        return model.model_validate(document, context=vocabulary)
    except ValidationError as error:
        raise ConfigurationError(_sentences(model, document, error, where, inside)) from None


def several(faults: Sequence[tuple[Place, str]]) -> PydanticCustomError:
    """Return the error of a validator that found ``faults``, each at a place inside its value."""
    return PydanticCustomError(SEVERAL, "several faults", {"faults": list(faults)})


def likely(word: str, known: Iterable[str]) -> str:
    """Return what was probably meant, as the end of a sentence; nothing where no known word is like it."""
    close = get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.7)
    return f"; did you mean {close[0]}?" if close else ""


def _sentences(
    model: type[BaseModel], document: Any, error: ValidationError, where: str, inside: Place
) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        place: Place = fault["loc"]
        told = _several(fault) or [((), _told(model, fault))]
        for below, sentence in told:
            at = place_name((*inside, *by_name(document, (*place, *below))))
            yield f"{where}: {at}: {sentence}" if at else f"{where}: {sentence}"


def by_name(document: Any, place: Place) -> Place:
    """Return a place with the parts of a list under their ``id`` or ``name``: nobody counts to the thirtieth."""
    named: list[str | int] = []
    for step in place:
        listed = isinstance(document, list) and isinstance(step, int)
        document = document[step] if listed else document.get(step) if isinstance(document, dict) else None
        name = document.get("id", document.get("name")) if listed and isinstance(document, dict) else None
        named.append(name if isinstance(name, str) else step)
    return tuple(named)


def _several(fault: ErrorDetails) -> list[tuple[Place, str]]:
    return fault["ctx"]["faults"] if fault["type"] == SEVERAL else []


def _told(model: type[BaseModel], fault: ErrorDetails) -> str:
    kind, given = fault["type"], fault["input"]
    if kind == "extra_forbidden":
        keys = sorted(_keys_at(model, fault["loc"][:-1]))
        word = str(fault["loc"][-1])
        return f"unknown key{likely(word, keys) or '; there is ' + ', '.join(keys)}"
    if kind == "literal_error":
        allowed = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return f"{given!r} is none of {allowed}{likely(str(given), allowed.split(', '))}"
    if kind in _KINDS:
        return _KINDS[kind] if kind in _SAID_ALREADY else f"{_KINDS[kind]}, not {_short(given)}"
    return fault["msg"].removeprefix("Value error, ")


#: What stands in a place beside keys and positions: that a key is meant, and which of two types was tried.
_BRANCHES = frozenset({"[key]", "list[str]", "str", "int"})


#: Lists and mappings are shown to a bounded depth: a page of YAML may name more parts than a memory holds.
_BOUNDED = Repr()
_BOUNDED.maxlevel, _BOUNDED.maxstring = 3, 80


def _short(value: Any) -> str:
    text = "nothing" if value is None else _BOUNDED.repr(value) if isinstance(value, list | dict) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def place_name(place: Place) -> str:
    """Return a place inside a file as a person would point at it: ``columns.area_code``, ``rules[2].title.fa``."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        elif step not in _BRANCHES:
            text += f".{step}" if text else step
    return text


def _keys_at(annotation: Any, place: Place) -> set[str]:
    """Return the keys that may stand at a place of a model."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {f.alias or name: f.annotation for name, f in annotation.model_fields.items()}
        if not place:
            return set(fields)
        return _keys_at(fields.get(str(place[0])), place[1:])
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return set().union(*(_keys_at(i, place) for i in inner))
    if origin in (list, tuple) and place:
        return _keys_at(inner[0], place[1:])
    if origin in (dict, Mapping) and place:
        return _keys_at(inner[1], place[1:])
    if origin is not None and origin is not Literal and inner:  # Annotated
        return _keys_at(inner[0], place)
    return set()
