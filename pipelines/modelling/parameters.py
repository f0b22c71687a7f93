"""Named parameters of queries: ``$smallest`` stands for what ``models/rules`` says, or for the day of the build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipelines.configuration.rule_files import rule_files
from pipelines.configuration.rules import Reasoned, RuleFile, read_rules
from pipelines.configuration.vocabulary import state_of
from pipelines.foundation.sql_text import literal

PARAMETER = re.compile(r"\$(\w+)")
#: The day on which a build counts ages and days left, in the place of the office.
TODAY = "today"


def rule_value(models: Path, place: str) -> Any:
    """Return what stands at ``place`` of the rules, as ``licences.smallest_base`` of ``models/rules/licences.yaml``.

    None where it is no value.
    """
    file, *path = place.split(".")
    found: Any = _rules(models, file, state_of(models / "rules" / f"{file}.yaml"))
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
    if isinstance(found, Reasoned):
        found = found.value
    return None if isinstance(found, BaseModel | Mapping) else found


@lru_cache(maxsize=64)
def _rules(models: Path, file: str, state: tuple[int, int] | None) -> RuleFile | None:
    """Return the rules of a file as it stands; queries of one file ask for several of its values."""
    kind = rule_files().get(file)
    return read_rules(models, kind) if kind is not None else None


def sql_value(value: Any) -> str:
    """Return a value as SQL; a list is what stands in ``IN (…)``, and an empty one matches nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(map(sql_value, value)) or "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"  # an exponent would make it a binary fraction
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return f"DATE {literal(value.isoformat())}"
    return literal(str(value))


def filled(sql: str, values: Mapping[str, Any]) -> str:
    """Return a query with its parameters in their places; an unknown one stays and is told by the engine."""
    texts = {name: sql_value(value) for name, value in values.items()}
    return PARAMETER.sub(lambda found: texts.get(found[1], found[0]), sql)
