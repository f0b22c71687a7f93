"""Who imports whom: no modules in a circle, and of the pipelines the pages know only what their allow-list names.

Imports inside functions count like those at the top: one that only dodges a circle leaves the circle where it was.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest


def modules(project: Path, package: str) -> dict[str, Path]:
    """Return the modules of a package by their dotted names."""
    found = {}
    for path in sorted((project / package).rglob("*.py")):
        parts = path.relative_to(project).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree but for what only the type checker sees."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for other in child.orelse:
                yield from at_run_time(other)
        else:
            yield from at_run_time(child)


def imported(name: str, path: Path) -> Iterator[str]:
    """Yield what a module imports, anywhere in it: modules, and names of modules as if they were modules."""
    for node in at_run_time(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def import_graph(project: Path, packages: tuple[str, ...]) -> dict[str, set[str]]:
    """Return module → the modules of ``packages`` that it imports."""
    known = {name: path for package in packages for name, path in modules(project, package).items()}
    graph: dict[str, set[str]] = {}
    for name, path in known.items():
        targets = (found if found in known else found.rpartition(".")[0] for found in imported(name, path))
        graph[name] = {target for target in targets if target in known} - {name}
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return modules of which each imports the next and the last the first; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


@pytest.mark.parametrize("package", ["dashboards", "pipelines"])
def test_no_modules_import_one_another_in_a_circle(project: Path, package: str) -> None:
    found = circle(import_graph(project, (package,)))
    assert found == [], " → ".join(found)


def test_a_circle_through_a_function_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "rooms"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "a.py").write_text("from rooms import b\n")
    (package / "b.py").write_text("def late():\n    from rooms.a import x\n")
    (package / "c.py").write_text("if TYPE_CHECKING:\n    from rooms.d import x\n")
    (package / "d.py").write_text("from .c import y\n")
    graph = import_graph(tmp_path, ("rooms",))
    assert graph["rooms.d"] == {"rooms.c"} and graph["rooms.c"] == set()
    assert set(circle(graph)) == {"rooms.a", "rooms.b"}


#: What reads a published version, and why the pages know anything else of the pipelines.
ALLOWED = {
    "pipelines.published",  # opens a version
    "pipelines.foundation.workspace",  # says where the versions are
    "pipelines.foundation.period",  # a period is a type
    "pipelines.foundation.period_names",  # and its names are one list
    "pipelines.foresight",  # reckons the reader's own scenario as the build reckons the published ones
    "pipelines.intake.ledger",  # says what a steward decided since the version was built
}


def test_the_pages_know_only_what_their_allow_list_names(project: Path) -> None:
    graph = import_graph(project, ("dashboards", "pipelines"))
    known = {
        target
        for name, targets in graph.items()
        for target in targets
        if name.startswith("dashboards") and target.startswith("pipelines")
    }
    assert known == ALLOWED


def test_the_contract_has_the_same_allow_list(project: Path) -> None:
    contracts = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (contract,) = [c for c in contracts if c["name"] == "The pages see a published version and nothing else"]
    assert contract["forbidden_modules"] == ["pipelines.*"]
    assert {line.split(" -> ")[1] for line in contract["ignore_imports"]} == ALLOWED
