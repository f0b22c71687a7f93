"""Of the pipelines the pages know only what their allow-list names, and the contract has the same list."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.house.test_circles import modules_of, needs_of

#: What reads a published version, and why the pages know anything else of the pipelines.
ALLOWED = {
    "pipelines.published",  # opens a version
    "pipelines.published.answers",  # what the API answers, which the assistants' door answers alike
    "pipelines.published.answers.model",  # and its shapes
    "pipelines.published.answers.words",  # and its sentences
    "pipelines.foundation.workspace",  # says where the versions are
    "pipelines.foundation.clock",  # in which day of Tehran a moment lies
    "pipelines.foundation.period",  # a period is a type
    "pipelines.foundation.period_names",  # and its names are one list
    "pipelines.foundation.persian",  # how Persian is written
    "pipelines.published.foresight",  # reckons the reader's own scenario as the build reckons the published ones
    "pipelines.intake.ledger",  # says what a steward decided since the version was built
}


def test_the_pages_know_only_what_their_allow_list_names(project: Path) -> None:
    known = {
        target
        for name, targets in needs_of(modules_of(project)).items()
        for target in targets
        if name.startswith("dashboards") and target.startswith("pipelines")
    }
    assert known == ALLOWED


def test_every_folder_of_modules_is_a_package(project: Path) -> None:
    """The checks of layers and circles do not see a folder that is none."""
    folders = {path.parent for room in ("pipelines", "dashboards") for path in (project / room).rglob("*.py")}
    assert [str(f.relative_to(project)) for f in sorted(folders) if not (f / "__init__.py").is_file()] == []


def test_the_contract_has_the_same_allow_list(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    contracts = declared["tool"]["importlinter"]["contracts"]
    (contract,) = [c for c in contracts if c["name"] == "The pages see a published version and nothing else"]
    assert contract["forbidden_modules"] == ["pipelines.*"]
    assert {line.split(" -> ")[1] for line in contract["ignore_imports"]} == ALLOWED
