"""The process in which tables are validated: requests in, answers out (:mod:`pipelines.validation.protocol`).

A table is counted as soon as it is asked for, while Great Expectations is imported (3 seconds of work) in a thread
beside it; all that was counted is judged together when the build asks for it. The process ends when its input does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO

import duckdb

from pipelines.validation.counts import Count, count_broken, offline_connection
from pipelines.validation.protocol import JUDGE, Answer, Request, answer_line, read_request
from pipelines.validation.suites import Check, Suite

#: What was counted of a subject, or why it could not be.
Counted = tuple[str, Suite, list[Count] | str]


def count_request(connection: duckdb.DuckDBPyConnection, request: Request) -> Iterator[Counted]:
    """Yield what was counted of each subject; one that cannot be read keeps none of the others from it."""
    try:
        found = count_broken(connection, request.parts, request.suite)
    except Exception as error:  # whatever it is, the build must hear of it, and the other tables go on
        if len(request.parts) > 1:
            for subject, path in request.parts.items():
                yield from count_request(connection, Request({subject: path}, request.suite))
        else:
            [subject] = request.parts
            yield subject, request.suite, f"{type(error).__name__}: {error}".splitlines()[0]
    else:
        yield from ((subject, request.suite, counts) for subject, counts in found.items())


def judged(counted: Sequence[Counted]) -> Iterator[Answer]:
    """Yield the answer about each subject, in their order: its counts as Great Expectations judges them."""
    from pipelines.validation.judging import judge

    sound = [(suite, counts) for _, suite, counts in counted if not isinstance(counts, str)]
    checks: list[Check] = [e.check for suite, _ in sound for e in suite.expectations]
    verdicts = iter(judge(checks, [c.broken for _, counts in sound for c in counts]))
    for subject, _, counts in counted:
        if isinstance(counts, str):
            yield Answer(subject, error=counts)
        else:
            holds = tuple(next(verdicts) for _ in counts)
            yield Answer(subject, holds, tuple(c.observed for c in counts))


def _answers(counted: Sequence[Counted]) -> Iterator[Answer]:
    try:
        yield from list(judged(counted))
    except Exception as error:  # whatever it is, the build must hear of it
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        yield from (Answer(subject, error=told) for subject, _, _ in counted)


def answer_lines(lines: IO[bytes], answers: IO[bytes], spill: Path) -> None:
    """Answer the requests of ``lines`` until they end; what does not fit into memory goes to the folder ``spill``."""
    connection = offline_connection()
    connection.execute("SET temp_directory = ?", [str(spill)])
    waiting: list[Counted] = []
    for line in lines:
        if line != JUDGE:
            waiting += count_request(connection, read_request(line))
            continue
        answers.writelines(answer_line(answer) for answer in _answers(waiting))
        answers.flush()
        waiting.clear()


def main() -> None:
    """Import beside the first counting, so that it overlaps with the build's own work; answer until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    Thread(target=import_module, args=["pipelines.validation.judging"], daemon=True).start()
    answer_lines(sys.stdin.buffer, answers, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
