"""The addresses of the API: one function each, from checked parameters to an answer of the published version.

Every request opens the version that is served at that moment, through the pages' own memory of versions; an answer
names it, and ``?version=`` refuses to be answered by another one, so that what was read in parts belongs together.
Only GET and HEAD; no header lets a page of another host read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from dashboards.data import versions
from dashboards.server.api.exact_json import exact_json
from dashboards.server.api.jsonstat import dataset
from dashboards.server.api.openapi import OPERATIONS, document
from dashboards.server.api.parameters import LARGEST, Asked, AskedIndicators, AskedValues, read
from dashboards.server.api.problems import HANDLERS, Refusal
from dashboards.server.api.sentences import words
from dashboards.server.downloads import CSV_TYPE, to_csv
from pipelines.published.answers import Answers
from pipelines.published.answers.model import Release

JSON_TYPE = "application/json"
#: Of the form of the answers: part of every ETag, so that a new form is never taken for an old one.
FORM = "1"
#: What a value has for readers of sentences; a table has its parts as columns.
_NOT_IN_CSV = frozenset({"decimals", "sentence_fa", "sentence_en"})

Answer = Callable[[Request, Asked | AskedValues, Answers], Response]


def _answer(parameters: type[Asked | AskedValues]) -> Callable[[Answer], Callable[[Request], Response]]:
    """Make a function that answers into an address: parameters read, version opened, headers set, 304 where it fits."""

    def made(function: Answer) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            asked = read(parameters, request.query_params)
            with _answers() as answers:
                release = answers.release()
                if asked.version is not None and asked.version != release.version:
                    raise Refusal("version_not_served", value=asked.version, served=release.version)
                headers = _headers(release)
                if _is_known(request.headers.get("if-none-match"), headers["ETag"]):
                    return Response(status_code=304, headers=headers)
                response = function(request, asked, answers)
            response.headers.update(headers)
            return response

        return answer

    return made


@contextmanager
def _answers() -> Iterator[Answers]:
    """Open the version that is served now; one that is pruned at this moment is followed by the newer one."""
    for last in (False, True):
        published = versions.current()
        if published is None:
            raise Refusal("nothing_published")
        try:
            opened = versions.OPEN.reading(published.path)
            database = opened.__enter__()
        except OSError:  # DuckDB's own error of a file that is gone is one, too
            if last:
                raise
            continue
        try:
            yield Answers.of(database, words())
        finally:
            opened.__exit__(None, None, None)
        return


def _headers(release: Release) -> dict[str, str]:
    return {
        "ETag": f'W/"{FORM}-{release.version}-{release.build_key[:32]}"',
        "Cache-Control": "no-cache",  # may be kept, must be asked about: another version may be served at any moment
        "X-Naqsheh-Version": str(release.version),
        "X-Naqsheh-Synthetic": "true" if release.is_synthetic else "false",
        "X-Content-Type-Options": "nosniff",
    }


def _is_known(sent: str | None, etag: str) -> bool:
    """Tell whether ``If-None-Match`` names the answer; weak tags are compared as weak ones."""
    bare = etag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in (bare, "*") for one in (sent or "").split(","))


def _json(data: BaseModel | dict[str, Any]) -> Response:
    plain = data.model_dump(mode="python") if isinstance(data, BaseModel) else data
    return Response(exact_json(plain), media_type=JSON_TYPE)


@_answer(Asked)
def index(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with the list of addresses, relative to this one."""
    listed = [{"href": f".{address}", **answers.words.both(sentence)} for address, sentence, _, _ in OPERATIONS]
    title, about = answers.words.both("api_title"), answers.words.both("api_about")
    release = answers.release().model_dump(mode="python")
    return _json({"title": title, "about": about, "release": release, "addresses": listed})


@_answer(Asked)
def openapi(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with the OpenAPI document."""
    return _json({**document(answers.words, answers.release().version)})


@_answer(Asked)
def release(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with the published version."""
    return _json(answers.about())


@_answer(AskedIndicators)
def indicators(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with all indicators, or with those that the words of ``q`` find."""
    assert isinstance(asked, AskedIndicators)
    return _json(answers.indicators(asked.q))


@_answer(Asked)
def indicator(request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with one indicator."""
    return _json(answers.definition(request.path_params["indicator"]))


@_answer(Asked)
def areas(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with all areas."""
    return _json(answers.areas())


@_answer(Asked)
def targets(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with all targets."""
    return _json(answers.targets())


@_answer(Asked)
def lineage(request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with the files behind a value."""
    return _json(answers.lineage(request.path_params["value_id"]))


@_answer(AskedValues)
def values(_request: Request, asked: Asked | AskedValues, answers: Answers) -> Response:
    """Answer with values, all that the filters choose or none: part of them would pass for the whole."""
    assert isinstance(asked, AskedValues)
    choice = asked.choice()
    total = answers.count(choice)
    if total == 0:
        raise Refusal("nothing_found", answers.nothing_found(choice))
    if total > asked.limit:
        raise Refusal("too_many_rows", total=total, limit=asked.limit)
    rows = answers.rows(choice, LARGEST, quotable=False)
    if asked.format == "csv":
        return _csv(rows, answers.release())
    return _json(dataset(rows, answers, asked.lang))


def _csv(rows: list[dict[str, Any]], version: Release) -> Response:
    marked = [
        {
            **{name: value for name, value in row.items() if name not in _NOT_IN_CSV},
            # Why there is no number, in words: an empty cell alone would be read as none, or as zero.
            **{f"why_{code}": row[f"sentence_{code}"] if row["value"] is None else "" for code in ("fa", "en")},
            "release_version": version.version,
        }
        for row in rows
    ]
    demo = "demonstration-" if version.is_synthetic else ""
    name = f"{demo}naqsheh-values-v{version.version}.csv"
    return Response(
        to_csv(marked), media_type=CSV_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _to_index(_request: Request) -> Response:
    return RedirectResponse("v1/", 308)


_ADDRESSES = {
    "/": index,
    "/openapi.json": openapi,
    "/release": release,
    "/indicators": indicators,
    "/indicators/{indicator}": indicator,
    "/values": values,
    "/values/{value_id}/lineage": lineage,
    "/areas": areas,
    "/targets": targets,
}

#: An application of its own within the pages': its errors are problems, whatever those of the pages look like.
API = Starlette(
    routes=[Route(address, function, methods=["GET"]) for address, function in _ADDRESSES.items()],
    exception_handlers=HANDLERS,
)
API.router.redirect_slashes = False

ROUTES = [Route("/api/v1", _to_index, methods=["GET"]), Mount("/api/v1", app=API)]
