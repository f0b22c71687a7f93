"""The process in which Great Expectations lives: requests in, results out, one JSON object a line.

A request is ``{"paths": […], "suite": {…}, "subject_kind": …, "subject": …}``; the answer carries ``subject``
and either ``results`` or ``error``. The process ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from pipelines.quality.suites import Suite
    from pipelines.quality.validate import validate_parquet

    subject = request["subject"]
    try:
        results = validate_parquet(
            [Path(p) for p in request["paths"]], Suite.from_json(request["suite"]),
            request["subject_kind"], subject,
        )  # fmt: skip
    except Exception as error:  # whatever it is, the build must hear of it and go on with the rest
        return {"subject": subject, "error": f"{type(error).__name__}: {error}".splitlines()[0]}
    return {"subject": subject, "results": [r.to_row() for r in results]}


def main() -> None:
    """Import first, so that it overlaps with the build's own work; then answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    import pipelines.quality.validate  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line)), ensure_ascii=False), file=answers, flush=True)


if __name__ == "__main__":
    main()
