"""The documents are held to what is there: links resolve, commands exist, every command is described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.registry import PAGES
from pipelines.modelling import public_tables

FENCED = re.compile(r"^```(?:bash|sh|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def commands_of_naqsheh() -> dict[str, set[str]]:
    """Return every subcommand with its options, those of the commands below it among them."""
    import typer

    from pipelines.cli import app

    group = typer.main.get_command(app)
    return {
        name: {
            option
            for one in (command, *getattr(command, "commands", {}).values())
            for p in one.params
            for option in (*p.opts, *p.secondary_opts)
        }
        for name, command in group.commands.items()  # type: ignore[attr-defined]
    }


def make_targets(project: Path) -> dict[str, str]:
    """Return every target of the Makefile that a person calls, with its one line of help."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", (project / "Makefile").read_text(), re.MULTILINE))


def commands_told(page: Path) -> list[list[str]]:
    """Return the words of every `make` and `naqsheh` call that a page shows."""
    text = page.read_text("utf-8")
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
    lines += INLINE.findall(text)
    stripped = (re.sub(r"^(\$ |\.venv/bin/)+", "", line.strip()).split("#")[0] for line in lines)
    return [words for line in stripped if (words := line.split()) and words[0] in ("make", "naqsheh")]


def test_links_resolve(documents: list[Path], project: Path) -> None:
    broken = []
    for page in documents:
        for target in LINK.findall(page.read_text("utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            found = (page.parent / path) if path else page
            known = anchors(found) if anchor and found.suffix == ".md" and found.exists() else {anchor}
            if not found.exists() or anchor not in known:
                broken.append(f"{page.relative_to(project)}: {target}")
    assert broken == []


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def test_commands_in_the_documents_exist(documents: list[Path], project: Path) -> None:
    targets, commands = make_targets(project), commands_of_naqsheh()
    unknown = []
    for page in documents:
        for words in commands_told(page):
            called = [w for w in words[1:] if not w.startswith("-") and "=" not in w][:1]
            options = {w.split("=")[0] for w in words if w.startswith("--")} - {"--help"}
            known = targets if words[0] == "make" else commands
            if called and called[0] not in known:
                unknown.append(f"{page.name}: {' '.join(words)}")
            elif words[0] == "naqsheh" and called and not options <= commands[called[0]]:
                unknown.append(f"{page.name}: {' '.join(words)}: {options - commands[called[0]]}")
    assert unknown == []


def test_every_command_and_option_is_described(project: Path) -> None:
    page = (project / "docs/commands.md").read_text("utf-8")
    for command, options in commands_of_naqsheh().items():
        assert f"### naqsheh {command}" in page, command
        section = page.split(f"### naqsheh {command}\n")[1].split("\n### ")[0]
        for option in options:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section, f"naqsheh {command} {option}"


def test_every_make_target_is_described(project: Path) -> None:
    page = (project / "docs/commands.md").read_text("utf-8")
    makefile = (project / "Makefile").read_text()
    targets = make_targets(project)
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert set(phony) == set(targets), "every target has a line of help"
    for target in targets:
        assert f"`make {target}`" in page, target


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_readme_shows_the_two_commands(project: Path, target: str) -> None:
    assert f"make {target}" in (project / "README.md").read_text("utf-8")


def test_every_public_table_is_described(project: Path) -> None:
    page = (project / "docs/data-model.md").read_text("utf-8")
    for model in sorted((project / "models/public").glob("*.sql")):
        assert f"`{model.stem}`" in page, model.stem


def test_decisions_are_numbered_and_listed(project: Path) -> None:
    folder = project / "docs/decisions"
    pages = sorted(p.name for p in folder.glob("[0-9]*.md"))
    assert len({name[:4] for name in pages}) == len(pages), "no number twice"
    for name in pages:
        heading = (folder / name).read_text("utf-8").splitlines()[0]
        assert heading.startswith(f"# {name[:4]} · "), heading
    index = (folder / "README.md").read_text("utf-8")
    assert re.findall(r"\((\d{4}-[a-z-]+\.md)\)", index) == pages, "each once, in their order"


def test_files_told_in_the_documents_exist(documents: list[Path], tracked: list[Path], project: Path) -> None:
    """A page may name a file by the end of its path (`reading/delivery.py`); what a build makes is in no repository."""
    made = {"manifest.json", "datapackage.json", "codebook.csv", "values.csv", "/api/v1/openapi.json", "openapi.json"}
    name = re.compile(r"[\w./-]+\.(py|sql|yaml|csv|md|sh|toml|json|lock|css|js)")
    there = {f"/{p.relative_to(project)}" for p in tracked}
    unknown = [
        f"{page.name}: {told}"
        for page in documents
        for told in set(INLINE.findall(page.read_text("utf-8"))) - made
        if name.fullmatch(told) and not any(path.endswith(f"/{told}") for path in there)
    ]
    assert unknown == []


def test_every_variable_of_the_environment_is_described(tracked: list[Path], project: Path) -> None:
    page = (project / "docs/commands.md").read_text("utf-8")
    # For tests and scripts, not for people.
    internal = {"NAQSHEH_FAULT_AT", "NAQSHEH_BIN"}
    sources = [p for p in tracked if p.suffix in (".py", ".sh") and "tests" not in p.parts]
    used = {v for p in sources for v in re.findall(r"\bNAQSHEH_[A-Z_]+\b", p.read_text("utf-8"))}
    assert {v for v in used - internal if f"`{v}`" not in page} == set()


def test_what_is_said_not_to_be_there_is_not_there(project: Path) -> None:
    page = (project / "README.md").read_text("utf-8")
    absent = re.search(r"\*\*Not there yet\*\*: (.*?)\. \[CHANGELOG\]", page, re.S)
    assert absent is not None
    told = " ".join(absent[1].split())
    tables = [t.name.replace("_", " ") for t in public_tables(project / "models")]
    pages = [page.en for page in PAGES.values()]
    there = [name for name in (*tables, *pages) if len(name) > 8 and re.search(rf"\b{re.escape(name)}\b", told)]
    assert there == []


def test_decisions_are_numbered_without_gaps(project: Path) -> None:
    numbers = sorted(int(path.name[:4]) for path in (project / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
