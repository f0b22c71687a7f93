"""One build in which something waits, something is corrected and two figures disagree: what readers find of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh
from tests.pipeline.customs_fixture import HEADINGS, Desk, rows_of

FIGURES = """figure_id,indicator,value,unit,area,domain,period_kind,as_of,source_fa,source_grade
K1,cooperatives,44,cooperatives,0808,crafts,stock,1401,آزمون,office_file
K2,cooperatives,29,cooperatives,0808,carpet,stock,1401,آزمون,office_file
K3,cooperatives,74,cooperatives,0808,all,stock,1401,آزمون,office_file
K4,cooperatives,۱۲,cooperatives,0802,all,stock,1401,آزمون,office_file
"""
CORRECTION = {
    "id": "second-line",
    "feed": "exports",
    "delivery": {"office": "customs", "period": "1400"},
    "cell": {"match": {"destination": "عراق"}},
    "column": "value_usd",
    "old": "200",
    "new": "250",
    "reason": {"fa": "رقم در گمرک اصلاح شد", "en": "The customs corrected the figure"},
    "provider": {"fa": "گمرک کرمان", "en": "Kerman customs"},
    "document": {"fa": "نامهٔ ۱۲", "en": "Letter 12"},
    "told_on": "2026-11-23",
}


class Built(NamedTuple):
    told: str
    database: PublishedDatabase
    workspace: Path

    def rows(self, table: str, where: str = "true") -> list[dict[str, Any]]:
        return self.database.query(f"SELECT * FROM {table} WHERE {where}").to_dict("records")


def correct(models: Path, **changed: Any) -> None:
    given = {**CORRECTION, **changed}
    text = yaml.safe_dump(given, allow_unicode=True).replace("'2026-11-23'", "2026-11-23")
    (models / "corrections" / f"{given['id']}.yaml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("governance")
    models = Path(shutil.copytree(PROJECT_ROOT / "models", folder / "models"))
    (models / "corrections").mkdir(exist_ok=True)
    correct(models)
    correct(models, id="mended-since", old="999")
    correct(models, id="not-there", delivery={"sha256": "0" * 64})
    desk = Desk(folder / "workspace", models)
    desk.deliver("1400", [[*row, 1] for row in rows_of()], [*HEADINGS, "تخفیف"])
    (waiting,) = desk.assessed()
    desk.decide(waiting, "approved")
    desk.deliver("1401", rows_of(10))
    desk.assessed()
    desk.deliver("1401", rows_of(10, rial=40_000_000))
    figures = desk.workspace.raw / "reported_figures" / "1401-heritage" / "figures.csv"
    figures.parent.mkdir(parents=True)
    figures.write_text(FIGURES, "utf-8")
    done = run_naqsheh("build", workspace=desk.workspace.root, models=models)
    assert done.returncode == 2, done.stdout + done.stderr
    version = resolve_current(desk.workspace.curated)
    assert version is not None
    with PublishedDatabase.open(version) as database:
        yield Built(done.stdout + done.stderr, database, desk.workspace.root)


def test_a_held_delivery_says_why_in_both_languages_and_its_predecessor_is_published(built: Built) -> None:
    found = {d["state"]: d for d in built.rows("deliveries", "feed = 'exports' AND period = '1401'")}
    assert set(found) == {"held", "published"}
    assert "تومان" in found["held"]["state_fa"] and "toman" in found["held"]["state_en"]
    assert found["held"]["state_en"] in built.told, "the command says it too"
    value = built.rows("exports", "period = '1401'")
    assert sum(int(r["value_rial"]) for r in value) == 55 * 4_000_000


def test_the_difference_to_the_last_delivery_is_published(built: Built) -> None:
    held = built.rows("deliveries", "state = 'held'")[0]
    rows = built.rows("delivery_comparisons", f"delivery_id = '{held['delivery_id']}'")
    found = {(r["column_name"], r["measure"]): r for r in rows}
    rial = found["value_rial", "sum"]
    assert (int(rial["before"]), int(rial["after"]), int(rial["factor"])) == (220_000_000, 2_200_000_000, 10)
    assert int(found["value_usd", "sum"]["factor"]) == 1 and int(found["", "rows"]["after"]) == 10
    assert {r["compared_with"] for r in rows} == {
        d["delivery_id"]
        for d in built.rows("deliveries", "period = '1401' AND state = 'published' AND feed = 'exports'")
    }


def test_every_decision_is_published_with_who_and_why(built: Built) -> None:
    (found,) = built.rows("approvals")
    assert (found["decision"], found["actor"], found["reason"]) == ("approved", "tester", "seen")


def test_what_was_noticed_about_a_file_is_kept_though_it_was_approved(built: Built) -> None:
    notes = built.rows("delivery_notes", "delivery_id LIKE 'exports-1400-%'")
    assert {n["note"] for n in notes} >= {"extra_columns"}
    assert all(n["sentence_fa"] and n["sentence_en"] for n in notes)


def test_a_guarded_correction_is_applied_or_says_why_not(built: Built) -> None:
    found = {c["correction_id"]: c for c in built.rows("corrections_applied")}
    assert {i: c["state"] for i, c in found.items()} == {
        "second-line": "applied",
        "mended-since": "guard_failed",
        "not-there": "no_delivery",
    }
    assert found["mended-since"]["found_value"] == "200"
    corrected = built.rows("source_rows", "delivery_id LIKE 'exports-1400-%' AND raw LIKE '%عراق%'")[0]
    assert json.loads(corrected["raw"])["ارزش (دلار)"] == "200", "the file itself stays as it was sent"
    assert json.loads(corrected["clean"])["value_usd"] == "250"


def test_figures_that_disagree_are_told_and_none_is_changed(built: Built) -> None:
    found = {r["area_code"]: r for r in built.rows("cross_checks", "rule_id = 'cooperatives_by_domain'")}
    assert (found["0808"]["holds"], int(found["0808"]["difference"])) == ("false", -1)
    assert "⁦44⁩ + ⁦29⁩" in found["0808"]["sentence_en"] and "۷۴" in found["0808"]["sentence_fa"]
    assert found["0802"]["holds"] == "unknown"
    told = built.rows("indicator_values", "indicator_id = 'cooperatives' AND area_code = '0808' AND domain = 'all'")
    assert [int(v["value"]) for v in told] == [74]


def test_who_delivered_and_who_never_did(built: Built) -> None:
    exports = {r["period"]: r["state"] for r in built.rows("completeness", "feed = 'exports'")}
    # Every row is of one customs office: that is its own list, and the others are still to come.
    assert exports["1400"] == exports["1401"] == "partial" and exports["1402"] == "missing"
    never = built.rows("completeness", "state = 'never'")
    assert never and all(r["periods"] > 1 for r in never)
    fresh = {(r["feed"], r["office"]): r["state"] for r in built.rows("freshness")}
    assert fresh["exports", "customs"] == "fresh" and fresh["cooperatives", "cooperatives"] == "never"


def test_evidence_without_a_note_is_graded_by_its_feed(built: Built) -> None:
    grades = {d["feed"]: d["evidence_grade"] for d in built.rows("deliveries")}
    assert grades == {"exports": "customs", "reported_figures": "statement"}
    values = built.rows("indicator_values", "status <> 'missing'")
    assert values and all(v["evidence_grade"] for v in values)


def test_normalisations_are_counted_with_an_example(built: Built) -> None:
    (found,) = built.rows("normalisations", "column_name = 'value' AND example_raw IS NOT NULL")
    assert (found["cells"], found["example_raw"], found["example_clean"]) == (1, "۱۲", "12")


def test_the_status_tells_what_waits_and_what_differs(built: Built) -> None:
    shown = run_naqsheh("status", workspace=built.workspace)
    assert shown.returncode == 0, shown.stderr
    for told in ("Held:", "value_rial, sum: 220000000 → 2200000000, ×10", "Figures disagree", "mended-since"):
        assert told in shown.stderr, told
    found = json.loads(run_naqsheh("status", "--json", workspace=built.workspace).stdout)
    states = {(o["feed"], o["office"]): o["state"] for o in found["offices"]}
    assert states["exports", "customs"] == "fresh"
    assert len(found["unapplied_corrections"]) == 2 and len(found["broken_rules"]) == 1
