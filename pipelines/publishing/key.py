"""The key of a build: a hash of everything on which its result depends. Equal keys mean equal results."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pipelines.deliveries import Delivery
from pipelines.vocabulary import Act

CODE = Path(__file__).resolve().parents[1]

#: Libraries whose version may change a result.
LIBRARIES = ("duckdb", "pyarrow", "pandas", "sqlglot", "fastexcel", "openpyxl", "jdatetime")

#: What turns a file into clean rows: rooms of the flow, and single modules beside them.
READING = ("foundation", "reading", "cleaning", "normalise", "configuration", "contracts", "engines")
READING_MODULES = (
    "build/landing.py",
    "build/processing.py",
    "build/stages.py",
    "governance/scope.py",
    "governance/cover.py",
    "governance/periods.py",
    "governance/calendar.py",
)


@dataclass(frozen=True, slots=True)
class BuildKey:
    """``key`` is the hash of the other parts; ``inputs`` names the deliveries in their order."""

    key: str
    code_hash: str
    models_hash: str
    inputs_hash: str
    configuration: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]


def build_key(
    models: Path, deliveries: Sequence[Delivery], *, refused: Sequence[tuple[str, str]] = (),
    as_known_at: datetime | None = None, decisions: Sequence[Mapping[str, Any]] = (),
    vocabulary: Sequence[Act] = (), code: Path = CODE,
) -> BuildKey:  # fmt: skip
    """Return the key of a build of ``deliveries`` with the models and the code as they lie on disk now.

    ``refused`` are the files that never became a delivery (path, message), ``decisions`` what was approved and
    rejected with which reason, ``vocabulary`` what was said of words: they are shown, so they count. The day does not: who is late is told as of the day
    of the build, and a build is not repeated because a day has passed.
    """
    code_hash = hash_tree(code, (p for p in code.rglob("*.py")))
    models_hash = hash_tree(models, (p for p in models.rglob("*") if p.is_file()))
    inputs = [delivery_input(d) for d in sorted(deliveries, key=lambda d: d.delivery_id)]
    said = [[dict(d) for d in decisions], [asdict(act) for act in vocabulary]]
    inputs_hash = _hash([inputs, sorted(refused), *said])
    configuration = {
        "as_known_at": as_known_at.astimezone(UTC).isoformat() if as_known_at else None,
        "engine": os.environ.get("NAQSHEH_ENGINE", "duckdb"),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }
    key = _hash([code_hash, models_hash, configuration, inputs_hash])
    return BuildKey(key, code_hash, models_hash, inputs_hash, configuration, inputs)


def code_key(code: Path = CODE) -> str:
    """Return the hash of the code and of the libraries that may change a result."""
    libraries = {name: _version(name) for name in LIBRARIES}
    return _hash([hash_tree(code, code.rglob("*.py")), libraries, platform.python_version()])


def reading_hash(models: Path, code: Path = CODE) -> str:
    """Return the hash of all on which reading and cleaning depend besides contract and file.

    A change to what comes later in the flow leaves landed and clean rows as they are.
    """
    folders = (p for room in READING for p in (code / room).rglob("*.py"))
    alone = (code / name for name in READING_MODULES)
    names = ("totals.yaml", "layouts.yaml", "names_with_months.yaml", "harmless_columns.yaml")
    rules = [models / "rules" / name for name in names]
    of_reading = [*(models / "reference").glob("*.csv"), *rules]
    reference = hash_tree(models, of_reading)
    return _hash(
        [hash_tree(code, (*folders, *alone)), reference, {name: _version(name) for name in LIBRARIES}]
    )


def delivery_input(delivery: Delivery) -> dict[str, Any]:
    """Return what of a delivery a result may depend on: its bytes, its note, its approval, what it replaces.

    The place stands in the id. A period that a build finds in the file is not part of it: it follows from the
    bytes, and would make the next run build the same again.
    """
    return {
        "delivery_id": delivery.delivery_id,
        "sha256": delivery.sha256,
        "note": hashlib.sha256(delivery.note.to_json().encode()).hexdigest(),
        "supersedes": delivery.supersedes,
        "waits": delivery.waits is not None,
        "decision": delivery.decision,
        "filled": list(delivery.filled),
    }


def hash_tree(root: Path, files: Iterable[Path]) -> str:
    """Return a hash of names and contents of ``files`` below ``root``; hidden and compiled files do not count."""
    digest = hashlib.sha256()
    for path in sorted(files):
        relative = path.relative_to(root)
        if any(part.startswith((".", "__pycache__")) for part in relative.parts):
            continue
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{relative.as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
