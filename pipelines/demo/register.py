"""One large register as a CSV, to measure with: as many persons as asked, at a rate of mess, with or without truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa

from pipelines.demo.deliveries import ERRORS_PER_MESS, MOST_BAD
from pipelines.demo.licences import Licences
from pipelines.demo.place import place_of
from pipelines.demo.population import Population
from pipelines.demo.randomness import generator
from pipelines.demo.registers import artisan_frame
from pipelines.demo.rendering import Renderer
from pipelines.demo.spellings import CodeSpellings
from pipelines.demo.style import plain_style
from pipelines.demo.truth import DeliveryTruth, TruthWriter
from pipelines.demo.world import CHUNK, Frame, World, length_of
from pipelines.demo.writers import write_large_csv

#: The period under which such a file may be delivered: its licences were all issued in it.
PERIOD = "1400Q4"


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What was written: rows, those with an error, and miswritten cells."""

    rows: int
    bad: int
    messy_cells: int


def register_csv(
    path: Path,
    models: Path,
    rows: int,
    seed: int = 1,
    mess: float = 0.03,
    *,
    feed: Literal["artisans", "licences"] = "artisans",
    truth: Path | None = None,
) -> RegisterFacts:
    """Write ``rows`` rows of a register of persons to ``path`` (UTF-8, commas, contract titles, no other rows).

    ``truth`` is a folder for what a perfect reading yields. Memory does not grow with ``rows``.
    """
    place = place_of(models)
    world = World(models, seed, round(rows * place.person_rows / place.told.registers.crafts.persons) + 1, mess)
    contract = world.contracts[feed]
    frames = _frames(world, feed, rows)
    first = next(frames)
    style = plain_style(contract, first.keys())
    renderer = Renderer(world, contract, style, CodeSpellings(world))
    told = DeliveryTruth(path.name, feed, contract.owner_office, PERIOD)
    writer = TruthWriter(truth, world.contracts) if truth is not None else None
    facts = RegisterFacts(0, 0, 0)

    def chunks() -> Iterator[dict[str, pa.Array]]:
        nonlocal facts
        for number, frame in enumerate(_again(first, frames)):
            length = length_of(frame)
            drawn = generator(seed, "bad rows", feed, number).random(length) < min(mess * ERRORS_PER_MESS, MOST_BAD)
            rendered = renderer.render(frame, np.flatnonzero(drawn).tolist(), feed, number)
            yield rendered.texts
            if writer is not None:
                at = np.arange(facts.rows + 2, facts.rows + length + 2)
                writer.add_rows(feed, path.name, path.stem, at, rendered.read, style.columns, rendered.bad)
                writer.add_planted(path.name, path.stem, at, rendered.planted)
            facts = replace(
                facts,
                rows=facts.rows + length,
                bad=facts.bad + len(rendered.bad),
                messy_cells=facts.messy_cells + len(rendered.planted) - len(rendered.bad),
            )

    write_large_csv(path, style, chunks())
    if writer is not None:
        told.rows_data, told.rows_bad = facts.rows, facts.bad
        writer.add_delivery(told)
        writer.close()
    return facts


def _frames(world: World, feed: str, rows: int) -> Iterator[Frame]:
    population = Population(world, "crafts")
    licences = Licences(population)
    for start in range(0, rows, CHUNK):
        indices = np.arange(start, min(start + CHUNK, rows), dtype=np.int64)
        if feed == "artisans":
            yield artisan_frame(population, indices, None)
        else:
            yield licences.opening_frame(indices)


def _again(first: Frame, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    yield from rest
