"""The server that an assistant starts: six tools that only read; an answer names its version, status, basis, source.

It has no SQL of its own and reaches no file but the published one; what it says is
:mod:`pipelines.published.answers`, as in the API.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field, JsonValue, ValidationError

from pipelines.published import PublishedDatabase, QueryTimeout, resolve_current
from pipelines.published.answers import AnswerRefused, Answers, Choice, Words, read_words
from pipelines.published.answers.model import Comparison, Definition, Indicators, Lineage, ReleaseAnswer, Values

NAME = "naqsheh"
#: Values that one answer holds: more would fill an assistant's view, and is told in words.
DEFAULT_VALUES, MOST_VALUES = 20, 200
MOST_INDICATORS = 25

INSTRUCTIONS = """\
Official statistics of handicrafts and hand-woven carpet, from one published version; Persian and English.
Find an indicator with find_indicators, read get_definition once, then ask get_values.
Quote a figure with its qualifier, unit, basis, status, period and source: sentence_fa and sentence_en have all of it.
Never add figures of different bases, domains, or of an area and the areas in it.
A status other than final or provisional has no number: suppressed is known and hidden so that nobody can be
recognised, and must not be estimated or worked out; missing is not zero; not_applicable has no meaning there.
Where is_synthetic is true the data are invented for demonstration: say so, and never quote them as fact.
Periods are Jalali: 1402 is a year, 1400Q4 a quarter.
"""

#: Every tool reads one closed set of data and changes nothing.
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

# Lengths are told in the schema and checked where the answers are made, whose sentences are in both languages.
_SHORT: dict[str, JsonValue] = {"maxLength": 200}
Word = Annotated[str, Field(json_schema_extra=_SHORT)]
IndicatorText = Annotated[
    str, Field(description="Identifier of an indicator (exports_usd), or its title", json_schema_extra=_SHORT)
]
AreaText = Annotated[str, Field(description="Code of an area, or its name with its kind", json_schema_extra=_SHORT)]
PeriodText = Annotated[str, Field(description="Jalali year (1402) or quarter (1400Q4)", json_schema_extra=_SHORT)]
BreakdownText = Annotated[
    str,
    Field(
        description="How it is broken down, as get_definition lists; empty for the whole, * for all",
        json_schema_extra=_SHORT,
    ),
]


class Door:
    """The published version of a workspace, opened anew for every question: another one may be served by then."""

    def __init__(self, curated: Path, words: Words) -> None:
        self._curated, self._words = curated, words
        self._held: PublishedDatabase | None = None

    @contextmanager
    def answers(self) -> Iterator[Answers]:
        """Open the version that is served now; what cannot be answered becomes a sentence in both languages."""
        try:
            yield Answers.of(self._database(), self._words)
        except AnswerRefused as refusal:
            raise ToolError(_both(refusal.sentences)) from refusal
        except QueryTimeout as late:
            raise ToolError(_both(self._words.both("timed_out"))) from late
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
            name = ".".join(str(part) for part in first["loc"][:1])
            raise ToolError(_both(self._words.both("invalid_parameter", parameter=name, value=first["msg"]))) from wrong

    def _database(self) -> PublishedDatabase:
        """Return the database of the served version, kept open until another is served."""
        version = resolve_current(self._curated)
        if version is None:
            raise AnswerRefused(self._words, "nothing_published")
        if self._held is None or self._held.version != version:
            newer = PublishedDatabase.open(version)
            if self._held is not None:
                self._held.close()
            self._held = newer
        return self._held


def _both(sentences: dict[str, str]) -> str:
    return f"{sentences['en']}\n{sentences['fa']}"


def make_server(door: Door) -> MCPServer[None]:
    """Return the server that answers by ``door``."""
    server: MCPServer[None] = MCPServer(NAME, title="Naqsheh", instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in (_find_indicators, _get_definition, _get_values, _get_lineage, _compare, _release):
        tool(server, door)
    return server


def serve(curated: Path, models: Path) -> None:
    """Serve over standard input and output until the assistant closes them."""
    door = Door(curated, read_words(models))
    with suppress(ToolError), door.answers():  # titles are read before the first question; nothing may be published yet
        pass
    make_server(door).run("stdio")


def _find_indicators(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="Find indicators", annotations=READS)
    async def find_indicators(
        words: Annotated[str, Field(description="Words in Persian or English: what is asked about")],
        limit: Annotated[int, Field(ge=1, le=MOST_INDICATORS)] = 8,
    ) -> Indicators:
        """Find indicators by words, the best answer first; Persian letters and half-spaces may be typed in any way."""
        with door.answers() as answers:
            return answers.indicators(words, limit)


def _get_definition(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="Definition of an indicator", annotations=READS)
    async def get_definition(indicator: IndicatorText) -> Definition:
        """Return what an indicator counts, its unit and caveats, and which bases, periods and breakdowns there are."""
        with door.answers() as answers:
            return answers.definition(indicator)


def _get_values(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="Values of an indicator", annotations=READS)
    async def get_values(
        indicator: IndicatorText,
        area: Annotated[list[Word], Field(max_length=60, description="Codes or names of areas; none for all")] = [],  # noqa: B006
        period: Annotated[list[PeriodText], Field(max_length=60, description="Periods; none for all")] = [],  # noqa: B006
        since: PeriodText | None = None,
        until: PeriodText | None = None,
        domain: Annotated[Word | None, Field(description="crafts, carpet, all …")] = None,
        breakdown: BreakdownText = "",
        category: Annotated[Word | None, Field(description="A category of the breakdown")] = None,
        basis: Annotated[Word | None, Field(description="reported, register, customs, suitcase …")] = None,
        newest: Annotated[bool, Field(description="Only the newest period of each series")] = False,
        limit: Annotated[int, Field(ge=1, le=MOST_VALUES)] = DEFAULT_VALUES,
    ) -> Values:
        """Return values, each with status, basis, qualifier, unit, source and a sentence to quote.

        A value is exact decimal text; a ratio is a fraction (0.2143). A suppressed value has no number.
        """
        with door.answers() as answers:
            choice = Choice(
                indicator=(indicator,),
                area=tuple(area),
                period=tuple(period),
                since=since,
                until=until,
                domain=_one(domain),
                breakdown=() if breakdown == "*" or (category and not breakdown) else (breakdown,),
                category=_one(category),
                basis=_one(basis),
                newest=newest,
            )
            return answers.values(choice, limit)


def _get_lineage(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="Where a value comes from", annotations=READS)
    async def get_lineage(
        value_id: Annotated[str, Field(description="The value_id that get_values gives")],
    ) -> Lineage:
        """Return the files behind a value and how many of their rows count; rows of persons are never shown."""
        with door.answers() as answers:
            return answers.lineage(value_id)


def _compare(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="Compare two areas or two periods", annotations=READS)
    async def compare(
        indicator: IndicatorText,
        area: AreaText,
        period: PeriodText,
        other_area: AreaText | None = None,
        other_period: PeriodText | None = None,
        domain: Annotated[Word | None, Field(description="crafts, carpet, all …")] = None,
        breakdown: BreakdownText = "",
        category: Annotated[Word | None, Field(description="A category of the breakdown")] = None,
        basis: Annotated[Word | None, Field(description="reported, register, customs, suitcase …")] = None,
    ) -> Comparison:
        """Set an area beside another one, or a period beside another one, basis by basis, with the exact difference.

        Give other_area or other_period, not both. Where a difference means nothing, a sentence says why.
        """
        with door.answers() as answers:
            choice = Choice(
                indicator=(indicator,),
                area=(area,),
                period=(period,),
                domain=_one(domain),
                breakdown=() if breakdown == "*" or (category and not breakdown) else (breakdown,),
                category=_one(category),
                basis=_one(basis),
            )
            return answers.compare(choice, other_area, other_period)


def _release(server: MCPServer[None], door: Door) -> None:
    @server.tool(title="The published version", annotations=READS)
    async def release() -> ReleaseAnswer:
        """Return which version answers, when it was built, what it has, and whether its data are invented."""
        with door.answers() as answers:
            return answers.about()


def _one(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)
