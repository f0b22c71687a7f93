"""What passes between a build and the quality worker: a request a line, and an answer a line for each of its tables.

A line that is empty asks for judgement of what was sent until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipelines.validation.suites import Suite

#: The line that asks for judgement.
JUDGE = b"\n"


@dataclass(frozen=True, slots=True)
class Request:
    """Count of the Parquet file of each subject the rows that break one suite."""

    parts: Mapping[str, Path]
    suite: Suite


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one subject: of each expectation whether it holds and what was observed, in the suite's order.

    ``error`` says why there is no such answer.
    """

    subject: str
    holds: tuple[bool, ...] = ()
    observed: tuple[str, ...] = ()
    error: str | None = None


_REQUEST, _ANSWER = TypeAdapter(Request), TypeAdapter(Answer)


def _line(adapter: TypeAdapter[Any], message: object) -> bytes:
    return adapter.dump_json(message) + b"\n"


def request_line(request: Request) -> bytes:
    """Return a request as a line of JSON."""
    return _line(_REQUEST, request)


def read_request(line: bytes) -> Request:
    """Read back what :func:`request_line` wrote."""
    return _REQUEST.validate_json(line)


def answer_line(answer: Answer) -> bytes:
    """Return an answer as a line of JSON."""
    return _line(_ANSWER, answer)


def read_answer(line: bytes) -> Answer:
    """Read back what :func:`answer_line` wrote."""
    return _ANSWER.validate_json(line)
