"""The process in which Great Expectations lives: requests in, results out, one JSON object a line.

A request is ``{"parts": {subject: path, …}, "suite": {…}, "subject_kind": …}``; there is one answer a part, which
carries ``subject`` and either ``results`` or ``error``. The process ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def _answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    from pipelines.quality.suites import Suite
    from pipelines.quality.together import validate_together

    parts = {subject: Path(path) for subject, path in request["parts"].items()}
    waiting = list(parts)
    try:
        for subject, results in validate_together(
            parts, Suite.from_json(request["suite"]), request["subject_kind"]
        ):
            waiting.remove(subject)
            yield {"subject": subject, "results": [r.to_row() for r in results]}
    except Exception as error:  # whatever it is, the build must hear of it and go on with the rest
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        yield from ({"subject": subject, "error": told} for subject in waiting)


def main() -> None:
    """Import first, so that it overlaps with the build's own work; then answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    import pipelines.quality.together  # noqa: F401

    for line in sys.stdin:
        for answer in _answers(json.loads(line)):
            print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)


if __name__ == "__main__":
    main()
