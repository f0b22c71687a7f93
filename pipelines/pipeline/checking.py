"""Check a models folder: first what each file says by itself, then whether its queries find what they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.analysis.comparison_rules import comparison_rules
from pipelines.analysis.cross_figures import cross_figure_rules
from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.analysis.readiness import check_readiness
from pipelines.analysis.scenarios import scenario_rules
from pipelines.configuration import file_name, gathered
from pipelines.configuration.place import read_place
from pipelines.configuration.rule_files import rule_files
from pipelines.configuration.rules import read_rules
from pipelines.contracts import feed_names, load_contract
from pipelines.governance import Governance
from pipelines.governance.corrections import load_corrections
from pipelines.modelling import core_models, derived_models, indicators, public_tables
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


#: The files of ``models/`` that are checked; the others are read by the build alone.
CHECKED = (
    "place.yaml",
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


def configuration_faults(models: Path) -> list[str]:
    """Return a sentence for each fault of each file of ``models``, by itself."""
    faults: list[str] = []
    contracts = {}
    feeds = feed_names(models)
    with gathered(faults):
        read_place(models)
    for feed in feeds:
        with gathered(faults):
            contracts[feed] = load_contract(models / "feeds" / f"{feed}.odcs.yaml")
    with gathered(faults):
        core_models(models)
    with gathered(faults):
        indicators(models)
    with gathered(faults):
        derived_models(models)
    with gathered(faults):
        public_tables(models)
    for kind in rule_files().values():
        with gathered(faults):
            read_rules(models, kind)
    for load in RULES:
        with gathered(faults):
            load(models)
    if len(contracts) == len(feeds):  # else a correction would be blamed for a feed of which nothing is known
        with gathered(faults):
            load_corrections(models, contracts)
    return list(dict.fromkeys(faults))  # what public tables inherit is read twice


def is_checked(models: Path, file: Path) -> bool:
    """Tell whether a file of a models folder is of a kind that is checked."""
    return any(file in models.glob(pattern) for pattern in CHECKED)


def check_models(models: Path, file: Path | None = None) -> Checked:
    """Check a models folder; of a ``file`` of it, only what concerns that one.

    Where another file has a fault and the queries cannot be tried for it, that fault is told as well.
    """
    found = configuration_faults(models)
    if file is not None:
        own = [fault for fault in found if fault.startswith(f"{file_name(file)}:")]
        if own or file.suffix != ".sql":
            return Checked(own)
    if found:
        return Checked(found)
    tried = try_queries(models, None if file is None else _table_of(models, file))
    return Checked(tried.faults, tried.untried, tried.count)


def _table_of(models: Path, file: Path) -> str:
    """Return the table that a file makes: derived tables lie in folders of their topics."""
    layer = "derived" if models / "derived" in file.parents else file.parent.name
    return f"{layer}.{file.stem}"
