"""A new feed is one contract, a new indicator one SQL file: shown by adding one of each to a copy of models/."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh

INDICATOR = """/*---
id: kiosks
title:
  fa: کیوسک‌ها
  en: Kiosks
definition:
  fa: شمار کیوسک‌های فروش صنایع دستی.
  en: Kiosks that sell handicrafts.
unit: kiosks
kind: stock
direction: up
decimals: 0
theme: market
owner: municipality
rollup: {register: province}
stated: true
---*/
SELECT k.row_id, k.area AS area_code, 'crafts' AS domain, p.frequency, p.period, 'register' AS basis,
  k.kiosks AS numerator
FROM clean.kiosks AS k
LEFT JOIN reference.period_keys AS p ON p.period_key = k.delivery_period
"""


def _column(name: str, fa: str, kind: str, logical: str, *, key: bool = False) -> dict:
    return {
        "name": name,
        "businessName": fa,
        "logicalType": logical,
        "required": True,
        "classification": "public",
        **({"primaryKey": True, "primaryKeyPosition": 1} if key else {}),
        "customProperties": [{"property": "titleEn", "value": name}, {"property": "kind", "value": kind}],
    }


CONTRACT = {
    "apiVersion": "v3.1.0",
    "kind": "DataContract",
    "id": "kiosks",
    "name": "kiosks",
    "version": "1.0.0",
    "status": "active",
    "schema": [
        {
            "name": "kiosks",
            "physicalType": "table",
            "businessName": "کیوسک‌ها",
            "dataGranularityDescription": "one row a county",
            "customProperties": [{"property": "titleEn", "value": "Kiosks"}],
            "properties": [
                _column("area", "شهرستان", "place", "string", key=True),
                _column("kiosks", "شمار کیوسک", "integer", "integer"),
            ],
        }
    ],
    "customProperties": [
        {"property": "ownerOffice", "value": "municipality"},
        {"property": "cadence", "value": "quarterly"},
        {"property": "expectedFrom", "value": "1404Q4"},
        {"property": "deliveryKind", "value": "snapshot"},
    ],
}


def test_a_contract_and_an_sql_file_are_enough(tmp_path: Path) -> None:
    models = Path(shutil.copytree(PROJECT_ROOT / "models", tmp_path / "models"))
    (models / "feeds" / "kiosks.odcs.yaml").write_text(yaml.safe_dump(CONTRACT, allow_unicode=True), "utf-8")
    (models / "indicators" / "kiosks.sql").write_text(INDICATOR, "utf-8")
    sent = tmp_path / "workspace" / "raw" / "kiosks" / "1402Q3-municipality" / "کیوسک.csv"
    sent.parent.mkdir(parents=True)
    sent.write_text("شهرستان,شمار کیوسک\nكرمان,۴\nبم,۲\n", "utf-8")

    done = run_naqsheh("build", workspace=tmp_path / "workspace", models=models)
    assert done.returncode == 0, done.stdout + done.stderr
    version = resolve_current(tmp_path / "workspace" / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        rows = database.query(
            "SELECT area_code, value FROM indicator_values WHERE indicator_id = 'kiosks' ORDER BY area_code"
        )
        assert dict(zip(rows["area_code"], map(int, rows["value"]), strict=True)) == {
            "08": 6,
            "0802": 2,
            "0808": 4,
        }
        dictionary = database.query("SELECT column_name FROM feed_columns WHERE feed = 'kiosks' ORDER BY position")
        assert list(dictionary["column_name"]) == ["area", "kiosks"]

    template = tmp_path / "kiosks.xlsx"
    made = run_naqsheh("template", "kiosks", "--out", str(template), workspace=tmp_path / "workspace", models=models)
    assert made.returncode == 0 and template.stat().st_size > 3000, made.stderr
