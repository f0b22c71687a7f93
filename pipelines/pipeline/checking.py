"""Check a models folder: first what each file says by itself, then whether its queries find what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.analysis.comparison_rules import comparison_rules
from pipelines.analysis.cross_figures import cross_figure_rules
from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.analysis.readiness import check_readiness
from pipelines.analysis.scenarios import scenario_rules
from pipelines.configuration import file_name, gathered
from pipelines.configuration.demo_rules import read_demo
from pipelines.configuration.place import read_place
from pipelines.configuration.rule_files import rule_files
from pipelines.configuration.rules import read_rules
from pipelines.contracts import Contract, feed_names, load_contract
from pipelines.governance import Governance
from pipelines.governance.corrections import load_corrections
from pipelines.modelling import check_meanings, core_models, derived_models, indicators, public_tables
from pipelines.modelling.graph import Model
from pipelines.normalise.claimed_headings import claimed_twice
from pipelines.normalise.month_names import names_with_months
from pipelines.pipeline.binding import try_queries
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.non_data.words import TotalRules

#: What holds rules against each other and against the code; called by the step that needs it, and here by itself.
RULES: tuple[Callable[[Path], object], ...] = (
    Governance.load,
    LayoutRules.load,
    TotalRules.load,
    cross_figure_rules,
    comparison_rules,
    scenario_rules,
    discrepancy_rules,
    names_with_months,
    check_readiness,
)

#: What reads the models of each layer, in the order in which a layer may read those before it.
LAYERS: tuple[Callable[[Path], Sequence[Model]], ...] = (core_models, indicators, derived_models, public_tables)

#: The files of ``models/`` that are checked; the others are read by the build alone.
CHECKED = (
    "place.yaml",
    "demo.yaml",
    "feeds/*.odcs.yaml",
    "core/*.sql",
    "indicators/*.sql",
    "indicators/branches/*.sql",
    "derived/*/*.sql",
    "public/*.sql",
    "rules/*.yaml",
    "corrections/*.yaml",
)


@dataclass(slots=True)
class Checked:
    """What came of a check. ``queries`` is how many were tried; ``untried`` those that read one with a fault."""

    faults: list[str] = field(default_factory=list)
    untried: list[str] = field(default_factory=list)
    queries: int = 0


@dataclass(slots=True)
class Configuration:
    """What the files of a models folder say, each by itself: contracts by feed, models by table, and what is wrong.

    Each model stands behind those that it reads.
    """

    contracts: dict[str, Contract] = field(default_factory=dict)
    graph: dict[str, Model] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_configuration(models: Path) -> Configuration:
    """Read every file of ``models``; of what has a fault, nothing but the fault's sentence is returned."""
    read = Configuration()
    faults, contracts, feeds = read.faults, read.contracts, feed_names(models)
    with gathered(faults):
        read_place(models)
    with gathered(faults):
        read_demo(models)
    for feed in feeds:
        with gathered(faults):
            path = models / "feeds" / f"{feed}.odcs.yaml"
            contracts[feed] = load_contract(path)
            faults += [f"{file_name(path)}: {fault}" for fault in claimed_twice(contracts[feed])]
    for layer in LAYERS:
        with gathered(faults):
            read.graph |= {model.table: model for model in layer(models)}
    for kind in rule_files().values():
        with gathered(faults):
            read_rules(models, kind)
    for load in RULES:
        with gathered(faults):
            load(models)
    if len(contracts) == len(feeds):  # else a correction would be blamed for a feed of which nothing is known
        with gathered(faults):
            load_corrections(models, contracts)
    read.faults = list(dict.fromkeys(faults))  # what public tables inherit is read twice
    return read


def is_checked(models: Path, file: Path) -> bool:
    """Tell whether a file of a models folder is of a kind that is checked."""
    return any(file in models.glob(pattern) for pattern in CHECKED)


def check_models(models: Path, file: Path | None = None) -> Checked:
    """Check a models folder; of a ``file`` of it, only what concerns that one.

    Where another file has a fault and the queries cannot be tried for it, that fault is told as well.
    """
    read = read_configuration(models)
    if file is not None:
        own = [fault for fault in read.faults if fault.startswith(f"{file_name(file)}:")]
        if own or file.suffix != ".sql":
            return Checked(own)
    if read.faults:
        return Checked(read.faults)
    tried = try_queries(models, read.contracts, read.graph, None if file is None else _table_of(models, file))
    # Last: a column that a header forgot has no meaning either, and is better told by its query.
    untold = list[str]()
    with gathered(untold):
        check_meanings(models)
    own = [fault for fault in untold if file is None or fault.startswith(f"{file_name(file)}:")]
    return Checked(tried.faults or own, tried.untried, tried.count)


def _table_of(models: Path, file: Path) -> str:
    """Return the table that a file makes: derived tables lie in folders of their topics."""
    layer = "derived" if models / "derived" in file.parents else file.parent.name
    return f"{layer}.{file.stem}"
