"""The API described for programs, as OpenAPI 3.1: from the models that check parameters and make answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from dashboards.server.api.parameters import Asked, AskedIndicators, AskedValues
from pipelines.published.answers.model import Areas, Definition, Indicators, Lineage, ReleaseAnswer, Targets
from pipelines.published.answers.words import Words

_REFERENCE = "#/components/schemas/{model}"
#: Address, name of its sentence, parameters, answer.
OPERATIONS: tuple[tuple[str, str, type[BaseModel], type[BaseModel] | None], ...] = (
    ("/", "api_index", Asked, None),
    ("/openapi.json", "api_openapi", Asked, None),
    ("/release", "api_release", Asked, ReleaseAnswer),
    ("/indicators", "api_indicators", AskedIndicators, Indicators),
    ("/indicators/{indicator}", "api_indicator", Asked, Definition),
    ("/values", "api_values", AskedValues, None),
    ("/values/{value_id}/lineage", "api_lineage", Asked, Lineage),
    ("/areas", "api_areas", Asked, Areas),
    ("/targets", "api_targets", Asked, Targets),
)
_HEADERS = {
    "ETag": {"description": "Weak; changes with the published version", "schema": {"type": "string"}},
    "X-Naqsheh-Version": {"description": "The version that answered", "schema": {"type": "integer"}},
    "X-Naqsheh-Synthetic": {"description": "true where the version holds invented data", "schema": {"type": "string"}},
}
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457, with the sentence in both languages",
    "required": ["type", "title", "status", "detail", "detail_fa", "detail_en"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "detail_fa": {"type": "string"},
        "detail_en": {"type": "string"},
    },
}


class _Numbers(GenerateJsonSchema):
    """Schemas in which an exact number is a number, as this API writes it."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Return the schema of a decimal."""
        return {"type": "number"}

    def ser_schema(self, schema: Any) -> JsonSchemaValue | None:
        """Pass over the text that another reader of the models gets."""
        return None if schema.get("when_used") == "json" else super().ser_schema(schema)


def document(words: Words, version: int) -> dict[str, Any]:
    """Return the OpenAPI document of a served version; summaries in English, with Persian beside them."""
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    paths: dict[str, Any] = {}
    for address, sentence, parameters, answer in OPERATIONS:
        operation = _operation(address, words.both(sentence), parameters, answer, schemas)
        paths[address] = {"get": operation, "head": {**operation, "operationId": f"head_{operation['operationId']}"}}
    about, title = words.both("api_about"), words.both("api_title")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title["en"],
            "x-title-fa": title["fa"],
            "version": "1",
            "description": about["en"],
            "x-description-fa": about["fa"],
            "x-published-version": version,
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _operation(
    address: str,
    summary: Mapping[str, str],
    parameters: type[BaseModel],
    answer: type[BaseModel] | None,
    schemas: dict[str, Any],
) -> dict[str, Any]:
    in_path = [part.strip("{}") for part in address.split("/") if part.startswith("{")]
    name = address.strip("/").replace("/", "_").replace("{", "").replace("}", "").replace(".", "_") or "index"
    return {
        "operationId": name,
        "summary": summary["en"],
        "x-summary-fa": summary["fa"],
        "parameters": [
            *({"name": one, "in": "path", "required": True, "schema": {"type": "string"}} for one in in_path),
            *_parameters(parameters),
        ],
        "responses": {
            "200": {"description": summary["en"], "headers": _HEADERS, "content": _content(address, answer, schemas)},
            "304": {"description": "The answer is that of the ETag which was sent"},
            "default": {
                "description": "A problem, with sentences in both languages",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }


def _content(address: str, answer: type[BaseModel] | None, schemas: dict[str, Any]) -> dict[str, Any]:
    if address == "/values":
        stat = {
            "type": "object",
            "description": "A JSON-stat 2.0 dataset",
            "externalDocs": {"url": "https://json-stat.org"},
        }
        return {"application/json": {"schema": stat}, "text/csv": {"schema": {"type": "string"}}}
    if answer is None:
        return {"application/json": {"schema": {"type": "object"}}}
    schema = answer.model_json_schema(ref_template=_REFERENCE, schema_generator=_Numbers, mode="serialization")
    schemas.update(schema.pop("$defs", {}))
    schemas[answer.__name__] = schema
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(model=answer.__name__)}}}


def _parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    found = []
    for name, schema in model.model_json_schema(ref_template=_REFERENCE)["properties"].items():
        described = {key: value for key, value in schema.items() if key not in ("title", "description")}
        found.append(
            {
                "name": name,
                "in": "query",
                "description": schema.get("description", ""),
                "schema": described,
                **({"style": "form", "explode": True} if schema.get("type") == "array" else {}),
            }
        )
    return found
