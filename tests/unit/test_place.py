"""A place over the models of another one: what is taken over, what is its own, and what must be said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from pipelines.configuration import ConfigurationError
from pipelines.configuration.place import in_words_of_place, read_place, whole_models
from pipelines.foundation.workspace import PROJECT_ROOT

MODELS = PROJECT_ROOT / "models"
WORDS = {w: {"fa": f"{w}-fa", "en": f"{w}-en"} for w in ("area", "short", "county", "city", "origin_goods")}
AREAS = "area_code,kind,parent_code,name_fa,name_en\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A small whole folder: a place of which another takes over what is not its own."""
    folder = tmp_path / "base" / "models"
    for name, text in {
        "reference/areas.csv": AREAS + "A,province,,الف,A\n",
        "reference/goods.csv": "area_code,name\nA,goods of A\n",
        "reference/codes.csv": "list,code,title_fa\noffices,heritage,اداره الف\nstates,open,باز\n",
        "rules/questions.yaml": "sentence: for all\nquestions: [of A]\n",
        "core/table.sql": "for all",
        "demo.yaml": "of A",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    own = {
        "reference/areas.csv": "whole",
        "reference/goods.csv": "whole",
        "reference/codes.csv": ["offices"],
        "rules/questions.yaml": ["questions"],
        "demo.yaml": "whole",
    }
    (folder / "place.yaml").write_text(yaml.safe_dump({"home": "A", "own": own, "words": WORDS}), "utf-8")
    return folder


def place(base: Path, files: dict[str, str]) -> Path:
    folder = base.parents[1] / "second"
    told = {"place.yaml": yaml.safe_dump({"home": "B", "extends": "../base/models", "words": WORDS})} | files
    for name, text in told.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


OWN = {
    "reference/areas.csv": AREAS + "B,province,,ب,B\n",
    "reference/codes.csv": "list,code,title_fa\noffices,heritage,اداره ب\n",
    "rules/questions.yaml": "questions: [of B]\n",
}


def test_a_whole_folder_is_taken_as_it_is(base: Path) -> None:
    assert whole_models(base) == base
    assert whole_models(MODELS) == MODELS


def test_a_place_takes_over_everything_but_what_is_of_the_other_place_alone(base: Path) -> None:
    models = whole_models(place(base, OWN))
    assert (models / "core/table.sql").read_text("utf-8") == "for all"
    assert "B,province" in (models / "reference/areas.csv").read_text("utf-8")
    assert not (models / "demo.yaml").exists()
    assert (models / "reference/goods.csv").read_text("utf-8") == "area_code,name\n"
    assert yaml.safe_load((models / "rules/questions.yaml").read_text("utf-8")) == {
        "sentence": "for all",
        "questions": ["of B"],
    }
    with (models / "reference/codes.csv").open(encoding="utf-8") as file:
        assert [row["title_fa"] for row in csv.DictReader(file)] == ["باز", "اداره ب"]
    assert read_place(models).home == "B"


def test_any_file_of_a_place_stands_for_the_one_of_the_same_path(base: Path) -> None:
    models = whole_models(place(base, OWN | {"core/table.sql": "of B", "core/more.sql": "of B too"}))
    assert [(models / "core" / n).read_text("utf-8") for n in ("table.sql", "more.sql")] == ["of B", "of B too"]


def test_everything_that_a_place_does_not_say_is_told_at_once(base: Path) -> None:
    with pytest.raises(ConfigurationError) as told:
        whole_models(place(base, {"rules/questions.yaml": "sentence: mine\n"}))
    text = str(told.value)
    assert "areas.csv is missing" in text
    assert "codes.csv: offices: is missing" in text
    assert "questions.yaml: questions: is missing" in text


def test_words_of_the_place_stand_in_texts(base: Path) -> None:
    assert in_words_of_place("نمایشگاه {place.county.fa}, {place.county.en}", base) == "نمایشگاه county-fa, county-en"
    assert in_words_of_place("{county} is no word of a place", base) == "{county} is no word of a place"
    with pytest.raises(ConfigurationError, match="village"):
        in_words_of_place("{place.village.fa}", base)


def test_a_home_that_is_no_area_is_refused(base: Path) -> None:
    said = yaml.safe_load((base / "place.yaml").read_text("utf-8"))
    (base / "place.yaml").write_text(yaml.safe_dump(said | {"home": "Z"}), "utf-8")
    with pytest.raises(ConfigurationError, match="'Z' is no area"):
        read_place(base)


def test_local_goods_and_notes_name_areas_and_indicators_that_there_are() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (MODELS / "reference" / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    areas = {row["area_code"] for row in rows("areas")}
    assert {row["area_code"] for row in [*rows("local_goods"), *rows("area_notes")]} <= areas
    assert {row["own_line"] for row in rows("local_goods")} <= {"yes", "no"}
    assert all((MODELS / "indicators" / f"{row['indicator_id']}.sql").exists() for row in rows("area_notes"))
    # Goods with a line of their own have one in the tariff, and the reverse.
    origins = {row["origin_area_code"] for row in rows("hs_codes") if row["origin_area_code"]}
    assert {row["area_code"] for row in rows("local_goods") if row["own_line"] == "yes"} == origins
