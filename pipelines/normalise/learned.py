"""What a workspace has learned that words mean, as the reading of a delivery depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.foundation.hashing import json_hash

#: list → search key → code, ``other`` or ``not_stated``.
Learned = Mapping[str, Mapping[str, str]]


def vocabulary_hash(known: Learned, lists: Iterable[str | None]) -> str:
    """Return the hash of what is known of ``lists``: a part of the key under which what was read with them is kept.

    Empty where nothing is known, so that an act on a word touches what was read with its list and nothing else.
    """
    of_lists = {name: dict(known[name]) for name in sorted({n for n in lists if n}) if known.get(name)}
    if not of_lists:
        return ""
    return json_hash(of_lists)
