"""Forms of the county map: boundaries are read from a given file, and every state has a look of its own."""

from __future__ import annotations

import csv
import json
from urllib.parse import unquote

import pytest
import yaml

from dashboards.charts import map_forms
from dashboards.charts.county_map import county_name
from pipelines.foundation.workspace import PROJECT_ROOT

SQUARE = [[57.0, 30.0], [58.0, 30.0], [58.0, 31.0], [57.0, 31.0], [57.0, 30.0]]
HOLE = [[57.4, 30.4], [57.6, 30.4], [57.6, 30.6], [57.4, 30.4]]


class Drawn:
    """What a form asks of a county map."""

    def __init__(self, states: dict[str, str]) -> None:
        self.states = states
        self.counties = [{"area_code": code} for code in states]

        class Words:
            scheme = "light"

            def say(self, persian: str, _english: str) -> str:
                return persian

        self.view = Words()

    def state(self, county: dict[str, str]) -> tuple[str, str]:
        return "", self.states[county["area_code"]]


@pytest.fixture
def boundaries(tmp_path, monkeypatch):
    def write(*features: tuple[str | None, str, object]):
        path = tmp_path / "boundaries.geojson"
        document = {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"county_code": code} if code else {},
                    "geometry": {"type": kind, "coordinates": coordinates},
                }
                for code, kind, coordinates in features
            ],
        }
        path.write_text(json.dumps(document), "utf-8")
        monkeypatch.setattr(map_forms, "BOUNDARIES", path)
        map_forms._boundaries.cache_clear()

    yield write
    map_forms._boundaries.cache_clear()


def test_without_a_file_there_are_no_boundaries():
    assert map_forms.available() == ["tiles", "bubbles"]


def test_polygons_and_multipolygons_are_drawn_with_their_holes(boundaries):
    boundaries(
        ("0808", "Polygon", [SQUARE, HOLE]),
        ("0809", "MultiPolygon", [[SQUARE], [SQUARE]]),
        (None, "Polygon", [SQUARE]),
    )
    assert map_forms.available() == ["tiles", "bubbles", "polygons"]
    picture = unquote(str(map_forms.polygons(Drawn({"0808": "nq-s3", "0809": "nq-missing", "0810": "nq-zero"}))))
    outlines = [part.split("'")[1] for part in picture.split("<path ")[1:]]
    assert [outline.count("M") for outline in outlines] == [2, 2, 0]
    assert "url(#hatch)" in picture


def test_north_is_above(boundaries):
    boundaries(("0808", "Polygon", [SQUARE]))
    picture = unquote(str(map_forms.polygons(Drawn({"0808": "nq-s1"}))))
    first = picture.split("d='M")[1].split("L")[0]
    assert float(first.split()[1]) > 0, "the southern corner lies below the northern edge"


def test_an_english_name_may_break_at_a_syllable_and_a_persian_one_may_not(monkeypatch):
    class Words:
        def __init__(self, persian: bool) -> None:
            self.language = type("Language", (), {"is_persian": persian})()

        def column(self, row: dict[str, str], _name: str) -> str:
            return row["name"]

    assert "\u00ad" in county_name(Words(False), {"name": "Shahrbabak"})  # type: ignore[arg-type]
    assert county_name(Words(True), {"name": "شهربابک"}) == "شهربابک"  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "code_list"), [("states", "commitment_stages"), ("standings", "commitment_standings")])
def test_the_pages_name_a_commitment_as_its_rules_do(key, code_list):
    rules = yaml.safe_load((PROJECT_ROOT / "models" / "rules" / "commitments.yaml").read_text("utf-8"))[key]
    with (PROJECT_ROOT / "models" / "reference" / "codes.csv").open(encoding="utf-8", newline="") as file:
        listed = {
            row["code"]: (row["title_fa"], row["title_en"]) for row in csv.DictReader(file) if row["list"] == code_list
        }
    assert listed == {code: (words["fa"], words["en"]) for code, words in rules.items()}
