"""The note that may lie beside a delivered file (``<file>.source.yaml``): who sent it, when, from what document.

A note that cannot be read refuses its file: it may be the only thing that says the data are synthetic. What it may say
stands in :mod:`pipelines.configuration.source_notes`; only of faultless notes is anything kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipelines.configuration import ConfigurationError, Vocabulary, understood
from pipelines.configuration.documents import UniqueKeys
from pipelines.configuration.source_notes import SourceNoteFile

SUFFIX = ".source.yaml"

#: A note is a page of text; anything larger is not a note.
MAX_BYTES = 64 * 1024
#: The parts of a note that are texts in both languages.
_TEXTS = frozenset({"document", "transcribed", "remarks"})


#: Faults of a note that are told, and characters of each; a page of text may hold ten thousand.
MOST_FAULTS, MOST_CHARACTERS = 10, 200


class NoteError(ValueError):
    """A source note is not what it should be; ``faults`` says where, a sentence for each place."""

    def __init__(self, faults: str | Iterable[str]) -> None:
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        told = [f if len(f) <= MOST_CHARACTERS else f"{f[: MOST_CHARACTERS - 1]}…" for f in self.faults[:MOST_FAULTS]]
        more = len(self.faults) - len(told)
        super().__init__("; ".join([*told, f"and {more} more"] if more else told))


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What is known of a file's origin. The bilingual parts are ``{"fa": …, "en": …}``.

    ``office`` and ``period`` override what the folder says; ``months`` says in words or as a key which months the
    figures are of («از ابتدای سال تا پایان آذر», ``1403-01/1403-09``), ``covers`` to which office or county they are
    restricted, or that they are not («همه»). ``grade`` is a code of the list ``grades``.
    """

    office: str | None = None
    period: str | None = None
    months: str | None = None
    covers: str | None = None
    received_on: date | None = None
    document: Mapping[str, str] = field(default_factory=dict)
    terms: str | None = None
    grade: str | None = None
    transcribed: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False

    def to_json(self) -> str:
        """Return the note as canonical JSON (sorted keys), the form in which it is kept and hashed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)

    @classmethod
    def from_json(cls, text: str) -> SourceNote:
        """Return the note that :meth:`to_json` wrote."""
        return parse_note(json.loads(text))


class _Loader(UniqueKeys, yaml.SafeLoader):
    """Leaves dates as they are written: YAML would read 1403-07-02 as a day of the year 1403 AD."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_note(document: Any) -> SourceNote:
    """Turn the parsed YAML into a note; raises :class:`NoteError` with every fault of it."""
    if document is None:
        return SourceNote()
    try:
        found = understood(SourceNoteFile, document, SUFFIX, Vocabulary())
    except ConfigurationError as error:
        raise NoteError(fault.removeprefix(f"{SUFFIX}: ") for fault in error.faults) from None
    return SourceNote(**{name: _kept(name, value) for name, value in found})


def _kept(name: str, value: Any) -> Any:
    if name not in _TEXTS:
        return value
    return value.model_dump(exclude_none=True) if value is not None else {}


def read_note(path: Path) -> SourceNote:
    """Read a note file; raises :class:`NoteError` when it is not a note, ``OSError`` when it cannot be opened."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise NoteError(f"larger than {MAX_BYTES // 1024} KB")
    try:
        document = yaml.load(data.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506
    except UnicodeDecodeError:
        raise NoteError("not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1} is " if error.problem_mark else ""
        raise NoteError(f"{line}not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError):  # deeper than Python calls; a number of five thousand digits
        raise NoteError("not YAML") from None
    return parse_note(document)
