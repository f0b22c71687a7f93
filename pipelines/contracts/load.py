"""Read feed contracts (Open Data Contract Standard 3.1) from ``models/feeds``.

What the standard says of a contract is held and read first (:mod:`pipelines.contracts.standard`); our extras stand
under ``customProperties``, as the standard provides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from pipelines.configuration.place import in_words_of_place
from pipelines.contracts.coherence import incoherences
from pipelines.contracts.indicators import PLACEHOLDERS, indicator_facts, with_indicators
from pipelines.contracts.model import Column, Contract, Cover, FigureSeries, ReadFrom, Rule
from pipelines.contracts.standard import (
    FeedColumn,
    FeedContract,
    FeedProperty,
    FeedQuality,
    FeedTable,
    read_standard,
)
from pipelines.foundation.hashing import text_hash

P = TypeVar("P", bound=Part)


class _Parts:
    """Reads parts of a contract and gathers the faults of all of them."""

    def __init__(self, name: str, vocabulary: Vocabulary) -> None:
        self.faults: list[str] = []
        self._name, self._vocabulary = name, vocabulary

    def part(
        self, kind: type[P], said: Sequence[FeedProperty], known: Mapping[str, Any], place: Place = ()
    ) -> P | None:
        """Return our properties of a node as ``kind``, with what the standard itself has ``known`` beside them."""
        names = [p.property for p in said]
        self.faults += [
            f"{self._name}: {place_name((*place, p))}: stands twice" for p in dict.fromkeys(names) if names.count(p) > 1
        ]
        stated = {p.property: p.value for p in said} | {k: v for k, v in known.items() if v is not None}
        try:
            return understood(kind, stated, self._name, self._vocabulary, place)
        except ConfigurationError as error:
            self.faults += error.faults
            return None


def _column(parts: _Parts, node: FeedColumn) -> Column | None:
    known = {"businessName": node.businessName, "classification": node.classification}
    said = parts.part(ColumnPart, node.customProperties, known, ("properties", node.name))
    if said is None:
        return None
    options = node.logicalTypeOptions or {}
    named = (
        "kind",
        "title_en",
        "description_fa",
        "codes",
        "unit",
        "unit_column",
        "indicator_column",
        "ignore",
        "found_in",
        "heading_required",
        "from_headings",
        "may_be_future",
        "grain_column",
        "additive",
        "needed_for_row",
        "classification",
    )
    return Column(
        name=node.name,
        title_fa=said.business_name,
        required=bool(node.required),
        aliases=tuple(said.aliases),
        description_en=node.description or "",
        units=tuple(said.units),
        read_from=ReadFrom(**dict(said.read_from)) if said.read_from else None,
        is_carrier=said.carrier,
        minimum=_text(options.get("minimum")),
        maximum=_text(options.get("maximum")),
        max_length=options.get("maxLength"),
        example=str(node.examples[0]) if node.examples else "",
        default=_text(said.default),
        told_by=tuple(said.told_by),
        area_kinds=tuple(said.area_kinds),
        **{name: getattr(said, name) for name in named},
    )


def _rule(parts: _Parts, node: FeedQuality, models: Path) -> Rule | None:
    assert node.id is not None
    body = node.implementation if isinstance(node.implementation, dict) else {}
    known = {"severity": node.severity, **body}
    said = parts.part(RulePart, node.customProperties, known, ("quality", node.id))
    if said is None:
        return None
    return Rule(
        rule_id=node.id,
        expression=with_indicators(said.expression, models),
        columns=tuple(said.columns),
        severity=said.severity,
        message_fa=said.message_fa,
        message_en=said.message_en,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def parse_contract(document: FeedContract, sha256: str, models: Path, name: str) -> Contract:
    """Turn a contract of the standard into a :class:`Contract`; ``models`` is the folder whose indicators it may name.

    Raises :class:`ConfigurationError` with every fault, each behind the ``name`` of the file.
    """
    table = document.table
    parts = _Parts(name, Vocabulary.of(models))
    feed = parts.part(FeedPart, document.customProperties, {})
    said = parts.part(TablePart, table.customProperties, {"businessName": table.businessName}, ("schema",))
    columns = [_column(parts, p) for p in table.properties]
    rules = [_rule(parts, q, models) for q in table.quality if q.is_ours]
    parts.faults += [f"{name}: {fault}" for fault in _unknown_columns(table, feed, columns, rules)]
    if parts.faults or feed is None or said is None:
        raise ConfigurationError(parts.faults)
    keyed = sorted((p.primaryKeyPosition or 0, p.name) for p in table.properties if p.primaryKey)
    return Contract(
        feed=table.name,
        version=document.version,
        title_fa=said.business_name,
        title_en=said.title_en,
        description_fa=said.description_fa,
        description_en=table.description or "",
        grain=table.dataGranularityDescription or "",
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
        places=tuple(feed.places),
        models=models,
    )


def _cover(said: CoverPart) -> Cover:
    return Cover(said.column, tuple(said.words), tuple(said.levels), said.of_one_value)


def _unknown_columns(
    table: FeedTable,
    feed: FeedPart | None,
    columns: Sequence[Column | None],
    rules: Sequence[Rule | None],
) -> list[str]:
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
        named |= {
            "places": feed.places,
            "numberOwner": feed.number_owner,
            "cover.column": feed.cover.column if feed.cover else None,
        }
        for position, figures in enumerate(feed.figures, 1):
            for key in ("value", "of", "dated", "source"):
                named[f"figures[{position}].{key}"] = getattr(figures, key)
    return unknown_columns(named, {p.name for p in table.properties})


def load_contract(path: Path) -> Contract:
    """Read one contract file; raises ``ConfigurationError`` with the file and the place of each fault."""
    name, models = file_name(path), path.parents[1]
    text = in_words_of_place(path.read_text("utf-8"), models)
    document = read_standard(read_yaml(text, name), name, Vocabulary.of(models))
    contract = parse_contract(document, _fingerprint(text, models), models, name)
    if wrong := [f"{name}: {fault}" for fault in incoherences(contract)]:
        raise ConfigurationError(wrong)
    if path.name != f"{contract.feed}.odcs.yaml":
        raise ConfigurationError(f"{name}: the file must be called {contract.feed}.odcs.yaml")
    return contract


def _fingerprint(text: str, models: Path) -> str:
    """Return the hash of a contract, and of the indicators where it lists some or reads values in their units."""
    kept = "indicatorColumn" in text or any(placeholder in text for placeholder in PLACEHOLDERS)
    facts = str(sorted(indicator_facts(models).items())) if kept else ""
    return text_hash(text + facts)


def feed_names(models: Path) -> list[str]:
    """Return the feeds that have a contract, without reading any."""
    return sorted(p.name.removesuffix(".odcs.yaml") for p in (models / "feeds").glob("*.odcs.yaml"))


def load_contracts(models: Path) -> dict[str, Contract]:
    """Read every contract of ``models/feeds``, by feed, in the order of their names.

    Raises :class:`ConfigurationError` with the faults of all of them.
    """
    faults: list[str] = []
    contracts: dict[str, Contract] = {}
    for feed in feed_names(models):
        with gathered(faults):
            contracts[feed] = load_contract(models / "feeds" / f"{feed}.odcs.yaml")
    if faults:
        raise ConfigurationError(faults)
    return contracts
