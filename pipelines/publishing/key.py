"""The key of a build: a hash of everything on which its result depends. Equal keys mean equal results."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pipelines.engines.choice import chosen_engine
from pipelines.foundation.hashing import json_hash, text_hash, tree_hash
from pipelines.governance.vocabulary import Act
from pipelines.intake.deliveries import Delivery

CODE = Path(__file__).resolve().parents[1]

#: Libraries whose version may change a result.
LIBRARIES = ("duckdb", "pyarrow", "pandas", "sqlglot", "fastexcel", "openpyxl", "jdatetime")

#: What turns a file into clean rows: rooms of the flow, and single modules beside them.
READING = ("foundation", "reading", "cleaning", "normalise", "configuration", "contracts", "engines")
READING_MODULES = (
    "pipeline/landing.py",
    "pipeline/processing.py",
    "pipeline/stages.py",
    "governance/scope.py",
    "governance/cover.py",
    "governance/periods.py",
    "governance/calendar.py",
)


@dataclass(frozen=True, slots=True)
class BuildKey:
    """``key`` is the hash of the other parts, ``undated`` the same without the day; ``inputs`` names the deliveries."""

    key: str
    undated: str
    day: date | None
    code_hash: str
    models_hash: str
    inputs_hash: str
    configuration: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]


def build_key(
    models: Path,
    deliveries: Sequence[Delivery],
    *,
    refused: Sequence[tuple[str, str]] = (),
    as_known_at: datetime | None = None,
    decisions: Sequence[Mapping[str, Any]] = (),
    vocabulary: Sequence[Act] = (),
    day: date | None = None,
    code: Path = CODE,
) -> BuildKey:
    """Return the key of a build of ``deliveries`` with the models and the code as they lie on disk now.

    ``refused`` are the files that never became a delivery (path, message), ``decisions`` what was approved and
    rejected with which reason, ``vocabulary`` what was said of words: they are shown, so they count. ``day`` is the one
    from which ages and days left are counted: on another day the same inputs give other numbers.
    """
    code_hash = tree_hash(code, (p for p in code.rglob("*.py")))
    models_hash = tree_hash(models, (p for p in models.rglob("*") if p.is_file()))
    inputs = [delivery_input(d) for d in sorted(deliveries, key=lambda d: d.delivery_id)]
    said = [[dict(d) for d in decisions], [asdict(act) for act in vocabulary]]
    inputs_hash = json_hash([inputs, sorted(refused), *said])
    configuration = {
        "as_known_at": as_known_at.astimezone(UTC).isoformat() if as_known_at else None,
        "engine": chosen_engine().name,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }
    undated = json_hash([code_hash, models_hash, configuration, inputs_hash])
    key = json_hash([undated, day.isoformat()]) if day else undated
    return BuildKey(key, undated, day, code_hash, models_hash, inputs_hash, configuration, inputs)


def code_key(code: Path = CODE) -> str:
    """Return the hash of the code and of the libraries that may change a result."""
    libraries = {name: _version(name) for name in LIBRARIES}
    return json_hash([tree_hash(code, code.rglob("*.py")), libraries, platform.python_version()])


def reading_hash(models: Path, code: Path = CODE) -> str:
    """Return the hash of all on which reading and cleaning depend besides contract and file.

    A change to what comes later in the flow leaves landed and clean rows as they are.
    """
    folders = (p for room in READING for p in (code / room).rglob("*.py"))
    alone = (code / name for name in READING_MODULES)
    names = ("totals.yaml", "layouts.yaml", "names_with_months.yaml", "harmless_columns.yaml")
    rules = [models / "rules" / name for name in names]
    of_reading = [*(models / "reference").glob("*.csv"), *rules]
    reference = tree_hash(models, of_reading)
    return json_hash([tree_hash(code, (*folders, *alone)), reference, {name: _version(name) for name in LIBRARIES}])


def delivery_input(delivery: Delivery) -> dict[str, Any]:
    """Return what of a delivery a result may depend on: its bytes, its note, its approval, what it replaces.

    The place stands in the id. A period that a build finds in the file is not part of it: it follows from the
    bytes, and would make the next run build the same again.
    """
    return {
        "delivery_id": delivery.delivery_id,
        "sha256": delivery.sha256,
        "note": text_hash(delivery.note.to_json()),
        "supersedes": delivery.supersedes,
        "waits": delivery.waits is not None,
        "decision": delivery.decision,
        "filled": list(delivery.filled),
    }


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
