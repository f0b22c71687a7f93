"""Make a demonstration workspace: every feed, every period, every office, with the stories and the broken files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Contract
from pipelines.demo import calendar, stories
from pipelines.demo.catalogue import MORE_OFFICES, SUPPLIERS
from pipelines.demo.deliveries import DeliveryMaker, write_note
from pipelines.demo.truth import DeliveryTruth, TruthWriter
from pipelines.demo.world import Supply, World
from pipelines.foundation.workspace import Workspace

#: Rows that fit the smallest and the largest demonstration.
FEWEST_ROWS, MOST_ROWS = 1_000, 10_000_000
#: Rows of other periods that nobody takes for late registrations.
MIXED_ROWS = 10


class NotEmpty(ValueError):
    """The folder already holds deliveries; invented ones are never put among them."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: files, rows of data, and the persons for each real one."""

    files: int
    rows: int
    scale: float


def periods_of(contract: Contract) -> list[str]:
    """Return the periods for which a feed is delivered in the demonstration."""
    if contract.cadence == "annual":
        return calendar.years()
    return calendar.months() if contract.cadence == "monthly" else calendar.quarters()


def places(world: World) -> Iterator[tuple[str, str, str]]:
    """Return feed, office and period of every delivery that is due and not withheld by a silent office."""
    for feed in SUPPLIERS:
        contract = world.contracts[feed]
        for office in (*(contract.offices or (contract.owner_office,)), *MORE_OFFICES.get(feed, ())):
            for period in periods_of(contract):
                if not stories.is_silent(office, period):
                    yield feed, office, period


def generate(
    workspace: Workspace,
    models: Path,
    rows: int,
    seed: int,
    mess: float = 0.03,
    progress: Callable[[str], None] | None = None,
) -> Made:
    """Write the deliveries and their truth into an empty workspace.

    Raises :class:`NotEmpty`, ``NoDemonstration`` where the place has none, and ``RuleError`` with the faults of its
    file.
    """
    if workspace.raw.exists() and any(workspace.raw.iterdir()):
        raise NotEmpty(str(workspace.raw))
    world = World(models, seed, rows, mess)
    scale = world.scale  # asks for the place, before anything is written
    truth = TruthWriter(workspace.root / "truth", world.contracts)
    maker = DeliveryMaker(world, workspace.root, truth)
    files = 0
    try:
        for feed, office, period in places(world):
            if progress is not None:
                progress(f"{feed} {period}")
            files += _deliver(world, workspace, maker, truth, feed, office, period)
    finally:
        made = truth.close()
    return Made(files, made, scale)


def _deliver(
    world: World,
    workspace: Workspace,
    maker: DeliveryMaker,
    truth: TruthWriter,
    feed: str,
    office: str,
    period: str,
) -> int:
    """Make the file of one place; return how many files came of it."""
    place = (feed, office, period)
    if place in stories.BROKEN:
        _break(world, workspace, truth, place, stories.BROKEN[place])
        return 1
    before = [p for (f, o, p), later in stories.SENT_AGAIN.items() if (f, o, later) == place]
    if before:
        _send_again(world, workspace, truth, place, before[0])
        return 1
    supply = SUPPLIERS[feed](world, office, period)
    if supply is None or not supply.rows:
        return 0
    state, story = _expected(place)
    if place in stories.MIXED_PERIODS:
        supply = _mixed(world, place, supply)
    maker.make(feed, office, period, supply, state, story)
    return 1


def _expected(place: tuple[str, str, str]) -> tuple[str, str]:
    """Return the state that a delivery must end in, and the story that it tells."""
    if place in stories.UNIT_MIX_UPS:
        return "held", "unit_mix_up"
    if place in stories.SHRUNK:
        return "held", "shrunk"
    if place in stories.MIXED_PERIODS:
        return "held", "mixed_periods"
    return "published", ""


def _mixed(world: World, place: tuple[str, str, str], supply: Supply) -> Supply:
    """Return the rows of a period together with earlier ones, enough of them that the mixture is no slip.

    A small workspace has quarters of one or two rows: as many quarters are taken as the mixture needs.
    """
    feed, office, period = place
    quarters = calendar.quarters()
    mixed = supply
    for quarter in reversed(quarters[: quarters.index(period)]):
        earlier = SUPPLIERS[feed](world, office, quarter)
        if earlier is not None:
            mixed = Supply(earlier.rows + mixed.rows, [*earlier.frames, *mixed.frames])
        if mixed.rows - supply.rows >= MIXED_ROWS:
            break
    return mixed


def _send_again(
    world: World, workspace: Workspace, truth: TruthWriter, place: tuple[str, str, str], before: str
) -> None:
    """Deliver the file of an earlier period again, byte for byte."""
    feed, office, period = place
    source = next(p for p in sorted((workspace.raw / feed / f"{before}-{office}").iterdir()) if p.suffix != ".yaml")
    path = workspace.raw / feed / f"{period}-{office}" / source.name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    write_note(path, world.contracts[feed], office, period, world)
    truth.add_delivery(DeliveryTruth(str(path.relative_to(workspace.root)), feed, office, period, "held", "sent_again"))


def _break(world: World, workspace: Workspace, truth: TruthWriter, place: tuple[str, str, str], how: str) -> None:
    """Deliver a file that is none: of another feed, cut off, or a web page with a workbook's name."""
    feed, office, period = place
    folder = workspace.raw / feed / f"{period}-{office}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{feed}-{period}-demo.{'xls' if how == 'html' else 'xlsx'}"
    if how == "html":
        path.write_text("<html><body><table><tr><td>گزارش نمایشی</td></tr></table></body></html>\n", "utf-8")
    else:
        _write_strange(path)
        if how == "truncated":
            path.write_bytes(path.read_bytes()[:2_000])
    write_note(path, world.contracts[feed], office, period, world)
    truth.add_delivery(DeliveryTruth(str(path.relative_to(workspace.root)), feed, office, period, "refused", how))


def _write_strange(path: Path) -> None:
    """Write a workbook whose columns belong to no feed."""
    import datetime as dt

    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2021, 3, 21)})  # noqa: DTZ001
    sheet = book.add_worksheet("گیاهان")
    for row, line in enumerate((("گونه", "ارتفاع", "رنگ گل"), ("گز", "120", "سفید"), ("بنه", "300", "سبز"))):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    book.close()
