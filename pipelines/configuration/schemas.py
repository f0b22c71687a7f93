"""JSON Schemas of configuration, from the same types that check it, for editors that complete and underline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.configuration.headers import (
    CoreHeader,
    DerivedHeader,
    PublicHeader,
    branch_headers,
    indicator_header,
)
from pipelines.configuration.parts import WORDS, Part
from pipelines.configuration.place import PlaceFile
from pipelines.configuration.rule_files import rule_files
from pipelines.configuration.vocabulary import Vocabulary


def kinds(models: Path) -> dict[str, type[Part]]:
    """Return every kind of configuration that has a schema, by the name of its schema file without its ending."""
    headers: dict[str, type[Part]] = {
        "core": CoreHeader,
        "indicators": indicator_header(branch_headers(models)),
        "derived": DerivedHeader,
        "public": PublicHeader,
    }
    found: dict[str, type[Part]] = {f"{layer}.header": kind for layer, kind in headers.items()} | {"place": PlaceFile}
    return found | {f"rules.{name}": kind for name, kind in rule_files().items()}


def write_schemas(models: Path, folder: Path) -> list[Path]:
    """Write a schema for each kind, with the words that the reference tables of ``models`` know; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary, written = Vocabulary.of(models), []
    for name, kind in sorted(kinds(models).items()):
        schema = _with_words(kind.model_json_schema(), vocabulary)
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8")
        written.append(path)
    return written


def _with_words(node: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(node, list):
        return [_with_words(part, vocabulary) for part in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_words(value, vocabulary) for key, value in node.items() if key != WORDS}
    known = vocabulary.known(node[WORDS]) if isinstance(node.get(WORDS), str) else frozenset()
    # A list of words, or the name of a list: only the plain text is one of the known.
    return {**found, "enum": sorted(known)} if known and node.get("type") == "string" else found
