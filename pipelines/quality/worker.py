"""The process in which Great Expectations lives: requests in, results out, one JSON object a line.

A request is ``{"parts": {subject: path, …}, "suite": {…}, "subject_kind": …}``; there is one answer a part, which
carries ``subject`` and either ``results`` or ``error``. The process ends when its input does.

Requests are shared out among a few judges, who are forked when the import (3 seconds of work) is done; answers come
in the order in which they are found.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO, Any

from pipelines.offspring import end_with_parent

#: Judges at work beside each other; more than two would take the cores from the build itself.
JUDGES = min(2, os.cpu_count() or 1)


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


def _judge(line: str) -> list[dict[str, Any]]:
    return list(_answers(json.loads(line)))


def _print_answers(answers: IO[str], line: str, found: Future[list[dict[str, Any]]]) -> None:
    error = found.exception()
    subjects = json.loads(line)["parts"]
    told = (
        found.result()
        if error is None
        else [{"subject": s, "error": f"a judge ended: {error}"} for s in subjects]
    )
    for answer in told:
        print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)


def main() -> None:
    """Import first, so that it overlaps with the build's own work; then answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    import pipelines.quality.together  # noqa: F401

    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(JUDGES, forked, end_with_parent) as judges:
        for line in sys.stdin:
            # Callbacks run one after another in the executor's own thread, so answers do not mix.
            judges.submit(_judge, line).add_done_callback(partial(_print_answers, answers, line))


if __name__ == "__main__":
    main()
