"""What a build knows of its deliveries, for the functions that make tables of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.contracts import Contract
    from pipelines.engines import DuckDBEngine
    from pipelines.governance import Governance
    from pipelines.governance.corrections import Finding
    from pipelines.governance.vocabulary import Act
    from pipelines.intake.deliveries import Delivery
    from pipelines.intake.inventory import Candidate
    from pipelines.pipeline.processing import Processor
    from pipelines.pipeline.reports import DeliveryOutcome


@dataclass(frozen=True, slots=True)
class PublishedBefore:
    """What was published before a version: values by version, and of the last one deliveries in force and hashes.

    ``deliveries`` gives the feed of each; it is None where nothing was published.
    """

    values: Sequence[Mapping[str, Any]] = ()
    deliveries: Mapping[str, str] | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What became of every delivery, what people decided and said, and by which rules it was governed.

    ``engine`` reads what was landed and cleaned. ``shown`` are the deliveries whose rows are listed beside their
    source, of each sheet the first ``shown_rows`` (all where that is None). ``expects`` is false
    of a single file, of which nothing is said about what else should have come. ``possible_feeds`` names the feeds that
    the query of each indicator reads, by itself or through other tables. ``before`` is what was published until then.
    """

    engine: DuckDBEngine
    processor: Processor
    contracts: Mapping[str, Contract]
    governance: Governance
    outcomes: Sequence[DeliveryOutcome]
    refused: Sequence[Candidate] = ()
    shown: Sequence[DeliveryOutcome] = ()
    shown_rows: int | None = None
    findings: Sequence[Finding] = ()
    decisions: Sequence[Mapping[str, Any]] = ()
    vocabulary: Sequence[Act] = ()
    expects: bool = True
    possible_feeds: Mapping[str, set[str]] = field(default_factory=dict)
    before: PublishedBefore = field(default_factory=PublishedBefore)


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What is known of a version when it is published: its release, and what was found when it was validated.

    ``before`` is what was published until then; ``in_force`` are the deliveries of which this version is made;
    ``engine`` has the tables of which it is.
    """

    release: Sequence[Mapping[str, Any]] = ()
    results: Sequence[Mapping[str, Any]] = ()
    before: PublishedBefore = field(default_factory=PublishedBefore)
    in_force: Sequence[Delivery] = ()
    engine: DuckDBEngine | None = None
