"""The process in which Great Expectations lives: requests in, answers out (:mod:`pipelines.validation.protocol`).

The process ends when its input does.

Requests are shared out among a few workers, which are forked when the import (3 seconds of work) is done; answers come
in the order in which they are found.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import IO

from pipelines.foundation.processes import end_with_parent
from pipelines.validation.protocol import Answer, Request, answer_line, read_request

#: Workers at work beside each other; more than two would take the cores from the build itself.
WORKERS = min(2, os.cpu_count() or 1)


def _answers(request: Request) -> Iterator[Answer]:
    from pipelines.validation.together import validate_together

    waiting = list(request.parts)
    try:
        for subject, results in validate_together(request.parts, request.suite, request.subject_kind):
            waiting.remove(subject)
            yield Answer(subject, tuple(results))
    except Exception as error:  # whatever it is, the build must hear of it and go on with the rest
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        yield from (Answer(subject, error=told) for subject in waiting)


def _validate(line: bytes) -> list[bytes]:
    return [answer_line(answer) for answer in _answers(read_request(line))]


def _print_answers(answers: IO[bytes], line: bytes, found: Future[list[bytes]]) -> None:
    error = found.exception()
    if error is None:
        told = found.result()
    else:
        subjects = read_request(line).parts
        told = [answer_line(Answer(s, error=f"a worker ended: {error}")) for s in subjects]
    answers.writelines(told)
    answers.flush()


def main() -> None:
    """Import first, so that it overlaps with the build's own work; then answer until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    import pipelines.validation.together  # noqa: F401

    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(WORKERS, forked, end_with_parent) as workers:
        for line in sys.stdin.buffer:
            # Callbacks run one after another in the executor's own thread, so answers do not mix.
            workers.submit(_validate, line).add_done_callback(partial(_print_answers, answers, line))


if __name__ == "__main__":
    main()
