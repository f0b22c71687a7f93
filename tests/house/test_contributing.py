"""What CONTRIBUTING tells a newcomer is true: its example is a good indicator, its table names every room."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.contracts.model import SQL_TYPES
from pipelines.modelling import indicators
from pipelines.modelling.portability import portability_faults
from pipelines.pipeline.checking import check_models


def test_the_example_of_an_indicator_is_accepted(project: Path, models_copy: Path) -> None:
    example = re.search(r"^```sql\n(.*?)^```", (project / "CONTRIBUTING.md").read_text("utf-8"), re.S | re.M)
    assert example is not None
    name = re.search(r"^id: (\w+)$", example[1], re.M)
    assert name is not None
    (models_copy / "indicators" / f"{name[1]}.sql").write_text(example[1], "utf-8")
    found = {i.indicator_id: i for i in indicators(models_copy)}[name[1]]
    assert portability_faults(found.sql) == []


def test_the_example_of_a_table_is_accepted(project: Path, models_copy: Path) -> None:
    page = (project / "CONTRIBUTING.md").read_text("utf-8")
    example = re.search(r"^```sql\n(/\*---\nname: (\w+)\n.*?)^```", page, re.S | re.M)
    assert example is not None
    path = models_copy / "derived" / "examples" / f"{example[2]}.sql"
    path.parent.mkdir()
    path.write_text(example[1], "utf-8")
    (models_copy / "public" / path.name).write_text(
        f"/*---\nname: {example[2]}\ntitle: {{fa: نمونه, en: Example}}\ngrain: one row a county\nkey: [area_code]\n"
        f"from: derived.{example[2]}\n---*/\n",
        "utf-8",
    )
    meanings = re.search(r"^```csv\n(one row .*?)^```", page, re.S | re.M)
    assert meanings is not None
    with (models_copy / "reference" / "meanings.csv").open("a", encoding="utf-8") as file:
        file.write(meanings[1])
    found = check_models(models_copy)
    assert (found.faults, found.untried) == ([], [])


def test_every_room_is_in_the_table(project: Path) -> None:
    table = (project / "CONTRIBUTING.md").read_text("utf-8").split("## Add a feed")[0]
    rooms = {p.stem for p in (project / "pipelines").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert {room for room in rooms - {"__init__"} if not re.search(rf"`{room}/?`", table)} == set()


def test_every_kind_of_value_is_named(project: Path) -> None:
    page = (project / "CONTRIBUTING.md").read_text("utf-8")
    assert {kind for kind in SQL_TYPES if f"`{kind}`" not in page} == set()
