"""No module needs another that needs it: imports inside functions count, those for the type checker alone do not."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGES = ("dashboards", "pipelines")


def modules_of(project: Path) -> dict[str, Path]:
    found = {}
    for path in (path for package in PACKAGES for path in (project / package).rglob("*.py")):
        parts = path.relative_to(project).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _needed(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Yield the modules that a piece of code imports, each with the names that are taken from it."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from ((alias.name, []) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module, [alias.name for alias in node.names]
    for child in ast.iter_child_nodes(node):
        yield from _needed(child)


def needs_of(modules: Mapping[str, Path]) -> dict[str, set[str]]:
    needs: dict[str, set[str]] = {}
    for name, path in modules.items():
        needs[name] = set()
        for module, taken in _needed(ast.parse(path.read_text("utf-8"))):
            within = {f"{module}.{part}" for part in taken} & modules.keys()
            alone = {module} if module in modules and len(within) < max(1, len(taken)) else set()
            needs[name] |= (within | alone) - {name}
    return needs


def circle_in(needs: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_need_one_another(project: Path) -> None:
    needs = needs_of(modules_of(project))
    assert len(needs) > 300 and any(needs.values())
    circle = circle_in(needs)
    assert not circle, " ← ".join(circle)


@pytest.mark.parametrize(
    ("first", "is_circle"),
    [
        ("from pipelines.b import x", True),
        ("def f():\n    from pipelines import b", True),
        ("def f():\n    import pipelines.b", True),
        ("if TYPE_CHECKING:\n    from pipelines.b import x", False),
        ("import os", False),
    ],
)
def test_a_circle_is_seen(tmp_path: Path, first: str, is_circle: bool) -> None:
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines" / "a.py").write_text(first)
    (tmp_path / "pipelines" / "b.py").write_text("from pipelines.a import y")
    assert bool(circle_in(needs_of(modules_of(tmp_path)))) is is_circle
