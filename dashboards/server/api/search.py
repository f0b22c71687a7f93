"""Searching a version by the words of a reader: what answers them, best first, in groups of one kind.

Words are compared as everywhere in the project (:func:`pipelines.published.answers.rank`): letters and digits of
either keyboard, half-spaces and signs make no difference. Where nothing has all the words, names that look like the
question or have half of its words are offered. ``GET /find?q=…`` answers a script with a small JSON of the best few;
the page «search» shows them all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboards.address import KEPT, KNOWN, Address
from dashboards.data import editions
from dashboards.data.search_index import KINDS, Entry, Kind, entries
from dashboards.data.versions import Tables
from dashboards.language.language import Language
from pipelines.published.answers import nearest, rank, squeezed

#: Characters of a question that are looked at.
LONGEST = 120
#: Results that the box shows at most, of one kind and together, and characters of the line under one.
OF_A_KIND, TOGETHER, LONGEST_LINE = 4, 12, 80
#: Kinds of which the box shows fewer: an indicator and its definition have the same words.
_FEWER: dict[Kind, int] = {"definition": 2, "table": 2}
#: What a title counts that begins with the question.
_BEGINS = 50
#: Names that look like a question without an answer.
_ALIKE = 6
#: Letters of a word by which something near is found: «از» stands everywhere.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a question; ``is_near`` where nothing has its words and the names only look like it."""

    groups: tuple[tuple[Kind, tuple[Entry, ...]], ...]
    is_near: bool = False

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(found) for _, found in self.groups)


def search(tables: Tables, question: str) -> Found:
    """Return what answers a question, the kind of the best result first; nothing where it has no letter."""
    asked = squeezed(question[:LONGEST])
    if not asked:
        return Found(())
    scored = [(score, entry) for entry in entries(tables) if (score := _score(entry, question, asked))]
    if scored:
        return Found(_grouped(scored))
    return Found(_grouped(_near(entries(tables), question, asked)), is_near=True)


def _near(known: Sequence[Entry], question: str, asked: str) -> list[tuple[int, Entry]]:
    """Return what looks like a question, then what has most of its words in its names, half at least; with scores."""
    names = {str(place): (*entry.title, *entry.other) for place, entry in enumerate(known)}
    close = [known[int(place)] for place in nearest(question, names, _ALIKE)]
    words = {word for one in question[:LONGEST].split() if len(word := squeezed(one)) >= _SHORTEST}
    shared = {entry: _words_in(entry, words) for entry in known}
    most = max(shared.values(), default=0)
    alike = [entry for entry in close if _looks_like(entry, asked)]
    enough = most and 2 * most >= len(words)
    some = [entry for entry in known if enough and shared[entry] == most and entry not in alike]
    return [(len(known) - place, entry) for place, entry in enumerate([*alike, *some])]


def _words_in(entry: Entry, words: Collection[str]) -> int:
    names = [squeezed(name) for name in (*entry.title, *entry.other)]
    return sum(any(word in name for name in names) for word in words)


def _score(entry: Entry, question: str, asked: str) -> int:
    """Return how well a thing answers a question; 0 where a word of it is found nowhere in it."""
    names, about = (*entry.title, *entry.other), () if entry.kind == "definition" else entry.about
    score = rank(question[:LONGEST], names, about)
    begins = any(squeezed(name).startswith(asked) for name in names if name)
    return score + entry.weight + (_BEGINS if begins else 0) if score else 0


def _looks_like(entry: Entry, asked: str) -> bool:
    """Tell whether a name has as good as the same letters; the nearest of all may still be far away."""
    from difflib import SequenceMatcher

    names = (squeezed(name) for name in (*entry.title, *entry.other))
    return any(SequenceMatcher(None, asked, name).ratio() >= 0.7 for name in names)


def _grouped(scored: list[tuple[int, Entry]]) -> tuple[tuple[Kind, tuple[Entry, ...]], ...]:
    """Return results by kind: kinds by their best result, results by score, equals as the version has them."""
    order = list(KINDS)
    best = {kind: max(score for score, entry in scored if entry.kind == kind) for kind in {e.kind for _, e in scored}}
    ordered = sorted(scored, key=lambda one: (-best[one[1].kind], order.index(one[1].kind), -one[0]))
    return tuple(
        (kind, tuple(entry for _, entry in found)) for kind, found in groupby(ordered, key=lambda one: one[1].kind)
    )


def suggest(request: Request) -> Response:
    """Answer a question with the best few results of each kind, each with its address."""
    asked, question = request.query_params, request.query_params.get("q", "")[:LONGEST]
    language = Language.from_address(asked.get("lang"))
    tables = editions.tables_for(asked.get(KNOWN))
    here = Address("search", language, {name: value for name in KEPT if (value := asked.get(name))})
    found = search(tables, question) if tables else Found(())
    groups, left = [], TOGETHER
    for kind, of_kind in found.groups:
        shown = of_kind[: min(_FEWER.get(kind, OF_A_KIND), left)]
        left -= len(shown)
        if shown:
            groups.append({"title": language.say(*KINDS[kind]), "items": [_item(entry, here) for entry in shown]})
    return JSONResponse(
        {"near": found.is_near, "count": found.count, "groups": groups, "all": here.to("search", q=question)},
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )


def _item(entry: Entry, here: Address) -> dict[str, str]:
    beside = here.language.say(*entry.beside)
    short = beside if len(beside) <= LONGEST_LINE else beside[:LONGEST_LINE].rsplit(" ", 1)[0].rstrip("،؛.,; ") + "…"
    return {"title": here.language.say(*entry.title), "beside": short, "address": entry.address(here)}


ROUTES = [Route("/find", suggest, methods=["GET"])]
