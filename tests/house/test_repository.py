"""The repository itself: what may be in it, what its locks say, and that its shell is sound."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

LOCKS = [
    "requirements.lock",
    "requirements-test.lock",
    "requirements-setup.lock",
    "requirements-cluster.lock",
    "requirements-duckdb-1.2.lock",
    "requirements-duckdb-1.4.lock",
]
OURS = {"pipelines", "dashboards", "benchmarks", "tests"}
DISTRIBUTIONS = packages_distributions()
LARGEST_BYTES = 1_000_000
#: Paths of one machine or of a folder beside the repository: a clone elsewhere has neither.
OUTSIDE = re.compile(r"(?<![\w.$}])/(?:home|root|work|Users)/|(?<![\w/])(?:\.\./)*share" + r"d/")
TEXT = {".py", ".md", ".sh", ".toml", ".yaml", ".yml", ".csv", ".sql", ".css", ".js", ".json", ".lock", ""}


def pinned(lock: Path) -> dict[str, str]:
    """Return the pinned version of every package in a lock."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==([^ \n;]+)", lock.read_text(), re.MULTILINE))


def entries(lock: Path) -> list[str]:
    """Return the requirement of every package, its hashes included."""
    return [e for e in re.split(r"\n(?=[a-z0-9])", lock.read_text().strip()) if not e.startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_of_a_lock_is_pinned_by_hash(project: Path, name: str) -> None:
    for entry in entries(project / name):
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+", entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_place_to_download_from(project: Path, name: str) -> None:
    text = (project / name).read_text()
    for word in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "file:", " @ "):
        assert word not in text


def test_what_runs_is_what_is_tested(project: Path) -> None:
    run, test = pinned(project / LOCKS[0]), pinned(project / LOCKS[1])
    assert {name: test.get(name) for name in run} == run


def test_locks_hold_everything_that_the_project_declares(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text())
    extras = declared["project"]["optional-dependencies"]
    wanted = {
        "requirements.lock": declared["project"]["dependencies"],
        "requirements-cluster.lock": [*extras["spark"], *extras["postgres"]],
        "requirements-test.lock": [requirement for extra in extras.values() for requirement in extra],
        "requirements-setup.lock": [
            *declared["dependency-groups"]["setup"],
            *declared["build-system"]["requires"],
        ],
    }
    for lock, requirements in wanted.items():
        held = pinned(project / lock)
        for requirement in requirements:
            assert re.split(r"[\[<>=!~ ]", requirement)[0] in held, f"{requirement} is not in {lock}: make lock"


def test_every_imported_package_is_declared(tracked: list[Path], project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    extras = declared["optional-dependencies"]
    for folders, requirements in (
        (("pipelines", "dashboards"), [*declared["dependencies"], *extras["spark"]]),
        (("tests", "benchmarks"), [*declared["dependencies"], *extras["spark"], *extras["test"]]),
    ):
        names = {canonical(re.split(r"[\[<>=!~ ]", r)[0]) for r in requirements}
        files = [p for p in tracked if p.suffix == ".py" and p.relative_to(project).parts[0] in folders]
        imported = {module for p in files for module in imports(p)} - OURS - sys.stdlib_module_names
        undeclared = {m for m in imported if not {canonical(d) for d in DISTRIBUTIONS.get(m, [m])} & names}
        assert undeclared == set(), "declare it in pyproject.toml, then: make lock"


def canonical(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, at the top or inside a function."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name.split(".")[0] for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    return plain | {n.module.split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}


def test_no_file_is_large(tracked: list[Path], project: Path) -> None:
    large = [str(p.relative_to(project)) for p in tracked if p.stat().st_size > LARGEST_BYTES]
    assert large == []


def test_nothing_made_is_tracked(tracked: list[Path], project: Path) -> None:
    names = [str(p.relative_to(project)) for p in tracked]
    made = re.compile(r"^data/(curated|restricted)/|__pycache__|\.pyc$|(^|/)(uv|package-lock|poetry)\.(lock|json)$")
    assert [n for n in names if made.search(n)] == []


def test_files_refer_to_nothing_outside_the_repository(tracked: list[Path], project: Path) -> None:
    found = []
    for path in tracked:
        if path.suffix not in TEXT:
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if OUTSIDE.search(line):
                found.append(f"{path.relative_to(project)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_shell_scripts_are_sound(project: Path) -> None:
    for script in [*sorted((project / "scripts").glob("*.sh")), project / ".ci/run"]:
        subprocess.run(["bash", "-n", str(script)], check=True)
        if script.name != "apt.sh":  # that one is sourced
            assert "set -euo pipefail" in script.read_text(), script.name


def test_modules_are_of_one_idea(tracked: list[Path], project: Path) -> None:
    long = {
        str(p.relative_to(project)): n
        for p in tracked
        if p.suffix == ".py" and "tests" not in p.parts and (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


#: What makes or fills a table of the graph: only the loop over the models may, and a check that tries them.
MAKES_A_TABLE = re.compile(
    r"(?:TABLE|VIEW|INTO)\s+(?:IF NOT EXISTS\s+)?\"?(?:core|indicators|derived|reference|public)\b"
    r"|(?:create_table|load_arrow)\(\s*\"(?:core|indicators|derived|public)\"",
)
MAKERS = {"modelling/making.py", "pipeline/binding.py", "pipeline/tables.py"}


def test_no_string_makes_a_table_of_the_graph(tracked: list[Path], project: Path) -> None:
    found = {
        str(p.relative_to(project / "pipelines"))
        for p in tracked
        if p.suffix == ".py" and project / "pipelines" in p.parents and MAKES_A_TABLE.search(p.read_text("utf-8"))
    }
    assert found <= MAKERS, found - MAKERS


def test_the_formatter_is_obeyed_but_where_a_table_would_be_torn(tracked: list[Path]) -> None:
    kept = [p for p in tracked if p.suffix == ".py" for line in p.read_text("utf-8").splitlines() if SKIP in line]
    assert len(kept) <= 50 and all("tests" in p.parts for p in kept)


#: What keeps the formatter from a statement; in two parts, or this line would count.
SKIP = "# fmt" + ": skip"
#: A slice of a key, a letter looked for in one, a quarter's key put together, the years of keys as an expression.
BY_HAND = re.compile(
    r"\bperiod\[:?\d|\"[QM]\" (?:not )?in |partition\(\"Q\"\)|\}Q\{|1\[34\](?:\\d|\[0-9\])", re.IGNORECASE
)


def test_no_period_is_taken_apart_by_hand(tracked: list[Path], project: Path) -> None:
    """A key is read and written by the type alone; the room of the reference calendar makes the keys of SQL."""
    rooms = ("pipelines", "dashboards", "benchmarks")
    sources = [
        p
        for p in tracked
        if p.suffix == ".py"
        and p.relative_to(project).parts[0] in rooms
        and not {"modelling", "period.py", "bare_artisans.py"} & set(p.parts)
    ]
    found = [
        f"{path.relative_to(project)}:{number}: {line.strip()}"
        for path in sources
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if BY_HAND.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "year = int(period[:4])",
        'if "Q" in period:',
        'year, _, quarter = key.partition("Q")',
        'key = f"{year}Q{quarter}"',
        r'YEAR = re.compile(r"1[34]\d\d")',
        "at = period[5]",
    ],
)
def test_a_period_taken_apart_by_hand_is_seen(line: str) -> None:
    assert BY_HAND.search(line)


#: What one module of the foundation does for all, and how it looks where it is done by hand.
ONE_HOME = {
    "persian": re.compile(
        r"[۰٠][۱١][۲٢]|\"، \"\.join|\"[٬٫]\"\)\.|[\u2066-\u2069]|\\u206[6-9]\"",
    ),
    "hashing": re.compile(r"\bhashlib\b"),
    "sql_text": re.compile(r"""replace\("'", "''"\)|replace\('"', '""'\)"""),
    "atomic_files": re.compile(r"fsync\(|getpid\(\)\}\.tmp\"\)\n *fresh\.write"),
}


@pytest.mark.parametrize("home", ONE_HOME)
def test_what_has_one_home_is_done_nowhere_else(tracked: list[Path], project: Path, home: str) -> None:
    room = project / "pipelines"
    sources = [p for p in tracked if p.suffix == ".py" and p.is_relative_to(room)]
    found = [
        f"{path.relative_to(project)}: {match.group()}"
        for path in sources
        if path != room / "foundation" / f"{home}.py"
        for match in ONE_HOME[home].finditer(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)
