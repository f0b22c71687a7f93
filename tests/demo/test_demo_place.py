"""The demonstration's place is a file: the same code invents the world of another province, naming none of this one."""

from __future__ import annotations

import ast
import csv
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.configuration.errors import RuleError
from pipelines.configuration.place import whole_models
from pipelines.contracts import load_contracts
from pipelines.demo import calendar
from pipelines.demo.activities import supply_happenings, supply_outlets, supply_secretariats
from pipelines.demo.catalogue import SUPPLIERS
from pipelines.demo.place import NoDemonstration, place_of
from pipelines.demo.population import Population, families
from pipelines.demo.statements import supply_registry
from pipelines.demo.workspace import generate
from pipelines.demo.world import Supply, World
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace

KERMAN, ISFAHAN = PROJECT_ROOT / "models", PROJECT_ROOT / "tests" / "places" / "isfahan"
#: Counties of Kerman whose names are words as well: weaving, and a pomegranate.
ALSO_WORDS = {"بافت", "انار"}


@pytest.fixture(scope="module")
def isfahan() -> World:
    return World(whole_models(ISFAHAN), 3, 2_000, 0.03)


def rows_of(supply: Supply | None) -> list[dict]:
    assert supply is not None
    return [
        dict(zip(frame, row, strict=True))
        for frame in supply.frames
        for row in zip(*(a.to_pylist() for a in frame.values()), strict=True)
    ]


# --- another province ------------------------------------------------------------------------------------------------


def areas_of(models: Path) -> list[dict[str, str]]:
    with (models / "reference" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of_kerman() -> set[str]:
    """Every name of an area of Kerman, without the words for province, county and city, that no area of Isfahan has."""
    found = set()
    for area in areas_of(KERMAN):
        if area["kind"] != "country":
            found.add(area["name_fa"].removeprefix("استان ").removeprefix("شهر "))
            found.add(area["name_en"].removesuffix(" Province").removesuffix(" (city)"))
    others = {area[name] for area in areas_of(ISFAHAN) for name in ("name_fa", "name_en")}
    return found - others - ALSO_WORDS


def texts_of(path: Path) -> Iterator[str]:
    """Give what stands in a file, and its name; letters as Persian writes them."""
    yield path.name
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield "\n".join(table.column_names)
        yield from ("\n".join(set(map(str, column.to_pylist()))) for column in table.columns)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            yield from (book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    else:
        content, read = path.read_bytes(), 0
        for encoding in ("utf-8-sig", "cp1256", "utf-16"):
            try:
                yield content.decode(encoding)
                read += 1
            except UnicodeDecodeError:
                continue
        assert read, path


def named(text: str, names: set[str]) -> set[str]:
    """Return the names that stand in a text as whole words, however letters of the codepages are written."""
    text = text.replace("ي", "ی").replace("ك", "ک")
    words = set(re.findall(r"\w+", text))
    return {name for name in names if name in words or (not name.isalnum() and name in text)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_another_province_names_no_place_of_this_one(tmp_path: Path, seed: int) -> None:
    models = whole_models(ISFAHAN)
    generate(Workspace(tmp_path), models, 1_000, seed)
    names, own = names_of_kerman(), {area["area_code"] for area in areas_of(ISFAHAN)}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    wrong = [
        (path.relative_to(tmp_path), hits)
        for path in files
        for text in texts_of(path)
        if (hits := [*named(text, names), *re.findall("کرمان|[Kk]erman", text)])
    ]
    assert wrong == []
    for feed, contract in load_contracts(models).items():
        table = pq.read_table(tmp_path / "truth" / f"{feed}.parquet")
        for column in contract.columns:
            if column.kind == "place":
                assert set(table[column.name].to_pylist()) <= {*own, None}, (feed, column.name)
    assert {p.parent.parent.name for p in files if "raw" in p.parts} == set(SUPPLIERS)
    assert any(named(text, {"اصفهان"}) for path in files for text in texts_of(path))


def test_the_names_that_are_looked_for_stand_in_the_demonstration_of_kerman() -> None:
    names = names_of_kerman()
    assert {"کرمان", "Kerman", "سیرجان", "راین"} <= names
    assert named("شهرداري كرمان، قلعه‌گنج", names) == {"کرمان", "قلعه‌گنج"}
    assert named("برابر با", names) == set()


def test_no_place_stands_in_the_code() -> None:
    areas = areas_of(KERMAN)
    codes, names = {a["area_code"] for a in areas if a["kind"] != "country"}, names_of_kerman()
    modules = sorted((PROJECT_ROOT / "pipelines" / "demo").glob("*.py"))
    texts = [
        (module.name, node.value)
        for module in modules
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(texts) > 1_000
    assert [t for t in texts if t[1] in codes or named(t[1], names) or re.search("کرمان|[Kk]erman", t[1])] == []


def test_names_follow_from_the_table_of_areas(isfahan: World) -> None:
    place = isfahan.place
    assert (place.home, place.province, place.capital) == ("10", "اصفهان", "1002")
    assert (place.city_name("city-isfahan"), place.city_name_en("city-isfahan")) == ("اصفهان", "Isfahan")
    assert len(place.counties) == 24  # of the census; four are younger
    assert any(family.endswith(" اصفهانی‌نما") for family in families(place))
    address = Population(isfahan, "crafts").identity(np.arange(1))["address"].to_pylist()[0]
    assert address.startswith("اصفهان، خیابان نمونه")


def test_each_county_that_was_parted_has_people_of_the_old_one(isfahan: World) -> None:
    persons = np.arange(40_000)
    before = Population(isfahan, "crafts").counties(persons).to_pylist()
    since = Population(isfahan, "crafts").counties(persons, "1400Q4").to_pylist()
    new = {"1025", "1026", "1027", "1028"}
    assert not new & set(before)
    assert {a for a, b in zip(before, since, strict=True) if a != b} == {"1002"}
    capital = before.count("1002")
    for county in new:
        assert since.count(county) / capital == pytest.approx(0.2, abs=0.02), county


def test_a_county_is_parted_when_the_table_of_areas_says_so() -> None:
    kerman = World(KERMAN, 3, 2_000, 0.03)
    assert kerman.place.new_counties == [("0815", "0825", "1402Q1"), ("0817", "0824", "1402Q1")]
    for quarter, new in (("1401Q4", set()), ("1402Q1", {"0824", "0825"})):
        counties = Population(kerman, "crafts").counties(np.arange(20_000), quarter)
        assert {"0824", "0825"} & set(counties.to_pylist()) == new


def test_a_promise_is_seen_where_it_is_kept(isfahan: World) -> None:
    kiosks = {
        period: [r for r in rows_of(supply_outlets(isfahan, "heritage", period)) if r["outlet_kind"] == "kiosk"]
        for period in ("1402Q4", "1403Q1")
    }
    assert [(r["state"], r["opened_on"]) for r in kiosks["1402Q4"]] == [("planned", None)] * 3
    assert [(r["state"], r["opened_on"]) for r in kiosks["1403Q1"]] == [("active", "1403-02")] * 3
    assert {(r["area"], r["commitment_id"]) for r in kiosks["1403Q1"]} == {("city-isfahan", "NC02")}
    proven = [
        (period, r["commitment_id"])
        for period in calendar.quarters()
        for r in rows_of(supply_happenings(isfahan, "heritage", period))
        if r["commitment_id"]
    ]
    assert proven == [("1402Q2", "NC03")]


def test_a_craft_village_is_one_and_a_secretariat_is_vacant_when_the_place_says_so(isfahan: World) -> None:
    kinds = {
        r["area"]: r["registry_kind"] for r in rows_of(supply_registry(isfahan, "heritage", "1403")) if r["craft_fa"]
    }
    assert kinds["city-mohammadiyeh"] == "craft_village"
    assert kinds["city-isfahan"] == "craft_city"
    vacant = [
        (r["area"], r["from_on"], r["to_on"])
        for r in rows_of(supply_secretariats(isfahan, "heritage", "1403Q1"))
        if r["state"] == "vacant"
    ]
    assert vacant == [("city-shahreza", "1402-01-01", "1402-06-31")]


# --- the file --------------------------------------------------------------------------------------------------------


def spoil(models: Path, *changes: tuple[str, str]) -> list[str]:
    """Change the demonstration's file and return what is said of it."""
    path = models / "demo.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as error:
        place_of(models)
    return list(error.value.faults)


def test_all_faults_are_told_at_once_with_file_and_place(models_copy: Path) -> None:
    found = spoil(
        models_copy,
        ("capital: city-kerman", "capital: city-kermun"),
        ("'0802': C009", "'0842': C009"),
        ("{indicator: weavers,", "{indicator: weavrs,"),
        ("role: chamber_president", "role: chamber_presidnt"),
        ("area: city-sirjan\n    craft_fa", "area: '0806'\n    craft_fa"),
        ("{craft: C027", "{craft: C777"),
        ("due: 1401Q2", "due: 1401Q5"),
        ("moved_to_tourism:", "moved_to_turism:"),
    )
    assert all(fault.startswith("models/demo.yaml: ") for fault in found)
    told = [fault.removeprefix("models/demo.yaml: ") for fault in found]
    for expected in (
        "capital: 'city-kermun' is no city; did you mean city-kerman?",
        "known_for.0842: '0842' is no county",
        "figures.rows[3].indicator: 'weavrs' is no indicator; did you mean weavers?",
        "promises[1].role: 'chamber_presidnt' is no role; did you mean chamber_president?",
        "cities[6].area: '0806' is no city",
        "exports.suitcase.goods[4].craft: 'C777' is no craft",
        "promises[1].due: ",
        "credit.moved_to_turism: unknown key; did you mean moved_to_tourism?",
        "credit.moved_to_tourism: is missing",
    ):
        assert sum(fault.startswith(expected) for fault in told) == 1, (expected, told)
    assert len(told) == 9, told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("licensed: 15000", "licensed: 70001", "registers.crafts.licensed: 70,001 is more than the 70,000 persons"),
        ("weights: [94, 6]", "weights: [94]", "registers.carpet.weights: 2 are expected, one for each craft"),
        ("'0806': C004", "'0806': C001", "known_for.0806: 'C001' is not among registers.crafts.crafts"),
        ("'0806': C004", "'0825': C004", "known_for.0825: the table of areas has no population of it"),
        ("'0825': '0815'", "'0825': '0824'", "new_counties.0825: 0824 has no population"),
        ("'0825': '0815'", "'0803': '0815'", "new_counties.0803: a county without population"),
        ("    1405: 600000000000\n", "", "credit.allotted_rial: 1405 is missing"),
        ("    area: city-kerman\n    goal", "    goal", "promises[2]: kiosks are shown in an area"),
        ("    workbook: data/raw", "    workbok: data/raw", "exports.pattern.workbok: unknown key"),
        (
            "no_secretary: [1403Q1, 1403Q2]",
            "no_secretary: [1403Q1, '1403']",
            "cities[2].no_secretary[2]: '1403' is no quarter",
        ),
        ("'1397-02-01'", "'1397-02'", "cities[6].secretariat_from: '1397-02' is no day"),
        ("'1397-02-01'", "'1398-12-30'", "cities[6].secretariat_from: '1398-12-30' is no day"),
        ("'1396'", "'1396Q1'", "cities[6].registered_on: '1396Q1' is no day"),
    ],
)
def test_what_does_not_fit_has_its_sentence(models_copy: Path, old: str, new: str, told: str) -> None:
    found = spoil(models_copy, (old, new))
    assert any(fault.startswith(f"models/demo.yaml: {told}") for fault in found), found


@pytest.mark.slow
def test_the_check_of_a_models_folder_reads_the_file(models_copy: Path) -> None:
    path = models_copy / "demo.yaml"
    path.write_text(path.read_text("utf-8").replace("role: chamber_president", "role: nobody"), "utf-8")
    result = CliRunner().invoke(app, ["check", "--models", str(models_copy), str(path)])
    assert result.exit_code == 1
    assert "models/demo.yaml: promises[1].role: 'nobody' is no role" in result.output + str(result.exception or "")


# --- no demonstration ------------------------------------------------------------------------------------------------


def test_a_place_without_the_file_says_so_in_both_languages(models_copy: Path, tmp_path: Path) -> None:
    (models_copy / "demo.yaml").unlink()
    folder = tmp_path / "workspace"
    result = CliRunner().invoke(app, ["demo", "--workspace", str(folder), "--models", str(models_copy)])
    assert result.exit_code == 1
    assert isinstance(result.exception, NoDemonstration)
    message = result.exception.message
    assert "has no demonstration" in message.text("en") and "“demo.yaml”" in message.text("en")
    assert "دادهٔ نمایشی نوشته نشده" in message.text("fa") and "«demo.yaml»" in message.text("fa")
    assert not (folder / "raw").exists() and not (folder / "truth").exists()


def test_the_demonstration_of_another_place_is_not_taken_over(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ISFAHAN, tmp_path / "isfahan"))
    (folder / "demo.yaml").unlink()
    said = (folder / "place.yaml").read_text("utf-8")
    (folder / "place.yaml").write_text(re.sub("(?m)^extends: .*$", f"extends: {KERMAN}", said), "utf-8")
    with pytest.raises(NoDemonstration):
        place_of(whole_models(folder))
