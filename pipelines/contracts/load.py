"""Read feed contracts (Open Data Contract Standard 3.1) from ``models/feeds``.

The files are validated against the standard's public JSON schema first; a contract that the standard refuses
is refused here. Our extras stand under ``customProperties``, as the standard provides.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pipelines.configuration import ConfigurationError, Vocabulary, file_name, gathered, understood
from pipelines.configuration.contracts import (
    ColumnPart,
    CoverPart,
    FeedPart,
    RulePart,
    TablePart,
    unknown_columns,
)
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.faults import Place, place_name
from pipelines.configuration.parts import Part
from pipelines.contracts.indicators import PLACEHOLDERS, indicator_facts, with_indicators
from pipelines.contracts.model import Column, Contract, Cover, FigureSeries, ReadFrom, Rule
from pipelines.workspace import models_dir

API_VERSION = "v3.1.0"
P = TypeVar("P", bound=Part)


class ContractError(ConfigurationError):
    """A contract file is not what the standard, or this system, asks for; each fault names file and place."""


@cache
def _schema_validator() -> Any:
    # The one in Rust: the public schema nests deeply, and the one in Python takes a second and a half for our contracts.
    import jsonschema_rs

    text = resources.files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text))


def schema_errors(document: dict[str, Any]) -> list[str]:
    """Return what the public ODCS JSON schema has against ``document`` (empty when valid)."""
    return [
        f"{'/'.join(map(str, e.instance_path)) or '(root)'}: {e.message}"
        for e in _schema_validator().iter_errors(document)
    ]


class _Parts:
    """Reads parts of a contract and gathers the faults of all of them."""

    def __init__(self, name: str, vocabulary: Vocabulary) -> None:
        self.faults: list[str] = []
        self._name, self._vocabulary = name, vocabulary

    def part(self, kind: type[P], node: Mapping[str, Any], place: Place = (), *own: str) -> P | None:
        """Return our properties of a node as ``kind``, with the keys ``own`` of the standard beside them."""
        said = {p["property"]: p["value"] for p in node.get("customProperties", ())}
        told = [p["property"] for p in node.get("customProperties", ())]
        self.faults += [
            f"{self._name}: {place_name((*place, p))}: stands twice"
            for p in dict.fromkeys(told) if told.count(p) > 1
        ]  # fmt: skip
        known = {k: node[k] for k in own if k in node}
        try:
            return understood(kind, said | known, self._name, self._vocabulary, place)
        except ConfigurationError as error:
            self.faults += error.faults
            return None


def _column(parts: _Parts, node: dict[str, Any]) -> Column | None:
    said = parts.part(ColumnPart, node, ("properties", node["name"]), "businessName", "classification")
    if said is None:
        return None
    options = node.get("logicalTypeOptions", {})
    named = ("kind", "title_en", "description_fa", "codes", "unit", "unit_column", "indicator_column", "ignore",
             "found_in", "heading_required", "from_headings", "may_be_future", "grain_column", "additive",
             "needed_for_row", "classification")  # fmt: skip
    return Column(
        name=node["name"],
        title_fa=said.business_name,
        required=bool(node.get("required", False)),
        aliases=tuple(said.aliases),
        description_en=node.get("description", ""),
        units=tuple(said.units),
        read_from=ReadFrom(**dict(said.read_from)) if said.read_from else None,
        is_carrier=said.carrier,
        minimum=_text(options.get("minimum")),
        maximum=_text(options.get("maximum")),
        max_length=options.get("maxLength"),
        example=str(node.get("examples", [""])[0]),
        default=_text(said.default),
        told_by=tuple(said.told_by),
        area_kinds=tuple(said.area_kinds),
        **{name: getattr(said, name) for name in named},
    )


def _rule(parts: _Parts, node: dict[str, Any], models: Path) -> Rule | None:
    body = node["implementation"] if isinstance(node["implementation"], dict) else {}
    said = parts.part(RulePart, {**node, **body}, ("quality", node["id"]), *body, "severity")
    if said is None:
        return None
    return Rule(
        rule_id=node["id"],
        expression=with_indicators(said.expression, models),
        columns=tuple(said.columns),
        severity=said.severity,
        message_fa=said.message_fa,
        message_en=said.message_en,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def parse_contract(
    document: dict[str, Any], sha256: str = "", models: Path | None = None, name: str = "contract"
) -> Contract:
    """Turn a valid ODCS document into a :class:`Contract`; ``models`` is the folder whose indicators it may name.

    Raises :class:`ContractError` with every fault, each behind the ``name`` of the file.
    """
    models = models_dir() if models is None else models
    table = document["schema"][0]
    parts = _Parts(name, Vocabulary.of(models))
    feed = parts.part(FeedPart, document)
    said = parts.part(TablePart, table, ("schema",), "businessName")
    columns = [_column(parts, p) for p in table["properties"]]
    own = [q for q in table.get("quality", ()) if q.get("engine") == "naqsheh"]
    rules = [_rule(parts, q, models) for q in own]
    parts.faults += [f"{name}: {fault}" for fault in _unknown_columns(table, feed, columns, rules)]
    if parts.faults or feed is None or said is None:
        raise ContractError(parts.faults)
    keyed = sorted(
        (p["primaryKeyPosition"], p["name"]) for p in table["properties"] if p.get("primaryKey", False)
    )
    return Contract(
        feed=table["name"],
        version=document["version"],
        title_fa=said.business_name,
        title_en=said.title_en,
        description_fa=said.description_fa,
        description_en=table.get("description", ""),
        grain=table.get("dataGranularityDescription", ""),
        owner_office=feed.owner_office,
        cadence=feed.cadence,
        delivery_kind=feed.delivery_kind,
        columns=tuple(c for c in columns if c is not None),
        key=tuple(column for _, column in keyed),
        rules=tuple(r for r in rules if r is not None),
        contains_persons=feed.contains_persons,
        period_required=feed.period_required,
        sha256=sha256,
        duplicates=feed.duplicates,
        overlaps=feed.overlaps,
        period_column=feed.period_column,
        period_expression=feed.period_expression,
        offices=tuple((feed.owner_office,) if feed.offices is None else feed.offices),
        expected_from=_text(feed.expected_from),
        owned_number=tuple(feed.owned_number),
        number_owner=feed.number_owner,
        figures=tuple(FigureSeries(f.value, tuple(f.of), f.dated, f.source) for f in feed.figures),
        cover=_cover(feed.cover) if feed.cover else None,
    )


def _cover(said: CoverPart) -> Cover:
    return Cover(said.column, tuple(said.words), tuple(said.levels), said.of_one_value)


def _unknown_columns(
    table: Mapping[str, Any], feed: FeedPart | None, columns: Sequence[Column | None], rules: Sequence[Rule | None]
) -> list[str]:  # fmt: skip
    """Return a sentence for each name that no column of the feed has."""
    named: dict[str, Any] = {}
    for column in filter(None, columns):
        place = f"properties.{column.name}"
        named |= {
            f"{place}.unitColumn": column.unit_column,
            f"{place}.indicatorColumn": column.indicator_column,
        }
        named[f"{place}.readFrom.column"] = column.read_from.column if column.read_from else None
    named |= {f"quality.{rule.rule_id}.columns": rule.columns for rule in filter(None, rules)}
    if feed is not None:
        named |= {"periodColumn": feed.period_column, "ownedNumber": feed.owned_number}
        named |= {"numberOwner": feed.number_owner, "cover.column": feed.cover.column if feed.cover else None}
        for position, figures in enumerate(feed.figures, 1):
            for key in ("value", "of", "dated", "source"):
                named[f"figures[{position}].{key}"] = getattr(figures, key)
    return unknown_columns(named, {p["name"] for p in table["properties"]})


def load_contract(path: Path) -> Contract:
    """Read one contract file; raises ``ConfigurationError`` with the file and the place of each fault."""
    text, name = path.read_text("utf-8"), file_name(path)
    document = read_yaml(text, name)
    faults = schema_errors(document)
    given = document.get("apiVersion") if isinstance(document, dict) else None
    if given != API_VERSION:
        faults.append(f"apiVersion: {given!r} where {API_VERSION} is expected")
    if faults:
        raise ContractError(f"{name}: {fault}" for fault in faults)
    try:
        contract = parse_contract(document, _fingerprint(text, path.parents[1]), path.parents[1], name)
    except KeyError as missing:
        raise ContractError(f"{name}: {missing} is missing") from missing
    if path.name != f"{contract.feed}.odcs.yaml":
        raise ContractError(f"{name}: the file must be called {contract.feed}.odcs.yaml")
    return contract


def _fingerprint(text: str, models: Path) -> str:
    """Return the hash of a contract, and of the indicators where it reads values in their units or lists some of them."""
    kept = "indicatorColumn" in text or any(placeholder in text for placeholder in PLACEHOLDERS)
    facts = str(sorted(indicator_facts(models).items())) if kept else ""
    return hashlib.sha256((text + facts).encode()).hexdigest()


def feed_names(models: Path) -> list[str]:
    """Return the feeds that have a contract, without reading any."""
    return sorted(p.name.removesuffix(".odcs.yaml") for p in (models / "feeds").glob("*.odcs.yaml"))


def load_contracts(models: Path) -> dict[str, Contract]:
    """Read every contract of ``models/feeds``, by feed, in the order of their names.

    Raises :class:`ContractError` with the faults of all of them.
    """
    faults: list[str] = []
    contracts: dict[str, Contract] = {}
    for feed in feed_names(models):
        with gathered(faults):
            contracts[feed] = load_contract(models / "feeds" / f"{feed}.odcs.yaml")
    if faults:
        raise ContractError(faults)
    return contracts
