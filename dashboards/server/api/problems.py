"""Errors of the API as ``application/problem+json`` (RFC 9457): a sentence in both languages, and never a trace."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dashboards.server.api.sentences import words
from pipelines.published import QueryTimeout
from pipelines.published.answers import AnswerRefused
from pipelines.published.answers.words import quoted

PROBLEM_TYPE = "application/problem+json"

#: What a refusal is as an HTTP status; one that is not here is a parameter that cannot be used.
_STATUSES = {
    "nothing_published": 503,
    "nothing_found": 404,
    "unknown_value": 404,
    "version_not_served": 409,
    "timed_out": 503,
    "failed": 500,
}
_UNUSABLE = 422


class Refusal(Exception):
    """A refusal of the API itself: a reason among the sentences of answers, with its values or its sentences."""

    def __init__(self, reason: str, sentences: dict[str, str] | None = None, **values: object) -> None:
        self.reason, self.values = reason, values
        shown = {name: quoted(str(value), 200) for name, value in values.items()}
        self.sentences = sentences or words().both(reason, **shown)
        super().__init__(reason)


def problem(reason: str, sentences: dict[str, str], status: int | None = None, **more: Any) -> Response:
    """Return a problem: its kind as a name, title and detail in English, and the sentence in both languages."""
    code = status or _STATUSES.get(reason, _UNUSABLE)
    body = {
        "type": f"urn:naqsheh:problem:{reason.replace('_', '-')}",
        "title": reason.replace("_", " "),
        "status": code,
        "detail": sentences["en"],
        "detail_fa": sentences["fa"],
        "detail_en": sentences["en"],
        **more,
    }
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(json.dumps(body, ensure_ascii=False), code, headers, PROBLEM_TYPE)


async def refused(request: Request, error: Exception) -> Response:
    """Answer a question that cannot be answered as it was asked."""
    assert isinstance(error, AnswerRefused)
    unknown = {"unknown_indicator"} if "indicator" in request.path_params else set()
    return problem(error.reason, error.sentences, 404 if error.reason in unknown else None)


async def refused_here(_request: Request, error: Exception) -> Response:
    """Answer what the API itself refuses."""
    assert isinstance(error, Refusal)
    return problem(error.reason, error.sentences, None, **dict(error.values))


async def http_error(_request: Request, error: Exception) -> Response:
    """Answer an address that is not there, or a method that does not only read."""
    assert isinstance(error, HTTPException)
    reason = "method_not_allowed" if error.status_code == 405 else "not_found"
    answer = problem(reason, words().both(reason), error.status_code)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def timed_out(_request: Request, _error: Exception) -> Response:
    """Answer a question that would take too long."""
    return problem("timed_out", words().both("timed_out"))


async def failed(_request: Request, _error: Exception) -> Response:
    """Answer an error that nobody foresaw: it goes on to the server's log, and the reader gets a sentence."""
    return problem("failed", words().both("failed"))


HANDLERS = {
    AnswerRefused: refused,
    Refusal: refused_here,
    HTTPException: http_error,
    QueryTimeout: timed_out,
    Exception: failed,
}
