"""The API as programs use it: a real server process, exact numbers, sentences instead of numbers that are hidden."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonstat_validator import validate_jsonstat

from dashboards.server.api.exact_json import exact_json
from dashboards.server.api.parameters import LARGEST
from tests.dashboards import answers_fixture
from tests.dashboards.answers_fixture import FINE, HIDDEN, LARGE, PLANTED
from tests.dashboards.conftest import served

VERSION = 1


@dataclass(frozen=True)
class Got:
    """An answer with its status and headers."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8-sig")

    @property
    def json(self) -> Any:
        """The answer with numbers as they are written."""
        return json.loads(self.text, parse_float=Decimal)


class Api:
    """A reader of the served API; no answer may hold a number that is hidden."""

    def __init__(self, address: str, workspace: Path) -> None:
        self.address, self.workspace = f"{address}/api/v1/", workspace

    def get(self, path: str = "", *, method: str = "GET", headers: dict[str, str] | None = None, **query: Any) -> Got:
        words = f"?{urlencode(query, doseq=True)}" if query else ""
        asked = urllib.request.Request(f"{self.address}{path}{words}", method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                got = Got(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                got = Got(error.code, error.headers, error.read())
        if got.body:
            assert_nothing_hidden(got.text)
        return got

    def problem(self, path: str, status: int, kind: str, **query: Any) -> dict[str, Any]:
        got = self.get(path, **query)
        assert (got.status, got.headers.get_content_type()) == (status, "application/problem+json"), got.text
        found: dict[str, Any] = got.json
        assert found["type"] == f"urn:naqsheh:problem:{kind}" and found["status"] == status
        assert found["detail"] == found["detail_en"] and max(found["detail_fa"]) >= "\u0600"
        assert "Traceback" not in got.text and 'File "' not in got.text and len(got.text) < 6000
        return found


def assert_nothing_hidden(text: str) -> None:
    plain = text.replace(",", "").replace("٬", "").translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    assert [number for number in PLANTED if str(number) in plain or f"{number:.0f}" in plain] == []


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    workspace = tmp_path_factory.mktemp("api")
    answers_fixture.build(workspace / "curated", VERSION)
    with served(workspace) as site:
        yield Api(site.address, workspace)


@pytest.fixture(scope="module")
def file_rows(api: Api) -> list[dict[str, Any]]:
    """All values as the published file has them."""
    with duckdb.connect(str(api.workspace / f"curated/versions/{VERSION}/roadmap.duckdb"), read_only=True) as database:
        found = database.execute("select * from indicator_values")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def cells(dataset: dict[str, Any]) -> dict[tuple[str, ...], tuple[Any, str, dict[str, Any]]]:
    """Return a dataset's published cells by their codes, reckoned from ids and sizes as any reader would."""
    found = {}
    for place in dataset["status"]:
        rest, codes = int(place), []
        for name, size in zip(reversed(dataset["id"]), reversed(dataset["size"]), strict=True):
            rest, at = divmod(rest, size)
            codes.append(dataset["dimension"][name]["category"]["index"][at])
        own = dataset["extension"]["observations"][place]
        found[tuple(reversed(codes))] = (dataset["value"][place], dataset["status"][place], own)
    return found


# --- what is there ---------------------------------------------------------------------------------------------------


def test_the_index_lists_addresses_that_answer(api: Api) -> None:
    found = api.get().json
    assert found["release"]["version"] == VERSION
    for address in found["addresses"]:
        assert address["fa"] and address["en"]
        if "{" not in address["href"]:
            got = api.get(
                address["href"].removeprefix("./"), **({"indicator": "weavers"} if "values" in address["href"] else {})
            )
            assert got.status == 200, address


def test_every_answer_names_its_version_and_that_it_is_invented(api: Api) -> None:
    for path in ("", "release", "indicators", "indicators/weavers", "areas", "targets", "openapi.json"):
        got = api.get(path)
        assert got.headers["X-Naqsheh-Version"] == str(VERSION)
        assert got.headers["X-Naqsheh-Synthetic"] == "true"
        if path not in ("", "openapi.json"):
            assert got.json["release"]["version"] == VERSION and got.json["release"]["is_synthetic"] is True


def test_openapi_describes_what_there_is(api: Api) -> None:
    found = api.get("openapi.json").json
    assert (
        found["openapi"] == "3.1.0" and found["info"]["x-title-fa"] and found["info"]["x-published-version"] == VERSION
    )
    assert {f".{path}" for path in found["paths"]} == {address["href"] for address in api.get().json["addresses"]}
    for path, operations in found["paths"].items():
        assert set(operations) == {"get", "head"}, path
        assert operations["get"]["x-summary-fa"] and operations["get"]["summary"]
    asked = {parameter["name"] for parameter in found["paths"]["/values"]["get"]["parameters"]}
    assert {"indicator", "area", "period", "since", "until", "basis", "format", "lang", "version", "limit"} <= asked
    references = {part.split('"')[0] for part in json.dumps(found).split('"$ref": "#/components/schemas/')[1:]}
    assert references <= set(found["components"]["schemas"])
    value = found["components"]["schemas"]["Value"]["properties"]["value"]
    assert {"type": "number"} in value["anyOf"]


def test_indicators_are_found_by_words(api: Api) -> None:
    found = api.get("indicators", q="قالي بافان").json["indicators"]
    assert found[0]["indicator_id"] == "weavers" and found[0]["suppressed"] == len(HIDDEN)
    assert len(api.get("indicators").json["indicators"]) > len(found)


def test_lineage_counts_files_and_hides_what_is_hidden(api: Api, file_rows: list[dict[str, Any]]) -> None:
    told = next(row for row in file_rows if row["indicator_id"] == "artisans" and row["area_code"] == "08")
    found = api.get(f"values/{told['value_id']}/lineage").json
    assert (found["value"]["value"], found["deliveries"][0]["rows"]) == (70000, 1)
    hidden = next(row for row in file_rows if row["status"] == "suppressed")
    found = api.get(f"values/{hidden['value_id']}/lineage").json
    assert (found["value"]["value"], found["deliveries"]) == (None, [])
    assert found["note_fa"] and "nobody can be recognised" in found["note_en"]


# --- JSON-stat, CSV --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fa", "en"])
def test_values_are_a_valid_dataset(api: Api, language: str) -> None:
    got = api.get("values", indicator=["weavers", "artisans", "workshops"], lang=language)
    assert validate_jsonstat(json.loads(got.text))
    found = got.json
    assert found["role"] == {"time": ["period"], "geo": ["area"], "metric": ["indicator"]}
    label = found["dimension"]["indicator"]["category"]["label"]["artisans"]
    assert label == {"fa": "هنرمندان صنایع دستی", "en": "Artisans"}[language]
    both = found["dimension"]["indicator"]["extension"]
    assert (both["fa"]["categories"]["artisans"], both["en"]["categories"]["artisans"]) == (
        "هنرمندان صنایع دستی",
        "Artisans",
    )
    assert found["extension"]["is_synthetic"] is True
    value, status, own = cells(found)["artisans", "0808", "crafts", "_T", "_T", "1400Q4", "reported"]
    assert (value, status, own["qualifier"], own["grade"]) == (10000, "final", "about", "statement")
    assert found["extension"]["sources"][own["source"]]["en"] == "Minutes of the dialogue council, Esfand 1400"
    assert found["dimension"]["category"]["category"]["index"] == ["_T", "group", "home", "large"]


def test_numbers_are_exact(api: Api) -> None:
    found = api.get("values", indicator="credit_allocated", period="1401")
    assert f'"0":{LARGE}' in found.text and found.json["value"] == {"0": LARGE}
    found = api.get("values", indicator="licence_coverage", period="1401")
    assert f'"0":{FINE}' in found.text and found.json["value"] == {"0": FINE}
    assert f",{FINE}," in api.get("values", indicator="licence_coverage", period="1401", format="csv").text


def test_a_suppressed_value_is_words_in_both_languages(api: Api) -> None:
    found = cells(api.get("values", indicator="weavers", status="suppressed").json)
    assert len(found) == len(HIDDEN)
    for value, status, own in found.values():
        assert (value, status) == (None, "suppressed") and "numerator" not in own
        assert "nobody can be recognised" in own["why_en"] and "برای پوشیده ماندن افراد" in own["why_fa"]
    for row in csv.DictReader(io.StringIO(api.get("values", status="suppressed", format="csv").text)):
        assert (row["value"], row["numerator"], row["denominator"], row["status"]) == ("", "", "", "suppressed")
        assert "nobody can be recognised" in row["why_en"] and row["why_fa"]


def test_four_silences_are_told_apart(api: Api) -> None:
    found = cells(api.get("values", indicator=["weavers", "licence_coverage"]).json)

    def told(indicator: str, area: str, domain: str, period: str) -> tuple[Any, str]:
        return found[indicator, area, domain, "_T", "_T", period, "register"][:2]

    assert told("weavers", "0806", "carpet", "1404Q2") == (0, "final")
    assert told("weavers", "0811", "carpet", "1404Q2") == (None, "not_applicable")
    assert told("licence_coverage", "0802", "crafts", "1404Q4") == (None, "suppressed")
    assert told("licence_coverage", "0824", "crafts", "1404Q4") == (None, "missing")


def test_a_file_says_in_its_name_that_it_is_invented(api: Api) -> None:
    got = api.get("values", indicator="weavers", format="csv")
    assert got.headers["Content-Disposition"] == 'attachment; filename="demonstration-naqsheh-values-v1.csv"'
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert {row["is_synthetic"] for row in rows} == {"true"} and {row["release_version"] for row in rows} == {"1"}


# --- HTTP ------------------------------------------------------------------------------------------------------------


def test_what_is_known_is_not_sent_again(api: Api) -> None:
    first = api.get("values", indicator="weavers")
    tag = first.headers["ETag"]
    assert tag.startswith('W/"') and first.headers["Cache-Control"] == "no-cache"
    again = api.get("values", indicator="weavers", headers={"If-None-Match": tag})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert api.get("values", indicator="weavers", headers={"If-None-Match": 'W/"other"'}).status == 200


def test_head_is_get_without_a_body(api: Api) -> None:
    got, head = api.get("release"), api.get("release", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"] and head.headers.get_content_type() == "application/json"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading(api: Api, method: str) -> None:
    got = api.get("values", method=method)
    assert (got.status, got.headers.get_content_type()) == (405, "application/problem+json")
    assert set(got.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_no_page_of_another_host_may_read(api: Api) -> None:
    got = api.get("release", headers={"Origin": "https://example.org"})
    assert not [name for name in got.headers if name.lower().startswith("access-control")]


def test_what_cannot_be_answered_is_a_problem(api: Api) -> None:
    assert "weavers" in api.problem("values", 422, "unknown-indicator", indicator="weaverz")["detail"]
    api.problem("indicators/weaverz", 404, "unknown-indicator")
    api.problem("values/0000/lineage", 404, "unknown-value")
    api.problem("nowhere", 404, "not-found")
    api.problem("values", 422, "unknown-area", area="99")
    api.problem("values", 422, "unknown-code", basis="guess")
    api.problem("values", 422, "period-not-read", period="1400-10")
    api.problem("values", 422, "periods-reversed", since="1404", until="1400")
    assert "format" in api.problem("values", 422, "invalid-parameter", format="xml")["detail"]
    assert "indicatr" in api.problem("values", 422, "unknown-parameter", indicatr="weavers")["detail"]
    api.problem("values", 422, "invalid-parameter", lang=["fa", "en"])
    api.problem("indicators", 422, "no-words", q="؟")


def test_nothing_is_not_an_empty_table(api: Api) -> None:
    found = api.problem("values", 404, "nothing-found", indicator="artisans", period="1390")
    assert "does not mean zero" in found["detail"] and "1400Q4" in found["detail"]


def test_an_answer_is_whole_or_refused(api: Api) -> None:
    found = api.problem("values", 422, "too-many-rows", limit=3)
    assert found["total"] > 3 and found["limit"] == 3
    api.problem("values", 422, "invalid-parameter", limit=LARGEST + 1)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE areas; --", "../../../etc/passwd", "weavers\x00 x", "\u202ex\u2066", "%00", "x" * 7000, "🧶"],
)
def test_hostile_text_is_refused(api: Api, text: str) -> None:
    for name in ("indicator", "area", "basis", "category", "period", "since", "version", "format", "q"):
        got = api.get("values", **{name: text})
        assert got.status == 422 and got.headers.get_content_type() == "application/problem+json"
        assert not {"\x00", "\u202e", "\u2066"} & set(got.text) and len(got.text) < 3000
    # What looks like a way out of a folder never gets as far as the API: the server of the pages refuses it.
    assert api.get("indicators/" + urllib.request.quote(text, safe="")).status in (400, 404)


def test_a_million_characters_are_refused_and_the_server_lives(api: Api) -> None:
    for ask in (lambda: api.get("values", indicator="x" * 10**6), lambda: api.get("indicators/" + "x" * 10**6)):
        with suppress(urllib.error.URLError, ConnectionError):  # it may close before it has read that much
            assert ask().status in (400, 404, 414, 422, 431)
    assert api.get("release").status == 200


def test_pages_are_served_beside_it(api: Api) -> None:
    with urllib.request.urlopen(api.address.removesuffix("api/v1/"), timeout=30) as page:
        assert b'dir="rtl"' in page.read()
    with urllib.request.urlopen(api.address.rstrip("/"), timeout=30) as index:  # without its last stroke
        assert index.url == api.address


def test_another_version_takes_over_while_programs_read(api: Api) -> None:
    before = api.get("release")
    curated = api.workspace / "curated"
    try:
        answers_fixture.build(curated, 2)
        after = api.get("release")
        assert after.json["release"]["version"] == 2 and after.headers["ETag"] != before.headers["ETag"]
        found = api.problem("release", 409, "version-not-served", version=1)
        assert "version 2" in found["detail"]
        assert api.get("release", version=2).status == 200
        (curated / "current").unlink()
        assert "naqsheh build" in api.problem("release", 503, "nothing-published")["detail"]
    finally:
        pointer = curated / "current.new"
        pointer.symlink_to(Path("versions") / str(VERSION))
        os.replace(pointer, curated / "current")
        shutil.rmtree(curated / "versions/2", ignore_errors=True)
    assert api.get("release").json["release"]["version"] == VERSION


# --- properties ------------------------------------------------------------------------------------------------------

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "indicator": st.lists(
            st.sampled_from(["artisans", "weavers", "licence_coverage", "workshops", "exports_usd"]),
            min_size=1,
            max_size=3,
            unique=True,
        ),
        "area": st.lists(st.sampled_from(["08", "0801", "0802", "0806", "0808"]), min_size=1, max_size=3, unique=True),
        "frequency": st.sampled_from(["A", "Q"]),
        "status": st.lists(st.sampled_from(["final", "suppressed", "missing", "provisional"]), min_size=1, unique=True),
        "basis": st.sampled_from(["reported", "register"]),
        "breakdown": st.just(""),
    },
)
_COLUMNS = {"indicator": "indicator_id", "area": "area_code"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS)
def test_any_filters_give_the_numbers_of_the_file_in_both_forms(
    filters: dict[str, Any], api: Api, file_rows: list[dict[str, Any]]
) -> None:
    wanted = {
        row["value_id"]: row["value"] if row["status"] in ("final", "provisional") else None
        for row in file_rows
        if all(
            row[_COLUMNS.get(name, name)] in ([text] if isinstance(text, str) else text)
            for name, text in filters.items()
        )
    }
    got = api.get("values", **filters)
    if not wanted:
        assert got.status == 404
        return
    dataset = got.json
    assert {own["value_id"]: value for value, _, own in cells(dataset).values()} == wanted
    assert len(dataset["value"]) == len(dataset["status"]) == len(wanted)
    rows = csv.DictReader(io.StringIO(api.get("values", format="csv", **filters).text))
    assert {row["value_id"]: Decimal(row["value"]) if row["value"] else None for row in rows} == wanted


@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**28), max_value=10**28, places=9))
def test_a_decimal_is_written_as_it_is(number: Decimal) -> None:
    assert json.loads(exact_json({"n": number}), parse_float=Decimal, parse_int=Decimal)["n"] == number


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        exact_json({"n": 0.1})
