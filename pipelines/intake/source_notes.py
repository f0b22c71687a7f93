"""The note that may lie beside a delivered file (``<file>.source.yaml``): who sent it, when, from what document.

A note that cannot be read refuses its file: it may be the only thing that says the data are synthetic.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipelines.foundation.persian import latin_digits

SUFFIX = ".source.yaml"

#: A note is a page of text; anything larger is not a note.
MAX_BYTES = 64 * 1024


class NoteError(ValueError):
    """A source note is not what it should be; the text says where."""


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


_BILINGUAL = frozenset({"document", "transcribed", "remarks"})
_KNOWN = frozenset(f.name for f in fields(SourceNote))


def _bilingual(key: str, value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not set(value) <= {"fa", "en"}:
        raise NoteError(f"{key}: fa and en are expected")
    return {str(language): str(text) for language, text in value.items() if text is not None}


#: Year, month and day, or the other way round, between slashes, dots or dashes, or eight digits; a time may follow.
_DATE = re.compile(r"(\d{4})[/.-]?(\d{1,2})[/.-]?(\d{1,2})(?:[T ].*)?|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: A year is of the Jalali calendar up to here; Gregorian ones of deliveries begin far above.
_LAST_JALALI_YEAR = 1600


def _received_on(value: Any) -> date | None:
    """Return the day of receipt, written in either calendar and in either digits."""
    if value is None:
        return None
    match = _DATE.fullmatch(latin_digits(str(value)).strip())
    if match is None:
        raise NoteError(f"received_on: {str(value)!r} is not a date like 1405/09/02 or 2026-11-23")
    year, month, day = (int(p) for p in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
    try:
        if year > _LAST_JALALI_YEAR:
            return date(year, month, day)
        import jdatetime

        return jdatetime.date(year, month, day).togregorian()
    except ValueError:
        raise NoteError(f"received_on: no calendar has the day {str(value)!r}") from None


class _Loader(yaml.SafeLoader):
    """Leaves dates as they are written: YAML would read 1403-07-02 as a day of the year 1403 AD."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_note(document: Any) -> SourceNote:
    """Turn the parsed YAML into a note; raises :class:`NoteError` on an unknown key or a wrong type."""
    if document is None:
        return SourceNote()
    if not isinstance(document, Mapping):
        raise NoteError("keys and values are expected")
    if unknown := sorted(str(k) for k in document if k not in _KNOWN):
        raise NoteError(f"unknown key {unknown[0]}")
    values: dict[str, Any] = {}
    for key, value in document.items():
        if key in _BILINGUAL:
            values[key] = _bilingual(key, value)
        elif key == "received_on":
            values[key] = _received_on(value)
        elif key == "synthetic":
            if not isinstance(value, bool):
                raise NoteError("synthetic: true or false is expected")
            values[key] = value
        elif value is None or isinstance(value, str | int):
            values[key] = None if value is None else str(value)
        else:
            raise NoteError(f"{key}: a text is expected")
    return SourceNote(**values)


def read_note(path: Path) -> SourceNote:
    """Read a note file; raises :class:`NoteError` when it is not a note, ``OSError`` when it cannot be opened."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise NoteError(f"larger than {MAX_BYTES // 1024} KB")
    try:
        return parse_note(yaml.load(data.decode("utf-8-sig"), Loader=_Loader))  # noqa: S506
    except UnicodeDecodeError:
        raise NoteError("not UTF-8 text") from None
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        raise NoteError(f"line {where.line + 1} is not YAML" if where else "not YAML") from None
