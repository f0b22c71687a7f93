"""Read the YAML files of ``models/rules`` and ``models/corrections``: nothing unknown, nothing missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipelines.configuration import ConfigurationError, file_name
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import RuleError

__all__ = ["RuleError", "bilingual", "checked", "read_document"]


def read_document(path: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file holds; raises :class:`RuleError`."""
    try:
        document = read_yaml(path.read_text("utf-8"), file_name(path))
    except FileNotFoundError:
        raise RuleError(f"{file_name(path)} is missing") from None
    except ConfigurationError as error:
        raise RuleError(error.faults) from None
    if not isinstance(document, dict):
        raise RuleError(f"{file_name(path)}: keys and values are expected")
    return document


def checked(node: Any, where: str, required: Iterable[str] = (), optional: Iterable[str] = ()) -> dict[str, Any]:
    """Return ``node`` if it is a mapping with exactly these keys; raises :class:`RuleError` otherwise."""
    if not isinstance(node, dict):
        raise RuleError(f"{where}: keys and values are expected")
    needed = set(required)
    if missing := sorted(needed - set(node)):
        raise RuleError(f"{where}: {', '.join(missing)} is missing")
    if unknown := sorted(str(k) for k in set(node) - needed - set(optional)):
        raise RuleError(f"{where}: unknown key {', '.join(unknown)}")
    return node


def bilingual(node: Any, where: str) -> Mapping[str, str]:
    """Return a text given in both languages; raises :class:`RuleError` where one is missing or empty."""
    found = checked(node, where, ("fa", "en"))
    if empty := [language for language, text in found.items() if not str(text or "").strip()]:
        raise RuleError(f"{where}: the text in {empty[0]} is empty")
    return {language: str(text) for language, text in found.items()}
