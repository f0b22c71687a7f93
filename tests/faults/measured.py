"""Read every file of the corpus in a process of its own and write what each cost and what was answered.

``python -m tests.faults.measured RAW OUT`` starts light and forks for each file, so that time and memory are the
reader's own, with those of the child that parses for it. One JSON line a kind goes to ``OUT``.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pipelines.contracts import Contract, load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.reading import RefusedFile, workbook
from pipelines.reading.delivery import read_delivery
from tests.faults.corpus import KINDS, PERIODS
from tests.faults.kind import Kind


def answer(path: Path, contract: Contract) -> dict[str, Any]:
    """Read one file; return the message of the refusal, or the rows and notes of the reading."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            read = read_delivery(path, contract, file_name=path.name, landed=Path(folder) / "rows.parquet")
        except RefusedFile as refused:
            message = refused.message
            texts = {language: message.text(language) for language in ("fa", "en")}
            return {"refused": message.id, "params": dict(message.params), **texts}
        return {"rows": read.rows_read - len(read.non_data), "notes": [note.id for note in read.notes]}


def measure(kind: Kind, path: Path, contract: Contract) -> dict[str, Any]:
    """Fork, read, and return the answer with seconds and the largest process's memory in MB.

    The processor's seconds are what is bounded: the clock also counts what else the machine does.
    """
    began = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            found = answer(path, contract)
        except BaseException as error:  # what must not happen is told, and fails the test of its kind
            found = {"failed": repr(error)}
        workbook._server.close()  # so that what its forks took is counted
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        found["mb"] = max(usage.ru_maxrss for usage in used) / 1024
        found["cpu_seconds"] = sum(usage.ru_utime + usage.ru_stime for usage in used)
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            json.dump(found, out, ensure_ascii=False)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        text = told.read()
    os.waitpid(child, 0)
    found = json.loads(text) if text else {"failed": "the reader died"}
    return {"id": kind.id, "seconds": time.monotonic() - began, **found}


def main(raw: Path, out: Path) -> None:
    """Measure every kind that a reader may meet."""
    contracts = load_contracts(models_dir())
    with out.open("w", encoding="utf-8") as lines:
        for kind in KINDS:
            if kind.parsed:
                path = raw / kind.folder(PERIODS[kind.id]) / kind.name
                found = measure(kind, path, contracts[kind.feed])
                lines.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
