"""Read feed contracts (Open Data Contract Standard 3.1) from ``models/feeds``.

The files are validated against the standard's public JSON schema first; a contract that the standard refuses
is refused here. Our extras stand under ``customProperties``, as the standard provides.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pipelines.configuration import ConfigurationError, file_name
from pipelines.configuration.documents import read_yaml
from pipelines.contracts.indicators import DIRECTIONS, indicator_facts, with_indicators
from pipelines.contracts.model import Column, Contract, Cover, FigureSeries, ReadFrom, Rule
from pipelines.workspace import models_dir

API_VERSION = "v3.1.0"


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


def _extras(node: dict[str, Any]) -> dict[str, Any]:
    return {p["property"]: p["value"] for p in node.get("customProperties", [])}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _column(node: dict[str, Any]) -> Column:
    extras = _extras(node)
    options = node.get("logicalTypeOptions", {})
    return Column(
        name=node["name"],
        title_fa=node["businessName"],
        title_en=extras["titleEn"],
        kind=extras["kind"],
        required=bool(node.get("required", False)),
        classification=node.get("classification", "public"),
        aliases=tuple(extras.get("aliases", ())),
        description_fa=extras.get("descriptionFa", ""),
        description_en=node.get("description", ""),
        codes=extras.get("codes"),
        unit=extras.get("unit"),
        units=tuple(extras.get("units", ())),
        unit_column=extras.get("unitColumn"),
        indicator_column=extras.get("indicatorColumn"),
        read_from=ReadFrom(**extras["readFrom"]) if "readFrom" in extras else None,
        is_carrier=bool(extras.get("carrier", False)),
        ignore=extras.get("ignore"),
        found_in=extras.get("foundIn"),
        minimum=_text(options.get("minimum")),
        maximum=_text(options.get("maximum")),
        max_length=options.get("maxLength"),
        example=str(node.get("examples", [""])[0]),
        default=_text(extras.get("default")),
        heading_required=bool(extras.get("headingRequired", False)),
        told_by=tuple(extras.get("toldBy", ())),
        from_headings=bool(extras.get("fromHeadings", False)),
        may_be_future=bool(extras.get("mayBeFuture", False)),
        area_kinds=tuple(extras.get("areaKinds", ())),
        grain_column=bool(extras.get("grainColumn", False)),
        additive=bool(extras.get("additive", True)),
        needed_for_row=_flag(extras.get("neededForRow")),
    )


def _rule(node: dict[str, Any], models: Path) -> Rule:
    body = node["implementation"]
    extras = _extras(node)
    return Rule(
        rule_id=node["id"],
        expression=with_indicators(body["expression"], models),
        columns=tuple(body["columns"]),
        severity=node.get("severity", "quarantine"),
        message_fa=extras["messageFa"],
        message_en=extras["messageEn"],
    )


def _figures(node: dict[str, Any]) -> FigureSeries:
    return FigureSeries(node["value"], tuple(node["of"]), node.get("dated"), node.get("source"))


def _cover(node: dict[str, Any]) -> Cover:
    return Cover(
        node["column"],
        tuple(node["words"]),
        tuple(node.get("levels", ("county",))),
        bool(node.get("ofOneValue")),
    )


def parse_contract(document: dict[str, Any], sha256: str = "", models: Path | None = None) -> Contract:
    """Turn a valid ODCS document into a :class:`Contract`; ``models`` is the folder whose indicators it may name."""
    models = models_dir() if models is None else models
    table = document["schema"][0]
    extras = _extras(document)
    keyed = sorted(
        (p["primaryKeyPosition"], p["name"]) for p in table["properties"] if p.get("primaryKey", False)
    )
    return Contract(
        feed=table["name"],
        version=document["version"],
        title_fa=table["businessName"],
        title_en=_extras(table)["titleEn"],
        description_fa=_extras(table).get("descriptionFa", ""),
        description_en=table.get("description", ""),
        grain=table.get("dataGranularityDescription", ""),
        owner_office=extras["ownerOffice"],
        cadence=extras["cadence"],
        delivery_kind=extras["deliveryKind"],
        columns=tuple(_column(p) for p in table["properties"]),
        key=tuple(name for _, name in keyed),
        rules=tuple(_rule(q, models) for q in table.get("quality", ()) if q.get("engine") == "naqsheh"),
        contains_persons=bool(extras.get("containsPersons", False)),
        period_required=bool(extras.get("periodRequired", True)),
        sha256=sha256,
        duplicates=extras.get("duplicates", "quarantine"),
        overlaps=extras.get("overlaps", "hold"),
        period_column=extras.get("periodColumn"),
        period_expression=extras.get("periodExpression"),
        offices=tuple(extras.get("offices", (extras["ownerOffice"],))),
        expected_from=_text(extras.get("expectedFrom")),
        owned_number=tuple(extras.get("ownedNumber", ())),
        number_owner=extras.get("numberOwner"),
        figures=tuple(_figures(f) for f in extras.get("figures", ())),
        cover=_cover(extras["cover"]) if "cover" in extras else None,
    )


def load_contract(path: Path) -> Contract:
    """Read one contract file; raises :class:`ContractError` with the file and the place of each fault."""
    text, name = path.read_text("utf-8"), file_name(path)
    document = read_yaml(text, name)
    faults = schema_errors(document)
    if document.get("apiVersion") != API_VERSION:
        faults.append(f"apiVersion: {document.get('apiVersion')!r} where {API_VERSION} is expected")
    if faults:
        raise ContractError(f"{name}: {fault}" for fault in faults)
    try:
        contract = parse_contract(document, _fingerprint(text, path.parents[1]), path.parents[1])
    except KeyError as missing:
        raise ContractError(f"{name}: {missing} is missing") from missing
    if path.name != f"{contract.feed}.odcs.yaml":
        raise ContractError(f"{name}: the file must be called {contract.feed}.odcs.yaml")
    return contract


def _fingerprint(text: str, models: Path) -> str:
    """Return the hash of a contract, and of the indicators where it reads values in their units or by their direction."""
    kept = "indicatorColumn" in text or any(placeholder in text for placeholder in DIRECTIONS)
    facts = str(sorted(indicator_facts(models).items())) if kept else ""
    return hashlib.sha256((text + facts).encode()).hexdigest()


def feed_names(models: Path) -> list[str]:
    """Return the feeds that have a contract, without reading any."""
    return sorted(p.name.removesuffix(".odcs.yaml") for p in (models / "feeds").glob("*.odcs.yaml"))


def load_contracts(models: Path) -> dict[str, Contract]:
    """Read every contract of ``models/feeds``, by feed, in the order of their names."""
    contracts = [load_contract(p) for p in sorted((models / "feeds").glob("*.odcs.yaml"))]
    return {c.feed: c for c in contracts}
