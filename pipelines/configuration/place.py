"""Read of which place a models folder speaks (``place.yaml``), and put a second place on the models of a first one.

A models folder is whole, or it says what it extends: then it holds what is of its own place alone, and everything else
is that of the folder it extends. What may not be taken over from another place stands in the extended folder's ``own``.
"""

from __future__ import annotations

import atexit
import csv
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError, file_name
from pipelines.configuration.faults import understood
from pipelines.configuration.parts import Area, Bilingual, Part, Text
from pipelines.configuration.vocabulary import Vocabulary, state_of

FILE = "place.yaml"
#: Without its areas nothing can be said of a place; of other lists it may have none.
AREAS = "reference/areas.csv"
_WORD = re.compile(r"\{place\.(\w+)\.(fa|en)\}")


class PlaceWords(Part):
    """What texts of contracts and indicators say for ``{place.<word>.fa}`` and ``{place.<word>.en}``."""

    area: Bilingual
    short: Bilingual
    county: Bilingual
    city: Bilingual
    origin_goods: Bilingual


class PlaceFile(Part):
    """Of which place a models folder speaks.

    ``home`` is the area whose roadmap it is. ``extends`` is the folder, from this one, of which the rest is taken over.
    ``own`` names what another place may not take over: a whole file, keys of a YAML file, or lists of a table of codes.
    """

    home: Area
    extends: Text | None = None
    own: dict[str, Literal["whole"] | list[Text]] = Field(default_factory=dict)
    words: PlaceWords


def read_place(models: Path) -> PlaceFile:
    """Return what ``place.yaml`` of a models folder says; raises :class:`ConfigurationError` with every fault."""
    path = models / FILE
    return _read(models, state_of(path), Vocabulary.of(models))


@cache
def _read_text(path: Path, state: tuple[int, int]) -> Any:
    return read_yaml(path.read_text("utf-8"), file_name(path))


def _read(models: Path, state: tuple[int, int] | None, vocabulary: Vocabulary) -> PlaceFile:
    path = models / FILE
    if state is None:
        raise ConfigurationError(f"{file_name(path)} is missing: it says of which area the models speak")
    return understood(PlaceFile, _read_text(path, state), file_name(path), vocabulary)


def in_words_of_place(text: str, models: Path) -> str:
    """Return a text of a contract or a header with the words of the place; raises where it asks for an unknown word."""
    if not _WORD.search(text):
        return text
    words = read_place(models).words.model_dump()
    if unknown := [name for name, _ in _WORD.findall(text) if name not in words]:
        raise ConfigurationError(f"{{place.{unknown[0]}}} is no word of {file_name(models / FILE)}")
    return _WORD.sub(lambda found: str(words[found[1]][found[2]]), text)


@cache
def whole_models(folder: Path) -> Path:
    """Return a models folder that holds everything: ``folder`` itself, or one in which it lies over what it extends.

    The latter is made of links for the life of the process; the parts of a YAML file or a list that a place replaces
    are written anew. Raises :class:`ConfigurationError` with everything that the place must say itself and does not.
    """
    said = _said(folder)
    if said.get("extends") is None:
        return folder
    base = whole_models((folder / str(said["extends"])).resolve())
    own = read_place(base).own
    if missing := sorted(_unsaid(folder, own)):
        raise ConfigurationError(missing)
    made = Path(tempfile.mkdtemp(prefix="naqsheh-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    models = made / "models"
    for name in sorted(_files(base) | _files(folder)):
        _put(models / name, base / name, folder / name, own.get(name))
    (models / FILE).unlink()
    (models / FILE).write_text(yaml.safe_dump({k: v for k, v in said.items() if k != "extends"}), "utf-8")
    return models


def _said(folder: Path) -> Mapping[str, Any]:
    path = folder / FILE
    said = read_yaml(path.read_text("utf-8"), file_name(path)) if path.exists() else {}
    return said if isinstance(said, Mapping) else {}


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def _unsaid(folder: Path, own: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    """Yield a sentence for each thing that a place must say itself and does not."""
    for name, parts in own.items():
        path = folder / name
        if name == AREAS and not path.exists():
            yield f"{file_name(path)} is missing: another place has other areas"
        if parts != "whole":
            said = _parts(path) if path.exists() else frozenset()
            for part in parts:
                if part not in said:
                    yield f"{file_name(path)}: {part}: is missing; what another place says of it is not taken over"


def _parts(path: Path) -> frozenset[str]:
    """Return the keys of a YAML file, or the lists of a table of codes."""
    if path.suffix == ".csv":
        columns, rows = _table(path)
        return frozenset(row[columns[0]] for row in rows)
    found = read_yaml(path.read_text("utf-8"), file_name(path))
    return frozenset(map(str, found)) if isinstance(found, Mapping) else frozenset()


def _put(made: Path, base: Path, over: Path, own: str | Sequence[str] | None) -> None:
    """Make one file of the whole: the place's, the extended folder's, or that with the place's parts in it."""
    made.parent.mkdir(parents=True, exist_ok=True)
    if not over.exists():
        if own != "whole":
            made.symlink_to(base)
        elif base.suffix == ".csv":  # the place has none: a table without rows
            made.write_text(base.read_text("utf-8-sig").splitlines()[0] + "\n", "utf-8")
    elif own in (None, "whole") or not base.exists():
        made.symlink_to(over)
    elif base.suffix == ".csv":
        _put_lists(made, base, over)
    else:
        parts = {**read_yaml(base.read_text("utf-8"), str(base)), **read_yaml(over.read_text("utf-8"), str(over))}
        made.write_text(yaml.safe_dump(parts, allow_unicode=True, sort_keys=False), "utf-8")


def _put_lists(made: Path, base: Path, over: Path) -> None:
    """Write a table of codes: the lists of the place, and those of the extended folder that it does not have."""
    columns, inherited = _table(base)
    _, own = _table(over)
    lists = {row[columns[0]] for row in own}
    with made.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*(row for row in inherited if row[columns[0]] not in lists), *own])


def _table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)
